"""A backup taken while people label, import, upload, come and go: all that was acknowledged before it comes back."""

from __future__ import annotations

import json
import os
import secrets
import signal
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from benchmarks.server import COMMAND, Server, running
from tests.load.test_killed_workers import Writer
from tests.project.media_samples import PNG

CONFIG = (
    '<View><Choices name="mood" toName="picture"><Choice value="good"/></Choices>'
    '<Image name="picture" value="$picture"/></View>'
)
RESULT = [{"from_name": "mood", "to_name": "picture", "type": "choices", "value": {"choices": ["good"]}}]
TASKS = 50
#: tasks of each import
IMPORTED = 5_000
#: bytes of each picture, so that copying one takes a moment
PICTURE_BYTES = 300_000
LIMITS = ("requests-per-second", "creations-per-hour", "session-tasks", "session-bytes", "session-uploads")
FLAGS = ("--workers", "2", *(text for limit in LIMITS for text in (f"--max-{limit}", "0")))


class Visitor(Writer):
    """One visitor with one habit, kept up until told to stop."""

    def __init__(self, port: int, stop: threading.Event, habit: Callable[[Visitor], None]) -> None:
        super().__init__(port, stop)
        self.habit = habit
        self.rounds = 0
        #: cookies of projects of the past, whose removal, or whose one label, was acknowledged
        self.past: list[str] = []

    def run(self) -> None:
        while not self.stop.is_set():
            if not self.cookie:
                self.ask("GET", "/label")
            self.habit(self)
            self.rounds += 1

    def label(self, task: int) -> None:
        status, answer = self.ask("POST", f"/api/tasks/{task}/annotations/", {"result": RESULT})
        assert status == 201, answer
        self.annotations.add(answer["id"])


def label(visitor: Visitor) -> None:
    visitor.label(1 + secrets.randbelow(TASKS))


def import_many(visitor: Visitor) -> None:
    status, answer = visitor.ask("POST", "/api/projects/1/import", [{"picture": "https://x.test/1.png"}] * IMPORTED)
    assert status == 201, answer
    visitor.imports += 1


def upload_and_delete(visitor: Visitor) -> None:
    form = {"Content-Type": "multipart/form-data; boundary=edge", "Cookie": visitor.cookie}
    head = b'--edge\r\nContent-Disposition: form-data; name="file"; filename="p.png"\r\n\r\n'
    picture = PNG + secrets.token_bytes(PICTURE_BYTES)
    status, answer = send(visitor, "/api/projects/1/import", head + picture + b"\r\n--edge--\r\n", form)
    assert status == 201, answer
    if visitor.rounds % 3 == 2:
        _, listed = visitor.ask("GET", "/api/projects/1/file-uploads?all=true")
        status, _ = visitor.ask("DELETE", f"/api/projects/1/file-uploads?ids={listed[0]['id']}")
        assert status == 200


def begin_and_end(visitor: Visitor) -> None:
    visitor.label(1)
    cookie = visitor.cookie
    status, _ = visitor.ask("DELETE", "/api/session/project")
    assert status == 200
    visitor.past.append(cookie)


def begin_and_stay(visitor: Visitor) -> None:
    visitor.cookie = ""
    visitor.ask("GET", "/label")
    visitor.label(1)
    visitor.past.append(visitor.cookie)


def send(visitor: Visitor, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, Any]:
    assert visitor._connection is not None
    visitor._connection.request("POST", path, body, headers)
    answer = visitor._connection.getresponse()
    return answer.status, json.loads(answer.read())


HABITS = [label] * 8 + [import_many, upload_and_delete, begin_and_end, begin_and_stay]


