"""Uploaded media files: the list of them, the bytes, and removal."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from multisession.project.api.shapes import PROJECT_ID
from multisession.project.project import Project
from multisession.web.operation import operation

TAG = "Files"


class UploadsQuery(msgspec.Struct, kw_only=True):
    """All files, or some by id; without either there is none, as today."""

    all: bool = False
    ids: list[int] = []


class UploadView(msgspec.Struct, kw_only=True):
    """One stored file."""

    id: int
    #: below /data/
    file: str
    #: as the person named it
    original_name: str
    content_type: str
    #: bytes
    size: int
    created_at: str


class Deleted(msgspec.Struct):
    """How many there were that are not any more."""

    deleted: int


@operation(
    "GET", "/api/projects/{project_id:int}/file-uploads", summary="List uploaded files", tag=TAG,
    query=UploadsQuery, response=list[UploadView],
)  # fmt: skip
async def list_uploads(request: Request, project: Project, query: UploadsQuery) -> Any:
    """In the order of their arrival."""
    return [
        UploadView(
            id=upload.id,
            file=f"upload/{PROJECT_ID}/{upload.name}",
            original_name=upload.original_name,
            content_type=upload.content_type,
            size=upload.size,
            created_at=upload.created_at,
        )
        for upload in await project.store.uploads()
        if query.all or upload.id in query.ids
    ]


@operation(
    "DELETE", "/api/projects/{project_id:int}/file-uploads", summary="Delete uploaded files", tag=TAG,
    query=UploadsQuery, response=Deleted,
)  # fmt: skip
async def delete_uploads(request: Request, project: Project, query: UploadsQuery) -> Deleted:
    """Removes the files; tasks that show them stay."""
    deleted = 0
    for upload in await project.store.uploads():
        if query.all or upload.id in query.ids:
            deleted += await project.media.delete(upload.id)
    return Deleted(deleted)


@operation(
    "GET", "/data/upload/{project_id:int}/{name}", summary="An uploaded file", tag=TAG, name="get_project_upload",
    parameters={"name": "the generated name"},
)  # fmt: skip
@operation("GET", "/data/upload/{name}", summary="An uploaded file, by the older path", tag=TAG, name="get_upload")
async def get_upload(request: Request, project: Project) -> Response:
    """The bytes, in whole or in a range; only generated names are known."""
    return project.media.response(request.path_params["name"], request)
