"""ASR manifest: a recording, or a stretch of one, a line, with what is said in it; as NVIDIA NeMo reads its manifests.

``audio_filepath``, ``text``, and in seconds ``duration`` and, of a stretch, ``offset``. A duration comes from the
results (``original_length``, or the stretch); where none says, the key is left out.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

import msgspec

from multisession.project.annotations import Annotation
from multisession.project.exporters.context import Bundles, ExportContext
from multisession.project.exporters.fitting import Need
from multisession.project.label_config.model import LabelConfig
from multisession.project.store.interface import TaskBundle

TRANSCRIPTS = Need("a TextArea on an Audio", frozenset({"textarea"}), frozenset({"Audio", "AudioPlus"}))
_encode = msgspec.json.Encoder().encode
_data = msgspec.json.Decoder().decode


class _Item(msgspec.Struct):
    from_name: str | None = None
    to_name: str | None = None
    value: dict[str, Any] | None = None
    original_length: float | None = None


_items = msgspec.json.Decoder(list[msgspec.Raw]).decode
_item = msgspec.json.Decoder(_Item, strict=False).decode


async def write_asr_manifest(bundles: Bundles, context: ExportContext) -> AsyncIterator[bytes]:
    """One JSON object a line."""
    config = TRANSCRIPTS.require(context.config)
    async for batch in bundles:
        lines = [line for bundle in batch for line in _lines(bundle, config)]
        if lines:
            yield b"".join(lines)


def _lines(bundle: TaskBundle, config: LabelConfig) -> Iterator[bytes]:
    data = _data(bundle.task.data)
    controls = set(TRANSCRIPTS.controls(config))
    for annotation in bundle.annotations:
        for item in _transcripts(annotation, controls) if not annotation.was_cancelled else ():
            shown = config.objects.get(item.to_name or "")
            address = data.get(shown.data_key) if shown is not None and shown.data_key is not None else None
            line = _line(item) if isinstance(address, str) else None
            if line is not None:
                yield _encode({"audio_filepath": address, **line, "annotator": annotation.completed_by}) + b"\n"


def _transcripts(annotation: Annotation, controls: set[str]) -> Iterator[_Item]:
    for raw in _items(annotation.result):
        try:
            item = _item(raw)
        except msgspec.ValidationError:
            continue
        if item.from_name in controls and item.value is not None:
            yield item


def _line(item: _Item) -> dict[str, Any] | None:
    value = item.value or {}
    texts = value.get("text")
    written = [text for text in (texts if isinstance(texts, list) else [texts]) if isinstance(text, str)]
    if not written:
        return None
    start, end = value.get("start"), value.get("end")
    line: dict[str, Any] = {"text": " ".join(written)}
    if isinstance(start, int | float) and isinstance(end, int | float) and end > start:
        return {"offset": start, "duration": round(end - start, 6), **line}
    return line if item.original_length is None else {"duration": item.original_length, **line}
