"""Open projects: few, the least recently used closed first, one in use never."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from multisession.project.media import Media
from multisession.project.project import Project
from multisession.project.store.interface import Document
from multisession.project.store.sqlite import Writers, create_project, open_project
from multisession.sessions.pool import ProjectPool
from multisession.settings import Settings

pytestmark = pytest.mark.anyio


class Opener:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.opened: list[str] = []
        self.writers = Writers()

    def __call__(self, session_id: str) -> Project:
        directory = self.root / session_id
        if not directory.exists():
            create_project(directory, Document())
        self.opened.append(session_id)
        store = open_project(directory, writers=self.writers)
        return Project(store, Media(directory, None, store), directory, b"seed", Settings(root_dir=self.root))


async def test_least_recently_used_is_closed_first(tmp_path: Path) -> None:
    opener = Opener(tmp_path)
    pool = ProjectPool(opener, max_open=2)
    for session_id in ("a", "b", "a", "c"):
        (await pool.lease(session_id)).release()
    assert pool.open_ids() == ["a", "c"]
    assert opener.opened == ["a", "b", "c"]
    await pool.close()
    opener.writers.close()


async def test_project_in_use_is_not_closed_but_goes_when_it_is_given_back(tmp_path: Path) -> None:
    opener = Opener(tmp_path)
    pool = ProjectPool(opener, max_open=1)
    leases = [await pool.lease(session_id) for session_id in ("a", "b", "c")]
    assert pool.open_ids() == ["a", "b", "c"]
    assert (await leases[0].project.store.counts()).task_number == 0
    for lease in leases:
        lease.release()
        lease.release()
    assert pool.open_ids() == ["c"]
    await pool.close()
    opener.writers.close()


async def test_parallel_first_uses_open_once(tmp_path: Path) -> None:
    opener = Opener(tmp_path)
    pool = ProjectPool(opener, max_open=2)
    leases = await asyncio.gather(*(pool.lease("a") for _ in range(20)))
    assert opener.opened == ["a"]
    assert len({id(lease.project) for lease in leases}) == 1
    for lease in leases:
        lease.release()
    await pool.close()
    opener.writers.close()


async def test_opening_that_fails_is_told_to_all_and_tried_again(tmp_path: Path) -> None:
    opener = Opener(tmp_path)
    fails = [True]

    def open_or_fail(session_id: str) -> Project:
        if fails:
            raise OSError("unreadable")
        return opener(session_id)

    pool = ProjectPool(open_or_fail, max_open=2)
    refused = await asyncio.gather(*(pool.lease("a") for _ in range(3)), return_exceptions=True)
    assert [str(error) for error in refused] == ["unreadable"] * 3
    fails.clear()
    (await pool.lease("a")).release()
    assert pool.open_ids() == ["a"]
    await pool.close()
    opener.writers.close()


async def test_retired_project_is_closed_after_its_last_use(tmp_path: Path) -> None:
    opener = Opener(tmp_path)
    pool = ProjectPool(opener, max_open=2)
    lease = await pool.lease("a")
    pool.retire("a")
    assert "a" not in pool
    assert (await lease.project.store.counts()).task_number == 0
    lease.release()
    await pool.close()
    opener.writers.close()
