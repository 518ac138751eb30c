"""What one connection may take, over real sockets: time and size of the head, bodies, answers, connections at once."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator

import pytest

from tests.web.connections import BLOCK, Client, Serving, get, serving

SECONDS = 0.6


@pytest.fixture(scope="module")
def server() -> Iterator[Serving]:
    with serving() as running:
        yield running


@pytest.fixture
def client(server: Serving) -> Iterator[Client]:
    with Client(server.port) as connected:
        yield connected


def test_a_head_that_does_not_end_is_answered_408(client: Client) -> None:
    begin = time.monotonic()
    client.send(b"GET /length HTTP/1.1\r\nHost: stu")
    answer = client.answer()
    assert SECONDS * 0.9 < time.monotonic() - begin < SECONDS + 4
    assert (answer.status, answer.json()["code"], answer.headers["connection"]) == (408, "timeout", "close")
    assert client.is_closed()


def test_what_is_refused_before_the_application_sees_it_is_counted(server: Serving) -> None:
    before = dict(server.studio.metrics.values().refusals())
    for sent in (b"nonsense\r\n\r\n", get("/length", f"X-Large: {'x' * 70 * 1024}")):
        with Client(server.port) as client:
            client.send(sent)
            assert client.answer().status in (400, 431)
    after = dict(server.studio.metrics.values().refusals())
    assert {code: count - before.get(code, 0) for code, count in after.items()} | {"timeout": 0} == {
        "status-400": 1, "status-431": 1, "timeout": 0,
    }  # fmt: skip


def test_bytes_now_and_then_win_no_time(client: Client) -> None:
    begin = time.monotonic()
    with contextlib.suppress(OSError):
        for byte in get("/length", f"X-Slow: {'x' * 100}"):
            client.send(bytes([byte]))
            time.sleep(0.02)
    assert client.answer().status == 408
    assert time.monotonic() - begin < SECONDS + 4


def test_a_connection_that_says_nothing_is_closed_without_a_word(client: Client) -> None:
    begin = time.monotonic()
    assert client.is_closed()
    assert SECONDS * 0.9 < time.monotonic() - begin < SECONDS + 4


@pytest.mark.parametrize("data", [b"\r\n", b"G"])
def test_a_kept_connection_is_not_held_by_single_bytes(client: Client, data: bytes) -> None:
    client.send(get())
    assert client.answer().body == b"0"
    client.send(data)
    assert client.answer().status == 408


def test_a_kept_connection_is_given_the_same_time_for_each_head(client: Client) -> None:
    for _ in range(3):
        client.send(get()[:20])
        time.sleep(SECONDS / 2)
        client.send(get()[20:])
        assert client.answer().body == b"0"


def test_a_head_of_60_kib_is_read_and_one_of_70_is_not(client: Client) -> None:
    client.send(get("/length", f"X-Large: {'x' * 60 * 1024}"))
    assert client.answer().status == 200
    client.send(get("/length", f"X-Large: {'x' * 70 * 1024}"))
    answer = client.answer()
    assert (answer.status, answer.headers["connection"]) == (431, "close")


def test_many_small_headers_count_as_well(client: Client) -> None:
    client.send(get("/length", *(f"x{number}: y" for number in range(9000))))
    assert client.answer().status == 431


def test_a_header_line_that_never_ends_is_cut_off_before_the_timeout(server: Serving) -> None:
    with Client(server.port) as client:
        begin = time.monotonic()
        with contextlib.suppress(OSError):
            client.send(b"GET /length HTTP/1.1\r\nX-Endless: ")
            for _ in range(2000):
                client.send(BLOCK)
        assert time.monotonic() - begin < SECONDS
        # The server closed with bytes of ours unread, so that the answer may be lost; the connection is gone.
        with contextlib.suppress(OSError):
            assert client.answer().status == 431


def test_a_request_in_single_bytes_is_read(client: Client) -> None:
    for byte in b"POST /length HTTP/1.1\r\nHost: studio\r\nContent-Length: 3\r\n\r\nabc":
        client.send(bytes([byte]))
    assert client.answer().body == b"3"


def test_requests_sent_ahead_are_answered_in_order(client: Client) -> None:
    bodies = [b"POST /length HTTP/1.1\r\nHost: s\r\nContent-Length: %d\r\n\r\n%s" % (n, b"x" * n) for n in range(1, 11)]
    client.send(b"".join(bodies))
    assert [client.answer().body for _ in range(10)] == [str(number).encode() for number in range(1, 11)]


def test_a_refused_head_waits_for_the_answers_before_it(client: Client) -> None:
    client.send(get() + get("/early") + get("/length", f"X-Large: {'x' * 70 * 1024}"))
    assert [client.answer().status for _ in range(3)] == [200, 200, 431]


def test_what_is_no_http_is_answered_in_json_behind_the_answers_before_it(client: Client) -> None:
    client.send(b"EHLO studio\r\n\r\n")
    answer = client.answer()
    assert (answer.status, answer.json()["status_code"]) == (400, 400)


def test_a_thousand_requests_ahead_are_not_piled_up(server: Serving) -> None:
    with Client(server.port) as client:
        client.send(get("/early") * 1000)
        answered = 0
        with contextlib.suppress(ConnectionError):
            while client.answer().status == 200:
                answered += 1
        assert 30 < answered < 1000


def test_a_body_that_pauses_is_answered_408(client: Client) -> None:
    client.send(b"POST /length HTTP/1.1\r\nHost: studio\r\nContent-Length: 1000\r\n\r\nbegin")
    answer = client.answer()
    assert (answer.status, answer.json()["code"], answer.headers["connection"]) == (408, "timeout", "close")
    assert client.is_closed()


def test_a_body_that_trickles_is_answered_408_though_it_never_pauses(client: Client) -> None:
    begin = time.monotonic()
    client.send(b"POST /length HTTP/1.1\r\nHost: studio\r\nContent-Length: 100000\r\n\r\n")
    stop = threading.Event()

    def trickle() -> None:
        with contextlib.suppress(OSError):
            while not stop.wait(0.05):
                client.send(b"x")

    thread = threading.Thread(target=trickle)
    thread.start()
    try:
        answer = client.answer()
    finally:
        stop.set()
        thread.join()
    assert (answer.status, answer.json()["code"]) == (408, "timeout")
    assert SECONDS < time.monotonic() - begin < SECONDS + 4


def test_a_body_that_comes_slowly_but_well_is_read_to_its_end(client: Client) -> None:
    client.send(b"POST /length HTTP/1.1\r\nHost: studio\r\nContent-Length: 8192\r\n\r\n")
    for _ in range(8):
        client.send(b"x" * 1024)
        time.sleep(SECONDS / 4)
    assert client.answer().body == b"8192"


def test_the_rest_of_a_body_that_was_answered_early_is_not_awaited_for_ever(client: Client) -> None:
    client.send(b"POST /early HTTP/1.1\r\nHost: studio\r\nContent-Length: 100000\r\n\r\nbegin")
    assert client.answer().body == b"early"
    begin = time.monotonic()
    with pytest.raises(OSError):
        while time.monotonic() < begin + 10:
            client.send(b"x")
            time.sleep(0.02)
    assert time.monotonic() - begin < SECONDS + 4


def test_the_rest_of_a_body_that_comes_in_time_leaves_the_connection_as_it_was(client: Client) -> None:
    client.send(b"POST /early HTTP/1.1\r\nHost: studio\r\nContent-Length: 10\r\n\r\nbegin")
    assert client.answer().body == b"early"
    client.send(b"12345" + get())
    assert client.answer().body == b"0"


def test_a_client_that_does_not_take_its_answer_is_cut_off_and_little_is_held_for_it(server: Serving) -> None:
    server.studio.blocks_sent = 0
    with Client(server.port, receive_buffer=65536) as client:
        begin = time.monotonic()
        client.send(get("/endless"))
        while server.studio.blocks_sent == 0 and time.monotonic() < begin + 5:
            time.sleep(0.02)
        while server.connections() and time.monotonic() < begin + 10:
            time.sleep(0.02)
        assert SECONDS * 0.9 < time.monotonic() - begin < SECONDS + 4
    # What the application could hand over is what fits into the kernel's buffers and one more block.
    assert 0 < server.studio.blocks_sent * len(BLOCK) < 16 * 2**20


def test_connections_above_the_limit_are_told_so_and_the_others_go_on() -> None:
    with serving(max_connections=3, header_timeout=5) as server, contextlib.ExitStack() as stack:
        kept = [stack.enter_context(Client(server.port)) for _ in range(3)]
        for client in kept:
            client.send(get()[:10])
        with Client(server.port) as late:
            late.send(get())
            answer = late.answer()
            assert (answer.status, answer.json()["code"]) == (503, "too-many-connections")
            assert answer.headers["retry-after"] == "5"
            assert late.is_closed()
        with Client(server.port) as silent:
            begin = time.monotonic()
            assert silent.is_closed()
            assert time.monotonic() - begin < 4
        for client in kept:
            client.send(get()[10:])
            assert client.answer().status == 200
        # All three are idle now, and one of them makes room.
        with Client(server.port) as newcomer:
            newcomer.send(get())
            assert newcomer.answer().status == 200
