"""YOLO as its trainers read it: shares of the picture with six decimals, classes by line."""

from __future__ import annotations

import json

import pytest

from tests.project.exporters.shapes import CONFIG, box, bundle, polygon, shape, unpacked

pytestmark = pytest.mark.anyio
UPLOAD = "/data/upload/1/0123456789abcdef-harbour.png"


async def test_lines_letter_by_letter() -> None:
    items = (
        box("Pier", 10, 20, 30, 40),
        polygon("Sail", (50, 0), (75, 0), (62.5, 50)),
        # 100 × 20 px about (200, 100), turned clockwise by a quarter: x 180 to 200, y 100 to 200 px
        box("Ship", 50, 50, 25, 10, rotation=90),
        # hangs over the right edge by half of itself
        box("Ship", 90, 0, 20, 10),
    )
    files = await unpacked("YOLO", [bundle(7, UPLOAD, *items), bundle(8, "https://example.org/empty.jpg")])
    assert files["labels/0123456789abcdef-harbour.txt"].decode() == (
        "1 0.250000 0.400000 0.300000 0.400000\n"
        "2 0.500000 0.000000 0.750000 0.000000 0.625000 0.500000\n"
        "0 0.475000 0.750000 0.050000 0.500000\n"
        "0 0.950000 0.050000 0.100000 0.100000\n"
    )
    assert files["labels/empty.txt"] == b""
    assert files["classes.txt"] == b"Ship\nPier\nSail\nBuoy\n"
    assert json.loads(files["notes.json"])["categories"][1] == {"id": 1, "name": "Pier"}


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
