"""Polygons of 300 points on a picture: how smoothly one of them moves, and one of its points."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterator
from typing import Any

from playwright.sync_api import Page, sync_playwright

from benchmarks.browser import CHROMIUM, FLAGS, frames, post
from benchmarks.machine import scratch_directory
from benchmarks.report import Figure, milliseconds
from benchmarks.server import running

CONFIG = """<View>
  <PolygonLabels name="outline" toName="image"><Label value="Wood"/><Label value="Lake"/></PolygonLabels>
  <Image name="image" value="$image"/>
</View>
"""
POINTS, COLUMNS, ROWS = 300, 5, 4
PICTURE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='1200' height='800'/%3E"
STEPS = 60


def _polygon(number: int) -> dict[str, Any]:
    """A coast of 300 points around the middle of one of 20 fields of the picture."""
    across, down = (number % COLUMNS + 0.5) * 100 / COLUMNS, (number // COLUMNS + 0.5) * 100 / ROWS
    points = []
    for step in range(POINTS):
        angle = 2 * math.pi * step / POINTS
        far = 1 + 0.08 * math.sin(9 * angle) + 0.03 * (step % 2)
        points.append([across + 7 * far * math.cos(angle), down + 9 * far * math.sin(angle)])
    value = {"points": points, "closed": True, "polygonlabels": ["Lake" if number % 2 else "Wood"]}
    size = {"original_width": 1200, "original_height": 800, "image_rotation": 0}
    return {
        "id": f"p{number}",
        "from_name": "outline",
        "to_name": "image",
        "type": "polygonlabels",
        **size,
        "value": value,
    }


def _drag(page: Page, x: float, y: float) -> None:
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(STEPS):
        page.mouse.move(x + 30 * math.sin(step / 9), y + 20 * math.sin(step / 7))
    page.mouse.up()


def _middle(page: Page, selector: str) -> tuple[float, float]:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _whole(page: Page) -> None:
    _drag(page, *_middle(page, '[data-region="p7"] .sh'))


def _point(page: Page) -> None:
    _drag(page, *_middle(page, ".handles > g:last-child"))


def _hover(page: Page) -> None:
    """The pointer over all of them, as it goes from point to point of a new one."""
    x, y = _middle(page, "img.pic")
    for step in range(STEPS):
        page.mouse.move(x - 300 + step * 10, y + 100 * math.sin(step / 5))


def points() -> Iterator[Figure]:
    """Frames while one of 20 polygons, or a point of it, is dragged."""
    path = scratch_directory() / "points.xml"
    path.write_text(CONFIG)
    with (
        sync_playwright() as playwright,
        running("--init", "-b", "-l", str(path), command="start", positional=("bench",)) as server,
    ):
        result = [_polygon(number) for number in range(COLUMNS * ROWS)]
        post(server, "/api/projects/1/import", [{"data": {"image": PICTURE}, "annotations": [{"result": result}]}])
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
        page.goto(f"http://127.0.0.1:{server.port}/label?task=1")
        page.locator("svg [data-region]").nth(COLUMNS * ROWS - 1).wait_for(state="attached")
        page.mouse.click(*_middle(page, '[data-region="p7"] .sh'))
        page.locator(".handles > g").nth(POINTS - 1).wait_for(state="attached")
        moves: dict[str, Callable[[Page], None]] = {"move": _whole, "drag a point of": _point, "point at": _hover}
        for name, gesture in moves.items():
            slowest = [frames(page, gesture) for _ in range(5)]
            median, worst = statistics.median(slowest), milliseconds(max(slowest))
            what = f"{name} one of {COLUMNS * ROWS} polygons of {POINTS} points: p95 frame"
            note = f"{STEPS} steps, painted without a GPU; median of 5, worst {worst}"
            yield Figure(what, "≤ 20 ms", milliseconds(median), median <= 0.02, note)
        browser.close()
