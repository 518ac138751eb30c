"""Archives of files, zip and tar, read safely: nothing is unpacked to the disk, and nothing in them is believed.

A zip has a list of its entries, a tar is read from front to back, compressed or not; a file that is compressed by
itself is an archive of one file. Limits are in archive_limits.py, the rules for names in entry_names.py.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Protocol

from multisession.project.importers.archive_limits import LIMITS, ArchiveLimits
from multisession.project.importers.compressed_stream import CompressedStream, compression_of
from multisession.project.importers.entry_names import plain_name
from multisession.project.importers.media_file import Readable, Seekable
from multisession.project.importers.tar_archive import TarArchive, is_tar
from multisession.project.importers.zip_archive import ZipArchive

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x06", b"PK\x07\x08")
#: bytes that tell what a file is
HEAD_BYTES = 1024
_SUFFIXES = {".gz", ".bz2", ".xz"}


class FileSet(Protocol):
    """Files that belong together."""

    def files(self) -> Iterator[tuple[str, Readable]]:
        """Name (``/`` between folders) and content of each; a content is there until the next is asked for."""
        ...


def is_archive(head: bytes) -> bool:
    """Whether a file with these first bytes is an archive, or compressed."""
    return head.startswith(_ZIP) or compression_of(head) is not None or is_tar(head)


def open_archive(file: Seekable, name: str, limits: ArchiveLimits = LIMITS) -> FileSet:
    """The files of an archive. ``name`` is its own, for a file that is only compressed. Raises ArchiveRefused."""
    file.seek(0)
    head = file.read(HEAD_BYTES)
    if head.startswith(_ZIP):
        return ZipArchive(file, limits)
    size = file.seek(0, os.SEEK_END)
    make = compression_of(head)
    if make is None:
        return TarArchive(lambda: _from_start(file), size, limits)
    if not is_tar(_beginning(CompressedStream(file, make, limits))):
        return CompressedFile(lambda: CompressedStream(file, make, limits), name)
    return TarArchive(lambda: CompressedStream(file, make, limits), size, limits)


def _from_start(file: Seekable) -> Seekable:
    file.seek(0)
    return file


def _beginning(stream: Readable) -> bytes:
    found = b""
    while len(found) < HEAD_BYTES and (block := stream.read(HEAD_BYTES - len(found))):
        found += block
    return found


class CompressedFile:
    """A compressed file as a set of one."""

    def __init__(self, start: _Start, name: str) -> None:
        self._start = start
        plain = PurePosixPath(plain_name(PurePosixPath(name).name))
        self._name = (plain.stem if plain.suffix.lower() in _SUFFIXES else plain.name) or "file"

    def files(self) -> Iterator[tuple[str, Readable]]:
        """See FileSet."""
        yield self._name, self._start()


class _Start(Protocol):
    def __call__(self) -> Readable: ...
