"""YOLO: ``classes.txt`` and one text file a picture under ``labels/``, a line a shape, in a zip.

As the trainers of Ultralytics read it.

Places are shares of the picture from 0 to 1. A box is ``class x y width height`` with its middle, a polygon
``class x1 y1 x2 y2 …``, a turned box (OBB) its four corners.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator

import msgspec

from multisession.project.exporters.context import Bundles, ExportContext
from multisession.project.exporters.fitting import Need
from multisession.project.exporters.picture_archive import each_picture
from multisession.project.exporters.picture_shapes import Point, bounds, outline, within
from multisession.project.exporters.pictures import OUTLINES, Categories, Picture
from multisession.project.exporters.regions import MarkedRegion
from multisession.project.exporters.zip_stream import ZipStream

#: what a line of YOLO_OBB can hold
BOXES = Need("boxes on an Image", frozenset({"rectangle", "rectanglelabels"}), frozenset({"Image"}))
_encode = msgspec.json.Encoder().encode
Line = Callable[[MarkedRegion, list[Point], tuple[int, int]], list[float] | None]


async def write_yolo(bundles: Bundles, context: ExportContext) -> AsyncIterator[bytes]:
    """Boxes as boxes, polygons and ellipses as polygons."""
    async for block in _write(bundles, context, OUTLINES, _box_or_polygon):
        yield block


async def write_yolo_obb(bundles: Bundles, context: ExportContext) -> AsyncIterator[bytes]:
    """Boxes by their four corners, so that turned ones keep their turn."""
    async for block in _write(bundles, context, BOXES, _corners):
        yield block


async def _write(bundles: Bundles, context: ExportContext, need: Need, line: Line) -> AsyncIterator[bytes]:
    config = need.require(context.config)
    archive, categories = ZipStream(), Categories(config, need)

    def add(picture: Picture) -> None:
        lines = _lines(picture, categories, context, line)
        archive.add(f"labels/{picture.stem}.txt", "".join(lines).encode())

    async for block in each_picture(bundles, context, need, archive, add):
        yield block
    names = categories.names
    archive.add("classes.txt", "".join(f"{' '.join(name.split())}\n" for name in names).encode())
    notes = {"categories": [{"id": number, "name": name} for name, number in names.items()], "info": {"version": "1.0"}}
    archive.add("notes.json", msgspec.json.format(_encode(notes), indent=2) + b"\n")
    yield archive.end()


def _lines(picture: Picture, categories: Categories, context: ExportContext, line: Line) -> Iterator[str]:
    for _, region in picture.regions:
        size = picture.require_size(context)
        points = outline(region, size)
        numbers = line(region, points, size) if points is not None else None
        for label in region.every_label if numbers else ():
            # six decimals: a hundredth of a pixel on a picture 10,000 pixels wide
            yield f"{categories.number(label)} {' '.join(f'{number:.6f}' for number in numbers or ())}\n"


def _box_or_polygon(region: MarkedRegion, points: list[Point], size: tuple[int, int]) -> list[float] | None:
    if region.shape != "rectangle":
        return _shares(points, size)
    width, height = size
    box = within(bounds(points), size)
    if not box.width or not box.height:
        return None
    middle = ((box.x + box.width / 2) / width, (box.y + box.height / 2) / height)
    return [*middle, box.width / width, box.height / height]


def _corners(region: MarkedRegion, points: list[Point], size: tuple[int, int]) -> list[float] | None:
    return _shares(points, size) if region.shape == "rectangle" else None


def _shares(points: list[Point], size: tuple[int, int]) -> list[float]:
    """Trainers refuse files with places beyond the picture."""
    return [min(1.0, max(0.0, place / length)) for point in points for place, length in zip(point, size, strict=True)]
