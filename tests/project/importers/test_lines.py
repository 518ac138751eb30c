"""JSON lines and plain text, and the lines below them."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from multisession.project.importers import Refusal, read_tasks
from multisession.project.importers.byte_source import BoundedLines
from multisession.project.importers.text_lines import text_key


@given(
    content=st.binary(max_size=60).map(lambda content: content.replace(b"\r", b"")),
    cut=st.integers(1, 7),
    limit=st.integers(1, 20),
)
def test_lines_are_those_of_the_whole_however_it_is_cut(content: bytes, cut: int, limit: int) -> None:
    chunks = [content[start : start + cut] for start in range(0, len(content), cut)]
    lines = BoundedLines(iter(chunks), max_bytes=limit)
    found = [(line, lines.number, lines.offset) for line in lines]
    expected, offset = [], 0
    parts = content.split(b"\n")
    for number, part in enumerate(parts if parts[-1] else parts[:-1], 1):
        expected.append((part if len(part) <= limit else None, number, offset))
        offset += len(part) + 1
    assert found == expected


def test_json_lines_with_a_bad_one() -> None:
    content = b'\xef\xbb\xbf{"text": "a"}\r\n\n{"text": "b"\n{"data": {"text": "c"}}'
    found = list(read_tasks([content], name="a.jsonl", data_keys={"text": "Text"}))
    assert [bytes(item.data) for item in found if not isinstance(item, Refusal)] == [b'{"text": "a"}', b'{"text": "c"}']
    (refusal,) = [item for item in found if isinstance(item, Refusal)]
    assert (refusal.line, refusal.item) == (3, None)


def test_each_line_of_text_is_a_task_under_the_first_text_key() -> None:
    keys = {"picture": "Image", "body": "Text"}
    found = list(read_tasks([b" one \r\n\n", b"t\xc3\xb6\n"], name="a.txt", data_keys={"body": "Text"}))
    assert [json.loads(bytes(item.data)) for item in found if not isinstance(item, Refusal)] == [
        {"body": " one "},
        {"body": "tö"},
    ]
    assert [item.file_upload for item in found if not isinstance(item, Refusal)] == ["a.txt", "a.txt"]
    assert (text_key(keys), text_key({"picture": "Image"}), text_key({})) == ("body", "picture", "text")


def test_a_text_cannot_fill_a_second_key() -> None:
    (refusal,) = read_tasks([b"one\n"], name="a.txt", data_keys={"body": "Text", "title": "Text"})
    assert isinstance(refusal, Refusal) and '"title"' in refusal.reason
