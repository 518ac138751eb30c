"""A project as a zip, written as it is read: a directory that stands alone, and the labels in one JSON file."""

from __future__ import annotations

import asyncio
import datetime
import io
import shutil
import tempfile
import zipfile
from collections.abc import AsyncGenerator, Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, ClassVar, cast
from weakref import WeakKeyDictionary

from starlette.requests import Request
from starlette.responses import StreamingResponse

from multisession.project.export_context import export_context
from multisession.project.exporters.registry import EXPORTERS
from multisession.project.project import Project
from multisession.project.store.interface import Document, Store
from multisession.project.store.sqlite import copy_project, create_project
from multisession.sessions.middleware import visit_of
from multisession.web.errors import TooManyRequests

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

COPY_BYTES = 256 * 1024
#: Media are compressed already.
STORED_BELOW = "upload"
LABELS_NAME = "labels.json"
#: Downloads at once of one session's project, and of the recipe by all who have written nothing.
MOST_DOWNLOADS = 3
MOST_RECIPE_DOWNLOADS = 20


class DownloadPlace:
    """One of the places for downloads of a project in this process, taken until :meth:`release`.

    Raises TooManyRequests when all are taken: each download is a copy on everybody's disk for as long as it is sent.
    """

    _taken: ClassVar[WeakKeyDictionary[Store, int]] = WeakKeyDictionary()

    def __init__(self, project: Project) -> None:
        most = MOST_DOWNLOADS if project.directory is not None else MOST_RECIPE_DOWNLOADS
        taken = self._taken.get(project.store, 0)
        if taken >= most:
            raise TooManyRequests(f"{most} downloads of this are under way. Wait for one to end.", retry_after=5)
        self._store = project.store
        self._taken[self._store] = taken + 1

    def release(self) -> None:
        """Leaves the place to the next download."""
        self._taken[self._store] -= 1


def archive_response(request: Request, project: Project, *, base: Path | None, scratch: Path) -> StreamingResponse:
    """A project as a download: the zip, written while it is sent, under a name with the time. TooManyRequests."""
    visit_of(request).leases.append(DownloadPlace(project))
    name = f"project-{datetime.datetime.now(datetime.UTC):%Y-%m-%d-%H-%M}.zip"
    return StreamingResponse(
        project_archive(project, base=base, scratch=scratch),
        media_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


async def project_archive(project: Project, *, base: Path | None, scratch: Path) -> AsyncGenerator[bytes, None]:
    """The zip in pieces. The project is copied below ``scratch`` first, so its database is as of one moment."""
    directory = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="download-", dir=scratch))
    try:
        await asyncio.to_thread(_copy, project.directory, directory, await project.document(), base)
        await _write_labels(project, directory / LABELS_NAME)
        pieces = zip_pieces(_members(directory, (project.directory, base)))
        while (piece := await asyncio.to_thread(next, pieces, None)) is not None:
            if piece:
                yield piece
    finally:
        await asyncio.shield(asyncio.to_thread(shutil.rmtree, directory, ignore_errors=True))


def _copy(source: Path | None, target: Path, document: Document, base: Path | None) -> None:
    if source is not None:
        copy_project(source, target, base=base)
        return
    # A session that has written nothing has no directory: what its first write would make is made here, and copied.
    with tempfile.TemporaryDirectory(prefix="download-", dir=target.parent) as unwritten:
        create_project(Path(unwritten), document, base=base)
        copy_project(Path(unwritten), target, base=base)


async def _write_labels(project: Project, path: Path) -> None:
    with path.open("xb") as file:
        bundles = project.store.every_bundle()
        async for piece in EXPORTERS["JSON"].write(bundles, await export_context(project, every_task=True)):
            await asyncio.to_thread(file.write, piece)


def _members(directory: Path, places: Sequence[Path | None]) -> Iterator[tuple[str, Path]]:
    """(name in the zip, file) of the copy and of the media, the session's own before the base's."""
    for path in sorted(directory.iterdir()):
        if path.is_file():
            yield path.name, path
    named: set[str] = set()
    for place in places:
        upload = None if place is None else place / STORED_BELOW
        if upload is None or not upload.is_dir():
            continue
        for path in sorted(upload.iterdir()):
            if path.is_file() and not path.is_symlink() and not path.name.startswith(".") and path.name not in named:
                named.add(path.name)
                yield f"{STORED_BELOW}/{path.name}", path


class _Pieces(io.RawIOBase):
    """What a ZipFile writes into: not a file, so nothing is ever sought, and what was written can be taken away."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: Buffer) -> int:
        taken = bytes(piece)
        self._pieces.append(taken)
        return len(taken)

    def take(self) -> bytes:
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken


def zip_pieces(members: Iterator[tuple[str, Path]]) -> Iterator[bytes]:
    """A zip of files in pieces of some 256 kB; memory does not grow with the files. Raises OSError."""
    pieces = _Pieces()
    with zipfile.ZipFile(cast(IO[bytes], pieces), "w", allowZip64=True) as archive:
        for name, path in members:
            information = zipfile.ZipInfo.from_file(path, name)
            stored = name.startswith(f"{STORED_BELOW}/")
            information.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            with path.open("rb") as source, archive.open(information, "w", force_zip64=True) as target:
                while block := source.read(COPY_BYTES):
                    target.write(block)
                    yield pieces.take()
    yield pieces.take()
