"""Polygons and paths by mouse, fingers and keys; where their points lie is computed from the pixels pressed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server, running
from tests.browser.conftest import NewPage
from tests.browser.hands import picture, regions
from tests.browser.picture_hands import HEIGHT, PICTURE, WIDTH, Pixel, Stage, drag, looked_at, stage_of, submitted
from tests.browser.project_api import open_only_task

pytestmark = pytest.mark.browser

CONFIG = (
    '<PolygonLabels name="outline" toName="image"><Label value="House"/><Label value="Barn"/></PolygonLabels>'
    '<VectorLabels name="line" toName="image" curves="true" closable="true"><Label value="Road"/></VectorLabels>'
    '<Image name="image" value="$image"/>'
)
SIZE = {"original_width": WIDTH, "original_height": HEIGHT}
#: of the picture, in percent
WITHIN = 0.1

Start = Callable[..., Page]


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root: Path = tmp_path_factory.mktemp("points")
    with running("-b", "--init", command="start", positional=("p",), root=root) as server:
        yield server


@pytest.fixture
def start(single: Server, new_page: NewPage) -> Start:
    """Opens the picture; what the context of the browser is like, and the labels that it has already, are given."""

    def go(result: list[dict[str, Any]] | None = None, *, config: str = CONFIG, **context: object) -> Page:
        page = new_page(**context)
        task: dict[str, Any] = {"data": {"image": PICTURE}}
        if result is not None:
            task["annotations"] = [{"result": result}]
        open_only_task(page, f"http://127.0.0.1:{single.port}", f"<View>{config}</View>", task)
        picture(page)
        return page

    return go


def percent(stage: Stage, pixel: Pixel) -> Pixel:
    x, y = stage.on_picture(pixel)
    return x / WIDTH * 100, y / HEIGHT * 100


def pairs(stage: Stage, pixels: Sequence[Pixel]) -> list[Any]:
    """Pixels of the screen as points of a result, each within a tenth of a percent of the picture."""
    return [[pytest.approx(number, abs=WITHIN) for number in percent(stage, pixel)] for pixel in pixels]


def place(stage: Stage, pixel: Pixel) -> dict[str, Any]:
    x, y = percent(stage, pixel)
    return {"x": pytest.approx(x, abs=WITHIN), "y": pytest.approx(y, abs=WITHIN)}


def middle(a: Pixel, b: Pixel) -> Pixel:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def polygon_by_hand(page: Page, stage: Stage) -> list[Any]:
    """Draws a polygon and changes its points; says what they must be now."""
    page.keyboard.press("1")
    a, b, wrong, c, d = (stage.spot(*at) for at in ((0.1, 0.1), (0.4, 0.12), (0.6, 0.6), (0.42, 0.44), (0.12, 0.4)))
    drag(page, a, b)  # a press puts the first point, letting go the second
    page.mouse.click(*wrong)
    page.keyboard.press("Backspace")
    page.mouse.click(*c)
    page.mouse.click(*d)
    page.mouse.click(a[0] + 3, a[1] - 3)
    expect(regions(page)).to_contain_text(["Polygon, 4 points"])

    page.mouse.click(*stage.spot(0.25, 0.25))
    # a point goes where it is let go; a hollow one becomes a point
    moved, bulge = stage.spot(0.5, 0.14), stage.spot(0.5, 0.3)
    drag(page, b, moved)
    drag(page, middle(moved, c), bulge)
    # one is taken away, and brought back by one step of undo
    page.keyboard.down("Alt")
    page.mouse.click(*c)
    page.keyboard.up("Alt")
    expect(regions(page)).to_contain_text(["Polygon, 4 points"])
    page.keyboard.press("Control+z")
    expect(regions(page)).to_contain_text(["Polygon, 5 points"])
    page.mouse.click(*d)
    page.keyboard.press("Delete")
    # the whole of it moves
    hold = stage.spot(0.3, 0.2)
    drag(page, hold, (hold[0] + 12, hold[1] + 7))
    page.keyboard.press("u")
    return pairs(stage, [(x + 12, y + 7) for x, y in (a, moved, bulge, c)])


def path_by_hand(page: Page, stage: Stage) -> list[dict[str, Any]]:
    """Draws a path whose second point is curved, and pulls at the curve; says what its vertices must be now."""
    page.keyboard.press("3")
    a, b, pulled, c = (stage.spot(*at) for at in ((0.15, 0.9), (0.35, 0.7), (0.45, 0.6), (0.7, 0.85)))
    page.mouse.click(*a)
    drag(page, b, pulled)
    page.mouse.click(*c)
    page.mouse.click(*c)
    expect(regions(page).nth(1)).to_contain_text("Path, 3 points")
    page.mouse.click(*a)
    page.keyboard.down("Alt")
    further = stage.spot(0.5, 0.66)
    drag(page, pulled, further)
    page.keyboard.up("Alt")
    mirrored = (2 * b[0] - pulled[0], 2 * b[1] - pulled[1])
    curve = {"controlPoint1": place(stage, mirrored), "controlPoint2": place(stage, further), "disconnected": True}
    return [
        {**place(stage, a), "prevPointId": None, "isBezier": False},
        {**place(stage, b), "prevPointId": 0, "isBezier": True, **curve},
        {**place(stage, c), "prevPointId": 1, "isBezier": False},
    ]


def by_number(vertices: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The ids that were made up, as places in the list."""
    numbers: dict[str | None, int | None] = {None: None} | {each["id"]: at for at, each in enumerate(vertices)}
    assert len(numbers) == len(vertices) + 1
    return [
        {key: value for key, value in each.items() if key != "id"} | {"prevPointId": numbers[each["prevPointId"]]}
        for each in vertices
    ]


