"""Annotations, skips and drafts, and what follows from them in the same transaction."""

from __future__ import annotations

import msgspec
import pytest

from multisession.project.annotations import AnnotationChange
from multisession.project.store.interface import AnnotationChanged, DraftChanged, Store
from multisession.project.tasks import Counts, NewAnnotation, NewTask

pytestmark = pytest.mark.anyio

RESULT = msgspec.Raw(b'[{"id":"a","value":{"start":0}}]')


async def test_an_annotation_is_read_as_it_was_written(store: Store, ids: list[int]) -> None:
    new = NewAnnotation(
        result=RESULT,
        lead_time=1.5,
        ground_truth=True,
        completed_by=7,
        parent_prediction=3,
        parent_annotation=4,
        unique_id="u",
    )
    annotation = await store.create_annotation(ids[0], new)
    assert bytes(annotation.result) == bytes(RESULT)
    assert (annotation.task, annotation.lead_time, annotation.ground_truth) == (ids[0], 1.5, True)
    assert (annotation.completed_by, annotation.parent_prediction, annotation.parent_annotation) == (7, 3, 4)
    assert (annotation.unique_id, annotation.revision, annotation.was_cancelled) == ("u", 1, False)
    assert annotation.created_at == annotation.updated_at
    assert await store.annotation(annotation.id) == annotation
    assert await store.annotations(ids[0]) == [annotation]


async def test_counters_follow(store: Store, ids: list[int]) -> None:
    first = await store.create_annotation(ids[0], NewAnnotation())
    await store.create_annotation(ids[0], NewAnnotation())
    skip = await store.create_annotation(ids[1], NewAnnotation(was_cancelled=True))
    assert await store.counts() == Counts(
        task_number=6,
        finished_task_number=2,
        total_annotations_number=2,
        skipped_annotations_number=1,
        total_predictions_number=1,
        num_tasks_with_annotations=1,
    )
    task = await store.task(ids[0])
    assert (task.is_labeled, task.total_annotations, task.cancelled_annotations) == (True, 2, 0)
    task = await store.task(ids[1])
    assert (task.is_labeled, task.total_annotations, task.cancelled_annotations) == (True, 0, 1)
    await store.update_annotation(skip.id, AnnotationChange(was_cancelled=False))
    await store.update_annotation(first.id, AnnotationChange(was_cancelled=True))
    counts = await store.counts()
    assert (counts.total_annotations_number, counts.skipped_annotations_number) == (2, 1)
    assert (counts.num_tasks_with_annotations, counts.finished_task_number) == (2, 2)
    assert await store.delete_annotation(skip.id) is True
    counts = await store.counts()
    assert (counts.num_tasks_with_annotations, counts.finished_task_number) == (1, 1)
    assert (await store.task(ids[1])).is_labeled is False


async def test_a_retry_returns_the_first(store: Store, ids: list[int]) -> None:
    first = await store.create_annotation(ids[0], NewAnnotation(result=RESULT, unique_id="same"))
    again = await store.create_annotation(ids[0], NewAnnotation(unique_id="same"))
    assert again == first
    assert (await store.counts()).total_annotations_number == 1
    assert len(await store.outbox()) == 1
    other = await store.create_annotation(ids[1], NewAnnotation(unique_id="same"))
    assert other.id != first.id


async def test_every_annotation_has_a_unique_id(store: Store, ids: list[int]) -> None:
    first = await store.create_annotation(ids[0], NewAnnotation())
    second = await store.create_annotation(ids[0], NewAnnotation())
    assert first.unique_id != second.unique_id
    assert len(first.unique_id) == 36


