"""Reads zip archives, and believes nothing that they say of themselves.

Written here instead of taken from the standard library because that one makes an object for each entry, and looks at
overlaps, lengths and links late or never. The end record is read first, then the list of entries within its limit,
then each entry as it is asked for.
"""

from __future__ import annotations

import os
import stat
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from multisession.project.importers.archive_limits import ArchiveLimits, Unpacked
from multisession.project.importers.entry_names import ArchiveRefused, plain_name, shown
from multisession.project.importers.media_file import Seekable
from multisession.web.written_size import written_size

_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64 = struct.Struct("<4sLQL")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_LONGEST_COMMENT = 0xFFFF
_ALL_16, _ALL_32 = 0xFFFF, 0xFFFFFFFF
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_UTF_8 = 0x800
_STORED, _DEFLATED = 0, 8
_UNIX = 3
_BLOCK = 64 * 1024


@dataclass(slots=True)
class _Entry:
    name: str
    #: as it stands in the archive
    raw_name: bytes
    method: int
    checksum: int
    packed: int
    size: int
    offset: int
    #: where the next thing in the archive begins
    end: int = 0


class ZipArchive:
    """The files of one archive in the order of its list. Raises ArchiveRefused at once for a list that is not taken."""

    def __init__(self, file: Seekable, limits: ArchiveLimits) -> None:
        self._file = file
        self._limits = limits
        self._size = file.seek(0, os.SEEK_END)
        self._entries = self._read_list()

    def files(self) -> Iterator[tuple[str, ZipEntryStream]]:
        """Name and content of each; may be called again."""
        unpacked = Unpacked(self._size, self._limits)
        for entry in self._entries:
            yield entry.name, ZipEntryStream(self._file, entry, unpacked)

    def _read_list(self) -> list[_Entry]:
        count, size, offset = self._read_end()
        Unpacked(self._size, self._limits).check_count(count)
        if size > self._limits.directory:
            raise ArchiveRefused(
                f"The list of entries of this archive is larger than {written_size(self._limits.directory)}. "
                "Import it in parts."
            )
        self._file.seek(offset)
        found = list(_listed(self._file.read(size), count))
        names: set[str] = set()
        for each in found:
            if each.name in names:
                raise ArchiveRefused(f"The archive holds {shown(each.name)} twice. Pack the files anew.")
            names.add(each.name)
        _set_ends(found, offset)
        return found

    def _read_end(self) -> tuple[int, int, int]:
        """How many entries there are, how large their list is and where it begins."""
        start = max(0, self._size - _END.size - _LONGEST_COMMENT)
        self._file.seek(start)
        tail = self._file.read(_END.size + _LONGEST_COMMENT)
        at = tail.rfind(b"PK\x05\x06")
        while at >= 0:
            if at + _END.size <= len(tail):
                _, disk, first_disk, here, count, size, offset, comment = _END.unpack_from(tail, at)
                if at + _END.size + comment == len(tail):
                    break
            at = tail.rfind(b"PK\x05\x06", 0, at)
        else:
            raise ArchiveRefused("The archive is cut off, or damaged at its end. Pack the files anew.")
        end = start + at
        if _ALL_16 in (count, here) or _ALL_32 in (size, offset):
            count, size, offset, end = self._read_end_64(end)
        elif disk or first_disk or here != count:
            raise ArchiveRefused("The archive is one of several parts. Pack the files into one.")
        if offset + size != end:
            raise ArchiveRefused("The archive does not hold what its end says. Pack the files anew.")
        return count, size, offset

    def _read_end_64(self, end: int) -> tuple[int, int, int, int]:
        damaged = ArchiveRefused("The end of this large archive cannot be read. Pack the files anew.")
        place = end - _LOCATOR_64.size
        if place < 0:
            raise damaged
        self._file.seek(place)
        mark, _, offset_64, disks = _LOCATOR_64.unpack(self._file.read(_LOCATOR_64.size))
        if mark != b"PK\x06\x07" or disks > 1 or offset_64 + _END_64.size > place:
            raise damaged
        self._file.seek(offset_64)
        mark, _, _, _, disk, first_disk, here, count, size, offset = _END_64.unpack(self._file.read(_END_64.size))
        if mark != b"PK\x06\x06" or disk or first_disk or here != count:
            raise damaged
        return count, size, offset, offset_64


