"""Which task is the n-th, and how tasks are numbered: without counting rows.

Ids run from 1; the absent ones (deleted, or skipped over when ids were reserved for an import) are runs, summed up per
block of 16,384 ids, so a position costs a sum over few rows at any size. Inner ids count from 1 without the gaps that
reserving leaves; they follow from extents, and a project imported in one go has one.
"""

from __future__ import annotations

from collections.abc import Sequence

from multisession.project.store.database import Database
from multisession.project.store.runs import Run, absent_ids

_BLOCK = 1 << 14


class Positions:
    """The task ids that a read may show, in order. Valid within one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._absent = absent_ids(database)
        #: ids reserved for imports under way, as (first, last)
        self._importing = database.rows("SELECT first, last FROM import_range WHERE project = 1 ORDER BY first")
        self.last: int = database.only("SELECT last_task FROM project WHERE id = 1")[0]

    def after_import(self, task_id: int) -> int:
        """The id itself, or the first after the import under way that has reserved it."""
        for first, last in self._importing:
            if first <= task_id <= last:
                task_id = last + 1
        return task_id

    def holds(self, task_id: int) -> bool:
        """Whether there is such a task."""
        return 1 <= task_id <= self.last and self._gap(task_id) is None

    def following(self, task_id: int) -> int | None:
        """The first task at or after an id."""
        while task_id <= self.last:
            gap = self._gap(task_id)
            if gap is None:
                return task_id
            task_id = gap[1] + 1
        return None

    def preceding(self, task_id: int) -> int | None:
        """The last task at or before an id."""
        while task_id >= 1:
            gap = self._gap(task_id)
            if gap is None:
                return task_id
            task_id = gap[0] - 1
        return None

    def position(self, task_id: int) -> int:
        """How many tasks there are up to an id, itself included."""
        importing: int = sum(max(0, min(last, task_id) - first + 1) for first, last in self._importing)
        return task_id - self._absent_to(task_id) - importing

    def at(self, position: int) -> int | None:
        """The id of the n-th task, counted from 1."""
        low, high = position, self.last
        if low > high:
            return None
        while low < high:
            middle = (low + high) // 2
            if self.position(middle) >= position:
                high = middle
            else:
                low = middle + 1
        return low if self.position(low) == position else None

    def ids(self, start: int, amount: int) -> list[int]:
        """The first ``amount`` ids from ``start`` on."""
        found: list[int] = []
        current = self.following(start)
        while current is not None and len(found) < amount:
            absent = self._absent.following(current)
            ends = [first for first, _ in self._importing if first > current]
            end = min([self.last + 1, *ends, *([absent[0]] if absent else [])])
            found.extend(range(current, min(end, current + amount - len(found))))
            current = self.following(end)
        return found

    def runs(self) -> list[Run]:
        """All ids there are."""
        gaps = sorted([*self._absent.between(1, self.last), *self._importing])
        found: list[Run] = []
        start = 1
        for first, last in gaps:
            if start < first:
                found.append((start, first - 1))
            start = last + 1
        return [*found, (start, self.last)] if start <= self.last else found

    def _gap(self, task_id: int) -> tuple[int, int] | None:
        for first, last in self._importing:
            if first <= task_id <= last:
                return first, last
        return self._absent.covering(task_id)

    def _absent_to(self, task_id: int) -> int:
        block = task_id // _BLOCK
        before: int = self._database.only(
            "SELECT coalesce(sum(amount), 0) FROM absence WHERE project = 1 AND block < ?", (block,)
        )[0]
        return before + sum(last - first + 1 for first, last in self._absent.between(block * _BLOCK, task_id))


def add_absent(database: Database, first: int, last: int) -> None:
    """Takes first..last, none of which is absent yet, out of the tasks that are there."""
    absent_ids(database).add(first, last)
    _count_absent(database, [(first, last)], 1)


def add_all_absent(database: Database, runs: Sequence[Run]) -> None:
    """Takes ascending runs, none of which is absent yet, out of the tasks that are there."""
    absent_ids(database).add_all(runs)
    _count_absent(database, runs, 1)


def remove_all_absent(database: Database, runs: Sequence[Run]) -> None:
    """Puts ascending runs, all of which are absent, back."""
    absent_ids(database).remove_all(runs)
    _count_absent(database, runs, -1)


def _count_absent(database: Database, runs: Sequence[Run], sign: int) -> None:
    amounts: dict[int, int] = {}
    for first, last in runs:
        for block in range(first // _BLOCK, last // _BLOCK + 1):
            inside = min(last, block * _BLOCK + _BLOCK - 1) - max(first, block * _BLOCK) + 1
            amounts[block] = amounts.get(block, 0) + sign * inside
    database.connection.executemany(
        "INSERT INTO absence (project, block, amount) VALUES (1, ?, ?)"
        " ON CONFLICT DO UPDATE SET amount = amount + excluded.amount",
        sorted(amounts.items()),
    )


def clear_absent(database: Database) -> None:
    """Forgets which ids are absent."""
    absent_ids(database).clear()
    database.run("DELETE FROM absence WHERE project = 1")


def number_tasks(database: Database, first: int, amount: int) -> None:
    """Gives the next inner ids to the ids from ``first`` on."""
    inner_first = (
        database.only("UPDATE project SET last_inner = last_inner + ? WHERE id = 1 RETURNING last_inner", (amount,))[0]
        - amount
        + 1
    )
    joined = database.run(
        "UPDATE extent SET last = ? WHERE project = 1 AND last = ? AND inner_first + last - first + 1 = ?"
        " AND first = (SELECT first FROM extent WHERE project = 1 AND first < ? ORDER BY first DESC LIMIT 1)",
        (first + amount - 1, first - 1, inner_first, first),
    )
    if not joined:
        database.run(
            "INSERT INTO extent (project, first, last, inner_first) VALUES (1, ?, ?, ?)",
            (first, first + amount - 1, inner_first),
        )


def task_by_inner_id(database: Database, inner_id: int) -> int | None:
    """The id that was given out with an inner id; the task may have been deleted since."""
    found = database.row(
        "SELECT first + ? - inner_first FROM extent WHERE project = 1 AND ? BETWEEN inner_first"
        " AND inner_first + last - first",
        (inner_id, inner_id),
    )
    return None if found is None else found[0]


def inner_id_of(database: Database, task_id: int) -> int | None:
    """The inner id an id was given out with."""
    found = database.row(
        "SELECT inner_first + ? - first FROM extent WHERE project = 1 AND first <= ? ORDER BY first DESC LIMIT 1",
        (task_id, task_id),
    )
    return None if found is None else found[0]
