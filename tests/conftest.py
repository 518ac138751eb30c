"""Fixtures that every test may use."""

from __future__ import annotations

from collections.abc import Iterator

import hypothesis
import pytest

from multisession.project.store.sqlite import Writers

# A machine that does other things as well is no fault of the code: how long an example takes is never the assertion.
hypothesis.settings.register_profile(
    "studio", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow], database=None
)
hypothesis.settings.load_profile("studio")


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def writers() -> Iterator[Writers]:
    made = Writers()
    yield made
    made.close()
