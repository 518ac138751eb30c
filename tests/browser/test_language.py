"""The studio in another language: what is chosen, kept and drawn, and what runs from right to left."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server
from tests.browser.conftest import NewPage, Watch
from tests.browser.hands import label_button, mark, open_template, regions

pytestmark = pytest.mark.browser

#: what no page of the visitor may show in Arabic: texts of the frame and of the editor
ENGLISH = re.compile(r"\b(Submit|Skip|Regions|Settings|Label|Export|Saved|Private|Draft)\b")


def direction(page: Page) -> tuple[str | None, str | None]:
    html = page.locator("html")
    return html.get_attribute("lang"), html.get_attribute("dir")


def test_a_choice_is_kept_and_labels_stay_what_they_are(page: Page, demo: Server) -> None:
    open_template(page, demo, "Named entities")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="What to do")).to_be_focused()
    page.keyboard.type("arabic")
    expect(page.get_by_role("option").first).to_have_text("العربية")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    submit_button = page.get_by_role("button", name="إرسال")
    expect(submit_button).to_be_enabled()
    assert direction(page) == ("ar", "rtl")
    # the label bar begins at the right, the list of regions stands at the left
    first, last = page.locator(".lb").first.bounding_box(), page.locator(".lb").last.bounding_box()
    side = page.locator(".side").bounding_box()
    assert first and last and side
    assert first["x"] > last["x"]
    assert side["x"] == 0
    # an English text still runs from left to right, and what is marked in it has the same offsets
    words = page.locator(".textwrap .text").inner_text().split()[:2]
    label_button(page, "Person").click()
    mark(page, " ".join(words))
    expect(regions(page)).to_have_count(1)
    expect(page.locator(".rg .k")).to_have_text(f"0–{len(' '.join(words))}")
    expect(page.locator(".saved [role=status]")).to_have_text("محفوظ")
    assert not ENGLISH.search(page.locator(".task").inner_text() + page.locator(".top").inner_text())
    assert not ENGLISH.search(page.locator(".foot").inner_text() + page.locator(".side").inner_text())
    # a reload keeps it, and so does another page
    page.reload()
    expect(submit_button).to_be_visible()
    submit_button.click()
    expect(page.locator(".foot .prog b")).to_have_text("1")
    page.goto(f"http://127.0.0.1:{demo.port}/settings")
    expect(page.get_by_role("heading", name="هذه الجلسة")).to_be_visible()
    expect(page).to_have_title(re.compile("^هذه الجلسة"))
    assert not ENGLISH.search(page.locator("main").inner_text())
    # and back
    with page.expect_navigation():
        page.get_by_label("اللغة").select_option("en")
    expect(page.get_by_role("heading", name="This session")).to_be_visible()
    assert direction(page)[0] == "en"
    assert page.evaluate("getComputedStyle(document.body).direction") == "ltr"


@pytest.mark.full
def test_the_browser_says_what_it_reads(new_page: NewPage, demo: Server) -> None:
    page = new_page(locale="ar-EG", viewport={"width": 390, "height": 800})
    page.goto(f"http://127.0.0.1:{demo.port}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("ضع وسومًا على شيء حقيقي، الآن.")
    assert direction(page) == ("ar", "rtl")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    # a choice wins over the browser
    page.locator(".sess").click()
    with page.expect_navigation():
        page.get_by_label("اللغة").select_option("en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Label something real, right now.")


@pytest.mark.full
def test_what_the_server_refuses_is_said_in_the_language(new_page: NewPage, watch: Watch, demo: Server) -> None:
    watch.expected = ["Failed to load resource"]
    page = new_page(locale="ar")
    page.goto(f"http://127.0.0.1:{demo.port}/projects")
    field = page.get_by_label("رمز المتابعة")
    field.fill("one two three four five six seven eight nine ten eleven twelve")
    with page.expect_response("**/api/session/resume") as answer:
        field.press("Enter")
    assert answer.value.json()["code"] == "resume-code-unknown"
    expect(page.get_by_text("لا مشروع لهذا الرمز", exact=False)).to_be_visible()
