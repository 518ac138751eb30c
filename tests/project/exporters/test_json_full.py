"""The JSON export: today's shape, stored values as they came, and back through the importer."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multisession.project.importers import read_tasks
from multisession.project.store.interface import TaskBundle
from multisession.project.tasks import NewTask
from tests.project.exporters.bundles import LATER, TIME, annotation, draft, prediction, task, written
from tests.project.importers.test_json_items import values

pytestmark = pytest.mark.anyio
RESULT = b'[{"id":"a1","from_name":"s","to_name":"t","type":"choices","value":{"choices":["Good"]}, "score": 1.50}]'


async def test_the_shape_of_a_task() -> None:
    bundle = TaskBundle(
        task=task(
            7,
            b'{"text": "a", "n": 1.50}',
            total_annotations=1,
            cancelled_annotations=1,
            total_predictions=1,
            file_upload="a.csv",
        ),
        annotations=[annotation(3, 7, RESULT, lead_time=4.25), annotation(4, 7, b"[]", was_cancelled=True)],
        predictions=[prediction(9, 7)],
        drafts=[draft(5, 7, RESULT)],
    )
    text = await written("JSON", [bundle])
    assert b'"data":{"text": "a", "n": 1.50}' in text
    assert b'"result":' + RESULT in text
    first = {
        "id": 3,
        "completed_by": 1,
        "result": json.loads(RESULT),
        "was_cancelled": False,
        "ground_truth": False,
        "created_at": TIME,
        "updated_at": LATER,
        "draft_created_at": None,
        "lead_time": 4.25,
        "prediction": {},
        "result_count": 1,
        "unique_id": "unique-3",
        "import_id": None,
        "last_action": None,
        "bulk_created": False,
        "task": 7,
        "project": 1,
        "updated_by": 1,
        "parent_prediction": None,
        "parent_annotation": None,
        "last_created_by": None,
    }
    skipped = {
        **first,
        "id": 4,
        "result": [],
        "result_count": 0,
        "was_cancelled": True,
        "lead_time": None,
        "unique_id": "unique-4",
    }
    assert json.loads(text) == [
        {
            "id": 7,
            "annotations": [first, skipped],
            "file_upload": "a.csv",
            "drafts": [
                {
                    "id": 5,
                    "user": "you@localhost",
                    "created_username": " you@localhost, 1",
                    "result": json.loads(RESULT),
                    "lead_time": None,
                    "was_postponed": False,
                    "import_id": None,
                    "created_at": TIME,
                    "updated_at": LATER,
                    "task": 7,
                    "annotation": None,
                }
            ],
            "predictions": [9],
            "data": {"text": "a", "n": 1.5},
            "meta": {},
            "created_at": TIME,
            "updated_at": LATER,
            "allow_skip": True,
            "inner_id": 7,
            "total_annotations": 1,
            "cancelled_annotations": 1,
            "total_predictions": 1,
            "comment_count": 0,
            "unresolved_comment_count": 0,
            "last_comment_updated_at": None,
            "project": 1,
            "updated_by": 1,
            "comment_authors": [],
        }
    ]


@pytest.mark.parametrize("name", ["JSON", "JSON_MIN"])
async def test_batches_make_one_list(name: str) -> None:
    bundles = [TaskBundle(task=task(n, b"{}"), annotations=[annotation(n, n, b"[]")]) for n in (1, 2, 3)]
    assert [item["id"] for item in json.loads(await written(name, bundles[:2], [], bundles[2:]))] == [1, 2, 3]
    assert json.loads(await written(name)) == []


@given(data=st.dictionaries(st.text(max_size=4), values, max_size=4), meta=st.dictionaries(st.text(max_size=4), values),
       skipped=st.booleans(), lead_time=st.none() | st.floats(0, 1e6), person=st.integers(1, 9))  # fmt: skip
async def test_what_is_exported_is_imported_again(
    data: dict[str, object], meta: dict[str, object], skipped: bool, lead_time: float | None, person: int
) -> None:
    stored = task(1, json.dumps(data).encode(), meta=msgspec.Raw(json.dumps(meta).encode()))
    one = annotation(
        8, 1, RESULT, was_cancelled=skipped, lead_time=lead_time, completed_by=person, ground_truth=skipped
    )
    text = await written("JSON", [TaskBundle(task=stored, annotations=[one], predictions=[prediction(9, 1)])])
    (back,) = read_tasks([text], name="export.json", data_keys={})
    assert isinstance(back, NewTask)
    assert bytes(back.data) == bytes(stored.data)
    assert bytes(back.meta) == bytes(stored.meta)
    (again,) = back.annotations
    kept = ("was_cancelled", "ground_truth", "lead_time", "completed_by", "created_at", "updated_at")
    assert [getattr(again, name) for name in kept] == [getattr(one, name) for name in kept]
    assert bytes(again.result) == RESULT
