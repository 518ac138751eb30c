"""One piece of a bulk action, of its undo, or of the removal for good: a transaction of a bounded size."""

from __future__ import annotations

import time
from dataclasses import dataclass

from multisession.project.store.bulk import belongings, journal, making, task_removal
from multisession.project.store.bulk.journal import Entry
from multisession.project.store.database import Database
from multisession.project.store.runs import runs_of


@dataclass(frozen=True, slots=True)
class Piece:
    """What is so after a piece: whether there are more, and how long it kept the writer, in seconds."""

    more: bool
    entry: Entry | None
    seconds: float


def piece(database: Database, entry_id: int, amount: int) -> Piece:
    """Goes on with what is under way, by ``amount`` ids at most."""
    began = time.perf_counter()
    entry = journal.one(database, entry_id)
    more = entry is not None and _go_on(database, entry, amount)
    return Piece(more, entry, time.perf_counter() - began)


def _go_on(database: Database, entry: Entry, amount: int) -> bool:
    if entry.state == "doing":
        return _do(database, entry, amount)
    if entry.state == "done":
        return False
    ids = journal.changed(database, entry.id).take(amount)
    if ids and entry.state == "undoing":
        undone, left = _undo(database, entry, ids)
        entry.undone += undone
        entry.left += left
    elif ids:
        _forget(database, entry, ids)
    if len(ids) < amount:
        journal.drop(database, entry.id)
        return False
    journal.put(database, entry)
    return True


def _do(database: Database, entry: Entry, amount: int) -> bool:
    found = journal.waiting(database, entry.id)
    if found is not None:
        name, ids = found
        changed, done = _change(database, entry, ids[:amount])
        journal.changed(database, entry.id).add_all(runs_of(changed))
        journal.keep_waiting(database, name, ids[done:])
        entry.processed += len(changed)
        if journal.is_waiting(database, entry.id):
            journal.put(database, entry)
            return True
    if entry.processed:
        entry.state, entry.made_at = "done", time.time()
        journal.put(database, entry)
    else:
        journal.drop(database, entry.id)
    return False


def _change(database: Database, entry: Entry, task_ids: list[int]) -> tuple[list[int], int]:
    """The ids of what was changed, ascending, and how many of the tasks were done."""
    if entry.action == "predictions_to_annotations":
        return making.annotate(database, task_ids, entry.model_version)
    change = {
        "delete_tasks": task_removal.hide,
        "delete_tasks_annotations": belongings.hide_annotations,
        "delete_tasks_predictions": belongings.hide_predictions,
        "skip_tasks": making.skip,
    }[entry.action]
    return change(database, task_ids), len(task_ids)


def _undo(database: Database, entry: Entry, ids: list[int]) -> tuple[int, int]:
    """How many of the changes were taken back, and how many stay."""
    if entry.action == "delete_tasks":
        return task_removal.show(database, ids), 0
    if entry.action == "delete_tasks_annotations":
        return belongings.show_annotations(database, ids), 0
    if entry.action == "delete_tasks_predictions":
        return belongings.show_predictions(database, ids), 0
    return making.take_back(database, ids)


def _forget(database: Database, entry: Entry, ids: list[int]) -> None:
    if entry.action == "delete_tasks":
        task_removal.remove(database, ids)
    elif entry.action == "delete_tasks_annotations":
        belongings.remove_annotations(database, ids)
    elif entry.action == "delete_tasks_predictions":
        belongings.remove_predictions(database, ids)
