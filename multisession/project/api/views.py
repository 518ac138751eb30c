"""Saved views of the data table."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.requests import Request

from multisession.project.api.shapes import PROJECT_ID, USER_ID, Identifier
from multisession.project.api.tasks import check_project
from multisession.project.project import Project
from multisession.project.saved_views import SavedView, SavedViews
from multisession.web.operation import operation

TAG = "Views"


class ProjectQuery(msgspec.Struct, kw_only=True):
    """Whose views: there is one project."""

    project: int = PROJECT_ID


class ViewBody(msgspec.Struct, kw_only=True):
    """A view: title, filters {conjunction, items}, ordering, type, hiddenColumns, and what a page adds."""

    data: dict[str, Any] = {}
    project: int = PROJECT_ID


class ViewOrder(msgspec.Struct, kw_only=True):
    """The ids of the views that come first, in their order."""

    ids: list[Identifier]
    project: int = PROJECT_ID


class ViewView(msgspec.Struct, kw_only=True):
    """A saved view."""

    id: int
    #: its place among the tabs, counted from 0
    order: int
    user: int = USER_ID
    project: int = PROJECT_ID
    data: dict[str, Any]


@operation("GET", "/api/dm/views/", summary="List views", tag=TAG, query=ProjectQuery, response=list[ViewView])
async def list_views(request: Request, project: Project, query: ProjectQuery) -> list[ViewView]:
    """All of them, in the order of the tabs."""
    check_project(query.project)
    return [_shape(view, place) for place, view in enumerate(await SavedViews(project.store).every())]


@operation("POST", "/api/dm/views/", summary="Save a view", tag=TAG, body=ViewBody, response=ViewView, status=201)
async def create_view(request: Request, project: Project, body: ViewBody) -> ViewView:
    """Adds a view at the end; filters that cannot be answered are refused."""
    check_project(body.project)
    view = await SavedViews(project.store).create(body.data)
    return await _placed(project, view)


@operation("GET", "/api/dm/views/{view_id:int}/", summary="Get a view", tag=TAG, response=ViewView)
async def get_view(request: Request, project: Project) -> ViewView:
    """One view."""
    return await _placed(project, await SavedViews(project.store).one(request.path_params["view_id"]))


@operation("PATCH", "/api/dm/views/{view_id:int}/", summary="Change a view", tag=TAG, body=ViewBody, response=ViewView)
async def update_view(request: Request, project: Project, body: ViewBody) -> ViewView:
    """Merges into the data: a new title keeps the filters; lists are replaced as a whole."""
    view = await SavedViews(project.store).update(request.path_params["view_id"], body.data)
    return await _placed(project, view)


@operation("DELETE", "/api/dm/views/{view_id:int}/", summary="Delete a view", tag=TAG, status=204)
async def delete_view(request: Request, project: Project) -> None:
    """Removes the view; its tasks stay."""
    await SavedViews(project.store).delete(request.path_params["view_id"])


@operation("DELETE", "/api/dm/views/reset/", summary="Delete all views", tag=TAG, query=ProjectQuery, status=204)
async def reset_views(request: Request, project: Project, query: ProjectQuery) -> None:
    """Removes every view; the tasks stay."""
    check_project(query.project)
    await SavedViews(project.store).delete_all()


@operation("POST", "/api/dm/views/order/", summary="Put views in order", tag=TAG, body=ViewOrder, status=204)
async def order_views(request: Request, project: Project, body: ViewOrder) -> None:
    """Puts these views first, in this order."""
    check_project(body.project)
    await SavedViews(project.store).order(body.ids)


async def _placed(project: Project, view: SavedView) -> ViewView:
    ids = [each.id for each in await SavedViews(project.store).every()]
    return _shape(view, ids.index(view.id) if view.id in ids else len(ids))


def _shape(view: SavedView, place: int) -> ViewView:
    return ViewView(id=view.id, order=place, data=view.data)
