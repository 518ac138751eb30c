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
from multisession.web.errors import BadRequest
from multisession.web.written_size import written_size


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


class PageTooLarge(BadRequest):
    """400: the tasks of one page are more than should lie in memory at once."""

    code = "page-too-large"


def page(database: Database, page_number: int, page_size: int, *, only_annotated: bool) -> TaskPage:
    """A page of tasks, counted from 1. Raises PageTooLarge."""
    totals = counts(database)
    offset = (page_number - 1) * page_size
    if only_annotated:
        found = tasks.annotated_ids(database, 1, page_size, offset)
        _refuse_large(database, found)
        return TaskPage(tasks=tasks.several(database, found), total=totals.finished_task_number)
    positions = Positions(database)
    start = positions.at(offset + 1)
    ids = positions.ids(start, page_size) if start is not None else []
    _refuse_large(database, ids)
    return TaskPage(tasks=tasks.several(database, ids), total=totals.task_number)


def batch(database: Database, start: int, size: int, *, only_annotated: bool) -> list[TaskBundle]:
    """The bundles of the first ``size`` tasks from an id on; fewer where these are large, one at least."""
    found = tasks.annotated_ids(database, start, size) if only_annotated else Positions(database).ids(start, size)
    return several(database, _fitting(database, found))


#: A task with all that hangs on it is counted from this many characters on: a batch of smaller ones is small.
_LARGE = 4_000
#: Those of one page that is answered at once may hold so many.
LARGEST_PAGE = 64 * 2**20
#: The large tasks of one batch hold this many characters together, unless one alone is larger.
_LARGEST_BATCH = 1_000_000
_LARGE_TASKS = """
SELECT task, sum(size) FROM (
 SELECT id AS task, length(data) AS size FROM main.task WHERE id BETWEEN ?1 AND ?2
 UNION ALL SELECT task, length(result) FROM main.annotation WHERE task BETWEEN ?1 AND ?2
 UNION ALL SELECT task, length(result) FROM main.prediction WHERE task BETWEEN ?1 AND ?2
 UNION ALL SELECT task, length(result) FROM main.draft WHERE task BETWEEN ?1 AND ?2)
GROUP BY task HAVING sum(size) > ?3
"""


def _refuse_large(database: Database, ids: list[int]) -> None:
    if len(ids) > 1 and sum(_large(database, ids).values()) > LARGEST_PAGE:
        raise PageTooLarge(
            f"The tasks of this page hold more than {written_size(LARGEST_PAGE)}. Ask for fewer with page_size, or for "
            "all of them with page_size=-1, which is streamed."
        )


def _large(database: Database, ids: list[int]) -> dict[int, int]:
    """Task -> characters, of those between the first and the last of these ids that are not small."""
    return dict(database.rows(_LARGE_TASKS, (ids[0], ids[-1], _LARGE)))


def _fitting(database: Database, ids: list[int]) -> list[int]:
    """The first of these ids whose tasks may lie in memory together. A base is the host's, and trusted to be modest."""
    if not ids:
        return ids
    large = _large(database, ids)
    total = 0
    for place, task_id in enumerate(ids):
        total += large.get(task_id, 0)
        if total > _LARGEST_BATCH:
            return ids[: max(place, 1)]
    return ids


def _spans(task_ids: list[int]) -> list[tuple[int, int]]:
    """Ascending ids as runs (first, last) of neighbours."""
    spans: list[tuple[int, int]] = []
    for task_id in task_ids:
        if spans and spans[-1][1] == task_id - 1:
            spans[-1] = (spans[-1][0], task_id)
        else:
            spans.append((task_id, task_id))
    return spans
