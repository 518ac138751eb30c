"""From one item of a file to one task: which forms an item may have, and what it must hold for the label config.

An item is ``{"data": {…}}`` with optional ``annotations`` (or ``completions``, their name in 0.x), ``predictions`` and
``meta``, or a bare object, which is then the data. Any other key beside ``data`` (``id``, counters, …) is ignored: the
project numbers its own tasks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from multisession.project.importers.columns import ColumnMap
from multisession.project.importers.labels_shape import annotations_of, drafts_of, predictions_of
from multisession.project.importers.read_options import AS_FOUND, ReadOptions
from multisession.project.importers.refusal import MAX_TASK_BYTES, RowRefused, too_large
from multisession.project.importers.strict_json import strict_value
from multisession.project.tasks import EMPTY_ARRAY, EMPTY_OBJECT, NewTask
from multisession.web.errors import excerpt

_NUMBER_OR_TEXT: tuple[type, ...] = (str, int, float)
#: what the value under a data key may be, by the tag that shows it; a tag that is not here takes anything
VALUE_TYPES: Mapping[str, tuple[type, ...]] = {
    "Text": _NUMBER_OR_TEXT,
    "Header": _NUMBER_OR_TEXT,
    "Markdown": _NUMBER_OR_TEXT,
    "HyperText": _NUMBER_OR_TEXT,
    "Image": (str, list),
    "Audio": (str,),
    "AudioPlus": (str,),
    "Video": (str,),
    "Pdf": (str,),
    "Paragraphs": (list, str),
    "Dialog": (list, str),
    "List": (list,),
    "Table": (dict, list, str),
    "TimeSeries": (dict, list, str),
}
_TYPE_NAMES = {str: "text", int: "a number", float: "a number", list: "a list", dict: "an object"}


class _Parts(msgspec.Struct):
    """The pieces of an item, as they stand in the file."""

    data: msgspec.Raw
    meta: msgspec.Raw = EMPTY_OBJECT
    annotations: msgspec.Raw = EMPTY_ARRAY
    completions: msgspec.Raw = EMPTY_ARRAY
    predictions: msgspec.Raw = EMPTY_ARRAY
    drafts: msgspec.Raw = EMPTY_ARRAY


_parts = msgspec.json.Decoder(_Parts).decode
_raw_object = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode


class TaskShape:
    """Makes tasks from items, checking them against the data keys of one label config (key -> tag that shows it)."""

    def __init__(
        self,
        data_keys: Mapping[str, str],
        *,
        file_upload: str | None = None,
        max_task_bytes: int = MAX_TASK_BYTES,
        options: ReadOptions = AS_FOUND,
    ) -> None:
        self.data_keys = dict(data_keys)
        self.options = options
        self._checks = [(key, tag, VALUE_TYPES.get(tag)) for key, tag in data_keys.items()]
        self.file_upload = file_upload
        self.max_task_bytes = max_task_bytes

    def named(self, name: str) -> TaskShape:
        """The same for the tasks of another file."""
        return TaskShape(self.data_keys, file_upload=name, max_task_bytes=self.max_task_bytes, options=self.options)

    def task(self, raw: bytes | msgspec.Raw) -> NewTask:
        """The task of one item's JSON text; raises :class:`RowRefused`."""
        if memoryview(raw).nbytes > self.max_task_bytes:
            raise RowRefused(too_large(self.max_task_bytes))
        item = strict_value(raw)
        if type(item) is not dict:
            raise RowRefused(f'A task is an object like {{"text": "…"}}, and this is {_describe(item)}.')
        if self.options.columns is not None:
            raw = _mapped(self.options.columns, item, raw)
            item = strict_value(raw)
        if "data" not in item:
            self.check_data(item)
            return NewTask(data=_compact(raw), file_upload=self.file_upload)
        return self._wrapped_task(item, raw)

    def task_of(self, item: Mapping[str, Any]) -> NewTask:
        """The task of an item that was made here, as an object with ``data``; raises :class:`RowRefused`."""
        raw = msgspec.json.encode(item)
        if len(raw) > self.max_task_bytes:
            raise RowRefused(too_large(self.max_task_bytes))
        return self._wrapped_task(item, raw)

    def _wrapped_task(self, item: Mapping[str, Any], raw: bytes | msgspec.Raw) -> NewTask:
        data = item["data"]
        if type(data) is not dict:
            raise RowRefused(f'"data" is {_describe(data)}. It must be an object like {{"text": "…"}}.')
        self.check_data(data)
        parts = _parts(raw)
        task = NewTask(data=_compact(parts.data), file_upload=self.file_upload)
        if len(item) > 1:
            _add_labels(task, item, parts)
        return task

    def check_data(self, data: Mapping[str, Any]) -> None:
        """Raises :class:`RowRefused` when the data lack a key that the config shows, or hold another type there."""
        for key, tag, types in self._checks:
            if key in data:
                value = data[key]
                if types is not None and not isinstance(value, types):
                    raise RowRefused(f'"{key}" is {_describe(value)}, and <{tag}> shows {_alternatives(types)}.')
            elif not _reaches_inside(key, data):
                raise RowRefused(_missing(key, data))


