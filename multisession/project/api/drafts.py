"""Drafts: work that is saved while it is being done."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import UNSET, UnsetType
from starlette.requests import Request

from multisession.project.api.shapes import DraftView, Identifier, draft_view
from multisession.project.project import Project
from multisession.web.errors import NotFound
from multisession.web.operation import operation

TAG = "Drafts"


class DraftBody(msgspec.Struct, kw_only=True):
    """The state of the work; ``annotation`` when it changes one that was submitted."""

    result: msgspec.Raw
    annotation: Identifier | None = None
    lead_time: float | None = None


class DraftUpdate(msgspec.Struct, kw_only=True):
    """The state of the work now."""

    result: msgspec.Raw | UnsetType = UNSET
    lead_time: float | UnsetType | None = UNSET
    #: the ``updated_at`` that was read; 400 with the code "draft-changed" when it is another one by now
    based_on: str | None = None


@operation("GET", "/api/tasks/{task_id:int}/drafts", summary="List a task's drafts", tag=TAG, response=list[DraftView])
async def list_drafts(request: Request, project: Project) -> Any:
    """All of them, oldest first."""
    task = await project.task(request.path_params["task_id"])
    return [draft_view(draft) for draft in await project.store.drafts(task.id)]


@operation(
    "POST", "/api/tasks/{task_id:int}/drafts", summary="Save a draft", tag=TAG,
    body=DraftBody, response=DraftView, status=201,
)  # fmt: skip
async def create_draft(request: Request, project: Project, body: DraftBody) -> DraftView:
    """Saves unsubmitted work; it goes when the work is submitted."""
    draft = await project.save_draft(
        request.path_params["task_id"], bytes(body.result), annotation=body.annotation, lead_time=body.lead_time
    )
    return draft_view(draft)


@operation("GET", "/api/drafts/{draft_id:int}/", summary="Get a draft", tag=TAG, response=DraftView)
async def get_draft(request: Request, project: Project) -> DraftView:
    """One draft."""
    return draft_view(await project.draft(request.path_params["draft_id"]))


@operation(
    "PATCH", "/api/drafts/{draft_id:int}/", summary="Replace a draft", tag=TAG, body=DraftUpdate, response=DraftView
)
async def update_draft(request: Request, project: Project, body: DraftUpdate) -> DraftView:
    """Saves the newer state under the same id. With ``based_on``, nothing that came meanwhile is overwritten."""
    draft = await project.draft(request.path_params["draft_id"])
    saved = await project.save_draft(
        draft.task,
        bytes(draft.result if isinstance(body.result, UnsetType) else body.result),
        annotation=draft.annotation,
        lead_time=draft.lead_time if isinstance(body.lead_time, UnsetType) else body.lead_time,
        draft_id=draft.id,
        based_on=body.based_on,
    )
    return draft_view(saved)


@operation("DELETE", "/api/drafts/{draft_id:int}/", summary="Delete a draft", tag=TAG, status=204)
async def delete_draft(request: Request, project: Project) -> None:
    """Throws unsubmitted work away."""
    if not await project.store.delete_draft(request.path_params["draft_id"]):
        raise NotFound(f"There is no draft {request.path_params['draft_id']} in this project.")
