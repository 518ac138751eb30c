"""The command palette and the sheet of hotkeys: from the keyboard alone, and with fingers."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server
from tests.browser.conftest import NewPage, Watch
from tests.browser.hands import label_button, mark, open_template, regions

pytestmark = pytest.mark.browser


def palette(page: Page) -> None:
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="What to do")).to_be_focused()


def choose(page: Page, words: str) -> None:
    """Types into the palette and takes the first that fits."""
    palette(page)
    page.keyboard.type(words)
    expect(page.get_by_role("option").first).to_be_visible()  # what the page offers comes a moment after it
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Command palette")).to_have_count(0)


def test_everything_is_a_few_letters_away(page: Page, watch: Watch, demo: Server) -> None:
    open_template(page, demo, "Named entities")
    choose(page, "exp")
    expect(page).to_have_url(re.compile("/export$"))
    choose(page, "5")
    expect(page).to_have_url(re.compile(r"/label\?task=5$"))
    choose(page, "dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    # an action of the page that is open: the editor's own
    label_button(page, "Person").click()
    mark(page, page.locator(".textwrap .text").inner_text().split()[0])
    expect(regions(page)).to_have_count(1)
    choose(page, "delete all reg")
    expect(regions(page)).to_have_count(0)
    # what was used last stands first; what has nothing to do now is not offered
    palette(page)
    last = page.get_by_role("group", name="Used last").get_by_role("option")
    expect(last).to_contain_text(["Dark", "Export"])
    expect(page.get_by_role("option", name="Delete all regions")).to_have_count(0)
    # the arrows walk, the focus stays in the field, Escape leads back to where it was
    page.keyboard.press("ArrowDown")
    field = page.get_by_role("combobox", name="What to do")
    expect(field).to_be_focused()
    chosen = page.get_by_role("option", selected=True)
    expect(chosen).to_have_count(1)
    expect(field).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "none")
    page.keyboard.type("no such thing at all")
    expect(page.get_by_role("heading", name="Nothing matches")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    # a template asks before it takes the place of what was made
    watch.expected = ["400 (Bad Request)"]  # the server's word for it
    palette(page)
    page.keyboard.type("object boxes")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alertdialog")).to_contain_text("Replace what is in this project?")
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(r"/label\?task=5$"))


@pytest.mark.full
def test_the_sheet_lists_what_works_here(page: Page, demo: Server) -> None:
    page.goto(f"http://127.0.0.1:{demo.port}/")
    expect(page.get_by_role("searchbox", name="Search templates")).to_be_visible()
    page.keyboard.press("Shift+?")
    sheet = page.get_by_role("dialog", name="Hotkeys")
    expect(sheet).to_contain_text("Move between templates")
    expect(sheet).not_to_contain_text("Submit")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Search templates")).to_be_focused()
    open_template(page, demo, "Named entities")
    page.keyboard.press("Shift+?")
    expect(sheet).to_contain_text("Submit")
    expect(sheet).to_contain_text("Person")
    expect(sheet).not_to_contain_text("Move between templates")
    # the styles of right to left come with the languages, which the sheet offers: here everything stays as it was
    assert page.evaluate(
        "() => [...document.querySelectorAll('.i')].every((i) => getComputedStyle(i).scale === 'none')"
    )
    sheet.get_by_role("button", name="All commands").click()
    expect(page.get_by_role("combobox", name="What to do")).to_be_focused()


@pytest.mark.full
def test_the_palette_opens_with_a_finger(new_page: NewPage, demo: Server) -> None:
    page = new_page(viewport={"width": 390, "height": 800}, has_touch=True)
    open_template(page, demo, "Named entities")
    page.get_by_role("button", name="Menu").tap()
    page.get_by_role("button", name="All commands").tap()
    page.get_by_role("option", name="Settings").tap()
    expect(page).to_have_url(re.compile("/settings$"))