def geometry(page: Page, turns: int, zoom: str) -> None:
    stage = looked_at(page, turns, zoom)
    outline = polygon_by_hand(page, stage)
    line = path_by_hand(page, stage)
    size = {**SIZE, "image_rotation": turns}
    polygon, path = submitted(page)
    common = {"to_name": "image", "origin": "manual", **size}
    value = {"points": outline, "closed": True, "polygonlabels": ["House"]}
    assert polygon == {**common, "from_name": "outline", "type": "polygonlabels", "value": value}
    vertices = path["value"].pop("vertices")
    assert path == {
        **common,
        "from_name": "line",
        "type": "vectorlabels",
        "value": {"closed": False, "vectorlabels": ["Road"]},
    }
    assert by_number(vertices) == line


def test_points_lie_where_the_hand_put_them(start: Start) -> None:
    geometry(start(), 270, "original")


@pytest.mark.full
@pytest.mark.parametrize("scale", [1, 2])
@pytest.mark.parametrize("turns", [0, 90, 180, 270])
@pytest.mark.parametrize("zoom", ["fit", "original", "close"])
def test_points_lie_where_the_hand_put_them_at_every_zoom_and_turn(
    start: Start, zoom: str, turns: int, scale: int
) -> None:
    geometry(start(device_scale_factor=scale), turns, zoom)


UNFINISHED = {
    "id": "half",
    "from_name": "outline",
    "to_name": "image",
    "type": "polygonlabels",
    "origin": "manual",
    **SIZE,
    "image_rotation": 0,
    "value": {"points": [[10, 10], [40, 10], [40, 50]], "closed": False, "polygonlabels": ["Barn"]},
}


def updated(page: Page) -> list[dict[str, Any]]:
    with page.expect_response(lambda it: it.request.method == "PATCH" and "/annotations/" in it.url) as got:
        page.keyboard.press("Control+Enter")
    assert got.value.ok
    return list(got.value.json()["result"])


def test_one_that_is_not_finished_is_gone_on_with_and_one_that_is_dropped_leaves_no_trace(start: Start) -> None:
    page = start([UNFINISHED])
    stage = stage_of(page, 0)
    expect(regions(page)).to_contain_text(["Unfinished polygon, 3 points"])
    # nothing of a drawing stays after Escape, and Ctrl and Z take back its points and nothing else
    page.keyboard.press("1")
    for at in ((0.6, 0.6), (0.8, 0.6), (0.8, 0.8)):
        page.mouse.click(*stage.spot(*at))
    page.keyboard.press("Control+z")
    expect(page.locator(".points [role=status]")).to_have_text("2 points")
    page.keyboard.press("Escape")
    expect(page.locator(".draft path")).to_have_count(0)
    expect(regions(page)).to_have_count(1)
    page.keyboard.press("v")

    # picked by its line, gone on with by the button, left open again
    page.mouse.click(*stage.on_screen((300, 80)))
    page.get_by_role("button", name="Go on").click()
    fourth, fifth = stage.on_screen((240, 440)), stage.on_screen((120, 400))
    page.mouse.click(*fourth)
    page.keyboard.press("Shift+Enter")
    expect(regions(page)).to_contain_text(["Unfinished polygon, 4 points"])
    # with its tool in hand the next click is its next point; Enter closes it
    page.mouse.click(*fifth)
    page.keyboard.press("Enter")
    expect(regions(page)).to_contain_text(["Polygon, 5 points"])
    added = pairs(stage, [fourth, fifth])
    value = {"points": [[10, 10], [40, 10], [40, 50], *added], "closed": True, "polygonlabels": ["Barn"]}
    assert updated(page) == [{**UNFINISHED, "value": value}]


