"""The real application on a real root directory, and a tenant in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from multisession.app import create_app
from multisession.settings import Settings
from tests.isolation.tenants import Tenant, Witness, first_tenant


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "root"


@pytest.fixture
async def app(root: Path) -> AsyncIterator[Starlette]:
    app = create_app(Settings(mode="multi", root_dir=root))
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture
async def first(app: Starlette) -> AsyncIterator[Tenant]:
    tenant = await first_tenant(app)
    yield tenant
    await tenant.client.aclose()


@pytest.fixture
async def witness(root: Path, first: Tenant) -> AsyncIterator[Witness]:
    made = Witness(root, first.session_id)
    yield made
    made.close()
