"""spaCy: a text a line with its entities, as ``[start, end, label]`` in characters.

The pairs that spaCy's training scripts take: ``doc.char_span(start, end, label)`` of each is an entity of the text.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import msgspec

from multisession.project.exporters.context import Bundles, ExportContext
from multisession.project.exporters.text_spans import TEXT_SPANS, MarkedText, marked_texts, without_overlaps

_encode = msgspec.json.Encoder().encode


async def write_spacy(bundles: Bundles, context: ExportContext) -> AsyncIterator[bytes]:
    """One JSON object a line."""
    config = TEXT_SPANS.require(context.config)
    async for batch in bundles:
        texts = [_line(text) for bundle in batch for text in marked_texts(bundle, config)]
        if texts:
            yield b"".join(texts)


def _line(marked: MarkedText) -> bytes:
    entities = [(span.start, span.end, span.label) for span in without_overlaps(marked.spans)]
    meta = {"task": marked.task, "annotation": marked.annotation}
    return _encode({"text": marked.text, "entities": entities, "meta": meta}) + b"\n"
