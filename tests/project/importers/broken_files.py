"""Task files with something wrong in them: what each holds, and the place and words of its first refusal.

Used on the importers alone and over HTTP. The label config is one with ``<Text value="$text"/>``.
"""

# ruff: noqa: E501 - one file a row reads best
from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BrokenFile:
    """One broken file. ``content`` stands ``repeat`` times between ``head`` and ``tail``, so that it may be huge."""

    title: str
    name: str
    head: bytes
    #: line of the first refusal, counted from 1
    line: int
    #: what its reason says, in part
    says: str
    repeat: int = 0
    content: bytes = b""
    tail: bytes = b""

    def chunks(self) -> Iterator[bytes]:
        """The file, a piece at a time."""
        yield self.head
        block = max(1, 65536 // max(1, len(self.content)))
        for start in range(0, self.repeat, block):
            yield self.content * min(block, self.repeat - start)
        yield self.tail

    def whole(self) -> bytes:
        """The file in one piece."""
        return b"".join(self.chunks())


def _workbook() -> bytes:
    """As small as a spreadsheet program reads it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in ("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"):
            archive.writestr(name, "<x/>")
    return packed.getvalue()


BROKEN_FILES: tuple[BrokenFile, ...] = (
    BrokenFile("empty", "a.json", b"", 1, "empty"),
    BrokenFile("an empty list", "a.json", b"[]", 1, "no task"),
    BrokenFile("Latin-1", "a.json", b'[{"text": "ok"},\n{"text": "caf\xe9"}]', 2, "0xE9 at offset 30"),
    BrokenFile("UTF-16 cut off", "a.json", '[{"text": "a"}]'.encode("utf-16")[:-4], 1, "cut off"),
    BrokenFile("UTF-16 without a mark, cut off", "a.json", '[{"text": "a"}]'.encode("utf-16-le")[:-4], 1, "cut off"),
    BrokenFile("UTF-32", "a.json", '[{"text": "a"}]'.encode("utf-32"), 1, "UTF-8"),
    BrokenFile("UTF-7", "a.json", '[{"text": "a"}]'.encode("utf-7").replace(b"[", b"+AFs-"), 1, "JSON tasks start with"),
    BrokenFile("cut in an item", "a.json", b'[{"text": "a"},\n{"text": "b', 2, "ends inside this item"),
    BrokenFile("cut between items", "a.json", b'[{"text": "a"},\n', 2, "closed by ]"),
    BrokenFile("no comma", "a.json", b'[{"text": "a"}\n{"text": "b"}]', 2, "no comma"),
    BrokenFile("a comma too many", "a.json", b'[{"text": "a"},\n]', 2, "comma too many"),
    BrokenFile("two lists", "a.json", b'[{"text": "a"}]\n[{"text": "b"}]', 2, "after the end of the list"),
    BrokenFile("a list that is text", "a.json", b'"hello"', 1, "start with [ or {"),
    BrokenFile("NaN", "a.json", b'[{"text": "a", "n": NaN}]', 1, "NaN is not a number"),
    BrokenFile("Infinity", "a.json", b'[{"text": "a", "n": -Infinity}]', 1, "-Infinity is not a number"),
    BrokenFile("a number beyond floats", "a.json", b'[{"text": "a", "n": 1e400}]', 1, "too large"),
    BrokenFile("5,000 digits", "a.json", b'[{"text": 1', 1, "Write it as text", 5000, b"0", b"}]"),
    BrokenFile("a key twice", "a.json", b'[{"text": "a",\n"text": "b"}]', 1, 'The key "text" stands twice'),
    BrokenFile("a key twice, escaped", "a.json", b'[{"text": "\\u003a", "\\u0074ext": "b"}]', 1, '"text" stands twice'),
    BrokenFile("nesting 10,000 deep", "a.json", b'[{"text": "a", "x": ', 1, "nests more than 100", 10_000, b"[", b"]" * 10_000 + b"}]"),
    BrokenFile("nesting 10,000 deep, cut", "a.jsonl", b"", 1, "nests more than 100", 10_000, b'{"text":'),
    BrokenFile("half a character pair", "a.json", b'[{"text": "\\ud83d"}]', 1, "\\ud83d, half of a character pair"),
    BrokenFile("a control character", "a.json", b'[{"text": "a\x01"}]', 1, "not valid JSON"),
    BrokenFile("numbers for tasks", "a.json", b"[1, 2]", 1, "this is a number"),
    BrokenFile("data is text", "a.json", b'[{"data": "hello"}]', 1, '"data" is text'),
    BrokenFile("another key", "a.json", b'[{"text": "a"}, {"txt": "b"}]', 1, 'shows "text", which is not here; there is "txt"'),
    BrokenFile("null for text", "a.json", b'[{"data": {"text": null}}]', 1, '"text" is null'),
    BrokenFile("an annotation without result", "a.json", b'[{"data": {"text": "a"}, "annotations": [{"id": 1}]}]', 1, 'no "result" list'),
    BrokenFile("predictions that are text", "a.json", b'[{"data": {"text": "a"}, "predictions": "x"}]', 1, '"predictions" must be a list'),
    BrokenFile("a time that is none", "a.json", b'[{"data": {"text": "a"}, "completions": [{"result": [], "created_at": "soon"}]}]', 1, '"created_at"'),
    BrokenFile("a 200 MB line", "a.jsonl", b'{"text": "a"}\n{"text": "', 2, "limit for one task", 200_000_000, b"x", b'"}\n'),
    BrokenFile("a 200 MB item", "a.json", b'[{"text": "', 1, "limit for one task", 200_000_000, b"x", b'"}]'),
    BrokenFile("a line cut in two", "a.jsonl", b'{"text": "a"}\n\n{"text":\n', 3, "not valid JSON"),
    BrokenFile("a ragged row", "a.csv", b"text,n\na,1\nb\n", 3, "1 value under 2 columns"),
    BrokenFile("a column twice", "a.csv", b"text,n,text\na,1,b\n", 1, 'Two columns are named "text"'),
    BrokenFile("a column missing", "a.csv", b"id,n\na,1\n", 1, 'shows "text", which is not here; there is "id", "n"'),
    BrokenFile("a quotation mark left open", "a.csv", b'text,n\na,1\n"b,2\nc,3\n', 3, "never closed"),
    BrokenFile("text after a quoted value", "a.csv", b'text,n\n"a"b,1\n', 2, "not doubled"),
    BrokenFile("a table in Latin-1", "a.tsv", b"text\tn\na\t1\ncaf\xe9\t2\n", 3, "0xE9 at offset 14"),
    BrokenFile("a row without end", "a.csv", b'text,n\na,1\n"', 3, "limit for one task", 2_000_000, b"0123456789abcde\n"),
    BrokenFile("a text in Latin-1", "a.txt", b"one\n\xfcber\n", 2, "0xFC at offset 4"),
    BrokenFile("a workbook", "a.csv", _workbook(), 1, "Office document"),
    BrokenFile("a page", "a.txt", b"<!DOCTYPE html><p>hello", 1, "HTML or XML"),
    BrokenFile("nothing but space", "a.txt", b" \n\n\t\n", 1, "no task"),
)  # fmt: skip
