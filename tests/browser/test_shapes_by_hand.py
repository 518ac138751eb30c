"""Boxes, ellipses and points by mouse and by keys alone; where they lie is computed from the pixels pressed."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server, running
from tests.browser.conftest import NewPage
from tests.browser.hands import picture, regions
from tests.browser.picture_hands import HEIGHT, PICTURE, WIDTH, Pixel, Stage, drag, looked_at, submitted
from tests.browser.project_api import open_only_task

pytestmark = pytest.mark.browser

STROKE = 4
CONFIG = (
    '<RectangleLabels name="box" toName="image"><Label value="Car"/><Label value="Van"/></RectangleLabels>'
    '<EllipseLabels name="round" toName="image"><Label value="Wheel"/></EllipseLabels>'
    f'<KeyPointLabels name="spot" toName="image" strokeWidth="{STROKE}"><Label value="Lamp"/></KeyPointLabels>'
    '<Image name="image" value="$image"/>'
)

Start = Callable[..., Page]


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root: Path = tmp_path_factory.mktemp("shapes")
    with running("-b", "--init", command="start", positional=("p",), root=root) as server:
        yield server


@pytest.fixture
def start(single: Server, new_page: NewPage) -> Start:
    """Opens the picture on a display of this many device pixels to a CSS pixel."""

    def go(scale: int = 1) -> Page:
        page = new_page(device_scale_factor=scale)
        root = f"http://127.0.0.1:{single.port}"
        open_only_task(page, root, f"<View>{CONFIG}</View>", {"data": {"image": PICTURE}})
        picture(page)
        return page

    return go


def turned(point: Pixel, about: Pixel, degrees: float) -> Pixel:
    """A point turned clockwise."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    x, y = point[0] - about[0], point[1] - about[1]
    return about[0] + x * cos - y * sin, about[1] + x * sin + y * cos


def facing(middle: Pixel, towards: Pixel) -> float:
    """By how much something is turned whose upper side faces a point."""
    return (math.degrees(math.atan2(towards[1] - middle[1], towards[0] - middle[0])) + 90) % 360


def close(**pixels: float) -> dict[str, Any]:
    """Pixels of the picture as percent in a result, each within 0.1 % of the picture; degrees within a tenth."""
    value = {}
    for key, length in pixels.items():
        whole = 100 if key == "rotation" else HEIGHT if key in ("y", "height", "radiusY") else WIDTH
        value[key] = pytest.approx(length * 100 / whole, abs=0.1)
    return value


def stroke_at(scale: float) -> Any:
    """The stroke's width on the screen, in percent of the picture's width."""
    return pytest.approx(STROKE / scale / WIDTH * 100, rel=1e-3)


def box_by_hand(page: Page, stage: Stage) -> dict[str, Any]:
    """Draws a box, moves it, drags its far corner and turns it; says what it must be now."""
    page.keyboard.press("1")
    first, second = stage.spot(0.16, 0.2), stage.spot(0.28, 0.36)
    drag(page, first, second)
    (ax, ay), (bx, by) = stage.on_picture(first), stage.on_picture(second)
    left, top, right, bottom = min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
    # moved
    hold = stage.spot(0.2, 0.26)
    drag(page, hold, (hold[0] + 9, hold[1] + 13))
    (fx, fy), (tx, ty) = stage.on_picture(hold), stage.on_picture((hold[0] + 9, hold[1] + 13))
    left, right, top, bottom = left + tx - fx, right + tx - fx, top + ty - fy, bottom + ty - fy
    # the far corner goes to where the pointer is let go
    corner = stage.on_screen((right, bottom))
    middle = stage.on_screen(((left + right) / 2, (top + bottom) / 2))
    target = (round(corner[0] + (corner[0] - middle[0]) / 3), round(corner[1] + (corner[1] - middle[1]) / 4))
    drag(page, corner, target)
    right, bottom = stage.on_picture(target)
    # the knob stands 24 pixels of the screen over the middle of the upper side
    centre = ((left + right) / 2, (top + bottom) / 2)
    knob = stage.on_screen((centre[0], top - 24 / stage.scale))
    towards = turned(knob, stage.on_screen(centre), 25)
    towards = (round(towards[0]), round(towards[1]))
    drag(page, knob, towards)
    rotation = facing(centre, stage.on_picture(towards))
    x, y = turned((left, top), centre, rotation)
    return close(x=x, y=y, width=right - left, height=bottom - top, rotation=rotation)


