"""An import job as the API shows it, and how a long step of one is told: line by line."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any

import msgspec
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from multisession.project.import_files import short
from multisession.project.import_jobs.jobs import ImportJobs
from multisession.project.import_jobs.model import KEPT_SECONDS, Job, JobReport, State
from multisession.project.importers.import_run import REFUSALS_KEPT
from multisession.project.importers.refusal import Refusal
from multisession.web.errors import StudioError
from multisession.web.json import encode


class JobView(msgspec.Struct, kw_only=True):
    """One file on its way in."""

    id: str
    name: str
    #: as the person's computer said it, empty when it did not
    content_type: str
    #: bytes; 0 while it is fetched from a host that does not say
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


class JobTold(Response):
    """What is done with a job, as lines of JSON: ``{"progress": …}``, at the end ``{"job": …}`` or ``{"error": …}``."""

    def __init__(self, jobs: ImportJobs, job_id: str, steps: AsyncGenerator[Any, None] | None) -> None:
        # A proxy that waits for the end before it passes anything on would hide the progress.
        super().__init__(None, 200, {"X-Accel-Buffering": "no"}, "application/x-ndjson")
        del self.headers["content-length"]
        self._jobs = jobs
        self._job_id = job_id
        self._steps = steps

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        async for line in self._lines():
            await send({"type": "http.response.body", "body": encode(line) + b"\n", "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    async def _lines(self) -> AsyncIterator[dict[str, Any]]:
        try:
            if self._steps is not None:
                async with contextlib.aclosing(self._steps) as steps:
                    async for step in steps:
                        yield {"progress": step}
            yield {"job": await full_job_view(self._jobs, await self._jobs.one(self._job_id))}
        except StudioError as error:
            told = {"detail": error.detail, "status_code": error.status_code, "code": error.code}
            yield {"error": {**told, **(error.extra or {})}}


async def job_view(jobs: ImportJobs, job: Job) -> JobView:
    """Without the rows that were refused."""
    return JobView(
        id=job.id,
        name=job.name,
        content_type=job.content_type,
        size=job.size,
        received=job.received,
        state=job.state,
        created_at=_moment(job.created_at),
        kept_until=_moment(job.changed_at + KEPT_SECONDS),
        report=job.report,
        tasks_gone=await jobs.tasks_are_gone(job),
    )


async def full_job_view(jobs: ImportJobs, job: Job) -> JobView:
    """With the first rows that were refused."""
    view = await job_view(jobs, job)
    view.refusals = [short(refusal) for refusal, _ in zip(jobs.refused(job), range(REFUSALS_KEPT), strict=False)]
    return view


def _moment(seconds: float) -> str:
    return (
        datetime.datetime.fromtimestamp(seconds, datetime.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    )
