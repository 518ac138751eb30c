"""The project itself: reading, configuring, changing and starting over."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import UNSET, UnsetType
from starlette.requests import Request
from starlette.responses import Response

from multisession.project.api.shapes import ProjectPageView, ProjectView, TaskView
from multisession.project.project import NothingToLabel, Project
from multisession.web.error_handling import json_response
from multisession.web.operation import operation

TAG = "Projects"
LONGEST_TITLE = 255


class ProjectBody(msgspec.Struct, kw_only=True):
    """What may be set. Other keys of today's API are accepted and not kept."""

    title: str | UnsetType = UNSET
    description: str | UnsetType | None = UNSET
    label_config: str | UnsetType = UNSET
    expert_instruction: str | UnsetType | None = UNSET
    show_instruction: bool | UnsetType = UNSET
    show_skip_button: bool | UnsetType = UNSET
    enable_empty_annotation: bool | UnsetType = UNSET
    color: str | UnsetType | None = UNSET
    sampling: str | UnsetType = UNSET
    model_version: str | UnsetType | None = UNSET

    def __post_init__(self) -> None:
        if isinstance(self.title, str) and len(self.title) > LONGEST_TITLE:
            raise ValueError(f"title has {len(self.title)} characters; {LONGEST_TITLE} fit")

    def settings(self) -> dict[str, Any]:
        """The given keys of config.json; null clears a text."""
        given = {name: getattr(self, name) for name in self.__struct_fields__ if name != "label_config"}
        return {name: "" if value is None else value for name, value in given.items() if value is not UNSET}

    def config(self) -> str | None:
        """The label config, when one is given."""
        return None if isinstance(self.label_config, UnsetType) else self.label_config


class ProjectsQuery(msgspec.Struct, kw_only=True):
    """Today's filters of the list of projects."""

    page: int = 1
    page_size: int = 30
    ids: list[int] = []
    title: str = ""
    search: str = ""
    #: only these keys of each project
    include: list[str] = []


class ForceQuery(msgspec.Struct, kw_only=True):
    """``force=true`` saves a label config that existing annotations do not fit."""

    force: bool = False


class NextQuery(msgspec.Struct, kw_only=True):
    """``or_none=true`` answers 204 when there is none, which a page takes for no fault."""

    or_none: bool = False


class Neighbours(msgspec.Struct, kw_only=True):
    """The tasks around one, in the order of import."""

    previous: int | None
    next: int | None
    #: position, counted from 1
    index: int
    total: int


@operation("GET", "/api/projects/", summary="List projects", tag=TAG, query=ProjectsQuery, response=ProjectPageView)
async def list_projects(request: Request, project: Project, query: ProjectsQuery) -> Any:
    """One project, if it passes the filters; past the first page nothing, so that every pager stops."""
    view = await project.view()
    wanted = (query.title or query.search).lower()
    passes = query.page == 1 and (not query.ids or view.id in query.ids) and wanted in view.title.lower()
    page = ProjectPageView(count=1, next=None, previous=None, results=[view] if passes else [])
    if not query.include:
        return page
    chosen = [{name: getattr(one, name) for name in query.include if hasattr(one, name)} for one in page.results]
    return {"count": page.count, "next": None, "previous": None, "results": chosen}


@operation(
    "POST", "/api/projects/", summary="Configure the empty project", tag=TAG,
    body=ProjectBody, response=ProjectView, status=201, name="create_project",
)  # fmt: skip
async def create_project(request: Request, project: Project, body: ProjectBody) -> ProjectView:
    """There is one project a session: creating configures it while it is empty, else refuses and says how to reset."""
    if isinstance(body.label_config, str):
        await project.parse_to_save(body.label_config)
    await project.require_empty()
    return await project.change(body.settings(), label_config=body.config())


@operation("GET", "/api/projects/{project_id:int}/", summary="Get a project", tag=TAG, response=ProjectView)
async def get_project(request: Request, project: Project) -> ProjectView:
    """The project with its label config and counters."""
    return await project.view()


@operation(
    "PATCH", "/api/projects/{project_id:int}/", summary="Change a project", tag=TAG,
    body=ProjectBody, query=ForceQuery, response=ProjectView,
)  # fmt: skip
async def update_project(request: Request, project: Project, body: ProjectBody, query: ForceQuery) -> ProjectView:
    """Changes what is given. A label config that drops what annotations use is refused unless forced."""
    return await project.change(body.settings(), label_config=body.config(), force=query.force)


@operation(
    "DELETE",
    "/api/projects/{project_id:int}/",
    summary="Empty the project",
    tag=TAG,
    status=204,
    name="reset_project",
)
async def delete_project(request: Request, project: Project) -> None:
    """Removes tasks, labels, files and settings; the project can then be configured anew."""
    await project.reset()


@operation("DELETE", "/api/projects/{project_id:int}/tasks/", summary="Delete all tasks", tag=TAG, status=204)
async def delete_all_tasks(request: Request, project: Project) -> None:
    """Removes every task and what hangs on it; the label config stays."""
    await project.delete_tasks()


@operation(
    "GET", "/api/projects/{project_id:int}/next", summary="The next task to label", tag=TAG,
    query=NextQuery, response=TaskView,
)  # fmt: skip
async def next_task(request: Request, project: Project, query: NextQuery) -> Response:
    """The next task without annotation or skip; 404 with a code when there is none."""
    try:
        return json_response(await project.next())
    except NothingToLabel:
        if query.or_none:
            return Response(status_code=204)
        raise


@operation(
    "GET", "/api/projects/{project_id:int}/tasks/{task_id:int}/neighbours", summary="The tasks around one",
    tag=TAG, response=Neighbours,
)  # fmt: skip
async def neighbours(request: Request, project: Project) -> Neighbours:
    """Previous and next task in the order of import, and the position among all."""
    task = await project.task(request.path_params["task_id"])
    previous, following, index = await project.store.neighbours(task.id)
    total = (await project.store.counts()).task_number
    return Neighbours(previous=previous, next=following, index=index, total=total)
