"""COCO: one JSON document with ``images``, ``categories`` and ``annotations``, as its data format page defines them.

Places are pixels from the top left corner, ``bbox`` is ``[x, y, width, height]``, ``segmentation`` a list of polygons
``[x1, y1, x2, y2, …]``, or the runs of a mask, of which the box is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from multisession.project.importers.byte_source import ByteSource
from multisession.project.importers.labelled_pictures import Box, LabelledPictures, Outline, SetPictures, Size
from multisession.project.importers.media_references import PlacedFile
from multisession.project.importers.refusal import Refusal, RowRefused
from multisession.project.importers.task_shape import TaskShape
from multisession.project.tasks import NewTask
from multisession.web.errors import excerpt

#: bytes of a document, which is read whole
MOST_BYTES = 64 * 2**20
_FIRST_KEY = re.compile(rb'\s*\{\s*"(?:info|images|licenses|categories|annotations|type)"\s*:')
_LISTS = re.compile(rb'"(?:images|categories|annotations)"\s*:\s*\[\s*(?:\{[^{}]*"(?:id|file_name)"\s*:|\])')
Id = int | str


class _Image(msgspec.Struct):
    id: Id
    file_name: str = ""
    width: int | None = None
    height: int | None = None
    coco_url: str | None = None


class _Category(msgspec.Struct):
    id: Id
    name: str


class _Document(msgspec.Struct):
    images: list[_Image]
    categories: list[_Category] = []
    #: read one by one: a document may hold half a million
    annotations: list[msgspec.Raw] = []


class _Owner(msgspec.Struct):
    image_id: Id


class _Annotation(msgspec.Struct):
    category_id: Id
    bbox: list[float] | None = None
    segmentation: msgspec.Raw = msgspec.Raw(b"[]")


_document = msgspec.json.Decoder(_Document).decode
_owner = msgspec.json.Decoder(_Owner).decode
_annotation = msgspec.json.Decoder(_Annotation).decode
_polygons = msgspec.json.Decoder(list[list[float]]).decode


def is_coco(head: bytes) -> bool:
    """Whether a document begins as COCO's do."""
    text = head.removeprefix(b"\xef\xbb\xbf")
    return bool(_FIRST_KEY.match(text)) and bool(_LISTS.search(text))


def read_coco(source: ByteSource, shape: TaskShape, pictures: SetPictures | None = None) -> Iterator[NewTask | Refusal]:
    """A task for each image, with its shapes. Raises ConfigNeeded.

    Images are looked for in ``pictures``; one that is not there needs an address of its own.
    """
    try:
        document = _document(_whole(source))
        coco = _Coco(document, shape, pictures or SetPictures())
    except RowRefused as refused:
        yield Refusal(line=1, reason=refused.reason)
    except (msgspec.DecodeError, RecursionError) as error:
        yield Refusal(line=1, reason=f"This is no COCO document: {str(error).rstrip('.')}.")
    else:
        yield from coco.tasks()


def _whole(source: ByteSource) -> bytes:
    content = bytearray()
    for chunk in source.text_chunks():
        content += chunk
        if len(content) > MOST_BYTES:
            raise RowRefused(f"A COCO document may have {MOST_BYTES // 2**20} MiB. Split it by images.")
    return bytes(content)


class _Coco:
    def __init__(self, document: _Document, shape: TaskShape, pictures: SetPictures) -> None:
        self._images = document.images
        self._pictures = pictures
        self._categories = {category.id: category.name for category in document.categories}
        self._annotations: dict[Id, list[msgspec.Raw]] = {image.id: [] for image in document.images}
        for raw in document.annotations:
            image = _owner(raw).image_id
            if image not in self._annotations:
                raise RowRefused(f"An annotation is about image {excerpt(str(image))}, which is not in the file.")
            self._annotations[image].append(raw)
        self._made = LabelledPictures(shape, self._categories.values(), self._has_outlines)

    def tasks(self) -> Iterator[NewTask | Refusal]:
        for number, image in enumerate(self._images, 1):
            try:
                address, file = self._place(image)
                shapes = [each for raw in self._annotations[image.id] for each in self._shapes(raw)]
                yield self._made.task(address, self._size(image, file), shapes, None if file is None else file.name)
            except (RowRefused, msgspec.DecodeError) as error:
                reason = error.reason if isinstance(error, RowRefused) else f"{str(error).rstrip('.')}."
                yield Refusal(line=1, item=number, reason=reason, content=excerpt(image.file_name))

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

    def _shapes(self, raw: msgspec.Raw) -> list[Box | Outline]:
        annotation = _annotation(raw)
        label = self._categories.get(annotation.category_id)
        if label is None:
            raise RowRefused(f"There is no category {excerpt(str(annotation.category_id))} in the file.")
        polygons = _outlines(annotation)
        if polygons:
            return [Outline(label, points) for points in polygons]
        box = annotation.bbox
        if box is None or len(box) != 4:
            raise RowRefused("An annotation has neither a polygon nor a bbox of four numbers.")
        return [Box(label, *box)]

    def _has_outlines(self) -> bool:
        return any(
            Outline("", points).box is None
            for found in self._annotations.values()
            for raw in found
            for points in _outlines(_annotation(raw))
        )


def _outlines(annotation: _Annotation) -> list[list[tuple[float, float]]]:
    """The polygons of an annotation; none for a mask."""
    if bytes(memoryview(annotation.segmentation)[:1]) != b"[":
        return []
    polygons = []
    for places in _polygons(annotation.segmentation):
        if len(places) < 6 or len(places) % 2:
            raise RowRefused("A polygon of an annotation has fewer than three corners, or half a corner.")
        polygons.append(list(zip(places[::2], places[1::2], strict=True)))
    return polygons
