"""The form of a backup: a gzipped tar of plain files that is written, and read, from its first byte to its last.

``backup.json`` comes first and says what this is; then the files of the root directory below ``root/``; and
``digest.json`` last: how much there was, and one digest over every name, time, size and byte before it. So neither side
ever holds more than a piece, and an archive that ends early has no digest.
"""

from __future__ import annotations

import gzip
import hashlib
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO, Protocol

import msgspec

from multisession.web.errors import StudioError, excerpt

#: Raised when a backup of this program cannot be read by an older one any more.
FORMAT = 1
FIRST_NAME = "backup.json"
LAST_NAME = "digest.json"
BELOW = "root/"
PIECE_BYTES = 256 * 1024
#: Labels shrink to a tenth at the fastest level; media do not shrink at any.
_LEVEL = 1
#: Neither of our own two files is ever this large, in bytes.
_OWN_FILE_BYTES = 64 * 1024
_GZIP_FORM = 31


class BackupRefused(StudioError):
    """The archive is none of ours, damaged, or of another form; nothing of it is put in place."""


class Start(msgspec.Struct):
    """The first member: what the archive is."""

    format: int
    program: str
    instance: str
    made_at: str


class End(msgspec.Struct):
    """The last member: how much there was before it."""

    projects: int = 0
    bases: int = 0
    files: int = 0
    bytes: int = 0
    sha256: str = ""


class Output(Protocol):
    """Whatever takes bytes."""

    def write(self, piece: bytes, /) -> object: ...


class _Digest:
    def __init__(self) -> None:
        self._sha256 = hashlib.sha256()

    def begin(self, name: str, size: int, changed: int) -> None:
        # A NUL stands in no name, and the size says where the content ends: one digest, one reading.
        self._sha256.update(name.encode("utf-8", "surrogateescape") + f"\0{size}\0{changed}\0".encode())

    def add(self, piece: bytes) -> None:
        self._sha256.update(piece)

    @property
    def text(self) -> str:
        return self._sha256.hexdigest()