def ellipse_by_hand(page: Page, stage: Stage) -> dict[str, Any]:
    """Draws an ellipse, moves it, drags the end of an axis and turns it; says what it must be now."""
    page.keyboard.press("3")
    first, second = stage.spot(0.6, 0.2), stage.spot(0.78, 0.34)
    drag(page, first, second)
    (ax, ay), (bx, by) = stage.on_picture(first), stage.on_picture(second)
    x, y, across, down = (ax + bx) / 2, (ay + by) / 2, abs(bx - ax) / 2, abs(by - ay) / 2
    hold = stage.spot(0.7, 0.28)
    drag(page, hold, (hold[0] - 11, hold[1] + 8))
    (fx, fy), (tx, ty) = stage.on_picture(hold), stage.on_picture((hold[0] - 11, hold[1] + 8))
    x, y = x + tx - fx, y + ty - fy
    # the end of the level axis: the other end stays
    end = stage.on_screen((x + across, y))
    middle = stage.on_screen((x, y))
    target = (round(end[0] + (end[0] - middle[0]) / 3), round(end[1] + (end[1] - middle[1]) / 3))
    drag(page, end, target)
    other = x - across
    far = stage.on_picture(target)[0]
    x, across = (other + far) / 2, (far - other) / 2
    knob = stage.on_screen((x, y - down - 24 / stage.scale))
    towards = turned(knob, stage.on_screen((x, y)), -40)
    towards = (round(towards[0]), round(towards[1]))
    drag(page, knob, towards)
    rotation = facing((x, y), stage.on_picture(towards))
    return close(x=x, y=y, radiusX=across, radiusY=down, rotation=rotation)


def point_by_hand(page: Page, stage: Stage) -> dict[str, Any]:
    """Sets a point and drags it; says what it must be now."""
    page.keyboard.press("4")
    spot, goal = stage.spot(0.25, 0.7), stage.spot(0.35, 0.8)
    page.mouse.click(*spot)
    drag(page, spot, goal)
    x, y = stage.on_picture(goal)
    return {**close(x=x, y=y), "width": stroke_at(stage.scale)}


def box_by_points(page: Page, stage: Stage) -> dict[str, Any]:
    """Two clicks make a side, the third the height."""
    page.keyboard.press("1")
    page.keyboard.press("Shift+R")
    clicks = [stage.spot(0.55, 0.62), stage.spot(0.72, 0.56), stage.spot(0.74, 0.85)]
    for click in clicks:
        page.mouse.move(*click)
        page.mouse.click(*click)
    (ax, ay), (bx, by), (cx, cy) = map(stage.on_picture, clicks)
    width = math.hypot(bx - ax, by - ay)
    # how far the third lies from the line through the first two: the area over the side
    height = abs((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)) / width
    rotation = math.degrees(math.atan2(by - ay, bx - ax)) % 360
    return close(x=ax, y=ay, width=width, height=height, rotation=rotation)


def geometry(page: Page, turns: int, zoom: str) -> None:
    """Everything by hand at one zoom and turn of the picture, then what the server was sent."""
    stage = looked_at(page, turns, zoom)
    expected = []
    for control, label, act in (
        ("box", "Car", box_by_hand),
        ("round", "Wheel", ellipse_by_hand),
        ("spot", "Lamp", point_by_hand),
        ("box", "Car", box_by_points),
    ):
        value = act(page, stage)
        kind = {"box": "rectanglelabels", "round": "ellipselabels", "spot": "keypointlabels"}[control]
        size = {"original_width": WIDTH, "original_height": HEIGHT, "image_rotation": turns}
        item = {"from_name": control, "to_name": "image", "type": kind, "origin": "manual", **size}
        expected.append({**item, "value": {**value, kind: [label]}})
        expect(regions(page)).to_have_count(len(expected))
        page.keyboard.press("u")
    assert submitted(page) == expected


