"""What is on every page: titles, print, and questions before work is left behind."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server
from tests.browser.hands import label_button, mark, open_template, regions, saved

pytestmark = pytest.mark.browser


def test_titles_say_what_is_shown(page: Page, demo: Server) -> None:
    open_template(page, demo, "Named entities")
    expect(page).to_have_title("Task 1 · Label · Named entities · Multisession")
    page.get_by_role("button", name="Next task").click()
    expect(page).to_have_title("Task 2 · Label · Named entities · Multisession")
    for address, title in {"data": "Data", "dashboard": "Figures", "settings": "This session"}.items():
        page.goto(f"http://127.0.0.1:{demo.port}/{address}")
        expect(page).to_have_title(f"{title} · Named entities · Multisession")


@pytest.mark.full
def test_a_task_is_printed_with_its_regions_and_without_the_frame(page: Page, demo: Server) -> None:
    open_template(page, demo, "Named entities")
    words = page.locator(".textwrap .text").inner_text().split()[:2]
    label_button(page, "Person").click()
    mark(page, " ".join(words))
    expect(regions(page)).to_have_count(1)
    saved(page)
    expect(page.locator(".toasts")).to_be_attached()  # the sheet for paper comes with what follows the first paint
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 794, "height": 1123})
    for hidden in (".top", ".foot", ".task", ".ptools"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator(".textwrap .text")).to_be_visible()
    expect(regions(page)).to_be_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"


@pytest.mark.full
def test_pasted_text_is_not_left_behind_without_a_question(page: Page, demo: Server) -> None:
    open_template(page, demo, "Named entities")
    page.goto(f"http://127.0.0.1:{demo.port}/import")
    page.get_by_role("button", name="Paste").click()
    page.get_by_label("Text to import").fill("one line")
    page.get_by_role("link", name="Export").first.click()
    question = page.get_by_role("alertdialog", name="Leave the pasted text behind?")
    question.get_by_role("button", name="Stay here").click()
    expect(page.get_by_label("Text to import")).to_have_value("one line")
    page.get_by_role("link", name="Export").first.click()
    question.get_by_role("button", name="Leave it").click()
    expect(page).to_have_url(f"http://127.0.0.1:{demo.port}/export")
