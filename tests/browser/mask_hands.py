"""Masks in tests: a saved one read by a decoder of the tests' own, and what a brush paints by their formula."""

from __future__ import annotations

import base64
import math
import struct
import zlib
from typing import Any

from tests.browser.picture_hands import HEIGHT, WIDTH, Pixel

#: pixels of the picture, counted row by row
Mask = set[int]


def decoded(value: dict[str, Any]) -> Mask:
    """The pixels that a value says are painted, from its run-length code or its PNG."""
    return rle_pixels(value["rle"]) if "rle" in value else png_pixels(value["imageDataURL"])


def rle_pixels(numbers: list[int]) -> Mask:
    """Bit by bit: count of words, size of a word, four sizes of counts, then runs and literal words."""
    assert all(isinstance(number, int) and 0 <= number < 256 for number in numbers)
    bits = int.from_bytes(bytes(numbers), "big")
    left = len(numbers) * 8

    def take(count: int) -> int:
        nonlocal left
        left -= count
        return (bits >> left) & ((1 << count) - 1)

    words = take(32)
    assert words == WIDTH * HEIGHT * 4
    size = take(5) + 1
    counts = [take(4) + 1 for _ in range(4)]
    painted: Mask = set()
    done = 0
    while done < words:
        run = take(1)
        length = take(counts[take(2)]) + 1
        assert run == 1, "what is painted by hand has runs only"
        if take(size) == 255:
            assert done % 4 == 0 and length % 4 == 0
            painted.update(range(done // 4, (done + length) // 4))
        done += length
    assert done == words and left < 8
    return painted


def png_pixels(address: str) -> Mask:
    """RGBA, 8 bits, each row stored as its difference to the row above."""
    assert address.startswith("data:image/png;base64,")
    data = base64.b64decode(address.partition(",")[2])
    assert struct.unpack(">IIBBBBB", data[16:29]) == (WIDTH, HEIGHT, 8, 6, 0, 0, 0)
    length = struct.unpack(">I", data[33:37])[0]
    assert data[37:41] == b"IDAT"
    rows = zlib.decompress(data[41 : 41 + length])
    stride = WIDTH * 4 + 1
    painted: Mask = set()
    above: set[int] = set()
    for y in range(HEIGHT):
        row = rows[y * stride : (y + 1) * stride]
        assert row[0] == 2
        # the filter's byte, then red, green, blue and alpha of each pixel: alpha goes up or down by 255
        assert all(byte in (0, 1, 255) for byte in row[4::4])
        above ^= {x for x, byte in enumerate(row[4::4]) if byte}
        painted.update(y * WIDTH + x for x in above)
    return painted


def stroke(points: list[Pixel], width: float) -> Mask:
    """Every pixel whose middle lies within half of the width of the way through these points of the picture."""
    painted: Mask = set()
    for (ax, ay), (bx, by) in zip(points, points[1:] or points, strict=False):
        dx, dy = bx - ax, by - ay
        whole = dx * dx + dy * dy
        for y in range(max(0, math.floor(min(ay, by) - width)), min(HEIGHT, math.ceil(max(ay, by) + width))):
            for x in range(max(0, math.floor(min(ax, bx) - width)), min(WIDTH, math.ceil(max(ax, bx) + width))):
                px, py = x + 0.5 - ax, y + 0.5 - ay
                along = min(1.0, max(0.0, (px * dx + py * dy) / whole)) if whole else 0.0
                if math.hypot(px - along * dx, py - along * dy) <= width / 2:
                    painted.add(y * WIDTH + x)
    return painted


def disc(middle: Pixel, radius: float) -> Mask:
    return stroke([middle], radius * 2)


def apart(one: Mask, other: Mask) -> float:
    """Pixels that only one of them has, in percent of the picture."""
    return len(one ^ other) * 100 / (WIDTH * HEIGHT)


def png_of(mask: Mask, width: int = WIDTH, height: int = HEIGHT) -> str:
    """A mask as another editor writes it: a PNG of black on clear in a data address, its rows without a filter."""
    rows = bytearray()
    for y in range(height):
        rows += b"\0" + b"".join(b"\0\0\0\xff" if y * width + x in mask else bytes(4) for x in range(width))

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    parts = [chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(bytes(rows))), chunk(b"IEND", b"")]
    return "data:image/png;base64," + base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"".join(parts)).decode()
