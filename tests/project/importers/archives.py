"""Archives for tests: whole ones, and ones that no honest program writes."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Sequence

Files = Sequence[tuple[str, bytes]]


def zipped(files: Files, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip as the standard library writes it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return target.getvalue()


def png(width: int, height: int) -> bytes:
    """A white picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = (b"\0" + b"\xff" * -(-width // 8)) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def tarred(files: Files, mode: str = "w", format: int = tarfile.PAX_FORMAT) -> bytes:
    """A tar as the standard library writes it; ``mode`` as ``tarfile.open`` takes it."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode=mode, format=format) as archive:  # type: ignore[call-overload]
        for name, content in files:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return target.getvalue()


def tarred_entry(name: str, kind: bytes, content: bytes = b"", link: str = "", size: int | None = None) -> bytes:
    """A tar of one entry of any kind; ``size`` is what its header says."""
    header = bytearray(512)
    header[0 : len(name.encode())] = name.encode()
    header[100:108] = b"0000644\0"
    header[124:136] = f"{len(content) if size is None else size:011o}\0".encode()
    header[156:157] = kind
    header[157 : 157 + len(link)] = link.encode()
    header[257:265] = b"ustar\x0000"
    header[148:156] = b" " * 8
    header[148:156] = f"{sum(header):06o}\0 ".encode()
    return bytes(header) + content + b"\0" * (-len(content) % 512)


class Raw:
    """A zip written field by field, so that each can lie."""

    def __init__(self) -> None:
        self.content = bytearray()
        self.list: list[bytes] = []

    def add(
        self,
        name: bytes,
        content: bytes = b"",
        *,
        packed: bytes | None = None,
        method: int = 8,
        flags: int = 0x800,
        size: int | None = None,
        checksum: int | None = None,
        local_name: bytes | None = None,
        made_by: int = 3 << 8,
        mode: int = 0o100644,
        offset: int | None = None,
        packed_size: int | None = None,
        extra: bytes = b"",
    ) -> Raw:
        """One entry; what is not said is right."""
        if packed is None:
            deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
            packed = deflate.compress(content) + deflate.flush() if method == 8 else content
        size = len(content) if size is None else size
        checksum = zlib.crc32(content) if checksum is None else checksum
        packed_size = len(packed) if packed_size is None else packed_size
        place = len(self.content) if offset is None else offset
        if offset is None:
            local = name if local_name is None else local_name
            self.content += struct.pack(
                "<4s5H3L2H", b"PK\3\4", 20, flags, method, 0, 0, checksum, packed_size, size, len(local), 0
            )
            self.content += local + packed
        self.list.append(
            struct.pack(
                "<4s6H3L5H2L", b"PK\1\2", made_by, 20, flags, method, 0, 0, checksum, packed_size, size,
                len(name), len(extra), 0, 0, 0, mode << 16, place,
            )
            + name
            + extra
        )  # fmt: skip
        return self

    def bytes(
        self,
        *,
        count: int | None = None,
        size: int | None = None,
        offset: int | None = None,
        disk: int = 0,
        comment: bytes = b"",
        between: bytes = b"",
    ) -> bytes:
        """The archive."""
        listed = b"".join(self.list)
        number = len(self.list) if count is None else count
        end = struct.pack(
            "<4s4H2LH", b"PK\5\6", disk, disk, number, number, len(listed) if size is None else size,
            len(self.content) if offset is None else offset, len(comment),
        )  # fmt: skip
        return bytes(self.content) + listed + between + end + comment


def with_end_64(archive: Raw, *, count: int, size: int, offset: int = 0) -> bytes:
    """An archive whose end says numbers of 64 bits."""
    listed = b"".join(archive.list)
    place = len(archive.content) + len(listed)
    end = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, offset)
    end += struct.pack("<4sLQL", b"PK\6\7", 0, place, 1)
    return archive.bytes(count=0xFFFF, size=0xFFFFFFFF, offset=0xFFFFFFFF, between=end)


def joined(parts: Iterable[bytes]) -> bytes:
    """A tar of entries, with its end."""
    return b"".join(parts) + b"\0" * 1024
