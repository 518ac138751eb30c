"""Exporting: everything in one file, streamed in a format of choice."""

from __future__ import annotations

import datetime
from collections.abc import AsyncIterator, Sequence
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from multisession.project.api.shapes import Identifier
from multisession.project.exporters.context import ExportContext, Exporter
from multisession.project.exporters.registry import EXPORTERS, exporter_named
from multisession.project.project import Project
from multisession.project.store.interface import TaskBundle
from multisession.web.operation import operation

TAG = "Export"


class ExportQuery(msgspec.Struct, kw_only=True):
    """The format under either of its names; ``exportType`` wins."""

    exportType: str | None = None
    export_type: str | None = None
    #: also tasks without an annotation
    download_all_tasks: bool = False
    download_resources: bool = False
    #: only these tasks; may be repeated
    ids: list[Identifier] = []


class ExportFormat(msgspec.Struct, kw_only=True):
    """One format and what it leaves out."""

    name: str
    title: str
    description: str
    link: str = ""
    tags: list[str] = []
    loses: list[str]


@operation(
    "GET", "/api/projects/{project_id:int}/export/formats", summary="List export formats", tag=TAG,
    response=list[ExportFormat],
)  # fmt: skip
async def list_formats(request: Request, project: Project) -> Any:
    """Those that fit first."""
    return [
        ExportFormat(name=one.name, title=one.title, description=one.description, loses=list(one.loses))
        for one in EXPORTERS.values()
    ]


@operation("GET", "/api/projects/{project_id:int}/export", summary="Export", tag=TAG, query=ExportQuery)
async def export(request: Request, project: Project, query: ExportQuery) -> Response:
    """The file. Without ``download_all_tasks`` it holds the tasks with at least one annotation."""
    exporter = exporter_named(query.exportType or query.export_type or "JSON")
    bundles = _chosen(project, query)
    name = file_name(exporter)
    blocks = exporter.write(bundles, await export_context(project, every_task=query.download_all_tasks))
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


def _chosen(project: Project, query: ExportQuery) -> AsyncIterator[list[TaskBundle]]:
    if query.ids:
        return _asked_for(project, query.ids)
    return project.store.every_bundle(only_annotated=not query.download_all_tasks)


async def _asked_for(project: Project, identifiers: Sequence[int]) -> AsyncIterator[list[TaskBundle]]:
    # One at a time: each may be as large as a task can be. Named twice is asked for once.
    for identifier in dict.fromkeys(identifiers):
        if found := await project.store.bundles([identifier]):
            yield found


async def export_context(project: Project, *, every_task: bool) -> ExportContext:
    """What an exporter is told about the project; a broken label config leaves it without tags."""
    config = await project.usable_config()
    return ExportContext(
        controls={} if config is None else {name: control.tag for name, control in config.controls.items()},
        data_keys={} if config is None else dict(config.data_keys),
        every_task=every_task,
    )


def file_name(exporter: Exporter) -> str:
    """``project-1-at-2026-11-21-04-20.json``: the time is UTC."""
    now = datetime.datetime.now(datetime.UTC)
    return f"project-{Project.id}-at-{now:%Y-%m-%d-%H-%M}.{exporter.suffix}"
