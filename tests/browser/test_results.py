"""What the hands make, as JSON: each expected item is typed by hand from the reference of results.

A project of one's own is made through the API (a config and one task); all labeling is by mouse and keys.
"""

from __future__ import annotations

import base64
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server, running
from tests.browser.hands import drag_box, label_button, mark, picture, regions, without_id
from tests.browser.project_api import open_only_task

pytestmark = pytest.mark.browser

#: 400 × 200 pixels, so that percents of the width and of the height differ
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200"><rect width="100%" height="99%"/></svg>'
PICTURE = "data:image/svg+xml;base64," + base64.b64encode(SVG).decode()
BOXES = '<RectangleLabels name="box" toName="image"><Label value="Car"/></RectangleLabels>'
IMAGE = '<Image name="image" value="$image"/>'
TEXT = '<Text name="text" value="$text"/>'
SIZE = {"original_width": 400, "original_height": 200, "image_rotation": 0}

Start = Callable[..., Page]


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root: Path = tmp_path_factory.mktemp("results")
    with running("-b", "--init", command="start", positional=("p",), root=root) as server:
        yield server


@pytest.fixture
def start(single: Server, page: Page) -> Start:
    """Opens a config on one task, which may come with annotations and predictions."""
    root = f"http://127.0.0.1:{single.port}"

    def go(config: str, data: dict[str, Any], **more: Any) -> Page:
        open_only_task(page, root, f"<View>{config}</View>", {"data": data, **more})
        expect(page.get_by_role("region", name="Labeling area")).to_be_visible()
        return page

    return go


def answer(page: Page, button: str = "Submit") -> dict[str, Any]:
    """Presses Submit (or Update) and returns the annotation as the server stored it."""
    with page.expect_response(
        lambda response: response.request.method in ("POST", "PATCH") and "/annotations/" in response.url
    ) as response:
        page.get_by_role("button", name=button).click()
    assert response.value.ok
    return dict(response.value.json())


def items(page: Page) -> list[dict[str, Any]]:
    return [without_id(item) for item in answer(page)["result"]]


def choices(names: list[str], **more: Any) -> dict[str, Any]:
    return {
        "from_name": "mood",
        "to_name": "text",
        "type": "choices",
        "origin": "manual",
        "value": {"choices": names},
        **more,
    }


def test_labels_on_text_write_aliases_and_code_points(start: Start) -> None:
    page = start(
        f'<Labels name="ner" toName="text"><Label value="Person" alias="PER"/></Labels>{TEXT}',
        {"text": "👩🏽‍🚀 Ada\nflew"},
    )
    page.keyboard.press("1")
    mark(page, "Ada")
    # woman, skin tone, joiner and rocket are four code points; then a space
    assert items(page) == [
        {
            "from_name": "ner",
            "to_name": "text",
            "type": "labels",
            "origin": "manual",
            "value": {"start": 5, "end": 8, "text": "Ada", "labels": ["PER"]},
        }
    ]


def test_a_single_choice_is_an_array(start: Start) -> None:
    page = start(
        f'<Choices name="mood" toName="text"><Choice value="good"/><Choice value="bad"/></Choices>{TEXT}', {"text": "x"}
    )
    page.keyboard.press("1")
    page.keyboard.press("2")
    assert items(page) == [choices(["bad"])]


def test_several_choices_stand_in_one_item_with_their_aliases(start: Start) -> None:
    page = start(
        '<Choices name="mood" toName="text" choice="multiple"><Choice value="good" alias="G"/><Choice value="bad"/>'
        f'<Choice value="odd" alias="O"/></Choices>{TEXT}',
        {"text": "x"},
    )
    page.keyboard.press("1")
    page.locator(".opt", has_text="odd").click()
    assert items(page) == [choices(["G", "O"])]


