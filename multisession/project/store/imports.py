"""Imports: rows are written in chunks, each its own transaction, and shown at once when their range's row goes.

An import reserves a block of ids for its tasks, so that they follow each other whatever else is written meanwhile.
Reads leave out every task in a reserved block (schema.py). Committing gives the tasks their inner ids, adds the
counters that waited in the import's row, and removes that row. When nobody took ids behind the block, what is left of
it goes back; else the rest stays absent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from multisession.project.store.database import Database, Row
from multisession.project.store.interface import ImportNote, ImportSummary, NewUpload, Upload, WorkSince
from multisession.project.store.positions import add_absent, number_tasks
from multisession.project.store.runs import DoneIds
from multisession.project.store.tables import annotations as annotation_table
from multisession.project.store.tables import drafts, predictions, tasks, uploads, values
from multisession.project.store.tables.outbox import announce
from multisession.project.store.tables.project import count, give_out, now
from multisession.project.tasks import NewTask
from multisession.web.errors import BadRequest, NotFound

#: Task ids reserved at a time.
RESERVED = 10_000_000
#: Rows that one transaction of an abort removes.
_REMOVED_AT_ONCE = 5_000
#: letters of an import's owner that the names of its files begin with
_PREFIX = 10

_INSERT_TASK = (
    "INSERT INTO task (id, project, data, meta, created_at, updated_at, total_annotations, cancelled_annotations,"
    " total_predictions, file_upload) VALUES (?, 1, CAST(? AS TEXT), CAST(? AS TEXT), ?, NULL, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class Import:
    """An import under way: its block of ids, and what has been written so far."""

    id: int
    first: int
    last: int
    owner: str
    tasks: int
    finished: int
    annotated: int
    annotations: int
    skipped: int
    predictions: int


def begin(database: Database, owner: str, source: str) -> int:
    """Reserves a block for an import; its id."""
    import_id = give_out(database, "import")
    first = give_out(database, "task", RESERVED)
    database.run(
        "INSERT INTO import_range (project, first, last, id, owner, source, tasks, finished, annotated, annotations,"
        " skipped, predictions) VALUES (1, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0)",
        (first, first + RESERVED - 1, import_id, owner, source),
    )
    return import_id


def under_way(database: Database) -> list[Import]:
    """Every import that has neither been committed nor aborted."""
    return [
        Import(*row)
        for row in database.rows(
            "SELECT id, first, last, owner, tasks, finished, annotated, annotations, skipped, predictions"
            " FROM import_range WHERE project = 1 ORDER BY first"
        )
    ]


def add(database: Database, import_id: int, new_tasks: Sequence[NewTask]) -> None:
    """Writes tasks with their annotations, drafts and predictions, out of sight."""
    current = _one(database, import_id)
    first = current.first + current.tasks
    if first + len(new_tasks) - 1 > current.last:
        _reserve_more(database, current)
    chunk = _Chunk(database, first, new_tasks)
    for start, end in chunk.done:
        DoneIds(database).add(start, end)
    database.connection.executemany(_INSERT_TASK, chunk.tasks)
    if chunk.annotations:
        database.connection.executemany(annotation_table.INSERT, chunk.annotations)
    if chunk.predictions:
        database.connection.executemany(predictions.INSERT, chunk.predictions)
    if chunk.drafts:
        database.connection.executemany(drafts.INSERT, chunk.drafts)
    database.run(
        "UPDATE import_range SET tasks = tasks + ?, finished = finished + ?, annotated = annotated + ?,"
        " annotations = annotations + ?, skipped = skipped + ?, predictions = predictions + ?"
        " WHERE project = 1 AND first = ?",
        (
            len(chunk.tasks),
            sum(end - start + 1 for start, end in chunk.done),
            chunk.annotated,
            len(chunk.annotations) - chunk.skipped,
            chunk.skipped,
            len(chunk.predictions),
            current.first,
        ),
    )


def commit(database: Database, import_id: int) -> ImportSummary:
    """Shows the import's tasks; cheap at any size."""
    current = _one(database, import_id)
    _release(database, current, current.first + current.tasks)
    if current.tasks:
        number_tasks(database, current.first, current.tasks)
        count(
            database,
            tasks=current.tasks,
            finished=current.finished,
            annotated=current.annotated,
            annotations=current.annotations,
            skipped=current.skipped,
            predictions=current.predictions,
        )
        announce(database, "tasks-created")
    return ImportSummary(
        import_id=import_id,
        task_ids_from=current.first if current.tasks else 0,
        task_ids_to=current.first + current.tasks - 1 if current.tasks else 0,
        task_count=current.tasks,
        annotation_count=current.annotations + current.skipped,
        prediction_count=current.predictions,
        last_annotation_id=database.only("SELECT last_annotation FROM project WHERE id = 1")[0],
        last_draft_id=database.only("SELECT last_draft FROM project WHERE id = 1")[0],
    )


def commit_noting(database: Database, import_id: int, note: ImportNote) -> ImportSummary:
    """:func:`commit`, and with it the change of a named value."""
    name, change = note
    summary = commit(database, import_id)
    values.put(database, name, change(values.get(database, name), summary))
    return summary


