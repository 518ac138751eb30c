"""Imports in parts: files that arrive piece by piece, go on after a lost connection, and are then imported once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, Any

import msgspec
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from multisession.project.api.import_job_view import JobTold, JobView, full_job_view, job_view
from multisession.project.api.imports import TAG, ReadQuery, read_options
from multisession.project.import_jobs.fetching import require_url_import
from multisession.project.import_jobs.jobs import ImportJobs
from multisession.project.import_jobs.model import JobGone
from multisession.project.import_jobs.refused_rows import RefusedFormat, refused_file
from multisession.project.importers.columns import ColumnTargets
from multisession.project.importers.read_options import Encoding, Quote
from multisession.project.project import Project
from multisession.web.body_limit import read_body
from multisession.web.operation import operation

#: bytes of a file's beginning that are compared before it is gone on with
LARGEST_HEAD = 2**20
JOB = {"job": "the id that beginning it gave"}


class NewJob(msgspec.Struct, kw_only=True):
    """A file that is to come."""

    #: as the person's computer named it
    name: str
    #: bytes
    size: Annotated[int, msgspec.Meta(ge=1)]
    content_type: str = ""


class AddressBody(msgspec.Struct, kw_only=True):
    """Where a file is."""

    #: begins with https:// or http://
    url: str


class CommitBody(msgspec.Struct, kw_only=True):
    """How to read the file, as the parameters of ``import`` say it."""

    format: str | None = None
    delimiter: str = ""
    quote: Quote = ""
    header: bool = True
    encoding: Encoding = "utf-8"
    #: where each column goes (docs/formats.md)
    columns: ColumnTargets | None = None
    skip_refused: bool = False


class UndoBody(msgspec.Struct, kw_only=True):
    """Whether work that was done since goes as well."""

    force: bool = False


class Undone(msgspec.Struct, kw_only=True):
    """What was taken back, and what brings it back: ``undo`` of ``/api/dm/actions``."""

    deleted: int
    undo: str | None


class PartQuery(msgspec.Struct, kw_only=True):
    """Where a part belongs."""

    offset: int = 0


class ResumeQuery(msgspec.Struct, kw_only=True):
    """The file that somebody chose again."""

    name: str
    size: int


class RefusedQuery(msgspec.Struct, kw_only=True):
    """The form of the refused rows."""

    form: RefusedFormat = "csv"


@operation(
    "GET", "/api/projects/{project_id:int}/import/jobs", summary="List imports in parts", tag=TAG,
    response=list[JobView],
)  # fmt: skip
async def list_import_jobs(request: Request, project: Project) -> Any:
    """Those under way, and the last ten that were done."""
    jobs = await ImportJobs.of(project)
    return [] if jobs is None else [await job_view(jobs, job) for job in await jobs.all()]


@operation(
    "POST", "/api/projects/{project_id:int}/import/jobs", summary="Begin an import in parts", tag=TAG,
    body=NewJob, response=JobView, status=201,
)  # fmt: skip
async def begin_import_job(request: Request, project: Project, body: NewJob) -> JobView:
    """Nothing is sent yet: the parts follow with PUT."""
    jobs = await jobs_of(project)
    return await job_view(jobs, await jobs.begin(body.name, body.content_type, body.size))


@operation(
    "GET", "/api/projects/{project_id:int}/import/jobs/{job}", summary="How far an import in parts is", tag=TAG,
    response=JobView, parameters=JOB,
)  # fmt: skip
async def get_import_job(request: Request, project: Project) -> JobView:
    """With the rows that were refused."""
    jobs = await jobs_of(project)
    return await full_job_view(jobs, await jobs.one(_job_id(request)))


@operation(
    "POST", "/api/projects/{project_id:int}/import/address", summary="Fetch a file from an address", tag=TAG,
    body=AddressBody,
)  # fmt: skip
async def fetch_import_job(request: Request, project: Project, body: AddressBody) -> Response:
    """Begins an import in parts whose file the server fetches, where the host allows that; ``commit`` imports it then.

    Answers a line of JSON every quarter of a second: ``{"progress": …}``, at the end ``{"job": …}`` or
    ``{"error": …}``. It goes on when nobody listens; removing the job ends it.
    """
    require_url_import(project.settings)
    jobs = await jobs_of(project)
    fetch = await jobs.fetch(body.url)
    return JobTold(jobs, fetch.job_id, fetch.run())


@operation(
    "PUT", "/api/projects/{project_id:int}/import/jobs/{job}", summary="Send a part of a file", tag=TAG,
    query=PartQuery, response=JobView, parameters=JOB, streams=True,
)  # fmt: skip
async def put_import_part(request: Request, project: Project, query: PartQuery) -> JobView:
    """The body is the file's bytes from ``offset`` on, at most 8 MiB; ``offset`` is what ``received`` says."""
    jobs = await jobs_of(project)
    return await job_view(jobs, await jobs.receive(_job_id(request), query.offset, _parts(request)))


