"""Counts of large projects: they end with whoever asked, and when their time is over."""

from __future__ import annotations

import asyncio
import threading
import time
from pathlib import Path

import msgspec
import pytest

from multisession.project.figures.model import FiguresRange, Findings
from multisession.project.store import figures
from multisession.project.store.figures import FiguresTooLong
from multisession.project.store.interface import Document
from multisession.project.store.selection import ScanAbandoned
from multisession.project.store.sqlite import build_base, open_pristine
from multisession.project.tasks import NewAnnotation, NewTask

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("large") / "base"
    labels = b",".join(
        b'{"id":"%d","from_name":"l","to_name":"t","type":"labels","value":{"labels":["%d"]}}' % (number, number % 5)
        for number in range(40)
    )
    annotation = NewAnnotation(result=msgspec.Raw(b"[" + labels + b"]"))
    build_base(
        directory, Document(), (NewTask(data=msgspec.Raw(b"{}"), annotations=[annotation]) for _ in range(8_000))
    )
    return directory


async def test_a_count_ends_when_nobody_waits(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[BaseException] = []
    begun, done = threading.Event(), threading.Event()
    find = figures.find

    def watched(database: object, abandoned: threading.Event, *, wanted: FiguresRange) -> Findings:
        begun.set()
        try:
            return find(database, abandoned, wanted)  # type: ignore[arg-type]
        except ScanAbandoned as error:
            ended.append(error)
            raise
        finally:
            done.set()

    monkeypatch.setattr(figures, "find", watched)
    store = open_pristine(base=large)
    asked = asyncio.create_task(store.figures(FiguresRange()))
    while not begun.is_set():
        await asyncio.sleep(0.001)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    began = time.monotonic()
    assert await asyncio.to_thread(done.wait, 5)
    assert time.monotonic() - began < 4
    assert ended
    await store.close()


async def test_a_count_that_takes_too_long_is_given_up(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "LONGEST_SECONDS", 0.01)
    store = open_pristine(base=large)
    with pytest.raises(FiguresTooLong, match="given up") as refused:
        await store.figures(FiguresRange())
    assert (refused.value.status_code, refused.value.code) == (400, "figures-too-slow")
    monkeypatch.undo()
    assert (await store.figures(FiguresRange())).labels.controls["l"].names == {str(n): 64_000 for n in range(5)}
    await store.close()
