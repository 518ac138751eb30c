"""Actions on many tasks at once, and their undo."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType
from starlette.requests import Request

from multisession.project.api.shapes import PROJECT_ID, Identifier
from multisession.project.api.tasks import check_project
from multisession.project.api.views import ProjectQuery
from multisession.project.bulk_actions import ACTIONS, act, action_of, done_sentence, undo, undone_sentence
from multisession.project.data_query.model import TaskQuery
from multisession.project.data_query.parse import query_of
from multisession.project.project import Project
from multisession.project.saved_views import SavedViews
from multisession.project.tasks import BulkAction, BulkOutcome
from multisession.web.errors import ValidationFailed
from multisession.web.operation import operation

TAG = "Data table"
#: characters of the name of a model
LONGEST_MODEL_VERSION = 1_000


class ActionDialog(msgspec.Struct, kw_only=True):
    """What is asked before an action that takes something away."""

    type: str = "confirm"
    title: str
    text: str


class ActionView(msgspec.Struct, kw_only=True):
    """One action that a table may offer."""

    id: str
    title: str
    order: int
    experimental: bool = False
    dialog: ActionDialog | UnsetType = UNSET


class ActionQuery(msgspec.Struct, kw_only=True):
    """Which action, and the saved view whose filters it is for."""

    id: str
    project: int = PROJECT_ID
    view: Identifier = 0


class ActionBody(msgspec.Struct, kw_only=True, rename={"selected_items": "selectedItems"}):
    """What an action is done to, or with ``undo`` which one is undone."""

    #: {"all": true, "excluded": [7]} or {"all": false, "included": [1, 2]}
    selected_items: dict[str, Any] | None = None
    filters: dict[str, Any] | None = None
    #: an action has no order: it is read for today's clients, and means nothing
    ordering: list[str] | None = None
    #: a text in the tasks' data, as in the query of a table
    search: str | None = None
    #: of predictions_to_annotations: of which model
    model_version: str | None = None
    undo: str | None = None
    project: int = PROJECT_ID


class UndoView(msgspec.Struct, kw_only=True):
    """What an undo is asked for with, and until when."""

    id: str
    until: str


class ActionOutcomeView(msgspec.Struct, kw_only=True):
    """What was done. ``undo`` is there when there is something to undo."""

    processed_items: int
    detail: str
    undo: UndoView | UnsetType = UNSET


@operation("GET", "/api/dm/actions/", summary="List actions", tag=TAG, query=ProjectQuery, response=list[ActionView])
async def list_actions(request: Request, project: Project, query: ProjectQuery) -> list[ActionView]:
    """What can be done with selected tasks; the undo is not listed."""
    check_project(query.project)
    return [
        ActionView(
            id=name,
            title=action.title,
            order=order,
            dialog=ActionDialog(title=f"{action.title}?", text=action.question) if action.question else UNSET,
        )
        for order, (name, action) in enumerate(ACTIONS.items())
    ]


@operation(
    "POST",
    "/api/dm/actions/",
    summary="Do something with many tasks",
    tag=TAG,
    query=ActionQuery,
    body=ActionBody,
    response=ActionOutcomeView,
)
async def do_action(request: Request, project: Project, body: ActionBody, query: ActionQuery) -> ActionOutcomeView:
    """Does it to every selected task that the filters find, or undoes what was done."""
    check_project(query.project)
    if query.id == "undo":
        return await _undone(project, body)
    action = action_of(query.id)
    model_version = _model_version(action, body.model_version or "")
    outcome = await act(project, action, await _wanted(project, body, query), model_version=model_version)
    view = ActionOutcomeView(processed_items=outcome.processed, detail=done_sentence(action, outcome))
    if outcome.undo is not None:
        view.undo = UndoView(id=str(outcome.undo), until=_time(outcome))
    return view


def _model_version(action: BulkAction, sent: str) -> str:
    """The model that is meant, for the action that asks for one. It is written down: so it is no book."""
    if action != "predictions_to_annotations":
        return ""
    if len(sent) > LONGEST_MODEL_VERSION:
        said = f"model_version has at most {LONGEST_MODEL_VERSION} characters; this one has {len(sent):,}."
        raise ValidationFailed(said, validation_errors={"model_version": [said]})
    return sent


async def _undone(project: Project, body: ActionBody) -> ActionOutcomeView:
    text = body.undo or ""
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        said = "undo is the id that the answer of the action brought."
        raise ValidationFailed(said, validation_errors={"undo": [said]})
    action, outcome = await undo(project, int(text))
    return ActionOutcomeView(processed_items=outcome.processed, detail=undone_sentence(action, outcome))


async def _wanted(project: Project, body: ActionBody, query: ActionQuery) -> TaskQuery:
    """What the action is done to. Without a selection it is nothing: a slip must not be all tasks."""
    if body.selected_items is None or not (body.selected_items.get("all") or body.selected_items.get("included")):
        said = "selectedItems says which tasks: {all: true, excluded: []} or {all: false, included: [1, 2]}."
        raise ValidationFailed(said, validation_errors={"selectedItems": [said]})
    asked: dict[str, Any] = {"filters": body.filters, "search": body.search}
    if query.view and body.filters is None:
        data = (await SavedViews(project.store).one(query.view)).data
        asked = {"filters": data.get("filters"), "search": data.get("search")}
    return query_of({**asked, "selectedItems": body.selected_items})


def _time(outcome: BulkOutcome) -> str:
    return datetime.fromtimestamp(outcome.until, UTC).isoformat(timespec="seconds").removesuffix("+00:00") + "Z"
