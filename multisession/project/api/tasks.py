"""Tasks: a page of them, one of them, and changes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from functools import partial
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, UnsetType
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from multisession.project.api.shapes import Identifier, TaskPageView, TaskView, bundle_view, row_view, task_view
from multisession.project.data_query.model import TaskQuery
from multisession.project.data_query.parse import parse_query
from multisession.project.project import Project
from multisession.project.saved_views import SavedViews
from multisession.project.store.interface import TaskBundle
from multisession.web.disconnect import while_connected
from multisession.web.error_handling import json_response
from multisession.web.errors import ValidationFailed
from multisession.web.json import encode
from multisession.web.operation import operation

TAG = "Tasks"
LARGEST_PAGE = 1000
#: Tasks that are read at once where all of them are asked for.
_BATCH = 500


#: Counted from 1; a later page than any store has rows is as wrong as text.
Page = Annotated[int, msgspec.Meta(le=10**9)]


class TasksQuery(msgspec.Struct, kw_only=True):
    """Today's parameters of the table of tasks."""

    project: int = 1
    page: Page = 1
    #: -1 streams all tasks
    page_size: int = 100
    #: "all" adds annotations, predictions and drafts; "table" cuts the data and adds what a row shows
    fields: str = "task_only"
    only_annotated: bool = False
    resolve_uri: bool = False
    #: the id of a saved view, whose filters and order are used
    view: Identifier = 0
    #: filters and order as JSON; see docs/data.md
    query: str = ""
    include: str = ""


class TaskBody(msgspec.Struct, kw_only=True):
    """A new task. ``data`` is a JSON object with the keys that the label config reads."""

    data: msgspec.Raw
    meta: msgspec.Raw | UnsetType = UNSET
    project: int = 1


class TaskChange(msgspec.Struct, kw_only=True):
    """What may change in a task."""

    data: msgspec.Raw | UnsetType = UNSET
    meta: msgspec.Raw | UnsetType = UNSET


@operation("GET", "/api/tasks/{task_id:int}/", summary="Get a task", tag=TAG, response=TaskView)
async def get_task(request: Request, project: Project) -> Response:
    """The task with its annotations, predictions and drafts."""
    return json_response(bundle_view(await project.bundle(request.path_params["task_id"])))


@operation("GET", "/api/tasks/", summary="List tasks", tag=TAG, query=TasksQuery, response=TaskPageView)
async def list_tasks(request: Request, project: Project, query: TasksQuery) -> Any:
    """A page in the order of import, or as a query asks; past the end it is empty, so that every pager stops."""
    check_project(query.project)
    if query.page < 1 or not (query.page_size == -1 or 1 <= query.page_size <= LARGEST_PAGE):
        raise ValidationFailed(
            f"page counts from 1, and page_size is 1 to {LARGEST_PAGE}, or -1 for all tasks.",
            validation_errors={"page_size": [f"1 to {LARGEST_PAGE}, or -1."]},
        )
    wanted = await _wanted(project, query)
    if query.fields == "table" and (query.page_size == -1 or query.only_annotated):
        said = "fields=table comes in pages of a page_size, and is narrowed by query."
        raise ValidationFailed(said, validation_errors={"fields": [said]})
    if query.page_size == -1:
        return StreamingResponse(
            _all_tasks(project, query, await _batches(request, project, query, wanted)), media_type="application/json"
        )
    return await _page(request, project, query, wanted)


async def _page(request: Request, project: Project, query: TasksQuery, wanted: TaskQuery | None) -> TaskPageView:
    counts = await project.store.counts()
    if query.fields == "table":
        views, total = await _rows(request, project, query, wanted)
    else:
        views, total = await _tasks(request, project, query, wanted)
    return TaskPageView(
        tasks=views,
        total=total,
        total_annotations=counts.total_annotations_number,
        total_predictions=counts.total_predictions_number,
    )


