from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.official.builds import BUILDS, OfficialBuild, fetch
from tests.browser.test_embed import website


@pytest.fixture(scope="module", params=sorted(BUILDS))
def official(request: pytest.FixtureRequest) -> Iterator[OfficialBuild]:
    """One official build after the other."""
    directory = fetch(request.param)
    with website(directory) as port:
        yield OfficialBuild(request.param, directory, port)