@pytest.mark.full
def test_a_backup_taken_under_load_holds_everything_acknowledged_before_it(tmp_path: Path) -> None:
    (tmp_path / "config.xml").write_text(CONFIG)
    (tmp_path / "tasks.json").write_text(json.dumps([{"picture": f"https://x.test/{n}.png"} for n in range(TASKS)]))
    flags = (*FLAGS, "-l", str(tmp_path / "config.xml"), "-i", str(tmp_path / "tasks.json"))
    root, copy, file = tmp_path / "root", tmp_path / "copy", tmp_path / "b.tar.gz"
    root.mkdir()
    stop = threading.Event()
    with running(*flags, root=root) as server:
        visitors = [Visitor(server.port, stop, habit) for habit in HABITS]
        for visitor in visitors:
            visitor.start()
        wait_until_all_have_done_something(visitors)
        labeled = [set(visitor.annotations) for visitor in visitors]
        imports = [visitor.imports for visitor in visitors]
        removed, stayed = list(visitors[10].past), list(visitors[11].past)
        taken = subprocess.run([COMMAND, "backup", file, "--root-dir", root], capture_output=True, check=False)
        threading.Event().wait(0.3)
        stop.set()
        for visitor in visitors:
            visitor.join(60)
            visitor.close()
        assert [visitor.server_errors for visitor in visitors] == [[]] * len(visitors)
        os.killpg(server.process.pid, signal.SIGKILL)
    assert (taken.returncode, taken.stderr) == (0, b"")
    restored = subprocess.run([COMMAND, "restore", file, "--root-dir", copy], capture_output=True, check=False)
    assert (restored.returncode, restored.stderr) == (0, b"")
    check_files(copy)
    with running(*flags, root=copy) as server:
        for visitor, annotations, whole in zip(visitors[:10], labeled, imports, strict=False):
            check_project(visitor, server, annotations, whole)
        for cookie in removed + stayed:
            counts = shown(Visitor(server.port, stop, label), cookie)
            assert counts["total_annotations_number"] == (1 if cookie in stayed else 0)
        check_no_removed_session_is_there(copy)


def wait_until_all_have_done_something(visitors: list[Visitor]) -> None:
    deadline = time.monotonic() + 30
    while any(visitor.rounds < (1 if visitor.habit is import_many else 4) for visitor in visitors):
        assert time.monotonic() < deadline, "the visitors hardly wrote"
        threading.Event().wait(0.02)


def check_files(root: Path) -> None:
    """Every database is sound and has no log beside it; every row of a file has its file, whole."""
    databases = [*root.glob("*/project.db"), *root.glob(".studio/*.db"), *root.glob(".studio/bases/*/base.db")]
    assert len(databases) > 12
    assert not list(root.rglob("*-wal")) + list(root.rglob("*-shm"))
    uploads = 0
    for path in databases:
        with closing(sqlite3.connect(path)) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            if path.name == "project.db":
                for name, size in database.execute("SELECT name, size FROM upload"):
                    assert (path.parent / "upload" / name).stat().st_size == size
                    uploads += 1
    assert uploads > 2


def check_project(visitor: Visitor, server: Server, annotations: set[int], imports: int) -> None:
    """The cookie opens the project; it has every label and every import acknowledged before, and no part of one."""
    visitor.close()
    visitor.port = server.port
    counts = shown(visitor, visitor.cookie)
    status, exported = visitor.ask("GET", "/api/projects/1/export?exportType=JSON")
    assert status == 200
    assert annotations <= {annotation["id"] for task in exported for annotation in task["annotations"]}
    if visitor.habit is import_many:
        own = counts["task_number"] - TASKS
        assert own % IMPORTED == 0, "a part of an import is visible"
        assert own >= imports * IMPORTED, "an acknowledged import is gone"
    visitor.close()


def shown(visitor: Visitor, cookie: str) -> Any:
    visitor.cookie = cookie
    status, counts = visitor.ask("GET", "/api/projects/1/")
    if status == 401:
        # The cookie of a project that is gone: the answer brought another one.
        status, counts = visitor.ask("GET", "/api/projects/1/")
    visitor.close()
    assert status == 200, counts
    return counts


def check_no_removed_session_is_there(root: Path) -> None:
    with closing(sqlite3.connect(root / ".studio" / "registry.db")) as registry:
        rows = dict(registry.execute("SELECT id, state FROM sessions"))
    assert "removed" in rows.values()
    there = {path.name for path in root.iterdir() if len(path.name) == 32}
    assert not there & {session for session, state in rows.items() if state == "removed"}