async def _rows(
    request: Request, project: Project, query: TasksQuery, wanted: TaskQuery | None
) -> tuple[list[TaskView], int]:
    read = partial(project.store.table_page, wanted or TaskQuery(), page=query.page, page_size=query.page_size)
    found = await while_connected(request, read)
    return [row_view(row) for row in found.rows], found.total


async def _tasks(
    request: Request, project: Project, query: TasksQuery, wanted: TaskQuery | None
) -> tuple[list[TaskView], int]:
    if wanted is None:
        found = await project.store.tasks(
            page=query.page, page_size=query.page_size, only_annotated=query.only_annotated
        )
    else:
        found = await while_connected(
            request, partial(project.store.select_tasks, wanted, page=query.page, page_size=query.page_size)
        )
    if query.fields == "all":
        bundles = await project.store.bundles([task.id for task in found.tasks])
        return [bundle_view(bundle) for bundle in bundles], found.total
    return [task_view(task) for task in found.tasks], found.total


async def _wanted(project: Project, query: TasksQuery) -> TaskQuery | None:
    """What ``query`` or ``view`` ask for; None for the table as it was imported."""
    if query.query:
        return parse_query(query.query)
    return (await SavedViews(project.store).one(query.view)).wanted if query.view else None


async def _batches(
    request: Request, project: Project, query: TasksQuery, wanted: TaskQuery | None
) -> AsyncIterator[list[TaskBundle]]:
    if wanted is None:
        return project.store.every_bundle(only_annotated=query.only_annotated)
    return _selected(project, await while_connected(request, partial(project.store.select_ids, wanted)))


async def _selected(project: Project, ids: Sequence[int]) -> AsyncIterator[list[TaskBundle]]:
    for start in range(0, len(ids), _BATCH):
        yield await project.store.bundles(ids[start : start + _BATCH])


async def _all_tasks(
    project: Project, query: TasksQuery, batches: AsyncIterator[list[TaskBundle]]
) -> AsyncIterator[bytes]:
    """The same JSON as a page, written batch by batch: a million tasks never stand in memory."""
    counts = await project.store.counts()
    yield b'{"tasks":['
    total = 0
    async for bundles in batches:
        views = [bundle_view(bundle) if query.fields == "all" else task_view(bundle.task) for bundle in bundles]
        yield (b"," if total else b"") + b",".join(encode(view) for view in views)
        total += len(views)
    rest = {
        "total": total,
        "total_annotations": counts.total_annotations_number,
        "total_predictions": counts.total_predictions_number,
    }
    yield b"]," + encode(rest)[1:]


@operation("POST", "/api/tasks/", summary="Create a task", tag=TAG, body=TaskBody, response=TaskView, status=201)
async def create_task(request: Request, project: Project, body: TaskBody) -> TaskView:
    """Adds one task at the end."""
    check_project(body.project)
    meta = b"{}" if isinstance(body.meta, UnsetType) else bytes(body.meta)
    return task_view(await project.create_task(bytes(body.data), meta))


@operation("PATCH", "/api/tasks/{task_id:int}/", summary="Change a task", tag=TAG, body=TaskChange, response=TaskView)
async def update_task(request: Request, project: Project, body: TaskChange) -> TaskView:
    """Replaces data or meta as a whole."""
    task = await project.update_task(
        request.path_params["task_id"],
        data=None if isinstance(body.data, UnsetType) else bytes(body.data),
        meta=None if isinstance(body.meta, UnsetType) else bytes(body.meta),
    )
    return task_view(task)


@operation("DELETE", "/api/tasks/{task_id:int}/", summary="Delete a task", tag=TAG, status=204)
async def delete_task(request: Request, project: Project) -> None:
    """Removes the task with its annotations, predictions and drafts."""
    await project.delete_task(request.path_params["task_id"])


def check_project(identifier: int) -> None:
    """Raises ValidationFailed for a project that is not this session's."""
    if identifier != Project.id:
        said = f"There is no project {identifier} here. Yours is project {Project.id}."
        raise ValidationFailed(said, validation_errors={"project": [said]})
