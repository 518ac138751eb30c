"""Shapes on pictures: drawn by hand in Label Studio's own builds and saved here; drawn here and opened in them."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server
from multisession.project.exporters.masks import decoded
from tests.browser.conftest import NewPage, Watch
from tests.browser.hands import picture
from tests.browser.official.builds import SEEN, OfficialBuild, made, saved_here
from tests.browser.project_api import ProjectApi

pytestmark = [pytest.mark.browser, pytest.mark.full]

#: 600 × 400 pixels, and no file
PICTURE = (
    "data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' width='600' height='400'>"
    "<rect width='600' height='400' fill='teal'/></svg>"
)
SIZE = (600, 400)
#: how far a place may be off after it went through their pixels and back, in percent of the picture
CLOSE = 0.1


class Stage:
    """A picture in an editor and a mouse on it. Places are pixels of the picture, as it is shown from a corner on."""

    def __init__(self, page: Page, *, left: float, top: float, scale: float, drawn: Callable[[int], object]) -> None:
        self.page = page
        self._left, self._top, self._scale = left, top, scale
        self._drawn = drawn

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self._left + x * self._scale, self._top + y * self._scale

    def drag(self, *way: tuple[float, float]) -> None:
        start, *rest = way
        self.page.mouse.move(*self.at(*start))
        self.page.mouse.down()
        for place in rest:
            self.page.mouse.move(*self.at(*place), steps=4)
        self.page.mouse.up()

    def click(self, x: float, y: float) -> None:
        self.page.mouse.move(*self.at(x, y))
        self.page.mouse.click(*self.at(x, y))

    def label(self, key: str, hands: Callable[[], None]) -> None:
        """Draws with the label of a key, and waits until there are as many regions as its number."""
        self.page.keyboard.press(key)
        hands()
        self._drawn(int(key))


def their_stage(page: Page) -> Stage:
    canvas = page.locator("canvas").first
    canvas.wait_for()
    box = canvas.bounding_box()
    assert box
    regions = "(number) => window.store.annotationStore.selected.regionStore.regions.length >= number"
    return Stage(
        page,
        left=box["x"],
        top=box["y"],
        scale=box["width"] / SIZE[0],
        drawn=lambda number: page.wait_for_function(regions, arg=number),
    )


def our_stage(page: Page) -> Stage:
    place = picture(page)
    return Stage(
        page,
        left=place["x"],
        top=place["y"],
        scale=place["width"] / SIZE[0],
        drawn=lambda number: expect(page.locator(".regs .rg")).to_have_count(number),
    )


def two_drags(stage: Stage) -> None:
    stage.label("1", lambda: stage.drag((60, 40), (190, 140), (210, 160)))
    stage.label("2", lambda: stage.drag((300, 200), (461, 313), (481, 333)))


def corners(stage: Stage) -> None:
    def polygon() -> None:
        for x, y in ((80, 60), (220, 75), (260, 210), (120, 240), (80, 60)):
            stage.click(x, y)
            stage.page.wait_for_timeout(400)

    stage.label("1", polygon)


def dots(stage: Stage) -> None:
    stage.label("1", lambda: stage.click(120, 90))
    stage.label("2", lambda: stage.click(333, 217))


def strokes(stage: Stage) -> None:
    stage.label("1", lambda: stage.drag((100, 100), (200, 120), (220, 220)))


@dataclass(frozen=True)
class Case:
    controls: str
    hands: Callable[[Stage], None]


def labels(tag: str) -> str:
    return f'<{tag} name="shape" toName="image"><Label value="Ship"/><Label value="Pier"/></{tag}>'


CASES = {
    "boxes": Case(labels("RectangleLabels"), two_drags),
    "boxes with labels beside": Case('<Rectangle name="box" toName="image"/>' + labels("Labels"), two_drags),
    "ellipses": Case(labels("EllipseLabels"), two_drags),
    "polygons": Case(labels("PolygonLabels"), corners),
    "points": Case(labels("KeyPointLabels"), dots),
    "masks": Case(labels("BrushLabels"), strokes),
}


CONFIG = '<View>{controls}<Image name="image" value="$image"/>' + SEEN.format(object="image") + "</View>"


@pytest.mark.parametrize("name", sorted(CASES))
def test_what_was_drawn_there_is_the_same_after_it_was_saved_here(
    name: str, official: OfficialBuild, new_page: NewPage, watch: Watch, demo: Server
) -> None:
    case = CASES[name]
    config = CONFIG.format(controls=case.controls)
    data = {"image": PICTURE}
    theirs = official.open(new_page, watch, config, data)
    case.hands(their_stage(theirs))
    result = made(theirs)
    theirs.close()
    watch.faults.clear()  # what their page threw is theirs
    page = new_page()
    assert saved_here(page, demo, config, data, result) == result
    expect(page.locator(".tag-missing")).to_have_count(0)


@pytest.mark.parametrize("name", sorted(CASES))
def test_what_is_drawn_here_is_read_there(
    name: str, official: OfficialBuild, new_page: NewPage, watch: Watch, demo: Server
) -> None:
    case = CASES[name]
    config, data = CONFIG.format(controls=case.controls), {"image": PICTURE}
    page = new_page()
    api = ProjectApi(page, demo)
    api.send("PATCH", "/api/projects/1/", {"label_config": config})
    api.send("POST", "/api/projects/1/import", [{"data": data}])
    task = api.get("/api/tasks/")["tasks"][0]["id"]
    page.goto(f"{api.origin}/label?task={task}")
    case.hands(our_stage(page))
    with page.expect_response("**/api/tasks/*/annotations/**"):
        page.get_by_role("button", name="Submit").click()
    [ours] = api.get(f"/api/tasks/{task}/annotations/")
    page.close()

    theirs = official.open(new_page, watch, config, data, [{"id": 7, "result": ours["result"]}])
    their_stage(theirs)
    theirs.wait_for_function("() => window.store.annotationStore.selected.regionStore.regions.length > 0")
    read = made(theirs)
    watch.faults.clear()  # what their page threw is theirs
    for theirs_read, our_own in zip(read, ours["result"], strict=True):
        # 1.0.1 does not say of a mask how the picture was turned
        said = [{**without_numbers(item), "image_rotation": 0} for item in (theirs_read, our_own)]
        assert said[0] == said[1]
        assert numbers_of(theirs_read) == pytest.approx(numbers_of(our_own), abs=CLOSE)
        if "rle" in our_own["value"]:
            assert painted(theirs_read) == painted(our_own) > (1000, 0)


def painted(item: dict[str, Any]) -> tuple[int, int]:
    """How many pixels a mask has, and a number that tells one of so many from another."""
    mask = decoded(item["value"]["rle"], SIZE)
    assert mask is not None
    return int((mask > 0).sum()), zlib.crc32(mask.tobytes())


def numbers_of(item: dict[str, Any]) -> list[float]:
    """The geometry of an item, in percent of the picture, in the order of its keys."""
    value = item["value"]
    if "points" in value:
        return [number for point in value["points"] for number in point]
    return [value[key] for key in sorted(value) if isinstance(value[key], int | float) and key != "closed"]


def without_numbers(item: dict[str, Any]) -> dict[str, Any]:
    """What an item says beside its geometry, and beside what only today's editors write."""
    value = {
        key: given for key, given in item["value"].items() if isinstance(given, list) and key not in ("points", "rle")
    }
    kept = ("id", "from_name", "to_name", "type", "original_width", "original_height")
    return {"value": value, **{key: item[key] for key in kept}}
