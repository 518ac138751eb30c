"""Tasks with everything that belongs to them, and pages of tasks."""

from __future__ import annotations

from collections.abc import Sequence

from multisession.project.store.database import Database
from multisession.project.store.interface import TaskBundle
from multisession.project.store.positions import Positions
from multisession.project.store.tables import annotations as annotation_table
from multisession.project.store.tables import drafts, predictions, tasks
from multisession.project.store.tables.project import counts
from multisession.project.tasks import TaskPage


def several(database: Database, task_ids: Sequence[int]) -> list[TaskBundle]:
    """Bundles in id order; unknown ids are left out."""
    found = tasks.several(database, task_ids)
    bundles = {task.id: TaskBundle(task=task, annotations=[], predictions=[], drafts=[]) for task in found}
    for first, last in _spans(list(bundles)):
        for annotation in annotation_table.between(database, first, last):
            bundles[annotation.task].annotations.append(annotation)
        for prediction in predictions.between(database, first, last):
            bundles[prediction.task].predictions.append(prediction)
        for draft in drafts.between(database, first, last):
            bundles[draft.task].drafts.append(draft)
    return list(bundles.values())


def page(database: Database, page_number: int, page_size: int, *, only_annotated: bool) -> TaskPage:
    """A page of tasks, counted from 1."""
    totals = counts(database)
    offset = (page_number - 1) * page_size
    if only_annotated:
        found = tasks.annotated_ids(database, 1, page_size, offset)
        return TaskPage(tasks=tasks.several(database, found), total=totals.finished_task_number)
    positions = Positions(database)
    start = positions.at(offset + 1)
    ids = positions.ids(start, page_size) if start is not None else []
    return TaskPage(tasks=tasks.several(database, ids), total=totals.task_number)


def batch(database: Database, start: int, size: int, *, only_annotated: bool) -> list[TaskBundle]:
    """The bundles of the first ``size`` tasks from an id on."""
    if only_annotated:
        return several(database, tasks.annotated_ids(database, start, size))
    return several(database, Positions(database).ids(start, size))


def _spans(task_ids: list[int]) -> list[tuple[int, int]]:
    """Ascending ids as runs (first, last) of neighbours."""
    spans: list[tuple[int, int]] = []
    for task_id in task_ids:
        if spans and spans[-1][1] == task_id - 1:
            spans[-1] = (spans[-1][0], task_id)
        else:
            spans.append((task_id, task_id))
    return spans
