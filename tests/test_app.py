"""The assembled application in its other modes: one project for everybody, and what stands around every route."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from multisession.app import create_app
from multisession.commands import make_project
from multisession.settings import Settings
from multisession.web.dispatch import OperationEndpoint

pytestmark = pytest.mark.anyio
CONFIG = '<View><Text name="text" value="$text"/></View>'


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[Starlette]:
    (tmp_path / "label.xml").write_text(CONFIG)
    settings = Settings(mode="single", root_dir=tmp_path, project="pets", label_config=tmp_path / "label.xml")
    # Making a project runs an event loop of its own.
    await asyncio.to_thread(make_project, settings)
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        yield app


def client(app: Starlette) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1:8080")


async def test_one_project_needs_no_cookie(app: Starlette) -> None:
    async with client(app) as http:
        imported = await http.post("/api/projects/1/import", json=[{"text": "one"}])
        assert imported.status_code == 201, imported.text
        assert "set-cookie" not in imported.headers
    async with client(app) as somebody_else:
        assert (await somebody_else.get("/api/projects/1/next")).json()["data"] == {"text": "one"}
        assert (await somebody_else.get("/api/session")).json()["private"] is False
        assert (await somebody_else.post("/api/session/start-over")).status_code == 404


async def test_a_name_that_points_here_is_not_ours(app: Starlette) -> None:
    async with client(app) as http:
        rebound = {"host": "evil.example:8080", "origin": "http://evil.example:8080"}
        answer = await http.post("/api/projects/1/import", json=[{"text": "one"}], headers=rebound)
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown-host")


async def test_a_hand_edit_is_served_and_told(app: Starlette, tmp_path: Path) -> None:
    async with client(app) as http:
        before = await http.get("/api/projects/1/")
        (tmp_path / "pets" / "config.xml").write_text(CONFIG.replace("$text", "$body"))
        after = await http.get("/api/projects/1/")
    assert after.json()["label_config"] == CONFIG.replace("$text", "$body")
    assert before.headers["x-project-revision"] != after.headers["x-project-revision"]
    assert any(
        isinstance(route.endpoint, OperationEndpoint) and route.endpoint.operation.path == "/api/events"
        for route in app.router.routes
    )


async def test_listed_origins_may_call_with_a_token_and_others_not(tmp_path: Path) -> None:
    app = create_app(Settings(mode="multi", root_dir=tmp_path, cors_origins=("https://app.example",)))
    async with app.router.lifespan_context(app), client(app) as http:
        asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
        preflight = await http.options("/api/tasks/", headers={"origin": "https://app.example", **asked})
        assert preflight.headers["access-control-allow-origin"] == "https://app.example"
        assert "access-control-allow-credentials" not in preflight.headers
        foreign = await http.options("/api/tasks/", headers={"origin": "https://evil.example", **asked})
        assert "access-control-allow-origin" not in foreign.headers


async def test_a_stranger_who_writes_is_given_a_cookie_and_nothing_is_made(tmp_path: Path) -> None:
    app = create_app(Settings(mode="multi", root_dir=tmp_path))
    async with app.router.lifespan_context(app), client(app) as http:
        refused = await http.post("/api/projects/1/import", json=[{"text": "one"}])
        assert refused.status_code == 401
        assert "set-cookie" in refused.headers
        assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == []
        again = await http.post("/api/projects/1/import", json=[{"text": "one"}])
        assert again.status_code == 201
    made = [path for path in tmp_path.iterdir() if not path.name.startswith(".")]
    assert len(made) == 1 and len(made[0].name) == 32


@pytest.mark.parametrize(
    "path", ["/health", "/version", "/api/version/", "/docs/api/schema/json/", "/static/manifest.json"]
)
async def test_what_is_nobodys_sets_no_cookie(tmp_path: Path, path: str) -> None:
    app = create_app(Settings(mode="multi", root_dir=tmp_path))
    async with app.router.lifespan_context(app), client(app) as http:
        answer = await http.get(path)
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert "content-security-policy" in answer.headers
