"""Every page at two widths and in both themes: no fault, nothing wider than the screen, a main action to reach."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server
from tests.browser.conftest import Watch
from tests.browser.hands import config_field, config_text
from tests.browser.projects_at_hand import settled

pytestmark = pytest.mark.browser

NewPage = Callable[..., Page]
PATHS = [
    "/?show=templates",
    "/label",
    "/setup",
    "/import",
    "/export",
    "/dashboard",
    "/settings",
    "/projects",
    "/privacy",
]
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def opened(page: Page, server: Server, template: str = "Named entities") -> str:
    root = f"http://127.0.0.1:{server.port}"
    page.goto(f"{root}/?show=templates")
    page.get_by_role("button", name=template).first.click()
    page.wait_for_url("**/label**")
    return root


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_and_is_without_fault(new_page: NewPage, demo: Server, width: int, scheme: str) -> None:
    page = new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    root = opened(page, demo)
    for path in PATHS:
        page.goto(f"{root}{path}")
        settled(page)
        expect(page).to_have_title(re.compile("Multisession$"))
        assert page.evaluate(WIDER) <= 0, f"{path} is wider than the screen"


def test_a_template_is_opened_and_labeled_by_keyboard_alone(page: Page, demo: Server) -> None:
    page.goto(f"http://127.0.0.1:{demo.port}/?show=templates")
    card = page.get_by_role("button", name="Sentiment").first
    expect(card).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        if card.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/label**")
    # the gallery's cards have radio buttons too
    expect(page.get_by_role("button", name="Submit")).to_be_visible()
    expect(page.get_by_role("radio").first).to_be_visible()
    page.keyboard.press("1")
    expect(page.get_by_role("radio").first).to_be_checked()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("1 of 18 done")).to_be_visible()


def test_setup_shows_an_error_at_its_line_and_follows_again(page: Page, demo: Server, watch: Watch) -> None:
    watch.expected = ["400"]
    root = opened(page, demo)
    page.goto(f"{root}/setup")
    preview = page.get_by_role("button", name="Organisation")
    expect(preview.first).to_be_visible()
    editor = config_field(page)
    good = config_text(page)
    editor.fill(good.replace('toName="text"', 'toName="txt"'))
    expect(page.get_by_text("no tag has that name", exact=False).first).to_be_visible()
    editor.fill(good.replace("Organisation", "Institution"))
    expect(page.get_by_role("button", name="Institution").first).to_be_visible()


def test_setup_never_shows_a_blank_preview_nor_hides_its_button(new_page: NewPage, demo: Server, watch: Watch) -> None:
    watch.expected = ["400"]
    page = new_page(viewport={"width": 390, "height": 800})
    root = opened(page, demo)
    page.goto(f"{root}/setup")
    editor = config_field(page)
    editor.fill(config_text(page).replace('toName="text"', 'toName="txt"'))  # before anything was checked
    expect(page.get_by_text("no tag has that name").first).to_be_visible()
    expect(page.get_by_role("button", name="Organisation")).to_be_visible()
    button = page.get_by_role("button", name="Save", exact=True).bounding_box()
    assert button is not None and button["x"] + button["width"] <= 390


def test_refused_rows_are_listed_and_the_rest_can_come_in(page: Page, demo: Server, watch: Watch) -> None:
    watch.expected = ["400"]
    root = opened(page, demo)
    page.goto(f"{root}/import")
    content = b'[{"text": "one"}, {"words": "two"}, {"text": "three"}]'
    page.locator("input[type=file]").first.set_input_files(
        {"name": "a.json", "mimeType": "application/json", "buffer": content}
    )
    expect(page.get_by_text("text", exact=False).first).to_be_visible()
    page.get_by_role("button", name="Import the rest", exact=False).click()
    expect(page.get_by_text("tasks added", exact=False).first).to_be_visible()


def test_the_theme_can_be_switched(page: Page, demo: Server) -> None:
    opened(page, demo)
    before = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Switch between light and dark").click()
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") != before
