"""Imports in parts: files that arrive piece by piece, go on after a lost connection, and are then imported once."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import AsyncIterator
from typing import Annotated, Any

import msgspec
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from multisession.project.api.imports import TAG, ReadQuery, read_options
from multisession.project.import_files import short
from multisession.project.import_jobs.jobs import ImportJobs
from multisession.project.import_jobs.model import KEPT_SECONDS, Job, JobGone, JobReport, State
from multisession.project.import_jobs.refused_rows import RefusedFormat, refused_file
from multisession.project.import_jobs.running import JobRun
from multisession.project.importers.columns import ColumnTargets
from multisession.project.importers.import_run import REFUSALS_KEPT
from multisession.project.importers.read_options import Encoding
from multisession.project.importers.refusal import Refusal
from multisession.project.project import Project
from multisession.web.body_limit import read_body
from multisession.web.errors import StudioError
from multisession.web.json import encode
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


class JobView(msgspec.Struct, kw_only=True):
    """One file on its way in."""

    id: str
    name: str
    size: int
    #: bytes that are here for good; the next part begins there
    received: int
    state: State
    created_at: str
    #: when its file goes unless something is done with it
    kept_until: str
    report: JobReport | None
    #: it was done, and none of its tasks is there any more
    tasks_gone: bool
    #: the first hundred rows that were refused; not in lists
    refusals: list[Refusal] = []


class CommitBody(msgspec.Struct, kw_only=True):
    """How to read the file, as the parameters of ``import`` say it."""

    format: str | None = None
    delimiter: str = ""
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
    return [] if jobs is None else [await _view(jobs, job) for job in await jobs.all()]


@operation(
    "POST", "/api/projects/{project_id:int}/import/jobs", summary="Begin an import in parts", tag=TAG,
    body=NewJob, response=JobView, status=201,
)  # fmt: skip
async def begin_import_job(request: Request, project: Project, body: NewJob) -> JobView:
    """Nothing is sent yet: the parts follow with PUT."""
    jobs = await _jobs(project)
    return await _view(jobs, await jobs.begin(body.name, body.content_type, body.size))


@operation(
    "GET", "/api/projects/{project_id:int}/import/jobs/{job}", summary="How far an import in parts is", tag=TAG,
    response=JobView, parameters=JOB,
)  # fmt: skip
async def get_import_job(request: Request, project: Project) -> JobView:
    """With the rows that were refused."""
    jobs = await _jobs(project)
    return await _full_view(jobs, await jobs.one(_job_id(request)))


@operation(
    "PUT", "/api/projects/{project_id:int}/import/jobs/{job}", summary="Send a part of a file", tag=TAG,
    query=PartQuery, response=JobView, parameters=JOB, streams=True,
)  # fmt: skip
async def put_import_part(request: Request, project: Project, query: PartQuery) -> JobView:
    """The body is the file's bytes from ``offset`` on, at most 8 MiB; ``offset`` is what ``received`` says."""
    jobs = await _jobs(project)
    return await _view(jobs, await jobs.receive(_job_id(request), query.offset, _parts(request)))


@operation(
    "POST", "/api/projects/{project_id:int}/import/jobs/{job}/resume", summary="Go on with a file", tag=TAG,
    query=ResumeQuery, response=JobView, parameters=JOB, streams=True,
)  # fmt: skip
async def resume_import_job(request: Request, project: Project, query: ResumeQuery) -> JobView:
    """Compares a file that was chosen again with the one begun: name, size, and its beginning, which is the body."""
    head = await read_body(request, LARGEST_HEAD)
    jobs = await _jobs(project)
    return await _view(jobs, await jobs.resume(_job_id(request), query.name, query.size, head))


