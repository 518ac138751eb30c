"""A project that is gone is told exactly once: by the first answer that can tell it, and no change slips past it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from multisession.app import create_app
from multisession.settings import Settings
from tests.project.api.conftest import browser
from tests.sessions.test_own_projects import begin
from tests.sessions.test_pages import bootstrap

pytestmark = pytest.mark.anyio


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[Starlette]:
    made = create_app(Settings(mode="multi", root_dir=tmp_path, sweep_every=0))
    async with made.router.lifespan_context(made):
        yield made


@pytest.fixture
async def gone(app: Starlette, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A browser whose project has been idle for eight days of the seven."""
    async with browser(app) as client:
        await begin(client, "gone", 1)
        with closing(sqlite3.connect(tmp_path / ".studio" / "registry.db", timeout=10)) as registry, registry:
            registry.execute("UPDATE sessions SET last_seen = last_seen - 8 * 86400")
        yield client


def ended(answer: httpx.Response) -> Any:
    return bootstrap(answer)["session"].get("ended")


async def test_the_next_page_tells_it_and_the_one_after_does_not(gone: httpx.AsyncClient) -> None:
    told = ended(await gone.get("/export"))
    assert told["because"] == "idle"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", told["when"])
    assert ended(await gone.get("/export")) is None


async def test_what_cannot_tell_it_leaves_the_cookie_that_names_it(gone: httpx.AsyncClient) -> None:
    before = dict(gone.cookies)
    for path in ("/api/tasks/1", "/api/projects/1/next", "/api/projects/1", "/api/privacy"):
        assert "set-cookie" not in (await gone.get(path)).headers
    assert dict(gone.cookies) == before
    assert ended(await gone.get("/label"))["because"] == "idle"


async def test_a_change_is_refused_once_with_what_happened_and_makes_nothing(
    gone: httpx.AsyncClient, tmp_path: Path
) -> None:
    before = sorted(path.name for path in tmp_path.iterdir())
    refused = await gone.post("/api/tasks/1/annotations", json={"result": []})
    assert (refused.status_code, refused.json()["code"]) == (401, "session-expired")
    assert refused.json()["ended"]["because"] == "idle"
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert ended(await gone.get("/label")) is None
    assert (await gone.patch("/api/projects/1", json={"title": "another"})).status_code == 200


async def test_the_servers_time_is_told(gone: httpx.AsyncClient) -> None:
    told = (await gone.get("/api/session")).json()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", told["now"])
    assert told["ended"]["when"] < told["now"]
