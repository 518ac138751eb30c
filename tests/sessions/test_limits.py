"""Each limit of a public host, reached: the right code and sentence, nothing half written, others served."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import time_machine
from starlette.types import ASGIApp

from multisession.app import create_app
from multisession.project.store.creation import create_project
from multisession.sessions import lifecycle
from multisession.sessions.rates import PROBES, SLOTS, RateTable
from multisession.sessions.records import MOST_REFRESH_TOKENS
from multisession.settings import Settings
from multisession.web.errors import StorageFull
from tests.sessions.studio import browser, projects_in, serving

pytestmark = pytest.mark.anyio

PNG = b"\x89PNG\r\n\x1a\n" + bytes(2000)


async def begin(app: ASGIApp, *, address: str = "203.0.113.9") -> tuple[httpx.AsyncClient, httpx.Response]:
    """A visitor who looks, then writes: the second answer."""
    visitor = browser(app, address=address)
    await visitor.get("/api/session")
    return visitor, await visitor.post("/api/tasks")


async def test_the_session_over_the_limit_is_refused_and_the_others_go_on(tmp_path: Path) -> None:
    async with serving(tmp_path, max_sessions=2) as (_, app):
        first, _ = await begin(app)
        await begin(app)
        third, refused = await begin(app)
        assert (refused.status_code, refused.json()["code"]) == (403, "too-many-sessions")
        assert refused.json()["detail"].startswith("This studio is full")
        assert len(projects_in(tmp_path)) == 2
        # Who was refused may still look; who has a project goes on; one that is deleted makes room.
        assert (await third.get("/api/tasks")).status_code == 200
        assert (await first.post("/api/tasks")).status_code == 200
        assert (await first.delete("/api/session/project")).status_code == 200
        assert (await third.post("/api/tasks")).status_code == 200


async def test_creations_are_counted_by_address_and_hour(tmp_path: Path) -> None:
    with time_machine.travel(1_800_000_000 // 3600 * 3600 + 600, tick=False) as traveller:
        async with serving(tmp_path, max_creations_per_hour=3) as (_, app):
            for _ in range(3):
                assert (await begin(app))[1].status_code == 200
            _, refused = await begin(app)
            assert (refused.status_code, refused.json()["code"]) == (429, "too-many-creations")
            assert refused.headers["retry-after"] == "3000"
            assert refused.json()["detail"].endswith("Try again in 50 minutes.")
            assert (await begin(app, address="203.0.113.10"))[1].status_code == 200
            traveller.shift(3001)
            assert (await begin(app))[1].status_code == 200
        assert len(projects_in(tmp_path)) == 5


async def test_a_refused_session_costs_no_directory_and_its_network_is_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = 0

    def counting(*given: Any, **named: Any) -> None:
        nonlocal made
        made += 1
        create_project(*given, **named)

    monkeypatch.setattr(lifecycle, "create_project", counting)
    with time_machine.travel(1_800_000_000) as traveller:
        async with serving(tmp_path, max_creations_per_hour=2, max_sessions=3) as (studio, app):
            codes = [(await begin(app))[1].status_code for _ in range(4)]
            assert (codes, made) == ([200, 200, 429, 429], 2)
            traveller.shift(3600)
            codes = [(await begin(app, address="203.0.113.10"))[1].status_code for _ in range(3)]
            assert (codes, made) == ([200, 403, 403], 3)
            assert studio.registry.read("SELECT count(*) FROM creations") == [(1,)]


async def test_an_ipv6_network_is_one_address(tmp_path: Path) -> None:
    async with serving(tmp_path, max_creations_per_hour=2) as (_, app):
        statuses = [(await begin(app, address=f"2001:db8:0:7::{number:x}"))[1].status_code for number in range(1, 5)]
        assert statuses == [200, 200, 429, 429]
        assert (await begin(app, address="2001:db8:0:8::1"))[1].status_code == 200


async def test_forwarded_addresses_count_only_from_a_trusted_proxy(tmp_path: Path) -> None:
    async def spoofed(app: ASGIApp, number: int) -> int:
        headers = {"X-Forwarded-For": f"198.51.100.{number}"}
        visitor = browser(app, address="203.0.113.9")
        await visitor.get("/api/session", headers=headers)
        return (await visitor.post("/api/tasks", headers=headers)).status_code

    async with serving(tmp_path / "spoofed", max_creations_per_hour=5) as (_, app):
        assert [await spoofed(app, number) for number in range(8)].count(200) == 5
    async with serving(tmp_path / "proxied", max_creations_per_hour=5, trusted_proxies=("203.0.113.9",)) as (_, app):
        assert [await spoofed(app, number) for number in range(8)].count(200) == 8


async def test_a_count_is_shared_by_the_processes_of_a_root(tmp_path: Path) -> None:
    async with (
        serving(tmp_path, max_creations_per_hour=3) as (_, one),
        serving(tmp_path, max_creations_per_hour=3) as (_, other),
    ):
        statuses = [(await begin(app))[1].status_code for app in (one, other, one, other)]
    assert statuses == [200, 200, 200, 429]


async def test_a_studio_closed_to_new_sessions_serves_those_it_has(tmp_path: Path) -> None:
    async with serving(tmp_path) as (_, app):
        old, _ = await begin(app)
        cookies = old.cookies
    async with serving(tmp_path, closed=True) as (_, app):
        stranger, refused = await begin(app)
        assert (refused.status_code, refused.json()["code"]) == (403, "closed")
        assert (await stranger.get("/api/tasks")).status_code == 200
        again = browser(app)
        again.cookies = cookies
        assert (await again.post("/api/tasks")).status_code == 200
    assert len(projects_in(tmp_path)) == 1


def serving_app(root: Path, **settings: Any) -> Any:
    return create_app(Settings(mode="multi", root_dir=root, **settings))


async def labeling(app: Any) -> httpx.AsyncClient:
    """A visitor with a project that shows pictures."""
    visitor = browser(app)
    await visitor.get("/api/session")
    config = '<View><Image name="i" value="$image"/><Choices name="c" toName="i"><Choice value="a"/></Choices></View>'
    answer = await visitor.patch("/api/projects/1/", json={"label_config": config})
    assert answer.status_code == 200, answer.text
    return visitor


JOBS = "/api/projects/1/import/jobs"


async def upload(visitor: httpx.AsyncClient, content: bytes = PNG) -> httpx.Response:
    return await visitor.post("/api/projects/1/import", files={"file": ("a.png", content, "image/png")})


@pytest.mark.parametrize(
    ("limits", "code", "status"),
    [
        ({"max_session_uploads": 2}, "quota-uploads", 403),
        ({"max_session_tasks": 2}, "quota-tasks", 403),
        ({"max_session_bytes": 90_000}, "quota-bytes", 403),
        ({"max_upload_bytes": 60_000}, None, 413),
    ],
)
async def test_a_full_session_keeps_what_it_has_and_can_be_labeled(
    tmp_path: Path, limits: dict[str, int], code: str | None, status: int
) -> None:
    app = serving_app(tmp_path, **limits)
    async with app.router.lifespan_context(app):
        visitor, other = await labeling(app), await labeling(app)
        for _ in range(2):
            assert (await upload(visitor)).status_code == 201
        refused = await upload(visitor, PNG + bytes(70_000))
        assert (refused.status_code, refused.json().get("code")) == (status, code), refused.text
        session = (await visitor.get("/api/session")).json()
        assert (session["usage"]["tasks"], session["usage"]["uploads"]) == (2, 2)
        directory = next(path for path in tmp_path.iterdir() if len(list(path.glob("upload/*"))) > 0)
        assert len(list((directory / "upload").iterdir())) == 2
        assert (await visitor.post("/api/tasks/1/annotations/", json={"result": []})).status_code == 201
        assert (await upload(other)).status_code == 201


async def test_files_on_their_way_count_with_their_full_sizes(tmp_path: Path) -> None:
    app = serving_app(tmp_path, max_session_bytes=130_000, max_body_bytes=200_000)
    async with app.router.lifespan_context(app):
        visitor, other = await labeling(app), await labeling(app)
        begun = await visitor.post(JOBS, json={"name": "a.csv", "size": 50_000})
        assert begun.status_code == 201
        refused = await visitor.post(JOBS, json={"name": "b.csv", "size": 70_000})
        assert (refused.status_code, refused.json()["code"]) == (403, "quota-bytes")
        assert (await other.post(JOBS, json={"name": "b.csv", "size": 70_000})).status_code == 201
        await visitor.delete(f"{JOBS}/{begun.json()['id']}")
        assert (await visitor.post(JOBS, json={"name": "b.csv", "size": 70_000})).status_code == 201


async def test_the_sweep_removes_files_that_nobody_goes_on_with(tmp_path: Path) -> None:
    app = serving_app(tmp_path)
    async with app.router.lifespan_context(app):
        visitor = await labeling(app)
        for name in ("old.csv", "new.csv"):
            assert (await visitor.post(JOBS, json={"name": name, "size": 9})).status_code == 201
        old, new = [job["id"] for job in (await visitor.get(JOBS)).json()]
    (directory,) = tmp_path.glob("*/.incoming-imports")
    os.utime(directory / old, (0, 0))
    again = serving_app(tmp_path)
    async with again.router.lifespan_context(again):
        assert [path.name for path in directory.iterdir()] == [new]


async def test_below_the_disk_floor_labels_are_taken_and_nothing_new_begins(tmp_path: Path) -> None:
    app = serving_app(tmp_path)
    async with app.router.lifespan_context(app):
        visitor = await labeling(app)
        assert (await upload(visitor)).status_code == 201
        cookies = visitor.cookies
    full = serving_app(tmp_path, free_disk_floor_bytes=2**60)
    async with full.router.lifespan_context(full):
        again = browser(full)
        again.cookies = cookies
        refused = await upload(again)
        assert (refused.status_code, refused.json()["code"]) == (507, "disk-floor")
        assert (await again.post("/api/tasks/1/annotations/", json={"result": []})).status_code == 201
        stranger, refused = browser(full), None
        await stranger.get("/api/session")
        refused = await stranger.post("/api/templates/text_classification/open")
        assert (refused.status_code, refused.json()["code"]) == (507, "disk-floor")
    assert len(projects_in(tmp_path)) == 1


async def test_refresh_tokens_are_counted_as_they_are_everybodys_disk(tmp_path: Path) -> None:
    async with serving(tmp_path) as (studio, app):
        visitor, other = (await begin(app))[0], (await begin(app))[0]
        made = [await visitor.post("/api/token") for _ in range(MOST_REFRESH_TOKENS)]
        assert {answer.status_code for answer in made} == {201}
        refused = await visitor.post("/api/token")
        assert (refused.status_code, refused.json()["code"]) == (403, "too-many-tokens")
        rotated = await visitor.post("/api/token/rotate", json={"refresh": made[0].json()["token"]})
        assert rotated.status_code == 200, rotated.text
        assert (await other.post("/api/token")).status_code == 201
        assert studio.registry.read("SELECT count(*) FROM refresh_tokens") == [(MOST_REFRESH_TOKENS + 1,)]


async def test_on_a_full_disk_no_session_begins_and_reading_goes_on(tmp_path: Path) -> None:
    async with serving(tmp_path, idle_expiry=3600) as (studio, app):
        visitor, _ = await begin(app)
        connection = studio.registry._connection
        connection.execute(f"PRAGMA max_page_count={connection.execute('PRAGMA page_count').fetchone()[0]}")
        answers = [(await begin(app))[1] for _ in range(60)]
        assert {answer.status_code for answer in answers} == {200, 507}
        assert answers[-1].json()["code"] == "disk-full"
        assert not connection.in_transaction
        with time_machine.travel(time.time() + 600):

            def full(*_: object) -> None:
                raise StorageFull("The disk is full.")

            studio.registry.seen = full  # type: ignore[assignment]
            assert (await visitor.get("/api/tasks")).json()["total"] == 1
    assert len(projects_in(tmp_path)) == 1 + [answer.status_code for answer in answers].count(200)


async def test_a_session_that_asks_too_much_waits_and_others_do_not(tmp_path: Path) -> None:
    app = serving_app(tmp_path, max_requests_per_second=5)
    async with app.router.lifespan_context(app):
        visitor, other = await labeling(app), await labeling(app)
        answers = [await visitor.get("/api/session") for _ in range(40)]
        refused = [answer for answer in answers if answer.status_code == 429]
        assert 15 <= len(refused) <= 25
        assert refused[0].json()["code"] == "rate"
        assert refused[0].headers["retry-after"] == "1"
        assert (await other.get("/api/session")).status_code == 200
        assert (await visitor.get("/health")).status_code == 200


async def test_sessions_that_wrote_nothing_share_their_address_s_rate(tmp_path: Path) -> None:
    """Cookies cost nothing; with a rate for each of them there would be no limit."""
    app = serving_app(tmp_path, max_requests_per_second=2)
    async with app.router.lifespan_context(app):
        crowd = [browser(app) for _ in range(30)]
        statuses = [(await one.get("/api/session")).status_code for _ in range(5) for one in crowd]
        assert 75 <= statuses.count(200) <= 110
        assert (await browser(app, address="203.0.113.77").get("/api/session")).status_code == 200


def test_the_rate_is_shared_exact_and_bounded(tmp_path: Path) -> None:
    now = 1_800_000_000.0
    one, other = RateTable(tmp_path / "rates", clock=lambda: now), RateTable(tmp_path / "rates", clock=lambda: now)
    passed = sum(table.wait(b"a", 50) == 0 for table in (one, other) * 200)
    assert 198 <= passed <= 202
    assert 0 < one.wait(b"a", 50) <= 0.1
    assert one.wait(b"b", 50) == 0
    now += 2
    assert 98 <= sum(one.wait(b"a", 50) == 0 for _ in range(200)) <= 102
    # However many clients come, the table stays as large as it was.
    for number in range(50_000):
        one.wait(str(number).encode(), 50)
    assert (tmp_path / "rates").stat().st_size == 16 + SLOTS * 8
    assert PROBES < SLOTS
    one.close()
    other.close()


def test_a_clock_that_is_put_back_makes_nobody_wait_for_it(tmp_path: Path) -> None:
    now = 1_800_000_000.0
    table = RateTable(tmp_path / "rates", clock=lambda: now)
    for number in range(100_000):
        table.wait(str(number).encode(), 1)
    now -= 3600
    assert 198 <= sum(table.wait(b"a", 50) == 0 for _ in range(400)) <= 202
    # A moment is no such thing: another process may read the clock a little earlier.
    now -= 0.5
    assert table.wait(b"a", 50) > 0
    table.close()


def test_a_rate_beyond_one_a_millisecond_counts_in_full(tmp_path: Path) -> None:
    now = 1_800_000_000.0
    table = RateTable(tmp_path / "rates", clock=lambda: now)
    passed = sum(table.wait(b"a", 3000) == 0 for _ in range(20_000))
    assert 11_400 <= passed <= 12_600
    table.close()


async def test_small_imports_come_together_and_large_ones_three_at_a_time(tmp_path: Path) -> None:
    app = serving_app(tmp_path)
    large = b'[{"text": "' + b"x" * 2_000_000 + b'"}]'
    begun, go_on = asyncio.Semaphore(0), asyncio.Event()

    async def slowly() -> AsyncIterator[bytes]:
        yield large[:1000]
        begun.release()
        await go_on.wait()
        yield large[1000:]

    async def bring(content: Any, length: int) -> httpx.Response:
        headers = {"Content-Type": "application/json", "Content-Length": str(length)}
        return await visitor.post("/api/projects/1/import", content=content, headers=headers)

    async with app.router.lifespan_context(app):
        visitor = browser(app)
        await visitor.get("/api/session")
        assert (await visitor.post("/api/templates/text_classification/open")).status_code == 201
        under_way = [asyncio.create_task(bring(slowly(), len(large))) for _ in range(3)]
        for _ in range(3):
            await begun.acquire()
        refused = await bring(large, len(large))
        assert (refused.status_code, refused.json()["code"]) == (429, "rate")
        small = await asyncio.gather(*(bring(b'[{"text": "a"}]', 15) for _ in range(20)))
        assert [answer.status_code for answer in small] == [201] * 20
        go_on.set()
        assert [answer.status_code for answer in await asyncio.gather(*under_way)] == [201] * 3
        assert (await bring(large, len(large))).status_code == 201
