"""Rows of the data table: what is said of a task's work, and the order and page that a query asks for."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from multisession.project.data_query.model import TaskQuery
from multisession.project.data_query.parse import query_of
from multisession.project.store.interface import Store
from multisession.project.tasks import NewAnnotation, NewPrediction, NewTask, TableRow

pytestmark = pytest.mark.anyio


def result(*labels: str, from_name: str = "label", kind: str = "labels") -> msgspec.Raw:
    items = [{"from_name": from_name, "to_name": "t", "type": kind, "value": {kind: [label]}} for label in labels]
    return msgspec.Raw(json.dumps(items).encode())


async def rows(store: Store, **query: Any) -> list[TableRow]:
    return (await store.table_page(query_of(query), page=1, page_size=100)).rows


async def test_what_a_row_says_of_the_work(store: Store, ids: list[int]) -> None:
    first = NewAnnotation(result=result("Cat"), lead_time=4.0, created_at="2020-01-01T00:00:00.000000Z")
    await store.create_annotation(ids[0], first)
    newest = await store.create_annotation(ids[0], NewAnnotation(result=result("Dog", "Cat", "Dog"), lead_time=8.0))
    await store.create_annotation(ids[0], NewAnnotation(result=result("Skipped"), was_cancelled=True))
    await store.create_annotation(ids[1], NewAnnotation(was_cancelled=True))
    await store.save_draft(ids[0], msgspec.Raw(b"[]"))
    await store.save_draft(ids[4], msgspec.Raw(b"[]"))
    await store.create_prediction(ids[2], NewPrediction(score=1.0))
    found = await rows(store)
    assert newest is not None
    assert [row.task.id for row in found] == ids
    assert [row.status for row in found] == ["done", "skipped", "new", "new", "draft", "new"]
    assert [row.draft_exists for row in found] == [True, False, False, False, True, False]
    assert [row.predictions_score for row in found] == [None, None, 0.75, None, None, None]
    assert [row.avg_lead_time for row in found] == [6.0, None, None, None, None, None]
    assert [row.completed_at for row in found] == [newest.created_at, None, None, None, None, None]
    assert [[(each.label, each.count) for each in row.labels] for row in found] == [
        [("Dog", 2), ("Cat", 1)], [], [], [], [], []
    ]  # fmt: skip


async def test_a_row_says_whether_there_is_ground_truth(store: Store, ids: list[int]) -> None:
    await store.create_annotation(ids[0], NewAnnotation(ground_truth=True))
    await store.create_annotation(ids[0], NewAnnotation())
    await store.create_annotation(ids[1], NewAnnotation(ground_truth=True, was_cancelled=True))
    await store.create_annotation(ids[2], NewAnnotation())
    assert [row.ground_truth for row in await rows(store)] == [True, False, False, False, False, False]


async def test_labels_of_every_make(store: Store, ids: list[int]) -> None:
    path = b'[{"from_name":"tree","type":"taxonomy","value":{"taxonomy":[["Animal","Dog"],["Plant"]]}},'
    odd = (
        b'{"type":"relation","from_id":"a"},{"from_name":"label","type":"labels"},{"from_name":"r","type":"rating",'
        b'"value":{"rating":4}},{"from_name":"label","type":"labels","value":{"labels":[7,"Cat"]}}]'
    )
    await store.create_annotation(ids[0], NewAnnotation(result=msgspec.Raw(path + odd)))
    labels = (await rows(store))[0].labels
    assert [(each.from_name, each.label, each.count) for each in labels] == [
        ("tree", "Dog", 1), ("tree", "Plant", 1), ("label", "Cat", 1)
    ]  # fmt: skip


async def test_the_data_is_cut_and_the_task_is_not(store: Store) -> None:
    task = await store.create_task(NewTask(data=msgspec.Raw(b'{"text":"%s"}' % (b"x" * 1_000_000))))
    row = (await rows(store, ordering=["-tasks:id"]))[0]
    assert row.task.id == task.id
    assert bytes(row.task.data) == b'{"text":"%s"}' % (b"x" * 300)
    whole = await store.task(task.id)
    assert whole is not None and len(bytes(whole.data)) == 1_000_011


async def test_pages_are_those_of_the_query(store: Store, ids: list[int]) -> None:
    query = query_of({"ordering": ["-tasks:data.text"]})
    second = await store.table_page(query, page=2, page_size=4)
    assert ([row.task.id for row in second.rows], second.total) == (ids[1::-1], 6)
    past = await store.table_page(TaskQuery(), page=9, page_size=4)
    assert (past.rows, past.total) == ([], 6)


async def test_the_first_data(store: Store, ids: list[int]) -> None:
    await store.delete_task(ids[0])
    assert [row["text"] for row in await store.first_data(2)] == ["2", "3"]
