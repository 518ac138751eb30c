"""Where labels of a file go under a label config: which control writes them, about which tag, beside which data key.

A file with labels needs a config that has them. Where the project's has no place for them, the import is refused with a
config that would do, made from the labels in the first part of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import quoteattr

from multisession.project.importers.refusal import RowRefused
from multisession.project.label_config.model import ControlTag, LabelConfig
from multisession.web.errors import BadRequest, excerpt

#: labels that a proposed config lists
MOST_LABELS = 200


class ConfigNeeded(BadRequest):
    """400: the label config has no place for the labels of a file; ``proposed_config`` in the answer has."""

    code = "config-needed"

    def __init__(self, what: str, proposed_config: str) -> None:
        super().__init__(
            f"This file holds {what}, and the label config has no control for them. Use the config that is proposed, "
            "or add the tags to yours."
        )
        self.proposed_config = proposed_config
        self.extra = {"proposed_config": proposed_config}


@dataclass(frozen=True, slots=True)
class LabelTarget:
    """A control, the tag that it labels, and the data key which that tag shows."""

    control: ControlTag
    object: str
    data_key: str
    #: of its results
    result_type: str
    #: Labels about the same tag, for a control that draws and has no labels of its own
    beside: ControlTag | None = None

    def region(self, number: int, label: str, value: dict[str, Any], **envelope: Any) -> list[dict[str, Any]]:
        """The result items of a region with a label, as the editor saves them: two with one id where Labels stand
        beside. Raises RowRefused for a label that is not there."""
        labels = [self.require(label)]
        if self.beside is None:
            return [self.item(number, {**value, self.result_type: labels}, **envelope)]
        drawn = self.item(number, value, **envelope)
        named = {**drawn, "from_name": self.beside.name, "type": "labels", "value": {**value, "labels": labels}}
        return [drawn, named]

    def item(self, number: int, value: dict[str, Any], **envelope: Any) -> dict[str, Any]:
        """One result item; ``number`` tells the items of a task apart."""
        return {
            "id": f"{self.control.name}-{number}",
            "from_name": self.control.name,
            "to_name": self.object,
            "type": self.result_type,
            "value": value,
            **envelope,
        }

    def require(self, label: str) -> str:
        """The label, when the control has it; raises RowRefused."""
        control = self.beside or self.control
        if not control.dynamic and label not in control.labels:
            there = ", ".join(control.labels[:6]) + (", …" if len(control.labels) > 6 else "")
            raise RowRefused(f'"{excerpt(label)}" is not a label of "{control.name}". Its labels are {there}.')
        return label


def target(config: LabelConfig | None, result_types: Iterable[str], objects: Iterable[str]) -> LabelTarget | None:
    """The first control of the config that writes one of these results about one of these tags."""
    for control in config.controls.values() if config is not None else ():
        for result_type in result_types:
            for name in control.to_name if result_type in control.result_types else ():
                shown = config.objects.get(name) if config is not None else None
                if shown is not None and shown.tag in objects and shown.data_key is not None:
                    return LabelTarget(control, name, shown.data_key, result_type)
    return None


def proposed(control: str, name: str, shown: str, labels: Iterable[str], *, child: str = "Label") -> str:
    """A config with one control and one object tag: ``proposed("Labels", "label", "Text", …)``."""
    return proposed_controls({control: name}, shown, labels, child=child)


def proposed_controls(controls: Mapping[str, str], shown: str, labels: Iterable[str], *, child: str = "Label") -> str:
    """A config with controls (tag -> name) that have the same labels, and one object tag."""
    key = shown.lower()
    children = "".join(f"    <{child} value={quoteattr(label)}/>\n" for label in list(labels)[:MOST_LABELS])
    written = "".join(
        f'  <{control} name="{name}" toName="{key}">\n{children}  </{control}>\n' for control, name in controls.items()
    )
    return f'<View>\n{written}  <{shown} name="{key}" value="${key}"/>\n</View>\n'
