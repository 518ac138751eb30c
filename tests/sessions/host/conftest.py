"""A studio that serves, its host, and one visitor."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from starlette.types import ASGIApp

from tests.sessions.host.studio import Visitor, host, serving, visitor


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "root"


@pytest.fixture
async def app(root: Path) -> AsyncIterator[ASGIApp]:
    async with serving(root) as app:
        yield app


@pytest.fixture
async def console(app: ASGIApp) -> AsyncIterator[httpx.AsyncClient]:
    async with host(app) as made:
        yield made


@pytest.fixture
async def guest(app: ASGIApp) -> AsyncIterator[Visitor]:
    made = await visitor(app)
    yield made
    await made.client.aclose()
