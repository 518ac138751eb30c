"""Directories under races: of threads, of processes, and of a write with a removal."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import msgspec
import pytest

from multisession.project.store.interface import Document, ProjectClosing
from multisession.project.store.sqlite import Writers, open_project
from multisession.project.tasks import NewTask
from multisession.sessions.lifecycle import Lifecycle, SessionRemoved
from multisession.sessions.recipe import Beginning
from multisession.sessions.registry import Registry
from multisession.sessions.session import new_grant
from multisession.sessions.session_file import read_session_file
from tests.sessions.studio import browser, projects_in, serving, tombstones

pytestmark = pytest.mark.anyio

WRITER = textwrap.dedent("""
    import asyncio, sys
    from pathlib import Path
    import msgspec
    from multisession.project.store.interface import Document
    from multisession.project.store.sqlite import Writers, open_project
    from multisession.project.tasks import NewTask
    from multisession.sessions.cookie import Grant
    from multisession.sessions.lifecycle import Lifecycle
    from multisession.sessions.recipe import Beginning
    from multisession.sessions.registry import Registry

    root, grant = Path(sys.argv[1]), Grant(sys.argv[2], int(sys.argv[3]))

    async def write(lifecycle, writers):
        await lifecycle.ensure(grant)
        store = open_project(lifecycle.directory(grant.session_id), writers=writers)
        await store.create_task(NewTask(data=msgspec.Raw(b"{}")))
        await store.close()

    async def main():
        registry, writers = Registry(root), Writers()
        lifecycle = Lifecycle(root, registry, Beginning(Document()))
        sys.stdout.write("ready\\n")
        sys.stdout.flush()
        sys.stdin.readline()
        await asyncio.gather(*(write(lifecycle, writers) for _ in range(10)))
        writers.close()
        registry.close()

    asyncio.run(main())
""")


def made(root: Path) -> tuple[Registry, Lifecycle]:
    (root / ".studio").mkdir()
    registry = Registry(root)
    return registry, Lifecycle(root, registry, Beginning(Document()))


async def test_forty_first_writes_in_four_processes_make_one_project_and_keep_all(tmp_path: Path) -> None:
    registry, lifecycle = made(tmp_path)
    grant = new_grant()
    command = [sys.executable, "-c", WRITER, str(tmp_path), grant.session_id, str(grant.generation)]
    running = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    # All are at the line; now they go together.
    for process in running:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in running:
        _, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (0, "")
    assert projects_in(tmp_path) == [grant.session_id]
    writers = Writers()
    store = open_project(lifecycle.directory(grant.session_id), writers=writers)
    assert (await store.counts()).task_number == 40
    await store.close()
    writers.close()
    registry.close()


async def test_threads_that_race_make_one_directory(tmp_path: Path) -> None:
    registry, lifecycle = made(tmp_path)
    grant = new_grant()
    threads = [threading.Thread(target=lifecycle.make, args=(grant,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert projects_in(tmp_path) == [grant.session_id]
    registry.close()


async def test_removed_session_is_never_made_again(tmp_path: Path) -> None:
    registry, lifecycle = made(tmp_path)
    grant = new_grant()
    await lifecycle.ensure(grant)
    await lifecycle.remove(grant.session_id)
    with pytest.raises(SessionRemoved):
        await lifecycle.ensure(grant)
    assert projects_in(tmp_path) == []
    registry.close()


async def test_failed_creation_leaves_nothing_and_the_next_try_succeeds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry, lifecycle = made(tmp_path)
    grant = new_grant()

    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(registry, "add", no_room)
        with pytest.raises(OSError, match="No space"):
            await lifecycle.ensure(grant)
    assert projects_in(tmp_path) == []
    await lifecycle.ensure(grant)
    assert projects_in(tmp_path) == [grant.session_id]
    registry.close()


async def test_generation_and_resume_code_are_kept_in_the_directory(tmp_path: Path) -> None:
    registry, lifecycle = made(tmp_path)
    grant = new_grant()
    await lifecycle.ensure(grant)
    await lifecycle.set_resume_digest(grant.session_id, b"d" * 32)
    assert await lifecycle.raise_generation(grant.session_id) == grant.generation + 1
    kept = read_session_file(lifecycle.directory(grant.session_id))
    assert (kept.generation, kept.resume_digest) == (grant.generation + 1, b"d" * 32)
    registry.close()


async def test_writes_that_race_with_the_removal_are_kept_or_refused_never_lost_in_a_new_directory(
    tmp_path: Path,
) -> None:
    async with serving(tmp_path) as (studio, app), browser(app) as client, browser(app) as copy:
        await client.get("/api/tasks")
        await client.post("/api/tasks", json={})
        copy.cookies.update(dict(client.cookies))
        writes = [asyncio.create_task(copy.post("/api/tasks", json={"n": n})) for n in range(20)]
        deleted = await client.delete("/api/session/project")
        answers = await asyncio.gather(*writes)
        assert deleted.status_code == 200
        # 200 before the closing mark, 403 after it, 401 with a new id after the tombstone.
        assert {answer.status_code for answer in answers} <= {200, 401, 403}
        assert all(answer.json()["code"] == "project-closing" for answer in answers if answer.status_code == 403)
        kept_after = [name for name in projects_in(tmp_path) if studio.registry.record(name) is not None]
        assert kept_after == projects_in(tmp_path)
        removed = tombstones(studio)
        assert len(removed) == 1
        assert removed[0] not in projects_in(tmp_path)


async def test_write_to_a_project_that_is_closing_is_refused(tmp_path: Path) -> None:
    registry, lifecycle = made(tmp_path)
    grant = new_grant()
    await lifecycle.ensure(grant)
    writers = Writers()
    store = open_project(lifecycle.directory(grant.session_id), writers=writers)
    await store.begin_closing()
    with pytest.raises(ProjectClosing):
        await store.create_task(NewTask(data=msgspec.Raw(b"{}")))
    await store.close()
    writers.close()
    registry.close()
