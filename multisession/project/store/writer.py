"""The writer threads: transactions queue up, and those of one project that wait together share a commit.

A project is written by one thread of a process. Each turn of a thread drains its queue; the jobs of one database run
between one BEGIN IMMEDIATE and one COMMIT, each under a savepoint, so that one that fails hurts no neighbour. Callers
are woken after COMMIT has returned, once per batch and event loop. Other processes may write the same database:
nothing here is remembered from one transaction to the next.
"""

from __future__ import annotations

import asyncio
import contextlib
import queue
import sqlite3
import threading
import time
import zlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from multisession.project.store.database import DATABASE_NAME, Database, open_database
from multisession.project.store.failures import StoreUnusable, told, told_of
from multisession.project.store.standing import require_open

Result = TypeVar("Result")

#: How many transactions share a commit at most.
_BATCH = 128
#: Open connections a thread keeps; the least recently used is closed first. Each costs some 200 kB.
_CONNECTIONS = 16
#: A connection unused for so many seconds is closed.
_IDLE_SECONDS = 20.0


@dataclass(slots=True)
class _Job:
    """One transaction, or with ``function`` None the wish to have the project's connection closed."""

    directory: Path
    base: Path | None
    function: Callable[[Database], Any] | None
    while_closing: bool
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]
    result: Any = None
    error: BaseException | None = None


class Writers:
    """The writer threads of this process, four unless told; made by the application, closed at its end."""

    def __init__(self, *, threads: int = 4) -> None:
        self._threads = [_Writer(number) for number in range(threads)]

    async def run(
        self,
        directory: Path,
        base: Path | None,
        function: Callable[[Database], Result],
        *,
        while_closing: bool = False,
    ) -> Result:
        """Runs ``function`` in a write transaction of the project; returns after the commit is on disk.

        Whatever it raises undoes what it did and is raised here: ProjectClosing or ProjectFrozen, unless
        ``while_closing``; StorageFull, StoreBusy or StoreUnusable when the database cannot take it. The function may
        run twice: it must depend on the database alone. A caller that is cancelled does not undo the transaction.
        """
        result: Result = await self._put(directory, base, function, while_closing)
        return result

    async def forget(self, directory: Path) -> None:
        """Closes the project's connection, after what is queued for it."""
        await self._put(directory, None, None, True)

    def close(self) -> None:
        """Finishes what is queued and ends the threads. Nothing may be queued afterwards."""
        for thread in self._threads:
            thread.end()

    def _put(
        self, directory: Path, base: Path | None, function: Callable[[Database], Any] | None, while_closing: bool
    ) -> asyncio.Future[Any]:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Any] = loop.create_future()
        thread = self._threads[zlib.crc32(str(directory).encode()) % len(self._threads)]
        thread.jobs.put(_Job(directory, base, function, while_closing, loop, future))
        return future


