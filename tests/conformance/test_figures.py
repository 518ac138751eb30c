"""Counting annotations: the same counts from each store, whatever way its tasks came there."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from multisession.project.annotations import AnnotationChange
from multisession.project.figures.model import FiguresRange, Findings
from multisession.project.store.interface import Store
from multisession.project.tasks import NewAnnotation, NewPrediction, NewTask

pytestmark = pytest.mark.anyio

EVER = FiguresRange()


def span(identity: str, label: str, start: int = 0) -> dict[str, Any]:
    value = {"start": start, "end": start + 3, "labels": [label]}
    return {"id": identity, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def raw(*items: dict[str, Any]) -> msgspec.Raw:
    return msgspec.Raw(json.dumps(items).encode())


def uses(found: Findings) -> dict[str, int]:
    return found.labels.controls["label"].names if "label" in found.labels.controls else {}


async def test_nothing_labeled(store: Store) -> None:
    found = await store.figures(EVER)
    assert (found.labeled_tasks, found.annotations, found.skips, found.durations.count) == (0, 0, 0, 0)
    assert found.timeline.points(None, None, 0)[2] == []


async def test_counts_of_tasks_annotations_and_labels(store: Store, ids: list[int]) -> None:
    await store.create_annotation(
        ids[0], NewAnnotation(result=raw(span("a", "Person"), span("b", "Place")), lead_time=4)
    )
    again = await store.create_annotation(ids[0], NewAnnotation(result=raw(span("c", "Person")), lead_time=6))
    await store.create_annotation(ids[5], NewAnnotation(result=raw(span("d", "Person")), lead_time=20))
    await store.create_annotation(
        ids[1], NewAnnotation(result=raw(span("e", "Person")), was_cancelled=True, lead_time=9)
    )
    found = await store.figures(EVER)
    assert (found.labeled_tasks, found.annotations, found.skips, found.changed) == (2, 3, 1, 0)
    assert uses(found) == {"Person": 3, "Place": 1}
    assert found.durations.quartiles() == (12.5, 15.0, 17.5)
    assert again is not None
    await store.update_annotation(again.id, AnnotationChange(result=raw()))
    found = await store.figures(EVER)
    assert (found.annotations, found.changed, uses(found)) == (3, 1, {"Person": 2, "Place": 1})
    await store.delete_task(ids[0])
    found = await store.figures(EVER)
    assert (found.labeled_tasks, uses(found)) == (1, {"Person": 1})


async def test_what_became_of_predictions(store: Store, ids: list[int]) -> None:
    old = await store.create_prediction(ids[0], NewPrediction(result=raw(span("p", "Person")), model_version="old"))
    await store.create_prediction(ids[0], NewPrediction(result=raw(span("q", "Place", 9)), model_version="new"))
    await store.create_prediction(ids[1], NewPrediction(result=raw(span("q", "Place", 9)), model_version="new"))
    assert old is not None
    await store.create_annotation(ids[0], NewAnnotation(result=raw(span("p", "Person")), parent_prediction=old.id))
    await store.create_annotation(ids[1], NewAnnotation(result=raw(span("q", "Place", 8), span("z", "Person"))))
    # without a prediction, and a prediction without an annotation, are no comparison
    await store.create_annotation(ids[4], NewAnnotation(result=raw(span("p", "Person"))))
    found = await store.figures(EVER)
    assert found.compared == {"old": 1, "new": 1}
    told = {label: (one.kept, one.changed, one.added, one.rejected) for label, one in found.agreement.labels.items()}
    assert told == {("label", "Person"): (1, 0, 1, 0), ("label", "Place"): (0, 1, 0, 0)}


async def test_a_range_of_time(store: Store, ids: list[int]) -> None:
    tasks = [
        NewTask(
            data=msgspec.Raw(b'{"text":"dated"}'),
            annotations=[NewAnnotation(result=raw(span("a", label)), created_at=at, updated_at=at, lead_time=5)],
        )
        for label, at in (("Person", "2026-03-01T10:00:00Z"), ("Place", "2026-03-02T23:30:00.5Z"), ("Old", "long ago"))
    ]
    import_id = await store.begin_import()
    await store.add_to_import(import_id, tasks)
    assert (await store.figures(EVER)).annotations == 0, "an import under way is not there yet"
    await store.commit_import(import_id)
    day = FiguresRange(start=1772409600, end=1772409600 + 86400)  # 2 March 2026, UTC
    found = await store.figures(day)
    assert (found.labeled_tasks, found.annotations, uses(found)) == (3, 1, {"Place": 1})
    step, before, points = found.timeline.points(day.start, day.end, 1780000000)
    assert (step, before, [point.labeled_in_all for point in points][-1]) == ("hour", 2, 3)
    everything = await store.figures(EVER)
    assert uses(everything) == {"Person": 1, "Place": 1, "Old": 1}
    assert everything.timeline.undated == 1


async def test_what_was_found_is_kept_until_the_project_changes(store: Store, ids: list[int]) -> None:
    first = await store.figures(EVER)
    assert await store.figures(EVER) is first
    await store.create_annotation(ids[0], NewAnnotation())
    second = await store.figures(EVER)
    assert second is not first
    assert second.annotations == 1
