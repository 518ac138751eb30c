"""A browser's own list: each of its projects is downloaded and deleted by place and time, and nobody else's."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from multisession.app import create_app
from multisession.settings import Settings
from tests.project.api.conftest import CONFIG, browser

pytestmark = pytest.mark.anyio


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[Starlette]:
    made = create_app(Settings(mode="multi", root_dir=tmp_path, sweep_every=0))
    async with made.router.lifespan_context(made):
        yield made


async def begin(client: httpx.AsyncClient, title: str, tasks: int) -> None:
    await client.get("/")
    assert (await client.patch("/api/projects/1", json={"title": title, "label_config": CONFIG})).status_code == 200
    await client.post("/api/projects/1/import", json=[{"text": f"{title} {number}"} for number in range(tasks)])


async def listed(client: httpx.AsyncClient) -> list[dict[str, Any]]:
    return list((await client.get("/api/session/projects")).json())


@pytest.fixture
async def two(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    """A browser with two projects: "second", which is open, and "first"."""
    async with browser(app) as client:
        await begin(client, "first", 3)
        await client.post("/api/session/start-over")
        await begin(client, "second", 2)
        yield client


def address(project: dict[str, Any], suffix: str = "", **changed: Any) -> str:
    project = project | changed
    return f"/api/session/projects/{project['index']}{suffix}?created_at={project['created_at']}"


async def test_one_that_is_not_open_is_deleted_and_the_open_one_stays_open(
    two: httpx.AsyncClient, tmp_path: Path
) -> None:
    _, first = await listed(two)
    removed = await two.delete(address(first))
    assert removed.status_code == 200
    assert (removed.json()["tasks"], removed.json()["uploads"]) == (3, 0)
    assert [one["title"] for one in await listed(two)] == ["second"]
    assert (await two.get("/api/projects/1")).json()["title"] == "second"
    assert len([path for path in tmp_path.iterdir() if path.name != ".studio"]) == 1


async def test_the_open_one_is_deleted_and_the_other_stays_in_the_list(two: httpx.AsyncClient) -> None:
    second, _ = await listed(two)
    assert (await two.delete(address(second))).json()["tasks"] == 2
    (first,) = await listed(two)
    assert (first["title"], first["active"]) == ("first", False)
    assert (await two.get("/api/session")).json()["new"] is True


async def test_a_list_that_changed_meanwhile_deletes_nothing(two: httpx.AsyncClient) -> None:
    second, first = await listed(two)
    for stale in (
        address(first, index=2),
        address(second, created_at="2026-01-01T00:00:00Z"),
        address(first, created_at=""),
    ):
        for answer in (await two.delete(stale), await two.get(stale.replace("?", "/download?"))):
            assert answer.status_code == 404, stale
    assert (await two.delete(f"/api/session/projects/{first['index']}")).status_code == 400
    assert len(await listed(two)) == 2


async def test_one_that_is_not_open_is_downloaded_whole(two: httpx.AsyncClient) -> None:
    _, first = await listed(two)
    answer = await two.get(address(first, "/download"))
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        (labels,) = [name for name in archive.namelist() if name.endswith("labels.json")]
        assert [task["data"]["text"] for task in json.loads(archive.read(labels))] == ["first 0", "first 1", "first 2"]


async def test_a_token_reaches_no_list(app: Starlette, two: httpx.AsyncClient) -> None:
    token = (await two.post("/api/session/token")).json()["token"]
    second, _ = await listed(two)
    async with browser(app) as program:
        answer = await program.delete(address(second), headers={"Authorization": f"Token {token}"})
    assert (answer.status_code, answer.json()["code"]) == (403, "browser-only")
    assert len(await listed(two)) == 2


async def test_the_list_says_when_each_ends(two: httpx.AsyncClient) -> None:
    for project in await listed(two):
        assert project["expires_at"] > project["created_at"]
        assert (project["expires_because"], project["frozen"]) == ("idle", False)
