"""Exporting: everything in one file, streamed in a format of choice."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from multisession.project.api.shapes import Identifier
from multisession.project.data_query.parse import parse_query
from multisession.project.export_context import export_context, file_name
from multisession.project.export_selection import Annotations, ExportSelection
from multisession.project.exporters.registry import EXPORTERS, asks_for_files, exporter_named
from multisession.project.project import Project
from multisession.project.saved_views import SavedViews
from multisession.web.disconnect import while_connected
from multisession.web.operation import operation

TAG = "Export"


class ExportQuery(msgspec.Struct, kw_only=True):
    """The format under either of its names; ``exportType`` wins."""

    exportType: str | None = None
    export_type: str | None = None
    #: also tasks without an annotation
    download_all_tasks: bool = False
    #: the files that the tasks show too, in formats that pack them
    download_resources: bool = False
    #: only these tasks, labeled or not; may be repeated
    ids: list[Identifier] = []
    #: filters, order and selection as JSON, as the table of tasks takes them; see docs/data.md
    query: str = ""
    #: the id of a saved view, whose filters and order are used
    view: Identifier = 0
    #: "newest": of each task the annotation that was made last
    annotations: Annotations = "all"
    #: whether skips go in, which are annotations without labels
    skipped: bool = True
    #: only annotations that are ground truth, and no skips
    ground_truth: bool = False


class ExportCount(msgspec.Struct):
    """How much an export would hold."""

    tasks: int


class ExportFormat(msgspec.Struct, kw_only=True):
    """One format, what it leaves out, and why it would hold nothing of this project."""

    name: str
    title: str
    description: str
    link: str = ""
    tags: list[str] = []
    loses: list[str]
    #: whether it can take the files along that the tasks show (``download_resources``)
    packs: bool = False
    #: whether it would hold nothing; ``reason`` says why
    disabled: bool = False
    reason: str = ""


@operation(
    "GET", "/api/projects/{project_id:int}/export/formats", summary="List export formats", tag=TAG,
    response=list[ExportFormat],
)  # fmt: skip
async def list_formats(request: Request, project: Project) -> Any:
    """Those that fit first."""
    config = await project.usable_config()
    formats = []
    for one in EXPORTERS.values():
        reason = one.needs.reason_against(config) if one.needs else None
        formats.append(
            ExportFormat(
                name=one.name,
                title=one.title,
                description=one.description,
                loses=list(one.loses),
                packs=one.packs,
                disabled=reason is not None,
                reason=reason or "",
            )
        )
    return sorted(formats, key=lambda one: one.disabled)


@operation(
    "GET", "/api/projects/{project_id:int}/export/count", summary="Count an export", tag=TAG, query=ExportQuery,
    response=ExportCount,
)  # fmt: skip
async def count(request: Request, project: Project, query: ExportQuery) -> ExportCount:
    """How many tasks the export with these parameters would hold."""
    selection = await _selection(project, query)
    return ExportCount(await while_connected(request, partial(selection.count, project.store)))


@operation("GET", "/api/projects/{project_id:int}/export", summary="Export", tag=TAG, query=ExportQuery)
async def export(request: Request, project: Project, query: ExportQuery) -> Response:
    """The file. Without ``download_all_tasks`` it holds the tasks with at least one annotation."""
    asked = query.exportType or query.export_type or "JSON"
    exporter = exporter_named(asked)
    selection = await _selection(project, query)
    ids = await while_connected(request, partial(selection.ids, project.store))
    bundles = selection.bundles(project.store, ids)
    name = file_name(exporter)
    context = await export_context(
        project,
        every_task=query.download_all_tasks,
        resources=query.download_resources or asks_for_files(asked),
    )
    blocks = exporter.write(bundles, context)
    return StreamingResponse(
        await _begun(blocks),
        media_type=exporter.content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "filename": name},
    )


async def _begun(blocks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The blocks, the first of them made already: what a format refuses is an answer, and not half a file."""
    first = await anext(blocks, b"")

    async def all_of_them() -> AsyncIterator[bytes]:
        yield first
        async for block in blocks:
            yield block

    return all_of_them()


async def _selection(project: Project, query: ExportQuery) -> ExportSelection:
    chosen = None
    if query.query:
        chosen = parse_query(query.query)
    elif query.view:
        chosen = (await SavedViews(project.store).one(query.view)).wanted
    return ExportSelection(
        query=chosen,
        # Named twice is asked for once.
        named=tuple(dict.fromkeys(query.ids)),
        every_task=query.download_all_tasks,
        annotations=query.annotations,
        usual=not query.ground_truth,
        skipped=query.skipped and not query.ground_truth,
    )
