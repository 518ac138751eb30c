"""Which task comes next, in sequence and uniformly, while people label, skip, undo and delete."""

from __future__ import annotations

import msgspec
import pytest

from multisession.project.store.interface import Sampling, Store
from multisession.project.tasks import NewAnnotation, NewTask
from tests.conformance.conftest import imported

pytestmark = pytest.mark.anyio


async def label_all(store: Store, sampling: Sampling, seed: bytes) -> list[int]:
    """Labels whatever comes next until nothing does."""
    order: list[int] = []
    while (task_id := await store.next_task(sampling, seed=seed)) is not None:
        assert await store.next_task(sampling, seed=seed) == task_id
        order.append(task_id)
        assert len(order) < 10_000
        await store.create_annotation(task_id, NewAnnotation())
    return order


async def test_in_sequence_tasks_come_in_id_order(store: Store, ids: list[int]) -> None:
    assert await label_all(store, "sequential", b"s") == ids


async def test_uniform_hands_out_each_task_once(store: Store, ids: list[int]) -> None:
    assert sorted(await label_all(store, "uniform", b"s")) == ids


async def test_a_seed_gives_an_order_and_another_one_another(store: Store, ids: list[int]) -> None:
    await imported(store, [NewTask(data=msgspec.Raw(b"{}")) for _ in range(200)])
    first = [await store.next_task("uniform", seed=bytes([number])) for number in range(20)]
    again = [await store.next_task("uniform", seed=bytes([number])) for number in range(20)]
    assert first == again
    assert len(set(first)) > 10


async def test_a_skip_counts_as_done(store: Store, ids: list[int]) -> None:
    await store.create_annotation(ids[0], NewAnnotation(was_cancelled=True))
    assert await store.next_task("sequential", seed=b"") == ids[1]


@pytest.mark.parametrize("sampling", ["sequential", "uniform"])
async def test_undone_tasks_come_again(store: Store, ids: list[int], sampling: Sampling) -> None:
    await label_all(store, sampling, b"s")
    annotation = (await store.annotations(ids[3]))[0]
    await store.delete_annotation(annotation.id)
    assert await store.next_task(sampling, seed=b"s") == ids[3]
    await store.create_annotation(ids[3], NewAnnotation(was_cancelled=True))
    assert await store.next_task(sampling, seed=b"s") is None


@pytest.mark.parametrize("sampling", ["sequential", "uniform"])
async def test_deleted_tasks_do_not_come(store: Store, ids: list[int], sampling: Sampling) -> None:
    for task_id in (ids[0], ids[5], ids[2]):
        await store.delete_task(task_id)
    assert sorted(await label_all(store, sampling, b"s")) == [ids[1], ids[3], ids[4]]


@pytest.mark.parametrize("sampling", ["sequential", "uniform"])
async def test_new_tasks_come_after_all_were_done(store: Store, ids: list[int], sampling: Sampling) -> None:
    await label_all(store, sampling, b"s")
    task = await store.create_task(NewTask(data=msgspec.Raw(b"{}")))
    assert await label_all(store, sampling, b"s") == [task.id]
    await imported(store, [NewTask(data=msgspec.Raw(b"{}")) for _ in range(5)])
    assert len(await label_all(store, sampling, b"s")) == 5


async def test_a_long_uniform_walk_is_taken_up_where_it_ended(store: Store, ids: list[int]) -> None:
    """More done tasks than one walk looks at, labeled out of its order, then undone behind it."""
    await imported(store, [NewTask(data=msgspec.Raw(b"{}"), annotations=[NewAnnotation()]) for _ in range(900)])
    assert sorted(await label_all(store, "uniform", b"s")) == ids
    reopened = (await store.tasks(page=4, page_size=100)).tasks
    for task in reopened:
        await store.delete_annotation((await store.annotations(task.id))[0].id)
    assert sorted(await label_all(store, "uniform", b"s")) == [task.id for task in reopened]
