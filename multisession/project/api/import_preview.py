"""Looking at a file before it is imported: which columns it has, and what its rows would become."""

from __future__ import annotations

from functools import partial

from anyio import to_thread
from starlette.requests import Request

from multisession.project.api.import_jobs import jobs_of
from multisession.project.api.imports import TAG, ReadQuery, read_options
from multisession.project.import_jobs.jobs import FileHead
from multisession.project.import_preview import MOST_BYTES, Preview, preview
from multisession.project.importers.read_options import Encoding
from multisession.project.project import Project
from multisession.web.body_limit import read_body
from multisession.web.operation import operation


class PreviewQuery(ReadQuery, kw_only=True):
    """How to read, and what is known of the file."""

    name: str = ""
    #: found out when absent
    encoding: Encoding | None = None
    #: false: the body is only the file's beginning
    whole: bool = True
    #: of an import in parts: its file is looked at in the place of a body
    job: str | None = None


@operation(
    "POST", "/api/projects/{project_id:int}/import/preview", summary="Look at a file before it is imported", tag=TAG,
    query=PreviewQuery, response=Preview, streams=True, writes=False,
)  # fmt: skip
async def preview_import(request: Request, project: Project, query: PreviewQuery) -> Preview:
    """The body is the file's first bytes, at most 512 KiB, unless ``job`` names one. Nothing is kept."""
    body = await read_body(request, MOST_BYTES)
    found = FileHead(query.name, request.headers.get("content-type", ""), body, query.whole)
    if query.job is not None:
        found = await (await jobs_of(project)).head(query.job, MOST_BYTES)
    read = partial(
        preview,
        found.content,
        name=found.name,
        content_type=found.content_type,
        whole=found.is_whole,
        encoding=query.encoding,
        options=await read_options(project, query),
        config=await project.label_config(),
    )
    return await to_thread.run_sync(read)
