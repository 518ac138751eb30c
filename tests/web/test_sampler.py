"""What is looked at every few seconds: the last minute's durations, waits for the event loop, memory."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from multisession.web import sampler as module
from multisession.web.metrics import Metrics
from multisession.web.metrics_totals import Totals, new_totals
from multisession.web.resident_memory import resident_bytes
from multisession.web.sampler import LATELY, Sampler

pytestmark = pytest.mark.anyio


def totals_of(metrics: Metrics) -> Totals:
    totals = new_totals()
    totals.add_process(metrics.values())
    return totals


async def test_the_last_minute_moves_on() -> None:
    metrics, now = Metrics(), 0.0
    watching = Sampler(metrics, lambda: 3, clock=lambda: now)
    for second in range(5, 200, 5):
        now = float(second)
        metrics.count_duration(0.01)
        watching.sample(0.5 if second == 5 else 0.0)
        totals = totals_of(metrics)
        assert sum(totals.recent) == min(second // 5, LATELY)
        assert totals.recent_seconds == min(second, 60)
        assert totals.loop_lag == (0.5 if second <= 60 else 0.0)
    assert totals.open_projects == 3
    assert totals.resident_bytes > 10 * 2**20


async def test_a_blocked_event_loop_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KNOCK_SECONDS", 0.01)
    monkeypatch.setattr(module, "SAMPLE_SECONDS", 0.02)
    watching = Sampler(Metrics(), lambda: 0)
    running = asyncio.create_task(watching.run())
    await asyncio.sleep(0)
    time.sleep(0.3)
    while not watching.loop_lag:
        await asyncio.sleep(0.01)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert watching.loop_lag > 0.2


async def test_where_the_system_tells_nothing_memory_is_0(tmp_path: Path) -> None:
    assert resident_bytes(tmp_path / "none") == 0
