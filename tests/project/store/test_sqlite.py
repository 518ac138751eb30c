"""What a project costs on disk and in open files, and how several openers share one."""

from __future__ import annotations

import gc
import sqlite3
import sys
from pathlib import Path

import msgspec
import pytest

from multisession.project.store.failures import StoreUnusable
from multisession.project.store.interface import Document, ReadOnlyStore
from multisession.project.store.sqlite import SqliteStore, Writers, create_project, open_pristine, open_project
from multisession.project.tasks import NewAnnotation, NewTask

pytestmark = pytest.mark.anyio

RESULT = msgspec.Raw(
    b'[{"id":"Ab3_x","from_name":"label","to_name":"text","type":"labels",'
    b'"value":{"start":0,"end":4,"text":"task","labels":["Person"]}}]'
)


def blocks(directory: Path) -> int:
    """What `du` counts: every file and directory in blocks of 4 KiB."""
    sizes = [path.stat().st_size for path in directory.rglob("*") if path.is_file()]
    return 4096 * (1 + sum(-(-size // 4096) for size in sizes))


async def session(directory: Path, writers: Writers, base: Path) -> SqliteStore:
    create_project(directory, Document(settings={"title": "Names in news"}), base=base)
    return open_project(directory, writers=writers, base=base)


async def test_a_session_costs_the_same_on_any_recipe(tmp_path: Path, writers: Writers, bases: dict[int, Path]) -> None:
    costs = []
    for amount, base in bases.items():
        directory = tmp_path / str(amount)
        store = await session(directory, writers, base)
        task_id = await store.next_task("uniform", seed=b"s")
        assert task_id is not None
        await store.save_draft(task_id, RESULT)
        await store.create_annotation(task_id, NewAnnotation(result=RESULT))
        await store.close()
        assert sorted(path.name for path in directory.iterdir()) == ["config.json", "project.db"]
        costs.append((directory / "project.db").stat().st_size)
        assert blocks(directory) <= 48 * 1024
    assert costs[0] == costs[1] <= 32 * 1024


async def test_a_session_without_a_recipe_is_small_too(tmp_path: Path, writers: Writers) -> None:
    create_project(tmp_path / "p", Document(label_config="<View/>"))
    store = open_project(tmp_path / "p", writers=writers)
    task = await store.create_task(NewTask(data=msgspec.Raw(b'{"text":"a"}')))
    await store.create_annotation(task.id, NewAnnotation(result=RESULT))
    await store.close()
    assert blocks(tmp_path / "p") <= 48 * 1024


async def test_the_file_is_strict_and_of_small_pages_and_in_wal(tmp_path: Path) -> None:
    create_project(tmp_path / "p", Document())
    connection = sqlite3.connect(tmp_path / "p" / "project.db")
    assert connection.execute("PRAGMA page_size").fetchone() == (1024,)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    tables = connection.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").fetchall()
    assert {name for name, strict in tables if not strict} <= {"sqlite_schema"}
    assert len(tables) > 10
    connection.close()


async def test_a_base_is_one_file_without_a_journal(tmp_path: Path, bases: dict[int, Path]) -> None:
    assert sorted(path.name for path in bases[10].iterdir()) == ["base.db", "config.json", "config.xml"]
    connection = sqlite3.connect(f"file:{bases[10]}/base.db?mode=ro", uri=True)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


@pytest.mark.skipif(sys.platform != "linux", reason="counts open files under /proc")
async def test_an_open_project_holds_few_files(tmp_path: Path, writers: Writers, bases: dict[int, Path]) -> None:
    def held() -> int:
        targets = [_target(link) for link in Path("/proc/self/fd").iterdir()]
        return sum(str(tmp_path) in target or "base.db" in target for target in targets)

    gc.collect()
    store = await session(tmp_path / "p", writers, bases[10])
    before = held()
    assert await store.next_task("sequential", seed=b"") == 1
    await store.create_annotation(1, NewAnnotation())
    assert [len(batch) async for batch in store.every_bundle()] == [10]
    assert held() - before <= 8
    await store.close()
    assert held() == before


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:
        return ""


async def test_two_openers_see_each_others_changes(tmp_path: Path, writers: Writers, bases: dict[int, Path]) -> None:
    """As two worker processes do: each with its own threads and connections."""
    other_writers = Writers()
    one = await session(tmp_path / "p", writers, bases[10])
    two = open_project(tmp_path / "p", writers=other_writers, base=bases[10])
    assert (await two.counts()).finished_task_number == 0
    for number in range(1, 11):
        store = (one, two)[number % 2]
        task_id = await store.next_task("sequential", seed=b"")
        assert task_id == number
        annotation = await store.create_annotation(task_id, NewAnnotation())
        assert annotation is not None
        assert annotation.id == number
    assert await one.counts() == await two.counts()
    await one.save_document(settings={"title": "changed"})
    assert (await two.document()).settings == {"title": "changed"}
    await two.begin_closing()
    with pytest.raises(Exception, match="being removed"):
        await one.create_annotation(1, NewAnnotation())
    await one.close()
    await two.close()
    other_writers.close()


async def test_a_pristine_store_reads_the_base_and_writes_nothing(bases: dict[int, Path]) -> None:
    before = sorted((path.name, path.stat().st_mtime_ns) for path in bases[10].iterdir())
    store = open_pristine(base=bases[10])
    assert store.read_only
    assert (await store.counts()).task_number == 10
    assert await store.next_task("sequential", seed=b"") == 1
    firsts = [await store.next_task("uniform", seed=bytes([number])) for number in range(30)]
    assert len(set(firsts)) > 5
    assert [len(batch) async for batch in store.every_bundle(batch=6)] == [6, 4]
    assert len((await store.tasks(page=1, page_size=100)).tasks) == 10
    for write in (
        store.create_annotation(1, NewAnnotation()),
        store.save_document(settings={}),
        store.begin_import(),
        store.begin_closing(),
    ):
        with pytest.raises(ReadOnlyStore):
            await write
    await store.close()
    assert sorted((path.name, path.stat().st_mtime_ns) for path in bases[10].iterdir()) == before


async def test_a_pristine_store_without_a_base_is_empty() -> None:
    store = open_pristine(base=None)
    assert (await store.counts()).task_number == 0
    assert await store.next_task("uniform", seed=b"") is None
    assert [batch async for batch in store.every_bundle()] == []
    assert (await store.tasks(page=1, page_size=100)).tasks == []
    await store.close()


async def test_a_store_can_be_closed_twice_and_used_again(tmp_path: Path, writers: Writers) -> None:
    create_project(tmp_path / "p", Document())
    store = open_project(tmp_path / "p", writers=writers)
    await store.close()
    await store.set_value("a", "1")
    await store.close()
    await store.close()
    assert await store.value("a") == "1"
    await store.close()


async def test_a_lost_database_is_told(tmp_path: Path, writers: Writers) -> None:
    store = open_project(tmp_path, writers=writers)
    with pytest.raises(StoreUnusable, match="cannot be opened"):
        await store.counts()
    with pytest.raises(StoreUnusable):
        await store.tasks(page=1, page_size=100)
    await store.close()
