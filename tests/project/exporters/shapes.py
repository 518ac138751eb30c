"""Tasks with shapes on pictures, written by hand: a picture of 400 × 200 pixels."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

from multisession.project.label_config.parse import parse_label_config
from multisession.project.store.interface import TaskBundle
from tests.project.exporters.bundles import annotation, task, written

CONFIG = parse_label_config(
    '<View><RectangleLabels name="box" toName="image"><Label value="Ship"/><Label value="Pier"/></RectangleLabels>'
    '<PolygonLabels name="poly" toName="image"><Label value="Sail"/></PolygonLabels>'
    '<EllipseLabels name="round" toName="image"><Label value="Buoy"/></EllipseLabels>'
    '<Image name="image" value="$image"/></View>'
)
TYPES = {"box": "rectanglelabels", "poly": "polygonlabels", "round": "ellipselabels"}


def shape(control: str, label: str, **value: Any) -> dict[str, Any]:
    kind = TYPES[control]
    return {
        "id": f"{control}-{label}-{len(value)}-{sorted(map(str, value.values()))}",
        "from_name": control, "to_name": "image", "type": kind, "original_width": 400, "original_height": 200,
        "image_rotation": 0, "value": {**value, kind: [label]},
    }  # fmt: skip


def box(label: str, x: float, y: float, width: float, height: float, rotation: float = 0) -> dict[str, Any]:
    return shape("box", label, x=x, y=y, width=width, height=height, rotation=rotation)


def polygon(label: str, *points: tuple[float, float]) -> dict[str, Any]:
    return shape("poly", label, points=[list(point) for point in points], closed=True)


def bundle(number: int, address: str, *items: dict[str, Any], **fields: Any) -> TaskBundle:
    made = annotation(number + 10, number, json.dumps(items).encode(), **fields)
    return TaskBundle(task=task(number, json.dumps({"image": address}).encode()), annotations=[made])


async def unpacked(name: str, *batches: list[TaskBundle], **context: Any) -> dict[str, bytes]:
    """The entries of an archive."""
    with zipfile.ZipFile(io.BytesIO(await written(name, *batches, **{"config": CONFIG, **context}))) as archive:
        assert archive.testzip() is None
        return {entry: archive.read(entry) for entry in archive.namelist()}
