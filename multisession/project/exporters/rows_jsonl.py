"""Rows as JSON lines: the records of JSON_MIN, one on each line, as ``datasets.load_dataset("json", …)`` reads them."""

from __future__ import annotations

from collections.abc import AsyncIterator

import msgspec

from multisession.project.exporters.context import Bundles, ExportContext
from multisession.project.exporters.flat_rows import records

_encode = msgspec.json.Encoder().encode


async def write_rows_jsonl(bundles: Bundles, context: ExportContext) -> AsyncIterator[bytes]:
    """One JSON object a line."""
    async for batch in bundles:
        lines = [_encode(record) + b"\n" for bundle in batch for record in records(bundle, context)]
        if lines:
            yield b"".join(lines)
