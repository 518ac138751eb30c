"""From items to tasks: the forms an item may have and what is kept of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from multisession.project.importers.refusal import RowRefused
from multisession.project.importers.task_shape import TaskShape
from multisession.project.tasks import NewTask

REGION = {"id": "a1", "from_name": "label", "to_name": "text", "type": "labels", "value": {"start": 0, "end": 3}}


def task(item: Any, **data_keys: str) -> NewTask:
    return TaskShape(data_keys).task(json.dumps(item).encode())


def test_a_bare_object_is_the_data_as_it_stands() -> None:
    raw = b'{ "text": "a", "n": 1.50, "big": 12345678901234567890123, "e": 1E3, "id": "007" }'
    assert bytes(TaskShape({"text": "Text"}).task(raw).data) == raw


def test_indentation_goes_and_spelling_stays() -> None:
    raw = b'{\n  "data": {\n    "text": "a\\u00e9 \xc3\xa9",\n    "n": 1.50\n  }\n}'
    assert bytes(TaskShape({}).task(raw).data) == b'{"text":"a\\u00e9 \xc3\xa9","n":1.50}'


def test_todays_form() -> None:
    made = task(
        {
            "id": 99,
            "data": {"text": "abc"},
            "meta": {"from": "x"},
            "annotations": [
                {
                    "id": 5,
                    "result": [REGION],
                    "was_cancelled": False,
                    "ground_truth": True,
                    "lead_time": 2,
                    "completed_by": {"id": 3, "email": "c@d.e"},
                    "created_at": "2026-01-31T12:00:00+02:00",
                    "updated_at": "2026-01-31T10:00:01.5Z",
                    "unique_id": "u",
                    "parent_annotation": 4,
                }
            ],
            "predictions": [{"result": [REGION], "score": 0.95, "model_version": 2}],
            "total_annotations": 1,
        },
        text="Text",
    )
    assert json.loads(bytes(made.data)) == {"text": "abc"}
    assert json.loads(bytes(made.meta)) == {"from": "x"}
    (annotation,) = made.annotations
    assert json.loads(bytes(annotation.result)) == [REGION]
    assert (annotation.ground_truth, annotation.was_cancelled, annotation.lead_time) == (True, False, 2.0)
    assert annotation.completed_by == 3
    assert annotation.created_at == "2026-01-31T10:00:00.000000Z"
    assert annotation.updated_at == "2026-01-31T10:00:01.500000Z"
    assert (annotation.unique_id, annotation.parent_annotation) == (None, None)
    (prediction,) = made.predictions
    assert (json.loads(bytes(prediction.result)), prediction.score, prediction.model_version) == ([REGION], 0.95, "2")


def test_completions_of_0_x() -> None:
    made = task({"data": {"text": "abc"}, "completions": [{"result": [], "skipped": True, "created_at": 1600000000}]})
    (annotation,) = made.annotations
    assert annotation.was_cancelled
    assert annotation.created_at == "2020-09-13T12:26:40.000000Z"
    assert annotation.completed_by == 1


def test_prediction_ids_of_an_export_are_passed_over() -> None:
    assert task({"data": {"text": "abc"}, "predictions": [7, 8]}).predictions == []


@pytest.mark.parametrize("empty", [None, [], {}])
def test_empty_labels_and_meta_are_nothing(empty: Any) -> None:
    made = task({"data": {"text": "a"}, "meta": empty, "annotations": empty, "predictions": empty})
    assert (made.annotations, made.predictions, bytes(made.meta)) == ([], [], b"{}")


@pytest.mark.parametrize(
    ("tag", "value", "fits"),
    [
        ("Text", "a", True), ("Text", 3, True), ("Text", 1.5, True), ("Text", [], False), ("Text", None, False),
        ("Image", "a.png", True), ("Image", ["a.png"], True), ("Image", 3, False), ("Audio", ["a.wav"], False),
        ("Paragraphs", [{"text": "a"}], True), ("List", "a", False), ("TimeSeries", {"t": [1]}, True),
        ("SomethingNew", {"any": 1}, True),
    ],
)  # fmt: skip
def test_what_a_tag_can_show(tag: str, value: Any, fits: bool) -> None:
    if fits:
        task({"key": value}, key=tag)
    else:
        with pytest.raises(RowRefused, match=f'"key" is .*, and <{tag}> shows'):
            task({"key": value}, key=tag)


def test_a_key_that_reaches_inside() -> None:
    task({"image": {"url": "a.png"}}, **{"image.url": "Image"})
    with pytest.raises(RowRefused, match="not here"):
        task({"picture": "a.png"}, **{"image.url": "Image"})


def test_the_limit_of_bytes() -> None:
    shape = TaskShape({}, max_task_bytes=20)
    shape.task(b'{"text": "12345678"}')
    with pytest.raises(RowRefused, match="larger than 20 bytes"):
        shape.task(b'{"text": "123456789"}')


@pytest.mark.parametrize(
    "annotation",
    [
        {"result": {}}, {"result": ["a"]}, {"result": None}, "a", {"result": [], "lead_time": "long"},
        {"result": [], "was_cancelled": "yes"}, {"result": [], "created_at": [1]}, {"result": [], "created_at": 1e300},
    ],
)  # fmt: skip
def test_annotations_that_are_refused(annotation: Any) -> None:
    with pytest.raises(RowRefused):
        task({"data": {"text": "a"}, "annotations": [annotation]})


def test_drafts_stay_drafts_of_their_annotations() -> None:
    """As exports of Label Studio 1.13 and later have them."""
    draft = {
        "user": "a@b.c", "created_username": " a@b.c, 1", "created_ago": "0\xa0minutes", "import_id": None, "task": 99,
        "created_at": "2026-01-31T12:00:00Z", "updated_at": "2026-01-31T12:30:00.5Z", "was_postponed": True,
        "lead_time": 3.25, "result": [REGION],
    }  # fmt: skip
    made = task(
        {
            "id": 99,
            "data": {"text": "abc"},
            "annotations": [{"id": 5, "result": []}, {"id": 7, "result": []}],
            "drafts": [{**draft, "id": 1, "annotation": 7}, {**draft, "id": 2, "annotation": None}, {"result": []}],
        }
    )
    on, alone, bare = made.drafts
    assert [each.annotation for each in made.drafts] == [1, None, None]
    assert (json.loads(bytes(on.result)), on.lead_time, on.was_postponed) == ([REGION], 3.25, True)
    assert alone.created_at == "2026-01-31T12:30:00.500000Z"
    assert (bare.created_at, bare.was_postponed) == (None, False)
    assert task({"data": {"text": "a"}, "drafts": [4, 5]}).drafts == []
    with pytest.raises(RowRefused, match='Entry 1 of "drafts" has no "result" list'):
        task({"data": {"text": "a"}, "drafts": [{"annotation": 1}]})


@pytest.mark.parametrize(
    ("labels", "was_cancelled", "ground_truth"),
    [
        # 0.4 to 0.6, 0.7 and 0.8, 0.9, 1.0 to 1.4, 1.5 and later
        ({"completions": [{"id": 1, "created_at": 1580000000, "lead_time": 4.5, "result": []}]}, False, False),
        ({"completions": [{"id": 7001, "created_at": 1596450000, "skipped": True}]}, True, False),
        ({"completions": [{"id": 7001, "result": [], "was_cancelled": True, "honeypot": True}]}, True, True),
        (
            {
                "annotations": [
                    {"id": 3, "result": [], "completed_by": {"id": 1, "email": "a@b.c"}, "prediction": {},
                     "was_cancelled": False, "ground_truth": True, "result_count": 0, "task": 1}
                ],
                "predictions": [], "total_annotations": 1,
            },
            False, True,
        ),
        (
            {
                "annotations": [
                    {"id": 3, "result": [], "completed_by": 1, "unique_id": "3f0c", "last_action": None,
                     "bulk_created": False, "draft_created_at": None, "parent_annotation": None, "updated_by": 1,
                     "lead_time": None, "was_cancelled": True, "ground_truth": False, "project": 1, "task": 1}
                ],
                "drafts": [], "predictions": [8], "inner_id": 1, "allow_skip": True, "comment_authors": [],
            },
            True, False,
        ),
    ],
)  # fmt: skip
def test_labels_of_every_release(labels: dict[str, Any], was_cancelled: bool, ground_truth: bool) -> None:
    made = task({"id": 0, "data": {"text": "a"}, **labels})
    [annotation] = made.annotations
    assert (annotation.was_cancelled, annotation.ground_truth) == (was_cancelled, ground_truth)
    assert (made.predictions, made.drafts) == ([], [])
