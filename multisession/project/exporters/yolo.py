"""YOLO: one text file a picture under ``labels/``, a line a shape, and the names of the classes, in a zip.

As the trainers of Ultralytics read it: ``data.yaml`` says where the pictures are and names the classes, as
``classes.txt`` does for others.

Places are shares of the picture from 0 to 1. A box is ``class x y width height`` with its middle, a polygon
``class x1 y1 x2 y2 …``, a turned box (OBB) its four corners. One file holds either: where a line is a polygon, trainers
take all lines of the file for polygons, so boxes stand beside polygons by their corners.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator

import msgspec

from multisession.project.exporters.context import Bundles, ExportContext
from multisession.project.exporters.fitting import Need
from multisession.project.exporters.picture_archive import each_picture
from multisession.project.exporters.picture_shapes import Point, bounds, outline, within
from multisession.project.exporters.pictures import IMAGES, OUTLINES, Categories, Picture
from multisession.project.exporters.regions import MarkedRegion
from multisession.project.exporters.zip_stream import ZipStream

#: what a line of YOLO_OBB can hold
BOXES = Need("boxes on an Image", frozenset({"rectangle", "rectanglelabels"}), frozenset({"Image"}))
_encode = msgspec.json.Encoder().encode
_FOLDERS = f"train: {IMAGES.rstrip('/')}\nval: {IMAGES.rstrip('/')}\nnames:\n"
#: the regions of a picture, each with its outline in pixels
Outlined = list[tuple[MarkedRegion, list[Point]]]
#: the numbers of a region's line; none for one without a place in the file
Numbers = Callable[[MarkedRegion, list[Point], tuple[int, int]], list[float]]
#: chooses how the shapes of one picture are written
Choose = Callable[[Outlined], Numbers]


async def write_yolo(bundles: Bundles, context: ExportContext) -> AsyncIterator[bytes]:
    """Boxes as boxes, polygons and ellipses as polygons."""
    async for block in _write(bundles, context, OUTLINES, _boxes_or_polygons):
        yield block


async def write_yolo_obb(bundles: Bundles, context: ExportContext) -> AsyncIterator[bytes]:
    """Boxes by their four corners, so that turned ones keep their turn."""
    async for block in _write(bundles, context, BOXES, lambda _: _corners):
        yield block


async def _write(bundles: Bundles, context: ExportContext, need: Need, choose: Choose) -> AsyncIterator[bytes]:
    config = need.require(context.config)
    archive, categories = ZipStream(), Categories(config, need)

    def add(picture: Picture) -> None:
        # The same shape by two people is one line: trainers take the second away, and warn.
        lines = dict.fromkeys(_lines(picture, categories, context, choose))
        archive.add(f"labels/{picture.stem}.txt", "".join(lines).encode())

    async for block in each_picture(bundles, context, need, archive, add):
        yield block
    names = categories.names
    archive.add("classes.txt", "".join(f"{' '.join(name.split())}\n" for name in names).encode())
    notes = {"categories": [{"id": number, "name": name} for name, number in names.items()], "info": {"version": "1.0"}}
    archive.add("data.yaml", _yaml(names).encode())
    archive.add("notes.json", msgspec.json.format(_encode(notes), indent=2) + b"\n")
    yield archive.end()


def _yaml(names: Iterable[str]) -> str:
    """Without ``path``: trainers then look beside the file. Text in JSON is text in YAML."""
    listed = "".join(f"  {number}: {_encode(name).decode()}\n" for number, name in enumerate(names))
    return f"# Put pictures to validate with into a folder of their own, and its name behind val.\n{_FOLDERS}{listed}"


def _lines(picture: Picture, categories: Categories, context: ExportContext, choose: Choose) -> Iterator[str]:
    if not picture.regions:
        return
    size = picture.require_size(context)
    labelled = [region for _, region in picture.regions if region.every_label]
    found = [(region, points) for region in labelled if (points := outline(region, size)) is not None]
    numbers_of = choose(found)
    for region, points in found:
        numbers = numbers_of(region, points, size)
        for label in region.every_label if numbers else ():
            # six decimals: a hundredth of a pixel on a picture 10,000 pixels wide
            yield f"{categories.number(label)} {' '.join(f'{number:.6f}' for number in numbers)}\n"


def _boxes_or_polygons(found: Outlined) -> Numbers:
    return _box if all(region.shape == "rectangle" for region, _ in found) else _polygon


def _box(region: MarkedRegion, points: list[Point], size: tuple[int, int]) -> list[float]:
    width, height = size
    box = within(bounds(points), size)
    if not box.width or not box.height:
        return []
    middle = ((box.x + box.width / 2) / width, (box.y + box.height / 2) / height)
    return [*middle, box.width / width, box.height / height]


def _corners(region: MarkedRegion, points: list[Point], size: tuple[int, int]) -> list[float]:
    return _polygon(region, points, size) if region.shape == "rectangle" else []


def _polygon(region: MarkedRegion, points: list[Point], size: tuple[int, int]) -> list[float]:
    """Drawn to the edges: trainers refuse files with places beyond the picture."""
    inside = [(min(1.0, max(0.0, x / size[0])), min(1.0, max(0.0, y / size[1]))) for x, y in points]
    box = bounds(inside)
    return [share for point in inside for share in point] if box.width and box.height else []
