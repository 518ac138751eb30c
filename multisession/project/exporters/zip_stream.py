"""A zip archive that leaves while it is made: no file on the disk, one block in memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Protocol

#: of every entry: the same project makes the same archive
_TIME = (1980, 1, 1, 0, 0, 0)
_BLOCK = 256 * 1024


class Readable(Protocol):
    """What an entry is read from."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end."""
        ...


class ZipStream:
    """Entries in, bytes out: what :meth:`take` returns, in order, is the archive."""

    def __init__(self) -> None:
        self._sink = _Sink()
        self._archive = zipfile.ZipFile(self._sink, "w", zipfile.ZIP_DEFLATED)

    def add(self, name: str, content: bytes) -> None:
        """One small entry."""
        self._archive.writestr(zipfile.ZipInfo(name, _TIME), content, zipfile.ZIP_DEFLATED, 6)

    def add_file(self, name: str, file: Readable, *, compress: bool = True) -> Iterator[bytes]:
        """One entry of any size; yields what of the archive is ready meanwhile."""
        entry = zipfile.ZipInfo(name, _TIME)
        entry.compress_type = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
        with self._archive.open(entry, "w", force_zip64=True) as target:
            while block := file.read(_BLOCK):
                target.write(block)
                yield self.take()

    def take(self) -> bytes:
        """What of the archive is ready and was not taken yet."""
        return self._sink.take()

    def end(self) -> bytes:
        """Ends the archive; the rest of it."""
        self._archive.close()
        return self.take()


class _Sink(io.RawIOBase):
    """Where the archive is written to: it can only go forward."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, part: object) -> int:
        block = bytes(part)  # type: ignore[call-overload]
        self._parts.append(block)
        return len(block)

    def take(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)
