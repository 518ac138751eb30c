"""Masks of COCO, as lists of runs and as text, become what a brush paints; typed from the format's own description."""

from __future__ import annotations

import base64
import io
import json
from typing import Any

import numpy
import pytest
from PIL import Image
from pycocotools import mask as coco_mask

from multisession.project.exporters.masks import column_runs, decoded, mask_of
from multisession.project.exporters.regions import MarkedRegion
from multisession.project.importers import Refusal, coco, read_tasks
from multisession.project.importers.label_targets import ConfigNeeded
from multisession.project.importers.read_options import ReadOptions
from multisession.project.label_config.parse import parse_label_config
from multisession.project.masks import MaskTooLarge, run_length_bytes

BRUSH = '<BrushLabels name="m" toName="i">LABELS</BrushLabels>'
BITS = '<BitMaskLabels name="m" toName="i">LABELS</BitMaskLabels>'
BOXES = '<RectangleLabels name="b" toName="i">LABELS</RectangleLabels>'
#: 4 by 2 pixels of which the second, the third and the sixth are painted, from the description of the bytes
VECTOR = [0, 0, 0, 32, 57, 27, 252, 96, 19, 255, 206, 1, 31, 252, 224, 0]
PAINTED = [[0, 255, 255, 0], [0, 255, 0, 0]]
#: the same down the columns: 2 clear, 3 painted, 3 clear. As text each number is one digit from "0" on.
LISTED = {"size": [2, 4], "counts": [2, 3, 3]}
PACKED = {"size": [2, 4], "counts": "233"}


def read(segmentation: Any, controls: str, size: tuple[int, int] = (4, 2), **more: Any) -> Any:
    """The result of a document of one mask, or the reason why it is refused."""
    labels = controls.replace("LABELS", '<Label value="sea"/>')
    config = parse_label_config(f'<View>{labels}<Image name="i" value="$i"/></View>')
    annotation = {"id": 1, "image_id": 1, "category_id": 1, "iscrowd": 1, "segmentation": segmentation, **more}
    document = {
        "images": [{"id": 1, "file_name": "a.png", "width": size[0], "height": size[1]}],
        "annotations": [annotation],
        "categories": [{"id": 1, "name": "sea"}],
    }
    [found] = read_tasks(
        [json.dumps(document).encode()], name="a.json", data_keys=config.data_keys, options=ReadOptions(config=config)
    )
    return found.reason if isinstance(found, Refusal) else json.loads(bytes(found.annotations[0].result))


@pytest.mark.parametrize("segmentation", [LISTED, PACKED, {"size": [2, 4], "counts": [2, 1, 0, 2, 3]}])
def test_a_mask_is_what_a_brush_paints(segmentation: Any) -> None:
    [item] = read(segmentation, BRUSH)
    assert item == {
        "id": "m-0", "from_name": "m", "to_name": "i", "type": "brushlabels", "original_width": 4,
        "original_height": 2, "image_rotation": 0, "value": {"format": "rle", "rle": VECTOR, "brushlabels": ["sea"]},
    }  # fmt: skip


def test_labels_beside_a_brush_are_a_second_item() -> None:
    drawn, named = read(LISTED, '<Labels name="l" toName="i">LABELS</Labels><Brush name="m" toName="i"/>')
    assert (drawn["id"], drawn["type"], named["type"]) == (named["id"], "brush", "labels")
    assert (named["from_name"], named["value"]) == ("l", {**drawn["value"], "labels": ["sea"]})


def test_a_bit_mask_is_a_picture_that_is_clear_elsewhere() -> None:
    [item] = read(PACKED, BITS)
    head, _, picture = item["value"]["imageDataURL"].partition(",")
    assert (head, item["type"]) == ("data:image/png;base64", "bitmasklabels")
    with Image.open(io.BytesIO(base64.b64decode(picture))) as image:
        pixels = numpy.asarray(image.convert("RGBA"))
    assert pixels[..., 3].tolist() == PAINTED
    assert not pixels[..., :3].any()
    exported = mask_of(MarkedRegion("i", "bitmask", item["value"]), (4, 2))
    assert exported is not None
    assert exported.tolist() == PAINTED


