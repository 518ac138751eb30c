"""Imports are all or nothing, out of sight while they run, and in nobody's way."""

from __future__ import annotations

import msgspec
import pytest

from multisession.project.annotations import AnnotationChange
from multisession.project.store.interface import ImportSummary, Store, WorkSince
from multisession.project.tasks import Counts, NewAnnotation, NewDraft, NewPrediction, NewTask
from multisession.web.errors import NotFound
from tests.conformance.conftest import imported

pytestmark = pytest.mark.anyio


def tasks(amount: int) -> list[NewTask]:
    """Each with one annotation and two predictions; every other annotation is a skip."""
    return [
        NewTask(
            data=msgspec.Raw(b'{"n":%d}' % number),
            annotations=[NewAnnotation(was_cancelled=number % 2 == 1, created_at="2020-01-01T00:00:00.000000Z")],
            predictions=[NewPrediction(), NewPrediction()],
        )
        for number in range(amount)
    ]


async def test_what_is_imported_is_there_at_once(store: Store, ids: list[int]) -> None:
    import_id = await store.begin_import(source="x.json")
    await store.add_to_import(import_id, tasks(2_500))
    assert (await store.counts()).task_number == 6
    summary = await store.commit_import(import_id)
    assert (summary.task_count, summary.annotation_count, summary.prediction_count) == (2_500, 2_500, 5_000)
    assert (summary.task_ids_from, summary.task_ids_to) == (ids[-1] + 1, ids[-1] + 2_500)
    assert await store.counts() == Counts(
        task_number=2_506,
        finished_task_number=2_500,
        total_annotations_number=1_250,
        skipped_annotations_number=1_250,
        total_predictions_number=5_001,
        num_tasks_with_annotations=1_250,
    )
    last = await store.bundle(summary.task_ids_to)
    assert (last.task.inner_id, bytes(last.task.data)) == (2_506, b'{"n":2499}')
    assert last.annotations[0].created_at == "2020-01-01T00:00:00.000000Z"
    assert len(last.predictions) == 2
    assert [entry.action for entry in await store.outbox()] == ["tasks-created"]


async def test_nothing_of_an_import_under_way_is_seen(store: Store, ids: list[int]) -> None:
    before = await store.create_annotation(ids[0], NewAnnotation())
    import_id = await store.begin_import()
    await store.add_to_import(import_id, tasks(30))
    hidden = ids[-1] + 1
    assert await store.task(hidden) is None
    assert await store.bundles([hidden, ids[0]]) == [await store.bundle(ids[0])]
    assert await store.annotations(hidden) == []
    assert await store.annotation(before.id + 1) is None
    assert len(await store.predictions()) == 1
    assert await store.create_annotation(hidden, NewAnnotation()) is None
    assert await store.update_task(hidden, data=msgspec.Raw(b"{}")) is None
    assert await store.delete_task(hidden) is False
    assert (await store.tasks(page=1, page_size=100)).total == 6
    assert [task.id for task in (await store.tasks(page=1, page_size=100)).tasks] == ids
    assert [b.task.id async for batch in store.every_bundle(only_annotated=True) for b in batch] == [ids[0]]
    assert await store.neighbours(ids[-1]) == (ids[-2], None, 6)
    for task_id in ids[1:]:
        await store.create_annotation(task_id, NewAnnotation())
    assert await store.next_task("sequential", seed=b"") is None
    assert await store.next_task("uniform", seed=b"") is None
    await store.abort_import(import_id)


async def test_other_changes_go_on_beside_an_import(store: Store, ids: list[int]) -> None:
    import_id = await store.begin_import()
    await store.add_to_import(import_id, tasks(10))
    created = await store.create_task(NewTask(data=msgspec.Raw(b'{"beside":1}')))
    other = await store.begin_import()
    await store.add_to_import(other, tasks(4))
    labeled = await store.create_annotation(created.id, NewAnnotation())
    await store.add_to_import(import_id, tasks(10))
    second = await store.commit_import(other)
    first = await store.commit_import(import_id)
    assert first.task_ids_to - first.task_ids_from + 1 == 20
    assert second.task_ids_to - second.task_ids_from + 1 == 4
    page = await store.tasks(page=1, page_size=100)
    assert [task.inner_id for task in page.tasks] == [1, 2, 3, 4, 5, 6, *range(12, 32), 7, *range(8, 12)]
    assert page.total == 31
    assert await store.neighbours(created.id) == (first.task_ids_to, second.task_ids_from, 27)
    assert [task.id for task in (await store.tasks(page=14, page_size=2)).tasks] == [
        created.id,
        second.task_ids_from,
    ]
    assert (await store.annotations(created.id)) == [labeled]
    after = await store.create_task(NewTask(data=msgspec.Raw(b"{}")))
    assert (after.id, after.inner_id) == (second.task_ids_to + 1, 32)
    for task_id in ids:
        assert await store.next_task("sequential", seed=b"") == task_id
        await store.create_annotation(task_id, NewAnnotation())
    assert await store.next_task("sequential", seed=b"") == after.id
    assert await store.next_task("uniform", seed=b"") == after.id


async def test_an_aborted_import_leaves_nothing(store: Store, ids: list[int]) -> None:
    await store.create_annotation(ids[-1], NewAnnotation())
    counts = await store.counts()
    import_id = await store.begin_import()
    await store.add_to_import(import_id, tasks(6_000))
    await store.abort_import(import_id)
    assert await store.counts() == counts
    with pytest.raises(NotFound):
        await store.add_to_import(import_id, tasks(1))
    with pytest.raises(NotFound):
        await store.commit_import(import_id)
    task = await store.create_task(NewTask(data=msgspec.Raw(b"{}")))
    assert (task.id, task.inner_id) == (ids[-1] + 1, 7)
    for task_id in [*ids[:-1], task.id]:
        assert await store.next_task("sequential", seed=b"") == task_id
        await store.create_annotation(task_id, NewAnnotation())