def test_a_choice_per_region_repeats_the_region(start: Start) -> None:
    page = start(
        '<Labels name="ner" toName="text"><Label value="Thing"/></Labels>'
        f'<Choices name="mood" toName="text" perRegion="true"><Choice value="good"/></Choices>{TEXT}',
        {"text": "a warm lamp"},
    )
    label_button(page, "Thing").click()
    mark(page, "lamp")
    regions(page).first.click()
    page.locator(".opt", has_text="good").click()
    result = answer(page)["result"]
    assert result[0]["id"] == result[1]["id"]
    place = {"start": 7, "end": 11, "text": "lamp"}
    assert [without_id(item) for item in result] == [
        {
            "from_name": "ner",
            "to_name": "text",
            "type": "labels",
            "origin": "manual",
            "value": {**place, "labels": ["Thing"]},
        },
        choices(["good"], value={**place, "choices": ["good"]}),
    ]


def test_rectangle_labels(start: Start) -> None:
    page = start(BOXES + IMAGE, {"image": PICTURE})
    page.keyboard.press("1")
    box = drag_box(page, 0.1, 0.2, 0.4, 0.8)
    assert items(page) == [
        {
            "from_name": "box",
            "to_name": "image",
            "type": "rectanglelabels",
            "origin": "manual",
            **SIZE,
            "value": box.value() | {"rectanglelabels": ["Car"]},
        }
    ]


def test_rectangle_and_labels_are_two_items_of_one_region(start: Start) -> None:
    page = start(
        '<Rectangle name="box" toName="image"/><Labels name="what" toName="image"><Label value="Car"/></Labels>'
        + IMAGE,
        {"image": PICTURE},
    )
    page.keyboard.press("1")
    box = drag_box(page, 0.2, 0.2, 0.6, 0.6)
    result = answer(page)["result"]
    assert result[0]["id"] == result[1]["id"]
    common = {"to_name": "image", "origin": "manual", **SIZE}
    assert [without_id(item) for item in result] == [
        {**common, "from_name": "box", "type": "rectangle", "value": box.value()},
        {**common, "from_name": "what", "type": "labels", "value": box.value() | {"labels": ["Car"]}},
    ]


def test_turning_a_box_keeps_its_centre_and_moves_its_corner(start: Start) -> None:
    page = start(BOXES + IMAGE, {"image": PICTURE})
    page.keyboard.press("1")
    box = drag_box(page, 0.35, 0.4, 0.65, 0.6)
    place = picture(page)
    regions(page).first.click()
    knob = page.locator(".handles circle.hd").bounding_box()
    assert knob is not None
    centre = (
        place["x"] + (box.x + box.width / 2) / 100 * place["width"],
        place["y"] + (box.y + box.height / 2) / 100 * place["height"],
    )
    start_x, start_y = knob["x"] + knob["width"] / 2, knob["y"] + knob["height"] / 2
    radius = math.hypot(start_x - centre[0], start_y - centre[1])
    begin = math.atan2(start_y - centre[1], start_x - centre[0])
    page.mouse.move(start_x, start_y)
    page.mouse.down()
    for degrees in (10, 20, 30):
        page.mouse.move(
            centre[0] + radius * math.cos(begin + math.radians(degrees)),
            centre[1] + radius * math.sin(begin + math.radians(degrees)),
        )
    page.mouse.up()
    (item,) = items(page)
    value = item["value"]
    assert value["rotation"] == pytest.approx(30, abs=1.5)
    # rotation is about the top left corner in pixel space: the corner that keeps the centre where it was
    angle = math.radians(value["rotation"])
    width, height = box.width / 100 * 400, box.height / 100 * 200
    middle = (box.x / 100 * 400 + width / 2, box.y / 100 * 200 + height / 2)
    corner = (
        middle[0] - (width / 2 * math.cos(angle) - height / 2 * math.sin(angle)),
        middle[1] - (width / 2 * math.sin(angle) + height / 2 * math.cos(angle)),
    )
    assert (value["x"] / 100 * 400, value["y"] / 100 * 200) == (
        pytest.approx(corner[0], abs=1.5),
        pytest.approx(corner[1], abs=1.5),
    )
    assert (value["width"], value["height"]) == (
        pytest.approx(box.width, abs=box.tolerance),
        pytest.approx(box.height, abs=box.tolerance),
    )


