"""COCO, as its data format page defines it: pixels, polygons, boxes as corner and size."""

from __future__ import annotations

import io
import json
from math import pi
from pathlib import Path

import pytest
from PIL import Image
from pycocotools.coco import COCO

from multisession.project.exporters.pictures import PictureSizeUnknown
from tests.project.exporters.shapes import box, bundle, polygon, shape, unpacked

pytestmark = pytest.mark.anyio
UPLOAD = "/data/upload/1/0123456789abcdef-harbour.png"


async def test_the_document_figure_by_figure() -> None:
    items = (
        box("Pier", 10, 20, 30, 40),  # 40, 40, 120 × 80 px
        polygon("Sail", (50, 0), (75, 0), (75, 50), (50, 50)),  # a square of 100 px
        box("Ship", 50, 50, 25, 10, rotation=90),  # 100 × 20 px about (200, 100), clockwise: to the left and down
    )
    files = await unpacked("COCO", [bundle(7, UPLOAD, *items)], [bundle(9, "https://example.org/a%20b/x.jpg?size=2",
                           box("Ship", 0, 0, 100, 100))])  # fmt: skip
    assert list(files) == ["result.json"]
    document = json.loads(files["result.json"])
    assert document["categories"] == [
        {"id": 1, "name": "Ship"}, {"id": 2, "name": "Pier"}, {"id": 3, "name": "Sail"}, {"id": 4, "name": "Buoy"},
    ]  # fmt: skip
    assert document["images"] == [
        {"id": 1, "width": 400, "height": 200, "file_name": "images/0123456789abcdef-harbour.png", "task_id": 7},
        {"id": 2, "width": 400, "height": 200, "file_name": "images/x.jpg",
         "coco_url": "https://example.org/a%20b/x.jpg?size=2", "task_id": 9},
    ]  # fmt: skip
    common = {"iscrowd": 0, "ignore": 0}
    assert document["annotations"] == [
        {"id": 1, "image_id": 1, "category_id": 2, "segmentation": [[40, 40, 160, 40, 160, 120, 40, 120]],
         "bbox": [40, 40, 120, 80], "area": 9600, "annotation_id": 17, **common},
        {"id": 2, "image_id": 1, "category_id": 3, "segmentation": [[200, 0, 300, 0, 300, 100, 200, 100]],
         "bbox": [200, 0, 100, 100], "area": 10000, "annotation_id": 17, **common},
        {"id": 3, "image_id": 1, "category_id": 1, "segmentation": [[200, 100, 200, 200, 180, 200, 180, 100]],
         "bbox": [180, 100, 20, 100], "area": 2000, "annotation_id": 17, **common},
        {"id": 4, "image_id": 2, "category_id": 1, "segmentation": [[0, 0, 400, 0, 400, 200, 0, 200]],
         "bbox": [0, 0, 400, 200], "area": 80000, "annotation_id": 19, **common},
    ]  # fmt: skip


@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
async def test_pycocotools_reads_the_file(tmp_path: Path) -> None:
    items = (box("Pier", 10, 20, 30, 40), polygon("Sail", (50, 0), (75, 0), (75, 50), (50, 50)))
    files = await unpacked("COCO", [bundle(7, UPLOAD, *items)])
    (tmp_path / "result.json").write_bytes(files["result.json"])
    coco = COCO(str(tmp_path / "result.json"))
    found = coco.loadAnns(coco.getAnnIds(imgIds=[1]))
    assert [int(coco.annToMask(one).sum()) for one in found] == [120 * 80, 100 * 100]
    assert [one["name"] for one in coco.loadCats([one["category_id"] for one in found])] == ["Pier", "Sail"]


async def test_an_ellipse_is_a_polygon_of_nearly_its_area() -> None:
    round_one = shape("round", "Buoy", x=50, y=50, radiusX=10, radiusY=20, rotation=0)  # 40 px each way
    [annotation] = json.loads((await unpacked("COCO", [bundle(1, UPLOAD, round_one)]))["result.json"])["annotations"]
    assert len(annotation["segmentation"][0]) == 128
    assert annotation["bbox"] == pytest.approx([160, 60, 80, 80], abs=0.001)
    assert annotation["area"] == pytest.approx(pi * 40 * 40, rel=0.002)


async def test_what_has_no_place_in_it_is_left_out() -> None:
    broken = [
        box("Ship", 1, 1, 1, 1) | {"value": {"x": "a", "rectanglelabels": ["Ship"]}},
        polygon("Sail", (0, 0), (1, 1)),
        box("Ship", 1, 1, 1, 1) | {"to_name": "other", "id": "o"},
        {"type": "choices", "from_name": "c", "to_name": "image", "value": {"choices": ["x"]}},
        {"type": "relation", "from_id": "a", "to_id": "b"},
    ]
    skipped = bundle(2, UPLOAD, box("Ship", 0, 0, 1, 1), was_cancelled=True)
    skipped.annotations.append(bundle(3, UPLOAD, box("Pier", 0, 0, 50, 50)).annotations[0])
    document = json.loads((await unpacked("COCO", [bundle(1, UPLOAD, *broken), skipped]))["result.json"])
    assert [one["category_id"] for one in document["annotations"]] == [2]
    assert [one["file_name"] for one in document["images"]] == [
        "images/0123456789abcdef-harbour.png", "images/0123456789abcdef-harbour-2.png",
    ]  # fmt: skip


async def test_a_label_that_the_config_has_not_gets_the_next_number() -> None:
    document = json.loads((await unpacked("COCO", [bundle(1, UPLOAD, box("Whale", 0, 0, 1, 1))]))["result.json"])
    assert document["categories"][-1] == {"id": 5, "name": "Whale"}


@pytest.mark.parametrize(("orientation", "size"), [(1, (37, 21)), (3, (37, 21)), (6, (21, 37)), (8, (21, 37))])
async def test_a_photograph_has_the_size_that_browsers_show_it_in(orientation: int, size: tuple[int, int]) -> None:
    picture, held = io.BytesIO(), Image.Exif()
    held[0x0112] = orientation
    Image.new("RGB", (37, 21)).save(picture, "JPEG", exif=held)
    content = picture.getvalue()
    files = await unpacked("COCO", [bundle(1, UPLOAD)], open_media=lambda _: io.BytesIO(content))
    [image] = json.loads(files["result.json"])["images"]
    assert (image["width"], image["height"]) == size


async def test_a_size_is_read_from_the_file_where_nobody_drew_and_never_guessed() -> None:
    picture = io.BytesIO()
    Image.new("RGB", (37, 21)).save(picture, "PNG")

    def media(address: str) -> io.BytesIO | None:
        return io.BytesIO(picture.getvalue()) if address == UPLOAD else None

    files = await unpacked("COCO", [bundle(1, UPLOAD)], open_media=media, resources=True)
    [image] = json.loads(files["result.json"])["images"]
    assert (image["width"], image["height"]) == (37, 21)
    assert files["images/0123456789abcdef-harbour.png"] == picture.getvalue()
    with pytest.raises(PictureSizeUnknown, match="the picture of task 5, and it lies on another server"):
        await unpacked("COCO", [bundle(5, "https://example.org/x.jpg")], open_media=media)
    with pytest.raises(PictureSizeUnknown, match="cannot be read"):
        await unpacked("COCO", [bundle(5, UPLOAD)], open_media=lambda _: io.BytesIO(b"no picture"))
