"""Where the server listens: --host, --internal-host, busy ports, --debug."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from multisession.address import address_of, listen, local_url
from multisession.settings import SettingInvalid, Settings


@pytest.fixture
def taken() -> Iterator[socket.socket]:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder


@pytest.mark.parametrize(
    ("mode", "host", "internal_host", "bind_host", "public_url"),
    [
        ("single", "", "", "127.0.0.1", ""),
        ("standalone", "", "", "127.0.0.1", ""),
        ("multi", "", "", "0.0.0.0", ""),
        ("multi", "127.0.0.1", "", "127.0.0.1", ""),
        ("multi", "localhost", "", "localhost", ""),
        ("single", "::1", "", "::1", ""),
        ("multi", "labels.example.org", "", "0.0.0.0", "https://labels.example.org"),
        ("single", "labels.example.org", "", "127.0.0.1", "https://labels.example.org"),
        ("multi", "http://labels.example.org/studio/", "", "0.0.0.0", "http://labels.example.org/studio"),
        ("single", "10.0.0.5", "127.0.0.1", "127.0.0.1", ""),
    ],
)
def test_host_binds_or_names(mode: str, host: str, internal_host: str, bind_host: str, public_url: str) -> None:
    address = address_of(Settings(mode=mode, host=host, internal_host=internal_host))  # type: ignore[arg-type]
    assert (address.bind_host, address.public_url) == (bind_host, public_url)


@pytest.mark.parametrize("host", ["ftp://x", "http://", "a b", "https://x.org/?q=1", "-x.org"])
def test_a_host_that_is_neither_is_refused(host: str) -> None:
    with pytest.raises(SettingInvalid) as caught:
        address_of(Settings(host=host))
    assert host in caught.value.detail


def test_debug_is_for_this_machine_only() -> None:
    with pytest.raises(SettingInvalid):
        address_of(Settings(mode="multi", debug=True))
    assert address_of(Settings(mode="single", debug=True)).bind_host == "127.0.0.1"


def test_start_takes_the_next_free_port_and_says_so(taken: socket.socket) -> None:
    settings = Settings(mode="single", port=taken.getsockname()[1])
    bound, notice = listen(settings, address_of(settings))
    with bound:
        port = bound.getsockname()[1]
        assert port > settings.port
        assert notice == f"Port {settings.port} is taken; using {port}."


@pytest.mark.parametrize(("mode", "exit_on_busy_port"), [("multi", False), ("single", True)])
def test_hosting_refuses_a_busy_port(taken: socket.socket, mode: str, exit_on_busy_port: bool) -> None:
    settings = Settings(
        mode=mode,  # type: ignore[arg-type]
        internal_host="127.0.0.1",
        port=taken.getsockname()[1],
        exit_on_busy_port=exit_on_busy_port,
    )
    with pytest.raises(SettingInvalid) as caught:
        listen(settings, address_of(settings))
    assert f"Port {settings.port} is taken" in caught.value.detail


def test_the_address_for_people_names_this_machine() -> None:
    settings = Settings(mode="multi", port=0)
    bound, notice = listen(settings, address_of(settings))
    with bound:
        assert notice is None
        assert local_url(bound, "/studio") == f"http://127.0.0.1:{bound.getsockname()[1]}/studio/"
