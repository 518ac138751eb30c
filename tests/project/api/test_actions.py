"""Actions on many tasks over HTTP: what they do, say and undo, and what is refused with a sentence."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest

from multisession.project.store.bulk import journal
from multisession.project.store.bulk_access import BulkAccess
from tests.project.api.conftest import PERSON

pytestmark = pytest.mark.anyio

ALL = {"all": True, "excluded": []}


async def act(http: httpx.AsyncClient, action: str, **body: Any) -> httpx.Response:
    return await http.post("/api/dm/actions/", params={"id": action, "project": 1}, json=body)


async def ids(http: httpx.AsyncClient) -> list[int]:
    return [task["id"] for task in (await http.get("/api/tasks/")).json()["tasks"]]


async def test_the_actions_that_there_are(labeling: httpx.AsyncClient) -> None:
    listed = (await labeling.get("/api/dm/actions/", params={"project": 1})).json()
    assert [action["id"] for action in listed] == [
        "skip_tasks",
        "predictions_to_annotations",
        "delete_tasks",
        "delete_tasks_annotations",
        "delete_tasks_predictions",
    ]
    assert [action["order"] for action in listed] == [0, 1, 2, 3, 4]
    assert ["dialog" in action for action in listed] == [False, False, True, True, True]
    assert {action["experimental"] for action in listed} == {False}


async def test_deleting_and_bringing_back(labeling: httpx.AsyncClient) -> None:
    await labeling.post("/api/tasks/2/annotations/", json={"result": [PERSON]})
    before = (await labeling.get("/api/tasks/", params={"fields": "all"})).json()
    done = await act(labeling, "delete_tasks", selectedItems={"all": False, "included": [1, 2]})
    assert done.status_code == 200, done.text
    answer = done.json()
    assert (answer["processed_items"], answer["detail"]) == (2, "Deleted 2 tasks.")
    until = datetime.fromisoformat(answer["undo"]["until"])
    assert timedelta(minutes=10) < until - datetime.now(UTC) <= timedelta(minutes=30)
    assert await ids(labeling) == [3]
    undone = await act(labeling, "undo", undo=answer["undo"]["id"])
    assert undone.json() == {"processed_items": 2, "detail": "Brought back 2 tasks."}
    assert (await labeling.get("/api/tasks/", params={"fields": "all"})).json() == before
    twice = await act(labeling, "undo", undo=answer["undo"]["id"])
    assert (twice.status_code, twice.json()["code"]) == (404, "undo-gone")


async def test_a_filter_and_a_view_narrow_an_action(labeling: httpx.AsyncClient) -> None:
    filters = {
        "conjunction": "and",
        "items": [{"filter": "filter:tasks:data.text", "operator": "contains", "type": "String", "value": "slept"}],
    }
    done = await act(labeling, "skip_tasks", selectedItems=ALL, filters=filters, ordering=["-tasks:id"])
    assert done.json()["detail"] == "Skipped 1 task."
    assert (await labeling.get("/api/tasks/3/")).json()["cancelled_annotations"] == 1
    view = (await labeling.post("/api/dm/views/", json={"data": {"title": "t", "search": "read"}})).json()["id"]
    done = await labeling.post(
        "/api/dm/actions/", params={"id": "delete_tasks", "view": view}, json={"selectedItems": ALL}
    )
    assert done.json()["processed_items"] == 1
    assert await ids(labeling) == [1, 3]
    searched = await act(labeling, "delete_tasks", selectedItems={"all": True, "excluded": [3]}, search="e")
    assert searched.json()["processed_items"] == 1
    assert await ids(labeling) == [3]


async def test_an_undo_says_what_it_left(labeling: httpx.AsyncClient) -> None:
    done = (await act(labeling, "skip_tasks", selectedItems=ALL)).json()
    skip = (await labeling.get("/api/tasks/1/annotations/")).json()[0]["id"]
    await labeling.patch(f"/api/annotations/{skip}/", json={"result": [PERSON], "was_cancelled": False})
    undone = (await act(labeling, "undo", undo=done["undo"]["id"])).json()
    assert undone["detail"] == "Opened again 2 tasks. 1 was changed since, and stays."


async def test_annotations_of_a_models_predictions(labeling: httpx.AsyncClient) -> None:
    for version in ("a", "b"):
        await labeling.post("/api/predictions/", json={"task": 1, "result": [PERSON], "model_version": version})
    done = await act(labeling, "predictions_to_annotations", selectedItems=ALL, model_version="a")
    assert done.json()["detail"] == "Made 1 annotation."
    (made,) = (await labeling.get("/api/tasks/1/annotations/")).json()
    assert made["result"] == [PERSON]
    assert made["parent_prediction"] == 1


async def test_deleting_what_hangs_on_tasks(labeling: httpx.AsyncClient) -> None:
    await labeling.post("/api/predictions/", json={"task": 1, "result": [PERSON]})
    await labeling.post("/api/tasks/1/annotations/", json={"result": [PERSON]})
    gone = (await act(labeling, "delete_tasks_annotations", selectedItems=ALL)).json()
    assert gone["detail"] == "Deleted 1 annotation."
    assert (await act(labeling, "delete_tasks_predictions", selectedItems=ALL)).json()["processed_items"] == 1
    task = (await labeling.get("/api/tasks/1/")).json()
    assert (task["annotations"], task["predictions"]) == ([], [])
    assert "undo" not in (await act(labeling, "delete_tasks_annotations", selectedItems=ALL)).json()


@pytest.mark.parametrize(
    ("action", "body", "says"),
    [
        ("delete_tasks", {}, "selectedItems"),
        ("delete_tasks", {"selectedItems": {"all": False, "included": []}}, "selectedItems"),
        ("delete_tasks", {"selectedItems": {"all": "yes"}}, "true or false"),
        ("delete_tasks", {"selectedItems": {"all": False, "included": ["1"]}}, "ids of tasks"),
        ("delete_tasks", {"selectedItems": ALL, "filters": {"items": [{}]}}, "filter:tasks:"),
        ("delete_tasks", {"selectedItems": ALL, "project": "x"}, "int"),
        ("drop_tables", {"selectedItems": ALL}, "drop_tables"),
        ("undo", {}, "id"),
        ("undo", {"undo": "-1"}, "id"),
        ("undo", {"undo": "9" * 30}, "id"),
    ],
)
async def test_what_is_refused(labeling: httpx.AsyncClient, action: str, body: Any, says: str) -> None:
    refused = await act(labeling, action, **body)
    assert refused.status_code == 400, refused.text
    assert says in refused.json()["detail"]
    assert await ids(labeling) == [1, 2, 3]


async def test_emptying_the_project_leaves_nothing_to_undo(labeling: httpx.AsyncClient) -> None:
    done = (await act(labeling, "delete_tasks", selectedItems=ALL)).json()
    await labeling.delete("/api/projects/1/")
    gone = await act(labeling, "undo", undo=done["undo"]["id"])
    assert (gone.status_code, gone.json()["code"]) == (404, "undo-gone")
    assert await ids(labeling) == []


def written_down(root: Path) -> str:
    """The journal of actions as it is on the disk."""
    (path,) = root.glob("*/project.db")
    with closing(sqlite3.connect(path)) as database:
        return str(database.execute("SELECT value FROM value WHERE name = '.undo'").fetchone()[0])


async def test_the_name_of_a_model_is_no_book(labeling: httpx.AsyncClient, tmp_path: Path) -> None:
    refused = await act(labeling, "predictions_to_annotations", selectedItems=ALL, model_version="x" * 1_001)
    assert refused.status_code == 400
    assert "model_version" in refused.json()["validation_errors"]
    # Where it means nothing, nothing of it is kept: the journal counts in no quota when something is deleted.
    one = {"all": False, "included": [1]}
    made = await act(labeling, "delete_tasks", selectedItems=one, model_version="x" * 100_000)
    assert made.json()["processed_items"] == 1
    assert len(written_down(tmp_path)) < 1_000


async def two_are_kept(root: Path) -> None:
    """Waits until the journal holds no more than two actions."""
    with anyio.fail_after(30):
        while json.loads(written_down(root))["entries"][2:]:
            await anyio.sleep(0.01)


async def test_of_many_actions_the_oldest_are_forgotten_at_once(
    labeling: httpx.AsyncClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "MOST_KEPT", 2)
    for _ in range(4):
        await act(labeling, "skip_tasks", selectedItems=ALL)
        last = (await act(labeling, "delete_tasks_annotations", selectedItems=ALL)).json()["undo"]["id"]
    await two_are_kept(tmp_path)
    assert (await act(labeling, "undo", undo=last)).json()["processed_items"] == 3


async def test_so_are_those_that_grow_old_while_others_are_forgotten(
    labeling: httpx.AsyncClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked, more = anyio.Event(), anyio.Event()
    forget = BulkAccess.forget_undone

    async def forget_and_wait(self: BulkAccess) -> None:
        await forget(self)
        looked.set()
        await more.wait()

    monkeypatch.setattr(journal, "MOST_KEPT", 2)
    monkeypatch.setattr(BulkAccess, "forget_undone", forget_and_wait)
    for _ in range(2):
        await act(labeling, "skip_tasks", selectedItems=ALL)
        await act(labeling, "delete_tasks_annotations", selectedItems=ALL)
    with anyio.fail_after(30):
        await looked.wait()
    await act(labeling, "skip_tasks", selectedItems=ALL)
    more.set()
    await two_are_kept(tmp_path)
