"""Several regions on a picture at once, by mouse and keys; what they become is computed from the pixels pressed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from benchmarks.server import Server, running
from tests.browser.conftest import NewPage
from tests.browser.hands import picture, regions
from tests.browser.picture_hands import HEIGHT, PICTURE, WIDTH, Pixel, Stage, drag, stage_of
from tests.browser.project_api import ProjectApi

pytestmark = pytest.mark.browser

Value = dict[str, float]
#: how far the dashed box stands off from what is in it, and a copy from its original, in pixels of the screen
MARGIN, OFFSET = 6, 14
BOXES = (
    '<RectangleLabels name="box" toName="image"{}><Label value="Car"/><Label value="Van"/></RectangleLabels>'
    '<Image name="image" value="$image"/>'
)


def box(name: str, x: float, y: float, width: float, height: float, label: str = "Car") -> dict[str, Any]:
    value = {"x": x, "y": y, "width": width, "height": height, "rotation": 0, "rectanglelabels": [label]}
    size = {"original_width": WIDTH, "original_height": HEIGHT, "image_rotation": 0}
    kind = {"from_name": "box", "to_name": "image", "type": "rectanglelabels", "origin": "manual"}
    return {"id": name, **kind, **size, "value": value}


RESULT = [box("a", 10, 10, 10, 20), box("b", 30, 20, 10, 20, "Van"), box("c", 60, 60, 20, 20), box("d", 55, 55, 35, 35)]

Start = Callable[..., Page]


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root: Path = tmp_path_factory.mktemp("several")
    with running("-b", "--init", command="start", positional=("p",), root=root) as server:
        yield server


@pytest.fixture
def start(single: Server, new_page: NewPage) -> Start:
    """Opens the first of these tasks, under a config whose control has these attributes."""

    def go(tasks: list[dict[str, Any]], attributes: str = "", config: str = BOXES) -> Page:
        page = new_page()
        api = ProjectApi(page, single)
        for old in api.get("/api/tasks/?project=1")["tasks"]:
            assert page.request.delete(f"{api.origin}/api/tasks/{old['id']}/").ok
        api.send("PATCH", "/api/projects/1/", {"label_config": f"<View>{config.format(attributes)}</View>"})
        api.send("POST", "/api/projects/1/import", tasks)
        first, *_ = api.get("/api/tasks/?project=1")["tasks"]
        page.goto(f"{api.origin}/label?task={first['id']}")
        picture(page)
        return page

    return go


def selected(page: Page) -> Locator:
    return page.locator(".rg[aria-selected=true]")


def at(stage: Stage, x: float, y: float) -> Pixel:
    """The pixel of the screen at these percents of the picture."""
    across, down = stage.on_screen((x * WIDTH / 100, y * HEIGHT / 100))
    return round(across), round(down)


def updated(page: Page) -> list[dict[str, Any]]:
    with page.expect_response(lambda it: it.request.method == "PATCH" and "/annotations/" in it.url) as got:
        page.keyboard.press("Control+Enter")
    assert got.value.ok
    result: list[dict[str, Any]] = got.value.json()["result"]
    return result


def geometry(item: dict[str, Any]) -> Value:
    return {key: item["value"][key] for key in ("x", "y", "width", "height")}


def near(**percents: float) -> dict[str, Any]:
    return {key: pytest.approx(percent, abs=0.1) for key, percent in percents.items()}


def test_several_are_banded_scaled_moved_copied_and_put_in_order(start: Start) -> None:
    page = start([{"data": {"image": PICTURE}, "annotations": [{"result": RESULT}]}])
    stage = stage_of(page, 0)
    drag(page, at(stage, 5, 5), at(stage, 45, 45))
    expect(selected(page)).to_have_count(2)
    expect(page.locator(".handles .group")).to_have_count(1)

    # the far corner of the dashed box, then everything back and again in one step each
    corner = stage.on_screen((0.4 * WIDTH, 0.4 * HEIGHT))
    corner = round(corner[0]) + MARGIN, round(corner[1]) + MARGIN
    drag(page, corner, (corner[0] + 60, corner[1] + 90))
    wide = 1 + 60 / stage.scale / (0.3 * WIDTH)
    high = 1 + 90 / stage.scale / (0.3 * HEIGHT)
    grown = f"Box, {round(120 * wide)} × {round(160 * high)}"
    expect(regions(page).get_by_text(grown)).to_have_count(2)
    page.keyboard.press("Control+z")
    expect(regions(page).get_by_text("Box, 120 × 160")).to_have_count(2)
    page.keyboard.press("Control+Shift+z")
    expect(regions(page).get_by_text(grown)).to_have_count(2)

    # moved as one by the mouse, then by keys; at the edge they keep their distance
    hold = at(stage, 15, 20)
    drag(page, hold, (hold[0] + 24, hold[1] - 400))
    page.keyboard.press("Shift+ArrowDown")
    right = 10 + 24 / stage.scale * 100 / WIDTH
    down = 10 / HEIGHT * 100
    first = near(x=right, y=down, width=10 * wide, height=20 * high)
    second = near(x=right + 20 * wide, y=down + 10 * high, width=10 * wide, height=20 * high)

    # where two lie over each other the smaller is pressed first, then what lies below; the order can be turned round
    spot = at(stage, 70, 70)
    page.keyboard.press("Escape")
    page.mouse.click(*spot)
    expect(selected(page)).to_contain_text("240 × 160")
    page.mouse.click(*spot)
    expect(selected(page)).to_contain_text("420 × 280")
    page.keyboard.press("Control+]")
    page.keyboard.press("Escape")
    page.mouse.click(*spot)
    expect(selected(page)).to_contain_text("420 × 280")
    assert page.locator("svg [data-region]").last.get_attribute("data-region") == "d"

    page.keyboard.press("Control+d")
    expect(regions(page)).to_have_count(5)
    away = round(OFFSET / stage.scale)
    a, b, c, d, copy = updated(page)
    assert [geometry(a), geometry(b)] == [first, second]
    assert [c, d] == RESULT[2:]
    assert geometry(copy) == near(x=55 + away * 100 / WIDTH, y=55 + away * 100 / HEIGHT, width=35, height=35)
    assert copy["id"] not in "abcd" and copy["origin"] == "manual"


@pytest.mark.full
def test_copies_go_onto_another_picture_and_fit_it(start: Start) -> None:
    small = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='300' height='600'/%3E"
    page = start([{"data": {"image": PICTURE}, "annotations": [{"result": RESULT}]}, {"data": {"image": small}}])
    stage = stage_of(page, 0)
    page.keyboard.down("Control")
    page.mouse.click(*at(stage, 15, 20))
    page.mouse.click(*at(stage, 35, 30))
    page.keyboard.up("Control")
    expect(selected(page)).to_have_count(2)
    page.keyboard.press("Control+c")
    page.get_by_role("button", name="Next task").click()
    expect(regions(page)).to_have_count(0)
    picture(page)
    page.keyboard.press("Control+v")
    expect(regions(page)).to_have_count(2)
    page.keyboard.press("Control+v")
    expect(regions(page)).to_have_count(4)
    with page.expect_response(lambda it: it.request.method == "POST" and "/annotations/" in it.url) as got:
        page.keyboard.press("Control+Enter")
    items = got.value.json()["result"]
    assert {(item["original_width"], item["original_height"]) for item in items} == {(300, 600)}
    assert [geometry(item) for item in items[:2]] == [geometry(item) for item in RESULT[:2]]
    assert len({tuple(geometry(item).values()) for item in items}) == 4


@pytest.mark.full
def test_the_config_says_how_they_look_and_that_they_lie_on_whole_pixels(start: Start) -> None:
    look = ' opacity="0.5" fillColor="#00ff00" strokeColor="rgb(255, 0, 0)" strokeWidth="5" snap="pixel"'
    page = start([{"data": {"image": PICTURE}, "annotations": [{"result": RESULT}]}], look)
    stage = stage_of(page, 0)
    style = page.locator('svg [data-region="a"] .sh').evaluate(
        "shape => [getComputedStyle(shape).stroke, getComputedStyle(shape).strokeWidth, getComputedStyle(shape).fill]"
    )
    assert style[:2] == ["rgb(255, 0, 0)", "5px"]
    assert "0.5" in style[2]
    hold = at(stage, 15, 20)
    drag(page, hold, (hold[0] + 31, hold[1] + 17))
    page.keyboard.press("Escape")
    drag(page, at(stage, 25, 5), at(stage, 45, 45))
    corner = stage.on_screen((0.4 * WIDTH, 0.4 * HEIGHT))
    drag(page, corner, (corner[0] + 37, corner[1] + 23))
    for item in updated(page)[:2]:
        value = item["value"]
        pixels = [value["x"] * 12, value["y"] * 8, value["width"] * 12, value["height"] * 8]
        assert pixels == [pytest.approx(round(length), abs=1e-4) for length in pixels]


@pytest.mark.full
def test_what_is_locked_or_hidden_stays_out_of_it(start: Start) -> None:
    page = start([{"data": {"image": PICTURE}, "annotations": [{"result": RESULT}]}])
    stage = stage_of(page, 0)
    page.mouse.click(*at(stage, 15, 20))
    page.keyboard.press("Alt+l")
    expect(page.locator(".handles .hd")).to_have_count(0)
    page.keyboard.press("Escape")
    page.mouse.click(*at(stage, 70, 70))
    page.keyboard.press("Alt+h")
    expect(page.locator('svg [data-region="c"]')).to_be_hidden()
    page.keyboard.press("Escape")
    drag(page, at(stage, 2, 2), at(stage, 98, 98))
    expect(selected(page)).to_have_count(3)
    page.keyboard.press("Shift+ArrowLeft")
    moved = updated(page)
    assert moved[0]["value"] == RESULT[0]["value"] and moved[2]["value"] == RESULT[2]["value"]
    assert moved[1]["value"]["x"] == pytest.approx(30 - 10 * 100 / WIDTH, abs=1e-6)


@pytest.mark.full
def test_arrows_between_boxes_follow_the_view_and_a_region_has_its_question(start: Start) -> None:
    asks = '<Choices name="parked" toName="image" perRegion="true"><Choice value="Yes"/><Choice value="No"/></Choices>'
    page = start([{"data": {"image": PICTURE}, "annotations": [{"result": RESULT}]}], config=BOXES + asks)
    stage = stage_of(page, 0)
    page.mouse.click(*at(stage, 15, 20))
    page.get_by_role("radio", name="Yes").check(force=True)
    page.keyboard.press("Alt+r")
    page.mouse.click(*at(stage, 35, 30))
    expect(page.locator(".rel")).to_have_count(1)
    line = page.locator(".arrows .line")
    expect(line).to_have_count(1)
    before = line.bounding_box()
    page.keyboard.press("Shift+2")
    page.wait_for_function(
        "before => Math.abs(document.querySelector('.arrows .line').getBoundingClientRect().width - before) > 5",
        arg=before["width"] if before else 0,
    )
    written = updated(page)
    assert {"from_id": "a", "to_id": "b", "type": "relation", "direction": "right"} in written
    [answer] = [item for item in written if item["type"] == "choices"]
    assert answer["id"] == "a" and answer["value"]["choices"] == ["Yes"]
    assert geometry(answer) == geometry(RESULT[0])
