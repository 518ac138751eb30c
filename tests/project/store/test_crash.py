"""What was acknowledged survives kill -9; what a dead import left goes when the project is opened."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import anyio
import msgspec
import pytest

from multisession.project.store.interface import Document
from multisession.project.store.sqlite import Writers, create_project, open_project
from multisession.project.tasks import NewTask

pytestmark = pytest.mark.anyio

WRITES = """
import asyncio, sys
from pathlib import Path
import msgspec
from multisession.project.store.sqlite import Writers, open_project
from multisession.project.tasks import NewAnnotation, NewTask

async def label(store, number):
    for turn in range(100_000):
        annotation = await store.create_annotation(1, NewAnnotation(result=msgspec.Raw(b'[{"n":1}]')))
        print(annotation.id, flush=True)

async def main():
    store = open_project(Path(sys.argv[1]), writers=Writers())
    await asyncio.gather(*(label(store, number) for number in range(8)))

asyncio.run(main())
"""

IMPORTS = """
import asyncio, sys
from pathlib import Path
import msgspec
from multisession.project.store.sqlite import Writers, open_project
from multisession.project.tasks import NewAnnotation, NewTask

async def main():
    store = open_project(Path(sys.argv[1]), writers=Writers())
    import_id = await store.begin_import()
    task = NewTask(data=msgspec.Raw(b"{}"), annotations=[NewAnnotation()])
    await store.add_to_import(import_id, [task] * 7_000)
    print(import_id, flush=True)
    sys.stdin.readline()
    print((await store.commit_import(import_id)).task_count, flush=True)
    await store.close()

asyncio.run(main())
"""


DELETES = """
import asyncio, sys
from pathlib import Path
from multisession.project.data_query.model import TaskQuery
from multisession.project.store import bulk_access
from multisession.project.store.sqlite import Writers, open_project

bulk_access._FIRST_PIECE = bulk_access._LARGEST_PIECE = 100

async def main():
    store = open_project(Path(sys.argv[1]), writers=Writers())
    if sys.argv[2] == "undo":
        undo = (await store.act("delete_tasks", TaskQuery())).undo
        working = asyncio.create_task(store.undo(undo))
    else:
        working = asyncio.create_task(store.act("delete_tasks", TaskQuery()))
    first = (await store.counts()).task_number
    while (await store.counts()).task_number == first:
        await asyncio.sleep(0)
    print("begun", flush=True)
    await working
    sys.stdin.readline()

asyncio.run(main())
"""


def child(program: str, directory: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, str(directory), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def killed(process: subprocess.Popen[str]) -> str:
    """Kills, and returns what was still to be read."""
    process.send_signal(signal.SIGKILL)
    rest = process.communicate()[0]
    assert process.returncode == -signal.SIGKILL
    return rest


def line_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


async def a_project(directory: Path) -> None:
    create_project(directory, Document())
    writers = Writers()
    store = open_project(directory, writers=writers)
    await store.keep_outbox(True)
    await store.create_task(NewTask(data=msgspec.Raw(b"{}")))
    await store.close()
    writers.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
async def test_acknowledged_annotations_survive_kill_9(tmp_path: Path, writers: Writers) -> None:
    await a_project(tmp_path / "p")
    acknowledged: list[int] = []
    for turn in range(3):
        process = child(WRITES, tmp_path / "p")
        lines = [line_of(process) for _ in range(20 + 57 * turn)]
        whole, _, _ = killed(process).rpartition("\n")
        acknowledged += [int(line) for line in (*lines, *whole.split())]
        connection = sqlite3.connect(tmp_path / "p" / "project.db")
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        kept = {row[0] for row in connection.execute("SELECT id FROM annotation")}
        connection.close()
        assert len(acknowledged) == len(set(acknowledged))
        assert set(acknowledged) <= kept
        store = open_project(tmp_path / "p", writers=writers)
        assert (await store.counts()).total_annotations_number == len(kept)
        assert len(await store.annotations(1)) == len(kept)
        assert len(await store.outbox(limit=100_000)) == len(kept) + 1
        await store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
async def test_the_import_of_a_dead_process_goes_and_that_of_a_living_one_stays(
    tmp_path: Path, writers: Writers
) -> None:
    await a_project(tmp_path / "p")
    living, dead = child(IMPORTS, tmp_path / "p"), child(IMPORTS, tmp_path / "p")
    assert {int(line_of(living)), int(line_of(dead))} == {1, 2}
    killed(dead)
    store = open_project(tmp_path / "p", writers=writers)
    assert (await store.counts()).task_number == 1
    await store.set_value("first write", "opens for writing")
    rows = sqlite3.connect(tmp_path / "p" / "project.db")
    assert rows.execute("SELECT count(*) FROM task").fetchone() == (7_001,)
    assert rows.execute("SELECT count(*) FROM annotation").fetchone() == (7_000,)
    rows.close()
    assert len(list((tmp_path / "p").glob(".import-*"))) == 1
    assert living.communicate("\n")[0] == "7000\n"
    counts = await store.counts()
    assert (counts.task_number, counts.finished_task_number) == (7_001, 7_000)
    assert list((tmp_path / "p").glob(".import-*")) == []
    assert await store.next_task("sequential", seed=b"") == 1
    await store.close()


@pytest.mark.parametrize("doing", ["deletion", "undo"])
async def test_what_a_killed_process_was_doing_to_many_tasks_is_ended_by_the_next(
    tmp_path: Path, writers: Writers, doing: str
) -> None:
    directory = tmp_path / "p"
    create_project(directory, Document())
    store = open_project(directory, writers=writers)
    import_id = await store.begin_import()
    await store.add_to_import(import_id, [NewTask(data=msgspec.Raw(b"{}"))] * 20_000)
    await store.commit_import(import_id)
    await store.close()
    process = child(DELETES, directory, doing)
    assert line_of(process) == "begun\n"
    killed(process)
    store = open_project(directory, writers=writers)
    assert 0 < (await store.counts()).task_number < 20_000
    expected = 0 if doing == "deletion" else 20_000
    with anyio.fail_after(20):
        while (await store.counts()).task_number != expected:
            await anyio.sleep(0.01)
    if doing == "deletion":
        assert (await store.undo(1))[1].processed == 20_000
    await store.close()
