"""What a change of the label config would take away from the work that is already there."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from multisession.project.label_config.model import LabelConfig
from multisession.project.store.interface import Store, TaskBundle
from multisession.web.json import plain_value


@dataclass(frozen=True, slots=True)
class Removal:
    """Names of tags, and labels of tags that stay, which one config has and the next one has not."""

    tags: frozenset[str] = frozenset()
    labels: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.tags or self.labels)


def removal(before: LabelConfig, after: LabelConfig) -> Removal:
    """What ``after`` lacks. A control that now writes another type of result counts as removed."""
    tags = {name for name in before.objects if name not in after.objects}
    labels: dict[str, frozenset[str]] = {}
    for name, control in before.controls.items():
        kept = after.controls.get(name)
        if kept is None or set(control.result_types).isdisjoint(kept.result_types):
            tags.add(name)
        elif not kept.dynamic and (gone := frozenset(control.labels) - frozenset(kept.labels)):
            labels[name] = gone
    return Removal(frozenset(tags), labels)


def essential_change(before: LabelConfig, after: LabelConfig) -> bool:
    """True when names, targets or labels differ, and not only the looks."""
    return bool(_essence(before) != _essence(after))


def _essence(config: LabelConfig) -> Any:
    controls = {
        name: (control.tag, sorted(control.to_name), control.dynamic, sorted(control.labels))
        for name, control in config.controls.items()
    }
    return controls, {name: (tag.tag, tag.value) for name, tag in config.objects.items()}


class Use(msgspec.Struct, frozen=True):
    """What annotations use of a config: a tag, or with ``label`` one label of it, and how many annotations do."""

    tag: str
    label: str | None
    annotations: int

    @property
    def sentence(self) -> str:
        """What a config that lacks it is told."""
        use = "1 annotation uses" if self.annotations == 1 else f"{self.annotations} annotations use"
        what = f'the tag "{self.tag}"' if self.label is None else f'the label "{self.label}" of the tag "{self.tag}"'
        return f"{use} {what}. Keep it, or save with force=true: the labels stay, but cannot be seen."


async def uses(store: Store, removed: Removal) -> list[Use]:
    """Every removed tag or label that annotations use, in the order of their number."""
    counted: Counter[tuple[str, str | None]] = Counter()
    if removed:
        async for bundles in store.every_bundle(only_annotated=True):
            counted.update(await asyncio.to_thread(_count, bundles, removed))
    return [Use(tag, label, number) for (tag, label), number in counted.most_common()]


def _count(bundles: Sequence[TaskBundle], removed: Removal) -> Counter[tuple[str, str | None]]:
    counted: Counter[tuple[str, str | None]] = Counter()
    for bundle in bundles:
        for annotation in bundle.annotations:
            counted.update(set(_used(plain_value(annotation.result), removed)))
    return counted


def _used(result: Any, removed: Removal) -> list[tuple[str, str | None]]:
    found: list[tuple[str, str | None]] = []
    for item in result if isinstance(result, list) else []:
        if not isinstance(item, dict):
            continue
        for side in ("from_name", "to_name"):
            if item.get(side) in removed.tags:
                found.append((item[side], None))
        name, value = item.get("from_name"), item.get("value")
        gone = removed.labels.get(name) if isinstance(name, str) else None
        labels = value.get(item.get("type")) if gone and isinstance(value, dict) else None
        if gone and isinstance(labels, list):
            found.extend((str(name), label) for label in labels if isinstance(label, str) and label in gone)
    return found
