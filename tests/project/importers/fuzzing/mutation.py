"""How files are bent: bytes flipped, cut, repeated, put in; words replaced by nasty ones, numbers by extreme ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

#: a file is never bent into a larger one
MOST_BYTES = 400_000
#: places are shares of a file, so that they mean something in a file of any size
WHOLE = 2**16

NASTY: tuple[bytes, ...] = (
    b"\0", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\xed\xa0\x80", b"\xed\xb0\x80", b"\xc0\x80",
    b"\xff", b"\xf4\x90\x80\x80", b"+ADw-script+AD4-", b"\x1b$B", b"\r", b"\n", b"\r\n", b"\n\r", b"\r\r\n", b"\x0b",
    b"\x0c", b"\x1c", b"\x85", "\x85\u2028\u2029".encode(), "\u202e\u2066".encode(), "e\u0301".encode(), "🚢".encode(),
    "１²٣".encode(), b'"', b'""', b"'", b"\\", b"`", b",", b";", b"\t", b"|", b":", b"#", b" ", b"/", b".", b"-",
    b"%00", b"9" * 100_000, b"1" + b"0" * 4299, b"0." + b"3" * 5_000, b"[" * 100_000, b'{"a":' * 20_000,
    b"<a>" * 30_000, b" " * 100_000, b"\t" * 50_000, b'"' * 50_001, b"\r" * 30_000, b"\n" * 30_000, b"a" * 100_000,
    b"(" * 50_000, b"\\u0000", b"\\ud800", b"\\udc00\\ud800", b"\\u003a", b"\\x", b"NaN", b"-Infinity", b"1e999",
    b"-1e999", b"1e-999", b"-0", b"-1", b"0", b"00", b"0x10", b"1_0", b"2147483648", b"4294967296",
    b"9223372036854775808", b"18446744073709551616", b"-9223372036854775809", b"null", b"true", b"[]", b"{}",
    b"[[[]]]", b'{"":""}', b'"\\u0000"', b"]", b"}", b"[", b"{", b"]]>", b"<!--", b"<![CDATA[", b"<?xml", b"&lt;",
    b"&x;", b"&#0;", b"&#xD800;", b"<!DOCTYPE annotation [<!ENTITY x 'yyyyyyyyyy'>]>",
    b'<!DOCTYPE a SYSTEM "file:///etc/passwd">', b'<?xml version="1.0" encoding="UTF-7"?>',
    b'<?xml version="1.0" encoding="nonsense"?>', b"=1+1", b"../", b"../../../../tmp/evil", b"/etc/passwd", b"C:\\",
    b"file:///etc/passwd", b"javascript:alert(1)", b"CON", b"__label__", b"B-", b"-DOCSTART- ", b"T1\t", b"R1\t",
    b"Arg1:T1", b"names:", b"classes", b"bbox", b"segmentation", b"counts", b"PAR1", b"PK\x03\x04", b"PK\x05\x06",
    b"PK\x06\x06", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\0", b"ustar\0", b"%PDF", b"<svg",
)  # fmt: skip
#: in fields of headers and, as digits, everywhere else
EDGES = (
    0,
    1,
    2,
    0x7F,
    0x80,
    0xFF,
    0x7FFF,
    0x8000,
    0xFFFF,
    0x7FFFFFFF,
    0x80000000,
    0xFFFFFFFE,
    0xFFFFFFFF,
    2**63,
    2**64 - 1,
)
_WORD = re.compile(rb'"[^"\n]{0,80}"|[A-Za-z_]+|[0-9.+eE-]+|\s+|[^\w\s]')

Kind = Literal["flip", "cut", "end", "insert", "replace", "word", "repeat", "copy", "field", "digits", "swap"]
KINDS: tuple[Kind, ...] = (
    "flip", "cut", "end", "insert", "replace", "word", "word", "word", "repeat", "copy", "field", "digits", "swap",
)  # fmt: skip


@dataclass(frozen=True)
class Edit:
    """One change. ``place`` and ``other`` are shares of the content, ``number`` chooses what is put there."""

    kind: Kind
    place: int
    other: int = 0
    number: int = 0
    times: int = 1

    def applied(self, content: bytes) -> bytes:
        """The content with it."""
        at = self.place * len(content) // WHOLE
        until = min(len(content), at + 1 + self.other % 64)
        token = NASTY[self.number % len(NASTY)]
        match self.kind:
            case "flip" if content:
                bent = content[:at] + bytes([content[at] ^ (1 << self.number % 8)]) + content[at + 1 :]
            case "cut":
                bent = content[:at] + content[until:]
            case "end":
                bent = content[:at]
            case "insert":
                bent = content[:at] + token * min(self.times, 1 + MOST_BYTES // len(token)) + content[at:]
            case "replace":
                bent = content[:at] + token + content[at + len(token) :]
            case "word":
                words = list(_WORD.finditer(content[:20_000]))
                if not words:
                    return token
                word = words[self.place * len(words) // WHOLE]
                bent = content[: word.start()] + token + content[word.end() :]
            case "repeat":
                bent = content[:at] + content[at:until] * min(self.times, MOST_BYTES // 32) + content[until:]
            case "copy":
                start = self.other * len(content) // WHOLE
                bent = content[:at] + content[start : start + 1 + self.number] + content[at:]
            case "field":
                width = (1, 2, 4, 8)[self.other % 4]
                edge = EDGES[self.number % len(EDGES)] % 2 ** (8 * width)
                bent = content[:at] + edge.to_bytes(width, "little") + content[at + width :]
            case "digits":
                bent = (
                    re.sub(rb"\d+", str(EDGES[self.number % len(EDGES)]).encode(), content[: at + 40])
                    + content[at + 40 :]
                )
            case "swap":
                bent = content[at:] + content[:at]
            case _:
                bent = token
        return bent[:MOST_BYTES]


def bent(content: bytes, edits: Sequence[Edit]) -> bytes:
    """The content with all of the changes."""
    for edit in edits:
        content = edit.applied(content)
    return content


#: most changes are made once; some a great many times
TIMES = (1, 1, 1, 2, 3, 100, 5_000)
