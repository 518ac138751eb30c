"""Tasks: pages, neighbours, numbers, changes and removal."""

from __future__ import annotations

import msgspec
import pytest

from multisession.project.annotations import Annotation
from multisession.project.store.interface import Store
from multisession.project.tasks import Counts, NewAnnotation, NewPrediction, NewTask

pytestmark = pytest.mark.anyio


async def test_pages_are_in_id_order_and_end(store: Store, ids: list[int]) -> None:
    first = await store.tasks(page=1, page_size=4)
    second = await store.tasks(page=2, page_size=4)
    assert [bytes(task.data) for task in first.tasks] == [b'{"text":"%d"}' % number for number in range(1, 5)]
    assert [task.id for task in second.tasks] == ids[4:]
    assert (first.total, second.total) == (6, 6)
    assert (await store.tasks(page=3, page_size=4)).tasks == []
    assert (await store.tasks(page=10**9, page_size=100)).tasks == []


async def test_a_task_is_numbered_from_one(store: Store, ids: list[int]) -> None:
    assert [(await store.task(task_id)).inner_id for task_id in ids] == [1, 2, 3, 4, 5, 6]


async def test_an_unknown_id_is_nothing(store: Store) -> None:
    for unknown in (0, -1, 10**6, 2**62):
        assert await store.task(unknown) is None
        assert await store.bundle(unknown) is None
        assert await store.update_task(unknown, data=msgspec.Raw(b"{}")) is None
        assert await store.delete_task(unknown) is False
        assert await store.create_annotation(unknown, NewAnnotation()) is None
        assert await store.create_prediction(unknown, NewPrediction()) is None
        assert await store.save_draft(unknown, msgspec.Raw(b"[]")) is None
        assert (await store.neighbours(unknown))[0] in (None, 6, 9)


async def test_a_created_task_comes_last(store: Store, ids: list[int]) -> None:
    task = await store.create_task(NewTask(data=msgspec.Raw(b'{"text":"7"}'), file_upload="more.csv"))
    assert task.id > ids[-1]
    assert (task.inner_id, task.file_upload, bytes(task.meta)) == (7, "more.csv", b"{}")
    assert task.created_at == task.updated_at != ""
    assert (await store.counts()).task_number == 7
    assert (await store.neighbours(task.id)) == (ids[-1], None, 7)
    assert [(entry.action, entry.task) for entry in await store.outbox()] == [("tasks-created", task.id)]


async def test_data_is_kept_to_the_byte(store: Store) -> None:
    data = '{ "text" : "naïve \\u00e9 \U0001f600",\t"n": 1.50 }'.encode()
    task = await store.create_task(NewTask(data=msgspec.Raw(data), meta=msgspec.Raw(b'{"a": 1}')))
    read = await store.task(task.id)
    assert bytes(read.data) == data
    assert bytes(read.meta) == b'{"a": 1}'


async def test_an_edited_task_keeps_its_place_and_its_other_half(store: Store, ids: list[int]) -> None:
    task = await store.update_task(ids[2], data=msgspec.Raw(b'{"text":"new"}'))
    assert (task.id, task.inner_id, bytes(task.data), task.total_predictions) == (ids[2], 3, b'{"text":"new"}', 1)
    assert task.updated_at > task.created_at
    task = await store.update_task(ids[2], meta=msgspec.Raw(b'{"m":1}'))
    assert (bytes(task.data), bytes(task.meta)) == (b'{"text":"new"}', b'{"m":1}')
    page = await store.tasks(page=1, page_size=10)
    assert [bytes(task.data) for task in page.tasks[:4]] == [
        b'{"text":"1"}',
        b'{"text":"2"}',
        b'{"text":"new"}',
        b'{"text":"4"}',
    ]


async def test_labeling_a_task_keeps_its_data(store: Store, ids: list[int]) -> None:
    await store.create_annotation(ids[1], NewAnnotation())
    assert bytes((await store.task(ids[1])).data) == b'{"text":"2"}'
    assert [task.id for task in (await store.tasks(page=1, page_size=10)).tasks] == ids


