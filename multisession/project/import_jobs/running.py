"""Importing the file of one job, told as it goes: it is imported once or not at all, whoever dies at whatever instant.

The job becomes ``done`` in the transaction that shows its tasks. Until then another process may find it without an
owner and do it again; what the first one wrote is out of sight and goes.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncGenerator, Mapping
from typing import BinaryIO

import msgspec

from multisession.project.import_files import read_file
from multisession.project.import_jobs.book import JobBook
from multisession.project.import_jobs.model import Job, JobGone, JobReport, report_of
from multisession.project.import_jobs.staging import RefusedRows, Staging
from multisession.project.import_media import ImportMedia, TriedMedia, media_of_import
from multisession.project.importers.import_run import ImportRefused, ImportReport, import_stream
from multisession.project.importers.read_options import ReadOptions
from multisession.project.project import Project
from multisession.project.store.interface import ImportSummary
from multisession.project.store.ownership import Ownership

#: seconds between two words about how far it is
TICK = 0.25


class Progress(msgspec.Struct, kw_only=True):
    """How far an import is."""

    #: rows read so far, and how many of them were refused
    rows: int
    refused: int
    #: of the file
    bytes_read: int
    size: int


class JobRun:
    """One try to import a job. Whoever has it runs it, else the job stays claimed until this process ends."""

    def __init__(
        self,
        project: Project,
        book: JobBook,
        staging: Staging,
        job: Job,
        ownership: Ownership,
        *,
        data_keys: Mapping[str, str],
        options: ReadOptions,
        skip_refused: bool,
    ) -> None:
        self._project = project
        self._book = book
        self._staging = staging
        self._job = job
        self._ownership = ownership
        self._data_keys = data_keys
        self._options = options
        self._skip_refused = skip_refused
        self._report = ImportReport()
        self._file: _CountedFile | None = None

    async def run(self) -> AsyncGenerator[Progress, None]:
        """Imports, and tells how far it is every quarter of a second.

        Ends when the job is done or refused. Raises what importing raises; JobGone when the job was removed meanwhile.
        """
        importing = asyncio.create_task(self._import())
        try:
            while not (await asyncio.wait([importing], timeout=TICK))[0]:
                yield self._progress()
                # Whoever removed the job, in whatever process, wants it ended.
                await self._book.one(self._job.id)
            await importing
        finally:
            importing.cancel()
            await asyncio.gather(importing, return_exceptions=True)
            await asyncio.shield(self._leave())

    async def _import(self) -> None:
        with (
            self._project.importing(self._job.size),
            await asyncio.to_thread(self._staging.open, self._job.id) as file,
            self._staging.refused_rows(self._job.id) as refused,
            media_of_import(self._project) as media,
        ):
            self._file = _CountedFile(file, self._job.size)
            try:
                await self._stream(self._file, refused, media)
            except ImportRefused as error:
                report = error.report
                if not refused.count:
                    # Said of the whole file, and of no row.
                    for refusal in report.refusals:
                        refused.add(refusal)
                await asyncio.to_thread(refused.publish)
                await self._book.refuse(
                    self._job.id,
                    self._ownership.owner,
                    JobReport(
                        task_count=report.task_count, refused_count=report.refused_count, duration=report.duration
                    ),
                )
                return
        await asyncio.to_thread(self._staging.remove, self._job.id, refused=False)
        self._project.committed()

    async def _stream(self, file: _CountedFile, refused: RefusedRows, media: ImportMedia | TriedMedia) -> None:
        items = read_file(
            self._project,
            file,
            name=self._job.name,
            content_type=self._job.content_type,
            options=self._options,
            data_keys=self._data_keys,
            media=media,
        )

        def report(summary: ImportSummary) -> JobReport:
            refused.publish()
            return report_of(summary, refused_count=self._report.refused_count, duration=self._report.duration)

        def progress(report: ImportReport) -> None:
            self._report = report

        await import_stream(
            self._project.store,
            items,
            skip_refused=self._skip_refused,
            source=self._job.name,
            progress=progress,
            refused=refused.add,
            note=self._book.completion(self._job.id, self._ownership.owner, report),
            media=media,
        )

    async def _leave(self) -> None:
        """Lets go of the job; one that was not imported can be tried again."""
        try:
            await self._book.release(self._job.id, self._ownership.owner)
        finally:
            # Also when nothing can be entered, as on a full disk: it is then taken back by whoever looks next.
            self._ownership.end()
        with contextlib.suppress(JobGone):
            await self._book.one(self._job.id)
            return
        await asyncio.to_thread(self._staging.remove, self._job.id)

    def _progress(self) -> Progress:
        return Progress(
            rows=self._report.task_count + self._report.refused_count,
            refused=self._report.refused_count,
            bytes_read=0 if self._file is None else self._file.read_bytes,
            size=self._job.size,
        )


class _CountedFile:
    """A file that knows how far it was read."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._size = size
        self.read_bytes = 0

    def read(self, size: int = -1, /) -> bytes:
        """At most so many bytes."""
        block = self._file.read(size)
        self.read_bytes = max(self.read_bytes, self._file.tell())
        return block

    def fileno(self) -> int:
        """Of the file itself, for another process to read."""
        return self._file.fileno()

    def reached(self, share: float) -> None:
        """A process of its own reads it, and has come so far."""
        self.read_bytes = max(self.read_bytes, int(share * self._size))

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Goes to a place; an archive is gone through more than once."""
        return self._file.seek(offset, whence)
