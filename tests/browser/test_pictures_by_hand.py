"""The picture itself under a person's hands: lists, a turned photograph, fingers, a pen, and a very large one."""

from __future__ import annotations

import base64
import struct
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect

from benchmarks.server import Server
from tests.browser.axe import Checker
from tests.browser.conftest import NewPage
from tests.browser.hands import Box, drag_box, label_button, picture, regions, submit, without_id
from tests.browser.picture_hands import PICTURE, stage_of
from tests.browser.project_api import ProjectApi

pytestmark = pytest.mark.browser

BOXES = """<View>
  <RectangleLabels name="label" toName="image"><Label value="Car"/><Label value="Person"/></RectangleLabels>
  <Image name="image" value="$image"/>
</View>"""
LIST = """<View>
  <RectangleLabels name="label" toName="image"><Label value="Car"/><Label value="Person"/></RectangleLabels>
  <Image name="image" valueList="$images"/>
  <Header value="Season?"/>
  <Choices name="season" toName="image" perItem="true" required="true" showInline="true">
    <Choice value="Winter"/><Choice value="Summer"/>
  </Choices>
</View>"""
DRAWN = """async ([width, height, type]) => {
  const canvas = new OffscreenCanvas(width, height), context = canvas.getContext('2d');
  context.fillStyle = '#456'; context.fillRect(0, 0, width, height);
  context.fillStyle = '#e4a72e'; context.fillRect(0, 0, width / 2, height / 4);
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type })).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}"""


