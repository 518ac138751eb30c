"""Clients that take their time, on purpose or not: they hold nothing for long, leave nothing, and harm nobody."""

from __future__ import annotations

import contextlib
import http.client
import json
import re
import socket
import statistics
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.server import Server, running

#: what --header-timeout and --body-timeout are in this file
SECONDS = 1.0


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root: Path = tmp_path_factory.mktemp("slow")
    with running("--header-timeout", "1s", "--body-timeout", "1s", root=root) as started:
        yield started


@pytest.fixture
def cookie(server: Server) -> str:
    """A visitor who has a project with no tasks in it."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    with contextlib.closing(connection):
        connection.request("GET", "/")
        answer = connection.getresponse()
        answer.read()
        cookie = str(answer.getheader("Set-Cookie")).split(";")[0]
        config = '<View><Text name="t" value="$text"/></View>'
        body = json.dumps({"label_config": config})
        connection.request("PATCH", "/api/projects/1/", body, {"Cookie": cookie, "Content-Type": "application/json"})
        answer = connection.getresponse()
        assert answer.status == 200, answer.read()
        answer.read()
    return cookie


def test_two_hundred_slow_heads_are_cut_off_while_others_are_served(server: Server) -> None:
    stop = threading.Event()
    begin = time.monotonic()
    slow = [socket.create_connection(("127.0.0.1", server.port), timeout=10) for _ in range(200)]

    def drip() -> None:
        for byte in b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X-Slow: " + b"x" * 1000:
            for connection in slow:
                with contextlib.suppress(OSError):
                    connection.send(bytes([byte]))
            if stop.wait(0.05):
                return

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    took = []
    ordinary = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    while time.monotonic() < begin + SECONDS * 0.8:
        sent = time.perf_counter()
        ordinary.request("GET", "/api/projects/1/")
        answer = ordinary.getresponse()
        answer.read()
        took.append(time.perf_counter() - sent)
        assert answer.status == 200
    answers = [connection.recv(1000) for connection in slow]
    assert time.monotonic() - begin < SECONDS + 4
    stop.set()
    thread.join()
    for connection in slow:
        connection.close()
    assert all(answer.startswith(b"HTTP/1.1 408 ") for answer in answers)
    ordinary.request("GET", "/metrics")
    counted = re.search(rb'refus\w+\{code="timeout"\} (\d+)', ordinary.getresponse().read())
    ordinary.close()
    assert counted is not None and int(counted[1]) >= 200
    assert len(took) > 5
    assert statistics.median(took) < 0.1


def multipart(size: int) -> tuple[bytes, bytes]:
    """The head of an upload of ``size`` bytes in all, and the beginning of its body."""
    begin = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n'
    head = b"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: %d\r\n" % size
    return head, begin + b"\x89PNG\r\n\x1a\n" + b"x" * (3 * 2**20)


def tasks_in_parts(size: int) -> tuple[bytes, bytes]:
    rows = b",".join(b'{"text": "%d %s"}' % (number, b"y" * 1000) for number in range(3000))
    return b"Content-Type: application/json\r\nContent-Length: %d\r\n" % size, b"[" + rows


@pytest.mark.parametrize("leaves", [False, True], ids=["pauses", "leaves"])
@pytest.mark.parametrize("kind", [multipart, tasks_in_parts], ids=["upload", "import"])
def test_what_is_cut_in_the_middle_leaves_nothing(server: Server, cookie: str, kind: object, leaves: bool) -> None:
    head, part = kind(8 * 2**20)  # type: ignore[operator]
    before, posts = contents(server.root), ended_posts(server)
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as client:
        client.sendall(b"POST /api/projects/1/import HTTP/1.1\r\nHost: localhost\r\nCookie: %s\r\n" % cookie.encode())
        client.sendall(head + b"\r\n" + part)
        if not leaves:
            begin = time.monotonic()
            answer = client.makefile("rb").read()
            assert answer.startswith(b"HTTP/1.1 408 ")
            assert b'"code":"timeout"' in answer
            assert time.monotonic() - begin < SECONDS + 4
    until = time.monotonic() + 10
    while ended_posts(server) == posts and time.monotonic() < until:
        time.sleep(0.02)
    assert ended_posts(server) == posts + 1
    while (open_but_deleted(server) or contents(server.root) != before) and time.monotonic() < until:
        time.sleep(0.02)
    assert open_but_deleted(server) == []
    assert contents(server.root) == before
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    with contextlib.closing(connection):
        connection.request("GET", "/api/tasks", headers={"Cookie": cookie})
        assert json.loads(connection.getresponse().read())["total"] == 0


def ended_posts(server: Server) -> int:
    """How many requests with a body the server has done with, also those whose client went away."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    with contextlib.closing(connection):
        connection.request("GET", "/metrics")
        counted = re.findall(rb'requests_total{method="POST",\S+} (\d+)', connection.getresponse().read())
    return sum(map(int, counted))


def contents(root: Path) -> dict[str, int]:
    """Every file of the sessions and its size, but for the databases' own."""
    kept = [path for path in root.glob("?" * 32 + "/**/*") if path.is_file() and "project.db" not in path.name]
    return {str(path.relative_to(root)): path.stat().st_size for path in kept}


def open_but_deleted(server: Server) -> list[str]:
    """Temporary files: they have no name, and go when they are closed."""
    found = []
    for process in server.processes():
        for entry in Path(f"/proc/{process}/fd").iterdir():
            with contextlib.suppress(OSError):
                target = str(entry.readlink())
                if target.endswith("(deleted)") and "shm" not in target and "memfd" not in target:
                    found.append(target)
    return found


def test_a_slow_reader_of_a_large_export_holds_little_memory_and_not_for_ever(server: Server, cookie: str) -> None:
    headers = {"Cookie": cookie, "Content-Type": "application/json"}
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    with contextlib.closing(connection):
        rows = json.dumps([{"text": f"{number} {'z' * 16_000}"} for number in range(1_500)])
        connection.request("POST", "/api/projects/1/import", rows, headers)
        answer = connection.getresponse()
        assert answer.status == 201, answer.read()
        answer.read()
    before = server.pss_megabytes()
    with socket.socket() as reader:
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        reader.settimeout(10)
        reader.connect(("127.0.0.1", server.port))
        path = b"/api/projects/1/export?exportType=JSON&download_all_tasks=true"
        reader.sendall(b"GET %s HTTP/1.1\r\nHost: localhost\r\nCookie: %s\r\n\r\n" % (path, cookie.encode()))
        received = len(reader.recv(65536))
        grown, begin = 0.0, time.monotonic()
        while time.monotonic() < begin + SECONDS * 0.8:
            grown = max(grown, server.pss_megabytes() - before)
            time.sleep(0.05)
        assert grown < 12, "an answer of 24 MB that nobody reads lies in memory"
        # Then the server has waited long enough: what it had sent can be read, and then comes the end, not the rest.
        time.sleep(SECONDS * 1.2)
        with contextlib.suppress(ConnectionResetError):
            while part := reader.recv(2**20):
                received += len(part)
        assert received < 15_000_000
