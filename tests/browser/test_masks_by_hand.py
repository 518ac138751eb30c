"""Masks by mouse, keys and fingers: brush, eraser, wand. What they cover is computed from the pixels pressed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server, running
from tests.browser.conftest import NewPage
from tests.browser.hands import picture, regions
from tests.browser.mask_hands import Mask, apart, decoded, disc, png_of, stroke
from tests.browser.picture_hands import HEIGHT, PICTURE, WIDTH, Pixel, Stage, looked_at, stage_of, submitted
from tests.browser.project_api import open_only_task

pytestmark = pytest.mark.browser

BRUSH = (
    '<BrushLabels name="mask" toName="image"><Label value="Tree"/><Label value="Sky"/></BrushLabels>'
    '<Magicwand name="wand" toName="image"/><Image name="image" value="$image"/>'
)
BITMASK = (
    '<BitMaskLabels name="mask" toName="image"><Label value="Tree"/><Label value="Sky"/></BitMaskLabels>'
    '<Image name="image" value="$image"/>'
)
#: how far a mask may be off, in percent of the picture
CLOSE = 0.1

Start = Callable[..., Page]


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root: Path = tmp_path_factory.mktemp("masks")
    with running("-b", "--init", command="start", positional=("p",), root=root) as server:
        yield server


@pytest.fixture
def start(single: Server, new_page: NewPage) -> Start:
    """Opens the picture on a display of this many device pixels to a CSS pixel."""

    def go(config: str = BRUSH, scale: int = 1, **task: Any) -> Page:
        page = new_page(device_scale_factor=scale, has_touch=True)
        root = f"http://127.0.0.1:{single.port}"
        open_only_task(page, root, f"<View>{config}</View>", {"data": {"image": PICTURE}, **task})
        picture(page)
        return page

    return go


def brush_width(page: Page) -> int:
    """In pixels of the picture, as the bar says."""
    words = page.locator(".brush-bar .num").inner_text()
    return int(words.removesuffix(" px"))


def paint(page: Page, stage: Stage, *spots: Pixel) -> list[Pixel]:
    """One stroke through these pixels of the screen; says which pixels of the picture it went through."""
    page.mouse.move(*spots[0])
    page.mouse.down()
    for spot in spots[1:]:
        page.mouse.move(*spot)
    page.mouse.up()
    return [stage.on_picture(spot) for spot in spots]


def pen(page: Page, stage: Stage, start: Pixel, end: Pixel) -> list[Pixel]:
    """A stroke with a pen; says which pixels of the picture it went through."""
    session = page.context.new_cdp_session(page)
    for kind, (x, y) in (("mouseMoved", start), ("mousePressed", start), ("mouseMoved", end), ("mouseReleased", end)):
        held = {"buttons": 1, "button": "left", "clickCount": 1} if (kind, (x, y)) != ("mouseMoved", start) else {}
        session.send("Input.dispatchMouseEvent", {"type": kind, "x": x, "y": y, "pointerType": "pen", **held})
    return [stage.on_picture(start), stage.on_picture(end)]


def strokes(page: Page, stage: Stage) -> tuple[Mask, Mask]:
    """Paints a corner, adds a line to it, takes a line from it; and another mask. Says what they must cover now."""
    page.keyboard.press("1")
    width = brush_width(page)
    corner = [stage.spot(0.2, 0.3), stage.spot(0.4, 0.6), stage.spot(0.2, 0.7)]
    first = stroke(paint(page, stage, *corner), width)
    expect(regions(page)).to_have_count(1)
    # no label is picked any more, and the mask is selected: it grows
    first |= stroke(paint(page, stage, stage.spot(0.3, 0.3), stage.spot(0.45, 0.3)), width)
    page.keyboard.press("e")
    page.keyboard.press("]")
    taken = paint(page, stage, stage.spot(0.15, 0.45), stage.spot(0.45, 0.47))
    assert brush_width(page) == round(width * 1.2)
    first -= stroke(taken, round(width * 1.2))
    # a label begins the next one, with the brush
    page.keyboard.press("2")
    page.keyboard.press("[")
    page.keyboard.press("[")
    second = stroke(paint(page, stage, stage.spot(0.7, 0.5)), brush_width(page))
    expect(regions(page)).to_have_count(2)
    return first, second


def geometry(page: Page, turns: int, zoom: str, kind: str) -> None:
    """Strokes at one zoom and turn of the picture, then what the server was sent."""
    stage = looked_at(page, turns, zoom)
    masks = strokes(page, stage)
    items = submitted(page)
    size = {"original_width": WIDTH, "original_height": HEIGHT, "image_rotation": turns}
    common = {"from_name": "mask", "to_name": "image", "type": kind, "origin": "manual", **size}
    for item, mask, label in zip(items, masks, ["Tree", "Sky"], strict=True):
        value = item.pop("value")
        assert item == common
        assert value[kind] == [label]
        assert set(value) == ({kind, "format", "rle"} if kind == "brushlabels" else {kind, "imageDataURL"})
        assert value.get("format") == ("rle" if kind == "brushlabels" else None)
        assert len(mask) > 200
        assert apart(decoded(value), mask) < CLOSE / 10


def test_masks_cover_what_the_hand_went_over(start: Start) -> None:
    geometry(start(), 90, "original", "brushlabels")


@pytest.mark.full
@pytest.mark.parametrize("scale", [1, 2])
@pytest.mark.parametrize("turns", [0, 90, 180, 270])
@pytest.mark.parametrize("zoom", ["fit", "original", "close"])
@pytest.mark.parametrize("kind", ["brushlabels", "bitmasklabels"])
def test_masks_cover_what_the_hand_went_over_at_every_zoom_and_turn(
    start: Start, kind: str, zoom: str, turns: int, scale: int
) -> None:
    geometry(start(BRUSH if kind == "brushlabels" else BITMASK, scale), turns, zoom, kind)


def test_one_undo_takes_one_stroke_back_and_what_is_given_up_leaves_no_trace(start: Start) -> None:
    page = start()
    stage = stage_of(page, 0)
    undo = page.get_by_role("button", name="Undo", exact=True)
    page.keyboard.press("1")
    width = brush_width(page)
    one = stroke(paint(page, stage, stage.spot(0.6, 0.3), stage.spot(0.8, 0.3)), width)
    row = regions(page)
    expect(row).to_have_text(f"Mask, {len(one):,} px", use_inner_text=True)
    two = one | stroke(pen(page, stage, stage.spot(0.6, 0.6), stage.spot(0.8, 0.8)), width)
    expect(row).to_have_text(f"Mask, {len(two):,} px", use_inner_text=True)

    # given up half way: with Escape, and by a second finger
    page.mouse.move(*stage.spot(0.5, 0.5))
    page.mouse.down()
    page.mouse.move(*stage.spot(0.7, 0.9))
    page.keyboard.press("Escape")
    page.mouse.up()
    fingers = page.context.new_cdp_session(page)
    (ax, ay), (bx, by) = stage.spot(0.3, 0.3), stage.spot(0.5, 0.5)
    near, far = {"x": ax, "y": ay, "id": 0}, {"x": bx, "y": by, "id": 1}

    def touch(kind: str, *points: dict[str, float]) -> None:
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    touch("touchStart", near)
    touch("touchMove", {**near, "x": ax + 30})
    touch("touchStart", near, far)
    touch("touchEnd")
    expect(row).to_have_text(f"Mask, {len(two):,} px", use_inner_text=True)
    undo.click()
    expect(row).to_have_text(f"Mask, {len(one):,} px", use_inner_text=True)
    undo.click()
    expect(row).to_have_count(0)
    expect(undo).to_be_disabled()

    # a finger paints; the wand takes in the yellow disc of the picture
    page.keyboard.press("2")
    touch("touchStart", near)
    touch("touchMove", {**far, "id": 0})
    touch("touchEnd")
    expect(row).to_have_count(1)
    page.keyboard.press("u")
    page.keyboard.press("w")
    page.mouse.click(*(round(part) for part in stage.on_screen((300, 200))))
    expect(row).to_have_count(2)
    touched, wand = submitted(page)
    way = [stage.on_picture((ax, ay)), stage.on_picture((bx, by))]
    assert apart(decoded(touched["value"]), stroke(way, width)) < CLOSE
    assert (wand["from_name"], wand["type"]) == ("wand", "magicwand")
    assert apart(decoded(wand["value"]), disc((300, 200), 150)) < CLOSE


@pytest.mark.full
def test_masks_of_other_editors_are_read_painted_on_and_otherwise_kept(start: Start) -> None:
    size = {"original_width": WIDTH, "original_height": HEIGHT, "image_rotation": 0}
    common = {"to_name": "image", "origin": "manual", **size}
    touches = [{"type": "add", "points": [10, 10, 20, 20], "strokeWidth": 15}]
    cell, spot = disc((600, 400), 100), disc((800, 150), 60)
    # half as wide and half as high as the picture: each of its pixels is four
    half = {y // 2 * (WIDTH // 2) + x // 2 for y, x in (divmod(pixel, WIDTH) for pixel in spot)}
    values = {
        "a": ("cells", "bitmasklabels", {"imageDataURL": png_of(cell), "bitmasklabels": ["Cell"]}),
        "b": ("parts", "brushlabels", {"format": "rle", "maskDataURL": png_of(half, WIDTH // 2, HEIGHT // 2),
                                       "touches": touches, "brushlabels": ["Part"]}),
        "c": ("parts", "brushlabels", {"touches": touches, "brushlabels": ["Part"]}),
        "d": ("parts", "brushlabels", {"format": "rle", "rle": [0, 0, 0, 4, 57, 27, 0], "brushlabels": ["Part"]}),
    }  # fmt: skip
    result = [
        {"id": name, "from_name": control, "type": kind, "value": value, **common}
        for name, (control, kind, value) in values.items()
    ]
    config = (
        '<BitMaskLabels name="cells" toName="image"><Label value="Cell"/></BitMaskLabels>'
        '<BrushLabels name="parts" toName="image"><Label value="Part"/></BrushLabels>'
        '<Image name="image" value="$image"/>'
    )
    page = start(config, annotations=[{"result": result}])
    expect(regions(page)).to_have_count(4)
    # what cannot be read has no place on the picture
    expect(page.locator(".image-surface .flag")).to_have_count(2)
    stage = stage_of(page, 0)

    def press(x: float, y: float) -> Pixel:
        at = stage.on_screen((x, y))
        spot = round(at[0]), round(at[1])
        page.mouse.click(*spot)
        return stage.on_picture(spot)

    press(600, 400)
    expect(page.locator('.rg[aria-selected="true"]')).to_have_count(1)
    page.keyboard.press("b")
    cell |= disc(press(700, 400), brush_width(page) / 2)
    page.keyboard.press("v")
    press(800, 150)
    page.keyboard.press("e")
    spot -= disc(press(800, 210), brush_width(page) / 2)
    with page.expect_response(lambda it: it.request.method == "PATCH" and "/annotations/" in it.url) as got:
        page.get_by_role("button", name="Update").click()
    saved = {item["id"]: item["value"] for item in got.value.json()["result"]}
    assert saved["c"] == values["c"][2]
    assert saved["d"] == values["d"][2]
    assert set(saved["a"]) == {"imageDataURL", "bitmasklabels"}
    assert apart(decoded(saved["a"]), cell) < CLOSE / 10
    assert set(saved["b"]) == {"format", "rle", "brushlabels"}
    assert apart(decoded(saved["b"]), spot) < CLOSE
