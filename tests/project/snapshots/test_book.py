"""The book of snapshots, when another process ends its work between two looks at it."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from multisession.project.export_selection import ExportSelection
from multisession.project.import_jobs.book import JobBook
from multisession.project.media import Media
from multisession.project.project import Project
from multisession.project.snapshots.book import SnapshotBook, new_file
from multisession.project.snapshots.files import SnapshotFiles
from multisession.project.snapshots.snapshots import Snapshots
from multisession.project.store.interface import Document
from multisession.project.store.sqlite import Writers, create_project, open_project
from multisession.settings import Settings

pytestmark = pytest.mark.anyio


class Late:
    """A store whose next value arrives when ``meanwhile`` was done."""

    def __init__(self, store: Any) -> None:
        self._store = store
        self.meanwhile: Callable[[], Awaitable[Any]] | None = None

    async def value(self, name: str) -> str | None:
        """What it was before."""
        text: str | None = await self._store.value(name)
        if self.meanwhile is not None:
            work, self.meanwhile = self.meanwhile, None
            await work()
        return text

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


@contextlib.asynccontextmanager
async def opened(directory: Path) -> AsyncIterator[Any]:
    create_project(directory, Document())
    writers = Writers()
    store = open_project(directory, writers=writers)
    try:
        yield store
    finally:
        await store.close()
        writers.close()


async def test_an_export_that_was_just_made_is_not_taken_for_one_of_a_dead_process(tmp_path: Path) -> None:
    async with opened(tmp_path / "one") as store:
        book, late = SnapshotBook(store, tmp_path / "one"), Late(store)
        snapshot, living = await book.begin("a", new_file("JSON", "json", resources=False, total=1), 0)

        async def made() -> None:
            snapshot.file.status = "completed"
            await book.enter(snapshot.file)
            living.end()

        late.meanwhile = made
        [seen] = await SnapshotBook(late, tmp_path / "one").all()
        assert (seen.file.status, seen.file.failure) == ("completed", "")


async def test_a_file_that_was_just_fetched_is_not_taken_for_one_of_a_dead_process(tmp_path: Path) -> None:
    async with opened(tmp_path / "one") as store:
        book, late = JobBook(store, tmp_path / "one"), Late(store)
        job, living = await book.begin_fetch("people.csv")

        async def fetched() -> None:
            def here(job: Any) -> None:
                job.state, job.owner = "receiving", ""

            await book.note_fetch(job.id, living.owner, here)
            living.end()

        late.meanwhile = fetched
        assert [each.id for each in await JobBook(late, tmp_path / "one").all()] == [job.id]


async def test_an_export_that_is_begun_while_room_is_made_for_another_stays(tmp_path: Path) -> None:
    directory = tmp_path / "one"
    async with opened(directory) as store:
        late = Late(store)
        project = Project(late, Media(directory, None, store), directory, b"", Settings())
        file = new_file("JSON", "json", resources=False, total=1)
        late.meanwhile = lambda: SnapshotBook(store, directory).begin("theirs", file, 0)
        _, making = await Snapshots(project).begin("ours", "JSON", ExportSelection(), resources=False)
        assert [one.title for one in await SnapshotBook(store, directory).all()] == ["theirs", "ours"]
        await making.run()


def test_how_far_it_is_may_be_told_before_the_first_file_of_a_project(tmp_path: Path) -> None:
    SnapshotFiles(tmp_path).note("a.json", 3)
    assert SnapshotFiles(tmp_path).noted("a.json") == 0
