"""What can be done with import jobs: begin one, bring its parts, go on with one, import it, remove it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from multisession.project.data_query.model import Column, Condition, TaskQuery
from multisession.project.import_jobs.book import JobBook, require_place
from multisession.project.import_jobs.fetching import JobFetch, place_to_fetch, require_url_import
from multisession.project.import_jobs.model import LARGEST_PART, LONGEST_NAME, AnotherFile, Job, JobGone, JobInUse
from multisession.project.import_jobs.running import JobRun
from multisession.project.import_jobs.staging import Staging
from multisession.project.importers.read_options import ReadOptions
from multisession.project.importers.refusal import Refusal
from multisession.project.project import Project
from multisession.project.store.interface import WorkSince
from multisession.project.tasks import BulkOutcome
from multisession.web.body_limit import too_large
from multisession.web.errors import BadRequest, StudioError


@dataclass(frozen=True, slots=True)
class FileHead:
    """The first bytes of a file."""

    name: str
    content_type: str
    content: bytes
    #: there are no more
    is_whole: bool


class ImportJobs:
    """The jobs of one project that is on disk."""

    def __init__(self, project: Project, directory: Path, *, room: int = 0) -> None:
        self._project = project
        self._staging = Staging(directory)
        self._book = JobBook(project.store, directory, room=room)

    @classmethod
    async def of(cls, project: Project) -> ImportJobs | None:
        """None for a session that has written nothing, which has none."""
        if project.directory is None:
            return None
        return cls(project, project.directory, room=await project.room_left())

    async def all(self) -> list[Job]:
        """In the order in which they began, without those whose files are too old."""
        await asyncio.to_thread(self._staging.sweep)
        return [job for job in await self._book.all() if not self._is_lost(job)]

    async def one(self, job_id: str) -> Job:
        """Raises JobGone."""
        return await self._book.one(job_id)

    async def begin(self, name: str, content_type: str, size: int) -> Job:
        """Raises BodyTooLarge, BelowFloor, TooManyJobs, QuotaExceeded."""
        if size > self._project.settings.max_body_bytes:
            raise too_large(self._project.settings.max_body_bytes)
        self._project.require_room(size)
        await asyncio.to_thread(self._staging.sweep)
        await self._book.strike(self._is_lost)
        job = await self._book.begin(name, content_type, size)
        try:
            await asyncio.to_thread(self._staging.begin, job.id)
        except BaseException:
            await self._book.remove(job.id)
            raise
        return job

    async def fetch(self, address: str) -> JobFetch:
        """Begins a job whose file is at an address; what comes back fetches it.

        Raises UrlImportOff, AddressRefused, BelowFloor, TooManyFetched, TooManyJobs.
        """
        settings = self._project.settings
        require_url_import(settings)
        self._project.require_room(LARGEST_PART)
        place = place_to_fetch(address, settings)
        try:
            await asyncio.to_thread(self._staging.sweep)
            await self._book.strike(self._is_lost)
            job, ownership = await self._book.begin_fetch(place.name)
        except BaseException:
            place.leave()
            raise
        return JobFetch(self._project, self._book, self._staging, job, ownership, place)

    async def receive(self, job_id: str, offset: int, parts: AsyncIterator[bytes]) -> Job:
        """Brings the bytes from ``offset`` on; what came before the connection was lost counts.

        Raises JobGone, PartMisplaced, JobRunning, JobDone, BodyTooLarge, BelowFloor.
        """
        job = await self._book.one(job_id)
        require_place(job, offset)
        most = min(job.size - offset, LARGEST_PART)
        self._project.require_room(most)
        end = offset
        with await asyncio.to_thread(self._staging.open_part, job_id, offset) as file:
            try:
                async for part in parts:
                    if end - offset + len(part) > most:
                        raise self._too_much(job, offset)
                    end += await asyncio.to_thread(self._staging.write, file, part)
            finally:
                # Also what came of a part that was cut off: the next one begins there.
                if end > offset:
                    await asyncio.shield(self._keep(job_id, offset, end, file.fileno()))
        return await self._book.one(job_id)

    def _is_lost(self, job: Job) -> bool:
        """Whether a job waits for its file, which was too old."""
        return job.state in ("receiving", "refused") and not self._staging.exists(job.id)

    async def _keep(self, job_id: str, offset: int, end: int, descriptor: int) -> None:
        await asyncio.to_thread(self._staging.sync, descriptor)
        await self._book.advance(job_id, offset, end)

    def _too_much(self, job: Job, offset: int) -> StudioError:
        if job.size - offset < LARGEST_PART:
            return BadRequest(f"The file has more than the {job.size:,} bytes that were announced. Choose it again.")
        return too_large(LARGEST_PART)

    async def resume(self, job_id: str, name: str, size: int, head: bytes) -> Job:
        """The job, when the file with this name, size and beginning is the one it was begun with.

        Raises JobGone, AnotherFile.
        """
        job = await self._book.one(job_id)
        same = (name[:LONGEST_NAME], size) == (job.name, job.size)
        if not same or not await asyncio.to_thread(self._staging.starts_with, job_id, head, job.received):
            raise AnotherFile(
                f'This is not the file that was begun: that one is called "{job.name}" and has {job.size:,} bytes. '
                "Choose that one, or import this one anew."
            )
        return job

    async def run(self, job_id: str, options: ReadOptions, *, skip_refused: bool) -> JobRun:
        """Claims a job whose file is here whole; what comes back imports it. Raises what JobBook.claim raises."""
        config = await self._project.label_config()
        self._project.require_room((await self._book.one(job_id)).size)
        job, ownership = await self._book.claim(job_id)
        return JobRun(
            self._project,
            self._book,
            self._staging,
            job,
            ownership,
            data_keys=config.data_keys,
            options=options,
            skip_refused=skip_refused,
        )

    @contextlib.asynccontextmanager
    async def taken(self, job_id: str) -> AsyncIterator[Job]:
        """A job whose file is imported in the block and by nobody else; it is gone when the block ends.

        Raises what JobBook.claim raises.
        """
        job, ownership = await self._book.claim(job_id)
        try:
            yield job
        finally:
            try:
                # Whoever sees it in the list may have removed it meanwhile.
                with contextlib.suppress(JobGone):
                    await asyncio.shield(self.remove(job_id))
            finally:
                ownership.end()

    def open(self, job: Job) -> BinaryIO:
        """The file of a job that is here whole, from its start. Blocks. Raises JobGone."""
        return self._staging.open(job.id)

    async def head(self, job_id: str, length: int) -> FileHead:
        """The first bytes of a job's file, as far as they are here. Raises JobGone."""
        job = await self._book.one(job_id)

        def read() -> bytes:
            with self._staging.open(job_id) as file:
                return file.read(min(length, job.received))

        content = await asyncio.to_thread(read)
        return FileHead(job.name, job.content_type, content, len(content) == job.size)

    async def tidy(self, job: Job) -> None:
        """Removes the file of a job that is done, which a process that was killed right after the import left."""
        await asyncio.to_thread(self._staging.remove, job.id, refused=False)

    async def remove(self, job_id: str) -> None:
        """Removes a job and its files; an import under way ends, and nothing of it stays. Raises JobGone."""
        await self._book.remove(job_id)
        await asyncio.to_thread(self._staging.remove, job_id)

    async def undo(self, job_id: str, *, force: bool) -> BulkOutcome:
        """Deletes the tasks that a job brought, as far as they are still there; that can be undone in its turn.

        Raises JobGone, BadRequest for a job that brought nothing, and JobInUse when they were worked on since, unless
        ``force``.
        """
        job = await self._book.one(job_id)
        report = job.report
        if job.state != "done" or report is None or not report.task_count:
            raise BadRequest("This import brought no tasks, so there is nothing to undo.", code="import-not-done")
        first, last = report.task_ids_from, report.task_ids_to
        work = await self._project.store.work_since_import(first, last, report.last_annotation_id, report.last_draft_id)
        if (work.annotations or work.drafts) and not force:
            raise _in_use(work)
        ids = Condition(Column("id"), "Number", "in", (first, last))
        outcome = await self._project.store.act("delete_tasks", TaskQuery(conditions=(ids,)))
        self._project.committed()
        return outcome

    async def tasks_are_gone(self, job: Job) -> bool:
        """Whether none of the tasks that a job brought is there any more."""
        report = job.report
        if report is None or not report.task_count:
            return False
        _, following, _ = await self._project.store.neighbours(report.task_ids_from - 1)
        return following is None or following > report.task_ids_to

    def refused(self, job: Job) -> Iterator[Refusal]:
        """The rows that the last try refused, while they are kept. Blocks."""
        return self._staging.read_refused(job.id)


def _in_use(work: WorkSince) -> JobInUse:
    error = JobInUse(
        f"{work.annotations:,} annotations and {work.drafts:,} drafts were made on these tasks since. Send force to "
        "remove them with the tasks."
    )
    error.extra = {"annotations": work.annotations, "drafts": work.drafts}
    return error
