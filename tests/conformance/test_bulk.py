"""Bulk actions: what they change, and that an undo leaves everything as if nothing had happened."""

from __future__ import annotations

import json
import time
from typing import Any

import msgspec
import pytest

from multisession.project.annotations import AnnotationChange
from multisession.project.data_query.model import TaskQuery
from multisession.project.data_query.parse import query_of
from multisession.project.store.bulk import journal
from multisession.project.store.bulk.journal import UndoGone
from multisession.project.store.interface import Store
from multisession.project.tasks import BulkAction, BulkOutcome, NewAnnotation, NewPrediction, NewTask
from tests.conformance.conftest import imported

pytestmark = pytest.mark.anyio

ACTIONS: list[BulkAction] = [
    "delete_tasks",
    "delete_tasks_annotations",
    "delete_tasks_predictions",
    "skip_tasks",
    "predictions_to_annotations",
]
EVERYTHING = TaskQuery()
_DRAFT = {"filter": "filter:tasks:draft_exists", "operator": "equal", "type": "Boolean", "value": True}
DRAFTED = query_of({"filters": {"items": [_DRAFT]}})


def only(*ids: int) -> TaskQuery:
    return query_of({"selectedItems": {"all": False, "included": list(ids)}})


async def act(store: Store, action: BulkAction, query: TaskQuery) -> tuple[BulkOutcome, int]:
    outcome = await store.act(action, query)
    assert outcome.undo is not None
    return outcome, outcome.undo


async def work_on(store: Store, ids: list[int]) -> None:
    """Labels, skips, drafts and predictions of every kind on the six tasks."""
    first = await store.create_annotation(ids[0], NewAnnotation(result=msgspec.Raw(b'[{"a":1}]'), lead_time=2.0))
    assert first is not None
    await store.create_annotation(ids[0], NewAnnotation(was_cancelled=True))
    await store.save_draft(ids[0], msgspec.Raw(b'[{"d":1}]'), annotation=first.id)
    await store.create_annotation(ids[1], NewAnnotation(was_cancelled=True))
    await store.create_annotation(ids[3], NewAnnotation(ground_truth=True))
    await store.save_draft(ids[4], msgspec.Raw(b'[{"d":2}]'))
    await store.create_prediction(ids[2], NewPrediction(result=msgspec.Raw(b'[{"p":1}]'), model_version="new"))
    await store.create_prediction(ids[4], NewPrediction(score=0.25, model_version="other"))


async def state(store: Store) -> dict[str, Any]:
    """All that can be seen of a project, but for the times at which tasks were last changed."""
    bundles = [json.loads(msgspec.json.encode(bundle)) async for batch in store.every_bundle() for bundle in batch]
    for bundle in bundles:
        del bundle["task"]["updated_at"]
    ids = [bundle["task"]["id"] for bundle in bundles]
    return {
        "bundles": bundles,
        "counts": await store.counts(),
        "next": await store.next_task("sequential", seed=b""),
        "uniform": await store.next_task("uniform", seed=b"seed"),
        "neighbours": [await store.neighbours(task_id) for task_id in ids],
        "predictions": len(await store.predictions()),
        "drafted": list(await store.select_ids(DRAFTED)),
    }


@pytest.mark.parametrize("selected", ["all", "some"])
@pytest.mark.parametrize("action", ACTIONS)
async def test_an_undo_leaves_everything_as_it_was(
    store: Store, ids: list[int], action: BulkAction, selected: str
) -> None:
    await work_on(store, ids)
    before = await state(store)
    outcome, undo = await act(store, action, EVERYTHING if selected == "all" else only(ids[0], ids[2], ids[4]))
    assert await state(store) != before
    undone = await store.undo(undo)
    assert undone == (action, BulkOutcome(processed=outcome.processed))
    assert await state(store) == before


