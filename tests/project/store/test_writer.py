"""Writer threads: shared commits, failures that stay alone, and what people are told when the disk cannot."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
import anyio.lowlevel
import pytest

from multisession.project.store import writer
from multisession.project.store.database import Database
from multisession.project.store.failures import StoreBusy, StoreUnusable, told
from multisession.project.store.interface import Document, ProjectClosing
from multisession.project.store.sqlite import Writers, create_project
from multisession.project.store.tables import values
from multisession.web.errors import StorageFull, StudioError

pytestmark = pytest.mark.anyio


@pytest.fixture
def project(tmp_path: Path) -> Path:
    create_project(tmp_path / "project", Document())
    return tmp_path / "project"


def put(name: str, value: str) -> Callable[[Database], None]:
    return lambda database: values.put(database, name, value)


def stored(project: Path) -> dict[str, str]:
    connection = sqlite3.connect(project / "project.db")
    rows = dict(connection.execute("SELECT name, value FROM value").fetchall())
    connection.close()
    return rows


class Held:
    """A transaction that keeps the writer thread busy, so that others queue up behind it."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.go = threading.Event()
        self.statements: list[str] = []

    def __call__(self, database: Database) -> None:
        database.connection.set_trace_callback(self.statements.append)
        self.begun.set()
        self.go.wait()

    def count(self, statement: str) -> int:
        return sum(run.startswith(statement) for run in self.statements)


async def queued(writers: Writers, project: Path, jobs: list[Callable[[Database], Any]]) -> tuple[Held, list[Any]]:
    """Runs jobs that have all been queued before the first begins."""
    held = Held()
    first = asyncio.ensure_future(writers.run(project, None, held))
    await asyncio.to_thread(held.begun.wait)
    waiting = [asyncio.ensure_future(writers.run(project, None, job)) for job in jobs]
    await asyncio.sleep(0)
    held.go.set()
    await first
    return held, await asyncio.gather(*waiting, return_exceptions=True)


async def test_what_waits_together_shares_a_commit(writers: Writers, project: Path) -> None:
    held, results = await queued(writers, project, [put(str(number), "x") for number in range(50)])
    assert results == [None] * 50
    assert len(stored(project)) == 50
    assert held.count("COMMIT") == 2
    assert held.count("BEGIN IMMEDIATE") == 1


async def test_jobs_run_in_their_order(writers: Writers, project: Path) -> None:
    await queued(writers, project, [put("last", str(number)) for number in range(20)])
    assert stored(project) == {"last": "19"}


async def test_one_that_fails_hurts_no_neighbour(writers: Writers, project: Path) -> None:
    def fail(database: Database) -> None:
        values.put(database, "bad", "written before the failure")
        raise StudioError("No.")

    def break_a_rule(database: Database) -> None:
        database.run("INSERT INTO project (id) VALUES (1)")

    _, results = await queued(writers, project, [put("a", "1"), fail, put("b", "2"), break_a_rule, put("c", "3")])
    assert isinstance(results[1], StudioError)
    assert isinstance(results[3], StoreUnusable)
    assert [results[0], results[2], results[4]] == [None, None, None]
    assert stored(project) == {"a": "1", "b": "2", "c": "3"}


async def test_a_transaction_that_was_lost_is_run_again_without_the_one_that_lost_it(
    writers: Writers, project: Path
) -> None:
    def lose(database: Database) -> None:
        values.put(database, "bad", "x")
        database.connection.execute("ROLLBACK")
        raise StudioError("Lost.")

    _, results = await queued(writers, project, [put("a", "1"), lose, put("b", "2")])
    assert isinstance(results[1], StudioError)
    assert stored(project) == {"a": "1", "b": "2"}


