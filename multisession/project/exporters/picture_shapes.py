"""Shapes on pictures in pixels: outlines, boxes around them, areas.

A result holds percent of the picture, of its width along x and of its height along y; a box turns clockwise about its
top left corner and an ellipse about its centre, in degrees and in pixels of the picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from multisession.project.exporters.regions import MarkedRegion

Point = tuple[float, float]
#: corners of the polygon that stands for an ellipse
ELLIPSE_CORNERS = 64
#: shapes that :func:`outline` knows
OUTLINED = frozenset({"rectangle", "ellipse", "polygon"})


@dataclass(frozen=True, slots=True)
class Bounds:
    """An upright box in pixels."""

    x: float
    y: float
    width: float
    height: float


def outline(region: MarkedRegion, size: tuple[int, int]) -> list[Point] | None:
    """The corners of a shape in pixels, in order; None for a shape without an outline or a value that is none."""
    value, (width, height) = region.value, size
    try:
        if region.shape == "rectangle":
            return _rectangle(_numbers(value, "x", "y", "width", "height"), _angle(value), width, height)
        if region.shape == "ellipse":
            return _ellipse(_numbers(value, "x", "y", "radiusX", "radiusY"), _angle(value), width, height)
        if region.shape == "polygon":
            points = [(float(x) * width / 100, float(y) * height / 100) for x, y in value["points"]]
            return points if len(points) > 2 and _finite(points) else None
    except (KeyError, TypeError, ValueError):
        return None
    return None


def bounds(points: Sequence[Point]) -> Bounds:
    """The upright box around points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Bounds(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def area(points: Sequence[Point]) -> float:
    """Of a polygon that does not cross itself, in pixels: half the sum of the cross products of its sides."""
    turns = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in turns)) / 2


def within(box: Bounds, size: tuple[int, int]) -> Bounds:
    """The part of a box that lies on the picture."""
    left, top = max(0.0, box.x), max(0.0, box.y)
    right, bottom = min(float(size[0]), box.x + box.width), min(float(size[1]), box.y + box.height)
    return Bounds(left, top, max(0.0, right - left), max(0.0, bottom - top))


def _rectangle(numbers: list[float], angle: float, width: int, height: int) -> list[Point]:
    left, top, across, down = _pixels(numbers, width, height)
    cos, sin = math.cos(angle), math.sin(angle)
    sides = ((0.0, 0.0), (across, 0.0), (across, down), (0.0, down))
    return [(left + along * cos - below * sin, top + along * sin + below * cos) for along, below in sides]


def _ellipse(numbers: list[float], angle: float, width: int, height: int) -> list[Point]:
    middle_x, middle_y, across, down = _pixels(numbers, width, height)
    cos, sin = math.cos(angle), math.sin(angle)
    points = []
    for step in range(ELLIPSE_CORNERS):
        turn = 2 * math.pi * step / ELLIPSE_CORNERS
        along, below = across * math.cos(turn), down * math.sin(turn)
        points.append((middle_x + along * cos - below * sin, middle_y + along * sin + below * cos))
    return points


def _pixels(numbers: list[float], width: int, height: int) -> list[float]:
    """Percent of the width and of the height in turn."""
    return [number * length / 100 for number, length in zip(numbers, (width, height) * 2, strict=True)]


def _numbers(value: Any, *keys: str) -> list[float]:
    numbers = [float(value[key]) for key in keys]
    if not all(map(math.isfinite, numbers)):
        raise ValueError(keys)
    return numbers


def _angle(value: Any) -> float:
    return math.radians(float(value.get("rotation") or 0))


def _finite(points: Sequence[Point]) -> bool:
    return all(math.isfinite(x) and math.isfinite(y) for x, y in points)
