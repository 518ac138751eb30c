"""Pictures with labels: boxes and outlines in pixels become RectangleLabels and PolygonLabels in percent."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from multisession.project.importers.label_targets import ConfigNeeded, proposed_controls, target
from multisession.project.importers.labelled_text import item_of
from multisession.project.importers.media_file import MediaPlace
from multisession.project.importers.media_references import PlacedFile, PlacedFiles
from multisession.project.importers.refusal import Refusal, RowRefused
from multisession.project.importers.task_shape import TaskShape
from multisession.project.picture_size import picture_size
from multisession.project.tasks import NewTask

Size = tuple[int, int]
#: pixels of a side that are taken for a size
_LONGEST_SIDE = 1_000_000


@dataclass(frozen=True, slots=True)
class Box:
    """An upright box in pixels, from its top left corner."""

    label: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Outline:
    """A polygon in pixels."""

    label: str
    points: Sequence[tuple[float, float]]


class SetPictures:
    """The pictures that came with a file of labels; none where it came alone."""

    def __init__(self, placed: PlacedFiles | None = None, media: MediaPlace | None = None) -> None:
        self._media = media
        self.placed = PlacedFiles() if placed is None else placed

    def size(self, file: PlacedFile) -> Size:
        """Of one of them. Raises RowRefused, MissingExtra."""
        content = self._media.open(file.address) if self._media is not None else None
        size = None
        if content is not None:
            with content:
                size = picture_size(content, "To read the sizes of pictures")
        if size is None:
            raise RowRefused("The size of this picture cannot be read from its file. Save it as PNG or JPEG.")
        return size


class LabelledPictures:
    """Makes tasks of pictures with shapes on them.

    ``labels`` and ``has_outlines`` are for a config to propose, asked for when one is needed.
    """

    def __init__(self, shape: TaskShape, labels: Iterable[str], has_outlines: Callable[[], bool]) -> None:
        self._shape = shape
        self._labels = labels
        self._has_outlines = has_outlines
        config = shape.options.config
        self._boxes = target(config, ("rectanglelabels",), ("Image",))
        self._outlines = target(config, ("polygonlabels",), ("Image",))
        if self._boxes is None and self._outlines is None:
            raise self._needed()

    def task(self, address: str, size: Size, shapes: Sequence[Box | Outline], source: str | None) -> NewTask:
        """``size`` is the picture's, in pixels. Raises RowRefused, ConfigNeeded."""
        if not all(0 < side <= _LONGEST_SIDE for side in size):
            raise RowRefused(f"A picture of {size[0]} by {size[1]} pixels is none. Write its size into the file.")
        items = [self._item(number, shape, size) for number, shape in enumerate(shapes)]
        place = self._boxes or self._outlines
        assert place is not None
        task = self._shape.task_of(item_of(place, address, items, self._shape))
        if source is not None:
            task.file_upload = source
        return task

    def unlabelled(self, pictures: SetPictures, labelled: set[str]) -> Iterator[NewTask | Refusal]:
        """A task without labels for each picture that is not among those by name."""
        for picture in pictures.placed:
            if picture.name not in labelled and picture.media.kind == "image":
                try:
                    yield self.task(picture.address, (1, 1), [], picture.name)
                except RowRefused as refused:
                    yield Refusal(line=1, reason=refused.reason, source=picture.name)

    def _item(self, number: int, shape: Box | Outline, size: Size) -> dict[str, Any]:
        place = self._boxes if isinstance(shape, Box) else self._outlines
        if place is None:
            raise self._needed()
        label = place.require(shape.label)
        if isinstance(shape, Box):
            value = _box_value(shape, size)
        else:
            value = {"points": [_percent(point, size) for point in shape.points], "closed": True}
            if len(shape.points) < 3:
                raise RowRefused("An outline has at least three corners.")
        value[place.result_type] = [label]
        return place.item(number, value, original_width=size[0], original_height=size[1], image_rotation=0)

    def _needed(self) -> ConfigNeeded:
        controls = {"RectangleLabels": "box"}
        if self._has_outlines():
            controls["PolygonLabels"] = "outline"
        names = list(dict.fromkeys(self._labels)) or ["Label"]
        return ConfigNeeded("pictures with shapes on them", proposed_controls(controls, "Image", names))


def _box_value(box: Box, size: Size) -> dict[str, Any]:
    x, y = _percent((box.x, box.y), size)
    width, height = _percent((box.width, box.height), size)
    if width <= 0 or height <= 0:
        raise RowRefused("A box has no width or no height.")
    return {"x": x, "y": y, "width": width, "height": height, "rotation": 0}


def _percent(point: tuple[float, float], size: Size) -> list[float]:
    shares = [100 * place / side for place, side in zip(point, size, strict=True)]
    if not all(math.isfinite(share) and abs(share) < 1e9 for share in shares):
        raise RowRefused("A place on the picture is no number.")
    return shares
