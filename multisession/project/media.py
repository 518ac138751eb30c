"""Media files of a project: stored under generated names in upload/, served by those names only.

A file is written beside its final name, synced and renamed; then its row is written in the transaction that checks
that the project is not being removed. When that fails the file goes again. A row without its file, or the other way
round, is so never seen by anyone but the owner of a machine that lost power between the two.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import re
import secrets
import stat
import time
import unicodedata
from collections.abc import AsyncIterable, Iterator
from pathlib import Path
from typing import BinaryIO

from starlette.requests import Request
from starlette.responses import Response

from multisession.project.importers.media_file import Readable
from multisession.project.media_types import SIGNATURE_BYTES, SUFFIXES, MediaType, type_for, type_of_name
from multisession.project.store.durable import sync_directory
from multisession.project.store.interface import TEMPORARY_UPLOAD, Store, Upload
from multisession.web.errors import BodyTooLarge, NotFound, StorageFull, UnsupportedMedia
from multisession.web.file_response import FileResponse
from multisession.web.written_size import written_size

#: bytes of one file
MAX_FILE_BYTES = 250 * 1024 * 1024
_COPY_BYTES = 256 * 1024
_NAME = re.compile(rf"[0-9a-f]{{16}}-[A-Za-z0-9_-]{{1,60}}\.(?:{'|'.join(SUFFIXES)})")
#: As tasks hold it: behind a proxy, or from an older path, the start may differ.
_ADDRESS = re.compile(r"(?:/[\w.~-]+)*?/data/upload/(?:1/)?([^/?#]+)")
#: seconds after which a file under a temporary name belongs to no upload any more
_TEMPORARY_LIFE = 24 * 3600
_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)
#: What a browser may do with a file that is opened on a page of its own: show it, and nothing else.
_SANDBOX = "sandbox; default-src 'none'; img-src 'self' data:; media-src 'self'; style-src 'unsafe-inline'"


class Media:
    """The media files of one project, and of the base that it stands on.

    ``directory`` is the project's, None for a session that has written nothing; ``base_directory`` the base's, if any.
    """

    def __init__(self, directory: Path | None, base_directory: Path | None, store: Store) -> None:
        self._upload_directory = None if directory is None else directory / "upload"
        self._places = [place / "upload" for place in (directory, base_directory) if place is not None]
        self._store = store
        self._swept = False

    @staticmethod
    def address(name: str) -> str:
        """The path under which the browser gets a stored file, without the root path."""
        return f"/data/upload/1/{name}"

    async def save(
        self, content: BinaryIO | AsyncIterable[bytes], *, original_name: str, max_bytes: int = MAX_FILE_BYTES
    ) -> Upload:
        """Stores one file under a generated name.

        Raises UnsupportedMedia when its first bytes are of no type that is taken, or of another kind than its name
        says; BodyTooLarge above ``max_bytes``; StorageFull; whatever the store raises for a project being removed.
        """
        if self._upload_directory is None:
            raise NotFound("There is no project yet to put a file into. Open a template or save a label config first.")
        with _telling_full_disk():
            if not self._swept:
                self._swept = True
                await asyncio.to_thread(_sweep, self._upload_directory)
            temporary = _begin(self._upload_directory)
            try:
                if isinstance(content, AsyncIterable):
                    await _receive(content, temporary, max_bytes)
                else:
                    await asyncio.to_thread(_copy, content, temporary, max_bytes)
                final, media = await asyncio.to_thread(_finish, temporary, original_name)
            finally:
                temporary.unlink(missing_ok=True)
        try:
            return await self._store.add_upload(
                name=final.name,
                original_name=shown_name(original_name),
                size=final.stat().st_size,
                content_type=media.content_type,
            )
        except BaseException:
            final.unlink(missing_ok=True)
            raise

    async def save_path(self, path: Path, *, max_bytes: int = MAX_FILE_BYTES) -> Upload:
        """Stores a copy of a file on this machine."""
        with path.open("rb") as content:
            return await self.save(content, original_name=path.name, max_bytes=max_bytes)

    async def delete(self, upload_id: int) -> bool:
        """Removes a file of this project; False when there is none of that id. The base's files stay."""
        upload = await self._store.delete_upload(upload_id)
        if upload is None:
            return False
        if self._upload_directory is not None and _NAME.fullmatch(upload.name):
            (self._upload_directory / upload.name).unlink(missing_ok=True)
        return True

    def open(self, name: str) -> BinaryIO | None:
        """A stored file, of this project before the base's; None for a name that was not generated or is not there."""
        if not _NAME.fullmatch(name):
            return None
        for place in self._places:
            file = open_regular(place / name)
            if file is not None:
                return file
        return None

    def open_address(self, address: str) -> BinaryIO | None:
        """A stored file by its address in a task; None for what lies elsewhere or is not there."""
        found = _ADDRESS.fullmatch(address)
        return self.open(found[1]) if found else None

    def response(self, name: str, request: Request) -> Response:
        """The answer to a GET or HEAD of a stored file. Raises NotFound."""
        media = type_of_name(name)
        file = self.open(name)
        if file is None or media is None:
            raise NotFound("There is no such file in this project.")
        return FileResponse(
            file, request, content_type=media.content_type, etag=name[:16], headers=_headers(name, media)
        )


