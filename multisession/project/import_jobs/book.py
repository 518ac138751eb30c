"""Which import jobs a project has, and how far each is: one small named value of its store.

Every change is one transaction, so that of two processes that want the same step one makes it. The truth about how
much of a file is here is this book, not the file: bytes count once they are synced and entered.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from multisession.project.import_jobs.model import (
    LONGEST_NAME,
    MOST_DONE,
    MOST_FETCHED,
    MOST_JOBS,
    Job,
    JobDone,
    JobGone,
    JobReport,
    JobRunning,
    PartMisplaced,
    TooManyFetched,
    TooManyJobs,
)
from multisession.project.store.interface import ImportNote, ImportSummary, Store
from multisession.project.store.ownership import Ownership
from multisession.web.errors import BadRequest, QuotaExceeded

NAME = "import-jobs"

Jobs = dict[str, Job]
Result = TypeVar("Result")
_decode = msgspec.json.Decoder(Jobs).decode


class JobBook:
    """The jobs of one project. ``room`` is how many bytes they may take together, 0 for as many as they like."""

    def __init__(self, store: Store, directory: Path, *, room: int = 0) -> None:
        self._store = store
        self._directory = directory
        self._room = room

    async def all(self) -> list[Job]:
        """In the order in which they began. One whose process died is where it can be tried again."""
        jobs = _read(await self._store.value(NAME))
        dead = self._dead(jobs)
        if dead:
            # Whoever ended meanwhile had entered before what came of it.
            jobs = _read(await self._store.value(NAME))
            _take_back(jobs, dead)
        return list(jobs.values())

    async def one(self, job_id: str) -> Job:
        """Raises JobGone."""
        for job in await self.all():
            if job.id == job_id:
                return job
        raise _gone()

    async def begin(self, name: str, content_type: str, size: int) -> Job:
        """A new job. Raises TooManyJobs, QuotaExceeded."""
        now = time.time()
        job = Job(
            id=secrets.token_hex(8),
            name=name[:LONGEST_NAME],
            content_type=content_type[:LONGEST_NAME],
            size=size,
            created_at=now,
            changed_at=now,
        )

        def add(jobs: Jobs) -> None:
            self._add(jobs, job)

        await self._change(add)
        return job

    async def begin_fetch(self, name: str) -> tuple[Job, Ownership]:
        """A new job whose file is fetched, and the lock that says who does. Raises TooManyFetched, TooManyJobs."""
        ownership = Ownership.taken(self._directory)
        now = time.time()
        job = Job(
            id=secrets.token_hex(8),
            name=name[:LONGEST_NAME],
            size=0,
            state="fetching",
            created_at=now,
            changed_at=now,
            owner=ownership.owner,
        )

        def add(jobs: Jobs) -> None:
            if sum(each.state == "fetching" for each in jobs.values()) >= MOST_FETCHED:
                raise TooManyFetched(f"{MOST_FETCHED} files are being fetched for this project. Wait for one of them.")
            self._add(jobs, job)

        try:
            await self._change(add)
        except BaseException:
            ownership.end()
            raise
        return job, ownership

    async def note_fetch(self, job_id: str, owner: str, change: Callable[[Job], None]) -> Job:
        """Enters what is known of a file that is being fetched. Raises JobGone, QuotaExceeded."""

        def enter(jobs: Jobs) -> Job:
            job = _found(jobs, job_id)
            if job.owner != owner:
                raise _gone()
            change(job)
            job.changed_at = time.time()
            self._require_fit(jobs)
            return job

        return await self._change(enter)

    def _add(self, jobs: Jobs, job: Job) -> None:
        if sum(each.state != "done" for each in jobs.values()) >= MOST_JOBS:
            raise TooManyJobs(f"{MOST_JOBS} files are on their way into this project. End or remove one of them.")
        jobs[job.id] = job
        self._require_fit(jobs)

    def _require_fit(self, jobs: Jobs) -> None:
        """What is done does not count: its tasks do, elsewhere."""
        if (
            self._room
            and sum(max(each.size, each.received) for each in jobs.values() if each.state != "done") > self._room
        ):
            raise QuotaExceeded(
                "This file does not fit into the project. Import a smaller one, or delete tasks or files.",
                code="quota-bytes",
            )

    async def advance(self, job_id: str, offset: int, end: int) -> Job:
        """Enters that bytes from ``offset`` to ``end`` are on disk. Raises JobGone, PartMisplaced, JobRunning."""

        def move(jobs: Jobs) -> Job:
            job = _found(jobs, job_id)
            require_place(job, offset)
            job.received, job.changed_at = end, time.time()
            return job

        return await self._change(move)

    async def claim(self, job_id: str) -> tuple[Job, Ownership]:
        """Begins to import a job whose file is here whole; the job, and the lock that says who does.

        Raises JobGone, JobRunning, JobDone, BadRequest for a file of which parts are missing.
        """
        await self.one(job_id)
        ownership = Ownership.taken(self._directory)

        def take(jobs: Jobs) -> Job:
            job = _found(jobs, job_id)
            _require_still(job)
            if job.received < job.size:
                raise BadRequest(
                    f"{job.size - job.received:,} bytes of this file are still missing. Send them first.",
                    code="import-incomplete",
                )
            job.state, job.owner, job.report, job.changed_at = "importing", ownership.owner, None, time.time()
            return job

        try:
            return await self._change(take), ownership
        except BaseException:
            ownership.end()
            raise

    def completion(self, job_id: str, owner: str, report: Callable[[ImportSummary], JobReport]) -> ImportNote:
        """What the import's own transaction does to the job: it is done. Undone with it when the job is gone."""

        def complete(text: str | None, summary: ImportSummary) -> str | None:
            jobs = _read(text)
            job = _found(jobs, job_id)
            if job.owner != owner:
                raise _gone()
            job.state, job.owner, job.report, job.changed_at = "done", "", report(summary), time.time()
            return _written(jobs)

        return NAME, complete

    async def refuse(self, job_id: str, owner: str, report: JobReport) -> None:
        """Enters that rows were refused, and nothing was imported."""

        def enter(jobs: Jobs) -> None:
            job = jobs.get(job_id)
            if job is not None and job.owner == owner:
                job.state, job.owner, job.report, job.changed_at = "refused", "", report, time.time()

        await self._change(enter)

    async def release(self, job_id: str, owner: str) -> None:
        """Takes a job that was not imported back to where it can be tried again."""

        def back(jobs: Jobs) -> None:
            job = jobs.get(job_id)
            if job is not None and job.owner == owner:
                _take_back(jobs, {owner})

        await self._change(back)

    async def remove(self, job_id: str) -> Job:
        """Strikes a job out; one that is being imported is not committed any more. Raises JobGone."""

        def strike(jobs: Jobs) -> Job:
            job = _found(jobs, job_id)
            del jobs[job_id]
            return job

        return await self._change(strike)

    async def strike(self, lost: Callable[[Job], bool]) -> None:
        """Strikes out the jobs that are lost."""
        gone = [job.id for job in await self.all() if lost(job)]

        def strike(jobs: Jobs) -> None:
            for job_id in gone:
                jobs.pop(job_id, None)

        if gone:
            await self._change(strike)

    def _dead(self, jobs: Jobs) -> set[str]:
        """The owners whose process is not there any more."""
        return {job.owner for job in jobs.values() if job.owner and not self._lives(job)}

    def _lives(self, job: Job) -> bool:
        ownership = Ownership.of_the_dead(self._directory, job.owner)
        if ownership is None:
            return True
        ownership.end()
        return False

    async def _change(self, change: Callable[[Jobs], Result]) -> Result:
        results: list[Result] = []
        dead = self._dead(_read(await self._store.value(NAME)))

        def apply(text: str | None) -> str | None:
            jobs = _read(text)
            _take_back(jobs, dead)
            results.append(change(jobs))
            return _written(jobs)

        await self._store.change_value(NAME, apply)
        return results[-1]


