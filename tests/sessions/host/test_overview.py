"""The console's first page: figures of the whole server, and the host's own decisions."""

from __future__ import annotations

import shutil
import time
from datetime import datetime
from pathlib import Path

import httpx
import pytest
from starlette.types import ASGIApp

from multisession import __version__
from tests.sessions.host.studio import Visitor, client, host, serving

pytestmark = pytest.mark.anyio


async def test_it_counts_sessions_disk_requests_and_refusals(
    app: ASGIApp, console: httpx.AsyncClient, guest: Visitor, root: Path
) -> None:
    await console.post(f"/api/host/sessions/{guest.id}/freeze")
    for _ in range(3):
        await guest.client.post("/api/tasks/2/annotations", json={"result": []})
    seen = (await console.get("/api/host/overview")).json()
    assert (seen["version"], seen["workers"], seen["mode"]) == (__version__, 1, "open")
    assert abs(datetime.fromisoformat(seen["started_at"]).timestamp() - time.time()) < 60
    assert seen["sessions"] == {
        "live": 1, "active_last_hour": 1, "created_last_day": 1, "frozen": 1, "limit": 20_000,
    }  # fmt: skip
    assert seen["disk"]["total"] == shutil.disk_usage(root).total
    assert 0 < seen["disk"]["free"] < seen["disk"]["total"]
    assert seen["disk"]["floor"] == 512 * 2**20
    assert {"code": "frozen", "count": 3} in seen["refusals"]
    assert seen["requests"]["total"] >= 8
    checks = {check["name"]: check for check in seen["checks"]}
    assert checks["registry"]["ok"] is True
    assert str(root.resolve()) in checks["root-directory"]["detail"]
    assert seen["slow"] == []


async def test_what_sessions_use_is_added_up_as_last_noted(root: Path) -> None:
    async with serving(root) as app, client(app) as browser:
        await browser.get("/")
        await browser.post("/api/tasks/", json={"data": {"text": "one"}})
    async with serving(root) as app, host(app) as console:
        used = (await console.get("/api/host/overview")).json()["disk"]["used_by_sessions"]
        (session,) = (await console.get("/api/host/sessions")).json()["sessions"]
        assert used == session["bytes"] > 0


async def test_history_is_told_in_equal_steps(console: httpx.AsyncClient) -> None:
    past = (await console.get("/api/host/history?hours=2")).json()
    assert past["step_seconds"] == 60
    assert {len(values) for values in past["series"].values()} == {120}
    for hours in (0, 337, "x"):
        assert (await console.get(f"/api/host/history?hours={hours}")).status_code == 400