class ArchiveWriter:
    """Writes one archive into ``output``, which is never sought. Whatever ``output`` raises is raised here."""

    def __init__(self, output: Output, start: Start) -> None:
        self._output = output
        self._packed = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP_FORM)
        self._digest = _Digest()
        #: How much was written, so far.
        self.end = End()
        #: bytes of the archive
        self.written = 0
        self._put_own(FIRST_NAME, start)

    def add(self, name: str, size: int, changed: int, pieces: Iterable[bytes]) -> None:
        """Adds a file of the root directory. ``name`` is its path from the root, ``changed`` its time in seconds.

        Raises ValueError when ``pieces`` are not ``size`` bytes in all: the archive is then worth nothing.
        """
        self._put_header(BELOW + name, size, changed)
        self._digest.begin(name, size, changed)
        left = size
        for piece in pieces:
            left -= len(piece)
            if left < 0:
                break
            self._digest.add(piece)
            self._put(piece)
        if left:
            raise ValueError(f"{name} has another size than was said")
        self._put(bytes(-size % tarfile.BLOCKSIZE))
        self.end.files += 1
        self.end.bytes += size

    def finish(self) -> None:
        """Writes the digest and the end of the archive."""
        self.end.sha256 = self._digest.text
        self._put_own(LAST_NAME, self.end)
        self._put(bytes(2 * tarfile.BLOCKSIZE))
        self._out(self._packed.flush())

    def _put_own(self, name: str, content: msgspec.Struct) -> None:
        encoded = msgspec.json.format(msgspec.json.encode(content)) + b"\n"
        self._put_header(name, len(encoded), 0)
        self._put(encoded + bytes(-len(encoded) % tarfile.BLOCKSIZE))

    def _put_header(self, name: str, size: int, changed: int) -> None:
        header = tarfile.TarInfo(name)
        header.size, header.mtime, header.mode = size, changed, 0o600
        self._put(header.tobuf(tarfile.PAX_FORMAT, "utf-8", "surrogateescape"))

    def _put(self, content: bytes) -> None:
        self._out(self._packed.compress(content))

    def _out(self, packed: bytes) -> None:
        if packed:
            self._output.write(packed)
            self.written += len(packed)


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the root directory on its way out of an archive; its pieces are read once, before the next member."""

    name: str
    size: int
    changed: int
    pieces: Iterator[bytes]


class ArchiveReader:
    """Reads one archive from ``source``, which is never sought. Raises BackupRefused with one sentence."""

    def __init__(self, source: BinaryIO) -> None:
        self._packed = gzip.GzipFile(fileobj=source, mode="rb")
        self._digest = _Digest()
        self._end = End()
        with _telling_damage():
            try:
                self._tar = tarfile.open(fileobj=self._packed, mode="r|", errorlevel=2)  # noqa: SIM115
            except (tarfile.ReadError, gzip.BadGzipFile):
                raise BackupRefused(_NOT_OURS) from None
            self.start = self._read_start()

    @property
    def end(self) -> End:
        """How much there was; known once the last member has been read."""
        return self._end

    def members(self) -> Iterator[Member]:
        """The files, in their order. When it ends without an error, all of them were as they were written."""
        files = size = 0
        with _telling_damage():
            while (info := self._next()) is not None:
                if info.name == LAST_NAME:
                    self._end = msgspec.json.decode(self._content(info), type=End)
                    if (self._end.files, self._end.bytes, self._end.sha256) != (files, size, self._digest.text):
                        raise BackupRefused(_DAMAGED)
                    self._read_out()
                    return
                yield self._member(info)
                files += 1
                size += info.size
        raise BackupRefused(_CUT)

    def _read_start(self) -> Start:
        info = self._next()
        if info is None or info.name != FIRST_NAME:
            raise BackupRefused(_NOT_OURS)
        content = self._content(info)
        form = msgspec.json.decode(content, type=_Form).format
        if form != FORMAT:
            raise BackupRefused(
                f"The backup is of format {form}, and this program reads format {FORMAT}. Restore it with the version "
                "of the program that made it."
            )
        return msgspec.json.decode(content, type=Start)

    def _next(self) -> tarfile.TarInfo | None:
        info = self._tar.next()
        # The module remembers every member it has seen; there may be a million.
        self._tar.members.clear()  # type: ignore[attr-defined]
        return info

    def _content(self, info: tarfile.TarInfo) -> bytes:
        _check_plain(info)
        if info.size > _OWN_FILE_BYTES:
            raise BackupRefused(_DAMAGED)
        return b"".join(self._pieces(info))

    def _member(self, info: tarfile.TarInfo) -> Member:
        _check_plain(info)
        name = info.name.removeprefix(BELOW)
        _check_name(info.name, name)
        self._digest.begin(name, info.size, int(info.mtime))
        return Member(name, info.size, int(info.mtime), self._digested(info))

    def _digested(self, info: tarfile.TarInfo) -> Iterator[bytes]:
        with _telling_damage():
            for piece in self._pieces(info):
                self._digest.add(piece)
                yield piece

    def _pieces(self, info: tarfile.TarInfo) -> Iterator[bytes]:
        content = self._tar.extractfile(info)
        assert content is not None, "a plain file has content"
        while piece := content.read(PIECE_BYTES):
            yield piece

    def _read_out(self) -> None:
        """Nothing may follow, and the checksum of the packed bytes, which stands at their end, must hold."""
        if self._next() is not None:
            raise BackupRefused(_DAMAGED)
        while self._packed.read(PIECE_BYTES):
            pass


class _Form(msgspec.Struct):
    format: int


_NOT_OURS = "The file is not a backup of this program. Name one that the backup command made."
_CUT = "The backup ends before its end, and nothing was restored. Take another one."
_DAMAGED = "The backup is damaged, and nothing was restored. Take another one."


def _check_plain(info: tarfile.TarInfo) -> None:
    if info.type not in (tarfile.REGTYPE, tarfile.AREGTYPE) or info.issparse() or info.size < 0:
        raise BackupRefused(
            f'The backup holds "{excerpt(info.name)}", which is not a plain file. Nothing was restored.'
        )


def _check_name(whole: str, name: str) -> None:
    """Only names that lead to a place below the root directory, and are spelled in one way."""
    parts = tuple(name.split("/"))
    if not whole.startswith(BELOW) or PurePath(name).parts != parts or ".." in parts or "\0" in name:
        raise BackupRefused(f'The backup holds "{excerpt(whole)}", which is not below its root. Nothing was restored.')


@contextmanager
def _telling_damage() -> Iterator[None]:
    try:
        yield
    except EOFError:
        raise BackupRefused(_CUT) from None
    except tarfile.ReadError as error:
        raise BackupRefused(_CUT if "unexpected end" in str(error) else _DAMAGED) from None
    except (tarfile.TarError, zlib.error, gzip.BadGzipFile, msgspec.MsgspecError, ValueError, OverflowError):
        raise BackupRefused(_DAMAGED) from None
