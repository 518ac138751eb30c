"""COCO: ``result.json`` with images, categories and annotations, as its data format page defines them, in a zip.

Places are pixels of the original from its top left corner, ``bbox`` is ``[x, y, width, height]``, ``segmentation`` a
list of polygons ``[x1, y1, x2, y2, …]``, or the runs of a mask. Categories count from 1, as COCO's own do: trainers
take 1 from them.
"""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import AsyncIterator, Callable, Iterator
from typing import IO, Any

import msgspec

from multisession.project.exporters.context import Bundles, ExportContext
from multisession.project.exporters.fitting import Need
from multisession.project.exporters.masks import MASKS, column_runs, mask_of, require_arrays
from multisession.project.exporters.picture_shapes import area, bounds, outline
from multisession.project.exporters.pictures import IMAGES, OUTLINES, Categories, Picture, Pictures
from multisession.project.exporters.regions import MarkedRegion
from multisession.project.exporters.waiting_file import waiting_file
from multisession.project.exporters.zip_stream import ZipStream
from multisession.project.store.interface import TaskBundle

_encode = msgspec.json.Encoder().encode
#: what an annotation says of where it is; None for a region without a place in the file
Segment = Callable[[MarkedRegion, tuple[int, int]], dict[str, Any] | None]


async def write_coco(bundles: Bundles, context: ExportContext) -> AsyncIterator[bytes]:
    """Shapes with outlines."""
    async for block in _write(bundles, context, OUTLINES, _polygon):
        yield block


async def write_coco_masks(bundles: Bundles, context: ExportContext) -> AsyncIterator[bytes]:
    """Masks, as uncompressed runs down the columns of the picture (``counts``)."""
    require_arrays()
    async for block in _write(bundles, context, MASKS, _runs):
        yield block


async def _write(bundles: Bundles, context: ExportContext, need: Need, segment: Segment) -> AsyncIterator[bytes]:
    """The archive. Images and annotations wait in temporary files until all are known."""
    place = context.temporary_directory
    async with waiting_file(place) as images, waiting_file(place) as annotations:
        work = _Work(context, need, segment, images, annotations)
        async for batch in bundles:
            for bundle in batch:
                blocks = work.add(bundle)
                while block := await asyncio.to_thread(next, blocks, b""):
                    yield block
        blocks = work.end()
        while block := await asyncio.to_thread(next, blocks, b""):
            yield block


class _Work:
    def __init__(
        self, context: ExportContext, need: Need, segment: Segment, images: IO[bytes], annotations: IO[bytes]
    ) -> None:
        config = need.require(context.config)
        self._context = context
        self._segment = segment
        self._pictures = Pictures(config, need)
        self._categories = Categories(config, need, first=1)
        self._archive = ZipStream()
        self._images = images
        self._annotations = annotations
        self._image_count = 0
        self._annotation_count = 0

    def add(self, bundle: TaskBundle) -> Iterator[bytes]:
        for picture in self._pictures.of(bundle):
            self._image_count += 1
            self._image(picture)
            for annotation_id, region in picture.regions:
                segment = self._segment(region, picture.require_size(self._context))
                for label in region.every_label if segment is not None else ():
                    self._annotation(annotation_id, label, segment or {})
            yield from picture.file(self._archive, self._context)

    def _image(self, picture: Picture) -> None:
        width, height = picture.require_size(self._context)
        image: dict[str, Any] = {"id": self._image_count, "width": width, "height": height}
        image["file_name"] = IMAGES + picture.name
        if picture.address.startswith(("http://", "https://")):
            image["coco_url"] = picture.address
        image["task_id"] = picture.task
        self._separate(self._images, self._image_count)
        self._images.write(_encode(image))

    def _annotation(self, annotation_id: int, label: str, segment: dict[str, Any]) -> None:
        self._annotation_count += 1
        annotation = {
            "id": self._annotation_count,
            "image_id": self._image_count,
            "category_id": self._categories.number(label),
            **segment,
            "iscrowd": 0,
            "ignore": 0,
            "annotation_id": annotation_id,
        }
        self._separate(self._annotations, self._annotation_count)
        self._annotations.write(_encode(annotation))

    @staticmethod
    def _separate(file: IO[bytes], count: int) -> None:
        if count > 1:
            file.write(b",\n")

    def end(self) -> Iterator[bytes]:
        categories = [{"id": number, "name": name} for name, number in self._categories.names.items()]
        now = datetime.datetime.now(datetime.UTC)
        info = {"description": "", "version": "1.0", "year": now.year, "date_created": f"{now:%Y-%m-%d %H:%M:%S}"}
        document = _Joined(
            b'{"info":' + _encode(info) + b',"licenses":[],"categories":' + _encode(categories) + b',\n"images":[\n',
            self._images,
            b'\n],\n"annotations":[\n',
            self._annotations,
            b"\n]}\n",
        )
        yield from filter(None, self._archive.add_file("result.json", document))
        yield self._archive.end()


def _polygon(region: MarkedRegion, size: tuple[int, int]) -> dict[str, Any] | None:
    points = outline(region, size)
    if points is None:
        return None
    box = bounds(points)
    return {
        "segmentation": [[round(place, 3) for point in points for place in point]],
        "bbox": [round(place, 3) for place in (box.x, box.y, box.width, box.height)],
        "area": round(area(points), 3),
    }


def _runs(region: MarkedRegion, size: tuple[int, int]) -> dict[str, Any] | None:
    mask = mask_of(region, size)
    if mask is None or not mask.any():
        return None
    rows, columns = mask.nonzero()
    left, top = int(columns.min()), int(rows.min())
    return {
        "segmentation": {"size": [size[1], size[0]], "counts": column_runs(mask)},
        "bbox": [left, top, int(columns.max()) + 1 - left, int(rows.max()) + 1 - top],
        "area": len(rows),
    }


class _Joined:
    """Bytes and files one after another, to be read as one."""

    def __init__(self, *parts: bytes | IO[bytes]) -> None:
        self._parts = list(parts)
        for part in parts:
            if not isinstance(part, bytes):
                part.seek(0)

    def read(self, size: int) -> bytes:
        while self._parts:
            part = self._parts[0]
            block = part if isinstance(part, bytes) else part.read(size)
            if isinstance(part, bytes) or not block:
                self._parts.pop(0)
            if block:
                return block
        return b""
