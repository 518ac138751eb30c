"""A copy stands alone and reads as what it was made from."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from pathlib import Path

import msgspec
import pytest

from multisession.project.data_query.model import TaskQuery
from multisession.project.data_query.parse import query_of
from multisession.project.store.bulk.journal import UndoGone
from multisession.project.store.interface import Document, Store
from multisession.project.store.sqlite import (
    Writers,
    build_base,
    copy_project,
    create_project,
    open_project,
)
from multisession.project.tasks import NewAnnotation, NewTask
from tests.conformance.test_equivalence import Draw, all_that_can_be_read, change, some_tasks

pytestmark = pytest.mark.anyio

DOCUMENT = Document(label_config="<View>1</View>", settings={"title": "é"})


async def read(store: Store) -> object:
    found = await all_that_can_be_read(store)
    del found["outbox"]
    return found


@pytest.mark.parametrize("steps", [0, 80])
async def test_a_copy_of_an_overlay_needs_no_base(tmp_path: Path, writers: Writers, steps: int) -> None:
    build_base(tmp_path / "base", DOCUMENT, some_tasks(random.Random(1), 60))
    create_project(tmp_path / "p", DOCUMENT, base=tmp_path / "base")
    store = open_project(tmp_path / "p", writers=writers, base=tmp_path / "base")
    draw = Draw(7)
    for _ in range(steps):
        await change(store, draw, 70)
    import_id = await store.begin_import()
    await store.add_to_import(import_id, [NewTask(data=msgspec.Raw(b"{}"), annotations=[NewAnnotation()])])
    copy_project(tmp_path / "p", tmp_path / "copy", base=tmp_path / "base")
    expected, counts = await read(store), await store.counts()
    await store.abort_import(import_id)
    await store.close()
    shutil.rmtree(tmp_path / "base")
    assert sorted(path.name for path in (tmp_path / "copy").iterdir()) == ["config.json", "config.xml", "project.db"]
    assert json.loads((tmp_path / "copy" / "config.json").read_text()) == {"title": "é"}
    copy = open_project(tmp_path / "copy", writers=writers)
    assert await copy.counts() == counts
    assert await read(copy) == expected
    assert await copy.outbox() == []
    task_id = await copy.next_task("sequential", seed=b"")
    assert task_id is not None
    assert await copy.create_annotation(task_id, NewAnnotation()) is not None
    await copy.close()
    connection = sqlite3.connect(tmp_path / "copy" / "project.db")
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


async def test_a_copy_is_made_beside_open_writers_and_of_a_closing_project(tmp_path: Path, writers: Writers) -> None:
    create_project(tmp_path / "p", DOCUMENT)
    store = open_project(tmp_path / "p", writers=writers)
    task = await store.create_task(NewTask(data=msgspec.Raw(b'{"a":1}')))
    await store.begin_closing()
    copy_project(tmp_path / "p", tmp_path / "copy", base=None)
    await store.close()
    copy = open_project(tmp_path / "copy", writers=writers)
    assert (await copy.task(task.id)).data == task.data
    assert await copy.create_annotation(task.id, NewAnnotation()) is not None
    await copy.close()


@pytest.mark.parametrize("over_a_base", [True, False])
async def test_what_was_deleted_is_not_in_a_copy_not_even_as_traces(
    tmp_path: Path, writers: Writers, over_a_base: bool
) -> None:
    secret = NewTask(data=msgspec.Raw(b'{"text":"%s"}' % (b"unmistakable " * 200)))
    if over_a_base:
        build_base(tmp_path / "base", DOCUMENT, some_tasks(random.Random(1), 5))
    base = tmp_path / "base" if over_a_base else None
    create_project(tmp_path / "p", DOCUMENT, base=base)
    store = open_project(tmp_path / "p", writers=writers, base=base)
    task = await store.create_task(secret)
    kept = await store.create_task(NewTask(data=msgspec.Raw(b'{"text":"kept"}')))
    await store.create_annotation(task.id, NewAnnotation(result=msgspec.Raw(b'[{"text":"unmistakable"}]')))
    await store.create_annotation(kept.id, NewAnnotation(result=msgspec.Raw(b'[{"text":"unmistakable"}]')))
    selected = query_of({"selectedItems": {"all": False, "included": [task.id]}})
    undo = (await store.act("delete_tasks", selected)).undo
    await store.act("delete_tasks_annotations", TaskQuery())
    copy_project(tmp_path / "p", tmp_path / "copy", base=base)
    expected = await read(store)
    assert undo is not None
    assert (await store.undo(undo))[1].processed == 1
    await store.close()
    copy = open_project(tmp_path / "copy", writers=writers)
    assert await read(copy) == expected
    with pytest.raises(UndoGone):
        await copy.undo(undo)
    await copy.close()
    assert b"unmistakable" not in (tmp_path / "copy" / "project.db").read_bytes()
