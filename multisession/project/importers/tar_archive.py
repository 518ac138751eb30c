"""Reads tar archives from front to back, as ustar, GNU tar and pax write them.

Written here instead of taken from the standard library because that one takes whatever memory a header asks for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from multisession.project.importers.archive_limits import ArchiveLimits, Unpacked
from multisession.project.importers.entry_names import ArchiveRefused, plain_name, shown
from multisession.project.importers.media_file import Readable

_BLOCK = 512
#: bytes of a header that names what follows it
_LONGEST_HEADER = 64 * 1024
#: of a number of bytes; what has more is too large in any case
_SIZE_DIGITS = 30
_FILES = (b"0", b"\0", b"7")
_FOLDER = b"5"
#: keys of pax records that mean something here, and the beginning of those that tell of holes
_MEANT, _SPARSE = (b"path", b"size", b"linkpath"), b"GNU.sparse"
_LINKS = {b"1": "a link", b"2": "a link", b"3": "a device", b"4": "a device", b"6": "a pipe", b"S": "a file with holes"}


class TarArchive:
    """The files of one archive; ``start`` opens it from its first byte, unpacked and counted."""

    def __init__(self, start: Callable[[], Readable], size: int, limits: ArchiveLimits) -> None:
        self._start = start
        self._size = size
        self._limits = limits

    def files(self) -> Iterator[tuple[str, TarEntryStream]]:
        """Name and content of each; the content is there until the next is asked for. Raises ArchiveRefused."""
        stream = self._start()
        counts = Unpacked(self._size, self._limits)
        names: set[str] = set()
        more: dict[str, str] = {}
        number = 0
        while (header := _exactly(stream, _BLOCK, end=True)).strip(b"\0"):
            number += 1
            counts.check_count(number)
            kind, size = header[156:157], _size(header)
            if kind in b"LKxg" and kind:
                more.update(_extended(kind, _header_body(stream, size)))
                continue
            size = _told_size(more.get("size", ""), size)
            name = plain_name(more.get("path", _name(header)))
            if "linkpath" in more or _SPARSE.decode() in more:
                raise _no_file(name, "a link or a file with holes")
            more = {}
            if kind == _FOLDER or (kind in _FILES and not name):
                _pass_over(stream, _padded(size))
                continue
            if kind not in _FILES:
                raise _no_file(name, _LINKS.get(kind, "of an unknown kind"))
            if name in names:
                raise ArchiveRefused(f"The archive holds {shown(name)} twice. Pack the files anew.")
            names.add(name)
            counts.check_entry(name, size)
            content = TarEntryStream(stream, name, size)
            yield name, content
            content.leave()


class TarEntryStream:
    """The content of one entry."""

    def __init__(self, stream: Readable, name: str, size: int) -> None:
        self._stream = stream
        self._name = name
        self._left = size
        self._padding = _padded(size) - size

    def read(self, size: int = 64 * 1024, /) -> bytes:
        """At most so many bytes; none at the end. Raises ArchiveRefused."""
        wanted = min(size, self._left) if size >= 0 else self._left
        if not wanted:
            return b""
        block = self._stream.read(wanted)
        if not block:
            raise ArchiveRefused(f"{shown(self._name)} in the archive is cut off. Pack the files anew.")
        self._left -= len(block)
        return block

    def leave(self) -> None:
        """Goes to the end of it."""
        while self.read():
            pass
        _pass_over(self._stream, self._padding)
        self._padding = 0


def is_tar(head: bytes) -> bool:
    """Whether a file begins with the header of an entry whose checksum is right."""
    return len(head) >= _BLOCK and bool(head[:_BLOCK].strip(b"\0")) and _has_checksum(head[:_BLOCK])


def _has_checksum(header: bytes) -> bool:
    told = header[148:156].strip(b" \0")
    blanked = header[:148] + b" " * 8 + header[156:]
    return bool(told) and set(told) <= set(b"01234567") and int(told, 8) == sum(blanked)


def _size(header: bytes) -> int:
    if not _has_checksum(header):
        raise ArchiveRefused("A header in the archive is damaged. Pack the files anew.")
    field = header[124:136]
    if field[0] & 0x80:
        # The sign is the second bit; a size below zero is none.
        size = int.from_bytes(bytes([field[0] & 0x7F]) + field[1:], "big")
        return size if not field[0] & 0x40 else _bad_size(header)
    digits = field.strip(b" \0")
    return int(digits, 8) if set(digits) <= set(b"01234567") and digits else (0 if not digits else _bad_size(header))


def _told_size(told: str, size: int) -> int:
    """The size that a pax header tells, which goes before that of the entry's own."""
    if not (told.isascii() and told.isdigit()):
        return size
    # More digits than any size has: longer than Python reads numbers.
    return int(told[:_SIZE_DIGITS])


def _bad_size(header: bytes) -> int:
    raise ArchiveRefused(f"{shown(_name(header))} in the archive has no size that can be read. Pack the files anew.")


def _name(header: bytes) -> str:
    name = _text(header[:100])
    prefix = _text(header[345:500]) if header[257:263] == b"ustar\0" else ""
    return f"{prefix}/{name}" if prefix else name


def _text(field: bytes) -> str:
    return field.split(b"\0", 1)[0].decode(errors="replace")


def _header_body(stream: Readable, size: int) -> bytes:
    if size > _LONGEST_HEADER:
        raise ArchiveRefused(f"A header in the archive is longer than {_LONGEST_HEADER:,} bytes. Pack the files anew.")
    return _exactly(stream, _padded(size))[:size]


def _extended(kind: bytes, body: bytes) -> dict[str, str]:
    """What GNU's long names and pax's records say about the next entry; records for all entries say nothing of one."""
    if kind == b"L":
        return {"path": body.removesuffix(b"\0").decode(errors="replace")}
    if kind == b"K":
        return {"linkpath": ""}
    found: dict[str, str] = {}
    while body:
        length, space, _ = body[:12].partition(b" ")
        if not space or not length.isdigit() or not len(length) + 1 < int(length) <= len(body):
            raise ArchiveRefused("A header in the archive is damaged. Pack the files anew.")
        key, _, value = body[len(length) + 1 : int(length) - 1].partition(b"=")
        # The rest, of whatever length, means nothing here.
        if key in _MEANT:
            found[key.decode()] = value.decode(errors="replace")
        elif key.startswith(_SPARSE) and kind != b"g":
            found[_SPARSE.decode()] = ""
        body = body[int(length) :]
    return found


def _no_file(name: str, what: str) -> ArchiveRefused:
    return ArchiveRefused(f"{shown(name)} in the archive is {what}. Pack the file itself, or leave it out.")


def _padded(size: int) -> int:
    return -(-size // _BLOCK) * _BLOCK


def _exactly(stream: Readable, size: int, *, end: bool = False) -> bytes:
    """So many bytes; fewer only where the archive may end."""
    parts = []
    left = size
    while left and (part := stream.read(left)):
        parts.append(part)
        left -= len(part)
    content = b"".join(parts)
    if left and not (end and not content):
        raise ArchiveRefused("The archive is cut off. Pack the files anew.")
    return content


def _pass_over(stream: Readable, size: int) -> None:
    while size:
        part = stream.read(min(size, 64 * 1024))
        if not part:
            raise ArchiveRefused("The archive is cut off. Pack the files anew.")
        size -= len(part)