def test_shapes_lie_where_the_hand_put_them(start: Start) -> None:
    geometry(start(2), 90, "close")


@pytest.mark.full
@pytest.mark.parametrize("scale", [1, 2])
@pytest.mark.parametrize("turns", [0, 90, 180, 270])
@pytest.mark.parametrize("zoom", ["fit", "original", "close"])
def test_shapes_lie_where_the_hand_put_them_at_every_zoom_and_turn(
    start: Start, zoom: str, turns: int, scale: int
) -> None:
    geometry(start(scale), turns, zoom)


def said(page: Page, words: str) -> None:
    """Waits until a screen reader was told this of the picture."""
    expect(page.locator(".image-surface > [role=status]")).to_have_text(words)


def test_shapes_are_drawn_moved_grown_named_and_deleted_by_keys_alone(start: Start) -> None:
    page = start()
    # the whole picture is seen: a third of it, in its middle, on whole pixels
    left, right = round(WIDTH / 3), round(WIDTH * 2 / 3)
    top, bottom = round(HEIGHT / 3), round(HEIGHT * 2 / 3)
    width, height = right - left, bottom - top

    page.keyboard.press("r")
    said(page, "Box: Enter draws one in the middle, arrow keys move it, Ctrl and an arrow key change its size")
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    said(page, f"Drawn: Car, Box, {width} × {height}, at {left}, {top}")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    said(page, f"Box, {width} × {height}, at {left + 1}, {top + 10}")
    page.keyboard.press("Control+ArrowRight")
    page.keyboard.press("Control+ArrowUp")
    said(page, f"Box, {width + 1} × {height - 1}, at {left + 1}, {top + 10}")
    page.keyboard.press("2")
    said(page, "Van")

    page.keyboard.press("u")
    page.keyboard.press("o")
    page.keyboard.press("3")
    page.keyboard.press("Enter")
    said(page, f"Drawn: Wheel, Ellipse, {width} × {height}, at {left}, {top}")
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Control+ArrowRight")
    said(page, f"Ellipse, {width + 1} × {height}, at {left}, {top - 10}")

    # a second one goes again, and leaves nothing
    page.keyboard.press("u")
    page.keyboard.press("3")
    page.keyboard.press("Enter")
    expect(regions(page)).to_have_count(3)
    page.keyboard.press("Delete")
    said(page, f"Deleted: Ellipse, {width} × {height}, at {left}, {top}")

    page.keyboard.press("4")
    said(page, "Point: Enter sets one in the middle, arrow keys move it")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowLeft")
    said(page, f"Point, {WIDTH // 2 - 1}, {HEIGHT // 2}")
    # all of them, one step to the side and back
    page.locator(".image-surface").focus()
    page.keyboard.press("Control+A")
    said(page, "3 regions selected")
    page.keyboard.press("ArrowRight")
    said(page, "3 regions changed")
    page.keyboard.press("Control+Z")
    scale = picture(page)["width"] / WIDTH
    assert [item["value"] for item in submitted(page)] == [
        {**close(x=left + 1, y=top + 10, width=width + 1, height=height - 1, rotation=0), "rectanglelabels": ["Van"]},
        {
            **close(x=(left + right + 1) / 2, y=(top + bottom) / 2 - 10, radiusX=(width + 1) / 2, radiusY=height / 2),
            "rotation": 0,
            "ellipselabels": ["Wheel"],
        },
        {**close(x=WIDTH / 2 - 1, y=HEIGHT / 2), "width": stroke_at(scale), "keypointlabels": ["Lamp"]},
    ]
