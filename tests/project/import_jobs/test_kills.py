"""Import jobs with two worker processes: whoever is killed when, a file is imported once or not at all."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from benchmarks.server import Server, running

JOBS = "/api/projects/1/import/jobs"
ROWS = 12_000
FILE = b"text\n" + b"".join(b"row %d\n" % number for number in range(ROWS))


@dataclass
class Client:
    """A browser with a cookie, each request over a connection of its own."""

    server: Server
    cookie: str = ""

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, str]:
        """(status, text). Raises OSError or HTTPException when nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        content = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        try:
            connection.request(method, path, content, {"Cookie": self.cookie, "Content-Type": "application/json"})
            answer = connection.getresponse()
            self.cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0] or self.cookie
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def persist(self, method: str, path: str, body: Any = None) -> tuple[int, str]:
        """Asks until somebody answers."""
        until = time.monotonic() + 30
        while True:
            try:
                return self.ask(method, path, body)
            except (OSError, http.client.HTTPException):
                assert time.monotonic() < until, "the server does not come back"
                time.sleep(0.05)

    def read(self, path: str) -> Any:
        """The JSON of an answer that has to be one."""
        status, text = self.persist("GET", path)
        assert status == 200, text
        return json.loads(text)

    def bring(self) -> str:
        """A job whose file is there whole; its id."""
        status, text = self.persist("POST", JOBS, {"name": "rows.csv", "size": len(FILE)})
        assert status == 201, text
        job = str(json.loads(text)["id"])
        status, text = self.persist("PUT", f"{JOBS}/{job}?offset=0", FILE)
        assert status == 200, text
        return job


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    with running("--workers", "2", "--max-requests-per-second", "0", root=tmp_path) as server:
        client = Client(server)
        client.ask("GET", "/")
        assert client.ask("PATCH", "/api/projects/1", {"title": "kills"})[0] == 200
        yield client


def wait_for(happened: Callable[[], bool], what: str) -> None:
    until = time.monotonic() + 10
    while not happened():
        assert time.monotonic() < until, f"waited in vain: {what}"
        time.sleep(0.02)


def kill_workers(server: Server) -> None:
    for worker in server.workers():
        with contextlib.suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize(
    "instants",
    [
        pytest.param((0.04, 0.1, 0.16), id="three"),
        pytest.param([0.02 * n for n in range(1, 11)], marks=pytest.mark.full, id="ten"),
    ],
)
def test_a_file_is_imported_once_whoever_is_killed_when(
    client: Client, tmp_path: Path, instants: Sequence[float]
) -> None:
    interrupted = 0
    for turn, seconds in enumerate(instants, 1):
        job = client.bring()
        said: list[str] = []

        def commit(job: str = job, said: list[str] = said) -> None:
            with contextlib.suppress(OSError, http.client.HTTPException):
                said.append(client.ask("POST", f"{JOBS}/{job}/commit", {})[1])

        committing = threading.Thread(target=commit)
        committing.start()
        # Different instants of an import that takes some hundred milliseconds: that is what is tried here.
        time.sleep(seconds)
        kill_workers(client.server)
        committing.join()
        state = client.read(f"{JOBS}/{job}")["state"]
        assert state in ("receiving", "done")
        expected = (turn if state == "done" else turn - 1) * ROWS
        assert client.read("/api/projects/1")["task_number"] == expected
        interrupted += state == "receiving"
        for _ in range(2):
            last = json.loads(client.persist("POST", f"{JOBS}/{job}/commit", {})[1].splitlines()[-1])
            assert (last["job"]["state"], last["job"]["report"]["task_count"]) == ("done", ROWS)
        assert client.read("/api/projects/1")["task_number"] == turn * ROWS
    assert interrupted, "nobody was killed during an import"
    (directory,) = (path.parent for path in tmp_path.glob("*/project.db"))
    assert list(directory.glob(".incoming-imports/*")) == []
    with contextlib.closing(sqlite3.connect(directory / "project.db")) as database:
        assert database.execute("SELECT count(*) FROM import_range").fetchone() == (0,)
        assert database.execute("SELECT count(*), count(DISTINCT data) FROM task").fetchone() == (
            len(instants) * ROWS,
            ROWS,
        )


def test_many_commits_at_once_import_once(client: Client) -> None:
    for turn in range(1, 4):
        address = f"{JOBS}/{client.bring()}/commit"
        with ThreadPoolExecutor(8) as threads:
            answers = list(threads.map(partial(client.ask, "POST"), [address] * 8, [{}] * 8))
        done = [json.loads(text.splitlines()[-1]) for status, text in answers if status == 200]
        refused = [json.loads(text)["code"] for status, text in answers if status == 400]
        assert len(done) + len(refused) == 8 and set(refused) <= {"import-running"}
        assert done and all(last["job"]["state"] == "done" for last in done)
        assert client.read("/api/projects/1")["task_number"] == turn * ROWS


def test_a_job_removed_through_another_process_is_not_imported(client: Client) -> None:
    job = client.bring()
    with ThreadPoolExecutor(1) as thread:
        committing = thread.submit(client.ask, "POST", f"{JOBS}/{job}/commit", {})
        while client.read(f"{JOBS}/{job}")["state"] == "receiving":
            pass
        status, _ = client.ask("DELETE", f"{JOBS}/{job}")
        last = json.loads(committing.result()[1].splitlines()[-1])
    number = client.read("/api/projects/1")["task_number"]
    # Either it came in time, and nothing of the file is here, or it was done before, and all of it is.
    if "error" in last:
        assert (status, last["error"]["code"], number) == (204, "import-gone", 0)
    else:
        assert number == ROWS
    assert list(client.server.root.glob("*/.incoming-imports/*")) == []


def test_what_came_before_a_connection_was_lost_counts(client: Client) -> None:
    status, text = client.ask("POST", JOBS, {"name": "rows.csv", "size": len(FILE)})
    assert status == 201
    job = json.loads(text)["id"]
    head = f"PUT {JOBS}/{job}?offset=0 HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {client.cookie}\r\n"
    with socket.create_connection(("127.0.0.1", client.server.port)) as connection:
        connection.sendall(f"{head}Content-Length: {len(FILE)}\r\n\r\n".encode() + FILE[:50_000])
        (file,) = client.server.root.glob(f"*/.incoming-imports/{job}")
        wait_for(lambda: file.stat().st_size == 50_000, "the part arrives")
        assert client.read(f"{JOBS}/{job}")["received"] == 0
    wait_for(lambda: client.read(f"{JOBS}/{job}")["received"] == 50_000, "what came counts")
    assert client.ask("PUT", f"{JOBS}/{job}?offset=50000", FILE[50_000:])[0] == 200
    last = json.loads(client.ask("POST", f"{JOBS}/{job}/commit", {})[1].splitlines()[-1])
    assert last["job"]["report"]["task_count"] == ROWS
