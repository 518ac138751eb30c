"""Below a path, as a proxy serves it: pictures load, labels are saved, the session stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watch, running_for
from tests.browser.hands import drag_box, label_button, picture, position, submit

pytestmark = pytest.mark.browser

#: whether pictures of a selector are there, and loaded
SHOWN = """(selector) => {
  const found = [...document.querySelectorAll(selector)];
  return found.length > 0 && found.every((image) => image.naturalWidth > 0);
}"""


def test_the_studio_works_below_a_path(page: Page, watch: Watch, tmp_path: Path) -> None:
    watch.expected = ["400"]  # another template is not opened over work before that was asked
    with running_for(page, "--root-path", "/studio", root=tmp_path) as server:
        page.goto(f"http://127.0.0.1:{server.port}/studio/")
        page.get_by_role("button", name="Object boxes").first.click()
        # The gallery's cards show pictures too.
        page.wait_for_url("**/studio/label*")
        assert picture(page)["width"] > 0
        label_button(page, "Car").click()
        drag_box(page, 0.2, 0.3, 0.4, 0.6)
        submit(page)
        position(page, 2)
        assert picture(page)["width"] > 0
        page.reload()
        position(page, 2)
        expect(page.get_by_text("1 of 10 done")).to_be_visible()

        # Pictures in a list's markup are found as well.
        page.goto(f"http://127.0.0.1:{server.port}/studio/?show=templates")
        card = page.locator(".tpl", has=page.get_by_text("Pictures in order", exact=True))
        card.get_by_role("button").click()
        page.get_by_role("button", name="Replace it").click()
        page.wait_for_url("**/studio/label*")
        page.wait_for_function(SHOWN, arg=".config li img[src^='/studio/']")
