"""Half a gigabyte through the Import page: a bar that moves, a stop that leaves nothing, a page that stays small."""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import CDPSession, Locator, Page, expect

from benchmarks.server import Server, running
from tests.browser.test_import_journey import api, open_import

pytestmark = [pytest.mark.browser, pytest.mark.full]

ROWS, ROW_BYTES = 100_000, 5_000
FLAGS = ("--max-body-bytes", "600000000", "--max-upload-bytes", "600000000", "--max-session-bytes", "4000000000")
#: of the page, in bytes: a few of the parts in which a file is sent
MOST_HEAP = 64 * 2**20
#: seconds that the whole file may take on a machine that does other things as well
PATIENCE = 200


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(*FLAGS, root=tmp_path_factory.mktemp("large")) as server:
        yield server


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Path]:
    """Half a gigabyte."""
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.write(b"text\n")
        for number in range(ROWS):
            file.write(b"%0*d\n" % (ROW_BYTES, number))
    yield path
    path.unlink()


class Bar:
    """The bar of an import, and what the page's memory was meanwhile."""

    def __init__(self, page: Page, card: Locator) -> None:
        self._card = card
        self._session: CDPSession = page.context.new_cdp_session(page)
        self._session.send("Performance.enable")
        self.parts: list[float] = []
        self.heap = 0.0

    def watch(self, until: str) -> None:
        """Looks at it until the card says so."""
        end = time.monotonic() + PATIENCE
        while not re.search(until, said := self._card.inner_text()):
            assert time.monotonic() < end and "Not imported" not in said, said
            # In one step: the bar may be gone by the next.
            value = self._card.evaluate("card => card.querySelector('[role=progressbar]')?.ariaValueNow ?? null")
            if value is not None and (not self.parts or float(value) != self.parts[-1]):
                self.parts.append(float(value))
            metrics = {each["name"]: each["value"] for each in self._session.send("Performance.getMetrics")["metrics"]}
            self.heap = max(self.heap, metrics["JSHeapUsedSize"])

    def moves(self) -> bool:
        """Whether it rose in many steps and never fell, from the first byte sent to the last row read."""
        return len(self.parts) > 10 and all(before < after for before, after in itertools.pairwise(self.parts))


def left_on_disk(server: Server) -> list[str]:
    """The files of imports under way."""
    return [path.name for path in server.root.glob("*/.incoming-imports/*")]


def test_half_a_gigabyte_moves_stops_and_arrives(page: Page, studio: Server, table: Path) -> None:
    open_import(page, studio)
    choose = page.locator("input[type=file]").first
    card = page.locator("section.card", has_text="large.csv")

    choose.set_input_files(table)
    bar = Bar(page, card)
    bar.watch(r"of about .* rows read")
    assert bar.moves(), bar.parts
    card.get_by_role("button", name="Stop the import of large.csv").click()
    expect(card).to_contain_text("Stopped. Nothing of it was imported.")
    assert api(page, "/api/projects/1/")["task_number"] == 0
    assert left_on_disk(studio) == []

    page.reload()
    page.locator("input[type=file]").first.set_input_files(table)
    again = Bar(page, card)
    again.watch(r"tasks added")
    assert again.moves(), again.parts
    assert api(page, "/api/projects/1/")["task_number"] == ROWS
    assert left_on_disk(studio) == []
    assert max(bar.heap, again.heap) < MOST_HEAP, (bar.heap, again.heap)