class ZipEntryStream:
    """The content of one entry, unpacked and checked as it is read."""

    def __init__(self, file: Seekable, entry: _Entry, unpacked: Unpacked) -> None:
        self._file = file
        self._entry = entry
        self._unpacked = unpacked
        self._packed_left = entry.packed
        self._place = -1
        self._inflate = zlib.decompressobj(-zlib.MAX_WBITS) if entry.method == _DEFLATED else None
        self._checksum = 0
        self._size = 0
        self._ended = entry.packed == 0 == entry.size

    def read(self, size: int = _BLOCK, /) -> bytes:
        """At most so many bytes; none at the end. Raises ArchiveRefused."""
        if self._ended or size == 0:
            return b""
        if self._place < 0:
            self._place = self._find()
        block = self._next(size if size > 0 else _BLOCK)
        self._size += len(block)
        self._unpacked.add(len(block))
        self._unpacked.check_entry(self._entry.name, self._size)
        self._checksum = zlib.crc32(block, self._checksum)
        if self._size > self._entry.size:
            raise _lying(self._entry.name)
        if not block:
            self._ended = True
            if self._size != self._entry.size:
                raise _lying(self._entry.name)
            if self._checksum != self._entry.checksum:
                raise _damaged(self._entry.name)
        return block

    def _next(self, size: int) -> bytes:
        inflate = self._inflate
        if inflate is None:
            return self._packed(min(size, _BLOCK))
        try:
            while not inflate.eof:
                packed = inflate.unconsumed_tail or self._packed(_BLOCK)
                block = inflate.decompress(packed, min(size, 4 * _BLOCK))
                if block:
                    return block
                if not packed and not inflate.eof:
                    raise _damaged(self._entry.name)
        except zlib.error:
            raise _damaged(self._entry.name) from None
        return b""

    def _packed(self, size: int) -> bytes:
        # Several entries may be open by turns.
        self._file.seek(self._place)
        packed = self._file.read(min(size, self._packed_left))
        self._place += len(packed)
        self._packed_left -= len(packed)
        return packed

    def _find(self) -> int:
        """Where the content begins; what stands before it has to agree with the list."""
        entry = self._entry
        self._file.seek(entry.offset)
        header = self._file.read(_LOCAL.size)
        if len(header) < _LOCAL.size or not header.startswith(b"PK\x03\x04"):
            raise _damaged(entry.name)
        _, _, flags, method, _, _, _, _, _, name_length, extra_length = _LOCAL.unpack(header)
        if self._file.read(name_length) != entry.raw_name or method != entry.method or flags & _ENCRYPTED:
            raise _lying(entry.name)
        start: int = entry.offset + _LOCAL.size + name_length + extra_length
        if start + entry.packed > entry.end:
            raise _overlapping(entry.name)
        return start


def _listed(content: bytes, count: int) -> Iterator[_Entry]:
    """The files in the list of entries; folders are left out."""
    at = number = 0
    while at < len(content):
        number += 1
        if number > count or at + _CENTRAL.size > len(content) or content[at : at + 4] != b"PK\x01\x02":
            raise ArchiveRefused("The archive's list of entries is damaged. Pack the files anew.")
        fields = _CENTRAL.unpack_from(content, at)
        _, made_by, _, flags, method, _, _, checksum, packed, size, name_length, extra_length, comment = fields[:13]
        disk, _, attributes, offset = fields[13], fields[14], fields[15], fields[16]
        at += _CENTRAL.size
        raw_name = content[at : at + name_length]
        extra = content[at + name_length : at + name_length + extra_length]
        at += name_length + extra_length + comment
        name = plain_name(_decoded(raw_name, flags))
        if _ALL_32 in (size, packed, offset):
            size, packed, offset = _large(extra, size, packed, offset, name)
        _check_kind(name, made_by >> 8, attributes >> 16, flags, disk)
        if raw_name.endswith(b"/") or not name:
            continue
        if method not in (_STORED, _DEFLATED):
            raise ArchiveRefused(
                f"{shown(name)} is packed in a way that is not read here. Pack the files with Deflate."
            )
        if method == _STORED and packed != size:
            raise _lying(name)
        yield _Entry(name, raw_name, method, checksum, packed, size, offset)
    if number != count or at != len(content):
        raise ArchiveRefused("The archive's list of entries is damaged. Pack the files anew.")


def _set_ends(entries: list[_Entry], end: int) -> None:
    """Each entry ends where the next begins, the last at ``end``."""
    for entry in sorted(entries, key=lambda each: each.offset, reverse=True):
        if entry.offset + _LOCAL.size + len(entry.raw_name) + entry.packed > end:
            raise _overlapping(entry.name)
        entry.end, end = end, entry.offset


def _check_kind(name: str, system: int, mode: int, flags: int, disk: int) -> None:
    if flags & _ENCRYPTED:
        raise ArchiveRefused(f"{shown(name)} in the archive is encrypted. Pack the files without a password.")
    kind = stat.S_IFMT(mode) if system == _UNIX else 0
    if kind == stat.S_IFLNK:
        raise ArchiveRefused(f"{shown(name)} in the archive is a link. Pack the file itself.")
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise ArchiveRefused(f"{shown(name)} in the archive is a device, and no file. Leave it out.")
    if disk not in (0, _ALL_16):
        raise ArchiveRefused("The archive is one of several parts. Pack the files into one.")


def _decoded(name: bytes, flags: int) -> str:
    try:
        return name.decode()
    except UnicodeDecodeError:
        if flags & _UTF_8:
            raise ArchiveRefused(f"The name {shown(name.decode('latin-1'))} in the archive is not UTF-8.") from None
        return name.decode("cp437")


def _large(extra: bytes, size: int, packed: int, offset: int, name: str) -> tuple[int, int, int]:
    """The numbers that did not fit into 32 bits."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind == 1:
            values = [extra[at + 4 + start : at + 12 + start] for start in range(0, min(length, 24), 8)]
            numbers = iter(int.from_bytes(value, "little") for value in values if len(value) == 8)
            found = [next(numbers, -1) if value == _ALL_32 else value for value in (size, packed, offset)]
            if -1 not in found:
                return found[0], found[1], found[2]
        at += 4 + length
    raise _damaged(name)


def _overlapping(name: str) -> ArchiveRefused:
    return ArchiveRefused(f"{shown(name)} in the archive overlaps with another entry. Pack the files anew.")


def _lying(name: str) -> ArchiveRefused:
    return ArchiveRefused(f"{shown(name)} in the archive is not what the archive says of it. Pack the files anew.")


def _damaged(name: str) -> ArchiveRefused:
    return ArchiveRefused(f"{shown(name)} in the archive is damaged or cut off. Pack the files anew.")
