"""The gallery: searched, filtered, moved through by keys, drawn by the editor, and fast to the first label."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Locator, Page, expect

from benchmarks.server import Server
from multisession.templates import list_templates
from tests.browser.conftest import NewPage, Watch
from tests.browser.hands import PLACE_OF, label_button, regions

pytestmark = pytest.mark.browser

CARDS = ".tpl:not([hidden])"
TITLES = [each.title for each in list_templates()]
#: the cards of one row
ACROSS = 4
#: name and size of what the page has fetched
RESOURCES = """() => performance.getEntriesByType('resource').map((entry) => ({
  name: entry.name, bytes: entry.transferSize}))"""


def opened(page: Page, server: Server) -> None:
    page.goto(f"http://127.0.0.1:{server.port}/?show=templates")
    expect(page.locator(CARDS)).to_have_count(len(TITLES))


def titled(**of: str) -> list[str]:
    """The titles of the templates of a category, or with a tag in their config."""
    return [
        each.title
        for each in list_templates()
        if of.get("category", each.category) == each.category and of.get("tag", "View") in each.tags
    ]


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.querySelector('b')?.textContent ?? document.activeElement.type"))


def test_words_and_categories_find_templates(page: Page, demo: Server) -> None:
    opened(page, demo)
    search = page.get_by_role("searchbox", name="Search templates")
    page.keyboard.press("/")
    expect(search).to_be_focused()
    for words, found in (
        ("around things", ["Object boxes"]),
        ("REVIEW one", ["Sentiment"]),
        ("rectanglelabels", titled(tag="RectangleLabels")),
        ("layouts", titled(category="layouts")),
    ):
        search.fill(words)
        expect(page.locator(f"{CARDS} b")).to_have_text(found)
    expect(page.get_by_role("button", name=f"All {len(found)}")).to_be_visible()
    search.press("Escape")
    expect(search).to_have_value("")
    expect(page.locator(CARDS)).to_have_count(len(TITLES))
    page.get_by_role("button", name=f"Layouts {len(found)}").click()
    expect(page.locator(f"{CARDS} b")).to_have_text(found)

    # nothing in this category, but elsewhere
    search.fill("urgency")
    expect(page.get_by_role("heading", name="No template matches")).to_be_visible()
    page.get_by_role("button", name="Search all categories").click()
    expect(page.locator(CARDS)).to_have_count(1)
    # nothing at all
    search.fill("hovercraft")
    expect(page.get_by_text("No name, description, category or tag has “hovercraft” in it.")).to_be_visible()
    page.get_by_role("button", name="Clear the search").click()
    expect(search).to_be_focused()
    expect(page.locator(CARDS)).to_have_count(len(TITLES))


def test_arrows_move_between_cards_and_enter_opens_one(page: Page, demo: Server) -> None:
    opened(page, demo)
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    assert focused(page) == "Named entities"
    seen = []
    for key in ("ArrowRight", "ArrowDown", "ArrowUp", "End", "Home", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
        seen.append(focused(page))
    assert seen == [TITLES[at] for at in (1, 1 + ACROSS, 1, -1, 0, 1, 2)]
    page.keyboard.press("Enter")
    page.wait_for_url("**/label**")
    expect(page.get_by_role("radio", name="Positive")).to_be_visible()


def live(page: Page, title: str) -> Locator:
    return page.locator(".tpl", has=page.get_by_text(title, exact=True)).locator(".live")


def test_a_screen_of_drawings_and_the_editor_where_somebody_rests(page: Page, demo: Server) -> None:
    opened(page, demo)
    expect(page.locator(".tpl > .pic > img").first).to_be_visible()
    # what is far below the window waits
    assert 0 < page.locator(".tpl > .pic > img").count() < len(TITLES)
    assert sum(entry["bytes"] for entry in page.evaluate(RESOURCES)) < 90_000
    page.locator(".tpl").last.scroll_into_view_if_needed()
    expect(page.locator(".tpl").last.locator("> .pic > img")).to_be_visible()
    expect(page.locator(".live.drawn")).to_have_count(0)
    for title in ("Named entities", "Object boxes", "Sentiment", "Topics and urgency"):
        live(page, title).locator("xpath=ancestor::*[contains(@class, 'tpl')]").hover()
        expect(live(page, title)).to_have_class("live drawn")
    # a text with its labels, at the places that its result names
    assert live(page, "Named entities").locator(".lb").all_inner_texts() == ["Person", "Organisation", "Place", "Date"]
    assert live(page, "Named entities").locator(".m").all_inner_texts() == [
        "4 May 1911", "Ada Byrne", "Cork", "Boston", "Tom Reilly",
    ]  # fmt: skip
    # a picture that is really there, with a box on the car: 218 to 494 of 1200 pixels across
    boxes = live(page, "Object boxes")
    expect(boxes.locator("svg [data-region]")).to_have_count(7)
    picture, car = (boxes.locator(part).first.bounding_box() for part in ("img.pic", "svg .shape .sh"))
    assert picture is not None and car is not None and picture["width"] > 100
    assert (car["x"] - picture["x"]) / picture["width"] == pytest.approx(218 / 1200, abs=0.02)
    assert (car["x"] + car["width"] - picture["x"]) / picture["width"] == pytest.approx(494 / 1200, abs=0.02)
    expect(live(page, "Sentiment").locator("input:checked")).to_have_count(1)
    expect(live(page, "Topics and urgency").locator("input:checked")).to_have_count(3)
    # each inside its card
    for card in page.locator(".tpl > .pic").all():
        outer, inner = card.bounding_box(), card.locator(".live").bounding_box()
        assert outer is not None and inner is not None
        assert inner["width"] == pytest.approx(outer["width"], abs=1.5)
    # out of reach of keys and readers
    assert page.evaluate("[...document.querySelectorAll('.live')].every((e) => e.inert && e.ariaHidden === 'true')")
    page.locator(".cat").last.focus()
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.live') === null")


def test_a_card_keeps_its_drawing_where_the_editor_does_not_come(page: Page, demo: Server, watch: Watch) -> None:
    watch.expected = ["Failed to load resource"]
    page.route("**/assets/live-*.js", lambda route: route.abort())
    page.goto(f"http://127.0.0.1:{demo.port}/?show=templates")
    with page.expect_event("requestfailed"):
        page.locator(".tpl").first.hover()
    drawing = page.locator(".tpl > .pic > img").first
    expect(drawing).to_be_visible()
    assert drawing.evaluate("(image) => image.complete && image.naturalWidth > 0")
    expect(page.locator(".live.drawn")).to_have_count(0)
    page.locator(".tpl").first.click()
    page.wait_for_url("**/label**")


def test_without_motion_and_on_a_narrow_screen_it_is_the_same_gallery(new_page: NewPage, demo: Server) -> None:
    page = new_page(viewport={"width": 390, "height": 800}, color_scheme="dark", reduced_motion="reduce")
    opened(page, demo)
    page.locator(".tpl button").first.focus()
    expect(page.locator(".live.drawn").first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.live')).transitionDuration") == "0s"
    lefts = {round(card.bounding_box()["x"]) for card in page.locator(CARDS).all()}  # type: ignore[index]
    assert len(lefts) == 2
    assert page.evaluate("document.documentElement.scrollWidth") == 390


class FirstTimer:
    """Somebody who has never been here: reads before pressing, and needs time for each way of the hand."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reads(self, milliseconds: int) -> None:
        self.page.wait_for_timeout(milliseconds)

    def moves(self, x: float, y: float) -> None:
        self.page.mouse.move(x, y, steps=20)
        self.reads(150)

    def presses(self, thing: Locator) -> None:
        expect(thing).to_be_visible()
        box = thing.bounding_box()
        assert box is not None
        self.moves(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.page.mouse.down()
        self.reads(80)
        self.page.mouse.up()

    def marks(self, words: str) -> None:
        expect(self.page.locator(".textwrap .text")).to_contain_text(words)
        left, top, right, bottom = self.page.evaluate(PLACE_OF, [words, 0])
        self.moves(left + 1, top)
        self.page.mouse.down()
        self.page.mouse.move(right - 0.5, bottom, steps=25)
        self.reads(150)
        self.page.mouse.up()


@pytest.mark.full  # its ten seconds are those of a machine that does nothing else
def test_a_first_timer_has_labeled_within_ten_seconds(page: Page, demo: Server) -> None:
    visitor = FirstTimer(page)
    begin = time.monotonic()
    page.goto(f"http://127.0.0.1:{demo.port}/")
    visitor.reads(1500)  # the heading, the first cards
    visitor.presses(page.locator(".tpl", has_text="Named entities").locator("> .pic"))
    expect(page.get_by_role("button", name="Submit")).to_be_visible()
    expect(label_button(page, "Person")).to_be_visible()
    visitor.reads(1200)  # the task
    visitor.presses(label_button(page, "Person"))
    visitor.marks("Maria Lindqvist")
    expect(regions(page)).to_have_count(1)
    seconds = time.monotonic() - begin
    assert seconds < 10, f"the first label took {seconds:.1f} s"
