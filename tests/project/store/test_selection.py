"""Searches of the data table: they end with whoever asked, and what they found is kept within bounds."""

from __future__ import annotations

import asyncio
import threading
import time
from array import array
from pathlib import Path

import msgspec
import pytest

from multisession.project.data_query.model import TaskQuery
from multisession.project.data_query.parse import query_of
from multisession.project.store import selection
from multisession.project.store.interface import Document
from multisession.project.store.kept import Kept
from multisession.project.store.selection import ScanAbandoned, ScanTooLong, Selection
from multisession.project.store.sqlite import build_base, open_pristine
from multisession.project.tasks import NewTask

pytestmark = pytest.mark.anyio

NOTHING = query_of({})


def slow_query(conditions: int = 100) -> TaskQuery:
    items = [
        {"filter": f"filter:tasks:data.k{number}", "operator": "contains", "type": "String", "value": "q"}
        for number in range(conditions)
    ]
    return query_of({"filters": {"conjunction": "or", "items": items}})


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("large") / "base"
    build_base(directory, Document(), (NewTask(data=msgspec.Raw(b'{"n":%d}' % (n % 7))) for n in range(20_000)))
    return directory


async def test_a_search_ends_when_nobody_waits(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[BaseException | None] = []
    begun, done = threading.Event(), threading.Event()
    find = selection.find

    def watched(*arguments: object, **named: object) -> Selection:
        begun.set()
        try:
            return find(*arguments, **named)  # type: ignore[arg-type]
        except ScanAbandoned as error:
            ended.append(error)
            raise
        finally:
            done.set()

    monkeypatch.setattr(selection, "find", watched)
    store = open_pristine(base=large)
    asked = asyncio.create_task(store.select_tasks(slow_query(), page=1, page_size=10))
    assert await asyncio.to_thread(begun.wait, 5)
    began = time.monotonic()
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    assert time.monotonic() - began < 4
    assert await asyncio.to_thread(done.wait, 5)
    assert len(ended) == 1
    await store.close()


async def test_a_search_that_takes_too_long_is_given_up(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selection, "LONGEST_SECONDS", 0.0)
    store = open_pristine(base=large)
    with pytest.raises(ScanTooLong):
        await store.select_tasks(slow_query(), page=1, page_size=10)
    await store.close()


async def test_deep_pages_of_a_sorted_table_go_on_where_the_first_end(large: Path) -> None:
    store = open_pristine(base=large)
    query = query_of({"ordering": ["-tasks:data.n"]})
    expected = sorted(range(1, 20_001), key=lambda task: (-((task - 1) % 7), task))
    for page in (1, 5, 20, 21, 40, 41):
        found = await store.select_tasks(query, page=page, page_size=500)
        assert [task.id for task in found.tasks] == expected[(page - 1) * 500 : page * 500]
        assert found.total == 20_000
    assert list(await store.select_ids(query)) == expected
    await store.close()


async def test_the_next_page_looks_at_no_other_task(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_pristine(base=large)
    query = query_of({"ordering": ["-tasks:data.n"]})
    await store.select_tasks(query, page=1, page_size=100)
    monkeypatch.setattr(selection, "find", None)
    assert len((await store.select_tasks(query, page=2, page_size=100)).tasks) == 100
    await store.close()


def test_what_is_kept_is_bounded_and_belongs_to_a_version() -> None:
    kept = Kept(100_000, selection._size)
    large = Selection(array("q", range(5_000)), 5_000)
    first, second = object(), object()
    kept.put(first, NOTHING, 1, large)
    kept.put(second, NOTHING, 1, large)
    assert (kept.get(first, NOTHING, 1), kept.get(second, NOTHING, 1)) == (large, large)
    kept.put(object(), NOTHING, 1, large)
    assert (kept.get(first, NOTHING, 1), kept.get(second, NOTHING, 1)) == (None, large)
    assert kept.get(second, NOTHING, 2) is None
    assert kept.get(second, NOTHING, 1) is None
    for number in range(1000):
        kept.put(first, query_of({"selectedItems": {"all": True, "excluded": [number]}}), 1, Selection(array("q"), 0))
    assert sum(1 for key in kept._kept if key[0] is first) < 30
    kept.forget(first)
    assert not kept._kept
    assert kept._bytes == 0


async def test_a_sorted_table_is_sorted_to_its_end_before_somebody_asks(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int | None] = []
    find = selection.find

    def watched(database: object, abandoned: object, query: TaskQuery, end: int | None) -> Selection:
        asked.append(end)
        return find(database, abandoned, query, end)  # type: ignore[arg-type]

    monkeypatch.setattr(selection, "find", watched)
    monkeypatch.setattr(selection, "FIRST_SORTED", 1_000)
    store = open_pristine(base=large)
    query = query_of({"ordering": ["-tasks:data.n"]})
    first = await store.select_tasks(query, page=1, page_size=10)
    last = await store.select_tasks(query, page=2_000, page_size=10)
    assert (first.total, [task.id for task in last.tasks]) == (20_000, list(range(19_937, 20_001, 7)))
    # The second page found what had been sorted ahead, and nobody searched again.
    assert asked == [10, None]
    await store.close()
