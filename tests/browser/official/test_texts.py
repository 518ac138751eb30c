"""Results of Label Studio's own editor builds: made there by hand, opened here, saved, and the same.

Neither build has DateTime or the Ranker of today. They come from the npm registry when the test runs, and
stay out of the repository.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server
from tests.browser.conftest import NewPage, Watch
from tests.browser.official.builds import SEEN, OfficialBuild, made, saved_here, wait_for_items

pytestmark = [pytest.mark.browser, pytest.mark.full]

# Where words stand on the screen, in the page's own text nodes or in those of a frame in it.
PLACE = """(words) => {
  const frames = [...document.querySelectorAll('iframe')];
  const places = [[document, 0, 0], ...frames.map((frame) => {
    const box = frame.getBoundingClientRect();
    return [frame.contentDocument, box.left, box.top];
  })];
  for (const [root, left, top] of places) {
    const walker = root.createTreeWalker(root.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(words);
      if (at < 0 || !node.parentElement.getClientRects().length || node.parentElement.closest('script')) continue;
      const range = root.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + words.length);
      const box = range.getBoundingClientRect();
      return [left + box.left, top + box.top + box.height / 2, left + box.right];
    }
  }
  return null;
}"""


def drag_over(page: Page, first: str, last: str | None = None) -> None:
    """Drags the mouse from the beginning of these words to the end of those."""
    page.wait_for_function(f"(words) => ({PLACE})(words) !== null", arg=first)
    start, end = page.evaluate(PLACE, first), page.evaluate(PLACE, last or first)
    page.mouse.move(start[0] + 1, start[1])
    page.mouse.down()
    page.mouse.move((start[0] + end[2]) / 2, end[1], steps=4)
    page.mouse.move(end[2] - 1, end[1], steps=4)
    page.mouse.up()


def spans(page: Page) -> None:
    page.keyboard.press("1")
    drag_over(page, "Maria Lindqvist")
    wait_for_items(page, 1)
    page.keyboard.press("2")
    drag_over(page, "Port Aldery")
    wait_for_items(page, 2)


def answers(page: Page) -> None:
    page.locator("label", has_text="Friendly").first.click()
    page.locator("textarea, input[type=text]").first.fill("A short one")
    page.keyboard.press("Enter")
    wait_for_items(page, 2)


def form(page: Page) -> None:
    for name in ("News", "Letter"):
        page.locator("label", has_text=name).first.click()
    page.locator(".ant-rate-star").nth(2).click()
    page.get_by_text("Click to add...").click()

    page.locator("label", has_text="Land").first.click()
    wait_for_items(page, 3)


def number(page: Page) -> None:
    page.locator("input[type=number]").fill("12.5")
    page.keyboard.press("Enter")
    wait_for_items(page, 1)


def pair(page: Page) -> None:
    page.get_by_text("Another thing").first.click()
    wait_for_items(page, 1)


def relation(page: Page) -> None:
    spans(page)
    click_on(page, "Maria Lindqvist")
    page.locator(".anticon-link").first.click()
    click_on(page, "ort Alder")  # after an emoji 1.4.0 paints a region one letter too far
    wait_for_items(page, 3)


def questions(page: Page) -> None:
    page.keyboard.press("1")
    drag_over(page, "Maria Lindqvist")
    wait_for_items(page, 1)
    if not page.locator("label", has_text="Sure").first.is_visible():
        click_on(page, "aria Lindqvis")
    page.locator("label", has_text="Sure").first.click()
    page.locator("textarea, input[type=text]").first.fill("as she signs")
    page.keyboard.press("Enter")
    wait_for_items(page, 3)


def click_on(page: Page, words: str) -> None:
    """Clicks into these words."""
    left, middle, right = page.evaluate(PLACE, words)
    page.mouse.click((left + right) / 2, middle)


@dataclass(frozen=True)
class Case:
    """A config, a task, and what a person does with them."""

    objects: str
    config: str
    data: dict[str, Any]
    hands: Callable[[Page], None]
    #: builds that have not all of its tags
    without: tuple[str, ...] = ()


TEXT = "🚢 Captain Maria Lindqvist\nleft Port Aldery 🌊 at dawn."
CASES = {
    "spans": Case(
        "text",
        '<View><Labels name="ner" toName="text"><Label value="Person"/><Label value="Place"/></Labels>'
        '<Text name="text" value="$text"/>{seen}</View>',
        {"text": TEXT},
        spans,
    ),
    "answers": Case(
        "text",
        '<View><Text name="text" value="$text"/><Choices name="tone" toName="text"><Choice value="Friendly"/>'
        '<Choice value="Angry"/></Choices><TextArea name="sum" toName="text"/>{seen}</View>',
        {"text": TEXT},
        answers,
    ),
    "choices, rating and taxonomy": Case(
        "text",
        '<View><Text name="text" value="$text"/><Choices name="kinds" toName="text" choice="multiple">'
        '<Choice value="News"/><Choice value="Letter" alias="letter"/><Choice value="Report"/></Choices>'
        '<Rating name="stars" toName="text"/><Taxonomy name="shelf" toName="text"><Choice value="Sea">'
        '<Choice value="Ships"/></Choice><Choice value="Land"/></Taxonomy>{seen}</View>',
        {"text": TEXT},
        form,
    ),
    "number": Case(
        "text",
        '<View><Text name="text" value="$text"/><Number name="people" toName="text"/>{seen}</View>',
        {"text": TEXT},
        number,
        without=("1.0.1",),
    ),
    "pairwise": Case(
        "first",
        '<View><Pairwise name="better" toName="first,second"/><Text name="first" value="$first"/>'
        '<Text name="second" value="$second"/>{seen}</View>',
        {"first": "One thing", "second": "Another thing"},
        pair,
    ),
    "questions about a region": Case(
        "text",
        '<View><Labels name="ner" toName="text"><Label value="Person"/></Labels><Text name="text" value="$text"/>'
        '<Choices name="sure" toName="text" perRegion="true"><Choice value="Sure"/><Choice value="Unsure"/></Choices>'
        '<TextArea name="why" toName="text" perRegion="true"/>{seen}</View>',
        {"text": TEXT},
        questions,
    ),
    "relations": Case(
        "text",
        '<View><Relations><Relation value="leaves"/></Relations><Labels name="ner" toName="text">'
        '<Label value="Person"/><Label value="Place"/></Labels><Text name="text" value="$text"/>{seen}</View>',
        {"text": TEXT},
        relation,
    ),
}


@pytest.mark.parametrize("name", sorted(CASES))
def test_what_was_made_there_is_the_same_after_it_was_saved_here(
    name: str, official: OfficialBuild, new_page: NewPage, watch: Watch, demo: Server
) -> None:
    case = CASES[name]
    if official.version in case.without:
        return  # that build is older than the tag
    config = case.config.format(seen=SEEN.format(object=case.objects))
    theirs = official.open(new_page, watch, config, case.data)
    case.hands(theirs)
    result = made(theirs)
    assert result, "the hands made something"
    theirs.close()
    watch.faults.clear()  # what their page threw is theirs

    page = new_page()
    assert saved_here(page, demo, config, case.data, result) == result
    expect(page.locator(".tag-missing")).to_have_count(0)
