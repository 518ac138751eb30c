"""Export snapshots: exports that are made in the background and kept, under today's addresses and names."""

from __future__ import annotations

import asyncio
import re
from operator import attrgetter
from typing import Any, Literal

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from multisession.project.api.exports import TAG
from multisession.project.api.shapes import USER_ID
from multisession.project.export_context import default_title
from multisession.project.exporters.registry import EXPORTERS
from multisession.project.project import Project
from multisession.project.snapshots.making import Making
from multisession.project.snapshots.model import Conversion, Snapshot, SnapshotGone, Status
from multisession.project.snapshots.options import AnnotationFilter, Serialization, TaskFilter, selection_of
from multisession.project.snapshots.snapshots import Snapshots
from multisession.web.disconnect import while_connected
from multisession.web.error_handling import json_response
from multisession.web.file_response import FileResponse
from multisession.web.json import encode
from multisession.web.operation import operation

#: An answer waits so long, in seconds, for an export that is made meanwhile: scripts expect small ones to be there.
PATIENCE = 1.0
SNAPSHOT = {"export_id": "the id that making it gave"}
Ordering = Literal["id", "-id", "created_at", "-created_at", "title", "-title"]


class NewSnapshot(msgspec.Struct, kw_only=True):
    """What is to be exported and kept."""

    #: how it is called; the time unless told otherwise
    title: str = ""
    task_filter_options: TaskFilter | None = None
    annotation_filter_options: AnnotationFilter | None = None
    serialization_options: Serialization | None = None
    #: *ours*: the format; only JSON can be had in others afterwards
    export_type: str = "JSON"
    #: *ours*: the files that the tasks show too, in formats that pack them
    download_resources: bool = False


class SnapshotProgress(msgspec.Struct):
    """Tasks written so far, and how many there are to be."""

    done: int
    total: int


class ConvertedFormat(msgspec.Struct, kw_only=True):
    """The snapshot in another format."""

    id: int
    export_type: str
    status: Status
    #: the sentence that says why it failed; empty otherwise
    traceback: str


class SnapshotView(msgspec.Struct, kw_only=True):
    """One snapshot."""

    id: int
    title: str
    created_by: dict[str, Any]
    created_at: str
    finished_at: str | None
    status: Status
    #: of the file, in hexadecimal; empty until it is made
    md5: str
    counters: dict[str, int]
    converted_formats: list[ConvertedFormat]
    export_type: str
    #: bytes of the file
    size: int
    progress: SnapshotProgress
    #: why it failed; empty otherwise
    detail: str
    #: annotations and skips that the project has more than it had then; less than 0 when it has fewer
    newer: int


class Converted(msgspec.Struct, kw_only=True):
    """Which conversion it is."""

    export_type: str
    converted_format: int


class ConvertBody(msgspec.Struct, kw_only=True):
    """The other format."""

    export_type: str
    download_resources: bool = False


class ListQuery(msgspec.Struct, kw_only=True):
    """The order of the list."""

    ordering: Ordering = "-created_at"


class DownloadQuery(msgspec.Struct, kw_only=True):
    """Which of the snapshot's formats; its own unless told otherwise."""

    exportType: str = ""


@operation(
    "GET", "/api/projects/{project_id:int}/exports", summary="List export snapshots", tag=TAG, query=ListQuery,
    response=list[SnapshotView],
)  # fmt: skip
async def list_snapshots(request: Request, project: Project, query: ListQuery) -> Any:
    """The newest first."""
    snapshots = Snapshots.of(project)
    if snapshots is None:
        return []
    field = query.ordering.removeprefix("-")
    found = sorted(await snapshots.all(), key=attrgetter(field, "id"), reverse=query.ordering.startswith("-"))
    return [await _view(project, snapshots, one) for one in found]


@operation(
    "POST", "/api/projects/{project_id:int}/exports", summary="Make an export snapshot", tag=TAG, body=NewSnapshot,
    response=SnapshotView, status=201,
)  # fmt: skip
async def create_snapshot(request: Request, project: Project, body: NewSnapshot) -> Response:
    """It is made in the background; what is small is there when this is answered."""
    snapshots = _snapshots(project)
    (body.serialization_options or Serialization()).require()
    tasks = body.task_filter_options or TaskFilter()
    selection = await selection_of(project.store, tasks, body.annotation_filter_options)

    async def begin() -> tuple[Snapshot, Making]:
        title = body.title.strip() or default_title()
        return await snapshots.begin(title, body.export_type, selection, resources=body.download_resources)

    snapshot, making = await while_connected(request, begin)

    async def told() -> SnapshotView:
        return await _view(project, snapshots, snapshot)

    return _Made(told, making, 201)


