"""What one small machine holds: ten thousand sessions, a thousand at work for ten minutes, and a sweep among them."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.load import Connection, Timings
from benchmarks.machine import description
from benchmarks.report import Figure, milliseconds, table
from benchmarks.server import Server, running
from benchmarks.serving import ANNOTATION, RESULT, labeling_visitor, latencies, recipe

DOCUMENT = Path(__file__).parent.parent / "docs" / "capacity.md"
#: Sessions that wrote once and were left, and those that go on.
LEFT = 10_000
ACTIVE = 1_000
SECONDS = 600.0
#: An active session asks for something every five seconds; of 200 such requests so many are one of these.
REQUESTS_PER_SECOND = 200
MIX = ["submit"] * 70 + ["next"] * 70 + ["draft"] * 30 + ["page"] * 20 + ["table"] * 8 + ["export", "import"]
#: Sessions are left alone so long before they are swept; the sweep finds them all at once, while the others work.
IDLE = 480
SWEEP_AFTER = 690
_MAKERS = 20
#: Connections that carry the load, as a proxy in front keeps them: any session's request may take any of them, so
#: that neither worker has a session for itself.
_LANES = 64
_DRAFT = json.dumps({"result": RESULT}).encode()
_IMPORT = json.dumps([{"text": f"Task {number} of a later import."} for number in range(10)]).encode()


@dataclass
class Load:
    """What the active sessions waited for, from the moment a request was due, not from when it could be sent."""

    submits: Timings = field(default_factory=Timings)
    pages: Timings = field(default_factory=Timings)
    others: Timings = field(default_factory=Timings)
    #: the submits and pages that were due while the sweep ran
    submits_swept: Timings = field(default_factory=Timings)
    pages_swept: Timings = field(default_factory=Timings)
    #: cookie -> annotations acknowledged
    acknowledged: dict[str, int] = field(default_factory=dict)
    sweeping: bool = False


@dataclass
class Measured:
    """One run."""

    load: Load
    made_in: float
    memory: float
    peak_files: int
    swept: int
    sweep_seconds: float
    lost: int


def capacity() -> Iterator[Figure]:
    """Writes docs/capacity.md too."""
    # All visitors come from one address here: its share is ten times a session's, and raised.
    rates = ("--max-creations-per-hour", "0", "--max-requests-per-second", "500")
    flags = ("--workers", "2", *rates, "--idle-expiry", f"{IDLE}s")
    with running(*flags, "--sweep-every", f"{SWEEP_AFTER}s", *recipe(10_000)) as server:
        measured = asyncio.run(measure(server, left=LEFT, active=ACTIVE, seconds=SECONDS))
    figures = list(figures_of(measured))
    DOCUMENT.write_text(document(figures), encoding="utf-8")
    yield from figures


def figures_of(measured: Measured) -> Iterator[Figure]:
    """The lines of both documents."""
    load = measured.load
    yield Figure(f"{LEFT + ACTIVE:,} sessions made", "", f"{measured.made_in:.0f} s", None,
                 f"{(LEFT + ACTIVE) / measured.made_in:,.0f} a second, each with one label")  # fmt: skip
    yield Figure(f"{ACTIVE:,} sessions active for {SECONDS / 60:.0f} min: memory", "≤ 200 MB",
                 f"{measured.memory:.0f} MB", measured.memory <= 200, "sum of PSS, 2 workers, at the end")  # fmt: skip
    yield Figure("the same: open files of a worker", "≤ 1,024", f"{measured.peak_files}", measured.peak_files <= 1024,
                 "the most seen")  # fmt: skip
    for what, timings, budget in (
        ("submit", load.submits, 0.1),
        ("page", load.pages, 0.05),
        ("next, draft, table, export, import", load.others, None),
        ("submit, while the sweep runs", load.submits_swept, 0.1),
        ("page, while the sweep runs", load.pages_swept, 0.05),
    ):
        p99 = timings.percentile(0.99)
        yield Figure(
            f"the same: {what}",
            f"p99 ≤ {budget * 1000:.0f} ms" if budget else "",
            latencies(timings),
            p99 <= budget and not timings.failures if budget else None,
            f"{len(timings.latencies):,} requests, {timings.failures} failures, worst "
            f"{milliseconds(max(timings.latencies))}",
        )
    yield Figure(f"sweep of {measured.swept:,} sessions beside that", "≤ 60 s", f"{measured.sweep_seconds:.1f} s",
                 measured.sweep_seconds <= 60 and measured.swept >= LEFT)  # fmt: skip
    yield Figure("acknowledged labels of active sessions lost", "0", str(measured.lost), measured.lost == 0,
                 f"{sum(load.acknowledged.values()):,} acknowledged")  # fmt: skip


async def measure(server: Server, *, left: int, active: int, seconds: float) -> Measured:
    """Makes the sessions, works on some of them, and waits for the sweep of the others."""
    begun = time.perf_counter()
    cookies = await make_sessions(server.port, left + active)
    made_in = time.perf_counter() - begun
    load = Load(acknowledged=dict.fromkeys(cookies[:active], 1))
    stop = asyncio.Event()
    files = asyncio.create_task(_watch_files(server, stop))
    working = asyncio.create_task(_work(server.port, cookies[:active], load, stop))
    await asyncio.sleep(seconds)
    memory = server.pss_megabytes()
    swept, sweep_seconds = await _await_sweep(server, active, load)
    stop.set()
    await working
    lost = await _lost(server.port, load)
    return Measured(load, made_in, max(memory, server.pss_megabytes()), await files, swept, sweep_seconds, lost)


async def make_sessions(port: int, number: int) -> list[str]:
    """Makes sessions that label one task each; their cookies."""
    cookies: list[str] = []

    async def make(amount: int) -> None:
        for _ in range(amount):
            visitor = await labeling_visitor(port)
            await visitor.close()
            cookies.append(visitor.cookie)

    await asyncio.gather(*(make(number // _MAKERS) for _ in range(_MAKERS)))
    return cookies


async def _work(port: int, cookies: list[str], load: Load, stop: asyncio.Event) -> None:
    """Open loop: requests are due at fixed times, however long the answers take."""
    lanes: asyncio.Queue[Connection] = asyncio.Queue()
    for _ in range(_LANES):
        lanes.put_nowait(Connection(port))
    begin = time.perf_counter()
    asked: set[asyncio.Task[None]] = set()

    async def ask(due: float, into: list[Timings], cookie: str, path: str, body: bytes = b"") -> None:
        lane = await lanes.get()
        lane.cookie = cookie
        failed = True
        try:
            answer = await lane.request("POST" if body else "GET", path, body)
            failed = answer.status != (201 if body else 200)
            if body is ANNOTATION and not failed:
                load.acknowledged[cookie] += 1
        except (ConnectionError, asyncio.IncompleteReadError):
            lane = Connection(port)
        lanes.put_nowait(lane)
        for timings in into:
            timings.latencies.append(time.perf_counter() - begin - due)
            timings.failures += failed

    for number in itertools.count():
        due = number / REQUESTS_PER_SECOND
        await asyncio.sleep(max(0.0, begin + due - time.perf_counter()))
        if stop.is_set():
            break
        turn, session = divmod(number, len(cookies))
        kind = MIX[(turn * 37 + session) % len(MIX)]
        into, swept = {"submit": (load.submits, load.submits_swept), "page": (load.pages, load.pages_swept)}.get(
            kind, (load.others, load.others)
        )
        into_now = [into, swept] if load.sweeping and swept is not into else [into]
        task = f"/api/tasks/{turn + 2}"
        path, body = {
            "submit": (f"{task}/annotations/", ANNOTATION),
            "next": ("/api/projects/1/next", b""),
            "draft": (f"{task}/drafts/", _DRAFT),
            "page": ("/label", b""),
            "table": ("/api/tasks?page_size=50", b""),
            "export": ("/api/projects/1/export?exportType=JSON", b""),
            "import": ("/api/projects/1/import", _IMPORT),
        }[kind]
        started = asyncio.create_task(ask(due, into_now, cookies[session], path, body))
        asked.add(started)
        started.add_done_callback(asked.discard)
    await asyncio.gather(*asked)


async def _await_sweep(server: Server, active: int, load: Load) -> tuple[int, float]:
    """Waits until the sessions that nobody works on are gone: how many, and how long the first to the last took."""
    before = _directories(server.root)
    while _directories(server.root) == before:
        await asyncio.sleep(0.1)
    load.sweeping = True
    begun = time.perf_counter()
    while _directories(server.root) > active:
        if time.perf_counter() - begun > 300:
            break
        await asyncio.sleep(0.2)
    load.sweeping = False
    return before - _directories(server.root), time.perf_counter() - begun


async def _lost(port: int, load: Load) -> int:
    """How many acknowledged annotations the active sessions do not have any more."""
    lost = 0
    connection = Connection(port)
    for cookie, acknowledged in load.acknowledged.items():
        connection.cookie = cookie
        answer: Any = (await connection.request("GET", "/api/projects/1/")).json()
        lost += max(0, acknowledged - answer["total_annotations_number"])
    await connection.close()
    return lost


async def _watch_files(server: Server, stop: asyncio.Event) -> int:
    """The most files that any worker had open."""
    most = 0
    while not stop.is_set():
        for process_id in server.workers():
            try:
                most = max(most, len(os.listdir(f"/proc/{process_id}/fd")))  # noqa: PTH208
            except OSError:
                continue
        await asyncio.sleep(1)
    return most


def _directories(root: Path) -> int:
    with os.scandir(root) as entries:
        return sum(len(entry.name) == 32 for entry in entries)


def document(figures: list[Figure]) -> str:
    """docs/capacity.md."""
    return (
        "# Capacity\n\nWhat one small machine held in a measured run, written by `make bench` (or "
        "`python -m benchmarks capacity`). The load is open loop: requests are due at fixed times, and waiting counts "
        "from then. Client and server share the machine.\n\n"
        f"Measured on {time.strftime('%Y-%m-%d')}: {description()}.\n\n{table(figures)}\n\n"
        "## The run\n\n"
        f"`start-multi-session --workers 2` with a recipe of 10,000 text tasks. {LEFT + ACTIVE:,} visitors open the "
        f"page and label one task each. Then {ACTIVE:,} of them work for {SECONDS / 60:.0f} minutes, each asking for "
        f"something every five seconds: {REQUESTS_PER_SECOND} requests a second, 35 in 100 of them submits (each "
        "person saves every 14 seconds), as many `next`, 15 drafts, 10 labeling pages, 4 tables of 50 tasks, and now "
        f"and then an export or an import of ten tasks. Meanwhile the other {LEFT:,} become {IDLE // 60} minutes "
        "idle, and the server sweeps them while the work goes on; afterwards every label that was acknowledged is "
        "looked for.\n\n"
        "## What to expect of another machine\n\n"
        "- **Disk**: a session on a recipe or a template takes 32 KiB until it holds more of its own; 10,000 take "
        "320 MB. Uploads come on top (`--max-session-bytes`).\n"
        "- **Memory** does not grow with sessions, only with `--max-open-projects` (128) and `--workers`.\n"
        "- **Processor**: a submit costs about a millisecond of one core. A class of 300 that saves every five seconds "
        "is 60 a second.\n"
        "- **What is too much** here: the same thousand with 200 submits a second and everything else in proportion, "
        "530 requests a second in all. The server then fell behind by two minutes in twelve. A request of a session "
        "that is not among the last 128 opens its project first; people beyond that number cost more each.\n"
        "- Workers beyond the number of cores gain nothing.\n"
    )
