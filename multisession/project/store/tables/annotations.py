"""Annotations and skips, with all that follows from one: counters, the set of done tasks, drafts, the outbox."""

from __future__ import annotations

import uuid

import msgspec

from multisession.project.annotations import Annotation, AnnotationChange
from multisession.project.store.database import Database, Row
from multisession.project.store.interface import AnnotationChanged
from multisession.project.store.schema import HIDDEN_ANNOTATION
from multisession.project.store.tables import drafts, tasks
from multisession.project.store.tables.outbox import announce
from multisession.project.store.tables.project import give_out, now
from multisession.project.tasks import NewAnnotation

INSERT = (
    "INSERT INTO annotation (id, project, task, result, was_cancelled, ground_truth, lead_time, completed_by,"
    " parent_prediction, parent_annotation, unique_id, created_at, updated_at, revision)"
    " VALUES (?, 1, ?, CAST(? AS TEXT), ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)"
)


def one(database: Database, annotation_id: int) -> Annotation | None:
    """One annotation, or None."""
    row = database.row(
        "SELECT id, task, result, was_cancelled, ground_truth, lead_time, completed_by, parent_prediction,"
        " parent_annotation, unique_id, created_at, updated_at, revision FROM visible_annotation WHERE id = ?",
        (annotation_id,),
    )
    return None if row is None else _annotation(row)


def between(database: Database, first_task: int, last_task: int) -> list[Annotation]:
    """The annotations of the tasks first..last, in id order."""
    rows = database.rows(
        "SELECT id, task, result, was_cancelled, ground_truth, lead_time, completed_by, parent_prediction,"
        " parent_annotation, unique_id, created_at, updated_at, revision FROM visible_annotation"
        " WHERE task BETWEEN ? AND ?",
        (first_task, last_task),
    )
    return sorted(map(_annotation, rows), key=lambda annotation: annotation.id)


def create(database: Database, task_id: int, new: NewAnnotation, draft_id: int | None) -> Annotation | None:
    """Writes an annotation; the first one again for a ``unique_id`` that the task has; None without the task."""
    if not tasks.exists(database, task_id):
        return None
    if new.unique_id is not None:
        known = database.row(
            "SELECT id FROM visible_annotation WHERE task = ? AND unique_id = ? LIMIT 1", (task_id, new.unique_id)
        )
        if known is not None:
            return one(database, known[0])
    annotation_id = give_out(database, "annotation")
    database.run(INSERT, row_of(annotation_id, task_id, new, now()))
    tasks.count_on(database, task_id, annotations=int(not new.was_cancelled), skipped=int(new.was_cancelled))
    drafts.remove_submitted(database, task_id, draft_id)
    announce(database, "annotation-created", task=task_id, annotation=annotation_id)
    return one(database, annotation_id)


def update(database: Database, annotation_id: int, change: AnnotationChange) -> Annotation | None:
    """Changes what the change names; a new result makes the drafts on the annotation obsolete.

    Raises AnnotationChanged.
    """
    before = one(database, annotation_id)
    if before is None:
        return None
    if change.revision not in (None, before.revision):
        if _is_repeated(before, change):
            return before
        raise AnnotationChanged(
            f"Annotation {annotation_id} was changed since it was read: it is revision {before.revision} now, not "
            f"{change.revision}. Nothing was overwritten. Read it again, then send the change with the new revision."
        )
    _own(database, annotation_id)
    cancelled = before.was_cancelled if change.was_cancelled is msgspec.UNSET else change.was_cancelled
    ground_truth = before.ground_truth if change.ground_truth is msgspec.UNSET else change.ground_truth
    lead_time = before.lead_time if change.lead_time is msgspec.UNSET else change.lead_time
    database.run(
        "UPDATE annotation SET was_cancelled = ?, ground_truth = ?, lead_time = ?, updated_at = ?,"
        " revision = revision + 1 WHERE id = ?",
        (int(cancelled), int(ground_truth), lead_time, now(), annotation_id),
    )
    if change.result is not msgspec.UNSET:
        database.run(
            "UPDATE annotation SET result = CAST(? AS TEXT) WHERE id = ?", (bytes(change.result), annotation_id)
        )
        if change.draft_id is None:
            drafts.remove_of_annotation(database, before.task, annotation_id)
        else:
            drafts.remove_submitted(database, before.task, change.draft_id)
    if cancelled != before.was_cancelled:
        skipped = 1 if cancelled else -1
        tasks.count_on(database, before.task, annotations=-skipped, skipped=skipped)
    announce(database, "annotation-updated", task=before.task, annotation=annotation_id)
    return one(database, annotation_id)


def _is_repeated(stored: Annotation, change: AnnotationChange) -> bool:
    """Whether it is what this very change made: whoever got no answer sends it again."""
    return (
        stored.revision - 1 == change.revision
        and change.result is not msgspec.UNSET
        and bytes(change.result) == bytes(stored.result)
        and change.was_cancelled in (msgspec.UNSET, stored.was_cancelled)
    )


def delete(database: Database, annotation_id: int) -> bool:
    """Removes an annotation and the drafts on it; its task is handed out again when it was the only one."""
    before = one(database, annotation_id)
    if before is None:
        return False
    if database.has_base:
        _hide(database, annotation_id)
    database.run("DELETE FROM annotation WHERE id = ?", (annotation_id,))
    drafts.remove_of_annotation(database, before.task, annotation_id)
    tasks.count_on(
        database, before.task, annotations=-int(not before.was_cancelled), skipped=-int(before.was_cancelled)
    )
    announce(database, "annotation-deleted", task=before.task, annotation=annotation_id)
    return True


def row_of(annotation_id: int, task_id: int, new: NewAnnotation, time: str) -> Row:
    """The parameters of INSERT; times of the annotation's own are kept, and an id that is its own in the world made."""
    return (
        annotation_id,
        task_id,
        bytes(new.result),
        int(new.was_cancelled),
        int(new.ground_truth),
        new.lead_time,
        new.completed_by,
        new.parent_prediction,
        new.parent_annotation,
        str(uuid.uuid4()) if new.unique_id is None else new.unique_id,
        new.created_at or time,
        new.updated_at,
    )


def _own(database: Database, annotation_id: int) -> None:
    """Copies an annotation of the base into the overlay, where it can be changed."""
    if not database.has_base:
        return
    database.run(
        "INSERT OR IGNORE INTO main.annotation (id, project, task, result, was_cancelled, ground_truth, lead_time,"
        " completed_by, parent_prediction, parent_annotation, unique_id, created_at, updated_at, revision)"
        " SELECT id, 1, task, result, was_cancelled, ground_truth, lead_time, completed_by, parent_prediction,"
        " parent_annotation, unique_id, created_at, updated_at, revision FROM base.annotation WHERE id = ?",
        (annotation_id,),
    )
    _hide(database, annotation_id)


def _hide(database: Database, annotation_id: int) -> None:
    database.run(
        "INSERT OR IGNORE INTO hidden (project, kind, id) SELECT 1, ?, id FROM base.annotation WHERE id = ?",
        (HIDDEN_ANNOTATION, annotation_id),
    )


def _annotation(row: Row) -> Annotation:
    return Annotation(
        id=row[0],
        task=row[1],
        result=msgspec.Raw(row[2]),
        was_cancelled=bool(row[3]),
        ground_truth=bool(row[4]),
        lead_time=row[5],
        completed_by=row[6],
        parent_prediction=row[7],
        parent_annotation=row[8],
        unique_id=row[9],
        created_at=row[10],
        updated_at=row[11] or row[10],
        revision=row[12],
    )
