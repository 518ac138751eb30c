"""The real application with a host and visitors around it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from starlette.types import ASGIApp

from multisession.app import create_app
from multisession.settings import Settings

KEY = "quiet-river-4f1c-9a02-b7d3-55e8-0c6a"
CONFIG = (
    '<View><Choices name="mood" toName="text"><Choice value="good"/></Choices><Text name="text" value="$text"/></View>'
)
RESULT = [{"from_name": "mood", "to_name": "text", "type": "choices", "value": {"choices": ["good"]}}]


@asynccontextmanager
async def serving(root: Path, **settings: Any) -> AsyncIterator[ASGIApp]:
    app = create_app(Settings(mode="multi", root_dir=root, **{"host_key": KEY, **settings}))
    async with app.router.lifespan_context(app):
        yield app


def client(app: ASGIApp, *, address: str = "203.0.113.9", url: str = "http://studio.test", **headers: str) -> Any:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app, client=(address, 1234)), base_url=url, headers=headers)


def host(app: ASGIApp) -> httpx.AsyncClient:
    """A program that has the key."""
    made: httpx.AsyncClient = client(app, address="198.51.100.7", authorization=f"Bearer {KEY}")
    return made


@dataclass
class Visitor:
    """A browser with a project of three tasks, the first of them labeled."""

    client: httpx.AsyncClient
    id: str


async def visitor(app: ASGIApp, title: str = "Harbour", *, tasks: int = 3) -> Visitor:
    browser: httpx.AsyncClient = client(app)
    await browser.get("/")
    for method, path, document in (
        ("PATCH", "/api/projects/1", {"title": title, "label_config": CONFIG}),
        ("POST", "/api/projects/1/import", [{"text": f"{title} {number}"} for number in range(tasks)]),
        ("POST", "/api/tasks/1/annotations", {"result": RESULT}),
    ):
        answer = await browser.request(method, path, json=document)
        assert answer.is_success, (path, answer.text)
    token = (await browser.post("/api/session/token")).json()["token"]
    return Visitor(browser, token.split("_")[1])
