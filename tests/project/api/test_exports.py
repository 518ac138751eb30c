"""Exports over HTTP."""

from __future__ import annotations

import httpx
import pytest

from tests.project.api.conftest import PERSON

pytestmark = pytest.mark.anyio


async def test_the_default_is_json_of_the_annotated_tasks(labeling: httpx.AsyncClient) -> None:
    await labeling.post("/api/tasks/2/annotations/", json={"result": [PERSON]})
    answer = await labeling.get("/api/projects/1/export")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.headers["content-disposition"].startswith('attachment; filename="project-1-at-')
    assert answer.headers["content-disposition"].endswith('.json"')
    tasks = answer.json()
    assert [task["id"] for task in tasks] == [2]
    assert tasks[0]["annotations"][0]["result"] == [PERSON]


async def test_all_tasks_and_chosen_tasks(labeling: httpx.AsyncClient) -> None:
    every = await labeling.get(
        "/api/projects/1/export?export_type=JSON&download_all_tasks=true&download_resources=true"
    )
    assert [task["id"] for task in every.json()] == [1, 2, 3]
    chosen = await labeling.get("/api/projects/1/export?ids[]=3&ids[]=1&ids[]=9")
    assert [task["id"] for task in chosen.json()] == [3, 1]


@pytest.mark.parametrize(("name", "start"), [("JSON_MIN", b"["), ("CSV", b""), ("TSV", b""), ("csv", b"")])
async def test_every_format_answers(labeling: httpx.AsyncClient, name: str, start: bytes) -> None:
    await labeling.post("/api/tasks/2/annotations/", json={"result": [PERSON]})
    # exportType wins over export_type.
    answer = await labeling.get(f"/api/projects/1/export?exportType={name}&export_type=nonsense")
    assert answer.status_code == 200
    assert answer.content.startswith(start)
    assert b"Ben read." in answer.content


async def test_an_unknown_format_names_those_there_are(labeling: httpx.AsyncClient) -> None:
    answer = await labeling.get("/api/projects/1/export?exportType=COCO")
    assert answer.status_code == 400
    assert "JSON_MIN" in answer.json()["detail"]


async def test_the_list_of_formats_says_what_each_leaves_out(labeling: httpx.AsyncClient) -> None:
    formats = (await labeling.get("/api/projects/1/export/formats")).json()
    assert {"JSON", "JSON_MIN", "CSV", "TSV"} <= {one["name"] for one in formats}
    assert all(isinstance(one["loses"], list) and one["title"] for one in formats)
