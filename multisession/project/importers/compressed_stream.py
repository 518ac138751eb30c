"""What gzip, bzip2 and xz hold, unpacked a block at a time, within limits."""

from __future__ import annotations

import bz2
import lzma
import os
import zlib
from collections.abc import Callable
from typing import Protocol

from multisession.project.importers.archive_limits import ArchiveLimits, Unpacked
from multisession.project.importers.entry_names import ArchiveRefused
from multisession.project.importers.media_file import Seekable

_BLOCK = 64 * 1024
#: what the dictionary of an xz file may take
_MOST_MEMORY = 80 * 2**20
#: files packed one after another in one: so many, and one more for each so many bytes
_MEMBERS, _MEMBER_BYTES = 100, 1024


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


class _Gzip:
    """zlib's object with the manners of bz2's and lzma's: it keeps what it has not yet used."""

    def __init__(self) -> None:
        self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)

    @property
    def eof(self) -> bool:
        return self._inflate.eof

    @property
    def unused_data(self) -> bytes:
        return self._inflate.unused_data

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        return self._inflate.decompress(self._inflate.unconsumed_tail + data, max_length)

    @property
    def needs_input(self) -> bool:
        return not self._inflate.unconsumed_tail


def _xz() -> lzma.LZMADecompressor:
    return lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=_MOST_MEMORY)


#: first bytes -> what unpacks them
DECOMPRESSORS: dict[bytes, Callable[[], _Decompressor]] = {
    b"\x1f\x8b": _Gzip,
    b"BZh": bz2.BZ2Decompressor,
    b"\xfd7zXZ\0": _xz,
}


def compression_of(head: bytes) -> Callable[[], _Decompressor] | None:
    """What unpacks a file with these first bytes; None for one that is not compressed."""
    for start, make in DECOMPRESSORS.items():
        if head.startswith(start):
            return make
    return None


class CompressedStream:
    """The unpacked bytes of a file, from its start. Raises ArchiveRefused."""

    def __init__(self, file: Seekable, make: Callable[[], _Decompressor], limits: ArchiveLimits) -> None:
        size = file.seek(0, os.SEEK_END)
        self._unpacked = Unpacked(size, limits)
        self._members_left = _MEMBERS + size // _MEMBER_BYTES
        file.seek(0)
        self._file = file
        self._make = make
        self._decompressor = make()
        self._ended = False

    def read(self, size: int = _BLOCK, /) -> bytes:
        """At most so many bytes; none at the end."""
        try:
            block = self._next(min(size, _BLOCK) if size > 0 else _BLOCK)
        except (OSError, EOFError, zlib.error, lzma.LZMAError, ValueError):
            raise ArchiveRefused("The compressed file is damaged, or needs too much memory. Pack it anew.") from None
        self._unpacked.add(len(block))
        return block

    def _next(self, size: int) -> bytes:
        while not self._ended:
            if self._decompressor.eof:
                rest = self._decompressor.unused_data or self._file.read(_BLOCK)
                # Files may be packed one after another, with zeros behind the last.
                if not rest.strip(b"\0"):
                    self._ended = True
                    break
                self._members_left -= 1
                if not self._members_left:
                    raise ArchiveRefused("The compressed file is made of too many pieces. Pack it anew.")
                self._decompressor = self._make()
                block = self._decompressor.decompress(rest, size)
            else:
                packed = self._file.read(_BLOCK) if getattr(self._decompressor, "needs_input", True) else b""
                block = self._decompressor.decompress(packed, size)
                if not block and not packed and not self._decompressor.eof and self._needs_more():
                    raise EOFError
            if block:
                return block
        return b""

    def _needs_more(self) -> bool:
        return bool(getattr(self._decompressor, "needs_input", True))
