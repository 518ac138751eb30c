"""Tasks and predictions over HTTP."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from multisession.project.store import bundles
from tests.project.api.conftest import PERSON

pytestmark = pytest.mark.anyio


async def test_pages_end_with_an_empty_one(labeling: httpx.AsyncClient) -> None:
    first = (await labeling.get("/api/tasks/?project=1&page_size=2&fields=all")).json()
    assert [task["id"] for task in first["tasks"]] == [1, 2]
    assert (first["total"], first["total_annotations"], first["total_predictions"]) == (3, 0, 0)
    assert first["tasks"][0]["annotations"] == []
    second = (await labeling.get("/api/tasks?page=2&page_size=2")).json()
    assert [task["id"] for task in second["tasks"]] == [3]
    assert "annotations" not in second["tasks"][0]
    assert (await labeling.get("/api/tasks?page=3&page_size=2")).json()["tasks"] == []


@pytest.mark.parametrize("fields", ["all", "task_only"])
async def test_all_tasks_in_one_answer(labeling: httpx.AsyncClient, fields: str) -> None:
    every = (await labeling.get(f"/api/tasks?page_size=-1&fields={fields}")).json()
    paged = (await labeling.get(f"/api/tasks?page_size=100&fields={fields}")).json()
    assert every == paged


async def test_a_page_that_would_fill_the_memory_is_refused(
    labeling: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundles, "LARGEST_PAGE", 100_000)
    for number in (1, 2, 3):
        region = {**PERSON, "value": {**PERSON["value"], "text": "x" * 40_000}}
        assert (await labeling.post(f"/api/tasks/{number}/annotations", json={"result": [region]})).is_success
    for query in ("", "only_annotated=true&", "fields=all&"):
        refused = await labeling.get(f"/api/tasks?{query}page_size=3")
        assert (refused.status_code, refused.json()["code"]) == (400, "page-too-large")
        assert (await labeling.get(f"/api/tasks?{query}page_size=2")).status_code == 200
        assert len((await labeling.get(f"/api/tasks?{query}page_size=-1")).json()["tasks"]) == 3
    assert (await labeling.get("/api/tasks?page=2&page_size=1&fields=all")).json()["tasks"][0]["id"] == 2
    # An export of chosen tasks holds one of them at a time, and each once.
    chosen = (await labeling.get("/api/projects/1/export?ids=3,9,2,3")).json()
    assert [task["id"] for task in chosen] == [3, 2]


async def test_only_annotated_tasks(labeling: httpx.AsyncClient) -> None:
    await labeling.post("/api/tasks/2/annotations/", json={"result": []})
    page = (await labeling.get("/api/tasks?only_annotated=true")).json()
    assert [task["id"] for task in page["tasks"]] == [2]


@pytest.mark.parametrize("parameter", ["page=0", "page_size=0", "page_size=1001", "page=x", "project=2"])
async def test_parameters_that_make_no_sense(labeling: httpx.AsyncClient, parameter: str) -> None:
    assert (await labeling.get(f"/api/tasks?{parameter}")).status_code == 400


async def test_a_task_from_creation_to_deletion(labeling: httpx.AsyncClient) -> None:
    created = await labeling.post("/api/tasks/", json={"project": 1, "data": {"text": "Dee ran."}, "meta": {"k": 1}})
    assert created.status_code == 201
    task = created.json()
    assert (task["id"], task["inner_id"], task["data"], task["meta"]) == (4, 4, {"text": "Dee ran."}, {"k": 1})
    changed = (await labeling.patch("/api/tasks/4/", json={"data": {"text": "Dee sat."}})).json()
    assert (changed["data"], changed["meta"]) == ({"text": "Dee sat."}, {"k": 1})
    assert (await labeling.delete("/api/tasks/4/")).status_code == 204
    assert (await labeling.get("/api/tasks/4/")).status_code == 404


@pytest.mark.parametrize(
    "content",
    [
        b'{"data": 1}',
        b'{"data": []}',
        b"{}",
        b'{"data": {"a": 1, "a": 2}}',
        b'{"data": {"a": NaN}}',
        b'{"data": {"a": "\\ud800"}}',
        b'{"data": {"text": "x"}, "project": 2}',
        b'{"data": {"text": "x"}, "meta": 7}',
    ],
)
async def test_a_task_that_is_refused(labeling: httpx.AsyncClient, content: bytes) -> None:
    answer = await labeling.post("/api/tasks/", content=content)
    assert answer.status_code == 400, answer.text
    assert (await labeling.get("/api/projects/1/")).json()["task_number"] == 3


async def test_deleting_all_tasks_keeps_the_config(labeling: httpx.AsyncClient) -> None:
    assert (await labeling.delete("/api/projects/1/tasks/")).status_code == 204
    project = (await labeling.get("/api/projects/1/")).json()
    assert (project["task_number"], project["title"]) == (0, "People")


async def test_a_prediction_from_creation_to_deletion(labeling: httpx.AsyncClient) -> None:
    body: dict[str, Any] = {"task": 1, "result": [], "score": 0.5, "model_version": "m1"}
    created = await labeling.post("/api/predictions/", json=body)
    assert created.status_code == 201
    prediction = created.json()
    assert {key: prediction[key] for key in body} == body
    path = f"/api/predictions/{prediction['id']}/"
    assert (await labeling.get("/api/predictions/?task=1")).json() == [prediction]
    assert (await labeling.get("/api/predictions/?task=2")).json() == []
    assert (await labeling.get("/api/predictions?project=1")).json() == [prediction]
    changed = (await labeling.patch(path, json={"score": None})).json()
    assert (changed["score"], changed["model_version"]) == (None, "m1")
    assert (await labeling.get("/api/tasks/1")).json()["predictions"] == [changed]
    assert (await labeling.delete(path)).status_code == 204
    assert (await labeling.get("/api/projects/1/")).json()["total_predictions_number"] == 0


async def test_predictions_are_imported_all_or_none(labeling: httpx.AsyncClient) -> None:
    rows = [{"task": 1, "result": []}, {"task": 2, "result": [], "score": 1}]
    imported = await labeling.post("/api/projects/1/import/predictions", json=rows)
    assert (imported.status_code, imported.json()) == (201, {"created": 2})
    refused = await labeling.post("/api/projects/1/import/predictions", json=[*rows, {"task": 9, "result": []}])
    assert refused.status_code == 404
    assert (await labeling.get("/api/projects/1/")).json()["total_predictions_number"] == 2


async def test_a_long_page_is_compressed_for_who_takes_it(labeling: httpx.AsyncClient) -> None:
    for _ in range(20):
        await labeling.post("/api/tasks/", json={"data": {"text": "the night ferry leaves at 21:40 " * 5}})
    packed = await labeling.get("/api/tasks/", headers={"Accept-Encoding": "gzip"})
    plain = await labeling.get("/api/tasks/", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 4
