"""Sockets: what waits in them, and a door that closes without shutting out who came before."""

from __future__ import annotations

import socket
import sys

import pytest

from multisession.web.sockets import close_the_door, is_door_closed, something_waits


def test_bytes_an_end_and_a_connection_are_things_that_wait() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        assert not something_waits(listening)
        with socket.create_connection(listening.getsockname()) as client:
            assert something_waits(listening)
            served, _ = listening.accept()
            with served:
                assert not something_waits(listening)
                assert not something_waits(served)
                client.sendall(b"x")
                assert something_waits(served)
                served.recv(1)
                client.shutdown(socket.SHUT_WR)
                assert something_waits(served)
    assert not something_waits(listening)


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone filters what reaches a listening socket")
def test_behind_a_closed_door_those_who_came_before_are_served_and_nobody_else() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        before = [socket.create_connection(listening.getsockname()) for _ in range(5)]
        assert not is_door_closed(listening)
        assert close_the_door(listening)
        with listening.dup() as shared:
            assert is_door_closed(shared)
        with socket.socket() as late:
            late.settimeout(0.2)
            with pytest.raises(TimeoutError):
                late.connect(listening.getsockname())
        for client in before:
            client.sendall(b"question")
            served, _ = listening.accept()
            with served:
                assert served.recv(20) == b"question"
                served.sendall(b"answer")
            assert client.recv(20) == b"answer"
            client.close()
        assert not something_waits(listening)


def test_without_filters_nothing_happens_and_that_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        assert not close_the_door(listening, has_filters=False)
        assert not is_door_closed(listening, has_filters=False)
        with socket.create_connection(listening.getsockname()):
            assert something_waits(listening)
