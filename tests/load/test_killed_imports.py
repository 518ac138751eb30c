"""kill -9 of the whole server at any instant of an import in parts, and of the stand-alone backend while files come.

After each start all of an import is there or nothing, nothing is left over on the disk, what is said of it is true, and
it can be taken up where it was. The mirror holds what the database holds.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import signal
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.server import Server, free_port, running
from tests.project.import_jobs.test_kills import JOBS, Client, wait_for
from tests.project.importers.archives import png, zipped
from tests.test_standalone_backend import ask, folder, result  # noqa: F401 - a fixture

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")

ROWS, PICTURES, PART = 6_000, 60, 64 * 1024
CONFIG = '<View><Image name="image" value="$image"/><Text name="text" value="$text"/></View>'
#: how many rows each new input file of the stand-alone backend has
DROPPED = 200


def archive() -> bytes:
    """Tasks that speak of pictures, and the pictures, hardly compressed."""
    chance = random.Random(1)
    rows = [{"image": f"{number % PICTURES}.png", "text": f"{number} {chance.random()}"} for number in range(ROWS)]
    files = [(f"{number}.png", png(20, 20) + chance.randbytes(4_000)) for number in range(PICTURES)]
    return zipped([*files, ("tasks.json", json.dumps(rows).encode())])


FILE = archive()


class Visitor:
    """A browser that imports the file, however often it has to begin."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.job = ""
        self.client: Client | None = None
        self.port = free_port()
        #: how many imports were done
        self.done = 0
        #: seconds that sending the file took, and importing it
        self.sending = self.importing = 0.0

    @contextlib.contextmanager
    def serving(self) -> Iterator[Server]:
        """The server, on the same port every time."""
        with running("--max-requests-per-second", "0", root=self.root, port=self.port) as server:
            self.client = Client(server, cookie=self.client.cookie if self.client else "")
            yield server

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, str]:
        assert self.client is not None
        return self.client.ask(method, path, body)

    def settle(self) -> None:
        """A project with a config."""
        self.ask("GET", "/")
        assert self.ask("PATCH", "/api/projects/1", {"label_config": CONFIG})[0] == 200

    def bring(self, committing: Callable[[], object] = lambda: None) -> None:
        """Takes the import up where it is, and on to its end; ``committing`` is called when the whole file is there.

        Raises OSError, HTTPException when nobody answers.
        """
        began = time.monotonic()
        received = self._taken_up() if self.job else None
        if received is None:
            status, text = self.ask("POST", JOBS, {"name": "set.zip", "size": len(FILE)})
            assert status == 201, text
            self.job, received = json.loads(text)["id"], 0
        while received < len(FILE):
            status, text = self.ask("PUT", f"{JOBS}/{self.job}?offset={received}", FILE[received : received + PART])
            assert status == 200, text
            received = json.loads(text)["received"]
        committing()
        sent = time.monotonic()
        status, text = self.ask("POST", f"{JOBS}/{self.job}/commit", {})
        assert status == 200, text
        self.sending, self.importing = sent - began, time.monotonic() - sent
        last = json.loads(text.splitlines()[-1])
        assert last["job"]["state"] == "done", last
        assert last["job"]["report"]["task_count"] == ROWS

    def _taken_up(self) -> int | None:
        """How much is there of the job; None when there is no such job, or it is done."""
        status, text = self.ask("GET", f"{JOBS}/{self.job}")
        if status == 404:
            return None
        assert status == 200, text
        job = json.loads(text)
        if job["state"] == "done":
            return None
        assert job["state"] == "receiving", job
        status, text = self.ask("POST", f"{JOBS}/{self.job}/resume?name=set.zip&size={len(FILE)}", FILE[:1_000])
        assert status == 200, text
        return int(json.loads(text)["received"])

    def check(self) -> bool:
        """After a start: all or nothing is there, and what is said is true. Whether the job under way was done."""
        if not self.job:
            # It may have been begun without the answer that names it: the list does.
            begun = [job for job in json.loads(self.ask("GET", JOBS)[1]) if job["state"] == "receiving"]
            assert len(begun) < 2, begun
            self.job = begun[0]["id"] if begun else ""
        status, text = self.ask("GET", f"{JOBS}/{self.job or 'none'}")
        job = json.loads(text)
        assert (status, job.get("state")) in ((200, "receiving"), (200, "done"), (404, None)), text
        is_done: bool = job.get("state") == "done"
        if is_done:
            self.done, self.job = self.done + 1, ""
        elif status == 200:
            self._check_received(job["received"])
        number = json.loads(self.ask("GET", "/api/projects/1")[1])["task_number"]
        assert number == ROWS * self.done
        self._check_disk()
        return is_done

    def _check_received(self, received: int) -> None:
        (staged,) = self.directory.glob(f".incoming-imports/{self.job}")
        with staged.open("rb") as file:
            assert file.read(received) == FILE[:received]

    @property
    def directory(self) -> Path:
        (directory,) = (path.parent for path in self.root.glob("*/project.db"))
        return directory

    def _check_disk(self) -> None:
        """No row and no file is there but those of imports that are done. After a write, which removes what is left."""
        assert self.ask("PATCH", "/api/projects/1", {"title": "written"})[0] == 200
        with contextlib.closing(sqlite3.connect(self.directory / "project.db")) as database:
            assert database.execute("SELECT count(*) FROM import_range").fetchone() == (0,)
            assert database.execute("SELECT count(*) FROM task").fetchone() == (ROWS * self.done,)
            assert database.execute("SELECT count(*) FROM upload").fetchone() == (PICTURES * self.done,)
        assert len(list((self.directory / "upload").glob("*"))) == PICTURES * self.done
        staged = {path.name.partition(".")[0] for path in self.directory.glob(".incoming-imports/*")}
        assert staged <= {self.job} - {""}