async def test_an_update_raises_the_revision_and_keeps_the_rest(store: Store, ids: list[int]) -> None:
    created = await store.create_annotation(ids[0], NewAnnotation(result=RESULT, lead_time=2.0, unique_id="u"))
    updated = await store.update_annotation(created.id, AnnotationChange(ground_truth=True))
    assert (updated.revision, updated.ground_truth, updated.lead_time, updated.unique_id) == (2, True, 2.0, "u")
    assert bytes(updated.result) == bytes(RESULT)
    updated = await store.update_annotation(created.id, AnnotationChange(result=msgspec.Raw(b"[]"), lead_time=None))
    assert (updated.revision, bytes(updated.result), updated.lead_time) == (3, b"[]", None)
    assert updated.updated_at > created.updated_at
    assert await store.update_annotation(10**6, AnnotationChange()) is None


async def test_the_outbox_tells_in_order_and_forgets(store: Store, ids: list[int]) -> None:
    annotation = await store.create_annotation(ids[0], NewAnnotation())
    await store.update_annotation(annotation.id, AnnotationChange(ground_truth=True))
    await store.delete_annotation(annotation.id)
    await store.delete_task(ids[1])
    entries = await store.outbox()
    assert [(entry.action, entry.task, entry.annotation) for entry in entries] == [
        ("annotation-created", ids[0], annotation.id),
        ("annotation-updated", ids[0], annotation.id),
        ("annotation-deleted", ids[0], annotation.id),
        ("tasks-deleted", ids[1], None),
    ]
    assert await store.outbox(after=entries[0].id, limit=1) == [entries[1]]
    await store.outbox_done(entries[-1].id)
    assert await store.outbox() == []
    await store.delete_task(ids[2])
    assert (await store.outbox())[0].id > entries[-1].id


async def test_ids_are_never_given_twice(store: Store, ids: list[int]) -> None:
    first = await store.create_annotation(ids[0], NewAnnotation())
    await store.delete_annotation(first.id)
    second = await store.create_annotation(ids[0], NewAnnotation())
    assert second.id > first.id


async def test_submitting_takes_the_drafts_it_came_from(store: Store, ids: list[int]) -> None:
    annotation = await store.create_annotation(ids[0], NewAnnotation())
    one = await store.save_draft(ids[0], RESULT)
    two = await store.save_draft(ids[0], msgspec.Raw(b"[]"))
    attached = await store.save_draft(ids[0], RESULT, annotation=annotation.id)
    elsewhere = await store.save_draft(ids[1], RESULT)
    await store.create_annotation(ids[0], NewAnnotation(), draft_id=one.id)
    assert await store.drafts(ids[0]) == [two, attached]
    await store.create_annotation(ids[0], NewAnnotation())
    assert await store.drafts(ids[0]) == [attached]
    assert await store.drafts(ids[1]) == [elsewhere]
    await store.update_annotation(annotation.id, AnnotationChange(result=RESULT))
    assert await store.drafts(ids[0]) == []


async def test_a_draft_goes_with_its_annotation(store: Store, ids: list[int]) -> None:
    annotation = await store.create_annotation(ids[0], NewAnnotation())
    draft = await store.save_draft(ids[0], RESULT, annotation=annotation.id)
    await store.delete_annotation(annotation.id)
    assert await store.draft(draft.id) is None


async def test_a_draft_is_replaced_under_its_id(store: Store, ids: list[int]) -> None:
    draft = await store.save_draft(ids[0], RESULT, lead_time=1.0)
    replaced = await store.save_draft(ids[0], msgspec.Raw(b"[1]"), lead_time=2.0, draft_id=draft.id)
    assert (replaced.id, bytes(replaced.result), replaced.lead_time) == (draft.id, b"[1]", 2.0)
    assert replaced.created_at == draft.created_at
    assert await store.drafts(ids[0]) == [replaced]
    assert await store.save_draft(ids[1], RESULT, draft_id=draft.id) is None
    assert await store.save_draft(ids[0], RESULT, draft_id=10**6) is None
    assert await store.save_draft(ids[0], RESULT, annotation=10**6) is None
    assert await store.delete_draft(draft.id) is True
    assert await store.delete_draft(draft.id) is False
    assert (await store.task(ids[0])).is_labeled is False