async def test_deleted_tasks_are_gone_in_every_way(store: Store, ids: list[int]) -> None:
    await work_on(store, ids)
    annotation = (await store.annotations(ids[0]))[0]
    draft = (await store.drafts(ids[0]))[0]
    prediction = (await store.predictions(ids[2]))[0]
    await store.outbox_done(2**40)
    outcome, _ = await act(store, "delete_tasks", only(ids[0], ids[2], 10**9))
    assert outcome.processed == 2
    left = [ids[1], *ids[3:]]
    assert [task.id for task in (await store.tasks(page=1, page_size=10)).tasks] == left
    assert await store.task(ids[0]) is None
    assert await store.bundle(ids[0]) is None
    assert await store.annotation(annotation.id) is None
    assert await store.annotations(ids[0]) == []
    assert (await store.draft(draft.id), await store.drafts(ids[0])) == (None, [])
    assert await store.prediction(prediction.id) is None
    assert await store.create_annotation(ids[0], NewAnnotation()) is None
    assert await store.update_annotation(annotation.id, AnnotationChange(ground_truth=True)) is None
    assert await store.save_draft(ids[0], msgspec.Raw(b"[]"), draft_id=draft.id) is None
    assert not await store.delete_annotation(annotation.id)
    assert not await store.delete_draft(draft.id)
    assert not await store.delete_task(ids[0])
    counts = await store.counts()
    assert (counts.task_number, counts.finished_task_number, counts.total_annotations_number) == (4, 2, 1)
    assert (counts.skipped_annotations_number, counts.total_predictions_number) == (1, 1)
    assert await store.next_task("sequential", seed=b"") == ids[4]
    assert [entry.action for entry in await store.outbox()] == ["tasks-deleted"]


async def test_an_undo_after_other_changes(store: Store, ids: list[int]) -> None:
    """A second deletion and a new import come before the first undo; one undone twice is refused."""
    await work_on(store, ids)
    _, first = await act(store, "delete_tasks", only(*ids[:2]))
    _, second = await act(store, "delete_tasks", only(*ids[1:4]))
    await imported(store, [NewTask(data=msgspec.Raw(b'{"text":"new"}'))])
    assert (await store.undo(first))[1].processed == 2
    shown = (await store.tasks(page=1, page_size=10)).tasks
    assert [task.id for task in shown][:4] == [*ids[:2], *ids[4:]]
    assert [task.inner_id for task in shown] == [1, 2, 5, 6, 7]
    with pytest.raises(UndoGone):
        await store.undo(first)
    assert (await store.undo(second))[1].processed == 2
    shown = (await store.tasks(page=1, page_size=10)).tasks
    assert [task.inner_id for task in shown] == [1, 2, 3, 4, 5, 6, 7]
    assert (await store.counts()).total_annotations_number == 2
    with pytest.raises(UndoGone):
        await store.undo(12345)


async def test_annotations_that_come_back_to_a_task_that_is_deleted(store: Store, ids: list[int]) -> None:
    await work_on(store, ids)
    before = await state(store)
    _, annotations = await act(store, "delete_tasks_annotations", EVERYTHING)
    _, predictions = await act(store, "delete_tasks_predictions", EVERYTHING)
    _, tasks = await act(store, "delete_tasks", only(*ids[:3]))
    await store.undo(annotations)
    await store.undo(predictions)
    counts = await store.counts()
    assert (counts.total_annotations_number, counts.finished_task_number) == (1, 1)
    await store.undo(tasks)
    assert await state(store) == before


async def test_deleted_annotations_open_their_tasks(store: Store, ids: list[int]) -> None:
    await work_on(store, ids)
    outcome, undo = await act(store, "delete_tasks_annotations", only(ids[0], ids[1]))
    assert outcome.processed == 3
    assert await store.next_task("sequential", seed=b"") == ids[0]
    task = await store.task(ids[0])
    assert task is not None and (task.total_annotations, task.cancelled_annotations, task.is_labeled) == (0, 0, False)
    # The draft was on an annotation that is gone.
    assert await store.drafts(ids[0]) == []
    made = await store.create_annotation(ids[0], NewAnnotation(result=msgspec.Raw(b'[{"new":1}]')))
    assert made is not None
    await store.undo(undo)
    task = await store.task(ids[0])
    assert task is not None and (task.total_annotations, task.cancelled_annotations) == (2, 1)
    assert len(await store.drafts(ids[0])) == 1
    assert (await store.counts()).total_annotations_number == 3


async def test_skips(store: Store, ids: list[int]) -> None:
    await work_on(store, ids)
    outcome, undo = await act(store, "skip_tasks", only(*ids[1:]))
    assert outcome.processed == 4
    assert [len([a for a in await store.annotations(task) if a.was_cancelled]) for task in ids] == [1] * 6
    assert await store.next_task("sequential", seed=b"") is None
    # Work on it is kept.
    assert len(await store.drafts(ids[4])) == 1
    assert (await store.act("skip_tasks", EVERYTHING)).undo is None
    changed = (await store.annotations(ids[5]))[0]
    await store.update_annotation(changed.id, AnnotationChange(was_cancelled=False))
    edited = (await store.annotations(ids[2]))[0]
    await store.save_draft(ids[2], msgspec.Raw(b"[]"), annotation=edited.id)
    assert (await store.undo(undo))[1] == BulkOutcome(processed=2, left=2)
    assert await store.annotation(changed.id) is not None
    assert await store.annotation(edited.id) is not None
    assert (await store.counts()).skipped_annotations_number == 3


