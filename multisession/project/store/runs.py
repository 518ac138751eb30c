"""Sets of task ids kept as runs: adding, removing and finding the first id outside cost a few index look-ups.

Two sets are always kept. *Absent* ids are deleted tasks and ids that never became one. *Done* ids are absent, or have
an annotation or a skip. Labeling in order keeps one run however many tasks there are. Others say which annotations and
predictions are not shown, and what an undo would bring back (bulk/).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from multisession.project.store.database import Database
from multisession.project.store.schema import ABSENT, DONE, REOPENED_TASK

#: first and last of numbers that follow each other
Run = tuple[int, int]

#: Of the runs that lie between many, so many are read for each to change all at once; where there are more, one by one.
_NEAR_FOR_EACH = 4


def runs_of(numbers: Iterable[int]) -> list[Run]:
    """Ascending numbers as runs."""
    runs: list[Run] = []
    first = last = -1
    for number in numbers:
        if number != last + 1 or first < 0:
            if first >= 0:
                runs.append((first, last))
            first = number
        last = number
    return [*runs, (first, last)] if first >= 0 else runs


class Runs:
    """A set of positive integers in the ``run`` table. Runs are as long as can be: neighbours are joined."""

    def __init__(self, database: Database, kind: int) -> None:
        self._database = database
        self._kind = kind

    def covering(self, number: int) -> Run | None:
        """The run that holds a number, as (first, last)."""
        found = self._starting_by(number)
        return found if found is not None and found[1] >= number else None

    def following(self, number: int) -> Run | None:
        """The first run that starts after a number."""
        return self._database.row(
            "SELECT first, last FROM run WHERE project = 1 AND kind = ? AND first > ? ORDER BY first LIMIT 1",
            (self._kind, number),
        )

    def between(self, low: int, high: int) -> list[Run]:
        """The runs that touch [low, high], cut to it."""
        runs = self._database.rows(
            "SELECT first, last FROM run WHERE project = 1 AND kind = ? AND first > ? AND first <= ? ORDER BY first",
            (self._kind, low, high),
        )
        left = self.covering(low)
        touching = [left, *runs] if left is not None else runs
        return [(max(first, low), min(last, high)) for first, last in touching]

    def add(self, first: int, last: int) -> None:
        """Puts first..last in, joining what touches."""
        left = self._starting_by(first)
        start = left[0] if left is not None and left[1] >= first - 1 else first
        inside = self._database.rows(
            "SELECT first, last FROM run WHERE project = 1 AND kind = ? AND first >= ? AND first <= ?",
            (self._kind, start, last + 1),
        )
        end = max([last, *(row[1] for row in inside)])
        if inside != [(start, end)]:
            if len(inside) > 1 or (inside and inside[0][0] != start):
                self._cut(start, last + 1)
            self._put(start, end)

    def remove(self, first: int, last: int) -> None:
        """Takes first..last out, cutting runs that reach over."""
        left = self._starting_by(first - 1)
        tail = 0
        if left is not None and left[1] >= first:
            tail = left[1]
            self._put(left[0], first - 1)
        inside = self._database.rows(
            "SELECT last FROM run WHERE project = 1 AND kind = ? AND first >= ? AND first <= ?",
            (self._kind, first, last),
        )
        if inside:
            tail = max(tail, max(row[0] for row in inside))
            self._cut(first, last)
        if tail > last:
            self._put(last + 1, tail)

    def add_all(self, runs: Sequence[Run]) -> None:
        """Puts many runs in, which are ascending; as :meth:`add` does, with few statements."""
        near = self._near(runs)
        if near is None:
            for first, last in runs:
                self.add(first, last)
        else:
            self._replace(near, _joined([*near, *runs]))

    def remove_all(self, runs: Sequence[Run]) -> None:
        """Takes many runs out, which are ascending; as :meth:`remove` does, with few statements."""
        near = self._near(runs)
        if near is None:
            for first, last in runs:
                self.remove(first, last)
        else:
            self._replace(near, _without(near, runs))

    def take(self, amount: int) -> list[int]:
        """Takes the lowest ``amount`` numbers out."""
        taken: list[int] = []
        whole: list[Run] = []
        for first, last in self._database.connection.execute(
            "SELECT first, last FROM run WHERE project = 1 AND kind = ? ORDER BY first LIMIT ?", (self._kind, amount)
        ):
            end = min(last, first + amount - len(taken) - 1)
            taken.extend(range(first, end + 1))
            whole.append((first, last))
            if len(taken) == amount:
                break
        if taken:
            end = taken[-1]
            self._cut(whole[0][0], end)
            if whole[-1][1] > end:
                self._put(end + 1, whole[-1][1])
        return taken

    def clear(self) -> None:
        """Empties the set."""
        self._database.run("DELETE FROM run WHERE project = 1 AND kind = ?", (self._kind,))

    def _near(self, runs: Sequence[Run]) -> list[Run] | None:
        """The runs, as they are, between the first and the last of these, their neighbours too; None when too many."""
        if not runs:
            return []
        low, high = runs[0][0] - 1, runs[-1][1] + 1
        most = _NEAR_FOR_EACH * len(runs) + 100
        near = self._database.rows(
            "SELECT first, last FROM run WHERE project = 1 AND kind = ? AND first > ? AND first <= ?"
            " ORDER BY first LIMIT ?",
            (self._kind, low, high, most + 1),
        )
        if len(near) > most:
            return None
        left = self.covering(low)
        return near if left is None else [left, *near]

    def _replace(self, before: Sequence[Run], after: Sequence[Run]) -> None:
        old, new = set(before), set(after)
        self._database.connection.executemany(
            "DELETE FROM run WHERE project = 1 AND kind = ? AND first = ?",
            [(self._kind, first) for first, _ in sorted(old - new)],
        )
        self._database.connection.executemany(
            "INSERT INTO run (project, kind, first, last) VALUES (1, ?, ?, ?)",
            [(self._kind, first, last) for first, last in sorted(new - old)],
        )

    def _starting_by(self, number: int) -> Run | None:
        return self._database.row(
            "SELECT first, last FROM run WHERE project = 1 AND kind = ? AND first <= ? ORDER BY first DESC LIMIT 1",
            (self._kind, number),
        )

    def _put(self, first: int, last: int) -> None:
        self._database.run(
            "INSERT INTO run (project, kind, first, last) VALUES (1, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET last = excluded.last",
            (self._kind, first, last),
        )

    def _cut(self, first: int, last: int) -> None:
        self._database.run(
            "DELETE FROM run WHERE project = 1 AND kind = ? AND first >= ? AND first <= ?", (self._kind, first, last)
        )


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Runs in any order as the fewest that hold the same."""
    joined: list[Run] = []
    for first, last in sorted(runs):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def _without(runs: Sequence[Run], removed: Sequence[Run]) -> list[Run]:
    """Ascending runs without what ascending others hold."""
    left: list[Run] = []
    cuts = iter(removed)
    cut = next(cuts, None)
    for first, last in runs:
        while cut is not None and cut[1] < first:
            cut = next(cuts, None)
        while cut is not None and cut[0] <= last:
            if first < cut[0]:
                left.append((first, cut[0] - 1))
            first = cut[1] + 1
            if cut[1] >= last:
                break
            cut = next(cuts, None)
        if first <= last:
            left.append((first, last))
    return left


