"""One open database: a connection with its settings, its base attached and its views made."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from multisession.project.store.schema import (
    DRAFT_VIEW,
    OVERLAY_VIEWS,
    PLAIN_VIEWS,
    SETTLED_OVERLAY_VIEW,
    SETTLED_PLAIN_VIEW,
    TABLES,
)

#: How long a statement waits for another process's transaction, in seconds.
BUSY_SECONDS = 15.0
DATABASE_NAME = "project.db"
BASE_DATABASE_NAME = "base.db"

_SETTINGS = """
PRAGMA synchronous = FULL;
PRAGMA temp_store = MEMORY;
PRAGMA cache_size = -512;
PRAGMA wal_autocheckpoint = 2000;
PRAGMA journal_size_limit = 4194304;
"""
# A base is mapped into memory, where all connections of all processes share its pages; a cache of their own for each
# would cost every open project more than everything else that it needs. Shrinking gives back what attaching took.
_BASE_SETTINGS = """
PRAGMA base.mmap_size = 2147418112;
PRAGMA base.cache_size = 2;
PRAGMA shrink_memory;
"""

_PLAIN = PLAIN_VIEWS + DRAFT_VIEW + SETTLED_PLAIN_VIEW
_OVERLAY = OVERLAY_VIEWS + DRAFT_VIEW + SETTLED_OVERLAY_VIEW

Parameters = Sequence[Any]
Row = tuple[Any, ...]


class Database:
    """A connection, and whether a base is attached to it. Used by one thread at a time."""

    __slots__ = ("connection", "has_base")

    def __init__(self, connection: sqlite3.Connection, *, has_base: bool = False) -> None:
        self.connection = connection
        self.has_base = has_base

    def row(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """The first row of a query, or None."""
        found: Row | None = self.connection.execute(sql, parameters).fetchone()
        return found

    def only(self, sql: str, parameters: Parameters = ()) -> Row:
        """The row of a query that has one; a database without it is not one of ours."""
        found = self.row(sql, parameters)
        if found is None:
            raise sqlite3.DatabaseError("a row that every project has is missing")
        return found

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """All rows of a query."""
        return self.connection.execute(sql, parameters).fetchall()

    def run(self, sql: str, parameters: Parameters = ()) -> int:
        """Runs a statement; how many rows it changed."""
        return self.connection.execute(sql, parameters).rowcount

    @contextmanager
    def snapshot(self) -> Iterator[Database]:
        """All reads inside see the project as of one moment."""
        self.connection.execute("BEGIN")
        try:
            yield self
        finally:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")

    def close(self) -> None:
        self.connection.close()


def open_database(path: Path, *, base: Path | None = None, query_only: bool = False) -> Database:
    """Opens a project.db that is there; ``base`` is the directory of its base. Raises sqlite3.Error."""
    return _opened(path.absolute().as_uri() + "?mode=rw", base=base, query_only=query_only)


def open_immutable(path: Path) -> Database:
    """Opens a base.db, which nobody writes to: no locks, no files beside it."""
    return _opened(_immutable(path), base=None, query_only=True)


def open_empty() -> Database:
    """A project without anything, in memory."""
    connection = _connected(":memory:")
    connection.executescript(TABLES + _PLAIN)
    return Database(connection)


def _opened(address: str, *, base: Path | None, query_only: bool) -> Database:
    connection = _connected(address)
    try:
        connection.executescript(_SETTINGS)
        if base is not None:
            connection.execute("ATTACH ? AS base", (_immutable(base / BASE_DATABASE_NAME),))
            connection.executescript(_BASE_SETTINGS)
        connection.executescript(_PLAIN if base is None else _OVERLAY)
        if query_only:
            connection.execute("PRAGMA query_only = 1")
    except sqlite3.Error:
        connection.close()
        raise
    return Database(connection, has_base=base is not None)


def _connected(address: str) -> sqlite3.Connection:
    return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False, timeout=BUSY_SECONDS)


def _immutable(path: Path) -> str:
    return path.absolute().as_uri() + "?mode=ro&immutable=1"
