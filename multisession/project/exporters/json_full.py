"""JSON: everything there is to a task, in today's shape. Data and results go out as the bytes that came in."""

from __future__ import annotations

from collections.abc import AsyncIterator

import msgspec

from multisession.project.annotations import Annotation, Draft
from multisession.project.exporters.context import Bundles, ExportContext
from multisession.project.store.interface import TaskBundle

_encode = msgspec.json.Encoder().encode
_regions = msgspec.json.Decoder(list[msgspec.Raw]).decode


class ExportedAnnotation(msgspec.Struct):
    """An annotation; the fields that are always empty here belong to today's shape."""

    id: int
    completed_by: int
    result: msgspec.Raw
    was_cancelled: bool
    ground_truth: bool
    created_at: str
    updated_at: str
    draft_created_at: str | None
    lead_time: float | None
    prediction: dict[str, int]
    result_count: int
    unique_id: str
    import_id: int | None
    last_action: str | None
    bulk_created: bool
    task: int
    project: int
    updated_by: int
    parent_prediction: int | None
    parent_annotation: int | None
    last_created_by: int | None


class ExportedDraft(msgspec.Struct):
    """Work that was saved and not submitted."""

    id: int
    user: str
    created_username: str
    result: msgspec.Raw
    lead_time: float | None
    was_postponed: bool
    import_id: int | None
    created_at: str
    updated_at: str
    task: int
    annotation: int | None


class ExportedTask(msgspec.Struct):
    """A task with all that hangs on it; predictions by id, as today."""

    id: int
    annotations: list[ExportedAnnotation]
    file_upload: str | None
    drafts: list[ExportedDraft]
    predictions: list[int]
    data: msgspec.Raw
    meta: msgspec.Raw
    created_at: str
    updated_at: str
    allow_skip: bool
    inner_id: int
    total_annotations: int
    cancelled_annotations: int
    total_predictions: int
    comment_count: int
    unresolved_comment_count: int
    last_comment_updated_at: str | None
    project: int
    updated_by: int | None
    comment_authors: list[int]


async def write_json(bundles: Bundles, context: ExportContext) -> AsyncIterator[bytes]:
    """A list with one task on each line."""
    separator = b"[\n"
    async for batch in bundles:
        if batch:
            yield separator + b",\n".join([_encode(exported_task(bundle, context)) for bundle in batch])
            separator = b",\n"
    yield b"[]\n" if separator == b"[\n" else b"\n]\n"


def exported_task(bundle: TaskBundle, context: ExportContext) -> ExportedTask:
    """The JSON export's shape of one task."""
    task = bundle.task
    project = context.project_id
    return ExportedTask(
        task.id,
        [_annotation(annotation, project) for annotation in bundle.annotations],
        task.file_upload,
        [_draft(draft, context.user_email) for draft in bundle.drafts],
        [prediction.id for prediction in bundle.predictions],
        task.data,
        task.meta,
        task.created_at,
        task.updated_at,
        True,
        task.inner_id,
        task.total_annotations,
        task.cancelled_annotations,
        task.total_predictions,
        0,
        0,
        None,
        project,
        bundle.annotations[-1].completed_by if bundle.annotations else None,
        [],
    )


def _annotation(annotation: Annotation, project: int) -> ExportedAnnotation:
    return ExportedAnnotation(
        annotation.id,
        annotation.completed_by,
        annotation.result,
        annotation.was_cancelled,
        annotation.ground_truth,
        annotation.created_at,
        annotation.updated_at,
        None,
        annotation.lead_time,
        {},
        len(_regions(annotation.result)),
        annotation.unique_id,
        None,
        None,
        False,
        annotation.task,
        project,
        annotation.completed_by,
        annotation.parent_prediction,
        annotation.parent_annotation,
        None,
    )


def _draft(draft: Draft, email: str) -> ExportedDraft:
    return ExportedDraft(
        draft.id,
        email,
        f" {email}, 1",
        draft.result,
        draft.lead_time,
        draft.was_postponed,
        None,
        draft.created_at,
        draft.updated_at,
        draft.task,
        draft.annotation,
    )