async def test_an_import_of_nothing_changes_nothing(store: Store, ids: list[int]) -> None:
    import_id = await store.begin_import()
    summary = await store.commit_import(import_id)
    assert summary.task_count == 0
    assert (await store.create_task(NewTask(data=msgspec.Raw(b"{}")))).id == ids[-1] + 1


async def test_deleting_all_spares_an_import_under_way(store: Store) -> None:
    import_id = await store.begin_import()
    await store.add_to_import(import_id, tasks(3))
    assert await store.delete_tasks() == 6
    await store.add_to_import(import_id, tasks(2))
    await store.commit_import(import_id)
    assert [bytes(task.data) for task in (await store.tasks(page=1, page_size=10)).tasks] == [
        b'{"n":0}',
        b'{"n":1}',
        b'{"n":2}',
        b'{"n":0}',
        b'{"n":1}',
    ]
    assert [task.inner_id for task in (await store.tasks(page=1, page_size=10)).tasks] == [1, 2, 3, 4, 5]


async def test_imported_twice_means_twice(store: Store) -> None:
    again = [NewTask(data=msgspec.Raw(b"{}"), annotations=[NewAnnotation(unique_id="u")])]
    await imported(store, again)
    await imported(store, again)
    assert (await store.counts()).total_annotations_number == 2


async def test_a_value_changes_with_the_import_or_not_at_all(store: Store, ids: list[int]) -> None:
    await store.set_value("note", "before")
    import_id = await store.begin_import()
    await store.add_to_import(import_id, tasks(3))

    def refuse(value: str | None, summary: ImportSummary) -> str | None:
        raise NotFound(f"{value}, and {summary.task_count} tasks")

    with pytest.raises(NotFound, match="before, and 3 tasks"):
        await store.commit_import(import_id, note=("note", refuse))
    assert (await store.counts()).task_number == len(ids)
    summary = await store.commit_import(
        import_id, note=("note", lambda value, summary: f"{value}, then {summary.task_count}")
    )
    assert await store.value("note") == "before, then 3"
    assert (await store.counts()).task_number == len(ids) + 3
    assert summary.last_annotation_id == 3


async def test_work_done_since_an_import_is_told_from_what_came_with_it(store: Store, ids: list[int]) -> None:
    import_id = await store.begin_import()
    await store.add_to_import(import_id, tasks(4))
    summary = await store.commit_import(import_id)
    span = (summary.task_ids_from, summary.task_ids_to, summary.last_annotation_id, summary.last_draft_id)
    assert await store.work_since_import(*span) == WorkSince(annotations=0, drafts=0)
    await store.create_annotation(ids[0], NewAnnotation())
    await store.save_draft(ids[0], msgspec.Raw(b"[]"))
    assert await store.work_since_import(*span) == WorkSince(annotations=0, drafts=0)
    await store.create_annotation(summary.task_ids_from, NewAnnotation())
    (imported_one,) = await store.annotations(summary.task_ids_to)
    await store.update_annotation(imported_one.id, AnnotationChange(lead_time=2.0))
    await store.save_draft(summary.task_ids_to, msgspec.Raw(b"[]"))
    assert await store.work_since_import(*span) == WorkSince(annotations=2, drafts=1)


async def test_drafts_come_with_their_tasks(store: Store, ids: list[int]) -> None:
    on = NewDraft(result=msgspec.Raw(b"[1]"), annotation=1, lead_time=2.5, created_at="2020-01-01T00:00:00.000000Z")
    alone = NewDraft(result=msgspec.Raw(b"[2]"), was_postponed=True)
    new = NewTask(data=msgspec.Raw(b"{}"), annotations=[NewAnnotation(), NewAnnotation()], drafts=[on, alone])
    import_id = await store.begin_import()
    await store.add_to_import(import_id, [NewTask(data=msgspec.Raw(b"{}")), new])
    assert await store.draft(1) is None
    summary = await store.commit_import(import_id)
    first, second = await store.drafts(summary.task_ids_to)
    _, annotation = await store.annotations(summary.task_ids_to)
    assert (bytes(first.result), first.annotation, first.lead_time, first.created_at) == (
        b"[1]", annotation.id, 2.5, "2020-01-01T00:00:00.000000Z",
    )  # fmt: skip
    assert (bytes(second.result), second.annotation, second.was_postponed) == (b"[2]", None, True)
    assert await store.drafts(summary.task_ids_from) == []

    span = (summary.task_ids_from, summary.task_ids_to, summary.last_annotation_id, summary.last_draft_id)
    assert await store.work_since_import(*span) == WorkSince(annotations=0, drafts=0)
    await store.save_draft(summary.task_ids_to, msgspec.Raw(b"[3]"), draft_id=second.id)
    assert await store.work_since_import(*span) == WorkSince(annotations=0, drafts=1)


async def test_drafts_of_an_aborted_import_go_with_it(store: Store, ids: list[int]) -> None:
    import_id = await store.begin_import()
    await store.add_to_import(import_id, [NewTask(data=msgspec.Raw(b"{}"), drafts=[NewDraft()])])
    await store.abort_import(import_id)
    task = await store.create_task(NewTask(data=msgspec.Raw(b"{}")))
    assert await store.drafts(task.id) == []