def missing_key(key: str, found: str) -> str:
    """The reason for data without a key that the label config names."""
    found = excerpt(found, longest=400)
    return f'The label config shows "{key}", which is not here; {found}. Rename the key, or change the config.'


def _missing(key: str, data: Mapping[str, Any]) -> str:
    names = ", ".join(f'"{name}"' for name in list(data)[:5]) + (", …" if len(data) > 5 else "")
    return missing_key(key, f"there is {names}" if names else "the object is empty")


def _reaches_inside(key: str, data: Mapping[str, Any]) -> bool:
    """True for a key such as ``image.url`` or ``pages[0]`` whose first part is in the data."""
    head = re.split(r"[.\[]", key, maxsplit=1)[0]
    return head != key and head in data


def _mapped(columns: ColumnMap, item: Mapping[str, Any], raw: bytes | msgspec.Raw) -> bytes:
    """An item whose data, or whose own keys, go where the mapping says; the spelling of every value stays."""
    whole = _raw_object(raw)
    wrapped = type(item.get("data")) is dict
    values = _raw_object(whole["data"]) if wrapped else whole
    row = columns.rebuild((columns.column(key), value) for key, value in values.items())
    if not wrapped:
        return msgspec.json.encode(row.data if row.is_data_alone and "data" not in row.data else row.as_item())
    made = row.as_item()
    for name in ("annotations", "predictions"):
        if name in made and type(item.get(name)) is list:
            made[name] = [*msgspec.json.decode(whole[name], type=list[msgspec.Raw]), *made[name]]
    if "meta" in made and type(item.get("meta")) is dict:
        made["meta"] = {**_raw_object(whole["meta"]), **made["meta"]}
    return msgspec.json.encode({**whole, **made})


def _add_labels(task: NewTask, item: Mapping[str, Any], parts: _Parts) -> None:
    meta = item.get("meta")
    if meta:
        if type(meta) is not dict:
            raise RowRefused(f'"meta" is {_describe(meta)}. It must be an object, or be left out.')
        task.meta = _compact(parts.meta)
    for name, raw in (("annotations", parts.annotations), ("completions", parts.completions)):
        if item.get(name):
            task.annotations = task.annotations + annotations_of(name, item[name], raw)
    if item.get("predictions"):
        task.predictions = predictions_of(item["predictions"], parts.predictions)
    if item.get("drafts"):
        known = [*(item.get("annotations") or ()), *(item.get("completions") or ())]
        task.drafts = drafts_of(item["drafts"], parts.drafts, known)


def _compact(raw: bytes | msgspec.Raw) -> msgspec.Raw:
    """The same JSON text; line breaks and indentation go, the spelling of every value stays."""
    text = bytes(raw)
    return msgspec.Raw(msgspec.json.format(text, indent=-1) if b"\n" in text else text)


def _alternatives(types: tuple[type, ...]) -> str:
    return " or ".join(dict.fromkeys(_TYPE_NAMES[kind] for kind in types))


def _describe(value: Any) -> str:
    """What a JSON value is, for a sentence."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return "text"
    if isinstance(value, int | float):
        return "a number"
    return "a list" if isinstance(value, list) else "an object"