def place_file(
    content: Readable, original_name: str, upload_directory: Path, *, max_bytes: int = MAX_FILE_BYTES, first: str = ""
) -> tuple[Path, MediaType]:
    """Writes a file into an upload/ under a generated name, without a row; where it is, and its type. Blocks.

    ``first`` are the 16 hex digits of its name, if given. Raises UnsupportedMedia, BodyTooLarge, StorageFull, OSError.
    """
    with _telling_full_disk():
        temporary = _begin(upload_directory, first)
        try:
            _copy(content, temporary, max_bytes)
            return _finish(temporary, original_name, first)
        finally:
            temporary.unlink(missing_ok=True)


async def register_uploads(store: Store, upload_directory: Path) -> None:
    """Gives the files that :func:`place_file` put into a project's own upload/ their rows, where they have none."""
    if not upload_directory.is_dir():
        return
    known = {upload.name for upload in await store.uploads()}
    for path in sorted(upload_directory.iterdir()):
        media = type_of_name(path.name)
        if path.name not in known and media is not None and _NAME.fullmatch(path.name):
            await store.add_upload(
                name=path.name,
                original_name=path.name[17:],
                size=path.stat().st_size,
                content_type=media.content_type,
            )


def shown_name(name: str) -> str:
    """A person's file name for showing: the last part of a path, without control characters, at most 255 characters."""
    last = re.split(r"[/\\]", name)[-1]
    return "".join(character for character in last if character.isprintable())[:255] or "file"


def generated_name(original_name: str, media: MediaType, first: str = "") -> str:
    """``<16 hex>-<base name>.<suffix>``: unguessable, and readable in a folder. ``first`` are the 16, if given."""
    base, dot, suffix = shown_name(original_name).rpartition(".")
    plain = unicodedata.normalize("NFKD", base if dot else suffix).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", plain).strip("-")[:60].strip("-") or "file"
    suffix = suffix.lower() if suffix.lower() in media.suffixes else media.suffixes[0]
    return f"{first or secrets.token_hex(8)}-{plain}.{suffix}"


def _headers(name: str, media: MediaType) -> dict[str, str]:
    disposition = "inline" if media.inline else "attachment"
    return {
        "Content-Disposition": f'{disposition}; filename="{name[17:]}"',
        "Content-Security-Policy": _SANDBOX,
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        # Kept by the person's own browser, so that the next task's picture and a seek in a recording cost no
        # transfer, but never used without asking: after sign-out or removal the answer is 404, not the old picture.
        "Cache-Control": "private, no-cache",
        "Vary": "Cookie, Authorization",
    }


def open_regular(path: Path) -> BinaryIO | None:
    """Opens a plain file in a plain directory; None for anything else, symbolic links above all."""
    if path.parent.is_symlink() or path.is_symlink():
        return None
    try:
        descriptor = os.open(path, _OPEN_FLAGS)
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.EMLINK):
            return None
        raise
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        return None
    return os.fdopen(descriptor, "rb")


def _sweep(upload_directory: Path) -> None:
    """Removes what a crash left under temporary names, long ago."""
    oldest = time.time() - _TEMPORARY_LIFE
    for left in upload_directory.glob(f"{TEMPORARY_UPLOAD}*"):
        with contextlib.suppress(FileNotFoundError):
            if left.stat().st_mtime < oldest:
                left.unlink()


def _begin(upload_directory: Path, first: str = "") -> Path:
    """A new empty file under a temporary name."""
    upload_directory.mkdir(mode=0o700, exist_ok=True)
    temporary = upload_directory / f"{TEMPORARY_UPLOAD}{first or secrets.token_hex(8)}"
    os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    return temporary


def _copy(content: Readable, temporary: Path, max_bytes: int) -> None:
    size = 0
    with temporary.open("ab") as file:
        while block := content.read(_COPY_BYTES):
            size += len(block)
            _check_size(size, max_bytes)
            file.write(block)


async def _receive(content: AsyncIterable[bytes], temporary: Path, max_bytes: int) -> None:
    size = 0
    with temporary.open("ab") as file:
        async for block in content:
            size += len(block)
            _check_size(size, max_bytes)
            await asyncio.to_thread(file.write, block)


def _check_size(size: int, max_bytes: int) -> None:
    if size > max_bytes:
        raise BodyTooLarge(f"The file is larger than {written_size(max_bytes)}. Send a smaller one.")


def _finish(temporary: Path, original_name: str, first: str = "") -> tuple[Path, MediaType]:
    """Checks what came, makes it last and gives it its name."""
    with temporary.open("rb+") as file:
        media = type_for(original_name, file.read(SIGNATURE_BYTES))
        if media is None:
            raise UnsupportedMedia(
                f'"{shown_name(original_name)}" is not a media file that is taken here, or not what its name says. '
                "Send a picture, a recording, a video or a PDF."
            )
        os.fsync(file.fileno())
    final = temporary.with_name(generated_name(original_name, media, first))
    temporary.rename(final)
    sync_directory(final.parent)
    return final, media


@contextlib.contextmanager
def _telling_full_disk() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
            raise StorageFull(
                "The disk is full, and the file was not saved. Free some space, then try again."
            ) from None
        raise
