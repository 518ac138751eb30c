"""Deleting many tasks: they are no longer there, though their rows are, until an undo or the end of its time.

A task that is absent is not read, nor is anything on it (schema.py), so a deletion writes a few runs however large the
tasks are, and an undo brings back all of it as it was.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from multisession.project.store.database import Database
from multisession.project.store.positions import add_all_absent, remove_all_absent
from multisession.project.store.runs import DoneIds, runs_of
from multisession.project.store.tables.counters import open_again
from multisession.project.store.tables.outbox import announce, announce_all
from multisession.project.store.tables.project import count


def hide(database: Database, task_ids: Sequence[int]) -> list[int]:
    """Deletes those of the tasks that are there; their ids."""
    found = _counters(database, task_ids)
    _count(database, found, -1)
    hidden = [row[0] for row in found]
    add_all_absent(database, runs_of(hidden))
    # The others are done already.
    DoneIds(database).add_all(runs_of(_open(found)))
    if hidden:
        announce(database, "tasks-deleted")
    return hidden


def show(database: Database, task_ids: Sequence[int]) -> int:
    """Brings deleted tasks back with all that was on them; how many."""
    remove_all_absent(database, runs_of(task_ids))
    found = _counters(database, task_ids)
    _count(database, found, 1)
    open_again(database, _open(found))
    announce(database, "tasks-created")
    announce_all(database, "tasks-created", [(row[0], None) for row in found if row[1] + row[2]])
    return len(found)


def remove(database: Database, task_ids: Sequence[int]) -> None:
    """Removes the rows of deleted tasks, and of what was on them, for good."""
    wanted = (json.dumps(task_ids),)
    for statement in (
        "DELETE FROM draft WHERE task IN (SELECT value FROM json_each(?))",
        "DELETE FROM annotation WHERE task IN (SELECT value FROM json_each(?))",
        "DELETE FROM prediction WHERE task IN (SELECT value FROM json_each(?))",
        "DELETE FROM task WHERE id IN (SELECT value FROM json_each(?))",
    ):
        database.run(statement, wanted)


def _open(found: Sequence[tuple[int, int, int, int]]) -> list[int]:
    return [row[0] for row in found if not row[1] + row[2]]


def _counters(database: Database, task_ids: Sequence[int]) -> list[tuple[int, int, int, int]]:
    """(id, annotations, skips, predictions) of those tasks that are there, ascending."""
    return sorted(
        database.rows(
            "SELECT id, total_annotations, cancelled_annotations, total_predictions FROM visible_task"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(task_ids),),
        )
    )


def _count(database: Database, found: Sequence[tuple[int, int, int, int]], sign: int) -> None:
    count(
        database,
        tasks=sign * len(found),
        finished=sign * sum(row[1] + row[2] > 0 for row in found),
        annotated=sign * sum(row[1] > 0 for row in found),
        annotations=sign * sum(row[1] for row in found),
        skipped=sign * sum(row[2] for row in found),
        predictions=sign * sum(row[3] for row in found),
    )
