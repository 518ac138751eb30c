"""What is said of a project's life, and of what the host refuses, has nothing serious for axe-core, in any state."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from benchmarks.server import Server, running
from tests.browser.conftest import NewPage, Watch
from tests.browser.shots_of_life import FLAGS, Take, deleted, ends, old_age, refused, shut
from tests.browser.test_accessibility import visitor
from tests.browser.test_connection import NO_CONNECTION

pytestmark = [pytest.mark.browser, pytest.mark.full]
#: the journeys that the pictures are taken on, and how many states each shows
JOURNEYS: dict[Callable[[Page, Server, Take], None], int] = {refused: 5, shut: 2, ends: 5, deleted: 1, old_age: 2}


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(*FLAGS, root=tmp_path_factory.mktemp("life")) as server:
        yield server


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.__name__)
def test_every_state(
    new_page: NewPage, studio: Server, watch: Watch, journey: Callable[[Page, Server, Take], None]
) -> None:
    # what is refused on purpose, and what a page without a connection cannot fetch
    watch.expected = [*NO_CONNECTION, "Unable to preload CSS", "Failed to fetch dynamically imported module"]
    page, checker = visitor(new_page)
    journey(page, studio, checker.check_both)
    assert len(checker.states) == 2 * JOURNEYS[journey], checker.states
    checker.nothing_found()
