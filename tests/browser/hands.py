"""What a person does at the screen: marks words with the mouse, drags boxes, waits for what the page says."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from benchmarks.server import Server

# Where a stretch of the text lies on the screen, found in the page's own text nodes.
PLACE_OF = """([words, nth]) => {
  const root = document.querySelector('.textwrap .text');
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let whole = '';
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push([whole.length, node]);
    whole += node.data;
  }
  let at = -1;
  for (let count = 0; count <= nth; count += 1) at = whole.indexOf(words, at + 1);
  if (at < 0) throw new Error(`"${words}" is not in the text`);
  const place = (offset) => {
    const [start, node] = nodes.findLast(([start]) => start <= offset);
    return [node, offset - start];
  };
  const range = document.createRange();
  range.setStart(...place(at));
  const [node, inside] = place(at + words.length - 1);
  range.setEnd(node, inside + 1);
  const rects = [...range.getClientRects()].filter((rect) => rect.width > 0);
  const first = rects[0], last = rects[rects.length - 1];
  return [first.left, first.top + first.height / 2, last.right, last.top + last.height / 2];
}"""


def mark(page: Page, words: str, nth: int = 0, *, until: str | None = None) -> None:
    """Drags the mouse over the nth occurrence of these words of the first text, or to the end of other ones."""
    expect(page.locator(".textwrap .text").first).to_contain_text(words)
    left, top, right, bottom = page.evaluate(PLACE_OF, [words, nth])
    if until is not None:
        right, bottom = page.evaluate(PLACE_OF, [until, 0])[2:]
    page.mouse.move(left + 1, top)
    page.mouse.down()
    page.mouse.move((left + right) / 2, (top + bottom) / 2, steps=3)
    page.mouse.move(right - 0.5, bottom, steps=3)
    page.mouse.up()


def label_button(page: Page, name: str) -> Any:
    """The button of a label above the task."""
    return page.locator(f'.lb[data-value="{name}"]')


def picture(page: Page) -> dict[str, float]:
    """Where the picture lies on the screen, in pixels, once it is there: x, y, width, height."""
    page.wait_for_function(
        "() => { const p = document.querySelector('img.pic'); return p && p.complete && p.naturalWidth > 0; }"
    )
    page.wait_for_function(
        """() => { const r = document.querySelector('img.pic').getBoundingClientRect(), s = `${r.x},${r.y},${r.width}`;
        const same = r.width > 20 && window.lastPlace === s; window.lastPlace = s; return same; }"""
    )
    box = page.locator("img.pic").bounding_box()
    assert box is not None
    return {"x": box["x"], "y": box["y"], "width": box["width"], "height": box["height"]}


@dataclass(frozen=True)
class Box:
    """A rectangle that was dragged, in percent of the picture as it lay on the screen."""

    x: float
    y: float
    width: float
    height: float
    #: how far a result may be off: one screen pixel, in percent of the picture's smaller side
    tolerance: float

    def value(self) -> dict[str, Any]:
        """The geometry as it stands in a result (reference: percent of the original, rotation in degrees)."""
        return {
            "x": pytest.approx(self.x, abs=self.tolerance),
            "y": pytest.approx(self.y, abs=self.tolerance),
            "width": pytest.approx(self.width, abs=self.tolerance),
            "height": pytest.approx(self.height, abs=self.tolerance),
            "rotation": 0,
        }


def drag_box(page: Page, left: float, top: float, right: float, bottom: float) -> Box:
    """Drags a box between two corners given as fractions of the picture."""
    place = picture(page)
    start = (round(place["x"] + left * place["width"]), round(place["y"] + top * place["height"]))
    end = (round(place["x"] + right * place["width"]), round(place["y"] + bottom * place["height"]))
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=3)
    page.mouse.move(*end, steps=3)
    page.mouse.up()
    return Box(
        x=(start[0] - place["x"]) / place["width"] * 100,
        y=(start[1] - place["y"]) / place["height"] * 100,
        width=(end[0] - start[0]) / place["width"] * 100,
        height=(end[1] - start[1]) / place["height"] * 100,
        tolerance=100 / min(place["width"], place["height"]),
    )


def regions(page: Page) -> Any:
    """The rows of the regions panel."""
    return page.locator(".rg")


def saved(page: Page) -> None:
    """Waits until the page says that the unsubmitted work is on disk."""
    expect(page.locator(".saved [role=status]")).to_have_text("Saved")


def submit(page: Page) -> None:
    page.get_by_role("button", name="Submit").click()


def position(page: Page, number: int) -> None:
    """Waits until the page shows this task of the queue."""
    expect(page.locator(".task .pos b")).to_have_text(str(number))


def open_template(page: Page, server: Server, title: str) -> None:
    """From the front page into a template's first task."""
    page.goto(f"http://127.0.0.1:{server.port}/")
    page.locator(".tpl", has_text=title).click()
    # The gallery's cards show the same texts and pictures: what is looked for next must not be found there.
    page.wait_for_url("**/label*")
    expect(page.get_by_role("button", name="Submit")).to_be_visible()


def export(page: Page, format_title: str = "JSON", *, skipped: bool = False) -> Any:
    """Downloads the labels by the Export page's own button, as a person does."""
    page.get_by_role("link", name="Export", exact=True).first.click()
    page.locator("label.fmt").filter(has=page.locator("b", has_text=format_title)).first.click()
    if skipped:
        page.get_by_role("checkbox", name="Skipped tasks").check()
    with page.expect_download() as download:
        page.locator(".actions a.btn.primary").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    return json.loads(text) if format_title.startswith("JSON") else text


def results(exported: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The result of each exported task's only annotation, without the region ids, which are random."""
    found = []
    for task in exported:
        assert len(task["annotations"]) == 1
        found.append([without_id(item) for item in task["annotations"][0]["result"]])
    return found


def without_id(item: dict[str, Any]) -> dict[str, Any]:
    assert isinstance(item["id"], str) and item["id"]
    return {key: value for key, value in item.items() if key != "id"}


TAGS_KNOWN = """() => performance.getEntriesByType('resource')
  .some(({ name, responseEnd }) => name.endsWith('/static/tags.json') && responseEnd > 0)"""


def config_field(page: Page) -> Locator:
    """The label config's XML as a field, once CodeMirror is in the plain one's place; Setup shows it first."""
    views = page.get_by_role("group", name="How the config is edited")
    if "/setup" in page.url:
        xml = views.get_by_role("button", name="XML")
        if xml.get_attribute("aria-pressed") != "true":  # a click would take the focus from where it is
            xml.click()
    field = page.locator(".xml-editor .cm-content")
    expect(field).to_be_attached()
    # what it knows of the tags comes a moment later, and would disturb a selection
    page.wait_for_function(TAGS_KNOWN)
    return field


def config_text(page: Page) -> str:
    """What stands in that field."""
    lines = config_field(page).locator(".cm-line").all_text_contents()
    return "\n".join(lines)


def expect_config(page: Page, text: str) -> None:
    """Waits until the field shows this text."""
    expect(config_field(page).locator(".cm-line")).to_have_text(text.split("\n"), use_inner_text=False)
    assert config_text(page) == text
