"""A text, labeled by hand: ends dragged and moved by keys, words and sentences, fingers, copies, suggestions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from benchmarks.server import Server, running
from tests.browser.conftest import NewPage
from tests.browser.hands import PLACE_OF, label_button, mark, regions, without_id
from tests.browser.project_api import open_only_task

pytestmark = pytest.mark.browser

NER = (
    '<Labels name="ner" toName="text"><Label value="Person"/><Label value="Place"/>'
    '<Label value="Claim" granularity="sentence"/></Labels>'
)
TEXT = '<Text name="text" value="$text"/>'
SENTENCE = "Ada Lovelace left. Then it was quiet."

Start = Callable[..., Page]


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root: Path = tmp_path_factory.mktemp("text")
    with running("-b", "--init", command="start", positional=("p",), root=root) as server:
        yield server


@pytest.fixture
def start(single: Server, new_page: NewPage) -> Start:
    """Opens a config on one task, which may come with annotations and predictions."""
    root = f"http://127.0.0.1:{single.port}"

    def go(
        config: str, text: str, context: dict[str, Any] | None = None, page: Page | None = None, **more: Any
    ) -> Page:
        page = page or new_page(**(context or {}))
        open_only_task(page, root, f"<View>{config}</View>", {"data": {"text": text}, **more})
        expect(page.locator(".textwrap .text")).to_be_visible()
        return page

    return go


def spans(page: Page) -> list[tuple[str, int, int, list[str]]]:
    """Presses Submit and returns each stored region: its text, start, end and labels."""
    with page.expect_response(lambda it: it.request.method in ("POST", "PATCH") and "/annotations/" in it.url) as got:
        page.locator(".foot .btn.primary").click()
    assert got.value.ok
    values = [without_id(each)["value"] for each in got.value.json()["result"]]
    return [(value["text"], value["start"], value["end"], value["labels"]) for value in values]


def item(region: str, start: int, end: int, text: str, label: str, **more: Any) -> dict[str, Any]:
    value = {"start": start, "end": end, "text": text, "labels": [label]}
    return {"id": region, "from_name": "ner", "to_name": "text", "type": "labels", "value": value, **more}


def place(page: Page, words: str) -> list[float]:
    """Where these words begin and end on the screen: x, y, x, y."""
    found: list[float] = page.evaluate(PLACE_OF, [words, 0])
    return found


def drag_end(page: Page, edge: str, words: str) -> None:
    """Drags the start of the selected region to where these words begin, or its end to where they end."""
    left, top, right, bottom = place(page, words)
    knob = page.locator(".knob.end" if edge == "end" else ".knob:not(.end)")
    box = knob.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 1, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(*((right - 0.5, bottom) if edge == "end" else (left + 0.5, top)), steps=4)
    page.mouse.up()


def test_the_ends_of_a_region_are_moved_by_one_letter_and_undone_one_by_one(start: Start) -> None:
    result = [item("a", 1, 12, "da Lovelace", "Person")]
    page = start(NER + TEXT, SENTENCE, annotations=[{"result": result}])
    page.locator("mark").first.click()
    drag_end(page, "start", "Ada")
    expect(page.locator("mark")).to_have_text("Ada Lovelace")
    drag_end(page, "end", "Ada Lovelac")
    expect(page.locator("mark")).to_have_text("Ada Lovelac")
    page.keyboard.press("Control+z")
    expect(page.locator("mark")).to_have_text("Ada Lovelace")
    for _ in range(4):
        page.keyboard.press("Alt+Shift+ArrowRight")
    expect(page.locator("mark")).to_have_text("Ada Lovelace left")
    page.keyboard.press("Control+z")
    page.keyboard.press("Alt+ArrowRight")
    page.keyboard.press("Alt+ArrowRight")
    page.keyboard.press("Alt+ArrowLeft")
    assert spans(page) == [("da Lovelace", 1, 12, ["Person"])]


def test_keys_that_were_pressed_before_what_marks_had_come_are_not_lost(start: Start) -> None:
    page = start(NER + TEXT, SENTENCE)
    held: list[Route] = []
    page.route("**/marking-*.js", lambda route: held.append(route))
    page.reload()
    expect(page.locator(".textwrap .text")).to_be_visible()
    page.keyboard.press("1")
    with page.expect_request("**/marking-*.js"):
        page.locator(".textwrap .text").focus()
    page.keyboard.press("Control+Home")
    for _ in "Ada":
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    for route in held:
        route.continue_()
    expect(page.locator("mark")).to_have_text("Ada")


def test_words_and_sentences_by_mouse_then_several_at_once(start: Start) -> None:
    page = start(NER + TEXT, "Zoë\u0301 met 👩‍👩‍👧 in Oslo. It rained.")
    # a double click marks a word, with its accents
    left, top, _, _ = place(page, "Zo")
    page.mouse.dblclick(left + 4, top)
    page.keyboard.press("1")
    expect(page.locator("mark")).to_have_text("Zoë\u0301")
    # what a label takes whole sentences of is shown while the mouse is down
    label_button(page, "Claim").click()
    left, top, right, _ = place(page, "rai")
    page.mouse.move(left + 1, top)
    page.mouse.down()
    page.mouse.move(right, top, steps=3)
    assert page.evaluate("() => [...CSS.highlights.get('meant')].map(String)") == ["It rained."]
    page.mouse.up()
    # a marking made while a region is selected is for the label that is pressed next
    mark(page, "Osl")
    page.keyboard.press("2")
    expect(regions(page)).to_have_count(3)
    # several: in the text with Ctrl, in the list with Shift and with Ctrl+A
    page.locator("mark").nth(0).click()
    page.locator("mark").nth(1).click(modifiers=["Control"])
    expect(page.locator(".rg[aria-selected=true]")).to_have_count(2)
    page.keyboard.press("1")
    regions(page).nth(0).click()
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator(".rg[aria-selected=true]")).to_have_count(2)
    page.keyboard.press("Control+a")
    expect(page.locator(".rg[aria-selected=true]")).to_have_count(3)
    # the family is one character and five code points: e and accent, spaces and words count as they stand
    assert spans(page) == [
        ("Zoë\u0301", 0, 4, ["Person"]),
        ("It rained.", 24, 34, ["Claim"]),
        ("Osl", 18, 21, ["Person"]),
    ]


def test_copies_travel_to_another_task_and_suggestions_wait_until_they_are_taken(start: Start) -> None:
    result = [item("a", 0, 3, "Ada", "Person")]
    page = start(NER + TEXT, SENTENCE, annotations=[{"result": result}])
    page.locator("mark").click()
    page.keyboard.press("Control+c")
    expect(page.locator(".toast")).to_contain_text("Region copied")
    found = [
        item("p", 4, 12, "Lovelace", "Person", score=0.91),
        item("q", 13, 17, "left", "Claim"),
        item("r", 19, 23, "Then", "Place"),
    ]
    suggested = start(NER + TEXT, SENTENCE, page=page, predictions=[{"result": found, "model_version": "v3"}])
    expect(suggested.locator("mark.ghost")).to_have_count(3)
    suggested.locator(".text").click(position={"x": 3, "y": 3})
    suggested.keyboard.press("Control+v")
    expect(regions(suggested)).to_have_count(1)
    suggested.get_by_role("button", name="Go through them").click()
    suggested.keyboard.press("Enter")
    expect(regions(suggested)).to_have_count(2)
    suggested.keyboard.press("Backspace")
    expect(suggested.locator("mark.ghost")).to_have_count(1)
    suggested.get_by_role("button", name="Accept all").click()
    expect(suggested.locator(".suggest")).to_have_count(0)
    suggested.keyboard.press("Control+z")
    suggested.keyboard.press("Control+z")
    suggested.keyboard.press("Control+Shift+z")
    expect(suggested.locator("mark.ghost")).to_have_text("Then")
    assert spans(suggested) == [("Ada", 0, 3, ["Person"]), ("Lovelace", 4, 12, ["Person"])]


def test_a_finger_marks_and_a_label_takes_it(start: Start) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    page = start(NER + TEXT, SENTENCE, context=phone)
    left, top, _, _ = place(page, "Lov")
    session = page.context.new_cdp_session(page)
    point = [{"x": left + 6, "y": top}]
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": point})
    # a long press selects a word; Chromium without a screen knows none, so this is what the system does then
    page.evaluate(
        """() => { const line = document.querySelector(".ln").firstChild, selection = getSelection();
          selection.setBaseAndExtent(line, 4, line, 12); }"""
    )
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    label_button(page, "Person").tap()
    expect(page.locator("mark")).to_have_text("Lovelace")
    page.locator("mark").tap()
    box = page.locator(".knob.end").bounding_box()
    assert box is not None
    _, _, right, bottom = place(page, "Lovelace left")
    session.send(
        "Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": box["x"] + 1, "y": box["y"]}]}
    )
    session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": right - 1, "y": bottom}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page.locator("mark")).to_have_text("Lovelace left")
    # among very many tasks, with its work saved, the bar still has room for its menu
    expect(page.locator(".saved")).to_contain_text("Saved ")
    page.evaluate(
        """() => { const [at, of] = document.querySelector(".task .pos").children;
          at.textContent = "12,345"; of.textContent = "of 100,000"; }"""
    )
    page.set_viewport_size({"width": 360, "height": 800})
    expect(page.get_by_role("button", name="More")).to_be_in_viewport(ratio=1)
    expect(page.locator(".task .pos b")).to_be_in_viewport(ratio=1)


@pytest.mark.full
def test_overlapping_regions_over_right_to_left_lines_and_windows_line_ends(start: Start) -> None:
    text = "قرأت مريم كتابا.\r\nAda Lovelace left. 🚢\r\nBo"
    ada = text.index("Ada")
    result = [
        item("m", 5, 9, "مريم", "Person"),
        item("a", ada, ada + 12, "Ada Lovelace", "Person"),
        item("b", ada + 4, ada + 12, "Lovelace", "Claim"),
    ]
    page = start(NER + TEXT, text, annotations=[{"result": result}])
    # where text runs from right to left a region's end is at its left
    page.locator("mark", has_text="مريم").click()
    box = page.locator(".knob.end").bounding_box()
    left, top, right, _ = place(page, "كتابا")
    assert box is not None and right < box["x"]
    page.mouse.move(box["x"] + 1, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(left + 0.5, top, steps=4)
    page.mouse.up()
    # a press takes the shortest of those that lie there, the next one what is around it
    selected = page.locator(".rg[aria-selected=true]")
    page.locator("mark", has_text="Lovelace").click()
    expect(selected).to_have_attribute("data-region", "b")
    page.locator("mark", has_text="Lovelace").click()
    expect(selected).to_have_attribute("data-region", "a")
    page.keyboard.press("Control+d")
    expect(regions(page)).to_have_count(4)
    mark(page, "Bo")
    page.keyboard.press("2")
    assert spans(page) == [
        ("مريم كتابا", 5, 15, ["Person"]),
        ("Ada Lovelace", ada, ada + 12, ["Person"]),
        ("Lovelace", ada + 4, ada + 12, ["Claim"]),
        ("Ada Lovelace", ada, ada + 12, ["Person"]),
        ("Bo", len(text) - 2, len(text), ["Place"]),
    ]
