"""Answers to the data table's questions: the scan that finds the ids, and the ids kept for the next page.

A scan may look at every task, so it runs in a thread, ends when it is told to or takes too long, and is done once: the
ids stay in memory, bounded for the whole process, until a commit changes the project.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from multisession.project.data_query.model import TaskQuery
from multisession.project.store import filtering
from multisession.project.store.database import Database
from multisession.project.store.kept import Kept
from multisession.project.store.positions import Positions
from multisession.project.store.tables import tasks
from multisession.project.store.tables.project import counts
from multisession.project.tasks import Task
from multisession.web.errors import BadRequest

#: A scan that takes longer is given up.
LONGEST_SECONDS = 20.0
#: Of a sorted table so many tasks are sorted at first, then ten times as many: most people look at the top.
FIRST_SORTED = 10_000
#: What all kept ids of a process may take.
KEPT_BYTES = 32 * 2**20

_STEPS_BETWEEN_LOOKS = 200_000
_CHARACTERS_AT_ONCE = 1 << 16


class ScanTooLong(BadRequest):
    """400: the filter needs more time than one request gets."""

    code = "filter-too-slow"


class ScanAbandoned(Exception):
    """Nobody waits for the scan any more."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The ids that a query finds, or the first of them, and how many it finds in all."""

    ids: array[int]
    total: int

    def reaches(self, end: int) -> bool:
        """Whether the first ``end`` ids are here, as far as there are so many."""
        return len(self.ids) >= min(end, self.total)


@dataclass(frozen=True, slots=True)
class Selected:
    """The ids of one page, and how many tasks the query finds in all."""

    ids: Sequence[int]
    total: int


def find(database: Database, abandoned: threading.Event, query: TaskQuery, end: int | None) -> Selection:
    """Runs a query as far as ``end`` ids, or some more; None for all. Raises ScanTooLong, ScanAbandoned."""
    filtering.prepare(database)
    statements = filtering.Statements(query, settled=filtering.is_settled(database))
    with bounded(database, abandoned):
        if end is None or not query.ordering:
            ids = _ids(database, statements, None)
            return Selection(ids, len(ids))
        total: int = database.only(*statements.count())[0]
        limit = FIRST_SORTED
        while limit < min(end, total):
            limit *= 10
        # Sorting a whole million costs less than keeping the first million sorted on the way.
        return Selection(_ids(database, statements, limit if limit * 2 < total else None), total)


def _ids(database: Database, statements: filtering.Statements, limit: int | None) -> array[int]:
    text: str | None = database.only(*statements.ids(limit))[0]
    found: array[int] = array("q")
    start = 0
    # In pieces, so that other threads have their turn.
    while text and start < len(text):
        end = text.find(",", start + _CHARACTERS_AT_ONCE)
        end = len(text) if end < 0 else end
        found.extend(map(int, text[start:end].split(",")))
        start = end + 1
    return found


@contextmanager
def bounded(database: Database, abandoned: threading.Event, *, seconds: float | None = None) -> Iterator[None]:
    """Statements inside end soon after the event is set, or when their time is over."""
    until = time.monotonic() + (LONGEST_SECONDS if seconds is None else seconds)

    def must_end() -> bool:
        return abandoned.is_set() or time.monotonic() > until

    database.connection.set_progress_handler(must_end, _STEPS_BETWEEN_LOOKS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
        if abandoned.is_set():
            raise ScanAbandoned from None
        raise ScanTooLong(
            f"The filter was given up after {LONGEST_SECONDS:.0f} seconds. Use fewer conditions, or simpler ones."
        ) from None
    finally:
        database.connection.set_progress_handler(None, 0)


def _size(query: TaskQuery, selection: Selection) -> int:
    # Every entry costs something: an empty answer too, and a query may carry ids of its own.
    ids = len(selection.ids) + 4 * (len(query.included or ()) + len(query.excluded))
    return 8 * ids + 4096 + 1024 * len(query.conditions)


#: The process's.
kept: Kept[TaskQuery, Selection] = Kept(KEPT_BYTES, _size)


def version(database: Database) -> int:
    """Changes, for the connection that asks, with every commit of any other."""
    found: int = database.only("PRAGMA data_version")[0]
    return found


def ids_of_all(database: Database, page_number: int, page_size: int, *, descending: bool) -> Selected:
    """The ids of a page of all tasks in id order, by their positions: at no cost that grows with the project."""
    positions = Positions(database)
    total = counts(database).task_number
    before = (page_number - 1) * page_size
    amount = min(page_size, total - before)
    if amount <= 0:
        return Selected([], total)
    start = positions.at(total - before - amount + 1 if descending else before + 1)
    ids = [] if start is None else positions.ids(start, amount)
    return Selected(ids[::-1] if descending else ids, total)


def tasks_of(database: Database, ids: Sequence[int]) -> list[Task]:
    """Tasks in the order of their ids given; those that are gone are left out."""
    found = {task.id: task for task in tasks.several(database, ids)}
    return [found[task_id] for task_id in ids if task_id in found]
