"""Which task is handed out next.

In sequence: the first open id, found in the set of done ones. Uniform: the first open task of a seeded permutation of
the inner ids, from a stored cursor on. The cursor says that everything before it is done; it only saves time, and is
moved back when a task is opened again. A walk that meets too many done tasks takes the next open id instead of
walking on, so that no progress and no size makes a call long.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from multisession.project.store.database import Database
from multisession.project.store.permutation import Permutation
from multisession.project.store.positions import Positions, inner_id_of, task_by_inner_id
from multisession.project.store.runs import DoneIds

#: Name of the stored cursor among the project's small values; those with a leading dot are the store's own.
_CURSOR = ".uniform"
#: How many done tasks a walk looks at.
_LOOKS = 128
#: A cursor that would move by less is not stored.
_WORTH_STORING = 32


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a uniform walk is: before ``index`` everything is done, for this order and number of tasks."""

    #: digest of the seed
    key: bytes
    inner_ids: int
    index: int
    #: the task that the walk came to: it stays the next one while it is open
    task: int

    def __str__(self) -> str:
        return f"{self.key.hex()} {self.inner_ids} {self.index} {self.task}"


@dataclass(frozen=True, slots=True)
class Choice:
    """The next task, and the cursor to store when the walk to it was long."""

    task: int | None
    cursor: Cursor | None = None


def next_in_sequence(database: Database) -> int | None:
    """The open task with the lowest id."""
    return _open_from(database, 1)


def next_uniform(database: Database, seed: bytes) -> Choice:
    """The next task of the order that the seed gives."""
    inner_ids: int = database.only("SELECT last_inner FROM project WHERE id = 1")[0]
    if not inner_ids:
        return Choice(None)
    key = blake2b(seed, digest_size=16).digest()
    stored = _stored(database)
    done = DoneIds(database)
    start = 0
    if stored is not None and (stored.key, stored.inner_ids) == (key, inner_ids):
        start = stored.index
        if stored.task and not done.holds(stored.task):
            return Choice(stored.task)
    bits = _bits(inner_ids)
    permutation = Permutation(key, bits)
    task_id = looks = 0
    for index in range(start, 1 << bits):
        number = permutation.number(index)
        if number >= inner_ids:
            continue
        task_id = task_by_inner_id(database, number + 1) or 0
        if not done.holds(task_id):
            return Choice(task_id, _worth_storing(Cursor(key, inner_ids, index, task_id), start))
        looks += 1
        if looks == _LOOKS:
            break
    else:
        index = 1 << bits
    found = _open_from(database, task_id or 1) or _open_from(database, 1)
    return Choice(found, _worth_storing(Cursor(key, inner_ids, index, found or 0), start))


def advance_cursor(database: Database, seed: bytes) -> int | None:
    """Walks again inside a write transaction, where no task is opened meanwhile, and stores how far it came."""
    choice = next_uniform(database, seed)
    if choice.cursor is not None:
        database.run(
            "INSERT INTO value (project, name, value) VALUES (1, ?, ?)"
            " ON CONFLICT DO UPDATE SET value = excluded.value",
            (_CURSOR, str(choice.cursor)),
        )
    return choice.task


def move_cursor_back(database: Database, task_id: int) -> None:
    """Makes a uniform walk meet a task again that was opened."""
    stored = _stored(database)
    inner_id = inner_id_of(database, task_id)
    if stored is None or inner_id is None or inner_id > stored.inner_ids:
        return
    index = Permutation(stored.key, _bits(stored.inner_ids)).index(inner_id - 1)
    if index < stored.index:
        moved = Cursor(stored.key, stored.inner_ids, index, stored.task)
        database.run("UPDATE value SET value = ? WHERE project = 1 AND name = ?", (str(moved), _CURSOR))


def forget_cursor(database: Database) -> None:
    """Starts uniform walks anew: the inner ids begin again at 1."""
    database.run("DELETE FROM value WHERE project = 1 AND name = ?", (_CURSOR,))


def _open_from(database: Database, start: int) -> int | None:
    positions, done = Positions(database), DoneIds(database)
    while True:
        found = done.first_open(start)
        start = positions.after_import(found)
        if start == found:
            return found if found <= positions.last else None


def _bits(inner_ids: int) -> int:
    return max(1, (inner_ids - 1).bit_length())


def _stored(database: Database) -> Cursor | None:
    row = database.row("SELECT value FROM value WHERE project = 1 AND name = ?", (_CURSOR,))
    if row is None:
        return None
    key, inner_ids, index, task = row[0].split(" ")
    return Cursor(bytes.fromhex(key), int(inner_ids), int(index), int(task))


def _worth_storing(cursor: Cursor, start: int) -> Cursor | None:
    return cursor if cursor.index - start >= _WORTH_STORING else None
