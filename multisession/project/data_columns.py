"""The columns of the data table: what every task has, and the keys that the tasks' data turn out to have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

import msgspec

from multisession.project.data_query.model import COLUMNS, Kind
from multisession.project.data_query.parse import LONGEST_KEY
from multisession.project.label_config.model import LabelConfig

Display = Literal["text", "image", "audio", "number", "datetime", "list", "json"]

#: Tasks that are looked at to find the keys.
SAMPLED_TASKS = 1_000
#: Keys that become columns; tables with more are nobody's to read.
MOST_KEYS = 200

_TITLES = {
    "id": "ID",
    "inner_id": "Number",
    "created_at": "Created at",
    "updated_at": "Updated at",
    "completed_at": "Completed at",
    "completed": "Completed",
    "total_annotations": "Annotations",
    "cancelled_annotations": "Skips",
    "total_predictions": "Predictions",
    "annotations_results": "Annotation results",
    "predictions_results": "Prediction results",
    "predictions_score": "Prediction score",
    "predictions_model_versions": "Model versions",
    "avg_lead_time": "Lead time",
    "file_upload": "File",
    "draft_exists": "Draft",
    "ground_truth": "Ground truth",
}
_HELP = {
    "inner_id": "The task's place in the order of import",
    "completed": "Whether it has an annotation that is no skip",
    "completed_at": "When its last annotation was made",
    "predictions_score": "The mean of its predictions' scores",
    "avg_lead_time": "The mean of its annotations' seconds",
    "file_upload": "The file it came from",
    "draft_exists": "Whether work on it is saved and not submitted",
    "ground_truth": "Whether it has an annotation that is ground truth and no skip",
}
_SHOWN = frozenset({"id", "completed_at", "total_annotations", "cancelled_annotations", "total_predictions"})

_IMAGE = re.compile(r"(data:image/|[^?#]*\.(png|jpe?g|gif|webp|svg|bmp|avif|tiff?)([?#]|$))", re.ASCII | re.IGNORECASE)
_AUDIO = re.compile(r"(data:audio/|[^?#]*\.(mp3|wav|ogg|m4a|flac|aac|opus)([?#]|$))", re.ASCII | re.IGNORECASE)
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,30})(\.\d{1,30})?([eE][+-]?\d{1,3})?", re.ASCII)
_TIME = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d.{0,20})?", re.ASCII)
_TAGS: dict[str, Display] = {"Image": "image", "Audio": "audio", "AudioPlus": "audio"}


class Visibility(msgspec.Struct, kw_only=True):
    """Where a column is shown until somebody says otherwise."""

    explore: bool
    labeling: bool = False


class DataColumn(msgspec.Struct, kw_only=True, omit_defaults=True):
    """One column. ``filter:tasks:<id>`` is its filter, for a key of the data ``filter:tasks:data.<id>``."""

    id: str
    title: str
    type: Kind
    target: str = msgspec.field(default_factory=lambda: "tasks")
    help: str | None = None
    #: "data" for the keys of the tasks' data, whose ``children`` they are
    parent: str | None = None
    children: list[str] | None = None
    #: how a key's values are best shown
    display: Display | None = None
    visibility_defaults: Visibility


def columns(config: LabelConfig | None, sample: Iterable[Mapping[str, Any]]) -> list[DataColumn]:
    """All columns: those that every task has, then ``data`` and its keys, the label config's first.

    ``sample`` is the data of some tasks; ``config`` is None when it cannot be used.
    """
    used = {} if config is None else _used_keys(config)
    seen: dict[str, _Values] = {key: _Values() for key in used}
    for data in sample:
        for key, value in _members(data):
            if key in seen or len(seen) < MOST_KEYS:
                seen.setdefault(key, _Values()).add(value)
    own = [_own(name, kind) for name, kind in COLUMNS.items()]
    parent = DataColumn(
        id="data", title="Data", type="List", children=list(seen), visibility_defaults=Visibility(explore=True)
    )
    return [*own, parent, *(_of_data(key, values, used) for key, values in seen.items())]


class _Values:
    """What kinds of values a key has had."""

    def __init__(self) -> None:
        self._kinds: set[Display | Literal["boolean"]] = set()

    def add(self, value: Any) -> None:
        if value is not None and value != "":
            self._kinds.add(_display_of(value))

    @property
    def display(self) -> Display:
        kinds = {"text" if kind == "boolean" else kind for kind in self._kinds}
        return kinds.pop() if len(kinds) == 1 else "json" if kinds - {"text", "number", "datetime"} else "text"

    @property
    def type(self) -> Kind:
        if self._kinds == {"boolean"}:
            return "Boolean"
        types: dict[Display, Kind] = {"number": "Number", "datetime": "Datetime", "list": "List"}
        return types.get(self.display, "String")


def _own(name: str, kind: Kind) -> DataColumn:
    shown = Visibility(explore=name in _SHOWN, labeling=name == "id")
    return DataColumn(id=name, title=_TITLES[name], type=kind, help=_HELP.get(name), visibility_defaults=shown)


def _of_data(key: str, values: _Values, used: Mapping[str, str]) -> DataColumn:
    return DataColumn(
        id=key,
        title=key,
        type=values.type,
        parent="data",
        display=_TAGS.get(used.get(key, ""), values.display),
        # Of an object's members the object itself is column enough, until somebody wants to see one.
        visibility_defaults=Visibility(explore=key in used or "." not in key, labeling=key in used),
    )


def _used_keys(config: LabelConfig) -> dict[str, str]:
    """key -> the tag that shows it, in the config's order."""
    return {key: tag for key, tag in config.data_keys.items() if _can_be_filtered(key)}


def _members(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The keys of a task's data, and with a dot those of the objects in it."""
    for key, value in data.items():
        if not _can_be_filtered(key):
            continue
        yield key, value
        if isinstance(value, dict):
            for inner, member in value.items():
                name = f"{key}.{inner}"
                if inner and "." not in inner and _can_be_filtered(name):
                    yield name, member


def _can_be_filtered(key: str) -> bool:
    return 0 < len(key) <= LONGEST_KEY and key.isprintable() and '"' not in key and "\\" not in key


def _display_of(value: Any) -> Display | Literal["boolean"]:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, list):
        return "list"
    if not isinstance(value, str):
        return "json"
    if _NUMBER.fullmatch(value):
        return "number"
    if _TIME.fullmatch(value):
        return "datetime"
    if _IMAGE.match(value):
        return "image"
    return "audio" if _AUDIO.match(value) else "text"
