"""Start, memory, the first page of a new visitor, next task, submit, first write."""

from __future__ import annotations

import asyncio
import json
import statistics
import time
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from benchmarks.load import Connection, Timings, drive
from benchmarks.machine import fsync_seconds, scratch_directory
from benchmarks.report import Figure, milliseconds
from benchmarks.server import Server, running

LABEL_CONFIG = """<View>
  <Labels name="label" toName="text"><Label value="Person"/><Label value="Place"/></Labels>
  <Text name="text" value="$text"/>
</View>
"""
RESULT = [
    {
        "id": "a1b2c3d4e5",
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "origin": "manual",
        "value": {"start": 0, "end": 4, "text": "Maya", "labels": ["Person"]},
    }
]
ANNOTATION = json.dumps({"result": RESULT, "lead_time": 3.5}).encode()


#: One client plays everybody here: what keeps a visitor from doing that is left out.
NO_RATES = ("--max-requests-per-second", "0", "--max-creations-per-hour", "0")


def recipe(tasks: int) -> tuple[str, ...]:
    """Flags of a recipe with that many small text tasks."""
    config = scratch_directory() / "bench.xml"
    config.write_text(LABEL_CONFIG)
    path = scratch_directory() / f"bench-{tasks}.jsonl"
    if not path.exists():
        with path.open("w") as file:
            file.writelines(
                f'{{"text": "Maya took ferry {number} to the island and wrote home."}}\n' for number in range(tasks)
            )
    return ("-l", str(config), "-i", str(path))


def install() -> Iterator[Figure]:
    """Distributions of the default install, by walking the metadata of what is installed here."""
    import re

    seen: set[str] = set()
    waiting = ["multisession-studio"]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            wanted = requires(name) or []
        except PackageNotFoundError:
            seen.discard(name)
            continue
        for line in wanted:
            if "extra ==" not in line:
                # One distribution is written typing_extensions here and typing-extensions there.
                waiting.append(re.sub(r"[-_.]+", "-", re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0]).lower())
    count = len(seen) - 1
    yield Figure("distributions pip installs by default", "≤ 18", str(count), count <= 18)


def start() -> Iterator[Figure]:
    """Server start to first answer, idle memory."""
    seconds, memory = [], []
    for _ in range(5):
        with running() as server:
            seconds.append(server.start_seconds)
            time.sleep(0.5)
            memory.append(server.pss_megabytes())
    median = statistics.median(seconds)
    yield Figure(
        "server start to first answer", "≤ 1 s", milliseconds(median), median <= 1, f"worst of 5: {max(seconds):.2f} s"
    )
    yield Figure("idle memory of a process (PSS)", "≤ 80 MB", f"{statistics.median(memory):.0f} MB", max(memory) <= 80)


def new_visitor() -> Iterator[Figure]:
    """The first page of somebody without a cookie: time, and bytes on disk."""

    async def measure(server: Server) -> list[float]:
        taken = []
        for _ in range(300):
            connection = Connection(server.port)
            await connection.request("GET", "/health")
            begin = time.perf_counter()
            answer = await connection.request("GET", "/label")
            taken.append(time.perf_counter() - begin)
            assert answer.status in (200, 302, 303, 307), answer.status
            await connection.close()
        return taken

    with running(*recipe(100)) as server:
        before = _project_directories(server.root)
        taken = sorted(asyncio.run(measure(server)))
        made = _project_directories(server.root) - before
    median = statistics.median(taken)
    yield Figure(
        "new visitor, first page",
        "≤ 3 ms",
        milliseconds(median),
        median <= 0.003,
        f"p95 {milliseconds(taken[int(len(taken) * 0.95)])}, over loopback",
    )
    yield Figure("new visitor, on disk", "0 bytes", f"{made} projects", made == 0)


def _project_directories(root: Path) -> int:
    return sum(1 for path in root.iterdir() if len(path.name) == 32)


async def _visitor(port: int) -> Connection:
    connection = Connection(port)
    await connection.request("GET", "/label")
    return connection


async def labeling_visitor(port: int) -> Connection:
    """A visitor who has labeled the next task, so that there is a project."""
    connection = await _visitor(port)
    task = (await connection.request("GET", "/api/projects/1/next")).json()
    answer = await connection.request("POST", f"/api/tasks/{task['id']}/annotations/", ANNOTATION)
    assert answer.status == 201, answer.body
    return connection


