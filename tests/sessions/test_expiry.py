"""When sessions end, what their visitor is told before and after; nobody who comes back in time loses anything."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import threading
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

from multisession.sessions import lifecycle
from multisession.sessions.expiry import FOR_EVER, Expiry
from multisession.sessions.records import Figures, Record
from multisession.sessions.registry import Registry
from multisession.sessions.session import new_grant
from multisession.web.errors import StorageFull
from tests.sessions.studio import browser, projects_in, serving

pytestmark = pytest.mark.anyio

DAY = 86400


def record(**changed: Any) -> Record:
    values = {"session_id": "0" * 32, "created": 1000, "last_seen": 5000, "generation": 1, "state": "live"}
    return Record(**(values | {"has_resume_code": False} | changed))


@pytest.mark.parametrize(
    ("expiry", "changed", "end"),
    [
        (Expiry(600, 0), {}, (5000 + 31 + 600, "idle")),
        (Expiry(0, 9000), {}, (10_000, "age")),
        (Expiry(600, 9000), {}, (5631, "idle")),
        (Expiry(6000, 9000), {}, (10_000, "age")),
        (Expiry(600, 9000), {"extended_until": 20_000}, (20_000, "idle")),
        (Expiry(600, 9000), {"extended_until": 2_000}, (5631, "idle")),
        (FOR_EVER, {}, None),
        (FOR_EVER, {"extended_until": 20_000}, None),
    ],
)
def test_a_session_ends_by_the_first_of_its_spans_or_as_the_host_said(
    expiry: Expiry, changed: dict[str, Any], end: tuple[int, str] | None
) -> None:
    assert expiry.end(record(**changed)) == end
    if end is not None:
        assert expiry.is_over(record(**changed), end[0] - 1) is None
        assert expiry.is_over(record(**changed), end[0]) == end[1]


def test_a_visit_now_promises_less_than_the_registry_keeps() -> None:
    expiry = Expiry(600, 0)
    promised = expiry.end(record(last_seen=5000), visited=5000 + expiry.slack)
    assert promised == expiry.end(record(last_seen=5000))


@pytest.mark.parametrize(
    ("expiry", "end", "warn_from"),
    [
        (Expiry(7 * DAY, 0, DAY), (100 * DAY, "idle"), 99 * DAY),
        (Expiry(2 * DAY, 0, DAY), (100 * DAY, "idle"), 100 * DAY - DAY // 2),
        (Expiry(0, 30 * DAY, DAY), (30 * DAY, "age"), 29 * DAY),
        (Expiry(1800, 0, DAY), (10_000, "idle"), 10_000 - 450),
    ],
)
def test_the_warning_comes_a_day_before_or_in_the_last_quarter(
    expiry: Expiry, end: tuple[int, Any], warn_from: int
) -> None:
    assert expiry.warn_from(end, created=0) == warn_from


async def test_a_life_of_many_thousand_years_can_be_told(tmp_path: Path) -> None:
    async with serving(tmp_path, idle_expiry=999_999_999 * DAY, absolute_expiry=0) as (_, app), browser(app) as visitor:
        await visitor.get("/api/session")
        await visitor.post("/api/tasks")
        assert (await visitor.get("/api/session")).json()["expires_at"] == "9999-12-31T23:59:59Z"


async def test_the_page_tells_the_end_and_the_next_one_what_became_of_it(tmp_path: Path) -> None:
    with time_machine.travel(1_800_000_000) as traveller:
        async with serving(tmp_path, idle_expiry=7 * DAY, absolute_expiry=30 * DAY) as (studio, app):
            async with browser(app) as visitor:
                await visitor.get("/api/session")
                await visitor.post("/api/tasks")
                told = (await visitor.get("/api/session")).json()
                in_a_week = datetime.fromisoformat(told["expires_at"]).timestamp()
                assert abs(in_a_week - (1_800_000_000 + 7 * DAY)) < 5
                assert told["expires_because"] == "idle"
                assert in_a_week - datetime.fromisoformat(told["warn_from"]).timestamp() == DAY
                for _ in range(4):
                    traveller.shift(6 * DAY)
                    assert (await visitor.get("/api/tasks")).json()["total"] == 1
                told = (await visitor.get("/api/session")).json()
                assert told["expires_because"] == "age"
                traveller.shift(6 * DAY + 10)
                answer = await visitor.post("/api/tasks")
                assert (answer.status_code, answer.json()["code"]) == (401, "session-expired")
                # The answer brought a new session; the page that is loaded next has nothing of the old one.
                assert (await visitor.get("/api/tasks")).json()["total"] == 0
                assert (await visitor.post("/api/tasks")).status_code == 200
            assert len(projects_in(tmp_path)) == 2
            assert (await studio.sweeper.sweep_beside()).age == 1
            assert len(projects_in(tmp_path)) == 1


async def test_a_visitor_who_comes_back_too_late_is_told_once_when_and_why(tmp_path: Path) -> None:
    with time_machine.travel(1_800_000_000) as traveller:
        async with serving(tmp_path, idle_expiry=3600) as (studio, app), browser(app) as visitor:
            await visitor.get("/api/session")
            await visitor.post("/api/tasks")
            traveller.shift(3600 + 200)
            assert (await studio.sweeper.sweep_beside()).idle == 1
            assert projects_in(tmp_path) == []
            ended = (await visitor.get("/api/session")).json()["ended"]
            assert ended["because"] == "idle"
            assert (await visitor.get("/api/session")).json()["ended"] is None


async def test_a_token_of_a_session_that_is_over_opens_nothing(tmp_path: Path) -> None:
    with time_machine.travel(1_800_000_000) as traveller:
        async with serving(tmp_path, idle_expiry=3600) as (_, app), browser(app) as visitor:
            await visitor.get("/api/session")
            token = (await visitor.post("/api/session/token")).json()["token"]
            traveller.shift(4000)
            visitor.cookies.clear()
            answer = await visitor.get("/api/tasks", headers={"Authorization": f"Token {token}"})
            assert answer.status_code == 401


async def test_a_resume_code_of_a_session_that_is_over_opens_nothing(tmp_path: Path) -> None:
    with time_machine.travel(1_800_000_000) as traveller:
        async with serving(tmp_path, idle_expiry=3600) as (_, app), browser(app) as visitor, browser(app) as elsewhere:
            await visitor.get("/api/session")
            code = (await visitor.post("/api/session/resume-code")).json()["code"]
            traveller.shift(4000)
            await elsewhere.get("/api/session")
            refused = await elsewhere.post("/api/session/resume", json={"code": code})
            assert (refused.status_code, refused.json()["code"]) == (404, "resume-code-unknown")


def test_a_tombstone_says_nothing_of_what_the_project_held(tmp_path: Path) -> None:
    (tmp_path / ".studio").mkdir()
    registry = Registry(tmp_path)
    grant = new_grant()
    registry.add(*grant)
    registry.note(grant.session_id, Figures("Patients", 1234, 2, 3, 4, 5))
    registry.bury(grant.session_id)
    kept = registry.record(grant.session_id)
    assert kept is not None
    assert (kept.title, kept.bytes, kept.uploads, kept.tasks, kept.finished, kept.annotations) == ("", 0, 0, 0, 0, 0)
    registry.close()


async def test_the_host_extends_a_life(tmp_path: Path) -> None:
    with time_machine.travel(1_800_000_000) as traveller:
        async with serving(tmp_path, idle_expiry=3600) as (studio, app), browser(app) as visitor:
            await visitor.get("/api/session")
            await visitor.post("/api/tasks")
            assert studio.registry.extend(projects_in(tmp_path)[0], 1_800_000_000 + 10 * DAY)
            traveller.shift(9 * DAY)
            assert (await studio.sweeper.sweep_beside()).removed == 0
            assert (await visitor.get("/api/tasks")).json()["total"] == 1


async def test_a_dry_run_counts_and_removes_nothing(tmp_path: Path) -> None:
    with time_machine.travel(1_800_000_000) as traveller:
        async with serving(tmp_path, idle_expiry=3600, absolute_expiry=DAY) as (studio, app):
            for _ in range(3):
                async with browser(app) as visitor:
                    await visitor.get("/api/session")
                    await visitor.post("/api/tasks")
            traveller.shift(5000)
            assert studio.sweeper.would_remove().idle == 3
            assert len(projects_in(tmp_path)) == 3
            assert studio.registry.live() == 3


async def test_a_label_that_was_acknowledged_while_the_sweeper_ran_is_there(tmp_path: Path) -> None:
    """Every session is at the very end of its idle life; half of them are visited at the moment of the sweep."""
    async with serving(tmp_path, idle_expiry=3600, max_creations_per_hour=0) as (studio, app):
        visitors = [browser(app) for _ in range(60)]
        for visitor in visitors:
            await visitor.get("/api/session")
            await visitor.post("/api/tasks")
        with studio.registry._transaction() as connection:
            connection.execute("UPDATE sessions SET last_seen=?", (int(time.time()) - 3600 - 181 + 2,))
        # What this process noted of their visits is as old.
        studio.presence.forget_old()
        studio.presence._noted.clear()
        stop = threading.Event()
        swept = asyncio.to_thread(_sweep_until, studio, stop)
        sweeping = asyncio.create_task(swept)

        async def come_back(visitor: Any, wait: float) -> bool:
            await asyncio.sleep(wait)
            answer = await visitor.post("/api/tasks/1/annotations")
            assert answer.status_code in (200, 401), answer.text
            return bool(answer.status_code == 200)

        acknowledged = await asyncio.gather(*(come_back(one, number * 0.04) for number, one in enumerate(visitors)))
        stop.set()
        await sweeping
        for visitor, label in zip(visitors, acknowledged, strict=True):
            if label:
                session = (await visitor.get("/api/session")).json()
                assert session["ended"] is None
                assert session["projects"][0]["total_annotations_number"] == 1
            await visitor.aclose()
        # Both happened, so there was a race to lose.
        assert 0 < sum(acknowledged) < 60
        assert len(projects_in(tmp_path)) == sum(acknowledged)


def _sweep_until(studio: Any, stop: threading.Event) -> None:
    while not stop.is_set():
        studio.sweeper.sweep()
        stop.wait(0.01)


@pytest.mark.parametrize(
    "error", [StorageFull("The disk is full."), sqlite3.DatabaseError("malformed"), OSError(5, "")]
)
async def test_a_sweep_that_fails_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    async with serving(tmp_path) as (studio, _):
        tries = 0

        def failing(_: object) -> bool:
            nonlocal tries
            tries += 1
            if tries < 3:
                raise error
            return False

        monkeypatch.setattr(studio.sweeper, "sweep_some", failing)
        swept = asyncio.Event()
        sweeping = asyncio.create_task(studio.sweeper.sweep_every(0.01, may=lambda: True, done=swept.set))
        await asyncio.wait_for(swept.wait(), 10)
        sweeping.cancel()
        assert tries >= 3


async def test_a_project_that_a_full_disk_holds_is_taken_by_the_next_sweep(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StorageFull("The disk is full.")

    async with serving(tmp_path, idle_expiry=3600) as (studio, app), browser(app) as visitor:
        await visitor.get("/api/session")
        await visitor.post("/api/tasks")
        with time_machine.travel(time.time() + 4000):
            with monkeypatch.context() as broken:
                broken.setattr(lifecycle, "set_standing", full)
                assert (await studio.sweeper.sweep_beside()).idle == 1
            assert len(projects_in(tmp_path)) == 1
            assert (await visitor.get("/api/tasks")).json()["total"] == 0
            await studio.sweeper.sweep_beside()
            assert projects_in(tmp_path) == []


async def test_a_removed_session_whose_tombstone_was_dropped_does_not_come_back(tmp_path: Path) -> None:
    with time_machine.travel(1_800_000_000) as traveller:
        async with serving(tmp_path, idle_expiry=3600) as (studio, app), browser(app) as visitor:
            await visitor.get("/api/session")
            await visitor.post("/api/tasks")
            first = projects_in(tmp_path)[0]
            traveller.shift(4000)
            await studio.sweeper.sweep_beside()
            traveller.shift(61 * DAY)
            await studio.sweeper.sweep_beside()
            assert studio.registry.record(first) is None
            answer = await visitor.post("/api/tasks")
            assert answer.status_code == 401
            await visitor.post("/api/tasks")
            assert projects_in(tmp_path) != [first]


async def test_what_a_lost_registry_left_is_swept_once_it_is_old(tmp_path: Path) -> None:
    async with serving(tmp_path, idle_expiry=3600) as (_, app), browser(app) as old, browser(app) as new:
        for visitor in (old, new):
            await visitor.get("/api/session")
            await visitor.post("/api/tasks")
        cookies = new.cookies
    for lost in (tmp_path / ".studio").glob("registry.db*"):
        lost.unlink()
    async with serving(tmp_path, idle_expiry=3600) as (studio, app), browser(app) as visitor:
        assert (await studio.sweeper.sweep_beside()).removed == 0
        visitor.cookies = cookies
        assert (await visitor.get("/api/tasks")).json()["total"] == 1
        with time_machine.travel(time.time() + 4000):
            assert (await visitor.get("/api/tasks")).json()["total"] in (0, 1)
            studio.registry.seen(studio.registry.read("SELECT id FROM sessions")[0][0])
            assert (await studio.sweeper.sweep_beside()).idle == 1
        assert len(projects_in(tmp_path)) == 1


async def test_a_lost_registry_shortens_nobodys_life(tmp_path: Path) -> None:
    """Of a visitor who only looked, a moment before the loss, nothing is left but what the page promised."""
    async with serving(tmp_path, idle_expiry=3600) as (_, app), browser(app) as visitor:
        await visitor.get("/api/session")
        await visitor.post("/api/tasks")
    directory = tmp_path / projects_in(tmp_path)[0]
    os.utime(directory / "project.db", (time.time() - 7200,) * 2)
    for lost in (tmp_path / ".studio").glob("registry.db*"):
        lost.unlink()
    async with serving(tmp_path, idle_expiry=3600) as (studio, _):
        assert (await studio.sweeper.sweep_beside()).removed == 0
        assert directory.is_dir()
        with time_machine.travel(time.time() + 4000):
            assert (studio.sweeper.would_remove().idle, directory.is_dir()) == (1, True)
            assert (await studio.sweeper.sweep_beside()).idle == 1
        assert not directory.exists()


async def test_where_only_the_age_counts_what_a_lost_registry_left_goes_as_well(tmp_path: Path) -> None:
    async with serving(tmp_path, idle_expiry=0, absolute_expiry=DAY) as (_, app), browser(app) as visitor:
        await visitor.get("/api/session")
        await visitor.post("/api/tasks")
    for lost in (tmp_path / ".studio").glob("registry.db*"):
        lost.unlink()
    async with serving(tmp_path, idle_expiry=0, absolute_expiry=DAY) as (studio, _):
        assert (await studio.sweeper.sweep_beside()).removed == 0
        with time_machine.travel(time.time() + 2 * DAY):
            assert (await studio.sweeper.sweep_beside()).removed == 1
        assert projects_in(tmp_path) == []
    async with serving(tmp_path, idle_expiry=0, absolute_expiry=0) as (studio, _):
        with time_machine.travel(time.time() + 2000 * DAY):
            assert (await studio.sweeper.sweep_beside()).removed == 0


def test_the_registry_of_an_earlier_version_is_brought_up_to_date(tmp_path: Path) -> None:
    (tmp_path / ".studio").mkdir()
    old = sqlite3.connect(tmp_path / ".studio" / "registry.db")
    old.executescript(
        "CREATE TABLE sessions(id TEXT PRIMARY KEY, created INTEGER NOT NULL, last_seen INTEGER NOT NULL,"
        " generation INTEGER NOT NULL, state TEXT NOT NULL DEFAULT 'live', resume_digest BLOB UNIQUE) WITHOUT ROWID;"
        "INSERT INTO sessions VALUES('a', 1, 2, 3, 'live', NULL), ('b', 1, 2, 3, 'removed', NULL);"
    )
    old.close()
    registry = Registry(tmp_path)
    assert registry.live() == 1
    found = registry.record("a")
    assert found is not None
    assert (found.generation, found.frozen, found.extended_until) == (3, False, 0)
    registry.add(*new_grant())
    assert registry.live() == 2
    registry.bury("a", "host")
    registry.bury("a", "host")
    assert registry.live() == 1
    buried = registry.record("a")
    assert buried is not None
    assert (buried.state, buried.because) == ("removed", "host")
    assert abs(buried.last_seen - time.time()) < 60
    registry.close()
