"""The tour: offered once, asked for, and each of its five steps over when the person has done it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server
from tests.browser.conftest import NewPage, Watch
from tests.browser.hands import drag_box, label_button, mark, open_template, position, submit

pytestmark = pytest.mark.browser


def at_step(page: Page, number: int, title: str) -> None:
    """Waits for a step; its card is wholly in sight and not over what it points at."""
    expect(page.locator(".tour h2")).to_have_text(title)
    expect(page.get_by_text(f"Step {number} of 5")).to_be_visible()
    card, ring = page.locator(".tour").bounding_box(), page.locator(".tour-ring").bounding_box()
    size = page.viewport_size
    assert card is not None and ring is not None and size is not None
    assert card["x"] >= 0 and card["x"] + card["width"] <= size["width"]
    assert card["y"] >= 0 and card["y"] + card["height"] <= size["height"]
    apart = (
        card["y"] >= ring["y"] + ring["height"]
        or ring["y"] >= card["y"] + card["height"]
        or card["x"] >= ring["x"] + ring["width"]
        or ring["x"] >= card["x"] + card["width"]
    )
    assert apart, f"step {number} covers what it points at"


def test_each_step_ends_when_it_is_done(page: Page, demo: Server) -> None:
    page.goto(f"http://127.0.0.1:{demo.port}/")
    page.get_by_role("button", name="Show me around").click()
    at_step(page, 1, "Pick a label")
    expect(page.locator(".tour")).to_be_focused()
    page.keyboard.press("1")  # the focus is on the card, and its advice works all the same
    expect(label_button(page, "Person")).to_have_attribute("aria-pressed", "true")
    at_step(page, 2, "Mark some words")
    mark(page, "Maria Lindqvist")
    at_step(page, 3, "What you marked")
    page.locator(".rg").first.click()
    at_step(page, 4, "Submit")
    submit(page)
    position(page, 2)
    at_step(page, 5, "Take it along")
    page.get_by_role("link", name="Export", exact=True).first.click()
    expect(page.get_by_role("heading", level=1, name="Export")).to_be_visible()
    expect(page.locator(".tour")).to_have_count(0)
    expect(page.get_by_text("That was the tour.")).to_be_visible()


@pytest.mark.full
def test_it_fits_a_phone_and_goes_on_by_next(new_page: NewPage, demo: Server) -> None:
    page = new_page(viewport={"width": 390, "height": 760})
    open_template(page, demo, "Named entities")
    page.get_by_role("button", name="Show me around").click()
    following = page.get_by_role("button", name="Next", exact=True)
    for number, title in enumerate(["Pick a label", "Mark some words", "What you marked", "Submit"], start=1):
        at_step(page, number, title)
        following.click()
    at_step(page, 5, "Take it along")
    expect(page.get_by_text("The menu leads to Export")).to_be_visible()
    page.get_by_role("button", name="Finish").click()
    expect(page.locator(".tour")).to_have_count(0)


@pytest.mark.full
def test_it_is_offered_once_and_never_again_when_declined(page: Page, demo: Server, watch: Watch) -> None:
    watch.expected = ["400"]  # another template is opened over this one
    open_template(page, demo, "Object boxes")
    offer = page.get_by_role("region", name="First time here?")
    expect(offer).to_be_visible()
    page.keyboard.press("2")  # it is in nobody's way
    drag_box(page, 0.2, 0.2, 0.4, 0.5)
    expect(page.locator(".rg")).to_have_count(1)
    offer.get_by_role("button", name="No, thanks").click()
    expect(offer).to_have_count(0)
    page.goto(f"http://127.0.0.1:{demo.port}/?show=templates")
    page.locator(".tpl", has_text="Sentiment").click()
    page.get_by_role("button", name="Replace it").click()
    expect(page.get_by_role("radio", name="Positive")).to_be_visible()
    assert page.evaluate("localStorage.getItem('studio:tour-seen')") == "true"
    # a labeling page of its own carries nothing of the tour
    page.reload()
    expect(page.get_by_role("button", name="Submit")).to_be_visible()
    page.wait_for_load_state("networkidle")
    fetched = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert fetched and not [name for name in fetched if "/tour-" in name]
    expect(page.locator(".tour")).to_have_count(0)


@pytest.mark.full
def test_it_is_read_and_driven_by_keys_alone(page: Page, demo: Server) -> None:
    open_template(page, demo, "Sentiment")
    page.locator(".sess").click()
    page.get_by_role("dialog").get_by_role("button", name="Show me around").click()
    at_step(page, 1, "Read the task")
    card = page.get_by_role("dialog", name="Read the task")
    expect(card).to_have_attribute("aria-modal", "false")
    expect(card).to_have_accessible_description("This is what is to be labeled. The questions stand with it.")
    expect(card.locator("[aria-live=polite]")).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Next", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    at_step(page, 2, "Answer")
    expect(page.get_by_role("button", name="Next", exact=True)).to_be_focused()
    page.keyboard.press("1")
    expect(page.get_by_role("radio", name="Positive")).to_be_checked()
    at_step(page, 3, "Kept as you go")
    page.keyboard.press("Escape")
    expect(page.locator(".tour")).to_have_count(0)
    expect(page.get_by_role("radio", name="Positive")).to_be_checked()
    assert page.evaluate("document.activeElement !== document.body"), "the focus went nowhere"
