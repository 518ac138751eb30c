"""A sample task made from a config alone, so that a preview is never blank."""

from __future__ import annotations

import base64
from copy import deepcopy
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from multisession.project.label_config.model import LabelConfig, Variable

_PARAGRAPH = (
    "Maria Lindqvist leads the Nordlys Institute, which moved in March 2019 from Bergen to an old shipyard in Tromsø. "
    "Its winter festival drew some 4,200 visitors, twice as many as expected, and sold out on Saturday. "
    "“Nobody asked us when we close,” said the doorkeeper, “they asked when we open again.” 🎟️"
)
_SENTENCE = "The night ferry to Tromsø leaves at 21:40"
_MARKUP = "<h3>The night ferry</h3><p>It leaves <b>Bergen</b> at 21:40 and reaches <i>Tromsø</i> two days later.</p>"
_MARKDOWN = (
    "### The night ferry\n\nIt leaves **Bergen** at 21:40 and reaches *Tromsø* two days later.\n\n"
    "- 120 seats\n- no cars"
)
_MESSAGES = [
    {"author": "Ida", "text": "Does the night ferry run in January?"},
    {"author": "Harbour desk", "text": "Every day but Sunday. It leaves at 21:40."},
    {"author": "Ida", "text": "Good. Two seats for Friday, please."},
]
_ITEMS = [
    {"id": "a", "title": "The night ferry", "body": "Two days to Tromsø, with a bed."},
    {"id": "b", "title": "The train", "body": "One day, with a change in Oslo."},
    {"id": "c", "title": "The plane", "body": "Two hours, without a view."},
]
_TABLE = {"ship": "Ask", "built": 1998, "seats": 120, "home port": "Bergen"}
_CHOICES = [{"value": "First choice"}, {"value": "Second choice"}, {"value": "Third choice"}]
_SAMPLES = {
    "hypertext": _MARKUP,
    "markdown": _MARKDOWN,
    "dialog": _MESSAGES,
    "paragraphs": _MESSAGES,
    "table": _TABLE,
    "list": _ITEMS,
}
#: A list that is indexed gets no longer than this, whatever index a config asks for.
_MAX_INDEX = 20


@lru_cache(maxsize=1)
def sample_image() -> str:
    """A street scene as a data: address. It needs no route, no session and no file, and loads under every sub-path."""
    drawing = Path(__file__).with_name("sample.svg").read_bytes()
    return "data:image/svg+xml;base64," + base64.b64encode(drawing).decode("ascii")


def sample_task(config: LabelConfig) -> dict[str, Any]:
    """Task data with every key and path that the config takes, each with a value that fits its tag."""
    data: dict[str, Any] = {}
    objects = {tag.tag for tag in config.objects.values()}
    # What an object tag shows decides; what others print of it is laid down first and gives way.
    for variable in sorted(config.variables, key=lambda each: each.tag in objects):
        _put(data, variable.path, _value(variable))
    for variable in reversed(config.variables):
        if variable.tag == "Repeater" and variable.whole:
            _repeat(data, variable.path)
    return data


def _repeat(data: dict[str, Any], path: tuple[str | int, ...]) -> None:
    """What a Repeater goes through has two entries, so that it is seen to repeat."""
    place: Any = data
    for step in path:
        place = place[step]
    if isinstance(place, list):
        place[1:] = [deepcopy(place[0])]


def _value(variable: Variable) -> Any:
    tag = variable.tag.lower()
    if variable.attribute == "valuelist":
        return [sample_image(), sample_image()]
    if tag == "repeater":
        return [_SENTENCE]
    if tag == "image":
        return sample_image()
    if tag == "text" and variable.whole:
        return _PARAGRAPH
    if variable.whole and tag in _SAMPLES:
        return _SAMPLES[tag]
    if variable.whole and (tag in ("choices", "taxonomy") or tag.endswith("labels")):
        return _CHOICES
    return _SENTENCE


def _put(data: dict[str, Any], path: tuple[str | int, ...], value: Any) -> None:
    """Sets ``data["a"]["b"][0]["c"]``, making what is missing; where two uses disagree the later one wins."""
    place: Any = data
    for step, following in pairwise(path):
        place = _child(place, step, list if isinstance(following, int) else dict)
    _child(place, path[-1], None, value)


def _child(place: Any, step: str | int, kind: type | None, value: Any = None) -> Any:
    key: Any = step
    present: Any = None
    if isinstance(place, list):
        key = min(step, _MAX_INDEX) if isinstance(step, int) else 0
        place.extend({} for _ in range(key + 1 - len(place)))
        present = place[key]
    else:
        present = place.get(key)
    if kind is None:
        place[key] = value
    elif not isinstance(present, kind):
        place[key] = kind()
    return place[key]
