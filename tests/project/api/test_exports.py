"""Exports over HTTP."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

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


@pytest.mark.parametrize("name", ["CSV", "PARQUET"])
async def test_a_table_waits_for_its_columns_beside_the_project(
    labeling: httpx.AsyncClient, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The system's place for such files is memory on many hosts.
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    answer = await labeling.get(f"/api/projects/1/export?exportType={name}&download_all_tasks=true")
    assert answer.status_code == 200
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


async def test_only_ground_truth_alone_and_with_other_filters(labeling: httpx.AsyncClient) -> None:
    async def annotate(task: int, **more: object) -> int:
        made = await labeling.post(f"/api/tasks/{task}/annotations/", json={"result": [PERSON], **more})
        return int(made.json()["id"])

    usual = await annotate(1)
    true = [await annotate(2, ground_truth=True), await annotate(2, ground_truth=True)]
    await annotate(2)
    # A skip is none, whatever it says.
    await annotate(3, ground_truth=True, was_cancelled=True)
    everything = '{"selectedItems": {"all": true, "excluded": []}}'
    only_first = '{"selectedItems": {"all": false, "included": [1]}}'
    asked: dict[str, str]
    for asked, expected in (
        ({}, {2: true}),
        ({"query": everything}, {2: true}),
        ({"query": only_first}, {}),
        ({"query": only_first, "download_all_tasks": "true"}, {1: []}),
        ({"skipped": "true"}, {2: true}),
        ({"annotations": "newest"}, {2: true[1:]}),
        ({"download_all_tasks": "true"}, {1: [], 2: true, 3: []}),
        ({"ids[]": "2"}, {2: true}),
    ):
        query = {"ground_truth": "true", **asked}
        tasks = (await labeling.get("/api/projects/1/export", params=query)).json()
        assert {task["id"]: [one["id"] for one in task["annotations"]] for task in tasks} == expected, asked
        counted = await labeling.get("/api/projects/1/export/count", params=query)
        assert counted.json() == {"tasks": len(expected)}, asked
    records = (await labeling.get("/api/projects/1/export?exportType=JSON_MIN&ground_truth=true")).json()
    assert [record["annotation_id"] for record in records] == true and usual not in true
    # What does not fit is refused before anything is looked for.
    misfit = await labeling.get("/api/projects/1/export?exportType=COCO&ground_truth=true")
    assert (misfit.status_code, misfit.json()["code"]) == (400, "format-does-not-fit")


async def test_a_filter_that_cannot_be_answered_is_refused_and_nothing_is_sent(labeling: httpx.AsyncClient) -> None:
    refused = await labeling.get("/api/projects/1/export", params={"query": '{"filters": {"items": 7}}'})
    assert refused.status_code == 400
    assert refused.json()["code"] == "query-invalid"
    assert (await labeling.get("/api/projects/1/export?view=77")).status_code == 404
