"""The bytes of one file: read ahead a little for detection, then given out chunk by chunk."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from multisession.project.importers.media_file import Readable
from multisession.project.importers.read_options import Encoding
from multisession.project.media_types import type_of_bytes

#: bytes read at a time; small enough for a hundred imports at once, large enough for whole batches of tasks
CHUNK_BYTES = 256 * 1024
UTF8_MARK = b"\xef\xbb\xbf"
_MARKS_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
#: bytes of a file's beginning that tell its encoding
_LOOKED_AT = 4096
#: what stands in no text
_CONTROL = re.compile(r"[\0-\x08\x0b\x0e-\x1f\x7f]")


class ByteSource:
    """One pass over a binary stream or an iterable of chunks.

    ``head`` holds the first bytes (up to one chunk) and is given out again by :meth:`chunks`. Text in another
    ``encoding`` becomes UTF-8 on the way; UTF-16 is known by itself.
    """

    def __init__(self, stream: Readable | Iterable[bytes], encoding: Encoding = "utf-8") -> None:
        chunks = _even(_raw_chunks(stream))
        first = next(chunks, b"")
        codec = codec_of(first, encoding)
        chunks = chain([first], chunks)
        self._chunks = chunks if codec is None else _even(_as_utf8(chunks, codec))
        self.head = next(self._chunks, b"")

    @property
    def text_start(self) -> int:
        """Bytes before the text: 3 when a UTF-8 byte order mark leads, else 0."""
        return len(UTF8_MARK) if self.head.startswith(UTF8_MARK) else 0

    def chunks(self) -> Iterator[bytes]:
        """Every byte from the start."""
        if self.head:
            yield self.head
        yield from self._chunks

    def text_chunks(self) -> Iterator[bytes]:
        """Every byte after the byte order mark."""
        if self.head:
            yield self.head[self.text_start :]
        yield from self._chunks


def _raw_chunks(stream: Readable | Iterable[bytes]) -> Iterator[bytes]:
    if hasattr(stream, "read"):
        while chunk := stream.read(CHUNK_BYTES):
            yield chunk
    else:
        yield from stream


def codec_of(head: bytes, encoding: Encoding = "utf-8") -> str | None:
    """What decodes a file with these first bytes; None for UTF-8, and for what is no text.

    UTF-16 is known by its mark, or by the zero bytes that only one half of its letters has; ``encoding`` is what was
    said of it otherwise.
    """
    if encoding == "windows-1252":
        return encoding
    if head.startswith(_MARKS_16):
        return "utf-16"
    found = _utf16_by_zeros(head[:_LOOKED_AT])
    return found or ("utf-16-le" if encoding == "utf-16" else None)


def _utf16_by_zeros(head: bytes) -> str | None:
    first, second = head[::2].count(0), head[1::2].count(0)
    most = max(first, second)
    if min(first, second) or most < 2 or most * 40 < len(head) or type_of_bytes(head) is not None:
        return None
    codec = "utf-16-le" if second else "utf-16-be"
    try:
        text = codecs.getincrementaldecoder(codec)().decode(head)
    except UnicodeDecodeError:
        return None
    return None if _CONTROL.search(text) else codec


def _as_utf8(chunks: Iterator[bytes], codec: str) -> Iterator[bytes]:
    """The same text in UTF-8; what is none in its encoding becomes a replacement character."""
    decoder = codecs.getincrementaldecoder(codec)("replace")
    for chunk in chunks:
        yield decoder.decode(chunk).encode("utf-8", "replace")
    if rest := decoder.decode(b"", True):
        yield rest.encode("utf-8", "replace")


def _even(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Joins small chunks and splits large ones, so that parsers see about one chunk at a time."""
    waiting: list[bytes] = []
    size = 0
    for chunk in chunks:
        waiting.append(chunk)
        size += len(chunk)
        if size >= CHUNK_BYTES // 2:
            joined = b"".join(waiting)
            waiting, size = [], 0
            if len(joined) <= CHUNK_BYTES:
                yield joined
            else:
                yield from (joined[at : at + CHUNK_BYTES] for at in range(0, len(joined), CHUNK_BYTES))
    if waiting:
        yield b"".join(waiting)


class BoundedLines:
    """Splits chunks into lines without their ends, keeping at most ``max_bytes`` of one line in memory.

    Iterating gives ``bytes``, or None for a line that is too long. ``number`` is the line just given, counted from 1,
    ``offset`` its first byte in the file. A file whose only line ends are carriage returns is read by those.
    """

    def __init__(self, chunks: Iterator[bytes], *, max_bytes: int, start: int = 0) -> None:
        self._chunks = chunks
        self._max_bytes = max_bytes
        self.number = 0
        self.offset = start
        self._next_offset = start

    def __iter__(self) -> Iterator[bytes | None]:
        rest = b""
        dropped = 0
        for chunk in _newlines_only(self._chunks):
            first, *others = chunk.split(b"\n")
            if len(rest) + len(first) > self._max_bytes:
                dropped += len(rest) + len(first)
                rest = b""
            elif dropped:
                dropped += len(first)
            else:
                rest += first
            if not others:
                continue
            yield self._give(rest, dropped)
            dropped = 0
            for line in others[:-1]:
                yield self._give(line, 0)
            rest = others[-1]
        if rest or dropped:
            yield self._give(rest, dropped)

    def _give(self, line: bytes, dropped: int) -> bytes | None:
        self.number += 1
        self.offset = self._next_offset
        self._next_offset += (dropped or len(line)) + 1
        if dropped or len(line) > self._max_bytes:
            return None
        return line[:-1] if line.endswith(b"\r") else line


def _newlines_only(chunks: Iterator[bytes]) -> Iterator[bytes]:
    first = next(chunks, b"")
    # The last byte does not count: its line feed may be in the next chunk.
    if b"\r" in first[:-1] and b"\n" not in first:
        yield first.replace(b"\r", b"\n")
        yield from (chunk.replace(b"\r", b"\n") for chunk in chunks)
    else:
        yield first
        yield from chunks
