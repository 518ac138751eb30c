"""CSV and TSV: the records of JSON_MIN as a table.

The columns are only known when every record has been seen, so records wait in a temporary file, a batch to a write,
and the table is written from there. Memory holds one batch and the column names.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from typing import IO

import msgspec

from multisession.project.exporters.context import Bundles, ExportContext
from multisession.project.exporters.flat_rows import OWN_FIELDS, Record, records
from multisession.project.exporters.waiting_file import waiting_file
from multisession.web.errors import BadRequest

#: As many as spreadsheets show.
MOST_COLUMNS = 16_384
#: Every row has a cell for each column, so that a few megabytes of tasks with different keys could make gigabytes of
#: commas: above so many cells, at least one in so many must hold something.
MANY_CELLS, ONE_IN = 10_000_000, 20
_BATCH_BYTES = 256 * 1024
#: text that starts so is run as a formula by spreadsheet programs, the last four being full-width forms
_FORMULA_STARTS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
_PLAIN_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_encode = msgspec.json.Encoder().encode
_record = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_text = msgspec.json.Decoder(str).decode


class TooManyColumns(BadRequest):
    """400: the tasks' data have too many different keys for one table."""

    code = "too-many-columns"


async def write_csv(bundles: Bundles, context: ExportContext) -> AsyncIterator[bytes]:
    """A table separated by commas."""
    async for block in _write(bundles, context, ","):
        yield block


async def write_tsv(bundles: Bundles, context: ExportContext) -> AsyncIterator[bytes]:
    """A table separated by tabs."""
    async for block in _write(bundles, context, "\t"):
        yield block


async def _write(bundles: Bundles, context: ExportContext, delimiter: str) -> AsyncIterator[bytes]:
    async with waiting_file(context.temporary_directory) as waiting:
        columns, rows, filled = {*OWN_FIELDS, *context.controls}, 0, 0
        async for batch in bundles:
            found = [record for bundle in batch for record in records(bundle, context)]
            columns.update(*found)
            rows += len(found)
            filled += sum(map(len, found))
            refuse_what_is_no_table(len(columns), rows, filled)
            waiting.write(b"".join([_encode(record) + b"\n" for record in found]))
        blocks = _blocks(waiting, sorted(columns), delimiter)
        while block := await asyncio.to_thread(next, blocks, b""):
            yield block


def refuse_what_is_no_table(columns: int, rows: int, filled: int) -> None:
    """Raises TooManyColumns for so many columns and rows of which so many cells hold something."""
    if columns > MOST_COLUMNS:
        raise TooManyColumns(
            f"The tasks' data have more than {MOST_COLUMNS:,} different keys, too many for the columns of one table. "
            "Export JSON_MIN instead."
        )
    if columns * rows > max(MANY_CELLS, ONE_IN * filled):
        raise TooManyColumns(
            f"The tasks' data have {columns:,} different keys, and nearly every cell of the table would be empty. "
            "Export JSON_MIN instead."
        )


def _blocks(waiting: IO[bytes], columns: list[str], delimiter: str) -> Iterator[bytes]:
    """The table: the header row, then rows in blocks of about 256 KiB."""
    waiting.seek(0)
    yield (delimiter.join([quoted(column) for column in columns]) + "\n").encode()
    while lines := waiting.readlines(_BATCH_BYTES):
        yield "".join([_row(_record(line), columns, delimiter) for line in lines]).encode()


def _row(record: Record, columns: list[str], delimiter: str) -> str:
    return delimiter.join([_cell(bytes(record[name])) if name in record else "" for name in columns]) + "\n"


def _cell(value: bytes) -> str:
    """One value: text quoted, numbers as they are, null empty, lists and objects as JSON text."""
    first = value[0]
    if first == 0x22:
        return quoted(_text(value))
    if first in b"-0123456789":
        return value.decode()
    if first == 0x6E:
        return ""
    return '"' + value.decode().replace('"', '""') + '"'


def quoted(text: str) -> str:
    """Text between quotation marks; with an apostrophe before what a spreadsheet would run as a formula."""
    if text and text[0] in _FORMULA_STARTS and not _PLAIN_NUMBER.fullmatch(text):
        text = "'" + text
    return '"' + text.replace('"', '""') + '"'
