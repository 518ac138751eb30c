"""The end of a serving process, over real sockets: what was asked, or is on its way, is answered first."""

from __future__ import annotations

import contextlib
import time

from tests.web.connections import Client, Serving, get, serving


def stopped(server: Serving, seconds: float = 5) -> bool:
    server.thread.join(seconds)
    return not server.thread.is_alive()


def test_a_request_in_progress_is_answered_and_ends_its_connection() -> None:
    with serving() as server, Client(server.port) as client:
        client.send(get("/wait"))
        assert server.studio.held.wait(5)
        server.stop()
        assert not stopped(server, 0.5)
        server.studio.hold.set()
        answer = client.answer()
        assert (answer.body, answer.headers["connection"]) == (b"waited", "close")
        assert client.is_closed()
        assert stopped(server)


def test_a_request_that_is_half_sent_when_the_stop_comes_is_answered() -> None:
    with serving(header_timeout=5, body_timeout=5) as server, Client(server.port) as head, Client(server.port) as body:
        head.send(get()[:12])
        body.send(b"POST /length HTTP/1.1\r\nHost: studio\r\nContent-Length: 4\r\n\r\nab")
        wait_for_connections(server, 2)
        server.stop()
        assert not stopped(server, 0.6)
        head.send(get()[12:])
        body.send(b"cd")
        assert [head.answer().body, body.answer().body] == [b"0", b"4"]
        assert stopped(server)


def test_an_idle_connection_is_closed_cleanly_and_one_that_just_asks_is_answered() -> None:
    with serving() as server, Client(server.port) as idle, Client(server.port) as asking:
        for client in (idle, asking):
            client.send(get())
            assert client.answer().headers.get("connection") is None
        server.stop()
        # Within the time in which an idle connection is still listened to.
        time.sleep(0.15)
        asking.send(get())
        answer = asking.answer()
        assert (answer.status, answer.headers["connection"]) == (200, "close")
        assert idle.is_closed()
        assert stopped(server)


def test_connections_that_nobody_has_accepted_yet_are_answered_too() -> None:
    with serving(header_timeout=5) as server, contextlib.ExitStack() as stack:
        holding = stack.enter_context(Client(server.port))
        holding.send(get("/block"))
        assert server.studio.held.wait(5)
        # The loop stands still now: these wait in the kernel, their requests with them, when the stop comes.
        waiting = [stack.enter_context(Client(server.port)) for _ in range(40)]
        for client in waiting:
            client.send(get())
        server.stop()
        server.studio.hold.set()
        assert [client.answer().status for client in [holding, *waiting]] == [200] * 41
        assert stopped(server)


def wait_for_connections(server: Serving, number: int) -> None:
    until = time.monotonic() + 5
    while server.connections() < number and time.monotonic() < until:
        time.sleep(0.01)
    assert server.connections() == number