async def test_a_deleted_task_takes_everything_with_it(store: Store, ids: list[int]) -> None:
    annotation = await store.create_annotation(ids[2], NewAnnotation())
    skip = await store.create_annotation(ids[2], NewAnnotation(was_cancelled=True))
    draft = await store.save_draft(ids[2], msgspec.Raw(b"[]"))
    prediction = (await store.predictions(ids[2]))[0]
    assert isinstance(annotation, Annotation)
    assert await store.delete_task(ids[2]) is True
    assert await store.delete_task(ids[2]) is False
    assert await store.task(ids[2]) is None
    assert await store.annotation(annotation.id) is None
    assert await store.annotation(skip.id) is None
    assert await store.draft(draft.id) is None
    assert await store.prediction(prediction.id) is None
    assert await store.counts() == Counts(task_number=5)
    assert [task.id for task in (await store.tasks(page=1, page_size=10)).tasks] == ids[:2] + ids[3:]
    assert [task.id for task in (await store.tasks(page=2, page_size=2)).tasks] == ids[3:5]
    assert await store.neighbours(ids[3]) == (ids[1], ids[4], 3)


async def test_deleting_all_leaves_an_empty_project_that_goes_on(store: Store, ids: list[int]) -> None:
    annotation = await store.create_annotation(ids[0], NewAnnotation())
    assert await store.delete_tasks() == 6
    assert await store.counts() == Counts()
    assert (await store.tasks(page=1, page_size=10)).tasks == []
    assert await store.annotation(annotation.id) is None
    assert await store.predictions() == []
    assert await store.next_task("sequential", seed=b"s") is None
    assert await store.next_task("uniform", seed=b"s") is None
    task = await store.create_task(NewTask(data=msgspec.Raw(b"{}")))
    assert task.id > ids[-1]
    assert task.inner_id == 1
    assert await store.next_task("sequential", seed=b"s") == task.id
    assert await store.next_task("uniform", seed=b"s") == task.id
    assert await store.neighbours(task.id) == (None, None, 1)
    assert [bundle.task.id async for batch in store.every_bundle() for bundle in batch] == [task.id]


async def test_bundles_come_in_the_order_asked_for(store: Store, ids: list[int]) -> None:
    annotation = await store.create_annotation(ids[4], NewAnnotation())
    draft = await store.save_draft(ids[0], msgspec.Raw(b'[{"id":"d"}]'))
    found = await store.bundles([ids[4], 10**6, ids[0], ids[2]])
    assert [bundle.task.id for bundle in found] == [ids[4], ids[0], ids[2]]
    assert found[0].annotations == [annotation]
    assert found[1].drafts == [draft]
    assert [prediction.model_version for prediction in found[2].predictions] == ["m"]
    many = await store.bundles(list(reversed(ids)) * 20)
    assert [bundle.task.id for bundle in many] == list(reversed(ids)) * 20


async def test_every_bundle_is_one_moment(store: Store, ids: list[int]) -> None:
    seen: list[int] = []
    async for batch in store.every_bundle(batch=2):
        if not seen:
            await store.create_task(NewTask(data=msgspec.Raw(b"{}")))
            await store.create_annotation(ids[5], NewAnnotation())
        assert len(batch) <= 2
        seen += [bundle.task.id for bundle in batch]
        assert all(bundle.annotations == [] for bundle in batch)
    assert seen == ids


async def test_only_annotated_means_annotated_or_skipped(store: Store, ids: list[int]) -> None:
    await store.create_annotation(ids[4], NewAnnotation(was_cancelled=True))
    await store.create_annotation(ids[1], NewAnnotation())
    page = await store.tasks(page=1, page_size=1, only_annotated=True)
    assert ([task.id for task in page.tasks], page.total) == ([ids[1]], 2)
    page = await store.tasks(page=2, page_size=1, only_annotated=True)
    assert [task.id for task in page.tasks] == [ids[4]]
    found = [bundle.task.id async for batch in store.every_bundle(only_annotated=True, batch=1) for bundle in batch]
    assert found == [ids[1], ids[4]]
