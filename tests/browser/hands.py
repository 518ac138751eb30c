"""A person's hands: marking words and drawing boxes with the mouse, where the page shows them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

#: where a stretch of text stands on the screen: left, top, right, bottom of its first and last character
PLACE = """(words) => {
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0 || !node.parentElement.closest('.ln, [role=textbox]')) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    const boxes = range.getClientRects();
    const first = boxes[0], last = boxes[boxes.length - 1];
    return [first.left, (first.top + first.bottom) / 2, last.right, (last.top + last.bottom) / 2];
  }
  return null;
}"""

#: resolves when the picture is loaded and has stood in the same place for five frames
SETTLED = """() => new Promise(resolve => {
  let before = '', frames = 0;
  const look = () => {
    const picture = document.querySelector('main img');
    const box = picture ? picture.getBoundingClientRect() : null;
    const now = picture && picture.complete && picture.naturalWidth ? picture.src + JSON.stringify(box) : '';
    frames = now && now === before ? frames + 1 : 0;
    before = now;
    if (frames >= 5) resolve(); else requestAnimationFrame(look);
  };
  look();
})"""


def mark(page: Page, words: str, hotkey: str) -> None:
    """Presses a label's hotkey, then drags over the words."""
    page.keyboard.press(hotkey)
    place = page.evaluate(PLACE, words)
    assert place is not None, f"{words!r} is not on the page"
    left, top, right, bottom = place
    page.mouse.move(left + 1, top)
    page.mouse.down()
    page.mouse.move((left + right) / 2, bottom, steps=4)
    page.mouse.move(right - 1, bottom, steps=4)
    page.mouse.up()
    expect(page.get_by_role("complementary", name="Regions").get_by_text(words, exact=True)).to_be_visible()


def picture_box(page: Page) -> dict[str, float]:
    """Where the picture lies on the screen, once it is there."""
    picture = page.locator("main img").first
    expect(picture).to_be_visible()
    page.evaluate(SETTLED)
    box = picture.bounding_box()
    assert box is not None
    return dict(box)  # type: ignore[call-overload, no-any-return]


def draw_box(page: Page, hotkey: str, left: float, top: float, right: float, bottom: float) -> dict[str, float]:
    """Drags a box from and to shares (0 to 1) of the picture; the percents that it should come to."""
    picture = picture_box(page)
    page.keyboard.press(hotkey)
    start = (round(picture["x"] + left * picture["width"]), round(picture["y"] + top * picture["height"]))
    end = (round(picture["x"] + right * picture["width"]), round(picture["y"] + bottom * picture["height"]))
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=3)
    page.mouse.move(*end, steps=3)
    page.mouse.up()
    return {
        "x": (start[0] - picture["x"]) / picture["width"] * 100,
        "y": (start[1] - picture["y"]) / picture["height"] * 100,
        "width": (end[0] - start[0]) / picture["width"] * 100,
        "height": (end[1] - start[1]) / picture["height"] * 100,
    }


def saved(page: Page) -> None:
    """Waits until the page says that the work is on disk."""
    expect(page.get_by_text("Saved", exact=False).first).to_be_visible()


def exported(page: Page, root: str) -> Any:
    """What the Export page's button downloads."""
    page.goto(f"{root}/export")
    with page.expect_download() as waiting:
        page.get_by_role("main").get_by_role("link", name=re.compile(r"^Export \d+ task")).click()
    return json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
