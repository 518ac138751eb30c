"""The data table over HTTP: filters and orders that are answered, and those that are refused with a sentence."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from tests.project.api.conftest import PERSON

pytestmark = pytest.mark.anyio


def item(column: str, operator: Any, kind: str, value: Any = None) -> dict[str, Any]:
    return {"filter": f"filter:{column}", "operator": operator, "type": kind, "value": value}


def with_items(*items: Any) -> dict[str, Any]:
    return {"filters": {"conjunction": "and", "items": list(items)}}


async def ask(http: httpx.AsyncClient, query: Any, **more: Any) -> httpx.Response:
    text = query if isinstance(query, str) else json.dumps(query)
    return await http.get("/api/tasks/", params={"query": text, **more})


async def test_a_filter_an_order_and_a_page(labeling: httpx.AsyncClient) -> None:
    query = with_items(item("tasks:data.text", "contains", "String", " w")) | {"ordering": ["-tasks:id"]}
    answer = await ask(labeling, query, fields="all")
    assert answer.status_code == 200, answer.text
    assert [(task["id"], task["annotations"]) for task in answer.json()["tasks"]] == [(1, [])]
    ordered = await ask(labeling, {"ordering": ["-tasks:data.text"]}, page_size=2)
    assert [task["id"] for task in ordered.json()["tasks"]] == [3, 2]
    second = await ask(labeling, {"ordering": ["-tasks:data.text"]}, page_size=2, page=2)
    assert [task["id"] for task in second.json()["tasks"]] == [1]
    assert second.json()["total"] == 3
    far = await ask(labeling, {"ordering": ["-tasks:data.text"]}, page=10**9, page_size=1000)
    assert far.json()["tasks"] == []


async def test_all_that_a_filter_finds_in_one_answer(labeling: httpx.AsyncClient) -> None:
    query = with_items(item("tasks:data.text", "not_contains", "String", "wrote")) | {"ordering": ["-tasks:id"]}
    answer = (await ask(labeling, query, page_size=-1)).json()
    assert ([task["id"] for task in answer["tasks"]], answer["total"]) == ([3, 2], 2)


async def test_a_visitor_who_has_written_nothing_sees_an_empty_table(http: httpx.AsyncClient) -> None:
    answer = await ask(http, with_items(item("tasks:data.text", "contains", "String", "a")))
    assert (answer.status_code, answer.json()["tasks"]) == (200, [])


TEXT = "tasks:data.text"


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("{", "not JSON"),
        ("[]", "JSON object"),
        ("7", "JSON object"),
        ('{"filters": {"items": [{"value": NaN}]}}', "JSON"),
        ('{"filters": {"items": [{"value": 1e999}]}}', ""),
        ({"filters": []} | {"ordering": 7}, "list"),
        ({"filters": {"conjunction": "xor", "items": []}}, "xor"),
        ({"filters": {"items": {}}} | {"ordering": {"a": 1}}, "list"),
        (with_items(7), "JSON object"),
        (with_items({}), "filter:tasks:"),
        (with_items(item(TEXT, "regex", "String", "(a+)+$")), "Regular expressions"),
        (with_items(item(TEXT, "like", "String", "a")), "like"),
        (with_items(item(TEXT, ["contains"], "String", "a")), "contains"),
        (with_items(item(TEXT, "contains", "Number", 1)), "contains"),
        (with_items(item(TEXT, "contains", "Strange", "a")), "Strange"),
        (with_items(item(TEXT, "contains", "String", {"a": 1})), "text"),
        (with_items(item(TEXT, "contains", "String", "x" * 1001)), "1001"),
        (with_items(item(TEXT, "contains", "String", "a\0b")), "character"),
        (with_items(item(TEXT, "contains", "String", "\ud800")), ""),
        (with_items(item(TEXT, "equal", "Number", "nan")), "number"),
        (with_items(item(TEXT, "equal", "Number", True)), "number"),
        (with_items(item(TEXT, "equal", "Number", int("9" * 400))), ""),
        (with_items(item(TEXT, "in", "Number", [1, 2])), "{min, max}"),
        (with_items(item(TEXT, "equal", "Datetime", "yesterday")), "ISO 8601"),
        (with_items(item(TEXT, "equal", "Boolean", "maybe")), "true or false"),
        (with_items(item(TEXT, "in_list", "String", ["x"] * 1001)), "1001"),
        (with_items(item("tasks:data", "contains", "String", "a")), "data"),
        (with_items(item("tasks:data.", "contains", "String", "a")), "1 to 200"),
        (with_items(item("tasks:data." + "k" * 201, "contains", "String", "a")), "1 to 200"),
        (with_items(item('tasks:data.a"b', "contains", "String", "a")), "quotation marks"),
        (with_items(item("tasks:data.a\nb", "contains", "String", "a")), "control characters"),
        (with_items(item("tasks:rowid", "equal", "Number", 1)), "rowid"),
        (with_items(item("tasks:id) OR 1=1 --", "equal", "Number", 1)), "no column"),
        (with_items(item("annotations:id", "equal", "Number", 1)), "annotations:id"),
        (with_items(item("tasks:predictions_results", "equal", "String", "a")), "equal"),
        ({"ordering": ["tasks:id; DROP TABLE task"]}, "no column"),
        ({"ordering": ["tasks:annotations_results"]}, "not sorted"),
        ({"ordering": ["tasks:id"] * 6}, "at most 5"),
        ({"ordering": [None]}, "null"),
        ({"selectedItems": {"all": "yes"}}, "true or false"),
        ({"selectedItems": {"all": False, "included": ["1"]}}, "ids"),
        ({"selectedItems": {"all": False, "included": [2**63]}}, "ids"),
        ({"selectedItems": [1]}, "JSON object"),
        (with_items(*[{}] * 101), "at most 100"),
        ("[" * 200 + "]" * 200, "nested deeper"),
    ],
)
async def test_what_is_refused(labeling: httpx.AsyncClient, query: Any, says: str) -> None:
    answer = await ask(labeling, query)
    assert answer.status_code == 400, answer.text
    assert says in answer.json()["detail"]
    assert len(answer.json()["detail"]) < 600


@pytest.mark.parametrize("text", ["' OR '1'='1", "%", "_", "\\", "?1", ":a", "'); DROP TABLE task; --", '"', "${text}"])
@pytest.mark.parametrize("operator", ["contains", "equal"])
async def test_values_are_values(labeling: httpx.AsyncClient, text: str, operator: str) -> None:
    await labeling.post("/api/tasks/", json={"data": {"text": f"{text}"}})
    answer = await ask(labeling, with_items(item(TEXT, operator, "String", text)))
    assert [task["id"] for task in answer.json()["tasks"]] == [4]
    key = "'); DROP TABLE task; --.$.?1"
    await labeling.post("/api/tasks/", json={"data": {key: "x"}})
    answer = await ask(labeling, with_items(item(f"tasks:data.{key}", operator, "String", "x")))
    assert [task["id"] for task in answer.json()["tasks"]] == [5]


async def test_a_hundred_conditions_on_keys_of_all_kinds(labeling: httpx.AsyncClient) -> None:
    items = [item(f"tasks:data.é.{number}", "contains", "String", f"ü{number}") for number in range(100)]
    answer = await ask(labeling, {"filters": {"conjunction": "or", "items": items}, "ordering": ["tasks:data.é"] * 5})
    assert (answer.status_code, answer.json()["total"]) == (200, 0)


async def test_a_value_larger_than_any_integer(labeling: httpx.AsyncClient) -> None:
    await labeling.post("/api/tasks/", json={"data": {"n": 10**30}})
    answer = await ask(labeling, with_items(item("tasks:data.n", "greater", "Number", 10**29)))
    assert [task["id"] for task in answer.json()["tasks"]] == [4]


async def test_rows_of_a_table(labeling: httpx.AsyncClient) -> None:
    await labeling.post("/api/tasks/2/annotations/", json={"result": [PERSON], "lead_time": 3, "ground_truth": True})
    answer = await labeling.get("/api/tasks/", params={"fields": "table", "page_size": 2})
    assert answer.status_code == 200, answer.text
    first, second = answer.json()["tasks"]
    assert (first["status"], first["labels"], first["predictions_score"]) == ("new", [], None)
    assert second["labels"] == [{"from_name": "label", "label": "Person", "count": 1}]
    assert (second["status"], second["avg_lead_time"], second["draft_exists"]) == ("done", 3.0, False)
    assert (first["ground_truth"], second["ground_truth"]) == (False, True)
    assert "annotations" not in second
    assert answer.json()["total"] == 3
    searched = await ask(labeling, {"search": "SLEPT"}, fields="table")
    assert [task["data"] for task in searched.json()["tasks"]] == [{"text": "Cyd slept."}]
    refused = await labeling.get("/api/tasks/", params={"fields": "table", "page_size": -1})
    assert refused.status_code == 400


async def test_columns(labeling: httpx.AsyncClient) -> None:
    rows = [
        {"text": "x", "shot": "/data/a.PNG", "when": "2020-01-02", "price": "1.5", "ok": True, "tags": ["a"]},
        {"text": "y", "shot": "https://e.org/b.jpg?s=1", "meta": {"source": "web", "deep": {"er": 1}}, "price": 2},
        {"text": "z", "shot": None, "voice": "c.mp3", "odd": [1], 'no"key': 1},
        {"text": "z", "odd": "text"},
    ]
    assert (await labeling.post("/api/projects/1/import", json=rows)).status_code == 201
    answer = await labeling.get("/api/dm/columns", params={"project": 1})
    assert answer.status_code == 200, answer.text
    columns = {column["id"]: column for column in answer.json()["columns"]}
    data = {name: (column["type"], column["display"]) for name, column in columns.items() if "parent" in column}
    assert data == {
        "text": ("String", "text"),
        "shot": ("String", "image"),
        "when": ("Datetime", "datetime"),
        "price": ("Number", "number"),
        "ok": ("Boolean", "text"),
        "tags": ("List", "list"),
        "meta": ("String", "json"),
        "meta.source": ("String", "text"),
        "meta.deep": ("String", "json"),
        "voice": ("String", "audio"),
        "odd": ("String", "json"),
    }
    assert columns["data"]["children"] == list(data)
    assert columns["text"]["visibility_defaults"] == {"explore": True, "labeling": True}
    assert columns["id"] == {
        "id": "id",
        "title": "ID",
        "type": "Number",
        "target": "tasks",
        "visibility_defaults": {"explore": True, "labeling": True},
    }
    # Every column can be asked for as it is listed.
    for name, column in columns.items():
        if name != "data":
            filter_name = f"tasks:data.{name}" if "parent" in column else f"tasks:{name}"
            asked = await ask(labeling, with_items(item(filter_name, "empty", column["type"], True)))
            assert asked.status_code == 200, asked.text


async def test_columns_of_nothing_and_of_another_project(http: httpx.AsyncClient) -> None:
    answer = await http.get("/api/dm/columns/")
    assert "parent" not in answer.text
    assert (await http.get("/api/dm/columns/", params={"project": 2})).status_code == 400


async def test_the_project_of_the_table(labeling: httpx.AsyncClient) -> None:
    await labeling.post("/api/tasks/2/annotations/", json={"result": [PERSON]})
    answer = (await labeling.get("/api/dm/project", params={"project": 1})).json()
    assert (answer["title"], answer["task_count"], answer["annotation_count"]) == ("People", 3, 1)
    assert answer["can_delete_tasks"] is True
