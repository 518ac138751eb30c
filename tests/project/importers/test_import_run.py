"""Imports into a real store: all or nothing, in chunks, and nothing left of what failed."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from multisession.project.importers import ImportRefused, ImportReport, Refusal, import_stream, read_tasks
from multisession.project.store.interface import Document, ProjectClosing
from multisession.project.store.sqlite import SqliteStore, Writers, create_project, open_project
from multisession.project.tasks import NewTask

pytestmark = pytest.mark.anyio
KEYS = {"text": "Text"}


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    directory = tmp_path / "project"
    directory.mkdir()
    create_project(directory, Document())
    writers = Writers()
    opened = open_project(directory, writers=writers)
    yield opened
    await opened.close()
    writers.close()


def items(content: str | bytes, name: str = "a.json") -> Iterator[NewTask | Refusal]:
    return read_tasks([content.encode() if isinstance(content, str) else content], name=name, data_keys=KEYS)


def many(count: int, bad: int = 0) -> str:
    rows = [json.dumps({"text": f"task {number}"}) for number in range(count)]
    return "\n".join(rows + ['{"txt": 1}'] * bad)


async def test_tasks_and_labels_arrive(store: SqliteStore) -> None:
    content = [
        {
            "data": {"text": "a"},
            "meta": {"m": 1},
            "annotations": [{"result": [{"id": "x"}], "lead_time": 2.5}],
            "predictions": [{"result": [], "score": 0.5, "model_version": "v1"}],
        },
        {"text": "b"},
    ]
    report = await import_stream(store, items(json.dumps(content)))
    assert (report.task_count, report.annotation_count, report.prediction_count, report.refused_count) == (2, 1, 1, 0)
    assert report.task_ids_from is not None and report.task_ids_to == report.task_ids_from + 1
    bundle = await store.bundle(report.task_ids_from)
    assert bundle is not None
    assert (json.loads(bytes(bundle.task.data)), json.loads(bytes(bundle.task.meta))) == ({"text": "a"}, {"m": 1})
    assert bundle.task.file_upload == "a.json"
    assert [(json.loads(bytes(one.result)), one.lead_time) for one in bundle.annotations] == [([{"id": "x"}], 2.5)]
    assert [(one.score, one.model_version) for one in bundle.predictions] == [(0.5, "v1")]
    counts = await store.counts()
    assert (counts.task_number, counts.finished_task_number, counts.total_predictions_number) == (2, 1, 1)


async def test_one_bad_row_refuses_all(store: SqliteStore) -> None:
    content = many(3000) + '\n{"txt": 1}\n' + many(10)
    with pytest.raises(ImportRefused) as refused:
        await import_stream(store, items(content, "a.jsonl"))
    error = refused.value
    assert (error.status_code, error.code) == (400, "import-refused")
    assert error.detail.startswith("Nothing was imported, because 1 row was refused. Line 3001: The label config")
    assert error.validation_errors == {"tasks": [error.report.refusals[0].sentence()]}
    assert (error.report.task_count, error.report.refused_count) == (3010, 1)
    assert (await store.counts()).task_number == 0
    assert (await store.tasks(page=1, page_size=10)).tasks == []


async def test_the_first_hundred_refusals_are_named_and_the_rest_counted(store: SqliteStore) -> None:
    with pytest.raises(ImportRefused) as refused:
        await import_stream(store, items(many(1, 250), "a.jsonl"))
    report = refused.value.report
    assert (len(report.refusals), report.refused_count) == (100, 250)
    assert [refusal.line for refusal in report.refusals] == list(range(2, 102))


async def test_skip_refused_imports_the_rest(store: SqliteStore) -> None:
    report = await import_stream(store, items(many(5, 2), "a.jsonl"), skip_refused=True)
    assert (report.task_count, report.refused_count, len(report.refusals)) == (5, 2, 2)
    assert (await store.counts()).task_number == 5


@pytest.mark.parametrize("skip_refused", [False, True])
@pytest.mark.parametrize("content", ["[]", '[{"txt": 1}]', ""])
async def test_an_import_without_a_task_is_refused(store: SqliteStore, content: str, skip_refused: bool) -> None:
    with pytest.raises(ImportRefused):
        await import_stream(store, items(content), skip_refused=skip_refused)


async def test_a_dry_run_only_counts(store: SqliteStore) -> None:
    report = await import_stream(store, items(many(2500), "a.jsonl"), dry_run=True)
    assert (report.task_count, report.task_ids_from) == (2500, None)
    assert (await store.counts()).task_number == 0


async def test_progress_is_told_chunk_by_chunk(store: SqliteStore) -> None:
    seen: list[int] = []
    reports: list[ImportReport] = []

    def progress(report: ImportReport) -> None:
        seen.append(report.task_count)
        reports.append(report)

    await import_stream(store, items(many(4500), "a.jsonl"), progress=progress)
    assert len(seen) == 3 and seen == sorted(seen) and seen[-1] == 4500
    assert (await store.tasks(page=1, page_size=1)).total == 4500


async def test_a_reader_that_fails_leaves_nothing(store: SqliteStore) -> None:
    def broken() -> Iterator[NewTask | Refusal]:
        yield from items(many(3000), "a.jsonl")
        raise OSError("the disk went away")

    with pytest.raises(OSError, match="went away"):
        await import_stream(store, broken())
    assert (await store.counts()).task_number == 0


async def test_an_import_that_is_cancelled_leaves_nothing_and_reads_no_further(store: SqliteStore) -> None:
    reached, go_on, ended = asyncio.Event(), threading.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def slow() -> Iterator[NewTask | Refusal]:
        yield from items(many(2000), "a.jsonl")
        loop.call_soon_threadsafe(reached.set)
        go_on.wait(10)
        ended.set()
        yield from items(many(10), "a.jsonl")

    running = asyncio.create_task(import_stream(store, slow()))
    await reached.wait()
    running.cancel()
    loop.call_later(0.01, go_on.set)
    with pytest.raises(asyncio.CancelledError):
        await running
    assert ended.is_set()
    assert (await store.counts()).task_number == 0


async def test_a_project_that_is_being_removed_takes_no_import(store: SqliteStore) -> None:
    await store.begin_closing()
    with pytest.raises(ProjectClosing):
        await import_stream(store, items(many(3), "a.jsonl"))