async def test_annotations_of_predictions(store: Store, ids: list[int]) -> None:
    await work_on(store, ids)
    outcome, undo = await act(store, "predictions_to_annotations", EVERYTHING)
    assert outcome.processed == 2
    (made,) = await store.annotations(ids[2])
    newest = (await store.predictions(ids[2]))[-1]
    assert (made.parent_prediction, bytes(made.result), made.was_cancelled) == (newest.id, b'[{"p":1}]', False)
    assert made.unique_id != (await store.annotations(ids[4]))[0].unique_id
    # What was made of a prediction once is not made again; another model's is another.
    assert (await store.act("predictions_to_annotations", EVERYTHING)).processed == 0
    of_the_first = await store.act("predictions_to_annotations", EVERYTHING, model_version="m")
    assert of_the_first.processed == 1
    await store.undo(undo)
    first, _ = await store.predictions(ids[2])
    assert [annotation.parent_prediction for annotation in await store.annotations(ids[2])] == [first.id]
    assert await store.annotations(ids[4]) == []


async def test_a_deletion_by_a_filter(store: Store, ids: list[int]) -> None:
    query = query_of({"search": "3", "ordering": ["-tasks:data.text"], "selectedItems": {"all": True, "excluded": [7]}})
    outcome, undo = await act(store, "delete_tasks", query)
    assert outcome.processed == 1
    assert await store.task(ids[2]) is None
    nothing = await store.act("delete_tasks", query)
    assert (nothing.processed, nothing.undo) == (0, None)
    await store.undo(undo)
    assert await store.task(ids[2]) is not None


async def test_in_many_pieces(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("multisession.project.store.bulk_access._FIRST_PIECE", 7)
    monkeypatch.setattr("multisession.project.store.bulk_access._LARGEST_PIECE", 7)
    monkeypatch.setattr("multisession.project.store.bulk.journal._WAITING_TOGETHER", 20)
    await imported(
        store,
        [
            NewTask(data=msgspec.Raw(b'{"n":%d}' % n), annotations=[NewAnnotation()] if n % 5 == 0 else [],
                    predictions=[NewPrediction()])
            for n in range(100)
        ],
    )  # fmt: skip
    before = await state(store)
    odd = [task.id for task in (await store.tasks(page=1, page_size=200)).tasks][::3]
    for action in ACTIONS:
        outcome, undo = await act(store, action, only(*odd))
        assert outcome.processed > 5
        assert (await store.undo(undo))[1].processed == outcome.processed
        assert await state(store) == before


async def test_what_is_too_old_is_removed_for_good(
    store: Store, ids: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    await work_on(store, ids)
    undos = [(await act(store, action, only(*ids[:3])))[1] for action in reversed(ACTIONS)]
    before = await state(store)
    monkeypatch.setattr(journal, "KEPT_SECONDS", -1.0)
    await store.forget_undone()
    assert await state(store) == before
    monkeypatch.undo()
    for undo in undos:
        with pytest.raises(UndoGone):
            await store.undo(undo)


async def test_too_old_though_still_there(store: Store, ids: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    outcome, undo = await act(store, "delete_tasks", EVERYTHING)
    assert 600 < outcome.until - time.time() <= 1800
    monkeypatch.setattr(journal, "KEPT_SECONDS", -1.0)
    with pytest.raises(UndoGone):
        await store.undo(undo)


async def test_deleting_everything_leaves_nothing_to_undo(store: Store, ids: list[int]) -> None:
    await work_on(store, ids)
    undos = [(await act(store, action, only(*ids[:3])))[1] for action in reversed(ACTIONS)]
    await store.delete_tasks()
    for undo in undos:
        with pytest.raises(UndoGone):
            await store.undo(undo)
    await imported(store, [NewTask(data=msgspec.Raw(b"{}"), annotations=[NewAnnotation()])])
    (task,) = (await store.tasks(page=1, page_size=10)).tasks
    assert (task.inner_id, task.total_annotations) == (1, 1)
    assert len(await store.annotations(task.id)) == 1
