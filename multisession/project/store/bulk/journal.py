"""The journal of bulk actions: what is still to be done, and what can be undone, until when.

An action is written down as a whole before it begins: its tasks wait in small values, a few thousand each. Each piece
is a transaction that takes some of them, changes them, and adds the ids that it changed to a set of runs. So a process
that is killed leaves an action that whoever opens the project next finishes, and several may go on with it at once.
An undo, and the removal for good of what can no longer be undone, eat up that set in the same way.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from multisession.project.store.database import Database
from multisession.project.store.quota import Quota, usage
from multisession.project.store.runs import Run, Runs, runs_of
from multisession.project.store.schema import GONE_ANNOTATION, GONE_PREDICTION, UNDO
from multisession.project.store.tables import values
from multisession.project.tasks import BulkAction
from multisession.web.errors import NotFound, QuotaExceeded

#: How long an action can be undone, in seconds, and how many of them at once: older ones are forgotten first.
KEPT_SECONDS = 1800.0
MOST_KEPT = 50
#: Tasks that wait in one of the small values.
_WAITING_TOGETHER = 2_000
#: Names of the project's small values; those with a leading dot are the store's own.
_NAME = ".undo"

State = Literal["doing", "done", "undoing", "forgetting"]


class UndoGone(NotFound):
    """404: this was undone already, or is too old, or never was."""

    code = "undo-gone"


class Entry(msgspec.Struct, kw_only=True):
    """One action: how far it is, and what it has changed."""

    id: int
    action: BulkAction
    state: State = "doing"
    #: when its last piece was done, in seconds since 1970
    made_at: float = 0.0
    #: of predictions_to_annotations: of which model; empty for any
    model_version: str = ""
    #: what the action has changed: tasks, annotations or predictions
    processed: int = 0
    #: what its undo has brought back or taken back, and what it left, because it was changed since
    undone: int = 0
    left: int = 0

    @property
    def until(self) -> float:
        """When it can no longer be undone, in seconds since 1970."""
        return self.made_at + KEPT_SECONDS

    @property
    def is_under_way(self) -> bool:
        """Whether pieces of it, or of its undo, are still to be done."""
        return self.state != "done"


class _Journal(msgspec.Struct, kw_only=True):
    #: the last number given out: an old undo never meets a new action
    last: int = 0
    entries: list[Entry] = []


_decoder = msgspec.json.Decoder(_Journal)
_runs_decoder = msgspec.json.Decoder(list[tuple[int, int]])


def entries(database: Database) -> list[Entry]:
    """Every action that is under way or can be undone, the oldest first."""
    return _read(database).entries


def one(database: Database, entry_id: int) -> Entry | None:
    """One of them."""
    return next((entry for entry in entries(database) if entry.id == entry_id), None)


def waiting_values(runs: Iterable[Run]) -> list[str]:
    """The tasks of an action as the values that :func:`begin` writes down. Takes long for many: for a thread."""
    return [msgspec.json.encode(chunk).decode() for chunk in _chunks(runs)]


def begin(database: Database, action: BulkAction, waiting: Sequence[str], model_version: str) -> int:
    """Writes an action down; its number."""
    journal = _read(database)
    journal.last += 1
    entry = Entry(id=journal.last, action=action, model_version=model_version, made_at=time.time())
    journal.entries.append(entry)
    for old in [each for each in journal.entries if each.state == "done"][: -(MOST_KEPT - 1)]:
        old.state = "forgetting"
    _write(database, journal)
    database.connection.executemany(
        "INSERT INTO value (project, name, value) VALUES (1, ?, ?)",
        [(f"{_prefix(entry.id)}{number:07}", value) for number, value in enumerate(waiting)],
    )
    return entry.id


def begin_undo(database: Database, entry_id: int, quota: Quota) -> BulkAction:
    """Turns an action round, which it returns; what was still to be done is not. Raises UndoGone, QuotaExceeded."""
    entry = one(database, entry_id)
    if entry is None or entry.state in ("undoing", "forgetting") or time.time() > entry.until:
        raise UndoGone(
            f"This cannot be undone: it was undone already, or is older than {KEPT_SECONDS / 60:.0f} minutes."
        )
    if entry.action == "delete_tasks" and quota.tasks and usage(database).tasks + entry.processed > quota.tasks:
        raise QuotaExceeded(
            f"A project here may add {quota.tasks:,} tasks, and with the deleted ones it would hold more. Delete "
            "others first.",
            code="quota-tasks",
        )
    database.run(
        "DELETE FROM value WHERE project = 1 AND name > ? AND name < ?", (_prefix(entry_id), _prefix(entry_id) + ":")
    )
    entry.state = "undoing"
    put(database, entry)
    return entry.action


def put(database: Database, entry: Entry) -> None:
    """Writes down how far an action is."""
    journal = _read(database)
    journal.entries = [entry if each.id == entry.id else each for each in journal.entries]
    _write(database, journal)


def drop(database: Database, entry_id: int) -> None:
    """Forgets an action that is undone, or cannot be any more."""
    journal = _read(database)
    journal.entries = [each for each in journal.entries if each.id != entry_id]
    _write(database, journal)


def expire(database: Database, *, everything: bool = False) -> None:
    """Lets go of what is too old to be undone, or of everything; it is removed in pieces afterwards."""
    journal = _read(database)
    ended = [each for each in journal.entries if each.state == "done" and (everything or time.time() > each.until)]
    for entry in ended:
        entry.state = "forgetting"
    if ended:
        _write(database, journal)


def clear(database: Database) -> None:
    """Forgets everything at once, and what is not shown: the rows that it speaks of are gone."""
    journal = _read(database)
    database.run("DELETE FROM value WHERE project = 1 AND name > ? AND name < ?", (f"{_NAME}.", f"{_NAME}/"))
    database.run(
        "DELETE FROM run WHERE project = 1 AND (kind IN (?, ?) OR kind > ?)", (GONE_ANNOTATION, GONE_PREDICTION, UNDO)
    )
    if journal.entries:
        journal.entries = []
        _write(database, journal)


def is_waiting(database: Database, entry_id: int) -> bool:
    """Whether tasks wait for an action."""
    return (
        database.row(
            "SELECT 1 FROM value WHERE project = 1 AND name > ? AND name < ? LIMIT 1",
            (_prefix(entry_id), _prefix(entry_id) + ":"),
        )
        is not None
    )


def waiting(database: Database, entry_id: int) -> tuple[str, list[int]] | None:
    """Some tasks that wait for an action, ascending, and the name under which they do."""
    found = database.row(
        "SELECT name, value FROM value WHERE project = 1 AND name > ? AND name < ? ORDER BY name LIMIT 1",
        (_prefix(entry_id), _prefix(entry_id) + ":"),
    )
    if found is None:
        return None
    name, value = found
    return name, [number for first, last in _runs_decoder.decode(value) for number in range(first, last + 1)]


def keep_waiting(database: Database, name: str, ids: Sequence[int]) -> None:
    """Lets only these tasks wait under a name."""
    values.put(database, name, msgspec.json.encode(runs_of(ids)).decode() if ids else None)


def changed(database: Database, entry_id: int) -> Runs:
    """The ids that an action has changed."""
    return Runs(database, UNDO + entry_id)


def _prefix(entry_id: int) -> str:
    return f"{_NAME}.{entry_id:09}."


def _read(database: Database) -> _Journal:
    value = values.get(database, _NAME)
    return _Journal() if value is None else _decoder.decode(value)


def _write(database: Database, journal: _Journal) -> None:
    values.put(database, _NAME, msgspec.json.encode(journal).decode())


def _chunks(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """Ascending runs, a few thousand ids at a time."""
    chunk: list[Run] = []
    room = _WAITING_TOGETHER
    for first, last in runs:
        while first <= last:
            end = min(last, first + room - 1)
            chunk.append((first, end))
            room -= end - first + 1
            first = end + 1
            if not room:
                yield chunk
                chunk, room = [], _WAITING_TOGETHER
    if chunk:
        yield chunk
