"""JSON_MIN: a list of flat records, one for each annotation."""

from __future__ import annotations

from collections.abc import AsyncIterator

import msgspec

from multisession.project.exporters.context import Bundles, ExportContext
from multisession.project.exporters.flat_rows import records

_encode = msgspec.json.Encoder().encode


async def write_json_min(bundles: Bundles, context: ExportContext) -> AsyncIterator[bytes]:
    """A list with one record on each line."""
    separator = b"[\n"
    async for batch in bundles:
        lines = [_encode(record) for bundle in batch for record in records(bundle, context)]
        if lines:
            yield separator + b",\n".join(lines)
            separator = b",\n"
    yield b"[]\n" if separator == b"[\n" else b"\n]\n"
