"""kill -9 of worker processes while people label: what was acknowledged is on disk, and nothing is half there."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import signal
import sqlite3
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from benchmarks.server import Server, running

CONFIG = (
    '<View><Choices name="mood" toName="text"><Choice value="good"/></Choices><Text name="text" value="$text"/></View>'
)
RESULT = [{"from_name": "mood", "to_name": "text", "type": "choices", "value": {"choices": ["good"]}}]
CHUNK = 300


class Writer(threading.Thread):
    """One visitor who labels (or, now and then, imports) as fast as the server answers, and counts what it promised."""

    def __init__(self, port: int, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.port = port
        self.stop = stop
        self.cookie = ""
        self.annotations: set[int] = set()
        self.imports = 0
        self.server_errors: list[str] = []
        self._connection: http.client.HTTPConnection | None = None

    def ask(self, method: str, path: str, document: Any = None) -> tuple[int, Any]:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": self.cookie, "Content-Type": "application/json"}
        body = None if document is None else json.dumps(document)
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        text = answer.read()
        if answer.getheader("Set-Cookie"):
            self.cookie = str(answer.getheader("Set-Cookie")).split(";")[0]
        if answer.status >= 500:
            self.server_errors.append(f"{method} {path}: {answer.status} {text[:200]!r}")
        return answer.status, json.loads(text) if text.startswith((b"{", b"[")) else None

    def run(self) -> None:
        chance = random.Random(self.port + (self.ident or 0))
        while not self.stop.is_set():
            try:
                if not self.cookie:
                    self.ask("GET", "/label")
                if chance.random() < 0.03:
                    status, _ = self.ask("POST", "/api/projects/1/import", [{"text": "new"}] * CHUNK)
                    self.imports += status == 201
                    continue
                task = chance.randrange(1, 51)
                status, answer = self.ask("POST", f"/api/tasks/{task}/annotations/", {"result": RESULT})
                if status == 201:
                    self.annotations.add(answer["id"])
            except (OSError, http.client.HTTPException):
                # the worker on the other end was killed: what it did not answer may or may not have happened
                self.close()

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def kill_workers(server: Server, times: int) -> None:
    for _ in range(times):
        deadline = time.monotonic() + 30
        while not (workers := server.workers()):
            assert time.monotonic() < deadline, "the supervisor started no worker again"
            threading.Event().wait(0.02)
        threading.Event().wait(random.uniform(0.05, 0.4))
        with contextlib.suppress(ProcessLookupError):
            os.kill(random.choice(workers), signal.SIGKILL)


def check_integrity(root: Path) -> None:
    databases = list(root.glob("*/project.db"))
    assert databases
    for database in databases:
        connection = sqlite3.connect(database)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()


def written_requests(port: int) -> float:
    """How many successful POST requests the server has counted, in all workers that live or have lived."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/metrics")
    text = connection.getresponse().read().decode()
    connection.close()
    families = {family.name: family for family in text_string_to_metric_families(text)}
    found = [
        sample.value
        for sample in families["multisession_requests"].samples
        if sample.labels == {"method": "POST", "status": "2xx"}
    ]
    return sum(found)


def run(tmp_path: Path, kills: int) -> None:
    (tmp_path / "config.xml").write_text(CONFIG)
    (tmp_path / "tasks.txt").write_text("\n".join(f"text {number}" for number in range(50)))
    flags = ("-l", str(tmp_path / "config.xml"), "-i", str(tmp_path / "tasks.txt"), "--workers", "4")
    root = tmp_path / "projects"
    root.mkdir()
    stop = threading.Event()
    with running(*flags, root=root) as server:
        writers = [Writer(server.port, stop) for _ in range(8)]
        for writer in writers:
            writer.start()
        kill_workers(server, kills)
        stop.set()
        for writer in writers:
            writer.join(60)
        for writer in writers:
            assert writer.server_errors == []
            # It may end at a worker that was killed when the writer had asked for the last time.
            writer.close()
            status, counts = writer.ask("GET", "/api/projects/1/")
            assert status == 200
            own = counts["task_number"] - 50
            assert own % CHUNK == 0, "a part of an import is visible"
            assert own >= writer.imports * CHUNK, "an acknowledged import is gone"
            status, exported = writer.ask("GET", "/api/projects/1/export?exportType=JSON")
            assert status == 200
            kept = {annotation["id"] for task in exported for annotation in task["annotations"]}
            assert writer.annotations <= kept, "an acknowledged label is gone"
            writer.close()
        acknowledged = sum(len(writer.annotations) + writer.imports for writer in writers)
        # A request is counted after its answer was sent: each kill may come between the two for each writer.
        assert written_requests(server.port) >= acknowledged - kills * len(writers), "a killed worker's counts are gone"
    assert sum(len(writer.annotations) for writer in writers) > kills, "the writers hardly wrote"
    check_integrity(root)


def test_four_killed_workers_lose_no_acknowledged_label(tmp_path: Path) -> None:
    run(tmp_path, kills=4)


@pytest.mark.full
def test_a_hundred_killed_workers_lose_no_acknowledged_label(tmp_path: Path) -> None:
    run(tmp_path, kills=100)