def require_place(job: Job, offset: int) -> None:
    """Raises PartMisplaced unless the next part of a job begins at ``offset``; JobRunning, JobDone."""
    _require_still(job)
    if offset != job.received:
        error = PartMisplaced(f"The next part of this file begins at byte {job.received:,}. Go on from there.")
        error.extra = {"received": job.received}
        raise error


def _take_back(jobs: Jobs, owners: set[str]) -> None:
    """The jobs of these owners can be tried again; those whose files were not here whole are forgotten."""
    for job in [job for job in jobs.values() if job.owner in owners]:
        if job.state == "importing":
            job.state, job.owner = "receiving", ""
        elif job.state == "fetching":
            del jobs[job.id]


def _require_still(job: Job) -> None:
    if job.state == "fetching":
        raise JobRunning("This file is being fetched at this moment. Wait for it to end.")
    if job.state == "importing":
        raise JobRunning("This file is being imported at this moment. Wait for it to end.")
    if job.state == "done":
        raise JobDone("This file was imported already. Begin another import to bring it in once more.")


def _found(jobs: Jobs, job_id: str) -> Job:
    job = jobs.get(job_id)
    if job is None:
        raise _gone()
    return job


def _gone() -> JobGone:
    return JobGone("There is no such import in this project, or not any more. Choose the file again.")


def _read(text: str | None) -> Jobs:
    return {} if text is None else _decode(text.encode())


def _written(jobs: Jobs) -> str | None:
    done = [job.id for job in jobs.values() if job.state == "done"]
    for job_id in done[: max(0, len(done) - MOST_DONE)]:
        del jobs[job_id]
    return msgspec.json.encode(jobs).decode() if jobs else None
