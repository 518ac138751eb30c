"""The smallest files of some types, written by hand."""

from __future__ import annotations

import struct
import zlib


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0\xff"))
    + _chunk(b"IEND", b"")
)
GIF = b"GIF89a\x01\0\x01\0\0\0\0;"
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xd9"
WEBP = b"RIFF\x1a\0\0\0WEBPVP8L\r\0\0\0/\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0"
WAV = b"RIFF\x2c\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data\x08\0\0\0" + b"\x80" * 8
MP3 = b"\xff\xfb\x90\x64" + b"\0" * 413
OGG = b"OggS\0\x02" + b"\0" * 20 + b"\x01\x1e\x01vorbis"
MP4 = b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2"
WEBM = b"\x1aE\xdf\xa3\x01\0\0\0\0\0\0\x1fB\x86\x81\x01"
PDF = b"%PDF-1.4\n%%EOF\n"
SVG = (
    b'<?xml version="1.0"?>\n<!-- a picture --><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
)
