"""Texts with labels: marked words become results of Labels on a Text, one word for a text results of Choices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from multisession.project.importers.label_targets import ConfigNeeded, LabelTarget, proposed, target
from multisession.project.importers.refusal import RowRefused
from multisession.project.importers.task_shape import TaskShape
from multisession.project.tasks import NewTask
from multisession.web.errors import excerpt

#: start, end (code points, end exclusive) and label
Span = tuple[int, int, str]


class Relation(NamedTuple):
    """Two marks by their numbers, and what relates the first to the second; empty for what has no name."""

    first: int
    second: int
    label: str


class MarkedTexts:
    """Makes tasks of texts with marks; ``labels`` are those of the file's beginning, for a config to propose.

    Raises ConfigNeeded.
    """

    def __init__(self, shape: TaskShape, labels: Iterable[str]) -> None:
        found = target(shape.options.config, ("labels",), ("Text",))
        if found is None:
            names = sorted(set(labels)) or ["Label"]
            raise ConfigNeeded("texts with marked words", proposed("Labels", "label", "Text", names))
        self._shape = shape
        self._target: LabelTarget = found

    def task(
        self,
        text: str,
        spans: Sequence[Span],
        meta: Mapping[str, Any] | None = None,
        relations: Sequence[Relation] = (),
    ) -> NewTask:
        """Raises RowRefused."""
        items: list[dict[str, Any]] = []
        for number, (start, end, label) in enumerate(spans):
            if not 0 <= start < end <= len(text):
                first, last = excerpt(str(start)), excerpt(str(end))
                raise RowRefused(f"A mark from {first} to {last} lies outside of a text of {len(text)} characters.")
            value = {"start": start, "end": end, "text": text[start:end], "labels": [self._target.require(label)]}
            items.append(self._target.item(number, value))
        items += [
            {
                "type": "relation",
                "from_id": items[relation.first]["id"],
                "to_id": items[relation.second]["id"],
                "direction": "right",
                **({"labels": [relation.label]} if relation.label else {}),
            }
            for relation in relations
        ]
        return self._shape.task_of(item_of(self._target, text, items, self._shape, meta))


class NamedTexts:
    """Makes tasks of texts with one or more words for each. Raises ConfigNeeded."""

    def __init__(self, shape: TaskShape, labels: Iterable[str]) -> None:
        found = target(shape.options.config, ("choices",), ("Text",))
        if found is None:
            names = sorted(set(labels)) or ["Choice"]
            raise ConfigNeeded("texts with a class each", proposed("Choices", "class", "Text", names, child="Choice"))
        self._shape = shape
        self._target: LabelTarget = found

    def task(self, text: str, names: Sequence[str]) -> NewTask:
        """Raises RowRefused."""
        chosen = [self._target.require(name) for name in dict.fromkeys(names)]
        items = [self._target.item(0, {"choices": chosen})] if chosen else []
        return self._shape.task_of(item_of(self._target, text, items, self._shape))


def item_of(
    place: LabelTarget,
    shown: str,
    items: list[dict[str, Any]],
    shape: TaskShape,
    meta: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The item of a task with one annotation, or prediction where that is wished; without labels with none."""
    item: dict[str, Any] = {"data": {place.data_key: shown}}
    if items:
        item[shape.options.labels_as] = [{"result": items}]
    if meta:
        item["meta"] = dict(meta)
    return item


def whole_lines(head: bytes) -> list[str]:
    """The lines of a file's first part; the last one may be cut, and does not count where there are others."""
    complete = head.rpartition(b"\n")[0] or head
    return complete.decode("utf-8-sig", errors="replace").splitlines()
