"""Pictures with labels: boxes and outlines in pixels become RectangleLabels and PolygonLabels in percent, masks become
BrushLabels.

An outline of four right angles is a box, turned if need be: formats of outlines have no other way to write one. Where
the label config has no boxes, a box becomes the outline of its four corners.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from multisession.project.importers.coco_runs import CocoMask, mask_bytes, mask_value
from multisession.project.importers.label_targets import ConfigNeeded, LabelTarget, proposed_controls
from multisession.project.importers.labelled_text import item_of
from multisession.project.importers.media_file import MediaPlace
from multisession.project.importers.media_references import PlacedFile, PlacedFiles
from multisession.project.importers.picture_targets import picture_targets
from multisession.project.importers.refusal import Refusal, RowRefused, too_large
from multisession.project.importers.task_shape import TaskShape
from multisession.project.picture_size import picture_size
from multisession.project.tasks import NewTask
from multisession.web.errors import excerpt

Size = tuple[int, int]
#: x and y
Point = tuple[float, float]
#: pixels of a side that are taken for a size
_LONGEST_SIDE = 1_000_000
#: percent of a side by which a place may miss the picture
_FARTHEST = 1e9
#: pixels by which a corner of a box may miss its place
SLACK = 0.05


@dataclass(frozen=True, slots=True)
class Box:
    """An upright box in pixels, from its top left corner."""

    label: str
    x: float
    y: float
    width: float
    height: float

    @property
    def corners(self) -> list[Point]:
        """From the top left one, clockwise."""
        right, bottom = self.x + self.width, self.y + self.height
        return [(self.x, self.y), (right, self.y), (right, bottom), (self.x, bottom)]


@dataclass(frozen=True, slots=True)
class Outline:
    """A polygon in pixels."""

    label: str
    points: Sequence[Point]

    @property
    def box(self) -> tuple[Box, float] | None:
        """The box that an outline of four right angles is, and the degrees by which it is turned about its first
        corner; None for others."""
        if len(self.points) != 4:
            return None
        upright = _around(self.label, self.points)
        if all(any(math.dist(corner, point) <= SLACK for point in self.points) for corner in upright.corners):
            return upright, 0.0
        return _turned(self.label, *self.points)


@dataclass(frozen=True, slots=True)
class Mask:
    """Painted pixels."""

    label: str
    runs: CocoMask
    #: around them; what stays of them where the label config has no brush
    box: Box | None


Shape = Box | Outline | Mask
#: kinds of shapes, with the control that a proposed config has for each, and its name
PROPOSED: Mapping[type[Shape], tuple[str, str]] = {
    Box: ("RectangleLabels", "box"),
    Outline: ("PolygonLabels", "outline"),
    Mask: ("BrushLabels", "mask"),
}


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

    ``labels`` and ``kinds`` (of shapes) are for a config to propose, asked for when one is needed. Raises ConfigNeeded.
    """

    def __init__(self, shape: TaskShape, labels: Iterable[str], kinds: Callable[[], Collection[type[Shape]]]) -> None:
        self._shape = shape
        self._labels = labels
        self._kinds = kinds
        self._targets = picture_targets(shape.options.config)
        if self._targets.first is None:
            raise self._needed()

    def task(self, address: str, size: Size, shapes: Iterable[Shape], source: str | None) -> NewTask:
        """``size`` is the picture's, in pixels. Raises RowRefused, ConfigNeeded."""
        if not all(0 < side <= _LONGEST_SIDE for side in size):
            width, height = (excerpt(str(side)) for side in size)
            raise RowRefused(f"A picture of {width} by {height} pixels is none. Write its size into the file.")
        items: list[dict[str, Any]] = []
        masks = 0
        for number, shape in enumerate(shapes):
            made = self._items(number, shape, size)
            # A few letters of a file may be a mask of a megabyte.
            masks += sum(mask_bytes(item["value"]) for item in made)
            if masks > self._shape.max_task_bytes:
                raise RowRefused(too_large(self._shape.max_task_bytes))
            items += made
        place = self._targets.first
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

    def _items(self, number: int, shape: Shape, size: Size) -> list[dict[str, Any]]:
        place, value = self._placed(shape, size)
        return place.region(
            number, shape.label, value, original_width=size[0], original_height=size[1], image_rotation=0
        )

    def _placed(self, shape: Shape, size: Size) -> tuple[LabelTarget, dict[str, Any]]:
        """The control for a shape, and the value of its results."""
        if isinstance(shape, Mask):
            masks = self._targets.masks
            if masks is not None:
                return masks, mask_value(shape.runs, size, as_picture=masks.result_type.startswith("bitmask"))
            if shape.box is None:
                raise RowRefused("A mask has no bbox of four numbers, and the label config has no BrushLabels.")
            shape = shape.box
        boxes, outlines = self._targets.boxes, self._targets.outlines
        found = (shape, 0.0) if isinstance(shape, Box) else shape.box
        if boxes is not None and found is not None:
            return boxes, _box_value(*found, size)
        if outlines is None:
            raise self._needed()
        return outlines, _outline_value(shape.corners if isinstance(shape, Box) else shape.points, size)

    def _needed(self) -> ConfigNeeded:
        kinds = self._kinds() or (Box,)
        controls = dict(PROPOSED[kind] for kind in PROPOSED if kind in kinds)
        names = list(dict.fromkeys(self._labels)) or ["Label"]
        return ConfigNeeded("pictures with shapes on them", proposed_controls(controls, "Image", names))


def _box_value(box: Box, turn: float, size: Size) -> dict[str, Any]:
    x, y = _percent((box.x, box.y), size)
    width, height = _percent((box.width, box.height), size)
    if width <= 0 or height <= 0:
        raise RowRefused("A box has no width or no height.")
    return {"x": x, "y": y, "width": width, "height": height, "rotation": turn}


def _outline_value(points: Sequence[Point], size: Size) -> dict[str, Any]:
    if len(points) < 3:
        raise RowRefused("An outline has at least three corners.")
    return {"points": [_percent(point, size) for point in points], "closed": True}


def _around(label: str, points: Sequence[Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(label, min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _turned(label: str, first: Point, right: Point, opposite: Point, low: Point) -> tuple[Box, float] | None:
    if _cross(first, right, low) < 0:
        right, low = low, right
    across, down = (right[0] - first[0], right[1] - first[1]), (low[0] - first[0], low[1] - first[1])
    width, height = math.hypot(*across), math.hypot(*down)
    if not width or not height:
        return None
    # Down is across, turned by a right angle; the corner that is left lies where both lead.
    straight = (first[0] - across[1] * height / width, first[1] + across[0] * height / width)
    last = (right[0] + down[0], right[1] + down[1])
    if not math.dist(straight, low) <= SLACK or not math.dist(last, opposite) <= SLACK:
        return None
    turn = round(math.degrees(math.atan2(across[1], across[0])), 4) % 360
    return Box(label, *first, width, height), turn


def _cross(origin: Point, one: Point, other: Point) -> float:
    return (one[0] - origin[0]) * (other[1] - origin[1]) - (one[1] - origin[1]) * (other[0] - origin[0])


def _percent(point: Point, size: Size) -> list[float]:
    x, y = 100 * point[0] / size[0], 100 * point[1] / size[1]
    # What is no number is in no range.
    if not (-_FARTHEST < x < _FARTHEST and -_FARTHEST < y < _FARTHEST):
        raise RowRefused("A place on the picture is no number.")
    return [x, y]
