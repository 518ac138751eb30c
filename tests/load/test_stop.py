"""The end of a studio under load: nothing asked is lost, nothing acknowledged is gone, and it ends when told to."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.server import Server, running

CONFIG = (
    '<View><Choices name="mood" toName="text"><Choice value="good"/></Choices><Text name="text" value="$text"/></View>'
)
BODY = json.dumps(
    {"result": [{"from_name": "mood", "to_name": "text", "type": "choices", "value": {"choices": ["good"]}}]}
)
GRACE_SECONDS = 10


class Annotator(threading.Thread):
    """One visitor who labels until nobody listens any more; counts what was acknowledged and what was lost."""

    def __init__(self, port: int, *, keeps_connection: bool) -> None:
        super().__init__(daemon=True)
        self.port = port
        self.keeps_connection = keeps_connection
        self.cookie = ""
        self.acknowledged: set[int] = set()
        self.lost: list[str] = []
        self.failures: list[str] = []

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        while True:
            if connection.sock is None:
                try:
                    connection.connect()
                except OSError:
                    # Nobody listens: the end, as it should be.
                    return
            try:
                self.ask(connection)
            except (OSError, http.client.HTTPException) as error:
                self.lost.append(repr(error))
                return
            if not self.keeps_connection:
                connection.close()

    def ask(self, connection: http.client.HTTPConnection) -> None:
        headers = {"Cookie": self.cookie, "Content-Type": "application/json"}
        if not self.cookie:
            connection.request("GET", "/label", headers=headers)
        else:
            connection.request("POST", "/api/tasks/1/annotations/", BODY, headers)
        answer = connection.getresponse()
        text = answer.read()
        if answer.getheader("Set-Cookie"):
            self.cookie = str(answer.getheader("Set-Cookie")).split(";")[0]
        if answer.status == 201:
            self.acknowledged.add(json.loads(text)["id"])
        elif answer.status != 200:
            self.failures.append(f"{answer.status} {text[:200]!r}")


def ask(server: Server, path: str, cookie: str) -> Any:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    assert answer.status == 200
    text = answer.read()
    connection.close()
    return json.loads(text)


@pytest.mark.parametrize(
    "to_all",
    [pytest.param(False, id="to the supervisor"), pytest.param(True, id="to every process", marks=pytest.mark.full)],
)
def test_a_stop_under_load_loses_no_request(tmp_path: Path, to_all: bool) -> None:
    (tmp_path / "config.xml").write_text(CONFIG)
    (tmp_path / "tasks.txt").write_text("one\ntwo")
    root = tmp_path / "projects"
    root.mkdir()
    recipe = ("-l", str(tmp_path / "config.xml"), "-i", str(tmp_path / "tasks.txt"))
    flags = (*recipe, "--workers", "2", "--max-requests-per-second", "0")
    with running(*flags, root=root) as server:
        annotators = [Annotator(server.port, keeps_connection=number % 2 == 0) for number in range(12)]
        for annotator in annotators:
            annotator.start()
        with idle_connection(server) as idle:
            until = time.monotonic() + 20
            while not all(len(annotator.acknowledged) > 5 for annotator in annotators):
                assert time.monotonic() < until, [annotator.failures[:1] for annotator in annotators]
                time.sleep(0.02)
            begin = time.monotonic()
            (os.killpg if to_all else os.kill)(server.process.pid, signal.SIGTERM)
            assert server.process.wait(GRACE_SECONDS + 5) == 0
            assert time.monotonic() - begin < GRACE_SECONDS
            assert idle.recv(1) == b""
        for annotator in annotators:
            annotator.join(10)
        assert [annotator.lost for annotator in annotators] == [[]] * len(annotators)
        assert [annotator.failures for annotator in annotators] == [[]] * len(annotators)
    with running(*flags, root=root) as server:
        for annotator in annotators:
            kept = {one["id"] for one in ask(server, "/api/tasks/1/annotations/", annotator.cookie)}
            assert annotator.acknowledged <= kept


@contextlib.contextmanager
def idle_connection(server: Server) -> Iterator[socket.socket]:
    """A connection that was kept after an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    with contextlib.closing(connection):
        connection.request("GET", "/health")
        assert connection.getresponse().read()
        assert connection.sock is not None
        yield connection.sock


def test_event_streams_end_with_the_studio(tmp_path: Path) -> None:
    with running("--init", command="start", positional=("p",), root=tmp_path) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        connection.request("GET", "/api/events")
        answer = connection.getresponse()
        assert answer.readline() == b"retry: 2000\n"
        begin = time.monotonic()
        server.process.terminate()
        # To its end: half a chunk would raise IncompleteRead.
        answer.read()
        assert server.process.wait(GRACE_SECONDS) == 0
        assert time.monotonic() - begin < 3
        connection.close()


@pytest.mark.parametrize(
    ("workers", "number"), [("1", signal.SIGINT), pytest.param("2", signal.SIGTERM, marks=pytest.mark.full)]
)
def test_a_second_signal_ends_it_at_once(tmp_path: Path, workers: str, number: int) -> None:
    with running("--workers", workers, root=tmp_path) as server, holding_on(server):
        processes = server.processes()
        server.process.send_signal(number)
        with pytest.raises(subprocess.TimeoutExpired):
            server.process.wait(0.4)
        begin = time.monotonic()
        server.process.send_signal(number)
        assert server.process.wait(5) == -number
        until = time.monotonic() + 5
        while any(map(is_running, processes)) and time.monotonic() < until:
            time.sleep(0.01)
        assert time.monotonic() - begin < 1


def is_running(process: int) -> bool:
    """False also for one that has ended and that nobody has collected yet."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes() != b""
    except OSError:
        return False


@contextlib.contextmanager
def holding_on(server: Server) -> Iterator[None]:
    """A client in the middle of sending a body, for which a stop waits."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        head = client.makefile("rb").read().partition(b"\r\n\r\n")[0]
        cookie = head.lower().partition(b"set-cookie: ")[2]
    cookie = head[len(head) - len(cookie) :].partition(b";")[0]
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as client:
        client.sendall(b"POST /api/projects/1/import HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n")
        client.sendall(b"Cookie: %s\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n" % cookie)
        assert client.recv(100).startswith(b"HTTP/1.1 100")
        yield


def test_a_worker_that_dies_is_replaced_and_orphans_end(tmp_path: Path) -> None:
    with running("--workers", "2", root=tmp_path) as server:
        killed = server.workers()[0]
        os.kill(killed, signal.SIGKILL)
        until = time.monotonic() + 20
        while len(server.workers()) < 2 or killed in server.workers():
            assert time.monotonic() < until
            time.sleep(0.02)
        workers = server.workers()
        server.process.kill()
        while any(map(is_running, workers)):
            assert time.monotonic() < until, "workers outlive the process that watches over them"
            time.sleep(0.02)