@operation(
    "GET", "/api/projects/{project_id:int}/exports/{export_id:int}", summary="An export snapshot", tag=TAG,
    response=SnapshotView, parameters=SNAPSHOT,
)  # fmt: skip
async def get_snapshot(request: Request, project: Project) -> SnapshotView:
    """How far it is, and what is in it."""
    snapshots = _snapshots(project)
    return await _view(project, snapshots, await snapshots.one(_id(request)))


@operation(
    "DELETE", "/api/projects/{project_id:int}/exports/{export_id:int}", summary="Delete an export snapshot", tag=TAG,
    status=204, parameters=SNAPSHOT,
)  # fmt: skip
async def delete_snapshot(request: Request, project: Project) -> None:
    """With all its formats. One that is being made ends, and nothing of it stays."""
    await _snapshots(project).remove(_id(request))


@operation(
    "POST", "/api/projects/{project_id:int}/exports/{export_id:int}/convert", summary="Convert an export snapshot",
    tag=TAG, body=ConvertBody, response=Converted, parameters=SNAPSHOT,
)  # fmt: skip
async def convert_snapshot(request: Request, project: Project, body: ConvertBody) -> Response:
    """The tasks as they were, in another format; made in the background, and kept beside it."""
    snapshots = _snapshots(project)
    conversion, making = await snapshots.convert(_id(request), body.export_type, resources=body.download_resources)
    answer = Converted(export_type=conversion.file.format, converted_format=conversion.id)
    if making is None:
        return json_response(answer)

    async def told() -> Converted:
        return answer

    return _Made(told, making, 200)


@operation(
    "GET", "/api/projects/{project_id:int}/exports/{export_id:int}/download", summary="Download an export snapshot",
    tag=TAG, query=DownloadQuery, parameters=SNAPSHOT,
)  # fmt: skip
async def download_snapshot(request: Request, project: Project, query: DownloadQuery) -> Response:
    """The file. Parts of it can be asked for, so that a download goes on where it broke off."""
    snapshot, stored, file = await _snapshots(project).file(_id(request), query.exportType or None)
    exporter = EXPORTERS[stored.format]
    name = f"{_plain(snapshot.title)}.{exporter.suffix}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "filename": name,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return FileResponse(file, request, content_type=exporter.content_type, etag=stored.md5, headers=headers)


class _Made(Response):
    """Answers when the file is made or patience ends, whichever is first, and goes on with making it.

    The request keeps its project open for so long.
    """

    def __init__(self, told: Any, making: Making, status: int) -> None:
        super().__init__(None, status, None, "application/json")
        self._told = told
        self._making = making

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        making = asyncio.create_task(self._making.run())
        try:
            await asyncio.wait([making], timeout=PATIENCE)
            self.body = encode(await self._told())
            self.init_headers({})
            self.headers["content-type"] = "application/json"
            await super().__call__(scope, receive, send)
            await making
        finally:
            making.cancel()
            await asyncio.gather(making, return_exceptions=True)


def _snapshots(project: Project) -> Snapshots:
    snapshots = Snapshots.of(project)
    if snapshots is None:
        raise SnapshotGone
    return snapshots


def _id(request: Request) -> int:
    export_id: int = request.path_params["export_id"]
    return export_id


async def _view(project: Project, snapshots: Snapshots, snapshot: Snapshot) -> SnapshotView:
    counts = await project.store.counts()
    file = snapshot.file
    annotations = counts.total_annotations_number + counts.skipped_annotations_number
    return SnapshotView(
        id=snapshot.id,
        title=snapshot.title,
        created_by={"id": USER_ID, "username": "", "first_name": "", "last_name": "", "email": "", "avatar": None},
        created_at=snapshot.created_at,
        finished_at=file.finished_at,
        status=file.status,
        md5=file.md5,
        counters={"task_number": file.tasks, "annotation_number": file.annotations},
        converted_formats=[_converted(one) for one in snapshot.conversions],
        export_type=file.format,
        size=file.size,
        progress=SnapshotProgress(snapshots.done(file), file.total),
        detail=file.failure,
        newer=annotations - snapshot.annotations_then,
    )


def _converted(conversion: Conversion) -> ConvertedFormat:
    file = conversion.file
    return ConvertedFormat(id=conversion.id, export_type=file.format, status=file.status, traceback=file.failure)


def _plain(title: str) -> str:
    """A title as a file name for every system."""
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", title).strip("-.")[:80] or "export"
