"""Fixtures that every test may use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from multisession.project.store.sqlite import Writers


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def writers() -> Iterator[Writers]:
    made = Writers()
    yield made
    made.close()