def absent_ids(database: Database) -> Runs:
    """The set of ids that are no task, below the last one given out."""
    return Runs(database, ABSENT)


class DoneIds:
    """The set of tasks that are not handed out, of an overlay and its base together.

    The base keeps its own runs and an overlay keeps only what differs: runs of its own, and marks on tasks that are
    done in the base and were opened again here. A run of the overlay swallows the base's that follow it, so that the
    way from one to the first open task is short however the two lie.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._own = Runs(database, DONE)
        shown = database.only("SELECT base_tasks FROM project WHERE id = 1")[0] if database.has_base else 0
        self._base_tasks: int = shown

    def holds(self, task_id: int) -> bool:
        """Whether a task is done."""
        return self._own.covering(task_id) is not None or self._base_end(task_id) >= task_id

    def first_open(self, start: int) -> int:
        """The first id from ``start`` on that is not done; it may lie beyond the last task."""
        while True:
            own = self._own.covering(start)
            if own is not None:
                start = own[1] + 1
                continue
            end = self._base_end(start)
            if end < start:
                return start
            start = end + 1

    def add(self, first: int, last: int) -> None:
        """Marks first..last as done."""
        if self._base_tasks and first <= self._base_tasks:
            self._database.run(
                "DELETE FROM hidden WHERE project = 1 AND kind = ? AND id BETWEEN ? AND ?", (REOPENED_TASK, first, last)
            )
        self._own.add(first, last)
        while (end := self._base_end(last + 1)) > last:
            self._own.add(last + 1, end)
            last = end

    def remove(self, first: int, last: int) -> None:
        """Opens first..last again; of the base's tasks one at a time."""
        if first == last and self._base_end(first) >= first:
            self._database.run(
                "INSERT OR IGNORE INTO hidden (project, kind, id) VALUES (1, ?, ?)", (REOPENED_TASK, first)
            )
        self._own.remove(first, last)

    def add_all(self, runs: Sequence[Run]) -> None:
        """Marks many runs, which are ascending."""
        if self._base_has_done:
            for first, last in runs:
                self.add(first, last)
        else:
            self._own.add_all(runs)

    def remove_all(self, runs: Sequence[Run]) -> None:
        """Opens many tasks again, given as ascending runs."""
        if not self._base_has_done:
            self._own.remove_all(runs)
            return
        for first, last in runs:
            for task_id in range(first, last + 1):
                self.remove(task_id, task_id)

    @property
    def _base_has_done(self) -> bool:
        return (
            self._base_tasks > 0
            and self._database.row("SELECT 1 FROM base.run WHERE project = 1 AND kind = ? LIMIT 1", (DONE,)) is not None
        )

    def clear(self) -> None:
        """Forgets everything, the base's marks as well (its tasks are then hidden as a whole)."""
        self._database.run("DELETE FROM hidden WHERE project = 1 AND kind = ?", (REOPENED_TASK,))
        self._own.clear()

    def _base_end(self, number: int) -> int:
        """Where the done run of the base that holds a number ends, or the next reopened task; 0 when none does."""
        if number > self._base_tasks:
            return 0
        found = self._database.row(
            "SELECT last FROM base.run WHERE project = 1 AND kind = ? AND first <= ? ORDER BY first DESC LIMIT 1",
            (DONE, number),
        )
        if found is None or found[0] < number:
            return 0
        end: int = found[0]
        reopened = self._database.row(
            "SELECT min(id) FROM hidden WHERE project = 1 AND kind = ? AND id BETWEEN ? AND ?",
            (REOPENED_TASK, number, end),
        )
        return end if reopened is None or reopened[0] is None else reopened[0] - 1
