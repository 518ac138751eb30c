"""A project's limits: what grows past them is refused whole, everything else goes on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from multisession.project.data_query.model import TaskQuery
from multisession.project.data_query.parse import query_of
from multisession.project.store.bulk.journal import UndoGone
from multisession.project.store.interface import Document, ProjectFrozen
from multisession.project.store.quota import Quota, Usage
from multisession.project.store.sqlite import SqliteStore, Writers, build_base, create_project, open_project
from multisession.project.store.standing import Standing, set_standing, standing_of
from multisession.project.tasks import NewAnnotation, NewTask
from multisession.web.errors import QuotaExceeded

pytestmark = pytest.mark.anyio

TASK = NewTask(data=msgspec.Raw(b'{"text":"' + b"x" * 1000 + b'"}'))
LABEL = NewAnnotation(result=msgspec.Raw(b"[]"))


@pytest.fixture
async def writers() -> AsyncIterator[Writers]:
    made = Writers()
    yield made
    made.close()


def opened(directory: Path, writers: Writers, quota: Quota, *, base: Path | None = None) -> SqliteStore:
    if not directory.exists():
        create_project(directory, Document(), base=base)
    return open_project(directory, writers=writers, base=base, quota=quota)


async def test_the_task_over_the_limit_is_refused_and_labels_go_on(tmp_path: Path, writers: Writers) -> None:
    store = opened(tmp_path / "p", writers, Quota(tasks=3))
    for _ in range(3):
        task = await store.create_task(TASK)
    with pytest.raises(QuotaExceeded, match="may add 3 tasks, and this would make more") as refused:
        await store.create_task(TASK)
    assert refused.value.code == "quota-tasks"
    assert (await store.counts()).task_number == 3
    assert await store.create_annotation(task.id, LABEL) is not None
    await store.delete_task(task.id)
    assert (await store.create_task(TASK)).id > task.id
    await store.close()


async def test_an_import_over_the_limit_leaves_nothing(tmp_path: Path, writers: Writers) -> None:
    store = opened(tmp_path / "p", writers, Quota(tasks=2500))
    import_id = await store.begin_import()
    await store.add_to_import(import_id, [TASK] * 2000)
    with pytest.raises(QuotaExceeded):
        await store.add_to_import(import_id, [TASK] * 1000)
    await store.abort_import(import_id)
    assert await store.usage() == Usage((await store.usage()).bytes, 0, 0)
    assert (await store.counts()).task_number == 0
    await store.close()


async def test_the_tasks_of_a_base_do_not_count(tmp_path: Path, writers: Writers) -> None:
    build_base(tmp_path / "base", Document(), [TASK] * 50)
    store = opened(tmp_path / "p", writers, Quota(tasks=1, bytes=200_000), base=tmp_path / "base")
    assert (await store.usage()).tasks == 0
    await store.create_task(TASK)
    with pytest.raises(QuotaExceeded):
        await store.create_task(TASK)
    await store.close()


async def test_a_full_project_refuses_what_grows_and_takes_what_does_not(tmp_path: Path, writers: Writers) -> None:
    store = opened(tmp_path / "p", writers, Quota(bytes=100 * 1024))
    made = []
    with pytest.raises(QuotaExceeded, match="This project is full") as refused:
        for _ in range(200):
            made.append(await store.create_task(TASK))
    assert refused.value.code == "quota-bytes"
    usage = await store.usage()
    assert 90 * 1024 < usage.bytes <= 100 * 1024
    assert (await store.counts()).task_number == len(made)
    await store.delete_task(made[0].id)
    await store.create_task(TASK)
    await store.close()
    lowered = opened(tmp_path / "p", writers, Quota(bytes=1024))
    assert await lowered.delete_task(made[1].id)
    with pytest.raises(QuotaExceeded):
        await lowered.create_task(NewTask(data=msgspec.Raw(b'{"text":"' + b"y" * 9000 + b'"}')))
    await lowered.close()


async def test_files_count_by_number_and_size(tmp_path: Path, writers: Writers) -> None:
    store = opened(tmp_path / "p", writers, Quota(uploads=2, bytes=1_000_000))
    file = {"original_name": "a.png", "content_type": "image/png"}
    await store.add_upload(name="a", size=500_000, **file)
    with pytest.raises(QuotaExceeded, match="does not fit"):
        await store.add_upload(name="b", size=500_000, **file)
    await store.add_upload(name="c", size=10, **file)
    with pytest.raises(QuotaExceeded, match="may keep 2 files"):
        await store.add_upload(name="d", size=10, **file)
    assert (await store.uploaded_bytes(), (await store.usage()).uploads) == (500_010, 2)
    await store.close()


async def test_a_frozen_project_is_read_and_not_written(tmp_path: Path, writers: Writers) -> None:
    store = opened(tmp_path / "p", writers, Quota())
    task = await store.create_task(TASK)
    assert set_standing(tmp_path / "p", Standing.FROZEN)
    with pytest.raises(ProjectFrozen, match="The host froze this project"):
        await store.create_annotation(task.id, LABEL)
    with pytest.raises(ProjectFrozen):
        await store.save_document(label_config="<View/>")
    assert await store.next_task("uniform", seed=b"1") == task.id
    assert standing_of(tmp_path / "p") is Standing.FROZEN
    assert set_standing(tmp_path / "p", Standing.OPEN)
    assert await store.create_annotation(task.id, LABEL) is not None
    await store.close()


async def test_what_is_being_removed_is_never_opened_again(tmp_path: Path, writers: Writers) -> None:
    store = opened(tmp_path / "p", writers, Quota())
    assert set_standing(tmp_path / "p", Standing.CLOSING)
    assert set_standing(tmp_path / "p", Standing.OPEN)
    assert standing_of(tmp_path / "p") is Standing.CLOSING
    assert not set_standing(tmp_path / "nobody", Standing.FROZEN)
    await store.close()


async def test_a_full_project_is_emptied_and_takes_the_room_of_what_could_be_brought_back(
    tmp_path: Path, writers: Writers
) -> None:
    store = opened(tmp_path / "p", writers, Quota(bytes=200_000))
    with pytest.raises(QuotaExceeded):
        for _ in range(1000):
            await store.create_task(TASK)
    amount = (await store.counts()).task_number
    deleted = await store.act("delete_tasks", TaskQuery())
    assert (deleted.processed, (await store.counts()).task_number) == (amount, 0)
    assert (await store.usage()).bytes > 150_000
    await store.create_task(TASK)
    assert (await store.usage()).bytes < 60_000
    assert deleted.undo is not None
    with pytest.raises(UndoGone):
        await store.undo(deleted.undo)
    await store.close()


async def test_an_undo_that_does_not_fit_any_more_is_refused_and_kept(tmp_path: Path, writers: Writers) -> None:
    store = opened(tmp_path / "p", writers, Quota(tasks=3))
    for _ in range(3):
        await store.create_task(TASK)
    deleted = await store.act("delete_tasks", TaskQuery())
    new = await store.create_task(TASK)
    assert deleted.undo is not None
    with pytest.raises(QuotaExceeded, match="Delete others first") as refused:
        await store.undo(deleted.undo)
    assert refused.value.code == "quota-tasks"
    await store.delete_task(new.id)
    assert (await store.undo(deleted.undo))[1].processed == 3
    await store.close()


async def test_annotations_that_do_not_all_fit_are_taken_back(
    tmp_path: Path, writers: Writers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("multisession.project.store.bulk_access._FIRST_PIECE", 100)
    store = opened(tmp_path / "p", writers, Quota(bytes=300_000))
    for _ in range(50):
        await store.create_task(NewTask(data=msgspec.Raw(b"{}")))
    import_id = await store.begin_import()
    await store.add_to_import(import_id, [NewTask(data=msgspec.Raw(b"{}"))] * 4000)
    await store.commit_import(import_id)
    with pytest.raises(QuotaExceeded) as refused:
        await store.act("skip_tasks", TaskQuery())
    assert refused.value.code == "quota-bytes"
    counts = await store.counts()
    assert (counts.task_number, counts.skipped_annotations_number, counts.finished_task_number) == (4050, 0, 0)
    await store.close()


async def test_a_frozen_project_takes_no_action_and_keeps_its_undo(tmp_path: Path, writers: Writers) -> None:
    store = opened(tmp_path / "p", writers, Quota())
    first, _ = await store.create_task(TASK), await store.create_task(TASK)
    only_first = query_of({"selectedItems": {"all": False, "included": [first.id]}})
    deleted = await store.act("delete_tasks", only_first)
    assert deleted.undo is not None
    set_standing(tmp_path / "p", Standing.FROZEN)
    with pytest.raises(ProjectFrozen):
        await store.undo(deleted.undo)
    with pytest.raises(ProjectFrozen):
        await store.act("skip_tasks", TaskQuery())
    set_standing(tmp_path / "p", Standing.OPEN)
    assert (await store.undo(deleted.undo))[1].processed == 1
    await store.close()
