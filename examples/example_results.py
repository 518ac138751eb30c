"""Labels of a drawn picture as a template's ``example.json`` holds them, from what the drawing knows of itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bodies import Joints
from letters import Mark
from sample_shapes import Marked, Points, along

#: of every drawing, in its own pixels
WIDTH, HEIGHT = 1200, 800
#: bits of the lengths of runs, as results have them
RUN_BITS = (3, 4, 8, 16)
#: the joints that the template asks for
JOINTS = ("Head", "Shoulder", "Elbow", "Hand", "Hip", "Knee", "Foot")

Value = dict[str, Any]


def _percent(x: float, y: float) -> tuple[float, float]:
    return round(min(max(x / WIDTH * 100, 0), 100), 2), round(min(max(y / HEIGHT * 100, 0), 100), 2)


def polygons(marked: Iterable[Marked]) -> Iterator[tuple[str, Value]]:
    """(label, value) of each outline."""
    for label, points in marked:
        yield label, {"points": [list(_percent(x, y)) for x, y in points], "closed": True}


def ellipses(marks: Iterable[Mark]) -> Iterator[tuple[str, Value]]:
    for label, x, y, rx, ry, turn in marks:
        left, top = _percent(x, y)
        radii = {"radiusX": round(rx / WIDTH * 100, 2), "radiusY": round(ry / HEIGHT * 100, 2)}
        yield label, {"x": left, "y": top, **radii, "rotation": round(turn % 360, 1)}


def key_points(people: Iterable[Joints]) -> Iterator[tuple[str, Value]]:
    for body in people:
        for name, (x, y) in body.items():
            label = name.split()[-1].capitalize()
            if label in JOINTS:
                left, top = _percent(x, y)
                yield label, {"x": left, "y": top, "width": 0.6}


def masks(marked: Iterable[Marked], width: int, height: int) -> Iterator[tuple[str, Value]]:
    """(label, value) of each smooth outline, painted over in a picture of this size; a nucleus is none of its cell."""
    every = list(marked)
    for label, corners in every:
        holes = [along(other, 4) for name, other in every if label == "White cell" and name == "Nucleus"]
        pixels = _filled(along(corners, 4), width, height)
        for hole in holes:
            pixels -= _filled(hole, width, height)
        yield label, {"format": "rle", "rle": _packed(pixels, width * height)}


def _filled(outline: Points, width: int, height: int) -> set[int]:
    """The pixels, counted row by row, whose middle lies inside."""
    points = [(x * width / WIDTH, y * height / HEIGHT) for x, y in outline]
    inside: set[int] = set()
    for row in range(height):
        at = row + 0.5
        crossings = sorted(
            x + (at - y) * (u - x) / (v - y)
            for (x, y), (u, v) in zip(points, [*points[1:], points[0]], strict=True)
            if (y <= at) != (v <= at)
        )
        for start, end in zip(crossings[::2], crossings[1::2], strict=True):
            first, last = max(0, round(start)), min(width, round(end))
            inside.update(range(row * width + first, row * width + last))
    return inside


def _packed(pixels: set[int], count: int) -> list[int]:
    """Run lengths of the four equal channels of each pixel, as the results of brushes hold them."""
    bits = [f"{count * 4:032b}", f"{7:05b}", *(f"{size - 1:04b}" for size in RUN_BITS)]
    at = 0
    starts = {pixel for pixel in pixels if pixel - 1 not in pixels}
    edges = sorted(starts | {pixel + 1 for pixel in pixels if pixel + 1 not in pixels})
    for edge in [*edges, count]:
        word, left = (255 if at in pixels else 0), (edge - at) * 4
        while left > 0:
            run = min(left, 1 << RUN_BITS[-1])
            size = next(number for number, wide in enumerate(RUN_BITS) if run <= 1 << wide)
            bits.append(f"1{size:02b}{run - 1:0{RUN_BITS[size]}b}{word:08b}")
            left -= run
        at = edge
    stream = "".join(bits)
    stream += "0" * (-len(stream) % 8)
    return [int(stream[start : start + 8], 2) for start in range(0, len(stream), 8)]


def write(directory: Path, task: int, kind: str, values: Iterable[tuple[str, Value]], size: tuple[int, int]) -> None:
    """Writes ``example.json``: one item a line, of results of this type on the task in this place (from 1)."""
    lines = []
    for number, (label, value) in enumerate(values, 1):
        item = {
            "id": f"r{number}", "from_name": "label", "to_name": "image", "type": kind, "origin": "manual",
            "original_width": size[0], "original_height": size[1], "image_rotation": 0,
            "value": {**value, kind: [label]},
        }  # fmt: skip
        lines.append("    " + json.dumps(item))
    rows = ",\n".join(lines)
    document = f'{{\n  "task": {task},\n  "result": [\n{rows}\n  ]\n}}\n'
    (directory / "example.json").write_text(document, encoding="utf-8")
