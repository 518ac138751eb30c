"""What others notice while one session imports and exports a million tasks."""

from __future__ import annotations

import asyncio
import http.client
import time
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

from benchmarks.bulk import TASKS, source
from benchmarks.load import Connection, Timings
from benchmarks.report import Figure, milliseconds
from benchmarks.server import Server, running
from benchmarks.serving import ANNOTATION, NO_RATES, labeling_visitor, latencies, recipe

#: Others who label meanwhile, and how often all of them together submit.
OTHERS = 50
SUBMITS_PER_SECOND = 50
#: Whoever comes from the one address of this client may bring a million tasks.
ROOM = ("--max-session-tasks", "0", "--max-session-bytes", "0", "--max-body-bytes", str(2**31))
FORMATS = ("JSON", "JSON_MIN", "CSV", "JSONL", "PARQUET", "SPACY", "CONLL2003")


def bulk_beside() -> Iterator[Figure]:
    """Submits by fifty sessions while another one imports a million annotated tasks, and writes them in each format."""
    path = source(annotated=True)
    with running("--workers", "2", *NO_RATES, *ROOM, *recipe(100_000)) as server:
        yield from asyncio.run(measured(server, path))


async def measured(server: Server, path: Path) -> list[Figure]:
    """One figure for the rate of each, and one for what the others waited."""
    others = [await labeling_visitor(server.port) for _ in range(OTHERS)]
    importer = await labeling_visitor(server.port)
    figures: list[Figure] = []
    # A process of its own: on the loop that takes the times it would be measured too.
    with ProcessPoolExecutor(1) as pool:
        seconds, timings = await beside(others, pool.submit(send, server.port, importer.cookie, path))
        figures += _figures("import 1 M annotated tasks", 40_000, seconds, timings, server)
        for name in FORMATS:
            seconds, timings = await beside(others, pool.submit(receive, server.port, importer.cookie, name))
            figures += _figures(f"export 1 M annotated tasks ({name})", 30_000, seconds, timings, server)
    return figures


def _figures(what: str, budget: int, seconds: float, timings: Timings, server: Server) -> Iterator[Figure]:
    rate, peak, p99 = TASKS / seconds, server.peak_megabytes(), timings.percentile(0.99)
    yield Figure(f"{what} beside the work of others", f"≥ {budget:,} tasks/s", f"{rate:,.0f} tasks/s", rate >= budget,
                 f"peak memory of a process until then {peak:.0f} MB")  # fmt: skip
    yield Figure("the same: submits by others", "p99 ≤ 100 ms", latencies(timings),
                 p99 <= 0.1 and not timings.failures,
                 f"{len(timings.latencies):,} requests, {timings.failures} failures, worst "
                 f"{milliseconds(max(timings.latencies))}")  # fmt: skip


async def beside(others: list[Connection], working: Future[float]) -> tuple[float, Timings]:
    """The seconds that the work takes, and what the others wait meanwhile from when each submit was due."""
    timings = Timings()
    begin = time.perf_counter()
    asked: set[asyncio.Task[None]] = set()
    count = 0

    turns = [asyncio.Lock() for _ in others]

    async def submit(which: int, task: int, due: float) -> None:
        async with turns[which]:
            answer = await others[which].request("POST", f"/api/tasks/{task}/annotations/", ANNOTATION)
        timings.latencies.append(time.perf_counter() - due)
        timings.failures += answer.status != 201

    while not working.done():
        due = begin + count / SUBMITS_PER_SECOND
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        asked = {task for task in asked if not task.done()}
        asked.add(asyncio.create_task(submit(count % OTHERS, 2 + count // OTHERS, due)))
        count += 1
    await asyncio.gather(*asked)
    timings.seconds = time.perf_counter() - begin
    return working.result(), timings


def send(port: int, cookie: str, path: Path) -> float:
    """Imports a file as one body; the seconds until it was answered."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=3600)
    begin = time.perf_counter()
    with path.open("rb") as file:
        headers = {"Content-Type": "application/json", "Content-Length": str(path.stat().st_size), "Cookie": cookie}
        connection.request("POST", "/api/projects/1/import", body=file, headers=headers)
        answer = connection.getresponse()
        report = answer.read()
    assert answer.status == 201, report
    return time.perf_counter() - begin


def receive(port: int, cookie: str, name: str) -> float:
    """Reads an export to its end; the seconds that took."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=3600)
    begin = time.perf_counter()
    connection.request("GET", f"/api/projects/1/export?exportType={name}", headers={"Cookie": cookie})
    answer = connection.getresponse()
    assert answer.status == 200, answer.read()
    while answer.read(1 << 20):
        pass
    return time.perf_counter() - begin