def kill(server: Server) -> None:
    """Every process of a server, at once."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(server.process.pid, signal.SIGKILL)


def instants(kills: int, sending: float, importing: float, chance: random.Random) -> Iterator[tuple[bool, float]]:
    """When to kill: whether while it is imported, and after how many seconds of that. Evenly, each moved a little."""
    early = kills // 3
    for number in range(early):
        yield False, sending * (number + chance.random()) / early
    for number in range(kills - early):
        yield True, importing * 1.05 * (number + chance.random()) / (kills - early)


@pytest.mark.parametrize("kills", [pytest.param(2, id="two"), pytest.param(40, id="forty", marks=pytest.mark.full)])
def test_an_import_killed_at_any_instant_leaves_nothing_and_is_taken_up(kills: int, tmp_path: Path) -> None:
    seed = 7 if kills < 10 else time.time_ns()
    print(f"seed {seed}")
    visitor = Visitor(tmp_path)
    with visitor.serving():
        visitor.settle()
        visitor.bring()
    interrupted = 0
    for is_late, seconds in list(instants(kills, visitor.sending, visitor.importing, random.Random(seed))):
        with visitor.serving() as server:
            interrupted += not visitor.check()
            timer = threading.Timer(seconds, kill, (server,))
            if not is_late:
                timer.start()
            with contextlib.suppress(OSError, http.client.HTTPException):
                visitor.bring(timer.start if is_late else lambda: None)
            timer.join()
            server.process.wait()
    with visitor.serving():
        interrupted += not visitor.check()
        visitor.bring()
        assert visitor.check()
        assert list(visitor.directory.glob(".incoming-imports/*")) == []
    # Of a few, all may come too late on a machine that was slow at first.
    assert interrupted or kills < 10


class Labeler(threading.Thread):
    """Labels what is next until nobody answers, and drops a new file of tasks now and then."""

    def __init__(self, server: Server, place: Path, turn: int) -> None:
        super().__init__(daemon=True)
        self._server = server
        self._place = place
        self._turn = turn
        self.labeled: set[str] = set()

    def run(self) -> None:
        with contextlib.suppress(OSError, http.client.HTTPException):
            for number in range(10_000):
                if number == 5:
                    drop(self._place, f"new-{self._turn}")
                status, task = ask(self._server, "GET", "/api/projects/1/next")
                if status == 200:
                    path = f"/api/tasks/{task['id']}/annotations/"
                    if ask(self._server, "POST", path, {"result": result("good")})[0] == 201:
                        self.labeled.add(task["data"]["text"])


def drop(place: Path, name: str) -> None:
    """A new file of tasks."""
    beside = place.parent / f"{name}.json"
    beside.write_text(json.dumps([{"text": f"{name} {number}"} for number in range(DROPPED)]))
    beside.rename(place / beside.name)


def in_database(server: Server) -> dict[str, list[Any]]:
    """What is labeled, by the text of the task."""
    _, tasks = ask(server, "GET", "/api/projects/1/export?exportType=JSON")
    return {task["data"]["text"]: [each["result"] for each in task["annotations"]] for task in tasks}


def in_mirror(directory: Path) -> dict[str, list[Any]]:
    """What the files say is labeled."""
    found = {}
    for path in directory.glob("*.json"):
        document = json.loads(path.read_text())
        found[document["task"]["text"]] = [each["result"] for each in document["completions"]]
    return found


def texts(server: Server) -> list[str]:
    """Of every task."""
    _, tasks = ask(server, "GET", "/api/projects/1/export?exportType=JSON&download_all_tasks=true")
    return [task["data"]["text"] for task in tasks]


@pytest.mark.full
def test_the_mirror_is_the_database_after_any_crash(folder: Path) -> None:  # noqa: F811
    chance = random.Random()
    drop(folder / "tasks", "first")
    labeled: set[str] = set()
    for turn in range(15):
        with standalone(folder) as server:
            labeler = Labeler(server, folder / "tasks", turn)
            labeler.start()
            if not labeled:
                wait_for(lambda labeler=labeler: bool(labeler.labeled), "the first label")  # type: ignore[misc]
            # Different instants of work that goes on and on: that is what is tried here.
            time.sleep(chance.uniform(0.0, 2.0))
            kill(server)
            server.process.wait()
            labeler.join()
            labeled |= labeler.labeled
        with standalone(folder) as server:
            assert labeled <= set(in_database(server))
            wait_for(lambda server=server: in_mirror(folder / "labels") == in_database(server), "the mirror")  # type: ignore[misc]
            files = len(list((folder / "tasks").glob("*.json"))) - 2
            wait_for(lambda server=server, files=files: len(texts(server)) == 6 + files * DROPPED, "every file")  # type: ignore[misc]
            assert len(set(texts(server))) == 6 + files * DROPPED
    assert labeled


def standalone(folder: Path) -> contextlib.AbstractContextManager[Server]:  # noqa: F811
    return running("-c", str(folder / "config.json"), "-b", command="start", root=folder)