async def test_an_update_of_an_older_revision_changes_nothing(store: Store, ids: list[int]) -> None:
    made = await store.create_annotation(ids[0], NewAnnotation(result=RESULT))
    newer = await store.update_annotation(made.id, AnnotationChange(lead_time=2.0, revision=1))
    with pytest.raises(AnnotationChanged, match="revision 2 now, not 1"):
        await store.update_annotation(made.id, AnnotationChange(result=msgspec.Raw(b"[]"), revision=1))
    assert await store.annotation(made.id) == newer
    change = AnnotationChange(result=msgspec.Raw(b"[]"), revision=2)
    sent = await store.update_annotation(made.id, change)
    assert await store.update_annotation(made.id, change) == sent, "sent again after a lost answer"


async def test_an_update_takes_its_own_draft_with_it_and_leaves_another_tabs(store: Store, ids: list[int]) -> None:
    made = await store.create_annotation(ids[0], NewAnnotation(result=RESULT))
    mine = await store.save_draft(ids[0], RESULT, annotation=made.id)
    other = await store.save_draft(ids[0], msgspec.Raw(b"[1]"), annotation=made.id)
    await store.update_annotation(made.id, AnnotationChange(result=msgspec.Raw(b"[]"), draft_id=mine.id))
    assert await store.drafts(ids[0]) == [other]
    await store.update_annotation(made.id, AnnotationChange(result=RESULT, draft_id=0))
    assert await store.drafts(ids[0]) == [other]
    await store.update_annotation(made.id, AnnotationChange(result=RESULT))
    assert await store.drafts(ids[0]) == []


async def test_a_draft_on_top_of_an_older_one_changes_nothing(store: Store, ids: list[int]) -> None:
    first = await store.save_draft(ids[0], RESULT)
    await store.save_draft(ids[0], msgspec.Raw(b"[]"), draft_id=first.id, based_on=first.updated_at)
    assert bytes((await store.save_draft(ids[0], msgspec.Raw(b"[]"), draft_id=first.id, based_on="x")).result) == b"[]"
    second = await store.draft(first.id)
    with pytest.raises(DraftChanged, match="Nothing was overwritten"):
        await store.save_draft(ids[0], RESULT, draft_id=first.id, based_on=first.updated_at)
    assert await store.drafts(ids[0]) == [second]


async def test_the_way_back_is_newest_first_and_knows_each_once(store: Store, ids: list[int]) -> None:
    made = [await store.create_annotation(task, NewAnnotation(result=RESULT)) for task in ids[:3]]
    await store.update_annotation(made[0].id, AnnotationChange(was_cancelled=True))
    await store.delete_annotation(made[1].id)
    entries = await store.label_stream_history(limit=100)
    assert [(entry.annotation.id, entry.annotation.was_cancelled) for entry in entries] == [
        (made[0].id, True),
        (made[2].id, False),
    ]
    assert [entry.inner_id for entry in entries] == [
        (await store.task(entry.annotation.task)).inner_id for entry in entries
    ]
    assert await store.label_stream_history(limit=1) == entries[:1]


async def test_an_import_is_not_on_the_way_back(store: Store) -> None:
    running = await store.begin_import()
    task = NewTask(data=msgspec.Raw(b'{"text":"a"}'), annotations=[NewAnnotation(result=RESULT)])
    await store.add_to_import(running, [task])
    await store.commit_import(running)
    assert await store.label_stream_history(limit=100) == []


async def test_a_draft_that_is_sent_again_is_one_draft(store: Store, ids: list[int]) -> None:
    first = await store.save_draft(ids[0], RESULT)
    assert await store.save_draft(ids[0], RESULT) == first
    other = await store.save_draft(ids[0], msgspec.Raw(b"[]"))
    assert [draft.id for draft in await store.drafts(ids[0])] == [first.id, other.id]
