"""Masks: run-length bytes as the format's own library writes them, and files as other tools read them."""

from __future__ import annotations

import base64
import io
import json
from typing import Any

import numpy
import pytest
from PIL import Image
from pycocotools import mask as coco_mask
from pycocotools.coco import COCO

from multisession.project.exporters.fitting import FormatDoesNotFit
from multisession.project.exporters.masks import decoded, mask_of
from multisession.project.exporters.regions import MarkedRegion
from multisession.project.label_config.parse import parse_label_config
from multisession.project.store.interface import TaskBundle
from tests.project.exporters.bundles import annotation, task
from tests.project.exporters.shapes import CONFIG as OUTLINES
from tests.project.exporters.shapes import unpacked

pytestmark = pytest.mark.anyio
#: a mask of 4 × 2 pixels of which 1, 2 and 5 are painted
VECTOR = [0, 0, 0, 32, 57, 27, 252, 96, 19, 255, 206, 1, 31, 252, 224, 0]
PAINTED = [[0, 255, 255, 0], [0, 255, 0, 0]]
CONFIG = parse_label_config(
    '<View><BrushLabels name="brush" toName="image"><Label value="Water"/><Label value="Dry land"/></BrushLabels>'
    '<Image name="image" value="$image"/></View>'
)


def masked(*values: dict[str, Any]) -> TaskBundle:
    items = [
        {"id": f"m{number}", "from_name": "brush", "to_name": "image", "type": "brushlabels", "original_width": 4,
         "original_height": 2, "image_rotation": 0, "value": {"brushlabels": ["Dry land"], **value}}
        for number, value in enumerate(values)
    ]  # fmt: skip
    made = annotation(5, 3, json.dumps(items).encode())
    return TaskBundle(task=task(3, b'{"image": "https://example.org/sea.png"}'), annotations=[made])


def test_the_vector_of_the_format() -> None:
    mask = decoded(VECTOR, (4, 2))
    assert mask is not None
    assert mask.tolist() == PAINTED


@pytest.mark.parametrize(
    ("rle", "size"),
    [
        (VECTOR, (2, 2)),
        (VECTOR[:9], (4, 2)),
        ([], (4, 2)),
        ([256], (4, 2)),
        (["a"], (4, 2)),
        (VECTOR, (40_000, 40_000)),
    ],
)
def test_what_is_no_mask_of_the_picture_is_none(rle: list[Any], size: tuple[int, int]) -> None:
    assert decoded(rle, size) is None


@pytest.mark.parametrize(
    ("pixels", "mode", "painted"),
    [
        # as editors write it, clear elsewhere: what is painted may be black or white
        ([[(0, 0, 0, 0), (0, 0, 0, 255)]], "RGBA", [[0, 255]]),
        ([[(255, 255, 255, 0), (255, 255, 255, 255)]], "RGBA", [[0, 255]]),
        ([[(0, 255), (0, 255)]], "LA", [[255, 255]]),
        # as other tools write it: white on black, and nothing is clear
        ([[(0, 0, 0, 255), (255, 255, 255, 255)]], "RGBA", [[0, 255]]),
        ([[0, 255]], "L", [[0, 255]]),
        ([[0, 0]], "L", [[0, 0]]),
    ],
)
def test_a_bit_mask_is_what_is_not_clear_or_what_is_white(pixels: Any, mode: str, painted: list[list[int]]) -> None:
    picture = io.BytesIO()
    Image.fromarray(numpy.array(pixels, numpy.uint8), mode).save(picture, "PNG")
    address = "data:image/png;base64," + base64.b64encode(picture.getvalue()).decode()
    mask = mask_of(MarkedRegion("image", "bitmask", {"imageDataURL": address}), (2, 1))
    assert mask is not None
    assert mask.tolist() == painted


async def test_a_file_a_mask() -> None:
    picture = io.BytesIO()
    Image.fromarray(numpy.array([[0, 0, 0, 255], [0, 0, 0, 255]], numpy.uint8)).save(picture, "PNG")
    address = "data:image/png;base64," + base64.b64encode(picture.getvalue()).decode()
    bundle = masked({"format": "rle", "rle": VECTOR}, {"format": "rle", "rle": [1, 2]}, {"imageDataURL": address})
    arrays = await unpacked("BRUSH_TO_NUMPY", [bundle], config=CONFIG)
    names = [f"task-3-annotation-5-brush-Dry_land-{number}" for number in (0, 1)]
    assert [numpy.load(io.BytesIO(arrays[f"{name}.npy"])).tolist() for name in names] == [
        PAINTED, [[0, 0, 0, 255], [0, 0, 0, 255]],
    ]  # fmt: skip
    pictures = await unpacked("BRUSH_TO_PNG", [bundle], config=CONFIG)
    assert list(pictures) == [f"{name}.png" for name in names]
    with Image.open(io.BytesIO(pictures[f"{names[0]}.png"])) as image:
        assert (image.mode, numpy.asarray(image).tolist()) == ("L", PAINTED)


@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
async def test_pycocotools_reads_the_runs(tmp_path: Any) -> None:
    files = await unpacked("BRUSH_TO_COCO", [masked({"format": "rle", "rle": VECTOR})], config=CONFIG)
    (tmp_path / "result.json").write_bytes(files["result.json"])
    coco = COCO(str(tmp_path / "result.json"))
    [found] = coco.loadAnns(coco.getAnnIds())
    assert coco.annToMask(found).tolist() == [[0, 1, 1, 0], [0, 1, 0, 0]]
    assert (found["bbox"], found["area"]) == ([1, 0, 2, 2], 3)
    assert coco_mask.area(coco.annToRLE(found)) == 3
    assert [one["name"] for one in coco.loadCats(coco.getCatIds())] == ["Water", "Dry land"]


async def test_a_project_of_boxes_has_no_masks() -> None:
    with pytest.raises(
        FormatDoesNotFit, match=r"Needs a Brush or BitMask on an Image\. This project labels pictures in another way\."
    ):
        await unpacked("BRUSH_TO_PNG", [], config=OUTLINES)
