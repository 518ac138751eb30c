"""The store in SQLite: one project in a directory, alone or as an overlay over an immutable base.

Reads of a few rows run inline on the event loop through a connection of their own; long ones in a thread with a
connection made for them; writes in the project's writer thread (writer.py). Connections are opened when first used.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from anyio import to_thread

from multisession.project.store import bundles, figures, imports, order, selection
from multisession.project.store.access import read_only
from multisession.project.store.bulk_access import BulkAccess
from multisession.project.store.copying import copy_project
from multisession.project.store.creation import build_base, create_project
from multisession.project.store.database import (
    BASE_DATABASE_NAME,
    DATABASE_NAME,
    Database,
    open_database,
    open_empty,
    open_immutable,
)
from multisession.project.store.documents import DocumentFiles, base_of
from multisession.project.store.failures import telling
from multisession.project.store.figure_access import FigureAccess
from multisession.project.store.interface import (
    EXPORT_SNAPSHOTS,
    Document,
    ImportNote,
    ImportSummary,
    NewUpload,
    OutboxEntry,
    ProjectFrozen,
    Sampling,
    TaskBundle,
    Upload,
    ValueNote,
    WorkSince,
)
from multisession.project.store.labels import LabelAccess
from multisession.project.store.ownership import Ownership
from multisession.project.store.positions import Positions
from multisession.project.store.quota import NO_QUOTA, Quota, Usage, usage
from multisession.project.store.tables import outbox, tasks, uploads, values
from multisession.project.store.tables.project import counts
from multisession.project.store.writer import Writers
from multisession.project.tasks import Counts, NewTask, Task, TaskPage

__all__ = [
    "Quota",
    "SqliteStore",
    "Writers",
    "base_of",
    "build_base",
    "copy_project",
    "create_project",
    "open_pristine",
    "open_project",
]

#: Tasks that one transaction of an import writes.
_CHUNK = 1_000
#: Tasks that are read first of all of them: who looks at the beginning alone has it at once.
_FIRST_BATCH = 20


def open_project(
    directory: Path,
    *,
    writers: Writers | None,
    base: Path | None = None,
    label_config: Path | None = None,
    quota: Quota = NO_QUOTA,
) -> SqliteStore:
    """Opens a project directory; nothing is read before the first call.

    Without ``writers`` it is read-only: to look at while somebody else works in it. ``label_config`` is a file
    elsewhere that stands for the directory's config.xml.
    """
    documents = DocumentFiles(directory, base, label_config)
    return SqliteStore(
        partial(open_database, directory / DATABASE_NAME, base=base, query_only=True),
        documents.read,
        write_document=documents.write,
        directory=directory,
        base=base,
        writers=writers,
        quota=quota,
    )


def open_pristine(*, base: Path | None, document: Document | None = None) -> SqliteStore:
    """What a session sees that has written nothing: the base, or an empty project. Read-only, nothing on disk."""
    if document is not None or base is None:
        known = document or Document()
        return SqliteStore(_pristine(base), lambda: known)
    return SqliteStore(_pristine(base), DocumentFiles(base, None).read)


def _pristine(base: Path | None) -> Callable[[], Database]:
    return open_empty if base is None else partial(open_immutable, base / BASE_DATABASE_NAME)


class SqliteStore(LabelAccess, BulkAccess, FigureAccess):
    """One project's data (see interface.Store). Belongs to one event loop."""

    def __init__(
        self,
        connect: Callable[[], Database],
        read_document: Callable[[], Document],
        *,
        write_document: Callable[[str | None, Mapping[str, Any] | None], None] | None = None,
        directory: Path | None = None,
        base: Path | None = None,
        writers: Writers | None = None,
        quota: Quota = NO_QUOTA,
    ) -> None:
        super().__init__(connect, directory=directory, base=base, writers=writers, quota=quota)
        self._read_document = read_document
        self._write_document = write_document
        self._owned: dict[int, Ownership] = {}
        self.read_only = writers is None

    # -- documents

    async def document(self) -> Document:
        return self._read_document()

    async def save_document(
        self,
        *,
        label_config: str | None = None,
        settings: Mapping[str, Any] | None = None,
        note: ValueNote | None = None,
    ) -> Document:
        def save(database: Database) -> None:
            assert self._write_document is not None
            if note is not None:
                name, change = note
                values.put(database, name, change(values.get(database, name)))
            outbox.announce(database, "config-changed")
            self._write_document(label_config, settings)

        await self._write(save)
        return self._read_document()

    # -- tasks

    async def counts(self) -> Counts:
        return self._read(counts)

    async def task(self, task_id: int) -> Task | None:
        return self._read(tasks.one, task_id)

    async def tasks(self, *, page: int, page_size: int, only_annotated: bool = False) -> TaskPage:
        read = partial(bundles.page, page_number=page, page_size=page_size, only_annotated=only_annotated)
        return await self._read_long(read) if only_annotated else await self._read_page(read, page_size)

    async def bundle(self, task_id: int) -> TaskBundle | None:
        found = self._read(bundles.several, [task_id])
        return found[0] if found else None

    async def bundles(self, task_ids: Sequence[int]) -> list[TaskBundle]:
        found = await self._read_page(lambda database: bundles.several(database, task_ids), len(task_ids))
        by_id = {bundle.task.id: bundle for bundle in found}
        return [by_id[task_id] for task_id in task_ids if task_id in by_id]

    async def every_bundle(self, *, only_annotated: bool = False, batch: int = 500) -> AsyncIterator[list[TaskBundle]]:
        database = await to_thread.run_sync(self._open)
        try:
            with telling():
                database.connection.execute("BEGIN")
            start, size = 1, min(batch, _FIRST_BATCH)
            while True:
                with telling():
                    found = await to_thread.run_sync(
                        partial(bundles.batch, database, start, size, only_annotated=only_annotated)
                    )
                if not found:
                    return
                yield found
                start, size = found[-1].task.id + 1, batch
        finally:
            database.close()

    async def create_task(self, task: NewTask) -> Task:
        return await self._write(lambda database: tasks.create(database, task))

    async def update_task(
        self, task_id: int, *, data: msgspec.Raw | None = None, meta: msgspec.Raw | None = None
    ) -> Task | None:
        return await self._write(lambda database: tasks.update(database, task_id, data, meta))

    async def delete_task(self, task_id: int) -> bool:
        return await self._write(lambda database: tasks.delete(database, task_id))

    async def delete_tasks(self) -> int:
        return await self._write(tasks.delete_all)

    async def next_task(self, sampling: Sampling, *, seed: bytes) -> int | None:
        if sampling == "sequential":
            return self._read(order.next_in_sequence)
        choice = self._read(order.next_uniform, seed)
        if choice.cursor is not None and not self.read_only:
            with contextlib.suppress(ProjectFrozen):
                return await self._write(lambda database: order.advance_cursor(database, seed))
        return choice.task

    async def neighbours(self, task_id: int) -> tuple[int | None, int | None, int]:
        def look(database: Database) -> tuple[int | None, int | None, int]:
            positions = Positions(database)
            return (
                positions.preceding(min(task_id, positions.last + 1) - 1),
                positions.following(task_id + 1),
                positions.position(min(task_id, positions.last)),
            )

        return self._read(look)

    # -- import

    async def begin_import(self, *, source: str = "") -> int:
        if self._directory is None or self.read_only:
            raise read_only()
        with telling():
            ownership = Ownership.taken(self._directory)
        try:
            import_id = await self._write(lambda database: imports.begin(database, ownership.owner, source))
        except BaseException:
            ownership.end()
            raise
        self._owned[import_id] = ownership
        return import_id

    async def add_to_import(self, import_id: int, tasks: Sequence[NewTask]) -> None:
        for start in range(0, len(tasks), _CHUNK):
            chunk = tasks[start : start + _CHUNK]
            await self._write(partial(imports.add, import_id=import_id, new_tasks=chunk))

    async def commit_import(self, import_id: int, *, note: ImportNote | None = None) -> ImportSummary:
        if note is None:
            summary = await self._write(lambda database: imports.commit(database, import_id))
        else:
            summary = await self._write(partial(imports.commit_noting, import_id=import_id, note=note))
        self._disown(import_id)
        return summary

    async def abort_import(self, import_id: int) -> None:
        ownership = self._owned.get(import_id)
        if ownership is not None:
            await self._remove_import(import_id, ownership.owner)
        self._disown(import_id)

    def media_prefix(self, import_id: int) -> str:
        return imports.media_prefix(self._owned[import_id].owner)

    async def add_import_uploads(self, import_id: int, new: Sequence[NewUpload]) -> list[Upload]:
        return await self._write(partial(imports.add_uploads, import_id=import_id, new=new))

    async def work_since_import(self, first: int, last: int, last_annotation_id: int, last_draft_id: int) -> WorkSince:
        return await self._read_long(
            partial(
                imports.work_since,
                first=first,
                last=last,
                last_annotation_id=last_annotation_id,
                last_draft_id=last_draft_id,
            )
        )

    # -- uploads

    async def add_upload(self, *, name: str, original_name: str, size: int, content_type: str) -> Upload:
        return await self._write(
            partial(uploads.add, name=name, original_name=original_name, size=size, content_type=content_type)
        )

    async def upload(self, name: str) -> Upload | None:
        return self._read(uploads.by_name, name)

    async def uploads(self) -> list[Upload]:
        return self._read(uploads.every)

    async def delete_upload(self, upload_id: int) -> Upload | None:
        return await self._write(lambda database: uploads.remove(database, upload_id))

    async def uploaded_bytes(self) -> int:
        return self._read(uploads.total_bytes)

    async def usage(self) -> Usage:
        return self._read(usage)

    # -- outbox and small values

    async def keep_outbox(self, wanted: bool) -> None:
        if self._read(outbox.is_kept) != wanted:
            await self._write(partial(outbox.keep, wanted=wanted))

    async def outbox(self, *, after: int = 0, limit: int = 100) -> list[OutboxEntry]:
        return self._read(outbox.entries, after, limit)

    async def outbox_done(self, up_to: int) -> None:
        await self._write(lambda database: outbox.remove(database, up_to))

    async def value(self, name: str) -> str | None:
        return self._read(values.get, name)

    async def set_value(self, name: str, value: str | None) -> None:
        await self._write(lambda database: values.put(database, name, value))

    async def change_value(self, name: str, change: Callable[[str | None], str | None]) -> None:
        await self._write(lambda database: values.put(database, name, change(values.get(database, name))))

    async def change_export_snapshots(self, change: Callable[[str | None], tuple[str | None, int]]) -> None:
        def apply(database: Database) -> None:
            text, size = change(values.get(database, EXPORT_SNAPSHOTS))
            values.put(database, EXPORT_SNAPSHOTS, text)
            values.put(database, values.EXPORT_BYTES, str(size) if size else None)

        await self._write(apply)

    # -- life

    async def begin_closing(self) -> None:
        await self._write(
            lambda database: database.run("UPDATE project SET closing = 1 WHERE id = 1"), while_closing=True
        )

    async def close(self) -> None:
        """Closes this process's connections, and lets go of imports that it has not ended."""
        selection.kept.forget(self)
        figures.kept.forget(self)
        await self._close_connections()
        for import_id in list(self._owned):
            self._disown(import_id)

    def _disown(self, import_id: int) -> None:
        ownership = self._owned.pop(import_id, None)
        if ownership is not None:
            ownership.end()
