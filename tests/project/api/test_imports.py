"""Imports over HTTP: forms of bodies, all or nothing, and what is told."""

from __future__ import annotations

import json
import struct
import zlib

import httpx
import pytest

from tests.project.api.conftest import CONFIG, PERSON

pytestmark = pytest.mark.anyio
IMAGE_CONFIG = '<View><Image name="image" value="$image"/></View>'


def png() -> bytes:
    """A picture of one red pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0\xff\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


async def texts(http: httpx.AsyncClient) -> list[str]:
    return [task["data"]["text"] for task in (await http.get("/api/tasks?page_size=1000")).json()["tasks"]]


async def test_json_with_annotations_and_predictions(labeling: httpx.AsyncClient) -> None:
    task = {
        "data": {"text": "Eve won."},
        "annotations": [{"result": [PERSON]}],
        "predictions": [{"result": [], "score": 0.5}],
    }
    answer = await labeling.post("/api/projects/1/import?return_task_ids=true", json=[task, {"text": "Flo hid."}])
    assert answer.status_code == 201
    body = answer.json()
    assert (body["task_count"], body["annotation_count"], body["prediction_count"]) == (2, 1, 1)
    assert (body["task_ids"], body["data_columns"]) == ([4, 5], ["text"])
    assert (body["refused_count"], body["refusals"]) == (0, [])
    read = (await labeling.get("/api/tasks/4")).json()
    assert read["is_labeled"] is True
    assert read["annotations"][0]["result"] == [PERSON]
    assert (await labeling.get("/api/projects/1/")).json()["finished_task_number"] == 1


@pytest.mark.parametrize(
    ("content", "content_type", "expected"),
    [
        (b'{"text": "one"}', "application/json", ["one"]),
        (b'{"text": "one"}\n{"text": "two"}\n', "application/x-ndjson", ["one", "two"]),
        (b"text,n\none,1\ntwo,2\n", "text/csv", ["one", "two"]),
        (b"text\tn\none\t1\n", "text/tab-separated-values", ["one"]),
        (b"one\n\ntwo\n", "text/plain", ["one", "two"]),
    ],
)
async def test_bodies_that_are_files(
    http: httpx.AsyncClient, content: bytes, content_type: str, expected: list[str]
) -> None:
    await http.post("/api/projects/", json={"label_config": CONFIG})
    answer = await http.post("/api/projects/1/import", content=content, headers={"content-type": content_type})
    assert answer.status_code == 201, answer.text
    assert await texts(http) == expected


async def test_a_form_with_files(labeling: httpx.AsyncClient) -> None:
    files = [
        ("file", ("a.json", b'[{"text": "one"}]', "application/json")),
        ("file", ("b.csv", b"text\ntwo\n", "text/csv")),
    ]
    answer = await labeling.post("/api/projects/1/import", files=files)
    assert answer.status_code == 201, answer.text
    assert (answer.json()["task_count"], answer.json()["found_formats"]) == (2, [".json", ".csv"])
    assert (await texts(labeling))[3:] == ["one", "two"]
    assert (await labeling.get("/api/tasks/5")).json()["file_upload"] == "b.csv"


async def test_one_bad_row_refuses_everything_and_is_named(labeling: httpx.AsyncClient) -> None:
    content = b'{"text": "one"}\n{"txt": "two"}\n{"text": "three"}\n'
    refused = await labeling.post("/api/projects/1/import", content=content)
    assert refused.status_code == 400
    body = refused.json()
    assert (body["code"], body["refused_count"], body["refusals"][0]["line"]) == ("import-refused", 1, 2)
    assert '"text"' in body["refusals"][0]["reason"]
    assert (await labeling.get("/api/projects/1/")).json()["task_number"] == 3
    rest = await labeling.post("/api/projects/1/import?skip_refused=true", content=content)
    assert rest.status_code == 201
    assert (rest.json()["task_count"], rest.json()["refused_count"]) == (2, 1)
    assert (await texts(labeling))[3:] == ["one", "three"]


async def test_a_dry_run_imports_nothing(labeling: httpx.AsyncClient) -> None:
    answer = await labeling.post("/api/projects/1/import?dry_run=true", json=[{"text": "one"}])
    assert (answer.status_code, answer.json()["task_count"]) == (201, 1)
    assert (await labeling.get("/api/projects/1/")).json()["task_number"] == 3


async def test_a_picture_becomes_a_task_and_is_served_safely(http: httpx.AsyncClient) -> None:
    await http.post("/api/projects/", json={"label_config": IMAGE_CONFIG})
    answer = await http.post("/api/projects/1/import", files=[("file", ("../red dot.png", png(), "image/png"))])
    assert answer.status_code == 201, answer.text
    assert len(answer.json()["file_upload_ids"]) == 1
    address = (await http.get("/api/tasks/1")).json()["data"]["image"]
    assert address.startswith("/data/upload/") and address.endswith(".png") and ".." not in address
    picture = await http.get(address)
    assert (picture.status_code, picture.content) == (200, png())
    assert picture.headers["content-type"] == "image/png"
    assert picture.headers["x-content-type-options"] == "nosniff"
    part = await http.get(address, headers={"range": "bytes=1-3"})
    assert (part.status_code, part.content) == (206, b"PNG")
    assert (await http.head(address)).status_code == 200


async def test_a_refused_import_leaves_no_file(http: httpx.AsyncClient) -> None:
    await http.post("/api/projects/", json={"label_config": IMAGE_CONFIG})
    files = [("file", ("a.png", png(), "image/png")), ("file", ("b.json", b"[1]", "application/json"))]
    assert (await http.post("/api/projects/1/import", files=files)).status_code == 400
    assert (await http.get("/api/projects/1/")).json()["task_number"] == 0
    assert (await http.get("/api/projects/1/file-uploads?all=true")).json() == []


@pytest.mark.parametrize(
    "path", ["..%2f..%2fconfig.json", "%2e%2e/config.xml", "config.xml", "0123456789abcdef-x.png", "..%5cproject.db"]
)
async def test_only_generated_names_are_served(labeling: httpx.AsyncClient, path: str) -> None:
    for prefix in ("/data/upload/", "/data/upload/1/", "/data/upload/2/"):
        assert (await labeling.get(prefix + path)).status_code == 404


@pytest.mark.parametrize(
    ("query", "content", "status"),
    [
        ("", b"[]", 400),
        ("", b"", 400),
        ("", b"[1]", 400),
        ("", b'[{"text": "x"}', 400),
        ("", b'[{"text": NaN}]', 400),
        ("", b"[" * 10_000, 400),
        ("", b'[{"text": "\xff"}]', 400),
        ("", b'[{"text": "' + b"x" * 4_000_000 + b'"}]', 413),
        ("?format=xlsx", b"[]", 400),
        ("?commit_to_project=false", b'[{"text": "x"}]', 400),
        ("?preannotated_from_fields=text", b'[{"text": "x"}]', 400),
    ],
)
async def test_what_cannot_be_imported(labeling: httpx.AsyncClient, query: str, content: bytes, status: int) -> None:
    answer = await labeling.post(f"/api/projects/1/import{query}", content=content)
    assert answer.status_code == status, answer.text
    assert answer.json()["detail"]
    assert (await labeling.get("/api/projects/1/")).json()["task_number"] == 3


async def test_addresses_are_not_fetched(labeling: httpx.AsyncClient) -> None:
    answer = await labeling.post("/api/projects/1/import", data={"url": "http://127.0.0.1/x.json"})
    assert (answer.status_code, answer.json()["code"]) == (403, "url-import-off")


async def test_the_json_of_an_export_can_be_imported_again(labeling: httpx.AsyncClient) -> None:
    await labeling.post("/api/tasks/2/annotations/", json={"result": [PERSON]})
    exported = await labeling.get("/api/projects/1/export?exportType=JSON&download_all_tasks=true")
    assert (await labeling.post("/api/projects/1/import", content=exported.content)).status_code == 201
    tasks = (await labeling.get("/api/tasks?fields=all")).json()["tasks"]
    assert [task["data"] for task in tasks[3:]] == [task["data"] for task in tasks[:3]]
    assert tasks[4]["annotations"][0]["result"] == [PERSON]
    assert json.loads(exported.content)[1]["annotations"][0]["result"] == [PERSON]