@pytest.mark.parametrize(
    ("width", "height", "share"), [(1, 1, 0.5), (1, 9, 0.3), (33, 57, 0.5), (301, 203, 0.98), (5, 4, 0), (5, 4, 1)]
)
def test_masks_of_another_encoder_come_out_as_they_were(width: int, height: int, share: float) -> None:
    painted = (numpy.random.default_rng(7).random((height, width)) < share).astype(numpy.uint8)
    text = coco_mask.encode(numpy.asfortranarray(painted))["counts"].decode()
    for counts in (text, column_runs(painted)):
        [item] = read({"size": [height, width], "counts": counts}, BRUSH, (width, height))
        mask = decoded(item["value"]["rle"], (width, height))
        assert mask is not None
        assert (mask == painted * 255).all()


def test_a_mask_of_a_hundred_million_pixels_is_held_by_nobody() -> None:
    runs = [0, *[5_000] * 24_000]
    [item] = read({"size": [10_000, 12_000], "counts": runs}, BRUSH, (12_000, 10_000))
    assert len(item["value"]["rle"]) < 100_000


@pytest.mark.parametrize(
    ("segmentation", "said"),
    [
        ({"size": [2, 4], "counts": [2, 3]}, "do not fill"),
        ({"size": [2, 4], "counts": [2, -3, 9]}, "do not fill"),
        ({"size": [2, 4], "counts": []}, "do not fill"),
        ({"size": [4, 2], "counts": [2, 3, 3]}, "A mask is of 2 by 4 pixels, and its picture of 4 by 2."),
        ({"size": [2, 4], "counts": "23S"}, "are cut off"),
        ({"size": [2, 4], "counts": "2 3"}, "no text as COCO packs them"),
        ({"size": [2, 4], "counts": "ooooooooooo"}, "no text as COCO packs them"),
        ({"size": [2], "counts": [2]}, "Expected `array` of length 2"),
        ({"size": [2, 4], "counts": [0.5]}, "Expected `int`"),
        ({"size": [2, 4], "counts": [0] * 500_001}, "more than 500,000 runs"),
        ({"counts": [2, 3, 3]}, "`size`"),
    ],
)
def test_what_is_no_mask_is_refused(segmentation: Any, said: str) -> None:
    assert said in read(segmentation, BRUSH, bbox=[1, 0, 2, 2])


def test_huge_masks_are_refused() -> None:
    reason = read({"size": [20_000, 20_000], "counts": [400_000_000]}, BRUSH, (20_000, 20_000))
    assert reason == "A mask of 20,000 by 20,000 pixels is not taken: it may have 120 million."
    noise = ((b"\0\1" * 1_000, 1) for _ in range(1_000))
    with pytest.raises(MaskTooLarge):
        run_length_bytes(noise, (2_000, 1_000), most=100_000)


def test_without_a_brush_the_box_stays() -> None:
    [item] = read(LISTED, BOXES, bbox=[1, 0, 2, 2])
    assert (item["type"], item["value"]["x"], item["value"]["width"]) == ("rectanglelabels", 25, 50)
    assert "no BrushLabels" in read(LISTED, BOXES)
    with pytest.raises(ConfigNeeded) as needed:
        read(LISTED, '<Choices name="c" toName="i"><Choice value="x"/></Choices>')
    made = parse_label_config((needed.value.extra or {})["proposed_config"])
    assert [(one.tag, one.labels) for one in made.controls.values()] == [("BrushLabels", ["sea"])]


@pytest.mark.parametrize("controls", [BRUSH, BITS])
def test_many_large_masks_on_one_picture_are_too_much_for_a_task(controls: str) -> None:
    mask = {"segmentation": {"size": [2_000, 2_000], "counts": [0, *[1_000] * 4_000]}}
    config = parse_label_config(
        "<View>" + controls.replace("LABELS", '<Label value="sea"/>') + '<Image name="i" value="$i"/></View>'
    )
    document = {
        "images": [{"id": 1, "file_name": "a.png", "width": 2_000, "height": 2_000}],
        "annotations": [{"image_id": 1, "category_id": 1, **mask}] * 20,
        "categories": [{"id": 1, "name": "sea"}],
    }
    [found] = read_tasks(
        [json.dumps(document).encode()], name="a.json", data_keys=config.data_keys,
        options=ReadOptions(config=config), max_task_bytes=100_000,
    )  # fmt: skip
    assert isinstance(found, Refusal)
    assert "larger than 98 kB" in found.reason


def test_small_masks_of_wide_pictures_are_not_hours_of_work(monkeypatch: pytest.MonkeyPatch) -> None:
    wide = {"size": [100, 10_000], "counts": [0, 1_000_000]}
    assert isinstance(read(wide, BRUSH, (10_000, 100)), list)
    monkeypatch.setattr(coco, "FREE_STEPS", 9_000)
    assert "too wide for the runs" in read(wide, BRUSH, (10_000, 100))
