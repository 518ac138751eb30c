"""How a store reads and writes: which connection, which thread, which transaction."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from anyio import CapacityLimiter, get_cancelled_exc_class, to_thread

from multisession.project.store import imports
from multisession.project.store.database import Database
from multisession.project.store.failures import telling, told_of
from multisession.project.store.interface import TEMPORARY_UPLOAD, ReadOnlyStore
from multisession.project.store.ownership import Ownership
from multisession.project.store.quota import NO_QUOTA, OverQuota, Quota, judged, within
from multisession.project.store.writer import Writers

Result = TypeVar("Result")

#: Searches through whole projects that a process runs at once; others wait, and short work finds a thread.
_SCANS = CapacityLimiter(4)


class ProjectAccess:
    """A connection for short reads, opened when first used, and the way to the writer thread.

    Belongs to one event loop. Without ``writers`` nothing can be written.
    """

    def __init__(
        self,
        connect: Callable[[], Database],
        *,
        directory: Path | None = None,
        base: Path | None = None,
        writers: Writers | None = None,
        quota: Quota = NO_QUOTA,
    ) -> None:
        self._connect = connect
        self._quota = quota
        self._directory = directory
        self._base = base
        self._writers = writers
        self._reader: Database | None = None
        self._looked_for_leftovers = False

    def _open(self) -> Database:
        try:
            return self._connect()
        except (sqlite3.Error, OSError) as error:
            raise told_of(self._directory, error) from error

    def _read(self, read: Callable[..., Result], *arguments: Any) -> Result:
        """Runs a short read inline, on one snapshot."""
        if self._reader is None:
            self._reader = self._open()
            self._begin_reading()
        with telling(), self._reader.snapshot() as database:
            return read(database, *arguments)

    def _begin_reading(self) -> None:
        """Called when a project is opened to be read."""

    async def _read_long(self, read: Callable[[Database], Result], *, scan: bool = False) -> Result:
        """Runs a read in a thread, on one snapshot, with a connection of its own."""

        def run() -> Result:
            database = self._open()
            try:
                with telling(), database.snapshot():
                    return read(database)
            finally:
                database.close()

        return await to_thread.run_sync(run, abandon_on_cancel=scan, limiter=_SCANS if scan else None)

    async def _scan(self, read: Callable[[Database, threading.Event], Result]) -> Result:
        """Like _read_long; a caller that is cancelled leaves the thread to end by itself, and sets the event for it."""
        abandoned = threading.Event()
        try:
            return await self._read_long(lambda database: read(database, abandoned), scan=True)
        except get_cancelled_exc_class():
            abandoned.set()
            raise

    async def _write(self, write: Callable[[Database], Result], *, while_closing: bool = False) -> Result:
        """Runs a write transaction; the first one of this store removes what dead imports have left."""
        if self._writers is None or self._directory is None:
            raise read_only()
        if self._quota != NO_QUOTA:
            try:
                return await self._transaction(partial(within, self._quota, write), while_closing)
            except OverQuota:
                write = partial(judged, self._quota, write)
        return await self._transaction(write, while_closing)

    async def _transaction(self, write: Callable[[Database], Result], while_closing: bool) -> Result:
        assert self._writers is not None and self._directory is not None
        if not self._looked_for_leftovers and not while_closing:
            self._looked_for_leftovers = True
            first = await self._writers.run(self._directory, self._base, partial(_unless_left, write))
            if not isinstance(first, _Leftovers):
                return first
            await self._remove_leftovers(self._directory, first.imports)
        return await self._writers.run(self._directory, self._base, write, while_closing=while_closing)

    async def _remove_leftovers(self, directory: Path, leftovers: list[imports.Import]) -> None:
        for left in leftovers:
            ownership = Ownership.of_the_dead(directory, left.owner)
            if ownership is not None:
                await self._remove_import(left.id, left.owner)
                ownership.end()

    async def _remove_import(self, import_id: int, owner: str) -> None:
        # The files first: until the rows are gone somebody knows that there is something to remove.
        await to_thread.run_sync(self._remove_files, imports.media_prefix(owner))
        # In parts, so that the writes of others come between.
        while await self._write(lambda database: imports.remove_some(database, import_id)):
            pass

    def _remove_files(self, prefix: str) -> None:
        assert self._directory is not None
        for pattern in (f"{prefix}*", f"{TEMPORARY_UPLOAD}{prefix}*"):
            for path in (self._directory / "upload").glob(pattern):
                path.unlink(missing_ok=True)

    async def _close_connections(self) -> None:
        """Closes this process's connections; the last one anywhere leaves one file behind."""
        if self._writers is not None and self._directory is not None:
            await self._writers.forget(self._directory)
        reader, self._reader = self._reader, None
        if reader is not None:
            await to_thread.run_sync(reader.close)


@dataclass(frozen=True, slots=True)
class _Leftovers:
    """Instead of a write's result: it has done nothing, as these imports are under way, or their processes dead."""

    imports: list[imports.Import]


def _unless_left(write: Callable[[Database], Result], database: Database) -> Result | _Leftovers:
    # In the write's own transaction, so that a project opened for one write needs no second connection.
    left = imports.under_way(database)
    return _Leftovers(left) if left else write(database)


def read_only() -> ReadOnlyStore:
    """The error for a write to a store that takes none."""
    return ReadOnlyStore("This project is read-only; a session's project is made before its first write.")
