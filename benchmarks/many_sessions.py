"""Many sessions: ten thousand that wrote once, then a thousand that work at the pace of people."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.load import Connection, Timings
from benchmarks.report import Figure, milliseconds
from benchmarks.server import Server, running
from benchmarks.serving import ANNOTATION, labeling_visitor, latencies, recipe

TOUCHED = 10_000
ACTIVE = 1_000
SECONDS = 30.0
#: Each active session saves every five seconds.
SUBMITS_PER_SECOND = 200
#: One page view comes with so many submits.
SUBMITS_PER_PAGE = 10
#: Visitors at a time while the sessions are made.
_MAKERS = 20
#: Connections that carry the load, as a proxy in front keeps them: any session's request may take any of them, so
#: that neither worker has a session for itself.
_LANES = 64


@dataclass
class Load:
    """What the active sessions waited for, from the moment a request was due, not from when it could be sent."""

    submits: Timings = field(default_factory=Timings)
    pages: Timings = field(default_factory=Timings)


def many_sessions() -> Iterator[Figure]:
    """10,000 sessions touched, then 1,000 active for half a minute: 200 submits and 20 pages a second, open loop."""
    with running("--workers", "2", *recipe(10_000)) as server:
        load, memory = asyncio.run(measured(server, touched=TOUCHED, active=ACTIVE, seconds=SECONDS))
    yield Figure(
        "10,000 sessions touched, 1,000 active: memory", "≤ 200 MB", f"{memory:.0f} MB", memory <= 200,
        "sum of PSS, 2 workers, at the end",
    )  # fmt: skip
    for what, timings, budget in (("submit", load.submits, 0.1), ("labeling page", load.pages, None)):
        p99 = timings.percentile(0.99)
        yield Figure(
            f"the same: {what}",
            "p99 ≤ 100 ms" if budget else "",
            latencies(timings),
            p99 <= budget and not timings.failures if budget else None,
            f"{timings.rate:,.0f} req/s asked for and given, {timings.failures} failures,"
            f" worst {milliseconds(max(timings.latencies))}",
        )


async def measured(server: Server, *, touched: int, active: int, seconds: float) -> tuple[Load, float]:
    """Touches and then works; what was waited for, and the server's memory at the end in MB."""
    cookies = await _touch(server.port, touched)
    load = await _work(server.port, cookies[:active], seconds)
    return load, server.pss_megabytes()


async def _touch(port: int, number: int) -> list[str]:
    """Makes sessions that label one task each; their cookies."""
    cookies: list[str] = []

    async def make(amount: int) -> None:
        for _ in range(amount):
            visitor = await labeling_visitor(port)
            await visitor.close()
            cookies.append(visitor.cookie)

    await asyncio.gather(*(make(number // _MAKERS) for _ in range(_MAKERS)))
    return cookies


async def _work(port: int, cookies: list[str], seconds: float) -> Load:
    """Open loop: requests are due at fixed times, however long the answers take."""
    load = Load()
    lanes: asyncio.Queue[Connection] = asyncio.Queue()
    for _ in range(_LANES):
        lanes.put_nowait(Connection(port))
    begin = time.perf_counter()

    async def ask(due: float, timings: Timings, cookie: str, path: str, body: bytes) -> None:
        lane = await lanes.get()
        lane.cookie = cookie
        try:
            answer = await lane.request("POST" if body else "GET", path, body)
            timings.failures += answer.status != (201 if body else 200)
        except (ConnectionError, asyncio.IncompleteReadError):
            timings.failures += 1
            lane = Connection(port)
        timings.latencies.append(time.perf_counter() - begin - due)
        lanes.put_nowait(lane)

    asked = []
    for number in itertools.count():
        due = number / SUBMITS_PER_SECOND
        if due >= seconds:
            break
        await asyncio.sleep(max(0.0, begin + due - time.perf_counter()))
        turn, session = divmod(number, len(cookies))
        path = f"/api/tasks/{turn + 2}/annotations/"
        asked.append(asyncio.create_task(ask(due, load.submits, cookies[session], path, ANNOTATION)))
        if number % SUBMITS_PER_PAGE == 0:
            asked.append(asyncio.create_task(ask(due, load.pages, cookies[session], "/label", b"")))
    await asyncio.gather(*asked)
    load.submits.seconds = load.pages.seconds = time.perf_counter() - begin
    return load