def test_points_are_chosen_moved_added_and_deleted_by_keys_alone(start: Start) -> None:
    page = start()
    page.keyboard.press("p")
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    left, right, top, bottom = WIDTH / 3, WIDTH * 2 / 3, HEIGHT / 3, HEIGHT * 2 / 3
    expect(regions(page)).to_contain_text(["Polygon, 4 points"])
    page.keyboard.press("v")
    page.keyboard.press(".")
    said = page.locator(".points [role=status]")
    expect(said).to_have_text("Point 1 of 4")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Shift+Enter")
    expect(said).to_have_text("Point 2 of 5")
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press(",")
    page.keyboard.press(",")
    expect(said).to_have_text("Point 5 of 5")
    page.keyboard.press("Delete")
    [item] = submitted(page)
    corners = [(left - 10, top - 1), ((left - 10 + right) / 2, (top - 1 + top) / 2 - 10), (right, top), (right, bottom)]
    assert item["value"]["points"] == [
        [pytest.approx(x / WIDTH * 100, abs=WITHIN), pytest.approx(y / HEIGHT * 100, abs=WITHIN)] for x, y in corners
    ]


@pytest.mark.full
def test_paths_branch_end_by_themselves_close_bend_and_open(start: Start) -> None:
    page = start(
        config='<VectorLabels name="tree" toName="image" skeleton="true" maxPoints="4"><Label value="Tree"/>'
        "</VectorLabels>"
        '<VectorLabels name="ring" toName="image" closable="true" curves="true" minPoints="3"><Label value="Lake"/>'
        '</VectorLabels><Image name="image" value="$image"/>'
    )
    stage = stage_of(page, 0)
    page.keyboard.press("1")
    trunk, fork, left, right = (stage.on_screen(at) for at in ((300, 700), (300, 500), (200, 300), (400, 300)))
    for spot in (trunk, fork, left, fork, right):  # pressed again, the fork is where it goes on from
        page.mouse.click(*spot)
    expect(regions(page)).to_contain_text(["Path, 4 points"])  # which is all it may have
    page.keyboard.press("u")

    page.keyboard.press("2")
    a, b, c = (stage.on_screen(at) for at in ((700, 200), (1100, 200), (900, 600)))
    page.mouse.click(*a)
    page.mouse.click(*b)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").or_(page.locator(".toast"))).to_contain_text("This needs at least 3 points.")
    page.mouse.click(*c)
    page.mouse.click(*a)
    expect(regions(page).nth(1)).to_contain_text("Closed path, 3 points")
    page.mouse.click(*stage.on_screen((900, 300)))
    page.keyboard.down("Shift")
    page.mouse.click(*b)
    page.keyboard.up("Shift")
    page.keyboard.down("Alt")
    page.mouse.click(*middle(c, a))
    page.keyboard.up("Alt")
    expect(regions(page).nth(1)).to_contain_text("Path, 3 points")

    tree, lake = (item["value"] for item in submitted(page))
    straight = {"isBezier": False}
    assert by_number(tree["vertices"]) == [
        {**place(stage, trunk), **straight, "prevPointId": None},
        {**place(stage, fork), **straight, "prevPointId": 0},
        {**place(stage, left), **straight, "prevPointId": 1},
        {**place(stage, right), **straight, "prevPointId": 1},
    ]
    # a quarter of the way from the first to the third: 50 and 100 pixels to either side
    into, out = stage.on_screen((1050, 100)), stage.on_screen((1150, 300))
    curve = {"controlPoint1": place(stage, into), "controlPoint2": place(stage, out), "disconnected": False}
    assert lake["closed"] is False
    assert by_number(lake["vertices"]) == [
        {**place(stage, a), **straight, "prevPointId": None},
        {**place(stage, b), **curve, "isBezier": True, "prevPointId": 0},
        {**place(stage, c), **straight, "prevPointId": 1},
    ]


@pytest.mark.full
def test_a_finger_draws_and_moves_points(start: Start) -> None:
    page = start(has_touch=True, viewport={"width": 390, "height": 780})
    page.locator('.lb[data-value="House"]').tap()
    stage = stage_of(page, 0)
    spots = [stage.on_screen(at) for at in ((200, 200), (900, 250), (800, 700), (300, 650))]
    for spot in spots:
        page.touchscreen.tap(*spot)
    page.touchscreen.tap(spots[0][0] + 12, spots[0][1] + 10)  # a finger is no needle
    page.locator(".flag.sel").or_(page.locator(".shape[data-region]")).first.wait_for()
    page.touchscreen.tap(*stage.on_screen((550, 450)))
    page.touchscreen.tap(spots[1][0] - 8, spots[1][1] + 9)
    expect(page.locator(".points [role=status]")).to_have_text("Point 2 of 4")
    page.locator(".points").get_by_role("button", name="Delete this point").tap()
    [item] = submitted(page)
    assert item["value"]["points"] == pairs(stage, [spots[0], *spots[2:]])
