"""Tables: delimiters, quoting, and text that stays as written."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multisession.project.importers import Refusal, read_tasks
from multisession.project.importers.csv_table import sniff_delimiter
from multisession.project.importers.read_options import Quote, ReadOptions


def rows(content: bytes, name: str = "a.csv", cut: int | None = None, **data_keys: str) -> list[object]:
    """The data of each task, or the refusal as (line, reason)."""
    chunks = [content] if cut is None else [content[start : start + cut] for start in range(0, len(content), cut)]
    return [
        (item.line, item.reason) if isinstance(item, Refusal) else json.loads(bytes(item.data))
        for item in read_tasks(chunks, name=name, data_keys=data_keys)
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    text = f'id{delimiter}text{delimiter}n\n007{delimiter}"a, b; c|d\te"{delimiter}1.50\n'
    assert rows(text.encode()) == [{"id": "007", "text": "a, b; c|d\te", "n": "1.50"}]


@pytest.mark.parametrize(
    ("head", "delimiter"),
    [
        (b"text\none\ntwo\n", ","), (b"", ","), (b"text\nhello, you\nbye\n", ","), (b"a;b\n1,5;2,5\n", ";"),
        (b'a,b\n"x;y;z",1\n"u;v;w",2\n', ","), (b"a|b\n1|2\n3|4", "|"),
    ],
)  # fmt: skip
def test_heads_and_delimiters(head: bytes, delimiter: str) -> None:
    assert sniff_delimiter(head) == delimiter


def test_a_mark_crlf_empty_lines_and_quoted_newlines() -> None:
    content = b'\xef\xbb\xbftext,n\r\n"one\r\ntwo ""2""",1\r\n\r\n,\r\n'
    assert rows(content, text="Text") == [{"text": 'one\ntwo "2"', "n": "1"}, {"text": "", "n": ""}]


def test_bare_carriage_returns_end_lines() -> None:
    assert rows(b"text,n\ra,1\rb,2\r") == [{"text": "a", "n": "1"}, {"text": "b", "n": "2"}]


def test_columns_without_a_name_get_their_number() -> None:
    assert rows(b", text \n0,a\n") == [{"column_1": "0", "text": "a"}]


def test_refused_rows_leave_their_neighbours() -> None:
    content = b'text,n\na,1\nb\n"c\nc",3\nd,4,5\n\xe9,6\n"e"x,7\nf,8\n'
    found = rows(content)
    assert [item for item in found if isinstance(item, dict)] == [
        {"text": "a", "n": "1"},
        {"text": "c\nc", "n": "3"},
        {"text": "f", "n": "8"},
    ]
    assert [item[0] for item in found if isinstance(item, tuple)] == [3, 6, 7, 8]


def test_a_tag_that_takes_no_text_is_refused_at_the_header() -> None:
    assert rows(b"dialog,n\na,1\n", dialog="List") == [(1, '"dialog" is text, and <List> shows a list.')]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("quote", ['"', "'"])
def test_every_dialect_is_found_out(quote: str, delimiter: str, end: str, codec: str) -> None:
    lines = ["number;text", f"007;{quote}one; {quote * 2}two{quote * 2}{quote}", f"8;{quote}Ærø 🚢{quote}"]
    text = "".join(line.replace(";", delimiter) + end for line in lines)
    found = rows(text.encode(codec), "a.tsv" if delimiter == "\t" else "a.csv")
    assert found == [{"number": "007", "text": f"one{delimiter} {quote}two{quote}"}, {"number": "8", "text": "Ærø 🚢"}]


def test_a_mark_of_big_endian_counts() -> None:
    assert rows(b"\xfe\xff" + "text\nña\n".encode("utf-16-be")) == [{"text": "ña"}]


def test_apostrophes_are_no_quotation_marks() -> None:
    assert rows(b"text,n\n'tis late,1\nthe dogs',2\n") == [
        {"text": "'tis late", "n": "1"},
        {"text": "the dogs'", "n": "2"},
    ]
    assert rows(b"text\n'tis late\n'twas\n") == [{"text": "'tis late"}, {"text": "'twas"}]


def test_quotation_marks_as_they_are_told() -> None:
    def told(content: bytes, quote: Quote) -> list[object]:
        options = ReadOptions(quote=quote)
        return [
            item.reason if isinstance(item, Refusal) else json.loads(bytes(item.data))
            for item in read_tasks([content], name="a.tsv", data_keys={}, options=options)
        ]

    assert told(b"text\tn\n\"hello\t1\n'a'\t2\n", "none") == [{"text": '"hello', "n": "1"}, {"text": "'a'", "n": "2"}]
    assert told(b"text\tn\n'a\tb'\t2\n", "single") == [{"text": "a\tb", "n": "2"}]
    assert told(b"text\tn\n'a'\t2\n'b'\t3\n", "double") == [{"text": "'a'", "n": "2"}, {"text": "'b'", "n": "3"}]
    assert "without quotation marks" in str(told(b'text\tn\n"hello\t1\n', "double"))


def test_utf_7_and_stray_zeros_are_no_other_text() -> None:
    assert rows(b"text\n+ADw-script+AD4-\n") == [{"text": "+ADw-script+AD4-"}]
    assert rows(b"text,n\na\0b,1\nab\0,2\n") == [{"text": "a\0b", "n": "1"}, {"text": "ab\0", "n": "2"}]


cells = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\r"), max_size=6)


@given(table=st.lists(st.tuples(cells, cells), max_size=6), delimiter=st.sampled_from(",;\t|"), cut=st.integers(1, 9))
def test_what_the_csv_module_writes_is_read_back(table: list[tuple[str, str]], delimiter: str, cut: int) -> None:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(["a", "b"])
    writer.writerows(table)
    name = "a.tsv" if delimiter == "\t" else "a.csv"
    assert rows(file.getvalue().encode(), name, cut) == [{"a": a, "b": b} for a, b in table]
