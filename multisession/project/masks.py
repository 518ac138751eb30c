"""Masks as results hold them: run-length bytes of an RGBA picture, or a PNG in a data address.

Both are written row by row from a mask that nobody holds as a whole. The bytes are a bit stream, which
exporters/masks.py describes and reads.
"""

from __future__ import annotations

import base64
import re
import struct
import zlib
from collections.abc import Iterable, Iterator

#: of a picture, more than any camera's: a mask takes a byte for each
MOST_PIXELS = 120_000_000
#: a row, one byte a pixel, 1 where it is painted, and how many rows are like it
Rows = tuple[bytes, int]
_PAINTED = re.compile(rb"\x01+")
_CHANNELS = 4
_WORD = 8
#: bits of a count less one, of which two bits choose
_SIZES = (3, 4, 8, 16)
_LONGEST = 1 << _SIZES[-1]
#: bits that wait to become bytes
_MOST_WAITING = 2_048
_ALPHA = bytes([0, 255]) + bytes(254)


class MaskTooLarge(ValueError):
    """The bytes of a mask are more than was wished."""


def run_length_bytes(rows: Iterable[Rows], size: tuple[int, int], *, most: int) -> bytes:
    """The bytes of a mask; all words of a painted pixel are 255, of any other 0. ``size`` is width and height.

    Raises MaskTooLarge above ``most`` bytes.
    """
    width, height = size
    pixels = width * height
    bits = _BitWriter(most)
    bits.write(pixels * _CHANNELS, 32)
    bits.write(_WORD - 1, 5)
    for each in _SIZES:
        bits.write(each - 1, 4)
    done = 0
    for start, end in _stretches(rows, width):
        _write_runs(bits, start - done, 0)
        _write_runs(bits, end - start, 255)
        done = end
    _write_runs(bits, pixels - done, 0)
    return bits.bytes()


def png_address(rows: Iterable[Rows], size: tuple[int, int], *, most: int) -> str:
    """A data address of a PNG, black where it is painted and clear elsewhere.

    Raises MaskTooLarge above ``most`` bytes.
    """
    width, height = size
    deflate = zlib.compressobj(6)
    packed = bytearray()
    for row, count in rows:
        line = bytearray(1 + 2 * width)
        line[2::2] = row.translate(_ALPHA)
        for _ in range(count):
            packed += deflate.compress(line)
            if len(packed) > most:
                raise MaskTooLarge
    packed += deflate.flush()
    header = struct.pack(">IIBBBBB", width, height, 8, 4, 0, 0, 0)  # 8 bits of grey, and of alpha
    picture = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", bytes(packed)) + _chunk(b"IEND", b"")
    return "data:image/png;base64," + base64.b64encode(picture).decode()


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _stretches(rows: Iterable[Rows], width: int) -> Iterator[tuple[int, int]]:
    """Painted pixels, from the first to behind the last, counted through all rows: stretches go over their ends."""
    start = end = row_start = 0
    for row, count in rows:
        found = [match.span() for match in _PAINTED.finditer(row)]
        for _ in range(count):
            for first, last in found:
                if row_start + first != end:
                    if end > start:
                        yield start, end
                    start = row_start + first
                end = row_start + last
            row_start += width
    if end > start:
        yield start, end


def _write_runs(bits: _BitWriter, pixels: int, value: int) -> None:
    words = pixels * _CHANNELS
    while words > 0:
        count = min(words, _LONGEST)
        which = 0 if count <= 8 else 1 if count <= 16 else 2 if count <= 256 else 3
        size = _SIZES[which]
        # One bit that says a run, two that choose the size, the count less one, and the word.
        bits.write((((4 | which) << size | count - 1) << _WORD) | value, 3 + size + _WORD)
        words -= count


class _BitWriter:
    def __init__(self, most: int) -> None:
        self._most = most
        self._bytes = bytearray()
        self._waiting = 0
        self._count = 0

    def write(self, value: int, bits: int) -> None:
        self._waiting = self._waiting << bits | value
        self._count += bits
        if self._count >= _MOST_WAITING:
            rest = self._count % 8
            self._bytes += (self._waiting >> rest).to_bytes(self._count // 8, "big")
            self._waiting &= (1 << rest) - 1
            self._count = rest
            if len(self._bytes) > self._most:
                raise MaskTooLarge

    def bytes(self) -> bytes:
        """All that was written, with zeros up to a whole byte."""
        rest = -self._count % 8
        return bytes(self._bytes) + (self._waiting << rest).to_bytes((self._count + rest) // 8, "big")
