"""Rows as Parquet: the records of JSON_MIN with a type for each column.

A column holds booleans, 64-bit integers, floats or text where all of its values are that; integers among floats become
floats. Any other mixture, and lists and objects, are JSON as text. The types are known only when every record has been
seen, so records wait in a temporary file, and so does the table, whose end says where its parts are.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from typing import IO, TYPE_CHECKING, Any, Literal

import msgspec

from multisession.project.exporters.context import Bundles, ExportContext
from multisession.project.exporters.csv_table import refuse_what_is_no_table
from multisession.project.exporters.flat_rows import OWN_FIELDS, Record, records
from multisession.project.exporters.waiting_file import waiting_file
from multisession.web.errors import MissingExtra

if TYPE_CHECKING:
    import pyarrow

Kind = Literal["bool", "int", "float", "text", "json"]
#: of a column whose texts are JSON, for whoever reads the file back: the importer does
JSON_MARK = {"multisession.json": "1"}
#: rows that are written at once
_GROUP = 4_000
_BLOCK = 256 * 1024
_INT64 = range(-(2**63), 2**63)
_encode = msgspec.json.Encoder().encode
_record = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_value = msgspec.json.Decoder().decode


async def write_rows_parquet(bundles: Bundles, context: ExportContext) -> AsyncIterator[bytes]:
    """The file. Raises MissingExtra, TooManyColumns."""
    try:
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise MissingExtra("export", "To write Parquet") from error
    place = context.temporary_directory
    async with waiting_file(place) as waiting, waiting_file(place) as table:
        kinds: dict[str, Kind | None] = dict.fromkeys((*OWN_FIELDS, *context.controls))
        rows = filled = 0
        async for batch in bundles:
            found = [record for bundle in batch for record in records(bundle, context)]
            rows += len(found)
            filled += sum(map(len, found))
            _widen(kinds, found)
            refuse_what_is_no_table(len(kinds), rows, filled)
            waiting.write(b"".join([_encode(record) + b"\n" for record in found]))
        await asyncio.to_thread(_tabulate, waiting, table, kinds)
        table.seek(0)
        while block := await asyncio.to_thread(table.read, _BLOCK):
            yield block


def _widen(kinds: dict[str, Kind | None], found: Iterable[Record]) -> None:
    for record in found:
        for name, raw in record.items():
            known, kind = kinds.get(name), _kind_of(bytes(raw))
            if kind is None or known == "json":
                kinds.setdefault(name, None)
            elif known is None or known == kind:
                kinds[name] = kind
            else:
                kinds[name] = "float" if {known, kind} == {"int", "float"} else "json"


def _kind_of(raw: bytes) -> Kind | None:
    """Of one value; None for null, which any column takes."""
    first = raw[:1]
    if first == b"n":
        return None
    if first == b'"':
        return "text"
    if first in b"tf":
        return "bool"
    if first in b"[{":
        return "json"
    if any(sign in raw for sign in b".eE"):
        return "float"
    return "int" if int(raw) in _INT64 else "json"


def _tabulate(waiting: IO[bytes], table: IO[bytes], kinds: dict[str, Kind | None]) -> None:
    import pyarrow
    from pyarrow import parquet

    types = {"bool": pyarrow.bool_(), "int": pyarrow.int64(), "float": pyarrow.float64()}
    columns = []
    for name in sorted(kinds):
        column = pyarrow.field(name, types.get(kinds[name] or "", pyarrow.string()))
        columns.append(column.with_metadata(JSON_MARK) if kinds[name] == "json" else column)
    schema = pyarrow.schema(columns)
    waiting.seek(0)
    with parquet.ParquetWriter(table, schema, compression="zstd") as writer:
        group: list[Record] = []
        for line in waiting:
            group.append(_record(line))
            if len(group) == _GROUP:
                writer.write_batch(_columns(group, schema, kinds))
                group = []
        if group:
            writer.write_batch(_columns(group, schema, kinds))


def _columns(group: list[Record], schema: pyarrow.Schema, kinds: dict[str, Kind | None]) -> pyarrow.RecordBatch:
    import pyarrow

    columns = []
    for column in schema:
        values = [_cell(record.get(column.name), kinds[column.name]) for record in group]
        columns.append(pyarrow.array(values, column.type))
    return pyarrow.record_batch(columns, schema=schema)


def _cell(raw: msgspec.Raw | None, kind: Kind | None) -> Any:
    if raw is None or bytes(raw) == b"null":
        return None
    if kind == "json":
        return bytes(raw).decode()
    value = _value(raw)
    return float(value) if kind == "float" else value
