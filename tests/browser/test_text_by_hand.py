"""A text, labeled by hand: ends dragged and moved by keys, words and sentences, fingers, copies, suggestions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server, running
from tests.browser.conftest import NewPage
from tests.browser.hands import PLACE_OF, without_id

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

    def go(config: str, text: str, context: dict[str, Any] | None = None, **more: Any) -> Page:
        page = new_page(**(context or {}))
        request = page.context.request
        for task in request.get(f"{root}/api/tasks/?project=1").json()["tasks"]:
            assert request.delete(f"{root}/api/tasks/{task['id']}/").ok
        assert request.patch(f"{root}/api/projects/1/", data={"label_config": f"<View>{config}</View>"}).ok
        assert request.post(f"{root}/api/projects/1/import", data=[{"data": {"text": text}, **more}]).ok
        task = request.get(f"{root}/api/tasks/?project=1").json()["tasks"][0]
        page.goto(f"{root}/label?task={task['id']}")
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
