"""COCO: one JSON document with ``images``, ``categories`` and ``annotations``, as its data format page defines them.

Places are pixels from the top left corner, ``bbox`` is ``[x, y, width, height]``, ``segmentation`` a list of polygons
``[x1, y1, x2, y2, …]``, or the runs of a mask.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from multisession.project.importers.byte_source import ByteSource
from multisession.project.importers.coco_index import CocoIndex, Id
from multisession.project.importers.coco_runs import CocoMask
from multisession.project.importers.labelled_pictures import (
    Box,
    LabelledPictures,
    Mask,
    Outline,
    SetPictures,
    Shape,
    Size,
)
from multisession.project.importers.media_references import PlacedFile
from multisession.project.importers.refusal import UNREADABLE, Refusal, RowRefused, too_large, unreadable_because
from multisession.project.importers.task_shape import TaskShape
from multisession.project.tasks import NewTask
from multisession.web.errors import excerpt
from multisession.web.json import MAX_VALUES

_FIRST_KEY = re.compile(rb'\s*\{\s*"(?:info|images|licenses|categories|annotations|type)"\s*:')
_LISTS = re.compile(rb'"(?:images|categories|annotations)"\s*:\s*\[\s*(?:\{[^{}]*"(?:id|file_name)"\s*:|\])')


class _Image(msgspec.Struct):
    file_name: str = ""
    width: int | None = None
    height: int | None = None
    coco_url: str | None = None


class _Annotation(msgspec.Struct):
    category_id: Id
    bbox: list[float] | None = None
    segmentation: msgspec.Raw = msgspec.Raw(b"[]")


_image = msgspec.json.Decoder(_Image).decode
_annotation = msgspec.json.Decoder(_Annotation).decode
_polygons = msgspec.json.Decoder(list[list[float]]).decode


def is_coco(head: bytes) -> bool:
    """Whether a document begins as COCO's do."""
    text = head.removeprefix(b"\xef\xbb\xbf")
    return bool(_FIRST_KEY.match(text)) and bool(_LISTS.search(text))


def read_coco(source: ByteSource, shape: TaskShape, pictures: SetPictures | None = None) -> Iterator[NewTask | Refusal]:
    """A task for each image, with its shapes. Raises ConfigNeeded; StorageFull, QuotaExceeded for want of room.

    Images are looked for in ``pictures``; one that is not there needs an address of its own.
    """
    try:
        index = CocoIndex(source, max_item_bytes=shape.max_task_bytes, place=shape.options.temporary)
    except RowRefused as refused:
        yield Refusal(line=refused.line or 1, reason=f"This is no COCO document: {refused.reason}")
    except UNREADABLE as error:
        yield Refusal(line=1, reason=f"This is no COCO document: {unreadable_because(error)}")
    else:
        try:
            yield from _Coco(index, shape, pictures or SetPictures()).tasks()
        finally:
            index.close()


#: Steps that unpacking all masks of a document may take, and so many more for each byte of them: as many as real ones
#: need ten times over. A hundred bytes can claim a picture of a million columns.
FREE_STEPS, STEPS_PER_BYTE = 20_000_000, 10


class _Coco:
    def __init__(self, index: CocoIndex, shape: TaskShape, pictures: SetPictures) -> None:
        self._index = index
        self._pictures = pictures
        self._max_task_bytes = shape.max_task_bytes
        self._made = LabelledPictures(shape, index.categories.values(), self._kinds)
        self._steps_left = FREE_STEPS

    def tasks(self) -> Iterator[NewTask | Refusal]:
        for number, (written, about) in enumerate(self._index.images(), 1):
            name = ""
            try:
                image = _image(written)
                name = image.file_name
                address, file = self._place(image)
                shapes = (shape for written in self._bounded(about) for shape in self._shapes(written))
                yield self._made.task(address, self._size(image, file), shapes, None if file is None else file.name)
            except (RowRefused, *UNREADABLE) as error:
                reason = error.reason if isinstance(error, RowRefused) else unreadable_because(error)
                yield Refusal(line=1, item=number, reason=reason, content=excerpt(name))

    def _bounded(self, about: Iterable[bytes]) -> Iterator[bytes]:
        """The annotations of an image, as long as they are those of one task."""
        size = values = 0
        for written in about:
            size += len(written)
            values += written.count(b",")
            if size > self._max_task_bytes:
                raise RowRefused(too_large(self._max_task_bytes))
            if values > MAX_VALUES:
                raise RowRefused(f"The shapes on this picture hold more than {MAX_VALUES:,} numbers. Leave some out.")
            yield written

    def _place(self, image: _Image) -> tuple[str, PlacedFile | None]:
        name = image.file_name
        file = self._pictures.placed.find(name) or self._pictures.placed.ending(name)
        if file is not None:
            return file.address, file
        address = image.coco_url or ("" if len(self._pictures.placed) else name)
        if not address:
            raise RowRefused(f'The picture "{excerpt(name)}" is not in the archive. Pack it too.')
        return address, None

    def _size(self, image: _Image, file: PlacedFile | None) -> Size:
        if image.width and image.height:
            return image.width, image.height
        if file is None:
            raise RowRefused("The size of this picture is not in the file, and the picture not here. Pack it too.")
        return self._pictures.size(file)

    def _shapes(self, written: bytes) -> list[Shape]:
        annotation = _annotation(written)
        label = self._index.categories.get(annotation.category_id)
        if label is None:
            raise RowRefused(f"There is no category {excerpt(str(annotation.category_id))} in the file.")
        box = Box(label, *annotation.bbox) if annotation.bbox is not None and len(annotation.bbox) == 4 else None
        if _is_mask(annotation):
            return [Mask(label, self._mask(annotation.segmentation), box)]
        polygons = _outlines(annotation)
        if polygons:
            return [Outline(label, points) for points in polygons]
        if box is None:
            raise RowRefused("An annotation has neither a polygon nor a bbox of four numbers.")
        return [box]

    def _mask(self, written: msgspec.Raw) -> CocoMask:
        mask = CocoMask(written)
        self._steps_left += STEPS_PER_BYTE * memoryview(written).nbytes - max(0, mask.steps)
        if self._steps_left < 0:
            raise RowRefused("The masks of this file are too wide for the runs they are made of. Import fewer at once.")
        return mask

    def _kinds(self) -> set[type[Shape]]:
        kinds: set[type[Shape]] = set()
        for written in self._index.first_annotations():
            try:
                kinds.add(_kind(_annotation(written)))
            except (RowRefused, *UNREADABLE):
                # It is refused when its image comes.
                continue
        return kinds


def _kind(annotation: _Annotation) -> type[Shape]:
    if _is_mask(annotation):
        return Mask
    return Outline if any(Outline("", points).box is None for points in _outlines(annotation)) else Box


def _is_mask(annotation: _Annotation) -> bool:
    return bytes(memoryview(annotation.segmentation)[:1]) == b"{"


def _outlines(annotation: _Annotation) -> list[list[tuple[float, float]]]:
    """The polygons of an annotation."""
    if bytes(memoryview(annotation.segmentation)[:1]) != b"[":
        return []
    polygons = []
    for places in _polygons(annotation.segmentation):
        if len(places) < 6 or len(places) % 2:
            raise RowRefused("A polygon of an annotation has fewer than three corners, or half a corner.")
        polygons.append(list(zip(places[::2], places[1::2], strict=True)))
    return polygons
