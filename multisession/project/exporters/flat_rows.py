"""One flat record for each annotation: the task's data beside one value for each control. JSON_MIN and tables share it.

Skipped annotations make no record. A task without any record appears once with empty fields when every task was asked
for. Values are kept as JSON text, so that numbers leave as they came.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from multisession.project.annotations import Annotation
from multisession.project.exporters.context import ExportContext
from multisession.project.store.interface import TaskBundle

NULL = msgspec.Raw(b"null")
#: fields of every record beside the data keys and the controls
OWN_FIELDS = ("id", "annotator", "annotation_id", "created_at", "updated_at", "lead_time")
#: controls whose result is one word or sentence when there is only one, and the key it stands under
_COLLAPSING = {"Choices": "choices", "TextArea": "text"}

Record = dict[str, msgspec.Raw]


class _Region(msgspec.Struct):
    """What a record takes from one result item."""

    from_name: str | None = None
    value: msgspec.Raw = NULL
    original_width: msgspec.Raw = NULL
    original_height: msgspec.Raw = NULL


_data = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_items = msgspec.json.Decoder(list[msgspec.Raw]).decode
_region = msgspec.json.Decoder(_Region).decode
_encode = msgspec.json.Encoder().encode


def records(bundle: TaskBundle, context: ExportContext) -> Iterator[Record]:
    """The records of one task, each field as JSON text.

    A data key that is also the name of a control or one of ``OWN_FIELDS`` is written as ``data.<key>``.
    """
    annotations = [annotation for annotation in bundle.annotations if not annotation.was_cancelled]
    if not annotations and not context.every_task:
        return
    data = {
        f"data.{key}" if key in OWN_FIELDS or key in context.controls else key: value
        for key, value in _data(bundle.task.data).items()
    }
    data["id"] = msgspec.Raw(b"%d" % bundle.task.id)
    if not annotations:
        yield {**data, **dict.fromkeys(OWN_FIELDS[1:], NULL)}
    for annotation in annotations:
        record = dict(data)
        record.update(_values(annotation, context))
        record["annotator"] = msgspec.Raw(b"%d" % annotation.completed_by)
        record["annotation_id"] = msgspec.Raw(b"%d" % annotation.id)
        record["created_at"] = msgspec.Raw(_encode(annotation.created_at))
        record["updated_at"] = msgspec.Raw(_encode(annotation.updated_at))
        record["lead_time"] = msgspec.Raw(_encode(annotation.lead_time))
        yield record


def _values(annotation: Annotation, context: ExportContext) -> Record:
    """control name -> its value in this annotation; relations, which belong to no control, are left out."""
    found: dict[str, list[_Region]] = {}
    for item in _items(annotation.result):
        try:
            region = _region(item)
        except msgspec.ValidationError:
            continue
        if region.from_name is not None and region.from_name not in OWN_FIELDS:
            found.setdefault(region.from_name, []).append(region)
    return {name: _value(regions, context.controls.get(name)) for name, regions in found.items()}


def _value(regions: list[_Region], tag: str | None) -> msgspec.Raw:
    key = _COLLAPSING.get(tag or "")
    values = [_one_value(region, key) for region in regions]
    if key is not None and len(values) == 1:
        return msgspec.Raw(values[0])
    return msgspec.Raw(b"[" + b",".join(values) + b"]")


def _one_value(region: _Region, collapsing_key: str | None) -> bytes:
    text = bytes(region.value)
    if not text.startswith(b"{"):
        return text
    value = _data(text)
    if collapsing_key is not None and collapsing_key in value:
        only = bytes(value[collapsing_key])
        if only.startswith(b"["):
            entries = _items(only)
            if len(entries) == 1:
                return bytes(entries[0])
    for name in ("original_width", "original_height"):
        size = getattr(region, name)
        if bytes(size) != b"null":
            value[name] = size
            text = b""
    return text or _encode(value)
