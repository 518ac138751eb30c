"""What can be done with snapshots: make one, have it in another format, fetch it, delete it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from functools import partial
from typing import BinaryIO

from multisession.project.export_context import export_context
from multisession.project.export_selection import ExportSelection
from multisession.project.exporters.context import Bundles, ExportContext, Exporter
from multisession.project.exporters.registry import asks_for_files, exporter_named
from multisession.project.project import Project
from multisession.project.snapshots.book import SnapshotBook, new_file
from multisession.project.snapshots.files import SnapshotFiles
from multisession.project.snapshots.making import Making
from multisession.project.snapshots.model import (
    Conversion,
    Snapshot,
    SnapshotGone,
    SnapshotNotJson,
    SnapshotNotReady,
    StoredExport,
)
from multisession.project.snapshots.stored_tasks import stored_bundles
from multisession.project.store.interface import TaskBundle
from multisession.web.errors import QuotaExceeded


class Snapshots:
    """The snapshots of one project that is on disk."""

    def __init__(self, project: Project) -> None:
        assert project.directory is not None
        self._project = project
        self._files = SnapshotFiles(project.directory)
        self._book = SnapshotBook(project.store, project.directory)

    @classmethod
    def of(cls, project: Project) -> Snapshots | None:
        """None for a session that has written nothing, which has none."""
        return None if project.directory is None else cls(project)

    async def all(self) -> list[Snapshot]:
        """In the order in which they were begun. What processes that died have left goes."""
        # Listed before the book is read: what is begun in between has its line there first.
        there = await asyncio.to_thread(self._files.names)
        snapshots = await self._book.all()
        wanted = {file.name for one in snapshots for file in one.files if file.is_running or file.status == "completed"}
        if there - wanted:
            await asyncio.to_thread(self._files.remove, there - wanted)
        return [one for one in snapshots if not self._is_lost(one)]

    async def one(self, snapshot_id: int) -> Snapshot:
        """Raises SnapshotGone."""
        for snapshot in await self.all():
            if snapshot.id == snapshot_id:
                return snapshot
        raise SnapshotGone

    async def begin(
        self, title: str, format: str, selection: ExportSelection, *, resources: bool
    ) -> tuple[Snapshot, Making]:
        """A new snapshot, to be made by whoever asked.

        Raises BadRequest for an unknown format, FormatDoesNotFit, TooManySnapshots, TooManyRequests, BelowFloor,
        QuotaExceeded, ScanTooLong.
        """
        exporter = exporter_named(format)
        resources = resources or asks_for_files(format)
        context = await self._context(exporter, every_task=selection.every_task, resources=resources)
        room = await self._room()
        ids = await selection.ids(self._project.store)
        total = await selection.count(self._project.store) if ids is None else len(ids)
        # What dead processes left goes; files that are not there any more, as after a backup without them, make room.
        await self.all()
        await self._book.strike(self._is_lost)
        counts = await self._project.store.counts()
        file = new_file(exporter.name, exporter.suffix, resources=resources and exporter.packs, total=total)
        annotations = counts.total_annotations_number + counts.skipped_annotations_number
        snapshot, ownership = await self._book.begin(title, file, annotations)
        return snapshot, Making(
            self._project,
            self._book,
            self._files,
            snapshot.file,
            ownership,
            bundles=partial(selection.bundles, self._project.store, ids),
            write=partial(_written, exporter, context),
            room=room,
        )

    async def convert(self, snapshot_id: int, format: str, *, resources: bool) -> tuple[Conversion, Making | None]:
        """The same tasks in another format; nothing is to be made where that is there already.

        Raises SnapshotGone, SnapshotNotReady, SnapshotNotJson, and what :meth:`begin` raises.
        """
        exporter = exporter_named(format)
        snapshot = await self.one(snapshot_id)
        if snapshot.file.format != "JSON":
            raise SnapshotNotJson(
                f"This export is kept as {snapshot.file.format} alone. Make one as JSON to have it in other formats."
            )
        _require_ready(snapshot.file)
        resources = exporter.packs and (resources or asks_for_files(format))
        for made in snapshot.conversions:
            if (made.file.format, made.file.resources) == (exporter.name, resources) and made.file.status != "failed":
                return made, None
        context = await self._context(exporter, every_task=True, resources=resources)
        room = await self._room()
        file = new_file(exporter.name, exporter.suffix, resources=resources, total=snapshot.file.tasks)
        conversion, ownership = await self._book.begin_conversion(snapshot_id, file)
        return conversion, Making(
            self._project,
            self._book,
            self._files,
            conversion.file,
            ownership,
            bundles=partial(self._stored, snapshot.file),
            write=partial(_written, exporter, context),
            room=room,
        )

    async def file(self, snapshot_id: int, format: str | None) -> tuple[Snapshot, StoredExport, BinaryIO]:
        """The snapshot, and its file in a format, open; its own unless told otherwise.

        Raises SnapshotGone, SnapshotNotReady, BadRequest for an unknown format.
        """
        snapshot = await self.one(snapshot_id)
        wanted = snapshot.file
        if format:
            name, resources = exporter_named(format).name, asks_for_files(format)
            found = [one for one in snapshot.files if one.format == name and (one.resources or not resources)]
            if not found:
                raise SnapshotNotReady(f"This export was not made as {name} yet. Convert it, then download it.")
            wanted = found[-1]
        _require_ready(wanted)
        file = await asyncio.to_thread(self._files.open, wanted.name)
        if file is None:
            raise SnapshotGone
        return snapshot, wanted, file

    async def remove(self, snapshot_id: int) -> None:
        """Deletes one with its files; what is being made of it ends. Raises SnapshotGone."""
        snapshot = await self._book.remove(snapshot_id)
        await asyncio.to_thread(self._files.remove, [file.name for file in snapshot.files])

    def done(self, file: StoredExport) -> int:
        """How many tasks are in a file, also while it is made. Blocks."""
        return self._files.noted(file.name) if file.is_running else file.tasks

    def _is_lost(self, snapshot: Snapshot) -> bool:
        """Whether the file of a whole one is not there any more."""
        return snapshot.file.status == "completed" and not self._files.exists(snapshot.file.name)

    async def _context(self, exporter: Exporter, *, every_task: bool, resources: bool) -> ExportContext:
        context = await export_context(self._project, every_task=every_task, resources=resources)
        if exporter.needs is not None:
            exporter.needs.require(context.config)
        return context

    async def _room(self) -> int:
        """How many bytes a file may have; 0 for as many as it likes. Raises QuotaExceeded, BelowFloor."""
        self._project.require_room()
        settings = self._project.settings
        if settings.mode != "multi" or not settings.max_session_bytes:
            return 0
        room = settings.max_session_bytes - (await self._project.store.usage()).bytes
        if room <= 0:
            raise QuotaExceeded(
                "This project is full. Download the export without keeping it, or delete kept exports.",
                code="quota-bytes",
            )
        return room

    async def _stored(self, source: StoredExport) -> AsyncIterator[list[TaskBundle]]:
        file = await asyncio.to_thread(self._files.open, source.name)
        if file is None:
            raise SnapshotGone
        with file:
            async for batch in stored_bundles(file, source.size):
                yield batch


def _written(exporter: Exporter, context: ExportContext, bundles: Bundles) -> AsyncIterator[bytes]:
    return exporter.write(bundles, context)


def _require_ready(file: StoredExport) -> None:
    if file.is_running:
        raise SnapshotNotReady("This export is being made. Ask for it again in a few seconds.")
    if file.status == "failed":
        raise SnapshotNotReady(f"This export could not be made. {file.failure}")