@operation(
    "POST", "/api/projects/{project_id:int}/import/jobs/{job}/commit", summary="Import a file that is here whole",
    tag=TAG, body=CommitBody, parameters=JOB,
)  # fmt: skip
async def commit_import_job(request: Request, project: Project, body: CommitBody) -> Response:
    """Answers a line of JSON every quarter of a second: ``{"progress": …}``, at the end ``{"job": …}`` or
    ``{"error": …}``. The import goes on when nobody listens; done a second time it imports nothing more."""
    jobs = await _jobs(project)
    job = await jobs.one(_job_id(request))
    if job.state == "done":
        await jobs.tidy(job)
        return _Told(jobs, job.id, None)
    query = ReadQuery(format=body.format, delimiter=body.delimiter, header=body.header)
    options = await read_options(project, query, body.encoding, body.columns)
    return _Told(jobs, job.id, await jobs.run(job.id, options, skip_refused=body.skip_refused))


@operation(
    "POST", "/api/projects/{project_id:int}/import/jobs/{job}/undo", summary="Take an import in parts back", tag=TAG,
    body=UndoBody, response=Undone, parameters=JOB,
)  # fmt: skip
async def undo_import_job(request: Request, project: Project, body: UndoBody) -> Undone:
    """Deletes the tasks that it brought. When they were worked on since it says how much, unless ``force``."""
    outcome = await (await _jobs(project)).undo(_job_id(request), force=body.force)
    return Undone(deleted=outcome.processed, undo=None if outcome.undo is None else str(outcome.undo))


@operation(
    "DELETE", "/api/projects/{project_id:int}/import/jobs/{job}", summary="Remove an import in parts", tag=TAG,
    status=204, parameters=JOB,
)  # fmt: skip
async def delete_import_job(request: Request, project: Project) -> None:
    """What is under way ends, and nothing of it stays. What was imported stays."""
    await (await _jobs(project)).remove(_job_id(request))


@operation(
    "GET", "/api/projects/{project_id:int}/import/jobs/{job}/refused", summary="The rows that were refused", tag=TAG,
    query=RefusedQuery, parameters=JOB,
)  # fmt: skip
async def get_refused_rows(request: Request, project: Project, query: RefusedQuery) -> Response:
    """Line, reason and what stands there, as CSV or JSON; kept for an hour."""
    jobs = await _jobs(project)
    job = await jobs.one(_job_id(request))
    return await to_thread.run_sync(refused_file, jobs.refused(job), job.name, query.form)


class _Told(Response):
    """The import under way, as lines of JSON."""

    def __init__(self, jobs: ImportJobs, job_id: str, run: JobRun | None) -> None:
        # A proxy that waits for the end before it passes anything on would hide the progress.
        super().__init__(None, 200, {"X-Accel-Buffering": "no"}, "application/x-ndjson")
        del self.headers["content-length"]
        self._jobs = jobs
        self._job_id = job_id
        self._run = run

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        async for line in self._lines():
            await send({"type": "http.response.body", "body": encode(line) + b"\n", "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    async def _lines(self) -> AsyncIterator[dict[str, Any]]:
        try:
            if self._run is not None:
                async with contextlib.aclosing(self._run.run()) as steps:
                    async for step in steps:
                        yield {"progress": step}
            yield {"job": await _full_view(self._jobs, await self._jobs.one(self._job_id))}
        except StudioError as error:
            told = {"detail": error.detail, "status_code": error.status_code, "code": error.code}
            yield {"error": {**told, **(error.extra or {})}}


async def _jobs(project: Project) -> ImportJobs:
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


async def _view(jobs: ImportJobs, job: Job) -> JobView:
    return JobView(
        id=job.id,
        name=job.name,
        size=job.size,
        received=job.received,
        state=job.state,
        created_at=_moment(job.created_at),
        kept_until=_moment(job.changed_at + KEPT_SECONDS),
        report=job.report,
        tasks_gone=await jobs.tasks_are_gone(job),
    )


async def _full_view(jobs: ImportJobs, job: Job) -> JobView:
    view = await _view(jobs, job)
    view.refusals = [short(refusal) for refusal, _ in zip(jobs.refused(job), range(REFUSALS_KEPT), strict=False)]
    return view


def _moment(seconds: float) -> str:
    return (
        datetime.datetime.fromtimestamp(seconds, datetime.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    )
