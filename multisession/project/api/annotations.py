"""Annotations: submitting, skipping, changing, deleting."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import UNSET, UnsetType
from starlette.requests import Request

from multisession.project.annotations import AnnotationChange
from multisession.project.api.shapes import AnnotationView, HistoryView, Identifier, annotation_view, history_view
from multisession.project.project import Project
from multisession.project.tasks import EMPTY_ARRAY, NewAnnotation
from multisession.web.operation import operation

TAG = "Annotations"


class AnnotationBody(msgspec.Struct, kw_only=True):
    """A submission. A skip is ``was_cancelled`` with whatever was made until then."""

    result: msgspec.Raw | UnsetType = UNSET
    was_cancelled: bool = False
    ground_truth: bool = False
    lead_time: float | None = None
    parent_prediction: Identifier | None = None
    parent_annotation: Identifier | None = None
    #: a second submission with the same value answers with the first: a client may retry
    unique_id: str | None = None
    #: the draft it came from, which goes
    draft_id: Identifier | None = None


class AnnotationUpdate(msgspec.Struct, kw_only=True):
    """What may change; what is left out stays."""

    result: msgspec.Raw | UnsetType = UNSET
    was_cancelled: bool | UnsetType = UNSET
    ground_truth: bool | UnsetType = UNSET
    lead_time: float | UnsetType | None = UNSET
    #: the revision that was read; 400 with the code "annotation-changed" when it is another one by now
    revision: Identifier | None = None
    #: the draft it came from, which goes (0: none); left out, every draft on the annotation goes
    draft_id: Identifier | None = None


@operation(
    "POST", "/api/tasks/{task_id:int}/annotations/", summary="Submit an annotation", tag=TAG,
    body=AnnotationBody, response=AnnotationView, status=201,
)  # fmt: skip
async def create_annotation(request: Request, project: Project, body: AnnotationBody) -> AnnotationView:
    """Stores it as it came. What does not fit the label config is stored too, and named in ``warnings``."""
    annotation, warnings = await project.create_annotation(
        request.path_params["task_id"],
        NewAnnotation(
            result=EMPTY_ARRAY if isinstance(body.result, UnsetType) else body.result,
            was_cancelled=body.was_cancelled,
            ground_truth=body.ground_truth,
            lead_time=body.lead_time,
            parent_prediction=body.parent_prediction,
            parent_annotation=body.parent_annotation,
            unique_id=body.unique_id,
        ),
        draft_id=body.draft_id,
    )
    return annotation_view(annotation, warnings=warnings)


@operation(
    "GET", "/api/tasks/{task_id:int}/annotations/", summary="List a task's annotations", tag=TAG,
    response=list[AnnotationView],
)  # fmt: skip
async def list_annotations(request: Request, project: Project) -> Any:
    """All of them, skips included, in the order of their making."""
    task = await project.task(request.path_params["task_id"])
    return [annotation_view(annotation) for annotation in await project.store.annotations(task.id)]


@operation(
    "GET", "/api/annotations/{annotation_id:int}/", summary="Get an annotation", tag=TAG, response=AnnotationView
)
async def get_annotation(request: Request, project: Project) -> AnnotationView:
    """One annotation."""
    return annotation_view(await project.annotation(request.path_params["annotation_id"]))


@operation(
    "PATCH", "/api/annotations/{annotation_id:int}/", summary="Change an annotation", tag=TAG,
    body=AnnotationUpdate, response=AnnotationView,
)  # fmt: skip
async def update_annotation(request: Request, project: Project, body: AnnotationUpdate) -> AnnotationView:
    """Replaces what is given; the revision grows by one. With ``revision``, nothing newer is overwritten."""
    change = AnnotationChange(
        result=body.result,
        was_cancelled=body.was_cancelled,
        ground_truth=body.ground_truth,
        lead_time=body.lead_time,
        revision=body.revision,
        draft_id=body.draft_id,
    )
    annotation, warnings = await project.update_annotation(request.path_params["annotation_id"], change)
    return annotation_view(annotation, warnings=warnings)


class HistoryQuery(msgspec.Struct, kw_only=True):
    """How far back."""

    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 100


@operation(
    "GET", "/api/projects/{project_id:int}/label-stream-history/", summary="What was labeled last", tag=TAG,
    query=HistoryQuery, response=list[HistoryView],
)  # fmt: skip
async def label_stream_history(request: Request, project: Project, query: HistoryQuery) -> Any:
    """What was submitted, changed or skipped one by one, newest first; imports are not in it."""
    return [history_view(entry) for entry in await project.store.label_stream_history(limit=query.limit)]


@operation("DELETE", "/api/annotations/{annotation_id:int}/", summary="Delete an annotation", tag=TAG, status=204)
async def delete_annotation(request: Request, project: Project) -> None:
    """Removes it; a task without annotations is handed out again."""
    await project.delete_annotation(request.path_params["annotation_id"])
