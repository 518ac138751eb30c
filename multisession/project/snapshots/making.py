"""Making one file of a snapshot: written beside, told as it goes, and whole or not there at all.

Reads of the database are of one moment and in threads; nothing is written to it but the beginning and the end. Whoever
deletes the snapshot, in whatever process, ends it; the quota and the disk's floor are looked at as it grows.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable
from typing import BinaryIO

from multisession.project.exporters.context import Bundles
from multisession.project.project import Project
from multisession.project.snapshots.book import SnapshotBook
from multisession.project.snapshots.files import SnapshotFiles
from multisession.project.snapshots.model import STOPPED, StoredExport
from multisession.project.store.failures import told
from multisession.project.store.interface import TaskBundle
from multisession.project.store.ownership import Ownership
from multisession.web.errors import QuotaExceeded, StudioError

#: seconds between two words about how far it is
TICK = 0.25
#: so many bytes are written to the disk at once
_BLOCK = 512 * 1024
#: tasks that are written while others wait: a few milliseconds
_AT_ONCE = 100


class Making:
    """One file on its way. Whoever has it runs it, else it stays claimed until this process ends.

    ``write`` makes the file's blocks of the tasks it is given; ``bundles`` gives them. ``room`` is how many bytes the
    file may have, 0 for as many as it likes.
    """

    def __init__(
        self,
        project: Project,
        book: SnapshotBook,
        files: SnapshotFiles,
        file: StoredExport,
        ownership: Ownership,
        *,
        bundles: Callable[[], Bundles],
        write: Callable[[Bundles], AsyncIterator[bytes]],
        room: int,
    ) -> None:
        self._project = project
        self._book = book
        self._files = files
        self._file = file
        self._ownership = ownership
        self._bundles = bundles
        self._write = write
        self._room = room
        self._tasks = 0
        self._annotations = 0
        self._digest = hashlib.md5(usedforsecurity=False)
        self._size = 0

    async def run(self) -> None:
        """Makes it, and enters what came of it; raises nothing that a person could mend, for that is entered too."""
        making = asyncio.create_task(self._make())
        try:
            while not (await asyncio.wait([making], timeout=TICK))[0]:
                await asyncio.to_thread(self._files.note, self._file.name, self._tasks)
                if not await self._book.has(self._file.name):
                    return
            await making
        except StudioError as error:
            await self._fail(error.detail)
        except BaseException:
            # The server stops, or something that nobody foresaw and that is logged.
            await asyncio.shield(self._give_up(making))
            raise
        finally:
            making.cancel()
            await asyncio.gather(making, return_exceptions=True)
            await asyncio.shield(self._leave())

    async def _make(self) -> None:
        try:
            self._file.status = "in_progress"
            await self._book.enter(self._file)
            file = await asyncio.to_thread(self._files.begin, self._file.name)
            with file:
                await self._fill(file)
                await asyncio.to_thread(self._files.finish, self._file.name, file)
        except OSError as error:
            raise told(error) from error
        self._file.status = "completed"
        self._file.tasks, self._file.annotations = self._tasks, self._annotations
        self._file.size, self._file.md5 = self._size, self._digest.hexdigest()
        await self._book.enter(self._file)

    async def _fill(self, file: BinaryIO) -> None:
        waiting: list[bytes] = []
        size = 0
        async for block in self._write(self._counted()):
            waiting.append(block)
            size += len(block)
            if size >= _BLOCK:
                await self._append(file, waiting)
                waiting, size = [], 0
        await self._append(file, waiting)

    async def _append(self, file: BinaryIO, blocks: list[bytes]) -> None:
        content = b"".join(blocks)
        self._size += len(content)
        if self._room and self._size > self._room:
            raise QuotaExceeded(
                "This export does not fit into the project beside what it holds. Download it without keeping it, or "
                "delete kept exports.",
                code="quota-bytes",
            )
        self._project.require_room(len(content))
        await asyncio.to_thread(self._write_down, file, content)

    def _write_down(self, file: BinaryIO, content: bytes) -> None:
        rest = memoryview(content)
        while rest:
            rest = rest[file.write(rest) :]
        self._digest.update(content)

    async def _counted(self) -> AsyncIterator[list[TaskBundle]]:
        async for batch in self._bundles():
            for start in range(0, len(batch), _AT_ONCE):
                piece = batch[start : start + _AT_ONCE]
                yield piece
                self._tasks += len(piece)
                self._annotations += sum(len(bundle.annotations) for bundle in piece)
                # Whoever waits for this process comes in between.
                await asyncio.sleep(0)

    async def _fail(self, sentence: str) -> None:
        self._file.status, self._file.failure, self._file.size, self._file.md5 = "failed", sentence, 0, ""
        try:
            await self._book.enter(self._file)
        except StudioError:
            # It was deleted meanwhile, or the project is going: then nobody will ask.
            return

    async def _give_up(self, making: asyncio.Task[None]) -> None:
        making.cancel()
        await asyncio.gather(making, return_exceptions=True)
        if self._file.status != "completed":
            await self._fail(STOPPED)

    async def _leave(self) -> None:
        """Lets go, and removes what is no export."""
        self._ownership.end()
        try:
            wanted = self._file.status == "completed" and await self._book.has(self._file.name)
        except StudioError:
            wanted = False
        if not wanted:
            await asyncio.to_thread(self._files.remove, [self._file.name])
