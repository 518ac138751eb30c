"""An overlay over annotated tasks behaves, id for id, as a project that was given the same tasks.

Both get the same long row of changes, drawn by a seeded generator; after each the counters agree and with what the
tasks say, and every few all that can be read does.
"""

from __future__ import annotations

import contextlib
import random
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from multisession.project.annotations import AnnotationChange
from multisession.project.data_query.parse import query_of
from multisession.project.store.bulk.journal import UndoGone
from multisession.project.store.interface import Document, Store
from multisession.project.store.sqlite import Writers, build_base, create_project, open_project
from multisession.project.tasks import BulkAction, Counts, NewAnnotation, NewPrediction, NewTask
from tests.conformance.conftest import imported

pytestmark = pytest.mark.anyio

STEPS = 150
GROUND_TRUTH = {"filter": "filter:tasks:ground_truth", "operator": "equal", "type": "Boolean", "value": True}


def some_tasks(draw: random.Random, amount: int) -> list[NewTask]:
    """Tasks, a third of them with annotations and skips, a third with predictions."""
    return [
        NewTask(
            data=msgspec.Raw(b'{"n":%d}' % number),
            annotations=[
                NewAnnotation(
                    was_cancelled=draw.random() < 0.3, ground_truth=number % 3 == 0, unique_id=f"u{number}-{copy}"
                )
                for copy in range(draw.choice([0, 0, 1, 2]))
            ],
            predictions=[NewPrediction(score=number / 100) for _ in range(draw.choice([0, 0, 1]))],
        )
        for number in range(amount)
    ]


async def change(store: Store, draw: random.Random, top: int) -> None:
    """One change of a kind and at a place that the generator picks; it may find nothing to change."""
    verb, place = draw.randrange(16), draw.randint(1, top)
    if verb <= 2:
        await store.create_annotation(place, NewAnnotation(was_cancelled=draw.random() < 0.3, unique_id=draw.hex()))
    elif verb <= 4:
        await store.delete_annotation(place)
    elif verb == 5:
        mark = place % 2 == 0
        await store.update_annotation(place, AnnotationChange(was_cancelled=draw.random() < 0.5, ground_truth=mark))
    elif verb == 6:
        await store.delete_task(place)
    elif verb == 7:
        await store.update_task(place, data=msgspec.Raw(b'{"edited":%d}' % place))
    elif verb == 8:
        await store.delete_prediction(place)
    elif verb == 9:
        await store.create_prediction(place, NewPrediction(score=0.5))
    elif verb == 10:
        await store.create_task(NewTask(data=msgspec.Raw(b"{}")))
    elif verb == 11 and place % 4 == 0:
        await imported(store, some_tasks(draw, 5))
    elif verb <= 13:
        included = [number for number in range(1, top + 1) if draw.random() < 0.2]
        query = query_of({"selectedItems": {"all": False, "included": included}})
        await store.act(draw.choice(get_args(BulkAction)), query)
    elif verb == 14:
        with contextlib.suppress(UndoGone):
            await store.undo(draw.randint(1, 12))
    elif place % 5 == 0:
        await store.forget_undone(everything=True)


class Draw(random.Random):
    """A generator that also draws names."""

    def hex(self) -> str:
        return f"{self.getrandbits(64):016x}"


def timeless(value: Any) -> Any:
    """What was read, as plain data without times and without what is made up anew each time."""
    plain = msgspec.json.decode(msgspec.json.encode(value))

    def made_up(key: str, kept: Any) -> bool:
        return key in ("created_at", "updated_at") or (key == "unique_id" and len(kept) == 36)

    def strip(item: Any) -> Any:
        if isinstance(item, dict):
            return {key: strip(kept) for key, kept in item.items() if not made_up(key, kept)}
        return [strip(kept) for kept in item] if isinstance(item, list) else item

    return strip(plain)


async def all_that_can_be_read(store: Store) -> Any:
    pages = [(await store.tasks(page=number, page_size=7)).tasks for number in range(1, 12)]
    ids = [task.id for page in pages for task in page]
    return {
        "tasks": timeless(pages),
        "neighbours": [await store.neighbours(task_id) for task_id in ids],
        "bundles": timeless([bundle async for batch in store.every_bundle(batch=9) for bundle in batch]),
        "annotated": [b.task.id async for batch in store.every_bundle(only_annotated=True, batch=4) for b in batch],
        "sequential": await store.next_task("sequential", seed=b"s"),
        "uniform": await store.next_task("uniform", seed=b"s"),
        "outbox": timeless(await store.outbox(limit=10_000)),
        "predictions": timeless(await store.predictions()),
        "ground_truth": list(await store.select_ids(query_of({"filters": {"items": [GROUND_TRUTH]}}))),
    }


def counted(bundles: list[dict[str, Any]]) -> Counts:
    """The counters, counted."""
    annotations = [annotation for bundle in bundles for annotation in bundle["annotations"]]
    skips = sum(annotation["was_cancelled"] for annotation in annotations)
    kept = [[a for a in bundle["annotations"] if not a["was_cancelled"]] for bundle in bundles]
    return Counts(
        task_number=len(bundles),
        finished_task_number=sum(bool(bundle["annotations"]) for bundle in bundles),
        total_annotations_number=len(annotations) - skips,
        skipped_annotations_number=skips,
        total_predictions_number=sum(len(bundle["predictions"]) for bundle in bundles),
        num_tasks_with_annotations=sum(bool(annotations) for annotations in kept),
    )


def is_ground_truth(bundle: dict[str, Any]) -> bool:
    return any(each["ground_truth"] and not each["was_cancelled"] for each in bundle["annotations"])


@pytest.mark.parametrize("seed", range(4))
async def test_an_overlay_reads_as_the_project_it_stands_for(tmp_path: Path, writers: Writers, seed: int) -> None:
    start = some_tasks(random.Random(seed), 40)
    create_project(tmp_path / "plain", Document())
    plain = open_project(tmp_path / "plain", writers=writers)
    await imported(plain, start)
    await plain.keep_outbox(True)
    build_base(tmp_path / "base", Document(), start)
    create_project(tmp_path / "overlay", Document(), base=tmp_path / "base")
    overlay = open_project(tmp_path / "overlay", writers=writers, base=tmp_path / "base")
    await overlay.keep_outbox(True)
    one, other = Draw(seed), Draw(seed)
    for step in range(STEPS):
        top = 42 + step // 4
        await change(plain, one, top)
        await change(overlay, other, top)
        assert await plain.counts() == await overlay.counts()
        if step % 15 == 0 or step == STEPS - 1:
            expected, found = await all_that_can_be_read(plain), await all_that_can_be_read(overlay)
            for entry in (*expected["outbox"], *found["outbox"]):
                del entry["id"]
            assert found == expected
            assert counted(found["bundles"]) == await overlay.counts()
            assert found["ground_truth"] == [b["task"]["id"] for b in found["bundles"] if is_ground_truth(b)]
            open_tasks = [b["task"]["id"] for b in found["bundles"] if not b["annotations"]]
            assert found["sequential"] == (open_tasks[0] if open_tasks else None)
            assert found["uniform"] in (open_tasks or [None])
    await plain.close()
    await overlay.close()
