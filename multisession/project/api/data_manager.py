"""What the data table is made of: its columns, and the project it belongs to."""

from __future__ import annotations

import msgspec
from anyio import to_thread
from starlette.requests import Request

from multisession.project.api.tasks import check_project
from multisession.project.api.views import ProjectQuery
from multisession.project.data_columns import SAMPLED_TASKS, DataColumn, columns
from multisession.project.project import Project
from multisession.web.operation import operation

TAG = "Data table"


class ColumnsView(msgspec.Struct, kw_only=True):
    """The columns, in the order in which a table shows them."""

    columns: list[DataColumn]


class TableProjectView(msgspec.Struct, kw_only=True):
    """The project as the data table needs it, with its counters."""

    id: int
    title: str
    revision: str
    config_has_control_tags: bool
    task_count: int
    finished_task_count: int
    annotation_count: int
    skipped_count: int
    prediction_count: int
    can_delete_tasks: bool = True
    can_manage_tasks: bool = True
    can_manage_annotations: bool = True
    source_syncing: bool = False
    target_syncing: bool = False


@operation("GET", "/api/dm/columns/", summary="List columns", tag=TAG, query=ProjectQuery, response=ColumnsView)
async def list_columns(request: Request, project: Project, query: ProjectQuery) -> ColumnsView:
    """What tasks are filtered and sorted by: the keys come from the label config and the first thousand tasks."""
    check_project(query.project)
    config = await project.usable_config()
    sample = await project.store.first_data(SAMPLED_TASKS)
    return ColumnsView(columns=await to_thread.run_sync(columns, config, sample))


@operation(
    "GET", "/api/dm/project/", summary="Get the table's project", tag=TAG, query=ProjectQuery, response=TableProjectView
)
async def get_table_project(request: Request, project: Project, query: ProjectQuery) -> TableProjectView:
    """Counters and title, at no cost that grows with the project."""
    check_project(query.project)
    view = await project.view()
    return TableProjectView(
        id=view.id,
        title=view.title,
        revision=view.revision,
        config_has_control_tags=view.config_has_control_tags,
        task_count=view.task_number,
        finished_task_count=view.finished_task_number,
        annotation_count=view.total_annotations_number,
        skipped_count=view.skipped_annotations_number,
        prediction_count=view.total_predictions_number,
    )
