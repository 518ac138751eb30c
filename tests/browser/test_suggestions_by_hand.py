"""What a model suggests on a picture, in a page that shows the built editor: taken over, refused, asked for."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage, Watch
from tests.browser.hands import picture
from tests.browser.picture_hands import HEIGHT, PICTURE, WIDTH, Pixel, Stage, stage_of
from tests.browser.test_embed import website

pytestmark = pytest.mark.browser

EDITOR = Path(__file__).parents[2] / "static" / "dist" / "embed"
CONFIG = """<View>
  <RectangleLabels name="box" toName="image"><Label value="Car"/><Label value="Van"/></RectangleLabels>
  <KeyPointLabels name="spot" toName="image" smart="true" smartOnly="true"><Label value="Thing"/></KeyPointLabels>
  <Image name="image" value="$image"/>
</View>"""
# The host asks its model about each point, here a box around the last one; what is submitted it keeps.
PAGE = """<!doctype html><meta charset="utf-8"><title>host</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="%(css)s"><style>html, body, #editor { height: 100%%; margin: 0 }</style>
<div id="editor"></div><script type="module">
import { LabelStudio } from "./%(script)s";
const given = %(given)s;
window.asked = [];
const studio = new LabelStudio("editor", {
  config: given.config, task: given.task,
  interfaces: ["panel", "controls", "submit", "side-column", "predictions:tabs", "auto-annotation"],
  onLabelStudioLoad: ({ annotationStore }) => {
    annotationStore.selectAnnotation(annotationStore.addAnnotation({ userGenerate: true }).id);
  },
  onSubmitAnnotation: (store, annotation) => { window.submitted = annotation.serializeAnnotation(); },
});
studio.on("regionFinishedDrawing", async (region, group) => {
  window.asked.push(group.flatMap((each) => each.serialize()));
  const { x, y } = region.serialize()[0].value;
  const value = { x: x - 5, y: y - 5, width: 10, height: 10, rotation: 0, rectanglelabels: ["Car"] };
  studio.store.annotationStore.selected.setSuggestions([{ ...given.shape, score: 0.5, value }]);
});
</script>"""
SIZE = {"original_width": WIDTH, "original_height": HEIGHT, "image_rotation": 0}
SHAPE = {"from_name": "box", "to_name": "image", "type": "rectanglelabels", **SIZE}


def box(name: str, x: float, y: float, label: str, score: float) -> dict[str, Any]:
    value = {"x": x, "y": y, "width": 12, "height": 20, "rotation": 0, "rectanglelabels": [label]}
    return {"id": name, **SHAPE, "score": score, "value": value}


FOUND = [box("a", 20, 30, "Car", 0.9), box("b", 45, 50, "Van", 0.8), box("c", 65, 30, "Car", 0.4)]


@contextlib.contextmanager
def host(folder: Path, predictions: list[dict[str, Any]]) -> Iterator[str]:
    """Somebody's website with the editor's build beside its page."""
    (folder / "assets").symlink_to(EDITOR / "assets")
    entry = json.loads((EDITOR / "manifest.json").read_text())["src/editor/embed/index.ts"]
    task = {"id": 1, "data": {"image": PICTURE}, "annotations": [], "predictions": predictions}
    given = json.dumps({"config": CONFIG, "task": task, "shape": SHAPE})
    (folder / "index.html").write_text(PAGE % {"css": entry["css"][0], "script": entry["file"], "given": given})
    with website(folder) as port:
        yield f"http://127.0.0.1:{port}/"


@pytest.fixture
def somewhere(new_page: NewPage, watch: Watch) -> Page:
    page = new_page()
    page.remove_listener("response", watch.response)  # the page around is not ours, and has no policy
    return page


def at(stage: Stage, x: float, y: float) -> Pixel:
    across, down = stage.on_screen((x * WIDTH / 100, y * HEIGHT / 100))
    return round(across), round(down)


def submitted(page: Page) -> list[dict[str, Any]]:
    page.keyboard.press("Control+Enter")
    page.wait_for_function("() => window.submitted")
    result: list[dict[str, Any]] = page.evaluate("() => window.submitted")
    return result


def test_suggestions_are_taken_over_and_refused_and_a_smart_tool_asks_for_more(somewhere: Page, tmp_path: Path) -> None:
    page = somewhere
    with host(tmp_path, [{"id": 9, "model_version": "street", "result": FOUND}]) as address:
        page.goto(address)
        picture(page)
        ghosts = page.locator("svg .shape.pred")
        expect(ghosts).to_have_count(3)
        stage = stage_of(page, 0)
        # from a score on
        page.get_by_role("slider").fill("0.5")
        expect(ghosts).to_have_count(2)
        # a tick beside the one under the pointer
        page.mouse.move(*at(stage, 26, 40))
        page.get_by_role("group", name="Suggestion: Car .90").get_by_role("button", name="Accept").click()
        expect(page.locator(".rg")).to_have_count(1)
        expect(ghosts).to_have_count(1)
        # one undo, and it waits again
        page.keyboard.press("Control+z")
        expect(ghosts).to_have_count(2)
        # a cross beside the one that is selected; the keys do the same
        page.mouse.click(*at(stage, 51, 60))
        page.get_by_role("group", name="Suggestion: Van .80").get_by_role("button", name="Refuse").click()
        expect(ghosts).to_have_count(1)
        page.keyboard.press("Enter")
        expect(page.locator(".rg")).to_have_count(1)
        expect(ghosts).to_have_count(0)

        # two points for a model, the second beside the thing; its answer waits until it is taken over
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Ask the model").click()
        page.keyboard.press("3")
        page.mouse.click(*at(stage, 60, 70))
        expect(ghosts).to_have_count(1)
        page.keyboard.down("Alt")
        page.mouse.click(*at(stage, 75, 75))
        page.keyboard.up("Alt")
        expect(page.locator("svg .shape.prompt")).to_have_count(2)
        # what it answers now lies around the second point, and not around the first any more
        page.wait_for_function(
            "x => Math.abs(document.querySelector('svg .shape.pred rect')?.getAttribute('x') - x) < 5", arg=0.7 * WIDTH
        )
        expect(page.locator(".rg")).to_have_count(1)
        page.keyboard.press("Shift+Enter")
        expect(page.locator("svg .shape.prompt")).to_have_count(0)
        expect(page.locator(".rg")).to_have_count(2)
        result = submitted(page)
        asked = page.evaluate("() => window.asked")
    taken, answered = result
    assert taken == {**FOUND[0], "origin": "prediction"}
    assert answered["origin"] == "prediction"
    assert answered["value"]["x"] == pytest.approx(70, abs=0.2)
    first, second = asked[1]
    assert [len(asked[0]), first["is_positive"], second["is_positive"]] == [1, True, False]
    assert (first["type"], first["value"]["labels"], first["value"]["keypointlabels"]) == (
        "keypointlabels",
        ["Thing"],
        ["Thing"],
    )
    assert first["value"]["x"] == pytest.approx(60, abs=0.2)
    assert first["original_width"] == WIDTH


@pytest.mark.full
def test_all_are_refused_by_one_key_and_none_is_saved(somewhere: Page, tmp_path: Path) -> None:
    page = somewhere
    with host(tmp_path, [{"id": 9, "result": FOUND}]) as address:
        page.goto(address)
        picture(page)
        expect(page.locator("svg .shape.pred")).to_have_count(3)
        page.keyboard.press("Shift+Backspace")
        expect(page.locator("svg .shape.pred")).to_have_count(0)
        page.get_by_role("button", name="Undo").last.click()
        expect(page.locator("svg .shape.pred")).to_have_count(3)
        assert submitted(page) == []


@pytest.mark.full
def test_on_a_phone_a_touch_brings_the_tick(new_page: NewPage, watch: Watch, tmp_path: Path) -> None:
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True)
    page.remove_listener("response", watch.response)
    with host(tmp_path, [{"id": 9, "result": FOUND}]) as address:
        page.goto(address)
        picture(page)
        expect(page.locator("svg .shape.pred")).to_have_count(3)
        stage = stage_of(page, 0)
        page.touchscreen.tap(*at(stage, 26, 40))
        tick = page.get_by_role("group", name="Suggestion: Car .90").get_by_role("button", name="Accept")
        bounds = tick.bounding_box()
        assert bounds is not None and min(bounds["width"], bounds["height"]) >= 36
        tick.tap()
        expect(page.locator("svg .shape.pred")).to_have_count(2)
