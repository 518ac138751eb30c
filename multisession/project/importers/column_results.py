"""A column whose cells are answers: each cell becomes a result of one control of the label config."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import isfinite
from typing import Any

from multisession.project.importers.refusal import RowRefused
from multisession.project.label_config.model import ControlTag, LabelConfig
from multisession.web.errors import ValidationFailed, excerpt

#: items of a result
Results = list[dict[str, Any]]
#: a cell's text -> the item, or None for an empty cell. Raises RowRefused.
ResultReader = Callable[[str], dict[str, Any] | None]

#: controls that a cell can answer, and the type of their result
READABLE = {"Choices": "choices", "Rating": "rating", "Number": "number", "TextArea": "textarea"}
_BETWEEN_CHOICES = re.compile(r"[|;,]")


def readable_controls(config: LabelConfig) -> dict[str, str]:
    """Name -> tag of the controls whose answers can come from a column."""
    return {name: control.tag for name, control in config.controls.items() if control.tag in READABLE}


def result_reader(name: str, config: LabelConfig) -> ResultReader:
    """What turns the cells of a column into results of a control. Raises ValidationFailed where none can."""
    control = config.controls.get(name)
    if control is None or control.tag not in READABLE or not control.to_name:
        names = ", ".join(f'"{known}"' for known in readable_controls(config)) or "none"
        reason = (
            f'A column cannot be an answer of "{excerpt(name)}". '
            f"Answers come from Choices, Rating, Number and TextArea; the label config has {names}."
        )
        raise ValidationFailed(reason, code="columns-invalid", validation_errors={"columns": [reason]})
    kind = READABLE[control.tag]
    value_of = _VALUES[control.tag]
    known = frozenset(control.labels)

    def read(text: str) -> dict[str, Any] | None:
        text = text.strip()
        if not text:
            return None
        value = value_of(control, known, text)
        return {"id": name, "from_name": name, "to_name": control.to_name[0], "type": kind, "value": value}

    return read


def _choices(control: ControlTag, known: frozenset[str], text: str) -> dict[str, Any]:
    if control.dynamic or text in known:
        return {"choices": [text]}
    several = [choice.strip() for choice in _BETWEEN_CHOICES.split(text)]
    if not known.issuperset(several):
        there = ", ".join(control.labels[:6]) + (", …" if len(control.labels) > 6 else "")
        raise RowRefused(f'"{excerpt(text)}" is not a choice of "{control.name}". Its choices are {there}.')
    return {"choices": list(dict.fromkeys(several))}


def _rating(control: ControlTag, _known: frozenset[str], text: str) -> dict[str, Any]:
    number = _number_of(control, text)
    if number != int(number) or not 0 <= number <= 100:
        raise RowRefused(f'"{excerpt(text)}" is not a rating for "{control.name}". Write a whole number.')
    return {"rating": int(number)}


def _number(control: ControlTag, _known: frozenset[str], text: str) -> dict[str, Any]:
    number = _number_of(control, text)
    return {"number": int(number) if number == int(number) else number}


def _number_of(control: ControlTag, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not isfinite(number) or abs(number) > 1e15:
        raise RowRefused(f'"{excerpt(text)}" is not a number, and "{control.name}" takes one.')
    return number


def _text_area(control: ControlTag, _known: frozenset[str], text: str) -> dict[str, Any]:
    return {"text": [text]}


_VALUES: dict[str, Callable[[ControlTag, frozenset[str], str], dict[str, Any]]] = {
    "Choices": _choices,
    "Rating": _rating,
    "Number": _number,
    "TextArea": _text_area,
}
