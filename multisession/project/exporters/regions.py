"""The regions of an annotation as exporters of shapes and spans read them.

One region is written as one or more result items with the same id: its shape, its labels, answers about it. Here they
are one again. Items that no export could place (no object, a value that is no object) are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from multisession.project.annotations import Annotation

#: types of result items that draw or mark something, without "labels" at their end; "" is Labels beside any object
SHAPES = frozenset(
    (
        "", "rectangle", "ellipse", "polygon", "keypoint", "brush", "bitmask", "magicwand", "vector",
        "hypertext", "paragraph", "timeseries", "videorectangle",
    )
)  # fmt: skip


class _Item(msgspec.Struct):
    type: str = ""
    to_name: str | None = None
    from_name: str | None = None
    id: str | None = None
    value: dict[str, Any] | None = None
    original_width: int | None = None
    original_height: int | None = None
    item_index: int | None = None


_items = msgspec.json.Decoder(list[msgspec.Raw]).decode
_item = msgspec.json.Decoder(_Item, strict=False).decode


@dataclass(slots=True)
class MarkedRegion:
    """One region. ``value`` is the value of its shape's item, as stored; places are in the units of results."""

    object: str
    #: "rectangle", "ellipse", …; "" for what Labels mark in text or sound
    shape: str
    value: Mapping[str, Any]
    #: control name -> its labels on the region, in the order given
    labels: dict[str, list[str]] = field(default_factory=dict)
    #: of the picture, in pixels, as the editor saw it; None where no result says
    size: tuple[int, int] | None = None
    #: which one of several pictures
    item_index: int | None = None

    @property
    def every_label(self) -> list[str]:
        """The labels of all controls."""
        return [label for labels in self.labels.values() for label in labels]


def regions(annotation: Annotation) -> list[MarkedRegion]:
    """The regions of an annotation in the order in which they first appear."""
    found: dict[str, MarkedRegion] = {}
    for number, item in enumerate(_readable(annotation)):
        shape = item.type.removesuffix("labels")
        if item.to_name is None or item.value is None or shape not in SHAPES or (shape == "" and item.type == ""):
            continue
        region = found.setdefault(item.id or f"#{number}", MarkedRegion(item.to_name, shape, item.value))
        if region.shape == "" and shape:
            region.shape, region.value = shape, item.value
        if item.original_width and item.original_height:
            region.size = (item.original_width, item.original_height)
        region.item_index = item.item_index
        labels = item.value.get(item.type)
        if item.type.endswith("labels") and isinstance(labels, list) and item.from_name is not None:
            region.labels[item.from_name] = [label for label in labels if isinstance(label, str)]
    return list(found.values())


def _readable(annotation: Annotation) -> Iterator[_Item]:
    for raw in _items(annotation.result):
        try:
            yield _item(raw)
        except msgspec.ValidationError:
            continue
