"""Media of an import: they are there when it is committed, and gone when the process that brings them dies."""

from __future__ import annotations

import asyncio
import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from multisession.project.import_media import ImportMedia
from multisession.project.importers import import_stream
from multisession.project.store.interface import Document
from multisession.project.store.quota import Quota
from multisession.project.store.sqlite import Writers, create_project, open_project
from multisession.project.tasks import NewTask
from multisession.web.errors import QuotaExceeded
from tests.project.api.test_imports import png

pytestmark = pytest.mark.anyio

IMPORTS = """
import asyncio, io, os, signal, sys
from pathlib import Path
import msgspec
from multisession.project.import_media import ImportMedia
from multisession.project.importers import import_stream
from multisession.project.store.sqlite import Writers, open_project
from multisession.project.tasks import NewTask

directory, picture, die_at = Path(sys.argv[1]), Path(sys.argv[2]).read_bytes(), int(sys.argv[3])

class Slow(io.BytesIO):
    def read(self, size=-1):
        block = super().read(5)
        if not block:
            os.kill(os.getpid(), signal.SIGKILL)
        return block

async def main():
    store = open_project(directory, writers=Writers())
    media = ImportMedia(store, directory)
    def tasks():
        for number in range(160):
            if number == die_at:
                media.place(Slow(picture), "last.png")
            address = media.place(io.BytesIO(picture), f"{number}.png")
            yield NewTask(data=msgspec.Raw(msgspec.json.encode({"image": address})))
    await import_stream(store, tasks(), media=media)
    print([upload.id for upload in media.uploads] == list(range(1, 161)), flush=True)
    await store.close()

asyncio.run(main())
"""


def run(directory: Path, picture: Path, die_at: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", IMPORTS, str(directory), str(picture), str(die_at)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, env=dict(os.environ))


@pytest.mark.parametrize("die_at", [150])
async def test_media_of_a_killed_import_go_at_the_next_write(tmp_path: Path, die_at: int) -> None:
    directory = tmp_path / "project"
    picture = tmp_path / "picture.png"
    picture.write_bytes(png())
    directory.mkdir()
    create_project(directory, Document())
    (directory / "upload").mkdir()
    (directory / "upload" / "0123456789abcdef-kept.png").write_bytes(png())
    assert run(directory, picture, die_at).returncode == -signal.SIGKILL
    uploads = directory / "upload"
    assert len(list(uploads.iterdir())) == die_at + 2
    store = open_project(directory, writers=Writers())
    assert len(await store.uploads()) == die_at // 100 * 100
    await store.create_task(NewTask(data=msgspec.Raw(b"{}")))
    assert [path.name for path in uploads.iterdir()] == ["0123456789abcdef-kept.png"]
    assert (await store.uploads(), await store.uploaded_bytes()) == ([], 0)
    await store.close()


async def test_media_of_an_import_that_ends_stay(tmp_path: Path) -> None:
    directory = tmp_path / "project"
    picture = tmp_path / "picture.png"
    picture.write_bytes(png())
    directory.mkdir()
    create_project(directory, Document())
    done = run(directory, picture, -1)
    assert done.stdout.strip() == "True", done.stderr
    store = open_project(directory, writers=Writers())
    found = await store.uploads()
    assert sorted(upload.name for upload in found) == sorted(path.name for path in (directory / "upload").iterdir())
    assert await store.uploaded_bytes() == 160 * len(png())
    await store.delete_tasks()
    assert len(await store.uploads()) == 160
    await store.close()


async def test_a_cancelled_import_ends_at_the_next_file(tmp_path: Path) -> None:
    directory = tmp_path / "project"
    directory.mkdir()
    create_project(directory, Document())
    store = open_project(directory, writers=Writers())
    media = ImportMedia(store, directory)
    placed: list[str] = []

    def tasks() -> Iterator[NewTask]:
        # An archive without end, whose media come before the first task.
        while True:
            placed.append(media.place(io.BytesIO(png()), "a.png"))
            yield from ()

    importing = asyncio.create_task(import_stream(store, tasks(), media=media))
    async with asyncio.timeout(30):
        while len(placed) < 5:
            await asyncio.sleep(0)
    importing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await importing
    assert list((directory / "upload").iterdir()) == []
    assert await store.uploads() == []
    await store.close()


async def test_an_import_over_the_quota_leaves_nothing(tmp_path: Path) -> None:
    directory = tmp_path / "project"
    directory.mkdir()
    create_project(directory, Document())
    store = open_project(directory, writers=Writers(), quota=Quota(uploads=150))
    media = ImportMedia(store, directory)
    addresses = (media.place(io.BytesIO(png()), f"{number}.png") for number in range(180))
    tasks = (NewTask(data=msgspec.Raw(msgspec.json.encode({"image": address}))) for address in addresses)
    with pytest.raises(QuotaExceeded, match="may keep 150 files"):
        await import_stream(store, tasks, media=media)
    assert list((directory / "upload").iterdir()) == []
    assert (await store.uploads(), (await store.counts()).task_number) == ([], 0)
    await store.close()