@operation(
    "POST", "/api/projects/{project_id:int}/import/jobs/{job}/resume", summary="Go on with a file", tag=TAG,
    query=ResumeQuery, response=JobView, parameters=JOB, streams=True,
)  # fmt: skip
async def resume_import_job(request: Request, project: Project, query: ResumeQuery) -> JobView:
    """Compares a file that was chosen again with the one begun: name, size, and its beginning, which is the body."""
    head = await read_body(request, LARGEST_HEAD)
    jobs = await jobs_of(project)
    return await job_view(jobs, await jobs.resume(_job_id(request), query.name, query.size, head))


@operation(
    "POST", "/api/projects/{project_id:int}/import/jobs/{job}/commit", summary="Import a file that is here whole",
    tag=TAG, body=CommitBody, parameters=JOB,
)  # fmt: skip
async def commit_import_job(request: Request, project: Project, body: CommitBody) -> Response:
    """Answers a line of JSON every quarter of a second: ``{"progress": …}``, at the end ``{"job": …}`` or
    ``{"error": …}``. The import goes on when nobody listens; done a second time it imports nothing more."""
    jobs = await jobs_of(project)
    job = await jobs.one(_job_id(request))
    if job.state == "done":
        await jobs.tidy(job)
        return JobTold(jobs, job.id, None)
    query = ReadQuery(format=body.format, delimiter=body.delimiter, quote=body.quote, header=body.header)
    options = await read_options(project, query, body.encoding, body.columns)
    run = await jobs.run(job.id, options, skip_refused=body.skip_refused)
    return JobTold(jobs, job.id, run.run())


@operation(
    "POST", "/api/projects/{project_id:int}/import/jobs/{job}/undo", summary="Take an import in parts back", tag=TAG,
    body=UndoBody, response=Undone, parameters=JOB,
)  # fmt: skip
async def undo_import_job(request: Request, project: Project, body: UndoBody) -> Undone:
    """Deletes the tasks that it brought. When they were worked on since it says how much, unless ``force``."""
    outcome = await (await jobs_of(project)).undo(_job_id(request), force=body.force)
    return Undone(deleted=outcome.processed, undo=None if outcome.undo is None else str(outcome.undo))


@operation(
    "DELETE", "/api/projects/{project_id:int}/import/jobs/{job}", summary="Remove an import in parts", tag=TAG,
    status=204, parameters=JOB,
)  # fmt: skip
async def delete_import_job(request: Request, project: Project) -> None:
    """What is under way ends, and nothing of it stays. What was imported stays."""
    await (await jobs_of(project)).remove(_job_id(request))


@operation(
    "GET", "/api/projects/{project_id:int}/import/jobs/{job}/refused", summary="The rows that were refused", tag=TAG,
    query=RefusedQuery, parameters=JOB,
)  # fmt: skip
async def get_refused_rows(request: Request, project: Project, query: RefusedQuery) -> Response:
    """Line, reason and what stands there, as CSV or JSON; kept for an hour."""
    jobs = await jobs_of(project)
    job = await jobs.one(_job_id(request))
    return await to_thread.run_sync(refused_file, jobs.refused(job), job.name, query.form)


async def jobs_of(project: Project) -> ImportJobs:
    """Those of a project that is on disk. Raises JobGone."""
    jobs = await ImportJobs.of(project)
    if jobs is None:
        raise JobGone("There is no import in this project.")
    return jobs


def _job_id(request: Request) -> str:
    job_id: str = request.path_params["job"]
    return job_id


async def _parts(request: Request) -> AsyncIterator[bytes]:
    async for part in request.stream():
        if part:
            yield part
