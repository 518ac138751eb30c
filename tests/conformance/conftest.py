"""The stores that the suite runs against: each holds the same six tasks, reached in another way."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import msgspec
import pytest

from multisession.project.store.interface import Document, Store
from multisession.project.store.sqlite import Writers, build_base, create_project, open_project
from multisession.project.tasks import NewPrediction, NewTask

DOCUMENT = Document(label_config="<View><Text name='t' value='$text'/></View>", settings={"title": "Six tasks"})
TASKS = 6


def six_tasks() -> list[NewTask]:
    """Tasks with the texts 1..6; the third has a prediction."""
    return [
        NewTask(
            data=msgspec.Raw(b'{"text":"%d"}' % number),
            predictions=[NewPrediction(model_version="m", score=0.5)] if number == 3 else [],
        )
        for number in range(1, TASKS + 1)
    ]


async def imported(store: Store, tasks: list[NewTask]) -> None:
    import_id = await store.begin_import(source="six.json")
    await store.add_to_import(import_id, tasks)
    await store.commit_import(import_id)


async def plain(directory: Path, writers: Writers) -> Store:
    create_project(directory / "project", DOCUMENT)
    store = open_project(directory / "project", writers=writers)
    await imported(store, six_tasks())
    return store


async def over_a_base(directory: Path, writers: Writers) -> Store:
    base = directory / "base"
    build_base(base, DOCUMENT, six_tasks())
    create_project(directory / "project", DOCUMENT, base=base)
    return open_project(directory / "project", writers=writers, base=base)


async def over_a_base_with_tasks_of_its_own(directory: Path, writers: Writers) -> Store:
    base = directory / "base"
    build_base(base, DOCUMENT, [NewTask(data=msgspec.Raw(b'{"text":"of the base"}')) for _ in range(3)])
    create_project(directory / "project", DOCUMENT, base=base)
    store = open_project(directory / "project", writers=writers, base=base)
    await store.delete_tasks()
    await imported(store, six_tasks())
    return store


FACTORIES: list[Callable[[Path, Writers], Awaitable[Store]]] = [plain, over_a_base, over_a_base_with_tasks_of_its_own]


@pytest.fixture(params=FACTORIES, ids=[factory.__name__ for factory in FACTORIES])
async def store(request: pytest.FixtureRequest, tmp_path: Path, writers: Writers) -> AsyncIterator[Store]:
    made = await request.param(tmp_path, writers)
    await made.keep_outbox(True)
    yield made
    await made.close()


@pytest.fixture
async def ids(store: Store) -> list[int]:
    """The ids of the six tasks."""
    return [task.id for task in (await store.tasks(page=1, page_size=10)).tasks]
