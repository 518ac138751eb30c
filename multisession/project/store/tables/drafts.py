"""Drafts: work that was saved while typing. A base has none."""

from __future__ import annotations

import msgspec

from multisession.project.annotations import Draft
from multisession.project.store.database import Database, Row
from multisession.project.store.interface import DraftChanged
from multisession.project.store.tables import tasks
from multisession.project.store.tables.project import give_out, now
from multisession.project.tasks import NewDraft

INSERT = (
    "INSERT INTO draft (id, project, task, annotation, result, lead_time, was_postponed, created_at, updated_at)"
    " VALUES (?, 1, ?, ?, CAST(? AS TEXT), ?, ?, ?, NULL)"
)


def row_of(draft_id: int, task_id: int, draft: NewDraft, annotation_id: int | None, time: str) -> Row:
    """The parameters of ``INSERT``; ``annotation_id`` is that of the annotation which it changes."""
    return (
        draft_id,
        task_id,
        annotation_id,
        bytes(draft.result),
        draft.lead_time,
        int(draft.was_postponed),
        draft.created_at or time,
    )


def one(database: Database, draft_id: int) -> Draft | None:
    """One draft, or None."""
    row = database.row(
        "SELECT id, task, annotation, result, lead_time, was_postponed, created_at, updated_at"
        " FROM visible_draft WHERE id = ?",
        (draft_id,),
    )
    return None if row is None else _draft(row)


def between(database: Database, first_task: int, last_task: int) -> list[Draft]:
    """The drafts of the tasks first..last, in id order."""
    rows = database.rows(
        "SELECT id, task, annotation, result, lead_time, was_postponed, created_at, updated_at"
        " FROM visible_draft WHERE task BETWEEN ? AND ?",
        (first_task, last_task),
    )
    return sorted(map(_draft, rows), key=lambda draft: draft.id)


def save(
    database: Database,
    task_id: int,
    result: msgspec.Raw,
    annotation: int | None,
    lead_time: float | None,
    draft_id: int | None,
    based_on: str | None = None,
) -> Draft | None:
    """Creates a draft, or replaces ``draft_id``; None when the task, the draft or the annotation is not there.

    The same work is not kept twice: whoever got no answer sends it again. Raises DraftChanged.
    """
    if not tasks.exists(database, task_id):
        return None
    if annotation is not None:
        on = database.row("SELECT task FROM visible_annotation WHERE id = ?", (annotation,))
        if on is None or on[0] != task_id:
            return None
    if draft_id is not None:
        before = one(database, draft_id)
        repeated = before is not None and bytes(before.result) == bytes(result)
        if before is not None and based_on not in (None, before.updated_at) and not repeated:
            raise DraftChanged(
                f"Draft {draft_id} was saved from somewhere else at {before.updated_at}. Nothing was overwritten. "
                "Save this work as a draft of its own, or read that one first."
            )
        changed = database.run(
            "UPDATE draft SET result = CAST(? AS TEXT), lead_time = ?, annotation = coalesce(?, annotation),"
            " updated_at = ? WHERE id IN (SELECT id FROM visible_draft WHERE id = ? AND task = ?)",
            (bytes(result), lead_time, annotation, now(), draft_id, task_id),
        )
        return one(database, draft_id) if changed else None
    same = database.row(
        "SELECT id FROM draft WHERE task = ? AND annotation IS ? AND result = CAST(? AS TEXT)",
        (task_id, annotation, bytes(result)),
    )
    if same is not None:
        return one(database, same[0])
    draft_id = give_out(database, "draft")
    database.run(INSERT, row_of(draft_id, task_id, NewDraft(result=result, lead_time=lead_time), annotation, now()))
    return one(database, draft_id)


def delete(database: Database, draft_id: int) -> bool:
    """Removes a draft."""
    return database.run("DELETE FROM draft WHERE id IN (SELECT id FROM visible_draft WHERE id = ?)", (draft_id,)) > 0


def remove_submitted(database: Database, task_id: int, draft_id: int | None) -> None:
    """Removes the draft that became an annotation, or every draft of the task that belongs to none."""
    if draft_id is not None:
        database.run("DELETE FROM draft WHERE id = ? AND task = ?", (draft_id, task_id))
    else:
        database.run("DELETE FROM draft WHERE task = ? AND annotation IS NULL", (task_id,))


def remove_of_annotation(database: Database, task_id: int, annotation_id: int) -> None:
    """Removes the drafts on an annotation of the task."""
    database.run("DELETE FROM draft WHERE task = ? AND annotation = ?", (task_id, annotation_id))


def _draft(row: Row) -> Draft:
    return Draft(
        id=row[0],
        task=row[1],
        annotation=row[2],
        result=msgspec.Raw(row[3]),
        lead_time=row[4],
        was_postponed=bool(row[5]),
        created_at=row[6],
        updated_at=row[7] or row[6],
    )
