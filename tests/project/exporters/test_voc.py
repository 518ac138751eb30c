"""Pascal VOC: pixels count from 1 and both corners belong to the box."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from tests.project.exporters.shapes import box, bundle, polygon, unpacked

pytestmark = pytest.mark.anyio


async def test_boxes_by_their_first_and_last_pixel() -> None:
    items = (
        box("Pier", 10, 20, 30, 40),  # pixels 40 to 160 and 40 to 120 by their edges
        polygon("Sail", (50, 0), (75, 0), (62.5, 50)),
        box("Ship & Co <1>", 90, 0, 20, 10),
    )
    files = await unpacked("VOC", [bundle(7, "/data/upload/1/0123456789abcdef-harbour.png", *items)])
    root = ElementTree.fromstring(files["Annotations/0123456789abcdef-harbour.xml"])
    assert root.findtext("filename") == "0123456789abcdef-harbour.png"
    assert [root.findtext(f"size/{key}") for key in ("width", "height", "depth")] == ["400", "200", "3"]
    found = [
        (
            one.findtext("name"),
            one.findtext("truncated"),
            *(int(corner.text or 0) for corner in one.iterfind("bndbox/*")),
        )
        for one in root.iterfind("object")
    ]
    assert found == [
        ("Pier", "0", 41, 41, 160, 120),
        ("Sail", "0", 201, 1, 300, 100),
        ("Ship & Co <1>", "1", 361, 1, 400, 20),
    ]
    assert [corner.tag for corner in root.iterfind("object/bndbox/*")][:4] == ["xmin", "ymin", "xmax", "ymax"]
