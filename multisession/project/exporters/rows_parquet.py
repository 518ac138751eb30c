"""Rows as Parquet: the records of JSON_MIN with a type for each column.

A column holds booleans, 64-bit integers, floats or text where all of its values are that; integers among floats become
floats. Any other mixture, and lists and objects, are JSON as text. The types are known only when every record has been
seen, so records wait in a temporary file, and so does the table, whose end says where its parts are. It is made by a
process of its own (rows_parquet_child.py).
"""

from __future__ import annotations

import asyncio
import importlib.util
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import IO, Literal

import msgspec

from multisession.project.child_environment import child_environment
from multisession.project.exporters.context import Bundles, ExportContext
from multisession.project.exporters.csv_table import refuse_what_is_no_table
from multisession.project.exporters.flat_rows import OWN_FIELDS, Record, records
from multisession.project.exporters.waiting_file import waiting_file
from multisession.web.errors import MissingExtra

Kind = Literal["bool", "int", "float", "text", "json"]
_BLOCK = 256 * 1024
_INT64 = range(-(2**63), 2**63)
_CHILD = Path(__file__).with_name("rows_parquet_child.py")
_encode = msgspec.json.Encoder().encode


async def write_rows_parquet(bundles: Bundles, context: ExportContext) -> AsyncIterator[bytes]:
    """The file. Raises MissingExtra, TooManyColumns."""
    if importlib.util.find_spec("pyarrow") is None:
        raise MissingExtra("export", "To write Parquet")
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
        length = waiting.tell()
        waiting.write(_encode(kinds))
        await make_table(waiting, table, length)
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


async def make_table(waiting: IO[bytes], table: IO[bytes], length: int) -> None:
    """Has the table made of so many bytes of records, and of the columns' kinds after them.

    Raises OSError, such as for a full disk, and ChildProcessError.
    """
    waiting.flush()
    waiting.seek(0)
    # -P: the modules beside the script are not its own.
    child = subprocess.Popen(  # noqa: S603 - our own interpreter and file
        [sys.executable, "-P", str(_CHILD), str(length)],
        stdin=waiting, stdout=table, stderr=subprocess.PIPE, env=child_environment(), cwd=sys.exec_prefix,
    )  # fmt: skip
    try:
        _, said = await asyncio.to_thread(child.communicate)
    finally:
        # Nobody waits for it any more.
        child.kill()
    if child.returncode:
        number = said.decode(errors="replace")
        if number.isdecimal():
            raise OSError(int(number), os.strerror(int(number)))
        raise ChildProcessError(f"Parquet was not written, exit code {child.returncode}: {number}")
