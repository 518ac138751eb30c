"""Pascal VOC: one XML file a picture under ``Annotations/``, boxes only, in a zip.

As the development kit of the challenge defines it: pixels count from 1, both corners belong to the box.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from xml.sax.saxutils import escape

from multisession.project.exporters.context import Bundles, ExportContext
from multisession.project.exporters.picture_archive import each_picture
from multisession.project.exporters.picture_shapes import Bounds, bounds, outline, within
from multisession.project.exporters.pictures import OUTLINES, Picture
from multisession.project.exporters.zip_stream import ZipStream


async def write_voc(bundles: Bundles, context: ExportContext) -> AsyncIterator[bytes]:
    """The archive."""
    archive = ZipStream()

    def add(picture: Picture) -> None:
        archive.add(f"Annotations/{picture.stem}.xml", _document(picture, context).encode())

    async for block in each_picture(bundles, context, OUTLINES, archive, add):
        yield block
    yield archive.end()


def _document(picture: Picture, context: ExportContext) -> str:
    width, height = picture.require_size(context)
    return (
        "<annotation>\n"
        "  <folder>images</folder>\n"
        f"  <filename>{escape(picture.name)}</filename>\n"
        "  <source><database>Unknown</database></source>\n"
        f"  <size><width>{width}</width><height>{height}</height><depth>3</depth></size>\n"
        "  <segmented>0</segmented>\n" + "".join(_objects(picture, (width, height))) + "</annotation>\n"
    )


def _objects(picture: Picture, size: tuple[int, int]) -> Iterator[str]:
    for _, region in picture.regions:
        points = outline(region, size)
        if points is None:
            continue
        around = bounds(points)
        box = within(around, size)
        for label in region.every_label if box.width and box.height else ():
            yield _object(label, box, truncated=box != around)


def _object(label: str, box: Bounds, *, truncated: bool) -> str:
    left, top = round(box.x) + 1, round(box.y) + 1
    right, bottom = max(left, round(box.x + box.width)), max(top, round(box.y + box.height))
    return (
        "  <object>\n"
        f"    <name>{escape(_printable(label))}</name>\n"
        f"    <pose>Unspecified</pose><truncated>{int(truncated)}</truncated><difficult>0</difficult>\n"
        f"    <bndbox><xmin>{left}</xmin><ymin>{top}</ymin><xmax>{right}</xmax><ymax>{bottom}</ymax></bndbox>\n"
        "  </object>\n"
    )


def _printable(text: str) -> str:
    """XML has no control characters."""
    return "".join(letter for letter in text if letter.isprintable())
