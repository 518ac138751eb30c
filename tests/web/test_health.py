"""Checks of health: what they find, how often they look, and a disk that does not answer."""

from __future__ import annotations

import asyncio
import sqlite3
import threading

import pytest

from multisession.web import health
from multisession.web.health import Check, Health, Unwell, is_well

pytestmark = pytest.mark.anyio


def failing(error: Exception) -> Check:
    def look() -> str:
        raise error

    return Check("failing", look)


@pytest.mark.parametrize("error", [Unwell("bad"), OSError("bad"), sqlite3.OperationalError("bad")])
async def test_what_fails_is_told_and_the_others_are_looked_at_all_the_same(error: Exception) -> None:
    results = await Health([failing(error), Check("good", lambda: "fine")]).results()
    assert [(one.name, one.ok, one.detail) for one in results] == [("failing", False, "bad"), ("good", True, "fine")]
    assert not is_well(results)


async def test_a_soft_check_fails_nothing() -> None:
    soft = Check("soft", failing(Unwell("low")).look, soft=True)
    results = await Health([soft]).results()
    assert (results[0].ok, results[0].soft) == (False, True)
    assert is_well(results)


async def test_it_looks_once_a_second_however_many_ask() -> None:
    looks = 0
    now = 100.0

    def look() -> str:
        nonlocal looks
        looks += 1
        return str(looks)

    checks = Health([Check("counted", look)], clock=lambda: now)
    await asyncio.gather(*(checks.results() for _ in range(20)))
    now += 0.9
    assert (await checks.results())[0].detail == "1"
    now += 0.2
    assert (await checks.results())[0].detail == "2"


async def test_a_disk_that_hangs_is_a_failure_and_takes_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "PATIENCE_SECONDS", 0.05)
    answered = threading.Event()
    looking = 0

    def hang() -> str:
        nonlocal looking
        looking += 1
        answered.wait(10)
        return "at last"

    checks = Health([Check("hanging", hang)])
    for _ in range(3):
        results = await checks.results()
        assert [(one.name, one.ok) for one in results] == [("disk-answers", False)]
    assert not is_well(results)
    assert looking == 1
    answered.set()
    monkeypatch.setattr(health, "PATIENCE_SECONDS", 5)
    assert [(one.name, one.detail) for one in await checks.results()] == [("hanging", "at last")]
