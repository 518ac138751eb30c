"""Makes a Parquet file of rows in a process of its own: ``python rows_parquet_child.py LENGTH <rows >table``.

Loading the library alone takes a second or two that nobody else in the server's process should wait, and making a
table is work for a whole core. It imports nothing of the studio.

Standard input is a file: so many bytes of records, a JSON object a line, and then a JSON object of column names and
kinds (see rows_parquet.Kind; null for a column without values). Standard output is a file too. What the system refuses,
such as a full disk, is its number on standard error, with exit code 1.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

if TYPE_CHECKING:
    import pyarrow

#: of a column whose texts are JSON, for whoever reads the file back: the importer does
JSON_MARK = {"multisession.json": "1"}
#: rows that are written at once: so many, or so many bytes of them
_GROUP_ROWS, _GROUP_BYTES = 4_000, 16 * 2**20
_kinds = msgspec.json.Decoder(dict[str, str | None]).decode
_record = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_value = msgspec.json.Decoder().decode


def main(length: int) -> None:
    """Writes the table of the rows on standard input to standard output. Raises OSError."""
    import pyarrow
    from pyarrow import parquet

    if hasattr(os, "nice"):
        # Others' requests go first.
        os.nice(10)
    pyarrow.set_cpu_count(1)
    pyarrow.set_io_thread_count(1)
    with os.fdopen(0, "rb", closefd=False) as rows, os.fdopen(1, "wb", closefd=False) as table:
        rows.seek(length)
        kinds = _kinds(rows.read())
        rows.seek(0)
        schema = _schema(kinds)
        with parquet.ParquetWriter(table, schema, compression="zstd") as writer:
            for group in _groups(rows, length):
                writer.write_batch(_columns(group, schema, kinds))


def _schema(kinds: Mapping[str, str | None]) -> pyarrow.Schema:
    import pyarrow

    types = {"bool": pyarrow.bool_(), "int": pyarrow.int64(), "float": pyarrow.float64()}
    columns = []
    for name in sorted(kinds):
        column = pyarrow.field(name, types.get(kinds[name] or "", pyarrow.string()))
        columns.append(column.with_metadata(JSON_MARK) if kinds[name] == "json" else column)
    return pyarrow.schema(columns)


def _groups(rows: BinaryIO, length: int) -> Iterator[list[dict[str, msgspec.Raw]]]:
    group: list[dict[str, msgspec.Raw]] = []
    size = 0
    while length:
        line = rows.readline()
        length -= len(line)
        size += len(line)
        group.append(_record(line))
        if len(group) == _GROUP_ROWS or size >= _GROUP_BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group


def _columns(
    group: list[dict[str, msgspec.Raw]], schema: pyarrow.Schema, kinds: Mapping[str, str | None]
) -> pyarrow.RecordBatch:
    import pyarrow

    columns = []
    for column in schema:
        values = [_cell(record.get(column.name), kinds[column.name]) for record in group]
        columns.append(pyarrow.array(values, column.type))
    return pyarrow.record_batch(columns, schema=schema)


def _cell(raw: msgspec.Raw | None, kind: str | None) -> Any:
    if raw is None or bytes(raw) == b"null":
        return None
    if kind == "json":
        return bytes(raw).decode()
    value = _value(raw)
    return float(value) if kind == "float" else value


if __name__ == "__main__":
    try:
        main(int(sys.argv[1]))
    except OSError as error:
        sys.stderr.write(str(error.errno or ""))
        sys.exit(1)
