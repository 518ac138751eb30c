"""The studio in a browser behind the real nginx and Caddy: below a path, over https, the session stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from benchmarks.server import Server, running
from tests.browser.conftest import NewPage
from tests.browser.hands import drag_box, label_button, picture, position, submit
from tests.proxies.programs import PROGRAMS, in_front_of

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root: Path = tmp_path_factory.mktemp("behind")
    with running("--root-path", "/studio", "--trusted-proxies", "127.0.0.1", root=root) as server:
        yield server


@pytest.mark.parametrize("kind", sorted(PROGRAMS))
def test_a_visitor_labels_behind_a_proxy(kind: str, studio: Server, new_page: NewPage, tmp_path: Path) -> None:
    with in_front_of(studio.port, kind, tmp_path / kind) as proxy:
        page = new_page(ignore_https_errors=True)
        failed: list[str] = []
        page.on("requestfailed", lambda request: failed.append(f"{request.failure} {request.url}"))
        page.goto(f"{proxy.url}/")
        page.get_by_role("button", name="Object boxes").first.click()
        # The cards of the gallery hold pictures as well.
        expect(page.get_by_role("button", name="Submit")).to_be_visible()
        assert picture(page)["width"] > 0
        label_button(page, "Car").click()
        drag_box(page, 0.2, 0.3, 0.4, 0.6)
        submit(page)
        position(page, 2)
        page.reload()
        position(page, 2)
        expect(page.get_by_text("1 of 10 done")).to_be_visible()
        (cookie,) = page.context.cookies()
        assert cookie["name"].startswith("__Host-ls-")
        assert (cookie["secure"], cookie["path"], cookie["sameSite"]) == (True, "/", "Lax")
        # What was under way at the reload is aborted by the browser itself.
        assert [each for each in failed if "ERR_ABORTED" not in each] == []
        page.context.close()
