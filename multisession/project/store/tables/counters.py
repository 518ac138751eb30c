"""The counters of many tasks at once, with all that follows from them: the project's, and the set of done tasks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from multisession.project.store.database import Database
from multisession.project.store.order import forget_cursor
from multisession.project.store.runs import DoneIds, runs_of
from multisession.project.store.tables.project import count, now


@dataclass(slots=True)
class Change:
    """By how much the counters of one task change."""

    annotations: int = 0
    skipped: int = 0
    predictions: int = 0


def change_counters(database: Database, changes: Mapping[int, Change]) -> None:
    """Changes the counters of tasks; of one that is not shown its own only, for the day it is shown again."""
    wanted = json.dumps(sorted(changes))
    before = database.rows(
        "SELECT id, total_annotations, cancelled_annotations FROM visible_task"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (wanted,),
    )
    own_several(database, wanted)
    time = now()
    database.connection.executemany(
        "UPDATE task SET total_annotations = total_annotations + ?, cancelled_annotations = cancelled_annotations + ?,"
        " total_predictions = total_predictions + ?, updated_at = ? WHERE id = ?",
        [(each.annotations, each.skipped, each.predictions, time, task_id) for task_id, each in changes.items()],
    )
    _follow(database, before, changes)


def own_several(database: Database, wanted: str) -> None:
    """Copies tasks of the base into the overlay, without their data; ``wanted`` is a JSON array of ids."""
    if database.has_base:
        database.run(
            "INSERT OR IGNORE INTO main.task (id, project, data, meta, created_at, updated_at, total_annotations,"
            " cancelled_annotations, total_predictions, file_upload) SELECT id, 1, NULL, meta, created_at, updated_at,"
            " total_annotations, cancelled_annotations, total_predictions, file_upload FROM base.task"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (wanted,),
        )


def open_again(database: Database, task_ids: list[int]) -> None:
    """Hands tasks out again that were done."""
    if task_ids:
        DoneIds(database).remove_all(runs_of(sorted(task_ids)))
        forget_cursor(database)


def _follow(database: Database, before: list[tuple[int, int, int]], changes: Mapping[int, Change]) -> None:
    finished: list[int] = []
    opened: list[int] = []
    totals = Change()
    annotated = 0
    for task_id, labeled, skipped in before:
        change = changes[task_id]
        totals.annotations += change.annotations
        totals.skipped += change.skipped
        totals.predictions += change.predictions
        annotated += (labeled + change.annotations > 0) - (labeled > 0)
        was_done = labeled + skipped > 0
        is_done = labeled + change.annotations + skipped + change.skipped > 0
        if is_done and not was_done:
            finished.append(task_id)
        elif was_done and not is_done:
            opened.append(task_id)
    count(
        database,
        annotations=totals.annotations,
        skipped=totals.skipped,
        predictions=totals.predictions,
        finished=len(finished) - len(opened),
        annotated=annotated,
    )
    DoneIds(database).add_all(runs_of(sorted(finished)))
    open_again(database, opened)
