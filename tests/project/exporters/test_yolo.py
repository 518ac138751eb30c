"""YOLO as its trainers read it: shares of the picture with six decimals, classes by line."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.project.exporters.independent_readers import yolo_data_set
from tests.project.exporters.shapes import CONFIG, box, bundle, polygon, shape, unpacked
from tests.project.importers.archives import png

pytestmark = pytest.mark.anyio
UPLOAD = "/data/upload/1/0123456789abcdef-harbour.png"


async def test_lines_letter_by_letter() -> None:
    items = (
        box("Pier", 10, 20, 30, 40),
        # 100 × 20 px about (200, 100), turned clockwise by a quarter: x 180 to 200, y 100 to 200 px
        box("Ship", 50, 50, 25, 10, rotation=90),
        # hangs over the right edge by half of itself
        box("Ship", 90, 0, 20, 10),
        # lies beyond it
        box("Ship", 101, 0, 20, 10),
    )
    files = await unpacked("YOLO", [bundle(7, UPLOAD, *items), bundle(8, "https://example.org/empty.jpg")])
    assert files["labels/0123456789abcdef-harbour.txt"].decode() == (
        "1 0.250000 0.400000 0.300000 0.400000\n"
        "0 0.475000 0.750000 0.050000 0.500000\n"
        "0 0.950000 0.050000 0.100000 0.100000\n"
    )
    assert files["labels/empty.txt"] == b""
    assert files["classes.txt"] == b"Ship\nPier\nSail\nBuoy\n"
    assert files["data.yaml"].decode().splitlines()[1:] == [
        "train: images", "val: images", "names:", '  0: "Ship"', '  1: "Pier"', '  2: "Sail"', '  3: "Buoy"',
    ]  # fmt: skip
    assert json.loads(files["notes.json"])["categories"][1] == {"id": 1, "name": "Pier"}


async def test_boxes_beside_polygons_are_polygons_and_no_line_stands_twice() -> None:
    items = (
        box("Pier", 10, 20, 30, 40),
        polygon("Sail", (50, 0), (75, 0), (62.5, 50)),
        polygon("Sail", (101, 0), (110, 0), (105, 50)),
        box("Ship", 50, 50, 25, 10, rotation=90),
        {**box("Pier", 10, 20, 30, 40), "id": "by another person"},
    )
    files = await unpacked("YOLO", [bundle(7, UPLOAD, *items)])
    assert files["labels/0123456789abcdef-harbour.txt"].decode() == (
        "1 0.100000 0.200000 0.400000 0.200000 0.400000 0.600000 0.100000 0.600000\n"
        "2 0.500000 0.000000 0.750000 0.000000 0.625000 0.500000\n"
        "0 0.500000 0.500000 0.500000 1.000000 0.450000 1.000000 0.450000 0.500000\n"
    )


@pytest.mark.parametrize(("name", "task"), [("YOLO", "detect"), ("YOLO", "segment"), ("YOLO_OBB", "obb")])
async def test_the_loader_of_ultralytics_takes_every_file(name: str, task: Any, tmp_path: Path) -> None:
    pier, hanging = box("Pier", 10, 20, 30, 40), box('the "Whale"', 90, 0, 20, 10, rotation=5)
    sail = polygon("Sail", (50, 0), (75, -3), (62.5, 50))
    pictures = [
        bundle(1, "/data/upload/1/a.images.png", pier, {**pier, "id": "by another person"}),
        bundle(2, "/data/upload/1/b.png", pier, hanging, sail),
        bundle(3, "/data/upload/1/c.png", hanging),
        bundle(4, "/data/upload/1/nothing.png"),
    ]
    files = await unpacked(name, pictures, resources=True, open_media=lambda _: io.BytesIO(png(400, 200)))
    for entry, content in files.items():
        (tmp_path / entry).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / entry).write_bytes(content)
    found = yolo_data_set(tmp_path, task)
    assert [shape.label for shape in found["b.png"]] == ["Pier", 'the "Whale"'] + ["Sail"] * (name == "YOLO")
    [only] = found["a.images.png"]
    assert (only.label, only.box) == ("Pier", pytest.approx((0.25, 0.4, 0.3, 0.4)))
    assert found["b.png"][0].box == pytest.approx((0.25, 0.4, 0.3, 0.4))
    assert (len(found["c.png"]), found["nothing.png"]) == (1, [])


async def test_turned_boxes_have_four_corners_and_other_shapes_are_left_out() -> None:
    items = (box("Ship", 50, 50, 25, 10, rotation=90), polygon("Sail", (0, 0), (10, 0), (5, 5)))
    files = await unpacked("YOLO_OBB", [bundle(7, UPLOAD, *items)])
    assert files["labels/0123456789abcdef-harbour.txt"].decode() == (
        "0 0.500000 0.500000 0.500000 1.000000 0.450000 1.000000 0.450000 0.500000\n"
    )
    assert files["classes.txt"] == b"Ship\nPier\n"


async def test_an_ellipse_is_a_polygon() -> None:
    round_one = shape("round", "Buoy", x=50, y=50, radiusX=10, radiusY=20, rotation=0)
    line = (await unpacked("YOLO", [bundle(1, UPLOAD, round_one)]))["labels/0123456789abcdef-harbour.txt"].split()
    assert (line[0], len(line)) == (b"3", 129)
    assert [float(number) for number in line[1:3]] == [0.6, 0.5]


@pytest.mark.parametrize(
    "address",
    ["/data/upload/1/..%2f..%2fetc%2fpasswd", "https://x/a/../../b\\..\\c.png", "https://x/%00.png", "https://x/"],
)
async def test_no_name_leaves_its_folder(address: str) -> None:
    files = await unpacked("YOLO", [bundle(3, address, box("Ship", 0, 0, 1, 1))], config=CONFIG)
    [name] = [name for name in files if name.startswith("labels/")]
    assert name.count("/") == 1
    assert ".." not in name
    assert "\\" not in name
    assert name.isprintable()