def photograph(page: Page, width: int, height: int) -> bytes:
    """A JPEG that says in its EXIF that the camera was held on its side: it is to be shown turned to the right."""
    content = base64.b64decode(page.evaluate(DRAWN, [width, height, "image/jpeg"]))
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0)
    tiff = b"MM\0\x2a" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
    exif = b"Exif\0\0" + tiff
    return content[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + content[2:]


def opened(page: Page, server: Server, config: str, tasks: list[dict[str, Any]]) -> ProjectApi:
    api = ProjectApi(page, server)
    api.send("PATCH", "/api/projects/1/", {"label_config": config})
    api.send("POST", "/api/projects/1/import", tasks)
    page.goto(f"{api.origin}/label?task={api.get('/api/tasks/?project=1')['tasks'][0]['id']}")
    return api


def box_item(box: Box, label: str, size: tuple[int, int], **more: int) -> dict[str, Any]:
    return {
        "from_name": "label", "to_name": "image", "type": "rectanglelabels", "origin": "manual",
        "original_width": size[0], "original_height": size[1], "image_rotation": 0,
        "value": box.value() | {"rectanglelabels": [label]}, **more,
    }  # fmt: skip


def season_item(season: str, at: int) -> dict[str, Any]:
    return {
        "from_name": "season", "to_name": "image", "type": "choices", "origin": "manual",
        "value": {"choices": [season]}, "item_index": at,
    }  # fmt: skip


def test_regions_and_answers_say_which_picture_of_a_list_they_are_about(demo: Server, new_page: NewPage) -> None:
    page = new_page()
    page.goto("about:blank")
    side = "data:image/jpeg;base64," + base64.b64encode(photograph(page, 400, 300)).decode()
    api = opened(page, demo, LIST, [{"images": [PICTURE, side, PICTURE]}])
    status, season = page.locator(".carousel [role=status]"), page.locator('[data-name="season"]')

    label_button(page, "Car").click()
    first = drag_box(page, 0.1, 0.2, 0.4, 0.6)
    season.get_by_text("Summer").click()
    page.keyboard.press("Control+ArrowRight")
    expect(status).to_have_text("2 of 3")
    expect(season.get_by_role("radio", checked=True)).to_have_count(0)
    # shown upright, it is 300 wide and 400 high
    label_button(page, "Person").click()
    place = picture(page)
    assert place["width"] / place["height"] == pytest.approx(300 / 400, abs=0.01)
    second = drag_box(page, 0.2, 0.3, 0.7, 0.5)
    season.get_by_text("Winter").click()
    expect(regions(page)).to_have_count(2)
    expect(regions(page).last).to_contain_text("Picture 2")

    checker = Checker(page)
    checker.check("a list of pictures", ".image-list")
    checker.nothing_found()

    # the third has no answer: Submit says so and shows it
    submit(page)
    expect(page.locator(".submit-problems, [role=alert]").first).to_contain_text("Number 3 has none.")
    expect(status).to_have_text("3 of 3")
    expect(page.locator(".image-surface [data-region]")).to_have_count(0)
    season.get_by_text("Winter").click()
    regions(page).first.click()
    expect(status).to_have_text("1 of 3")
    expect(page.locator(".image-surface [data-region]")).to_have_count(1)
    with page.expect_response(lambda it: it.request.method == "POST" and "/annotations/" in it.url):
        submit(page)

    [task] = api.get("/api/tasks/?project=1")["tasks"]
    [annotation] = api.get(f"/api/tasks/{task['id']}/")["annotations"]
    items = [without_id(item) for item in annotation["result"]]
    assert [item for item in items if item["type"] == "rectanglelabels"] == [
        box_item(first, "Car", (1200, 800), item_index=0),
        box_item(second, "Person", (300, 400), item_index=1),
    ]
    assert sorted((item for item in items if item["type"] == "choices"), key=lambda item: item["item_index"]) == [
        season_item("Summer", 0), season_item("Winter", 1), season_item("Winter", 2),
    ]  # fmt: skip


class Fingers:
    """One or two of them on the screen, by the browser's own input; and a pen."""

    def __init__(self, page: Page) -> None:
        self._session: CDPSession = page.context.new_cdp_session(page)

    def slide(self, *ways: tuple[tuple[float, float], tuple[float, float]]) -> None:
        """Puts a finger on the start of each way, moves them together to its end, and lifts them."""
        for share in (0, 0.25, 0.5, 0.75, 1):
            kind = "touchStart" if share == 0 else "touchMove"
            points = [
                {"x": a[0] + (b[0] - a[0]) * share, "y": a[1] + (b[1] - a[1]) * share, "id": number}
                for number, (a, b) in enumerate(ways)
            ]
            self._session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        self._session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def draw_with_pen(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        for kind, (x, y) in (("mousePressed", start), ("mouseMoved", end), ("mouseReleased", end)):
            event = {
                "type": kind,
                "x": x,
                "y": y,
                "button": "left",
                "buttons": 1,
                "clickCount": 1,
                "pointerType": "pen",
            }
            self._session.send("Input.dispatchMouseEvent", event)


def test_fingers_pinch_pan_and_draw_and_a_pen_draws(demo: Server, new_page: NewPage) -> None:
    page = new_page(viewport={"width": 800, "height": 800}, has_touch=True)
    opened(page, demo, BOXES, [{"image": PICTURE}])
    fingers, before = Fingers(page), picture(page)
    middle = before["x"] + before["width"] / 2, before["y"] + before["height"] / 2

    # two fingers from 100 to 300 pixels apart: three times as large, and the spot between them stays there
    (x, y) = middle
    fingers.slide(((x - 50, y), (x - 150, y)), ((x + 50, y), (x + 150, y)))
    after = picture(page)
    assert after["width"] == pytest.approx(before["width"] * 3, rel=0.01)
    assert after["x"] + after["width"] / 2 == pytest.approx(x, abs=2)
    expect(page.locator(".minimap")).to_be_visible()
    expect(regions(page)).to_have_count(0)

    # one finger on no region moves the picture by its way
    fingers.slide(((x, y), (x - 90, y + 40)))
    moved = picture(page)
    assert (moved["x"] - after["x"], moved["y"] - after["y"]) == pytest.approx((-90, 40), abs=1)

    # with a label picked one finger draws, and so does a pen
    stage = stage_of(page, 0)
    for number, draw in enumerate((lambda a, b: fingers.slide((a, b)), fingers.draw_with_pen)):
        label_button(page, "Car").click()
        start, end = stage.spot(0.1, 0.1 + number * 0.5), stage.spot(0.5, 0.4 + number * 0.5)
        draw(start, end)
        expect(page.locator(".image-surface [data-region]")).to_have_count(number + 1)
        shape = page.locator(".image-surface [data-region] .sh").nth(number).bounding_box()
        assert shape is not None
        corners = shape["x"], shape["y"], shape["x"] + shape["width"], shape["y"] + shape["height"]
        assert corners == pytest.approx((*start, *end), abs=3)


@pytest.mark.full
def test_wheel_and_keys_zoom_to_thirty_times_and_more(demo: Server, new_page: NewPage) -> None:
    page = new_page()
    opened(page, demo, BOXES, [{"image": PICTURE}])
    place = picture(page)
    spot = place["x"] + place["width"] * 0.25, place["y"] + place["height"] * 0.25
    page.mouse.move(*spot)
    page.keyboard.down("Control")
    for _ in range(10):
        page.mouse.wheel(0, -120)
    page.keyboard.up("Control")
    shown = picture(page)
    assert shown["width"] / 1200 >= 30
    # what was under the pointer still is
    assert (spot[0] - shown["x"]) / shown["width"] == pytest.approx(0.25, abs=0.001)
    label_button(page, "Car").click()
    page.mouse.move(*spot)
    page.mouse.down()
    page.mouse.move(spot[0] + 120, spot[1] + 80, steps=3)
    page.mouse.up()
    # 120 screen pixels are 3 pixels of the picture at 40 times
    scale = shown["width"] / 1200
    expect(regions(page).first).to_contain_text(f"Box, {round(120 / scale)} × {round(80 / scale)}")
    page.keyboard.press("Shift+1")
    assert picture(page)["width"] == pytest.approx(place["width"], abs=1)
    for _ in range(60):
        page.keyboard.press("Control+Equal")
    assert picture(page)["width"] / 1200 >= 30


@pytest.mark.full
def test_a_very_large_photograph_is_drawn_from_its_own_pixels_where_one_zooms_in(
    demo: Server, new_page: NewPage
) -> None:
    page = new_page()
    api = ProjectApi(page, demo)
    api.send("PATCH", "/api/projects/1/", {"label_config": BOXES})
    page.goto("about:blank")
    # 48 million pixels, and shown turned: 6,000 wide and 8,000 high
    file: Any = {"name": "side.jpg", "mimeType": "image/jpeg", "buffer": photograph(page, 8000, 6000)}
    answer = page.request.post(f"{api.origin}/api/projects/1/import", multipart={"file": file})
    assert answer.ok, answer.text()
    page.goto(f"{api.origin}/label")
    expect(page.locator("canvas.pic").first).to_be_visible()
    assert page.evaluate("() => getComputedStyle(document.querySelector('img.pic')).visibility") == "hidden"
    expect(page.locator("canvas.detail")).to_be_hidden()
    label_button(page, "Car").click()
    box = drag_box(page, 0.2, 0.25, 0.6, 0.5)
    page.keyboard.press("Shift+2")
    expect(page.locator("canvas.detail")).to_be_visible()
    with page.expect_response(lambda it: it.request.method == "POST" and "/annotations/" in it.url) as got:
        submit(page)
    assert [without_id(item) for item in got.value.json()["result"]] == [box_item(box, "Car", (6000, 8000))]
