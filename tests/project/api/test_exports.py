"""Exports over HTTP."""

from __future__ import annotations

import json

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
    answer = await labeling.get("/api/projects/1/export?exportType=MAGIC")
    assert answer.status_code == 400
    assert "JSON_MIN" in answer.json()["detail"]


async def test_the_list_of_formats_says_what_each_leaves_out(labeling: httpx.AsyncClient) -> None:
    formats = (await labeling.get("/api/projects/1/export/formats")).json()
    assert {"JSON", "JSON_MIN", "CSV", "TSV"} <= {one["name"] for one in formats}
    assert all(isinstance(one["loses"], list) and one["title"] for one in formats)


async def test_what_a_filter_finds_is_exported_in_its_order(labeling: httpx.AsyncClient) -> None:
    for task in (1, 2, 3):
        await labeling.post(f"/api/tasks/{task}/annotations/", json={"result": [PERSON]})
    query = {
        "filters": {
            "conjunction": "and",
            "items": [{"filter": "filter:tasks:id", "operator": "not_equal", "type": "Number", "value": 2}],
        },
        "ordering": ["-tasks:id"],
    }
    found = await labeling.get("/api/projects/1/export", params={"query": json.dumps(query)})
    assert [task["id"] for task in found.json()] == [3, 1]
    view = (await labeling.post("/api/dm/views/", json={"project": 1, "data": query})).json()["id"]
    viewed = await labeling.get("/api/projects/1/export", params={"view": view})
    assert viewed.content == found.content
    assert (await labeling.get("/api/projects/1/export/count", params={"view": view})).json() == {"tasks": 2}


async def test_of_what_a_filter_finds_only_labeled_tasks_go_in_unless_all_are_asked_for(
    labeling: httpx.AsyncClient,
) -> None:
    await labeling.post("/api/tasks/2/annotations/", json={"result": [PERSON]})
    await labeling.post("/api/tasks/3/annotations/", json={"result": [], "was_cancelled": True})
    for given, expected in (
        ({}, [2, 3]),
        ({"skipped": "false"}, [2]),
        ({"download_all_tasks": "true", "skipped": "false"}, [1, 2, 3]),
    ):
        for query in ({}, {"query": '{"selectedItems": {"all": true, "excluded": []}}'}):
            asked = given | query
            tasks = (await labeling.get("/api/projects/1/export", params=asked)).json()
            assert [task["id"] for task in tasks] == expected, asked
            assert all(not one["was_cancelled"] for task in tasks for one in task["annotations"]) or not given
            counted = await labeling.get("/api/projects/1/export/count", params=asked)
            assert counted.json() == {"tasks": len(expected)}, asked


async def test_the_newest_annotation_of_each_task(labeling: httpx.AsyncClient) -> None:
    for start in (0, 4):
        region = PERSON | {"value": {"start": start, "end": start + 3, "text": "Ben", "labels": ["Person"]}}
        await labeling.post("/api/tasks/2/annotations/", json={"result": [region]})
    (task,) = (await labeling.get("/api/projects/1/export?annotations=newest")).json()
    assert [one["result"][0]["value"]["start"] for one in task["annotations"]] == [4]
    (task,) = (await labeling.get("/api/projects/1/export")).json()
    assert len(task["annotations"]) == 2
    assert (await labeling.get("/api/projects/1/export?annotations=oldest")).status_code == 400


async def test_a_filter_that_cannot_be_answered_is_refused_and_nothing_is_sent(labeling: httpx.AsyncClient) -> None:
    refused = await labeling.get("/api/projects/1/export", params={"query": '{"filters": {"items": 7}}'})
    assert refused.status_code == 400
    assert refused.json()["code"] == "query-invalid"
    assert (await labeling.get("/api/projects/1/export?view=77")).status_code == 404
