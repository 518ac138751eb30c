"""A copy stands alone: the same tasks, labels, ids and order as the overlay and its base together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from multisession.project.store.copying import copy_project
from multisession.project.store.interface import Document, Store
from multisession.project.store.sqlite import Writers, build_base, create_project, open_project
from multisession.project.tasks import NewAnnotation, NewPrediction, NewTask

pytestmark = pytest.mark.anyio

DOCUMENT = Document(label_config="<View><Text name='t' value='$n'/></View>", settings={"title": "Copied"})


def task(number: int, *, labeled: bool = False) -> NewTask:
    annotations = [NewAnnotation(result=msgspec.Raw(b'[{"id":"a"}]'))] if labeled else []
    predictions = [NewPrediction(model_version="m", score=0.5)]
    return NewTask(data=msgspec.Raw(b'{"n": %d}' % number), annotations=annotations, predictions=predictions)


async def shown(store: Store) -> list[dict[str, Any]]:
    return [msgspec.json.decode(msgspec.json.encode(bundle)) async for batch in store.every_bundle() for bundle in batch]


async def test_overlay_and_base_become_one_project(tmp_path: Path) -> None:
    base = tmp_path / "base"
    build_base(base, DOCUMENT, [task(number, labeled=number == 2) for number in range(1, 7)])
    create_project(tmp_path / "own", DOCUMENT, base=base)
    writers = Writers()
    own = open_project(tmp_path / "own", writers=writers, base=base)
    await own.create_annotation(1, NewAnnotation(result=msgspec.Raw(b"[1]"), lead_time=2.5))
    await own.create_annotation(3, NewAnnotation(was_cancelled=True))
    await own.update_task(4, data=msgspec.Raw(b'{"n": "edited"}'))
    await own.delete_task(5)
    await own.create_task(task(7))
    await own.save_draft(6, msgspec.Raw(b"[2]"))
    await own.set_value("cursor", "x")
    await own.add_upload(name="0123456789abcdef-a.png", original_name="a.png", size=3, content_type="image/png")

    copy_project(tmp_path / "own", tmp_path / "copy", await own.document(), base=base)
    copy = open_project(tmp_path / "copy", writers=writers)
    assert [bundle["task"]["id"] for bundle in await shown(copy)] == [1, 2, 3, 4, 6, 7]
    assert await shown(copy) == await shown(own)
    assert await copy.counts() == await own.counts()
    assert await copy.next_task("sequential", seed=b"s") == await own.next_task("sequential", seed=b"s") == 4
    assert await copy.neighbours(6) == await own.neighbours(6)
    assert await copy.uploads() == await own.uploads()
    assert await copy.value("cursor") == "x"
    assert (await copy.document()).settings == DOCUMENT.settings
    assert (await copy.create_task(task(8))).id == 8

    for store in (own, copy):
        await store.close()
    writers.close()


async def test_import_under_way_is_left_out(tmp_path: Path) -> None:
    create_project(tmp_path / "own", DOCUMENT)
    writers = Writers()
    own = open_project(tmp_path / "own", writers=writers)
    await own.create_task(task(1))
    under_way = await own.begin_import()
    await own.add_to_import(under_way, [task(2), task(3)])
    copy_project(tmp_path / "own", tmp_path / "copy", DOCUMENT, base=None)
    copy = open_project(tmp_path / "copy", writers=writers)
    assert await shown(copy) == await shown(own)
    assert (await copy.tasks(page=1, page_size=10)).total == 1
    made = await copy.create_task(task(4))
    assert [bundle["task"]["id"] for bundle in await shown(copy)] == [1, made.id]
    await own.abort_import(under_way)
    for store in (own, copy):
        await store.close()
    writers.close()


async def test_base_alone_is_copied_for_a_session_that_wrote_nothing(tmp_path: Path) -> None:
    base = tmp_path / "base"
    build_base(base, DOCUMENT, [task(number) for number in range(1, 4)])
    copy_project(None, tmp_path / "copy", DOCUMENT, base=base)
    writers = Writers()
    copy = open_project(tmp_path / "copy", writers=writers)
    assert [bundle["task"]["id"] for bundle in await shown(copy)] == [1, 2, 3]
    assert (await copy.counts()).total_predictions_number == 3
    await copy.close()
    writers.close()
