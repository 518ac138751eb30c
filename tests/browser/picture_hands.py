"""Pressing pixels of a picture that is zoomed and turned: what lies where, by a formula of the tests' own."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from tests.browser.hands import picture, without_id

WIDTH, HEIGHT = 1200, 800
SVG = (
    f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}"><rect width="100%" height="99%"/>'
    '<circle cx="300" cy="200" r="150" fill="#e4a72e"/></svg>'
)
PICTURE = "data:image/svg+xml;base64," + base64.b64encode(SVG.encode()).decode()

Pixel = tuple[float, float]


@dataclass(frozen=True)
class Stage:
    """Where the picture lies on the screen: its upright bounds there, and by how much it is turned clockwise."""

    x: float
    y: float
    width: float
    height: float
    turns: int
    #: the part of the screen where the picture is seen and nothing lies over it: left, top, right, bottom
    free: tuple[float, float, float, float]

    @property
    def scale(self) -> float:
        """Screen pixels to a pixel of the picture."""
        return (self.width if self.turns % 180 == 0 else self.height) / WIDTH

    def spot(self, across: float, down: float) -> Pixel:
        """A whole pixel of the screen at these fractions of the free part."""
        left, top, right, bottom = self.free
        return round(left + across * (right - left)), round(top + down * (bottom - top))

    def on_picture(self, pixel: Pixel) -> Pixel:
        """The pixel of the picture under one of the screen."""
        across, down = (pixel[0] - self.x) / self.width, (pixel[1] - self.y) / self.height
        u, v = {
            0: (across, down),
            90: (down, 1 - across),
            180: (1 - across, 1 - down),
            270: (1 - down, across),
        }[self.turns]
        return u * WIDTH, v * HEIGHT

    def on_screen(self, point: Pixel) -> Pixel:
        u, v = point[0] / WIDTH, point[1] / HEIGHT
        across, down = {0: (u, v), 90: (1 - v, u), 180: (1 - u, 1 - v), 270: (v, 1 - u)}[self.turns]
        return self.x + across * self.width, self.y + down * self.height


def stage_of(page: Page, turns: int) -> Stage:
    place = picture(page)
    stage = page.locator(".image-surface").bounding_box()
    assert stage is not None
    free = (
        max(place["x"], stage["x"] + 70),
        max(place["y"], stage["y"] + 20),
        # the minimap stands in the upper right corner
        min(place["x"] + place["width"], stage["x"] + stage["width"] - 140),
        min(place["y"] + place["height"], stage["y"] + stage["height"] - 70),
    )
    return Stage(place["x"], place["y"], place["width"], place["height"], turns, free)


def drag(page: Page, start: Pixel, end: Pixel) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    page.mouse.move(*end)
    page.mouse.up()


def looked_at(page: Page, turns: int, zoom: str) -> Stage:
    """Turns the picture clockwise by so many degrees and zooms: "fit" to the window, "original", or "close"."""
    for _ in range(turns // 90):
        page.keyboard.press("Alt+ArrowRight")
    if zoom != "fit":
        page.keyboard.press("Shift+2")
    if zoom == "close":
        page.mouse.move(500, 400)
        page.keyboard.down("Control")
        before = picture(page)["width"]
        page.mouse.wheel(0, -180)  # half as large again, or more
        # a wheel is not waited for: the page comes to it when it has time
        larger = "(before) => document.querySelector('img.pic').getBoundingClientRect().width > before * 1.3"
        page.wait_for_function(larger, arg=before)
        page.keyboard.up("Control")
    return stage_of(page, turns)


def submitted(page: Page) -> list[dict[str, Any]]:
    with page.expect_response(lambda it: it.request.method == "POST" and "/annotations/" in it.url) as got:
        page.keyboard.press("Control+Enter")
    assert got.value.ok
    return [without_id(item) for item in got.value.json()["result"]]
