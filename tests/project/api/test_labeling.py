"""The way of a label over HTTP: next, submit, skip, drafts, neighbours."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.project.api.conftest import PERSON

pytestmark = pytest.mark.anyio


async def test_next_walks_through_the_tasks(labeling: httpx.AsyncClient) -> None:
    seen = []
    for _ in range(3):
        task = (await labeling.get("/api/projects/1/next")).json()
        assert task["annotations"] == task["predictions"] == task["drafts"] == []
        seen.append((task["id"], task["data"]["text"], task["queue"]))
        submitted = await labeling.post(f"/api/tasks/{task['id']}/annotations/", json={"result": []})
        assert submitted.status_code == 201
    assert seen == [
        (1, "Ada wrote.", "Sequential sampling queue"),
        (2, "Ben read.", "Sequential sampling queue"),
        (3, "Cyd slept.", "Sequential sampling queue"),
    ]
    done = await labeling.get("/api/projects/1/next")
    assert (done.status_code, done.json()["code"]) == (404, "all-labeled")
    # a page that asks knows that there may be none, and a browser's console takes a 404 for a fault
    asked = await labeling.get("/api/projects/1/next?or_none=true")
    assert (asked.status_code, asked.content) == (204, b"")


async def test_next_without_tasks(http: httpx.AsyncClient) -> None:
    answer = await http.get("/api/projects/1/next")
    assert (answer.status_code, answer.json()["code"]) == (404, "no-tasks")


async def test_a_submission_comes_back_as_it_was_sent(labeling: httpx.AsyncClient) -> None:
    body = {"result": [PERSON | {"meta": {"note": "ä", "n": 1.50}}], "lead_time": 2.5, "ground_truth": True}
    created = (await labeling.post("/api/tasks/1/annotations/", json=body)).json()
    assert created["result"] == body["result"]
    assert (created["task"], created["lead_time"], created["was_cancelled"]) == (1, 2.5, False)
    assert (created["ground_truth"], created["result_count"], created["warnings"]) == (True, 1, [])
    read = (await labeling.get(f"/api/annotations/{created['id']}/")).json()
    assert read == {key: value for key, value in created.items() if key != "warnings"}
    assert (await labeling.get("/api/tasks/1/annotations/")).json() == [read]
    task = (await labeling.get("/api/tasks/1/")).json()
    assert (task["is_labeled"], task["total_annotations"], task["annotations"]) == (True, 1, [read])


async def test_what_does_not_fit_the_config_is_stored_with_a_warning(labeling: httpx.AsyncClient) -> None:
    item = PERSON | {"from_name": "other"}
    created = await labeling.post("/api/tasks/1/annotations/", json={"result": [item]})
    assert created.status_code == 201
    assert created.json()["result"] == [item]
    assert len(created.json()["warnings"]) == 1
    assert '"other"' in created.json()["warnings"][0]


@pytest.mark.parametrize(
    "result",
    ["text", {"a": 1}, 7, None, ["text"], [[]], [{"value": 3}], [{"value": {}, "from_name": 3}]],
)
async def test_a_malformed_result_is_refused(labeling: httpx.AsyncClient, result: Any) -> None:
    answer = await labeling.post("/api/tasks/1/annotations/", json={"result": result})
    assert answer.status_code == 400
    assert answer.json()["detail"]
    assert (await labeling.get("/api/tasks/1/")).json()["total_annotations"] == 0


@pytest.mark.parametrize(
    "content",
    [
        b'{"result": [' + b"[" * 10_000 + b"]" * 10_000 + b"]}",
        b'{"result": [{"value": {"x": NaN}}]}',
        b'{"result": [{"value": {"x": "\xff"}}]}',
        b'{"result": [{"value": {"x": "\\ud800"}}]}',
        b'{"result": [{"value": {"x": 1e999}}]}',
        b'{"result": [',
        b"\x00",
    ],
)
async def test_broken_json_is_refused_and_nothing_changes(labeling: httpx.AsyncClient, content: bytes) -> None:
    answer = await labeling.post("/api/tasks/1/annotations/", content=content)
    assert answer.status_code == 400, answer.text
    assert (await labeling.get("/api/projects/1/")).json()["total_annotations_number"] == 0


async def test_a_body_above_the_limit(labeling: httpx.AsyncClient) -> None:
    answer = await labeling.post("/api/tasks/1/annotations/", content=b'{"result": ["' + b"x" * 1_000_000 + b'"]}')
    assert answer.status_code == 413


async def test_a_retry_with_the_same_unique_id_is_one_annotation(labeling: httpx.AsyncClient) -> None:
    body = {"result": [PERSON], "unique_id": "7f1c"}
    first = (await labeling.post("/api/tasks/1/annotations/", json=body)).json()
    second = (await labeling.post("/api/tasks/1/annotations/", json=body)).json()
    assert first["id"] == second["id"]
    assert (await labeling.get("/api/projects/1/")).json()["total_annotations_number"] == 1


async def test_a_skip_takes_the_task_out_of_the_queue(labeling: httpx.AsyncClient) -> None:
    await labeling.post("/api/tasks/1/annotations/", json={"result": [], "was_cancelled": True})
    assert (await labeling.get("/api/projects/1/next")).json()["id"] == 2
    project = (await labeling.get("/api/projects/1/")).json()
    assert (project["skipped_annotations_number"], project["total_annotations_number"]) == (1, 0)


async def test_changing_and_deleting_an_annotation(labeling: httpx.AsyncClient) -> None:
    created = (await labeling.post("/api/tasks/1/annotations/", json={"result": [PERSON]})).json()
    path = f"/api/annotations/{created['id']}"
    changed = (await labeling.patch(path, json={"lead_time": 9.0})).json()
    assert (changed["lead_time"], changed["result"], changed["revision"]) == (9.0, [PERSON], 2)
    emptied = (await labeling.patch(path, json={"result": []})).json()
    assert (emptied["result"], emptied["lead_time"]) == ([], 9.0)
    assert (await labeling.delete(path)).status_code == 204
    assert (await labeling.get(path)).status_code == 404
    assert (await labeling.delete(path)).status_code == 404
    assert (await labeling.get("/api/projects/1/next")).json()["id"] == 1


async def test_a_draft_lives_until_the_work_is_submitted(labeling: httpx.AsyncClient) -> None:
    created = await labeling.post("/api/tasks/1/drafts", json={"result": [PERSON], "lead_time": 1.0})
    assert created.status_code == 201
    draft = created.json()
    assert (draft["task"], draft["annotation"], draft["result"]) == (1, None, [PERSON])
    saved = (await labeling.patch(f"/api/drafts/{draft['id']}/", json={"result": []})).json()
    assert (saved["id"], saved["result"], saved["lead_time"]) == (draft["id"], [], 1.0)
    assert (await labeling.get("/api/tasks/1/drafts")).json() == [saved]
    assert (await labeling.get("/api/projects/1/next")).json()["drafts"] == [saved]
    await labeling.post("/api/tasks/1/annotations/", json={"result": [PERSON], "draft_id": draft["id"]})
    assert (await labeling.get("/api/tasks/1/drafts")).json() == []
    assert (await labeling.get(f"/api/drafts/{draft['id']}")).status_code == 404


async def test_a_draft_can_be_thrown_away(labeling: httpx.AsyncClient) -> None:
    draft = (await labeling.post("/api/tasks/2/drafts", json={"result": []})).json()
    assert (await labeling.delete(f"/api/drafts/{draft['id']}/")).status_code == 204
    assert (await labeling.delete(f"/api/drafts/{draft['id']}/")).status_code == 404


async def test_what_was_read_before_somebody_else_changed_it_overwrites_nothing(labeling: httpx.AsyncClient) -> None:
    created = (await labeling.post("/api/tasks/1/annotations/", json={"result": []})).json()
    path = f"/api/annotations/{created['id']}"
    other = (await labeling.patch(path, json={"result": [PERSON], "revision": created["revision"]})).json()
    refused = await labeling.patch(path, json={"result": [], "revision": created["revision"]})
    assert (refused.status_code, refused.json()["code"]) == (400, "annotation-changed")
    assert (await labeling.get(path)).json()["result"] == other["result"] == [PERSON]

    draft = (await labeling.post("/api/tasks/2/drafts", json={"result": []})).json()
    path = f"/api/drafts/{draft['id']}"
    await labeling.patch(path, json={"result": [PERSON], "based_on": draft["updated_at"]})
    refused = await labeling.patch(path, json={"result": [], "based_on": draft["updated_at"]})
    assert (refused.status_code, refused.json()["code"]) == (400, "draft-changed")
    assert (await labeling.get(path)).json()["result"] == [PERSON]


async def test_the_way_back_over_a_reload(labeling: httpx.AsyncClient) -> None:
    first = (await labeling.post("/api/tasks/1/annotations/", json={"result": [PERSON]})).json()
    skip = (await labeling.post("/api/tasks/2/annotations/", json={"result": [], "was_cancelled": True})).json()
    path = "/api/projects/1/label-stream-history/"
    steps = (await labeling.get(path)).json()
    assert [(step["taskId"], step["annotationId"], step["was_cancelled"], step["preview"]) for step in steps] == [
        (2, skip["id"], True, "Ben read."),
        (1, first["id"], False, "Ada wrote."),
    ]
    assert [(step["inner_id"], step["revision"], step["result_count"]) for step in steps] == [(2, 1, 0), (1, 1, 1)]
    await labeling.patch(f"/api/annotations/{first['id']}/", json={"lead_time": 3.0})
    assert (await labeling.get(path, params={"limit": 1})).json()[0]["revision"] == 2
    assert (await labeling.get(path, params={"limit": 101})).status_code == 400


async def test_neighbours_and_position(labeling: httpx.AsyncClient) -> None:
    assert (await labeling.get("/api/projects/1/tasks/2/neighbours")).json() == {
        "previous": 1, "next": 3, "index": 2, "total": 3,
    }  # fmt: skip
    assert (await labeling.get("/api/projects/1/tasks/1/neighbours")).json()["previous"] is None
    assert (await labeling.get("/api/projects/1/tasks/9/neighbours")).status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/tasks/9/annotations/"),
        ("GET", "/api/tasks/9/annotations/"),
        ("GET", "/api/annotations/9"),
        ("PATCH", "/api/annotations/9"),
        ("POST", "/api/tasks/9/drafts"),
        ("GET", "/api/tasks/9/drafts"),
        ("PATCH", "/api/drafts/9"),
        ("GET", "/api/predictions/9"),
        ("PATCH", "/api/predictions/9"),
        ("DELETE", "/api/predictions/9"),
        ("PATCH", "/api/tasks/9"),
        ("DELETE", "/api/tasks/9"),
        ("GET", "/api/tasks/9"),
    ],
)
async def test_what_is_not_there_is_a_404_with_a_sentence(labeling: httpx.AsyncClient, method: str, path: str) -> None:
    answer = await labeling.request(method, path, json={"result": []} if method in ("POST", "PATCH") else None)
    assert answer.status_code == 404, answer.text
    assert answer.json()["detail"] in (
        "There is no task 9 in this project.",
        "There is no annotation 9 in this project.",
        "There is no draft 9 in this project.",
        "There is no prediction 9 in this project.",
    )
