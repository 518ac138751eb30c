"""Starting the server: settings for worker processes, and telling when it answers."""

from __future__ import annotations

import dataclasses
import signal
import socket
import threading
import time
from pathlib import Path

import pytest

from multisession.server import answers, end_streams_on_signals, settings_from_json, settings_to_json
from multisession.settings import Settings


def test_settings_survive_the_way_to_a_worker_process(tmp_path: Path) -> None:
    settings = Settings(
        mode="standalone",
        root_dir=tmp_path,
        config=tmp_path / "config.json",
        trusted_proxies=("10.0.0.0/8",),
        editor_interfaces=("submit", "submit:skip"),
        logger={"version": 1},
        workers=4,
        browser=False,
    )
    assert settings_from_json(settings_to_json(settings)) == settings
    assert {item.name for item in dataclasses.fields(settings)} >= {"max_json_bytes", "outside_media"}


def test_defaults_survive_too() -> None:
    assert settings_from_json(settings_to_json(Settings())) == Settings()


def test_a_port_where_nobody_listens_does_not_answer() -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        assert not answers("127.0.0.1", bound.getsockname()[1], time.monotonic() + 0.05)


def test_only_a_good_answer_of_health_counts() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            for status in (b"503 Service Unavailable", b"200 OK"):
                connection, _ = listener.accept()
                with connection:
                    assert connection.recv(4096).startswith(b"GET /health ")
                    connection.sendall(b"HTTP/1.1 " + status + b"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        assert answers("127.0.0.1", listener.getsockname()[1], time.monotonic() + 10)
        thread.join(10)
        assert not thread.is_alive()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_event_streams_before_the_server_acts_on_it(number: int) -> None:
    told: list[str] = []
    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        signal.signal(number, lambda received, frame: told.append("server"))
        end_streams_on_signals(lambda: told.append("streams"))
        signal.raise_signal(number)
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
    assert told == ["streams", "server"]
