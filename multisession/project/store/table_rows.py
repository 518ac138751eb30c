"""Rows of the data table: a page of tasks cut short, with what their annotations, predictions and drafts come to.

A page may hold the largest tasks and results that there are, so they are read one at a time and cut at once.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from multisession.project.store.database import Database
from multisession.project.store.label_counts import label_counts
from multisession.project.store.positions import Positions
from multisession.project.store.shortening import shortened
from multisession.project.tasks import EMPTY_OBJECT, TableRow, Task
from multisession.web.json import encode

#: A result with more characters is not looked through for labels, nor are more than so many on one page.
LARGEST_RESULT = 4 * 2**20
_LARGEST_RESULTS = 64 * 2**20
#: Characters of data that are read to find out what the tasks have.
_LARGEST_SAMPLE = 64 * 2**20


@dataclass(slots=True)
class _Work:
    """What a task's annotations come to."""

    seconds: list[float] = field(default_factory=list)
    #: of those that are no skips: the last time, and the last id
    completed_at: str | None = None
    newest: int | None = None
    ground_truth: bool = False


def rows(database: Database, ids: Sequence[int]) -> list[TableRow]:
    """The rows of these tasks in the order of their ids given; those that are gone are left out."""
    wanted = json.dumps(list(ids))
    tasks = _tasks(database, wanted)
    scores = _scores(database, wanted)
    work = _work(database, wanted)
    drafts = {
        row[0]
        for row in database.rows(
            "SELECT task FROM visible_draft WHERE task IN (SELECT value FROM json_each(?))", (wanted,)
        )
    }
    made = {
        task_id: TableRow(
            task=task,
            draft_exists=task_id in drafts,
            ground_truth=task_id in work and work[task_id].ground_truth,
            predictions_score=_mean(scores.get(task_id, ())),
            avg_lead_time=_mean(work[task_id].seconds) if task_id in work else None,
            completed_at=work[task_id].completed_at if task_id in work else None,
        )
        for task_id, task in tasks.items()
    }
    _count_labels(database, made, [each.newest for each in work.values() if each.newest is not None])
    return [made[task_id] for task_id in ids if task_id in made]


def first_data(database: Database, amount: int) -> list[dict[str, object]]:
    """The data of the first tasks, cut short."""
    ids = Positions(database).ids(1, amount)
    found: list[dict[str, object]] = []
    read = 0
    for task_id in ids:
        # One at a time: for many in order SQLite walks through every task there is, and each may be large.
        for (content,) in database.rows("SELECT data FROM visible_task WHERE id = ?", (task_id,)):
            found.append(shortened(content))
            read += len(content)
        if read > _LARGEST_SAMPLE:
            break
    return found


def _tasks(database: Database, wanted: str) -> dict[int, Task]:
    found = database.connection.execute(
        "SELECT id, inner_id, data, meta, created_at, updated_at, total_annotations, cancelled_annotations,"
        " total_predictions, file_upload FROM visible_task WHERE id IN (SELECT value FROM json_each(?))",
        (wanted,),
    )
    return {
        row[0]: Task(
            id=row[0],
            inner_id=row[1],
            data=msgspec.Raw(encode(shortened(row[2]))),
            meta=EMPTY_OBJECT if row[3] is None else msgspec.Raw(encode(shortened(row[3]))),
            created_at=row[4],
            updated_at=row[5] or row[4],
            is_labeled=row[6] + row[7] > 0,
            total_annotations=row[6],
            cancelled_annotations=row[7],
            total_predictions=row[8],
            file_upload=row[9],
        )
        for row in found
    }


def _scores(database: Database, wanted: str) -> dict[int, list[float]]:
    scores: dict[int, list[float]] = {}
    for task_id, score in database.rows(
        "SELECT task, score FROM visible_prediction WHERE task IN (SELECT value FROM json_each(?))"
        " AND score IS NOT NULL",
        (wanted,),
    ):
        scores.setdefault(task_id, []).append(score)
    return scores


def _work(database: Database, wanted: str) -> dict[int, _Work]:
    found: dict[int, _Work] = {}
    for annotation_id, task_id, was_cancelled, ground_truth, seconds, created_at in database.rows(
        "SELECT id, task, was_cancelled, ground_truth, lead_time, created_at FROM visible_annotation"
        " WHERE task IN (SELECT value FROM json_each(?))",
        (wanted,),
    ):
        work = found.setdefault(task_id, _Work())
        if seconds is not None:
            work.seconds.append(seconds)
        if not was_cancelled:
            work.completed_at = max(work.completed_at or "", created_at)
            work.newest = max(work.newest or 0, annotation_id)
            work.ground_truth = work.ground_truth or bool(ground_truth)
    return found


def _count_labels(database: Database, made: dict[int, TableRow], annotations: list[int]) -> None:
    read = 0
    for task_id, result in database.connection.execute(
        "SELECT task, CASE WHEN length(result) <= ? THEN result END FROM visible_annotation"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (LARGEST_RESULT, json.dumps(annotations)),
    ):
        read += len(result or b"")
        if result is not None and read <= _LARGEST_RESULTS and task_id in made:
            made[task_id].labels = label_counts(result)


def _mean(numbers: Sequence[float]) -> float | None:
    return sum(numbers) / len(numbers) if numbers else None