class _Writer:
    """One thread, its queue, and the connections it keeps."""

    def __init__(self, number: int) -> None:
        self.jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._databases: OrderedDict[Path, tuple[Database, float]] = OrderedDict()
        self._thread = threading.Thread(target=self._serve, name=f"writer-{number}", daemon=True)
        self._thread.start()

    def end(self) -> None:
        self.jobs.put(None)
        self._thread.join()

    def _serve(self) -> None:
        going = True
        while going:
            batch, going = self._drain()
            turns: dict[Path, list[_Job]] = {}
            for job in batch:
                turns.setdefault(job.directory, []).append(job)
            for jobs in turns.values():
                self._take_turn(jobs)
                _wake(jobs)
            self._close_unused()
        while self._databases:
            self._databases.popitem()[1][0].close()

    def _drain(self) -> tuple[list[_Job], bool]:
        """What is queued, waiting for the first; and whether to go on."""
        batch: list[_Job] = []
        try:
            job = self.jobs.get(timeout=_IDLE_SECONDS if self._databases else None)
            while job is not None:
                batch.append(job)
                if len(batch) == _BATCH:
                    return batch, True
                job = self.jobs.get_nowait()
        except queue.Empty:
            return batch, True
        return batch, False

    def _take_turn(self, jobs: list[_Job]) -> None:
        """Runs the jobs of one project in their order."""
        together: list[_Job] = []
        for job in jobs:
            if job.function is not None:
                together.append(job)
                continue
            self._commit(together)
            together = []
            self._forget(job.directory)
        self._commit(together)

    def _commit(self, jobs: list[_Job]) -> None:
        if not jobs:
            return
        try:
            database = self._database(jobs[0])
        except Exception as error:  # whatever it is, a thread that ended would leave everybody else waiting
            for job in jobs:
                job.error = told_of(job.directory, error) if isinstance(error, (sqlite3.Error, OSError)) else error
            return
        if len(jobs) > 1 and _commit_together(database, jobs):
            return
        for job in jobs:
            _commit_alone(database, job)
        if any(isinstance(job.error, StoreUnusable) for job in jobs):
            self._forget(jobs[0].directory)

    def _database(self, job: _Job) -> Database:
        kept = self._databases.pop(job.directory, None)
        database = kept[0] if kept else open_database(job.directory / DATABASE_NAME, base=job.base)
        self._databases[job.directory] = (database, time.monotonic())
        return database

    def _forget(self, directory: Path) -> None:
        kept = self._databases.pop(directory, None)
        if kept is not None:
            kept[0].close()

    def _close_unused(self) -> None:
        """Closes the connections over the limit and those that nobody wrote through for a while."""
        oldest = time.monotonic() - _IDLE_SECONDS
        while self._databases:
            directory, (_, used) = next(iter(self._databases.items()))
            if used > oldest and len(self._databases) <= _CONNECTIONS:
                return
            self._forget(directory)


def _run(database: Database, job: _Job) -> Any:
    assert job.function is not None
    if not job.while_closing:
        require_open(database)
    return job.function(database)


def _commit_alone(database: Database, job: _Job) -> None:
    job.result, job.error = None, None
    try:
        database.connection.execute("BEGIN IMMEDIATE")
        job.result = _run(database, job)
        database.connection.execute("COMMIT")
    except Exception as error:  # handed to the caller, whoever that is
        job.error = told(error) if isinstance(error, (sqlite3.Error, OSError)) else error
        _roll_back(database)


def _commit_together(database: Database, jobs: list[_Job]) -> bool:
    """One commit for all; False when the transaction as a whole was lost, and each is to be run alone."""
    connection = database.connection
    try:
        connection.execute("BEGIN IMMEDIATE")
        for job in jobs:
            connection.execute("SAVEPOINT job")
            try:
                job.result = _run(database, job)
            except Exception as error:  # handed to the caller, whoever that is
                if not connection.in_transaction:
                    return False
                job.error = told(error) if isinstance(error, (sqlite3.Error, OSError)) else error
                connection.execute("ROLLBACK TO job")
            connection.execute("RELEASE job")
        connection.execute("COMMIT")
    except (sqlite3.Error, MemoryError):
        _roll_back(database)
        return False
    return True


def _roll_back(database: Database) -> None:
    # SQLite rolls back by itself when the disk is full; a second time would be an error of its own.
    with contextlib.suppress(sqlite3.Error):
        if database.connection.in_transaction:
            database.connection.execute("ROLLBACK")


def _wake(jobs: list[_Job]) -> None:
    """Resolves the futures, with one call into each event loop."""
    loops: dict[asyncio.AbstractEventLoop, list[_Job]] = {}
    for job in jobs:
        loops.setdefault(job.loop, []).append(job)
    for loop, done in loops.items():
        # A loop that was closed meanwhile has nobody left who waits.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(_resolve, done)


def _resolve(jobs: list[_Job]) -> None:
    for job in jobs:
        if job.future.done():
            continue
        if job.error is not None:
            job.future.set_exception(job.error)
        else:
            job.future.set_result(job.result)