async def _next(connection: Connection) -> bool:
    return (await connection.request("GET", "/api/projects/1/next")).status == 200


def latencies(timings: Timings) -> str:
    """p50 and p99 in words."""
    return f"p50 {milliseconds(timings.percentile(0.5))}, p99 {milliseconds(timings.percentile(0.99))}"


def next_task() -> Iterator[Figure]:
    """GET next at three sizes, 2 workers, 16 connections, the client on the same cores."""

    async def measure(server: Server) -> Timings:
        connections = [await labeling_visitor(server.port) for _ in range(16)]
        await drive(connections, 1, _next)
        return await drive(connections, 6, _next)

    rates = {}
    for tasks in (100, 10_000, 1_000_000):
        with running("--workers", "2", *NO_RATES, *recipe(tasks)) as server:
            timings = asyncio.run(measure(server))
        rates[tasks] = timings.rate
        yield Figure(
            f"next task of {tasks:,}",
            "≥ 4,000 req/s",
            f"{timings.rate:,.0f} req/s",
            timings.rate >= 4000 and not timings.failures,
            f"{latencies(timings)}, {timings.failures} failures",
        )
    ratio = rates[1_000_000] / rates[100]
    yield Figure("next task: 1,000,000 against 100", "the same", f"{ratio:.2f} of the rate", ratio >= 0.85)


def submit() -> Iterator[Figure]:
    """POST annotation by 50 sessions, synchronous=FULL."""

    async def measure(server: Server, seconds: float) -> Timings:
        connections = [await labeling_visitor(server.port) for _ in range(50)]
        counters = {id(connection): 2 for connection in connections}

        async def work(connection: Connection) -> bool:
            task = counters[id(connection)]
            counters[id(connection)] += 1
            return (await connection.request("POST", f"/api/tasks/{task}/annotations/", ANNOTATION)).status == 201

        return await drive(connections, seconds, work)

    p50, p99 = fsync_seconds()
    wanted = min(2000, 8 / p50)
    for workers in (1, 2):
        with running("--workers", str(workers), *NO_RATES, *recipe(100_000)) as server:
            timings = asyncio.run(measure(server, 6))
        yield Figure(
            f"submit, 50 sessions, {workers} worker{'s' if workers > 1 else ''}",
            f"≥ {wanted:,.0f} req/s",
            f"{timings.rate:,.0f} req/s",
            timings.rate >= wanted and not timings.failures,
            f"p50 {milliseconds(timings.percentile(0.5))}, p99 {milliseconds(timings.percentile(0.99))}; "
            f"the disk's fsync p50 {milliseconds(p50)}, p99 {milliseconds(p99)}; {timings.failures} failures",
        )


def first_write() -> Iterator[Figure]:
    """The first label of a session on recipes of ten and of 100,000 tasks."""

    async def measure(server: Server) -> list[float]:
        taken = []
        for _ in range(200):
            connection = await _visitor(server.port)
            begin = time.perf_counter()
            answer = await connection.request("POST", "/api/tasks/1/annotations/", ANNOTATION)
            taken.append(time.perf_counter() - begin)
            assert answer.status == 201, answer.body
            await connection.close()
        return sorted(taken)

    for tasks in (10, 100_000):
        with running(*NO_RATES, *recipe(tasks)) as server:
            taken = asyncio.run(measure(server))
            server.process.terminate()
            server.process.wait(20)
            sizes = [_disk_bytes(path) for path in server.root.iterdir() if len(path.name) == 32]
        p50, p99 = statistics.median(taken), taken[int(len(taken) * 0.99)]
        yield Figure(
            f"first write of a session, recipe of {tasks:,}",
            "p50 ≤ 10, p99 ≤ 30 ms",
            f"{milliseconds(p50)}, {milliseconds(p99)}",
            p50 <= 0.010 and p99 <= 0.030,
        )
        yield Figure(
            f"on disk when closed, recipe of {tasks:,}",
            "≤ 48 kB",
            f"{max(sizes) / 1024:.0f} KiB",
            max(sizes) <= 48 * 1024,
            f"{len(sizes)} sessions, blocks counted",
        )


def _disk_bytes(directory: Path) -> int:
    return sum(path.stat().st_blocks * 512 for path in [directory, *directory.rglob("*")])
