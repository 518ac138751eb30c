"""Saved views over HTTP, as today's SDK uses them."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from multisession.project.saved_views import LARGEST_VIEW, MOST_VIEWS

pytestmark = pytest.mark.anyio

FILTERS = {
    "conjunction": "and",
    "items": [{"filter": "filter:tasks:data.text", "operator": "contains", "type": "String", "value": "read"}],
}


async def saved(http: httpx.AsyncClient, **data: Any) -> dict[str, Any]:
    answer = await http.post("/api/dm/views/", json={"project": 1, "data": data})
    assert answer.status_code == 201, answer.text
    view: dict[str, Any] = answer.json()
    return view


async def titles(http: httpx.AsyncClient) -> list[str]:
    return [view["data"]["title"] for view in (await http.get("/api/dm/views/?project=1")).json()]


async def test_a_view_from_creation_to_deletion(labeling: httpx.AsyncClient) -> None:
    assert (await labeling.get("/api/dm/views/?project=1")).json() == []
    view = await saved(
        labeling, title="Read", filters=FILTERS, ordering=["-tasks:id"], hiddenColumns={"explore": ["a"]}
    )
    assert view == {
        "id": 1, "order": 0, "user": 1, "project": 1,
        "data": {
            "title": "Read", "filters": FILTERS, "ordering": ["-tasks:id"], "hiddenColumns": {"explore": ["a"]},
        },
    }  # fmt: skip
    changed = await labeling.patch("/api/dm/views/1/", json={"data": {"title": "R", "hiddenColumns": {"labeling": []}}})
    assert changed.json()["data"] == view["data"] | {"title": "R", "hiddenColumns": {"explore": ["a"], "labeling": []}}
    assert (await labeling.get("/api/dm/views/1")).json() == changed.json()
    assert (await labeling.delete("/api/dm/views/1/")).status_code == 204
    assert (await labeling.get("/api/dm/views/1/")).status_code == 404
    assert (await saved(labeling, title="Next"))["id"] == 2


async def test_the_tasks_of_a_view(labeling: httpx.AsyncClient) -> None:
    # Nothing is selected in it, which is not a wish to see nothing.
    view = await saved(labeling, title="Read", filters=FILTERS, selectedItems={"all": False, "included": []})
    page = (await labeling.get("/api/tasks/", params={"view": view["id"], "project": 1, "fields": "all"})).json()
    assert ([task["id"] for task in page["tasks"]], page["total"]) == ([2], 1)
    assert (await labeling.get("/api/tasks/?view=9")).status_code == 404
    assert (await labeling.get("/api/tasks/?view=x")).status_code == 400


async def test_the_order_of_tabs(labeling: httpx.AsyncClient) -> None:
    for title in "abcd":
        await saved(labeling, title=title)
    assert (await labeling.post("/api/dm/views/order/", json={"project": 1, "ids": [3, 1, 3]})).status_code == 204
    assert await titles(labeling) == ["c", "a", "b", "d"]
    assert [view["order"] for view in (await labeling.get("/api/dm/views/")).json()] == [0, 1, 2, 3]
    assert (await labeling.post("/api/dm/views/order/", json={"ids": [9]})).status_code == 404
    assert (await labeling.delete("/api/dm/views/reset/?project=1")).status_code == 204
    assert await titles(labeling) == []


async def test_changes_at_the_same_time_all_stay(labeling: httpx.AsyncClient) -> None:
    await asyncio.gather(*(saved(labeling, title=str(number)) for number in range(10)))
    views = (await labeling.get("/api/dm/views/")).json()
    assert [view["id"] for view in views] == list(range(1, 11))
    assert {view["data"]["title"] for view in views} == {str(number) for number in range(10)}


@pytest.mark.parametrize(
    "body",
    [
        {"data": []},
        {"data": {"filters": {"conjunction": "nor"}}},
        {"data": {"filters": {"items": [{**FILTERS["items"][0], "operator": "regex"}]}}},
        {"data": {"ordering": ["tasks:sqlite_master"]}},
        {"data": {"title": "x" * LARGEST_VIEW}},
        {"data": {"title": "x"}, "project": 2},
    ],
)
async def test_a_view_that_is_refused(labeling: httpx.AsyncClient, body: Any) -> None:
    await saved(labeling, title="first", filters=FILTERS)
    assert (await labeling.post("/api/dm/views/", json=body)).status_code == 400
    if "project" not in body:
        assert (await labeling.patch("/api/dm/views/1/", json=body)).status_code == 400
    assert await titles(labeling) == ["first"]
    assert (await labeling.get("/api/dm/views/1")).json()["data"]["filters"] == FILTERS


async def test_there_is_an_end_to_views(labeling: httpx.AsyncClient) -> None:
    for _ in range(MOST_VIEWS):
        await saved(labeling)
    answer = await labeling.post("/api/dm/views/", json={"data": {}})
    assert (answer.status_code, str(MOST_VIEWS) in answer.json()["detail"]) == (400, True)
