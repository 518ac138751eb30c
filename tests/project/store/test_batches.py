"""Reading every task, a batch at a time: large ones do not lie in memory together."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from multisession.project.store.interface import Document
from multisession.project.store.sqlite import Writers, create_project, open_project
from multisession.project.tasks import NewAnnotation, NewTask

pytestmark = pytest.mark.anyio


async def test_batches_are_cut_by_what_tasks_and_annotations_weigh(tmp_path: Path) -> None:
    create_project(tmp_path / "p", Document(label_config="<View/>"))
    writers = Writers()
    store = open_project(tmp_path / "p", writers=writers)
    try:
        sizes = [10, 400_000, 500_000, 400_000, 5_000_000, 10, 10]
        ids = [(await store.create_task(NewTask(data=msgspec.Raw(b'"%s"' % (b"x" * size))))).id for size in sizes]
        await store.create_annotation(ids[5], NewAnnotation(result=msgspec.Raw(b'["%s"]' % (b"y" * 1_200_000))))
        batches = [[bundle.task.id for bundle in batch] async for batch in store.every_bundle()]
        assert batches == [ids[0:3], ids[3:4], ids[4:5], ids[5:6], ids[6:]]
        assert [bundle.task.id async for batch in store.every_bundle(only_annotated=True) for bundle in batch] == [
            ids[5]
        ]
    finally:
        await store.close()
        writers.close()
