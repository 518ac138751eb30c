"""The real application on a real root directory, and a browser that has visited it once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from multisession.app import create_app
from multisession.settings import Settings

CONFIG = """<View>
  <Labels name="label" toName="text"><Label value="Person"/><Label value="Place"/></Labels>
  <Text name="text" value="$text"/>
</View>"""

PERSON = {
    "id": "a1",
    "from_name": "label",
    "to_name": "text",
    "type": "labels",
    "value": {"start": 0, "end": 3, "text": "Ada", "labels": ["Person"]},
}


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[Starlette]:
    app = create_app(Settings(mode="multi", root_dir=tmp_path, max_json_bytes=1_000_000, max_body_bytes=4_000_000))
    async with app.router.lifespan_context(app):
        yield app


def browser(app: Starlette) -> httpx.AsyncClient:
    """A client with a cookie jar of its own."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://studio.example")


@pytest.fixture
async def http(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    async with browser(app) as client:
        await client.get("/")
        yield client


@pytest.fixture
async def labeling(http: httpx.AsyncClient) -> httpx.AsyncClient:
    """A browser whose project has a label config and three tasks."""
    created = await http.post("/api/projects/", json={"title": "People", "label_config": CONFIG})
    assert created.status_code == 201, created.text
    tasks = [{"text": "Ada wrote."}, {"text": "Ben read."}, {"text": "Cyd slept."}]
    imported = await http.post("/api/projects/1/import", json=tasks)
    assert imported.status_code == 201, imported.text
    return http