NER = f'<Labels name="ner" toName="text"><Label value="Name"/><Label value="Place"/></Labels>{TEXT}'
PREDICTED = [
    {
        "id": "p1",
        "from_name": "ner",
        "to_name": "text",
        "type": "labels",
        "value": {"start": 0, "end": 3, "text": "Ada", "labels": ["Name"]},
    },
    {
        "id": "p2",
        "from_name": "ner",
        "to_name": "text",
        "type": "labels",
        "value": {"start": 8, "end": 12, "text": "Rome", "labels": ["Name"]},
    },
]


def test_a_copied_prediction_says_where_its_regions_come_from(start: Start) -> None:
    page = start(
        NER, {"text": "Ada saw Rome"}, predictions=[{"result": PREDICTED, "model_version": "small", "score": 0.9}]
    )
    page.get_by_role("tab", name="small").click()
    page.get_by_role("button", name="Copy to a new annotation").click()
    expect(page.get_by_role("button", name="Submit")).to_be_visible()
    # the second one is changed: its label is another now
    regions(page).filter(has_text="Rome").click()
    label_button(page, "Place").click()
    mark(page, "saw")
    made = answer(page)
    by_start = sorted(made["result"], key=lambda item: item["value"]["start"])
    assert [
        (item["value"]["text"], item["value"]["labels"], item["origin"])
        for item in by_start
        if item["value"]["text"] != "saw"
    ] == [
        ("Ada", ["Name"], "prediction"),
        ("Rome", ["Place"], "prediction-changed"),
    ]
    assert made["parent_prediction"] is not None


#: What other programs wrote: unknown tags, relations, keys nobody here knows, order, numbers as they were written.
NAME = {"from_name": "ner", "to_name": "text", "type": "labels"}
CORPUS: list[dict[str, Any]] = [
    {**NAME, "id": "a", "origin": "manual", "value": {"start": 0, "end": 3, "text": "Ada", "labels": ["Name"]}},
    {
        **NAME,
        "id": "b",
        "score": 0.25,
        "readonly": True,
        "parentID": "a",
        "meta": {"text": ["note"], "lead_time": 1.5},
        "value": {"start": 8, "end": 12, "labels": ["Unheard of"], "own_key": [1, {"x": None}]},
        "own_envelope": {"a": True},
    },
    {
        "id": "c",
        "from_name": "wave",
        "to_name": "sound",
        "type": "spectrum",
        "value": {"start": 0.1, "end": 2.0, "bands": [1, 2]},
        "original_length": 12.5,
    },
    {"from_id": "a", "to_id": "b", "type": "relation", "direction": "right", "labels": ["knows"]},
    {**NAME, "id": "d", "value": {"start": 900, "end": 950, "text": "not there", "labels": ["Name"]}},
    {
        "id": "e",
        "from_name": "tree",
        "to_name": "text",
        "type": "taxonomy",
        "value": {"taxonomy": [["Online", "Paywall"], ["Offline"]]},
    },
]


def test_what_was_loaded_is_saved_untouched(start: Start) -> None:
    page = start(NER, {"text": "Ada saw Rome"}, annotations=[{"result": CORPUS}])
    expect(page.locator(".textwrap mark").first).to_be_visible()
    assert answer(page, "Update")["result"] == CORPUS


def test_untouched_boxes_keep_every_digit(start: Start) -> None:
    exact = {"x": 10.123456789, "y": 20.5, "width": 30.25, "height": 40, "rotation": 350.125}
    outside = {"x": -5, "y": 0, "width": 120, "height": 1e-3}
    mask = {"format": "rle", "rle": [0, 0, 0, 32, 57], "brushlabels": ["Sky"]}
    box = {"from_name": "box", "to_name": "image", "type": "rectanglelabels"}
    corpus = [
        {**box, "id": "r", **SIZE, "item_index": 0, "value": {**exact, "rectanglelabels": ["Car"]}},
        {**box, "id": "q", "value": {**outside, "rectanglelabels": ["Car", "Van"]}},
        {"id": "m", "from_name": "mask", "to_name": "image", "type": "brushlabels", **SIZE, "value": mask},
    ]
    page = start(
        BOXES + IMAGE,
        {"image": PICTURE},
        annotations=[{"result": corpus}],
    )
    picture(page)
    assert answer(page, "Update")["result"] == corpus
