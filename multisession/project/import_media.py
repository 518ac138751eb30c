"""The media files of an import: they are there when it is committed, and gone with it when it is not.

Their names begin with letters that belong to the import alone. Whoever takes an import back, now or after a crash,
removes the files of these names and their rows.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import tempfile
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from multisession.project.importers.media_file import Readable
from multisession.project.media import MAX_FILE_BYTES, Media, place_file, shown_name
from multisession.project.project import Project
from multisession.project.store.failures import telling
from multisession.project.store.interface import NewUpload, Store, Upload
from multisession.web.errors import NotFound

#: files, and their bytes, whose rows are written together
_BATCH_FILES, _BATCH_BYTES = 100, 16 * 2**20
_COPIED_BYTES = 256 * 1024
Begin = Callable[[], Coroutine[Any, Any, int]]


class ImportStopped(Exception):
    """Whoever wanted the import does not want it any more; never told to anybody."""


@contextlib.contextmanager
def media_of_import(project: Project, *, dry_run: bool = False) -> Iterator[ImportMedia | TriedMedia]:
    """Where the media of one import into a project go; of one that is only tried, they go when the block ends."""
    most = project.settings.max_upload_bytes
    if dry_run:
        with tempfile.TemporaryDirectory() as directory:
            yield TriedMedia(Path(directory), max_bytes=most)
    else:
        yield ImportMedia(project.store, project.directory, max_bytes=most, require_room=project.require_room)


class FolderMedia:
    """Media that go into a folder and have no rows: of a base that is being made, or of an import only tried."""

    def __init__(self, upload_directory: Path, *, max_bytes: int = MAX_FILE_BYTES) -> None:
        self._directory = upload_directory
        self._max_bytes = max_bytes

    def place(self, content: Readable, name: str) -> str:
        """See MediaPlace."""
        return Media.address(place_file(content, name, self._directory, max_bytes=self._max_bytes)[0].name)

    def open(self, address: str) -> BinaryIO | None:
        """See MediaPlace."""
        path = self._directory / Path(address).name
        return path.open("rb") if address == Media.address(path.name) and path.is_file() else None

    def copy(self, content: Readable) -> BinaryIO:
        """See MediaPlace."""
        return _copy(content, self._directory if self._directory.is_dir() else self._directory.parent)


class TriedMedia(FolderMedia):
    """Media of an import that is only tried."""

    def __init__(self, upload_directory: Path, *, max_bytes: int) -> None:
        super().__init__(upload_directory, max_bytes=max_bytes)
        self._stopped = False
        self.uploads: list[Upload] = []

    def place(self, content: Readable, name: str) -> str:
        """See MediaPlace."""
        if self._stopped:
            raise ImportStopped
        return super().place(content, name)

    def attach(self, begin: Begin) -> None:
        """Nothing is begun."""

    def stop(self) -> None:
        """See MediaOfImport."""
        self._stopped = True

    async def flush(self) -> None:
        """Nothing waits."""


class ImportMedia:
    """Media of one import into a project. ``require_room`` raises when the disk has no room for so many bytes."""

    def __init__(
        self,
        store: Store,
        directory: Path | None,
        *,
        max_bytes: int = MAX_FILE_BYTES,
        require_room: Callable[[int], None] = lambda wanted: None,
    ) -> None:
        self._store = store
        self._directory = None if directory is None else directory / "upload"
        self._max_bytes = max_bytes
        self._require_room = require_room
        self._begin: Begin | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._import_id: int | None = None
        self._prefix = ""
        self._numbers = itertools.count()
        self._waiting: list[NewUpload] = []
        self._stopped = False
        #: those that have rows
        self.uploads: list[Upload] = []

    def attach(self, begin: Begin) -> None:
        """Says which import they belong to: ``begin`` begins it, the first time, and gives its id."""
        self._begin = begin
        self._loop = asyncio.get_running_loop()

    def place(self, content: Readable, name: str) -> str:
        """See MediaPlace. Called in the thread that reads, while the loop runs."""
        if self._stopped:
            raise ImportStopped
        if self._directory is None:
            raise NotFound("There is no project yet to put a file into. Open a template or save a label config first.")
        self._require_room(_BATCH_BYTES)
        if self._import_id is None:
            assert self._begin is not None
            self._import_id = self._wait(self._begin())
            self._prefix = self._store.media_prefix(self._import_id)
        first = f"{self._prefix}{next(self._numbers):0{16 - len(self._prefix)}x}"
        path, media = place_file(content, name, self._directory, max_bytes=self._max_bytes, first=first)
        size = path.stat().st_size
        self._waiting.append(
            NewUpload(name=path.name, original_name=shown_name(name), size=size, content_type=media.content_type)
        )
        if len(self._waiting) >= _BATCH_FILES or sum(each.size for each in self._waiting) > _BATCH_BYTES:
            self._wait(self.flush())
        return Media.address(path.name)

    def open(self, address: str) -> BinaryIO | None:
        """See MediaPlace."""
        name = Path(address).name
        known = self._prefix and name.startswith(self._prefix) and address == Media.address(name)
        return (self._directory / name).open("rb") if known and self._directory is not None else None

    def copy(self, content: Readable) -> BinaryIO:
        """See MediaPlace."""
        if self._stopped:
            raise ImportStopped
        if self._directory is None:
            raise NotFound("There is no project yet to put a file into. Open a template or save a label config first.")
        return _copy(content, self._directory.parent, self._require_room)

    def stop(self) -> None:
        """See MediaOfImport."""
        self._stopped = True

    async def flush(self) -> None:
        """Writes the rows that wait."""
        waiting, self._waiting = self._waiting, []
        if waiting and self._import_id is not None:
            self.uploads += await self._store.add_import_uploads(self._import_id, waiting)

    def _wait(self, work: Coroutine[Any, Any, Any]) -> Any:
        assert self._loop is not None
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()


def _copy(content: Readable, directory: Path, require_room: Callable[[int], None] = lambda wanted: None) -> BinaryIO:
    with telling(), contextlib.ExitStack() as stack:
        # Without a name from its first moment where the system can do that: nothing stays whoever dies.
        file = stack.enter_context(tempfile.TemporaryFile(dir=directory))
        room = 0
        while block := content.read(_COPIED_BYTES):
            room -= len(block)
            if room < 0:
                require_room(_BATCH_BYTES)
                room = _BATCH_BYTES
            file.write(block)
        file.flush()
        file.seek(0)
        stack.pop_all()
    return cast(BinaryIO, file)