async def test_callers_are_woken_after_the_commit_in_one_call(
    writers: Writers, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop = asyncio.get_running_loop()
    wakes: list[int] = []
    original = loop.call_soon_threadsafe

    def counting(callback: Callable[..., Any], *arguments: Any, **more: Any) -> Any:
        wakes.append(len(stored(project)))
        return original(callback, *arguments, **more)

    monkeypatch.setattr(loop, "call_soon_threadsafe", counting)
    await queued(writers, project, [put(str(number), "x") for number in range(10)])
    assert wakes.count(10) == 1
    assert set(wakes) == {0, 10}


async def test_results_come_back(writers: Writers, project: Path) -> None:
    assert await writers.run(project, None, lambda database: database.only("SELECT 7")[0]) == 7


async def test_a_full_disk_is_told_and_leaves_the_project_whole(writers: Writers, project: Path) -> None:
    def fill(database: Database) -> None:
        pages = database.only("PRAGMA page_count")[0]
        database.connection.execute(f"PRAGMA max_page_count = {pages + 3}")

    await writers.run(project, None, put("before", "x"))
    await writers.run(project, None, fill)
    with pytest.raises(StorageFull):
        await writers.run(project, None, put("large", "x" * 100_000))
    _, results = await queued(writers, project, [put("a", "1"), put("large", "x" * 100_000), put("b", "2")])
    assert [type(result) for result in results] == [type(None), StorageFull, type(None)]
    assert stored(project) == {"before": "x", "a": "1", "b": "2"}


async def test_a_file_that_cannot_be_written_is_told(writers: Writers, project: Path) -> None:
    def full(database: Database) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(StorageFull):
        await writers.run(project, None, full)


async def test_a_lock_held_for_too_long_is_told(writers: Writers, project: Path) -> None:
    await writers.run(project, None, lambda database: database.connection.execute("PRAGMA busy_timeout = 20"))
    other = sqlite3.connect(project / "project.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy):
        await writers.run(project, None, put("a", "1"))
    other.execute("ROLLBACK")
    other.close()
    await writers.run(project, None, put("a", "2"))
    assert stored(project) == {"a": "2"}


async def test_we_wait_for_others_for_at_least_ten_seconds(writers: Writers, project: Path) -> None:
    settings = await writers.run(
        project,
        None,
        lambda database: [
            database.only(f"PRAGMA {name}")[0] for name in ("busy_timeout", "synchronous", "journal_mode")
        ],
    )
    assert settings == [15_000, 2, "wal"]


async def test_a_lock_that_is_let_go_is_waited_for(writers: Writers, project: Path) -> None:
    other = sqlite3.connect(project / "project.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    waiting = asyncio.ensure_future(writers.run(project, None, put("a", "1")))
    timer = threading.Timer(0.05, other.execute, ["ROLLBACK"])
    timer.start()
    await waiting
    timer.join()
    other.close()
    assert stored(project) == {"a": "1"}


async def test_a_damaged_database_is_told(writers: Writers, project: Path) -> None:
    (project / "project.db").write_bytes(b"not a database " * 1_000)
    with pytest.raises(StoreUnusable, match="damaged"):
        await writers.run(project, None, put("a", "1"))


async def test_a_missing_database_is_told_and_not_made(writers: Writers, tmp_path: Path) -> None:
    with pytest.raises(StoreUnusable, match="cannot be opened"):
        await writers.run(tmp_path, None, put("a", "1"))
    assert list(tmp_path.iterdir()) == []


async def test_closing_is_looked_at_in_every_transaction(writers: Writers, project: Path) -> None:
    def close(database: Database) -> None:
        database.run("UPDATE project SET closing = 1")

    _, results = await queued(writers, project, [put("a", "1"), close, put("b", "2")])
    assert isinstance(results[2], ProjectClosing)
    await writers.run(project, None, put("c", "3"), while_closing=True)
    assert stored(project) == {"a": "1", "c": "3"}


async def test_a_caller_that_goes_away_takes_nothing_back(writers: Writers, project: Path) -> None:
    held = Held()
    waiting = asyncio.ensure_future(writers.run(project, None, held))
    gone = asyncio.ensure_future(writers.run(project, None, put("a", "1")))
    await asyncio.sleep(0)
    gone.cancel()
    held.go.set()
    await waiting
    await writers.run(project, None, put("b", "2"))
    assert stored(project) == {"a": "1", "b": "2"}


async def test_forgetting_closes_the_connection(writers: Writers, project: Path) -> None:
    await writers.run(project, None, put("a", "1"))
    assert (project / "project.db-wal").exists()
    await writers.forget(project)
    assert not (project / "project.db-wal").exists()


async def test_the_least_recently_used_connection_is_closed_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "_CONNECTIONS", 2)
    writers = Writers(threads=1)
    for name in ("a", "b", "c"):
        create_project(tmp_path / name, Document())
    for name in ("a", "b", "a", "c"):
        await writers.run(tmp_path / name, None, put("x", "1"))
    # The thread answers before it tidies up, and it has tidied up before it takes the next job.
    await writers.run(tmp_path / "c", None, put("x", "2"))
    assert [(tmp_path / name / "project.db-wal").exists() for name in ("a", "b", "c")] == [True, False, True]
    writers.close()


async def test_a_connection_nobody_uses_is_closed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "_IDLE_SECONDS", 0.01)
    writers = Writers(threads=1)
    await writers.run(project, None, put("x", "1"))
    with anyio.fail_after(5):
        while (project / "project.db-wal").exists():
            await anyio.lowlevel.checkpoint()
    writers.close()
    assert stored(project) == {"x": "1"}


async def test_what_is_queued_is_written_before_the_end(project: Path) -> None:
    writers = Writers()
    waiting = [asyncio.ensure_future(writers.run(project, None, put(str(number), "x"))) for number in range(10)]
    await asyncio.sleep(0)
    writers.close()
    assert len(stored(project)) == 10
    await asyncio.gather(*waiting)


async def test_a_thread_outlives_whatever_opening_raises(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_memory(*_: object, **__: object) -> Database:
        raise MemoryError

    writers = Writers(threads=1)
    with monkeypatch.context() as broken:
        broken.setattr(writer, "open_database", no_memory)
        with pytest.raises(MemoryError):
            await asyncio.wait_for(writers.run(project, None, put("a", "1")), 10)
    await asyncio.wait_for(writers.run(project, None, put("a", "2")), 10)
    writers.close()
    assert stored(project)["a"] == "2"


def test_no_room_for_the_shared_file_is_a_full_disk() -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
    assert isinstance(told(error), StorageFull)
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_READ
    assert isinstance(told(error), StoreUnusable)
