"""Fixtures that every test may use."""

from __future__ import annotations

from collections.abc import Iterator

import hypothesis
import pytest

from multisession.project.store.sqlite import Writers

# A machine that does other things as well is no fault of the code: how long an example takes is never the assertion.
WHATEVER_IT_TAKES = hypothesis.settings(
    deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow], database=None
)
hypothesis.settings.register_profile("quick", WHATEVER_IT_TAKES, max_examples=25)
hypothesis.settings.register_profile("full", WHATEVER_IT_TAKES, max_examples=200)


def pytest_configure(config: pytest.Config) -> None:
    """A few examples of each property in ``make test``; many where the run asks for the properties themselves."""
    asked = "hypothesis" in str(config.option.markexpr)
    hypothesis.settings.load_profile("full" if asked else "quick")


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def writers() -> Iterator[Writers]:
    made = Writers()
    yield made
    made.close()