def work_since(database: Database, first: int, last: int, last_annotation_id: int, last_draft_id: int) -> WorkSince:
    """The annotations and drafts that were made or changed on tasks first..last since their import."""
    annotations = database.only(
        "SELECT count(*) FROM visible_annotation WHERE task BETWEEN ? AND ? AND (id > ? OR revision > 1)",
        (first, last, last_annotation_id),
    )[0]
    made = database.only(
        "SELECT count(*) FROM visible_draft WHERE task BETWEEN ? AND ? AND (id > ? OR updated_at IS NOT NULL)",
        (first, last, last_draft_id),
    )[0]
    return WorkSince(annotations=annotations, drafts=made)


def remove_some(database: Database, import_id: int) -> bool:
    """Removes a part of what an import has written; False once it and its reservation are gone."""
    found = [current for current in under_way(database) if current.id == import_id]
    if not found:
        return False
    current = found[0]
    start = max(current.first, current.first + current.tasks - _REMOVED_AT_ONCE)
    for statement in (
        "DELETE FROM draft WHERE task BETWEEN ? AND ?",
        "DELETE FROM annotation WHERE task BETWEEN ? AND ?",
        "DELETE FROM prediction WHERE task BETWEEN ? AND ?",
        "DELETE FROM task WHERE id BETWEEN ? AND ?",
    ):
        database.run(statement, (start, current.last))
    if start > current.first:
        database.run(
            "UPDATE import_range SET tasks = ? WHERE project = 1 AND first = ?", (start - current.first, current.first)
        )
        return True
    if uploads.remove_prefixed(database, media_prefix(current.owner), _REMOVED_AT_ONCE) == _REMOVED_AT_ONCE:
        return True
    DoneIds(database).remove(current.first, current.last)
    _release(database, current, current.first)
    return False


def media_prefix(owner: str) -> str:
    """How the names of the files begin that an import brings along."""
    return owner[:_PREFIX]


def add_uploads(database: Database, import_id: int, new: Sequence[NewUpload]) -> list[Upload]:
    """The rows of files of an import under way."""
    _one(database, import_id)
    return [
        uploads.add(
            database, name=one.name, original_name=one.original_name, size=one.size, content_type=one.content_type
        )
        for one in new
    ]


class _Chunk:
    """The rows of some new tasks, as parameters of the prepared statements."""

    def __init__(self, database: Database, first: int, new_tasks: Sequence[NewTask]) -> None:
        time = now()
        self.tasks: list[Row] = []
        self.annotations: list[Row] = []
        self.predictions: list[Row] = []
        self.drafts: list[Row] = []
        self.skipped = self.annotated = 0
        self.done: list[tuple[int, int]] = []
        annotation_ids = _ids(give_out(database, "annotation", sum(len(task.annotations) for task in new_tasks)))
        prediction_ids = _ids(give_out(database, "prediction", sum(len(task.predictions) for task in new_tasks)))
        draft_ids = _ids(give_out(database, "draft", sum(len(task.drafts) for task in new_tasks)))
        for task_id, task in enumerate(new_tasks, first):
            skipped = 0
            first_annotation = len(self.annotations)
            if task.annotations:
                skipped = self._annotate(task_id, task, annotation_ids, time)
            for draft in task.drafts:
                on = None if draft.annotation is None else self.annotations[first_annotation + draft.annotation][0]
                self.drafts.append(drafts.row_of(next(draft_ids), task_id, draft, cast(int | None, on), time))
            for prediction in task.predictions:
                self.predictions.append(predictions.row_of(next(prediction_ids), task_id, prediction, time))
            self.tasks.append(
                (
                    task_id,
                    bytes(task.data),
                    tasks.stored_meta(task.meta),
                    time,
                    len(task.annotations) - skipped,
                    skipped,
                    len(task.predictions),
                    task.file_upload,
                )
            )

    def _annotate(self, task_id: int, task: NewTask, ids: Iterator[int], time: str) -> int:
        """The rows of a task's annotations; how many of them are skips."""
        skipped = 0
        for annotation in task.annotations:
            skipped += annotation.was_cancelled
            self.annotations.append(annotation_table.row_of(next(ids), task_id, annotation, time))
        self.skipped += skipped
        self.annotated += skipped < len(task.annotations)
        if self.done and self.done[-1][1] == task_id - 1:
            self.done[-1] = (self.done[-1][0], task_id)
        else:
            self.done.append((task_id, task_id))
        return skipped


def _ids(first: int) -> Iterator[int]:
    while True:
        yield first
        first += 1


def _one(database: Database, import_id: int) -> Import:
    for current in under_way(database):
        if current.id == import_id:
            return current
    raise NotFound("This import is not under way any more. Start it again.", code="import-gone")


def _reserve_more(database: Database, current: Import) -> None:
    if database.only("SELECT last_task FROM project WHERE id = 1")[0] != current.last:
        raise BadRequest(
            f"An import that runs beside other changes takes at most {RESERVED:,} tasks. Import it in parts.",
            code="import-too-large",
        )
    give_out(database, "task", RESERVED)
    database.run("UPDATE import_range SET last = last + ? WHERE project = 1 AND first = ?", (RESERVED, current.first))


def _release(database: Database, current: Import, start: int) -> None:
    """Ends a reservation; its ids from ``start`` on go back, or stay absent when later ones were given out."""
    database.run("DELETE FROM import_range WHERE project = 1 AND first = ?", (current.first,))
    returned = database.run(
        "UPDATE project SET last_task = ? WHERE id = 1 AND last_task = ?", (start - 1, current.last)
    )
    if not returned and start <= current.last:
        add_absent(database, start, current.last)
        DoneIds(database).add(start, current.last)
