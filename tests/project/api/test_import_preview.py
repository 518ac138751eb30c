"""Looking at a file before it is imported: what is found out, what can be told, and that nothing is kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.anyio

ADDRESS = "/api/projects/1/import/preview"
CONFIG = (
    '<View><Text name="text" value="$text"/><Choices name="mood" toName="text">'
    '<Choice value="good"/></Choices><Labels name="ner" toName="text"><Label value="Name"/></Labels></View>'
)


@pytest.fixture
async def project(http: httpx.AsyncClient) -> httpx.AsyncClient:
    assert (await http.post("/api/projects/", json={"label_config": CONFIG})).status_code == 201
    return http


async def look(http: httpx.AsyncClient, content: bytes, **query: Any) -> dict[str, Any]:
    answer = await http.post(ADDRESS, params=query, content=content)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_columns_and_what_the_labels_read(project: httpx.AsyncClient) -> None:
    found = await look(project, "\ufeffa;b;;a\n1;two;;\n3;;x;y\n".encode(), name="odd.csv")
    assert (found["format"], found["delimiter"], found["encoding"], found["header"]) == ("csv", ";", "utf-8", True)
    assert found["columns"] == [
        {"name": "a", "samples": ["1", "3"]},
        {"name": "b", "samples": ["two"]},
        {"name": "column_3", "samples": ["x"]},
        {"name": "a (2)", "samples": ["y"]},
    ]
    assert (found["reads"], found["controls"]) == ({"text": "Text"}, {"mood": "Choices"})
    assert found["tasks"] == [] and 'Two columns are named "a".' in found["refusals"][0]["reason"]
    columns = json.dumps({"b": "text", "a": {"meta": "id"}, "*": None})
    mapped = await look(project, b"a;b\n1;two\n", name="odd.csv", columns=columns)
    assert mapped["tasks"] == [{"data": {"text": "two"}, "meta": {"id": "1"}, "predictions": [], "annotations": []}]
    assert mapped["refusals"] == []


@pytest.mark.parametrize(
    ("content", "name", "format", "encoding", "delimiter", "columns"),
    [
        ("text\tn\nü\t1\n".encode("utf-16"), "a.tsv", "tsv", "utf-16", "\t", ["text", "n"]),
        ("text,n\nmayor’s,1\n".encode("windows-1252"), "a.csv", "csv", "windows-1252", ",", ["text", "n"]),
        (b'[{"text": "a"}, {"data": {"n": 1}}]', "a.json", "json", "utf-8", "", ["text", "n"]),
        (b'{"text": "a"}\n{"text": "b"}\n', "", "jsonl", "utf-8", "", ["text"]),
        ("text,n\nü,1\n".encode("utf-16-be"), "a.csv", "csv", "utf-16", ",", ["text", "n"]),
        (b"'text';'n'\n'a;b';'1'\n", "a.csv", "csv", "utf-8", ";", ["text", "n"]),
        (b"PAR1\x15\x04", "a.parquet", "parquet", "utf-8", "", []),
        (b"a line\n", "a.txt", "txt", "utf-8", "", ["text"]),
    ],
)
async def test_what_is_found_out(
    project: httpx.AsyncClient,
    content: bytes,
    name: str,
    format: str,
    encoding: str,
    delimiter: str,
    columns: list[str],
) -> None:
    found = await look(project, content, name=name)
    assert (found["format"], found["encoding"], found["delimiter"]) == (format, encoding, delimiter)
    assert [column["name"] for column in found["columns"]] == columns


async def test_what_is_told_wins(project: httpx.AsyncClient) -> None:
    found = await look(project, b"a,b;c\n1,2;3\n", name="a.csv", delimiter=";", header="false")
    assert [column["name"] for column in found["columns"]] == ["column_1", "column_2"]
    assert found["columns"][0]["samples"] == ["a,b", "1,2"]


async def test_a_row_that_is_cut_at_the_end_of_a_beginning_is_no_fault(project: httpx.AsyncClient) -> None:
    for content, name in (
        (b'text\none\n"two', "a.csv"),
        (b'[{"text": "one"}, {"text": "tw', "a.json"),
        (b"text\nm\xc3", "a.csv"),
    ):
        found = await look(project, content, name=name, whole="false")
        assert found["refusals"] == [], found
        assert found["encoding"] == "utf-8"
    assert (await look(project, b'text\none\n"two', name="a.csv"))["refusals"][0]["line"] == 3


async def test_what_holds_no_tasks_says_so(project: httpx.AsyncClient) -> None:
    for content, said in ((b"PK\x03\x04....", "ZIP"), (b"", "empty"), (b"<html></html>", "HTML")):
        found = await look(project, content, name="a.csv")
        assert found["columns"] == [] and said in found["refusals"][0]["reason"]


async def test_thousands_of_columns_and_long_values_stay_small(project: httpx.AsyncClient) -> None:
    names = ",".join(f"c{number}" for number in range(5_000))
    values = ",".join(["x" * 60] * 5_000)
    found = await look(project, f"{names}\n{values}\n".encode(), name="wide.csv")
    assert (len(found["columns"]), found["column_count"]) == (200, 5_000)
    found = await look(project, b"text\n" + b"y" * 300_000, name="long.csv")
    assert len(found["columns"][0]["samples"][0]) == 201


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"columns": "[]"}, 400),
        ({"columns": '{"a": {"prediction": "ner"}}'}, 400),
        ({"delimiter": "::"}, 400),
        ({"encoding": "ebcdic"}, 400),
        ({"format": "xlsx"}, 400),
    ],
)
async def test_what_cannot_be_followed(project: httpx.AsyncClient, query: dict[str, str], status: int) -> None:
    answer = await project.post(ADDRESS, params=query, content=b"text\none\n")
    assert answer.status_code == status and answer.json()["detail"]


async def test_it_needs_no_session_and_keeps_nothing(http: httpx.AsyncClient, tmp_path: Path) -> None:
    assert (await look(http, b"text\none\n", name="a.csv"))["tasks"][0]["data"] == {"text": "one"}
    assert (await http.post(ADDRESS, content=b"x" * 600_000)).status_code == 413
    assert [path.name for path in tmp_path.iterdir()] == [".studio"]


async def test_the_beginning_of_a_document_that_is_read_whole_says_nothing_yet(labeling: httpx.AsyncClient) -> None:
    head = b'{"images": [{"id": 1, "file_name": "a.png", "width": 3'
    answer = await labeling.post("/api/projects/1/import/preview?name=result.json&whole=false", content=head)
    assert answer.status_code == 200, answer.text
    seen = answer.json()
    assert (seen["format"], seen["columns"], seen["tasks"], seen["refusals"]) == ("coco", [], [], [])
