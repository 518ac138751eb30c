"""One import, from an iterator of tasks and refusals into the store: all of it or nothing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterator
from typing import Any, Protocol

import msgspec

from multisession.project.importers.refusal import Refusal
from multisession.project.store.interface import ImportNote, Store
from multisession.project.tasks import NewTask
from multisession.web.errors import BadRequest

#: refusals that a report names; the rest are counted
REFUSALS_KEPT = 100
#: tasks, and bytes of their JSON, that one write takes; a write this size leaves room for other people's
CHUNK_TASKS = 2_000
CHUNK_BYTES = 2 * 1024 * 1024


class MediaOfImport(Protocol):
    """Media files that are there when the import is committed, and gone with it when it is not."""

    def attach(self, begin: Callable[[], Coroutine[Any, Any, int]]) -> None:
        """Says which import they belong to: ``begin`` begins it, the first time, and gives its id."""
        ...

    async def flush(self) -> None:
        """Writes what waits."""
        ...

    def stop(self) -> None:
        """Takes nothing more: what reads in another thread ends at the next file."""
        ...


class ImportReport(msgspec.Struct, kw_only=True):
    """What an import brought and what it left, also while it is under way."""

    task_count: int = 0
    annotation_count: int = 0
    prediction_count: int = 0
    refused_count: int = 0
    #: the first hundred
    refusals: list[Refusal] = []
    #: ids of the tasks, first and last, both None when nothing was imported
    task_ids_from: int | None = None
    task_ids_to: int | None = None
    #: seconds
    duration: float = 0.0


class ImportRefused(BadRequest):
    """400: rows were refused, so nothing was imported. ``report`` names them."""

    code = "import-refused"

    def __init__(self, report: ImportReport) -> None:
        sentences = [refusal.sentence() for refusal in report.refusals]
        count = report.refused_count
        rows = "1 row was" if count == 1 else f"{count:,} rows were"
        detail = f"Nothing was imported, because {rows} refused. {sentences[0]}"
        super().__init__(detail, validation_errors={"tasks": sentences})
        self.report = report


async def import_stream(
    store: Store,
    items: Iterator[NewTask | Refusal],
    *,
    skip_refused: bool = False,
    dry_run: bool = False,
    source: str = "",
    progress: Callable[[ImportReport], None] | None = None,
    refused: Callable[[Refusal], None] | None = None,
    note: ImportNote | None = None,
    media: MediaOfImport | None = None,
) -> ImportReport:
    """Imports every task, or with ``skip_refused`` those that are not refused; ``dry_run`` only reads and counts.

    ``progress`` gets the report as it stands with each write, ``refused`` every row that is refused, in the thread
    that reads; ``note`` changes a named value of the store with the import, in one transaction; ``media`` takes the
    files that come with the tasks.

    The iterator runs in a thread, one chunk ahead of the writes. Raises :class:`ImportRefused` when a row was refused
    or there was no task at all; whatever it raises, nothing of the import is then in the store.
    """
    started = time.monotonic()
    report = ImportReport()
    chunks = _Chunks(items, report, stop_at_refusal=not skip_refused, refused=refused)
    run = _Run(store, source, dry_run=dry_run, note=note)
    if media is not None:
        media.attach(run.begin)
    loop = asyncio.get_running_loop()
    reading = loop.run_in_executor(None, chunks.next)
    try:
        while tasks := await asyncio.shield(reading):
            reading = loop.run_in_executor(None, chunks.next)
            await run.add(tasks)
            report.duration = time.monotonic() - started
            if progress is not None:
                progress(report)
        _require_tasks(report, skip_refused=skip_refused)
        if media is not None:
            await media.flush()
        await run.commit(report)
    except BaseException:
        # The thread reads from a file that the caller is about to close.
        if media is not None:
            media.stop()
        await asyncio.wait([reading])
        if not reading.cancelled():
            reading.exception()
        await asyncio.shield(run.abort())
        raise
    report.duration = time.monotonic() - started
    return report


def _require_tasks(report: ImportReport, *, skip_refused: bool) -> None:
    if report.refused_count and not skip_refused:
        raise ImportRefused(report)
    if not report.task_count:
        if not report.refused_count:
            report.refused_count = 1
            report.refusals.append(Refusal(line=1, reason="There is no task in it."))
        raise ImportRefused(report)


class _Chunks:
    """Cuts the items into writes and keeps the report."""

    def __init__(
        self,
        items: Iterator[NewTask | Refusal],
        report: ImportReport,
        *,
        stop_at_refusal: bool,
        refused: Callable[[Refusal], None] | None,
    ) -> None:
        self._items = items
        self._report = report
        self._stop_at_refusal = stop_at_refusal
        self._refused = refused

    def next(self) -> list[NewTask]:
        """The tasks of the next write; empty at the end. After a refusal that ends the import they are only counted."""
        report = self._report
        tasks: list[NewTask] = []
        size = 0
        for item in self._items:
            if isinstance(item, Refusal):
                report.refused_count += 1
                if len(report.refusals) < REFUSALS_KEPT:
                    report.refusals.append(item)
                if self._refused is not None:
                    self._refused(item)
                continue
            report.task_count += 1
            if self._stop_at_refusal and report.refused_count:
                continue
            report.annotation_count += len(item.annotations)
            report.prediction_count += len(item.predictions)
            tasks.append(item)
            size += _size(item)
            if len(tasks) == CHUNK_TASKS or size > CHUNK_BYTES:
                return tasks
        return [] if self._stop_at_refusal and report.refused_count else tasks


def _size(task: NewTask) -> int:
    size = memoryview(task.data).nbytes
    for annotation in task.annotations:
        size += memoryview(annotation.result).nbytes
    for prediction in task.predictions:
        size += memoryview(prediction.result).nbytes
    for draft in task.drafts:
        size += memoryview(draft.result).nbytes
    return size


class _Run:
    """The import in the store, begun with its first tasks."""

    def __init__(self, store: Store, source: str, *, dry_run: bool, note: ImportNote | None) -> None:
        self._store = store
        self._source = source
        self._dry_run = dry_run
        self._note = note
        self._import_id: int | None = None
        self._beginning = asyncio.Lock()

    async def begin(self) -> int:
        """Begins the import unless it has begun; its id."""
        async with self._beginning:
            if self._import_id is None:
                self._import_id = await self._store.begin_import(source=self._source)
        return self._import_id

    async def add(self, tasks: list[NewTask]) -> None:
        if not self._dry_run:
            await self._store.add_to_import(await self.begin(), tasks)

    async def commit(self, report: ImportReport) -> None:
        import_id, self._import_id = self._import_id, None
        if import_id is None:
            return
        try:
            # Shielded, so that whoever goes away now leaves a whole import behind, not one that is taken back.
            summary = await asyncio.shield(self._store.commit_import(import_id, note=self._note))
        except Exception:
            await self._store.abort_import(import_id)
            raise
        report.task_ids_from, report.task_ids_to = summary.task_ids_from, summary.task_ids_to

    async def abort(self) -> None:
        if self._import_id is not None:
            await self._store.abort_import(self._import_id)
