"""JSON_MIN: one flat record for each annotation."""

from __future__ import annotations

import json
from typing import Any

import pytest

from multisession.project.store.interface import TaskBundle
from tests.project.exporters.bundles import LATER, TIME, annotation, task, written

pytestmark = pytest.mark.anyio
CONTROLS = {"sentiment": "Choices", "box": "RectangleLabels", "note": "TextArea", "stars": "Rating"}
OWN = {"annotator": 1, "created_at": TIME, "updated_at": LATER, "lead_time": None}


def item(name: str, value: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"id": "x", "from_name": name, "to_name": "t", "type": "any", "value": value, **fields}


async def records(*results: list[dict[str, Any]], data: bytes = b'{"text":"a"}') -> Any:
    annotations = [annotation(number, 1, json.dumps(result).encode()) for number, result in enumerate(results, 1)]
    return json.loads(
        await written("JSON_MIN", [TaskBundle(task=task(1, data), annotations=annotations)], controls=CONTROLS)
    )


async def test_one_choice_is_its_name_and_several_are_an_object() -> None:
    one = await records([item("sentiment", {"choices": ["Good"]})])
    assert one == [{"text": "a", "id": 1, "annotation_id": 1, "sentiment": "Good", **OWN}]
    several = await records([item("sentiment", {"choices": ["Good", "Odd"]})])
    assert several[0]["sentiment"] == {"choices": ["Good", "Odd"]}
    (twice,) = await records([item("sentiment", {"choices": ["Good"]}), item("sentiment", {"choices": ["Odd"]})])
    assert twice["sentiment"] == ["Good", "Odd"]


async def test_texts_regions_and_ratings() -> None:
    box = {"x": 1.5, "y": 2, "width": 10, "height": 20, "rotation": 0, "rectanglelabels": ["Car"]}
    (record,) = await records(
        [
            item("note", {"text": ["fine"]}),
            item("box", box, original_width=640, original_height=480, image_rotation=0),
            item("stars", {"rating": 4}),
            {"type": "relation", "from_id": "x", "to_id": "y", "direction": "right"},
        ]
    )
    assert record["note"] == "fine"
    assert record["box"] == [{**box, "original_width": 640, "original_height": 480}]
    assert record["stars"] == [{"rating": 4}]
    assert set(record) == {"text", "id", "annotation_id", "note", "box", "stars", *OWN}


async def test_each_annotation_is_a_record() -> None:
    assert [record["annotation_id"] for record in await records([], [], [])] == [1, 2, 3]


async def test_own_fields_do_not_hide_the_data() -> None:
    (record,) = await records([item("sentiment", {"choices": ["Good"]})], data=b'{"id":"007","sentiment":"?"}')
    assert (record["id"], record["data.id"], record["sentiment"], record["data.sentiment"]) == (1, "007", "Good", "?")


async def test_numbers_leave_as_they_came() -> None:
    bundle = TaskBundle(task=task(1, b'{"n":1.50,"e":1E3}'), annotations=[annotation(1, 1, b"[]")])
    assert b'"n":1.50,"e":1E3' in await written("JSON_MIN", [bundle])


@pytest.mark.parametrize("every_task", [False, True])
async def test_skips_and_untouched_tasks(every_task: bool) -> None:
    bundles = [
        TaskBundle(task=task(1, b'{"text":"a"}'), annotations=[annotation(1, 1, b"[]", was_cancelled=True)]),
        TaskBundle(task=task(2, b'{"text":"b"}')),
    ]
    empty = dict.fromkeys(("annotator", "annotation_id", "created_at", "updated_at", "lead_time"))
    expected = [{"text": "a", "id": 1, **empty}, {"text": "b", "id": 2, **empty}] if every_task else []
    assert json.loads(await written("JSON_MIN", bundles, every_task=every_task)) == expected


async def test_results_of_odd_shape_do_not_stop_an_export() -> None:
    odd = [{"from_name": 3, "value": 1}, {"from_name": "sentiment", "value": "x"}, {"from_name": "sentiment"}]
    (record,) = await records(odd)
    assert record["sentiment"] == ["x", None]
