"""Rows as JSON lines and as Parquet, read by Apache Arrow."""

from __future__ import annotations

import errno
import io
import json
import os
from pathlib import Path

import anyio
import pytest
from pyarrow import parquet

from multisession.project.exporters.rows_parquet import make_table
from multisession.project.store.interface import TaskBundle
from tests.project.exporters.bundles import annotation, task, written

pytestmark = pytest.mark.anyio
GOOD = b'[{"from_name":"s","type":"choices","value":{"choices":["Good"]}}]'
BOXES = b'[{"from_name":"b","type":"rectanglelabels","original_width":4,"original_height":2,"value":{"x":1}}]'


def bundle(number: int, data: bytes, result: bytes = GOOD) -> TaskBundle:
    return TaskBundle(task=task(number, data), annotations=[annotation(number, number, result, lead_time=1.5)])


async def test_a_record_a_line() -> None:
    lines = await written(
        "JSONL", [bundle(1, b'{"text":"a\\nb"}')], [bundle(2, b'{"n":1.50}')], controls={"s": "Choices"}
    )
    first, second = lines.splitlines()
    assert json.loads(first) == {
        "text": "a\nb", "id": 1, "s": "Good", "annotator": 1, "annotation_id": 1, "lead_time": 1.5,
        "created_at": "2026-11-21T03:00:00.000000Z", "updated_at": "2026-11-21T03:00:09.500000Z",
    }  # fmt: skip
    assert b'"n":1.50' in second


async def test_columns_have_the_type_of_their_values() -> None:
    batches = (
        [bundle(1, '{"text":"café","whole":1,"share":2,"flag":true,"mixed":1,"big":9223372036854775808}'.encode())],
        [bundle(2, b'{"text":null,"whole":-7,"share":2.5,"flag":false,"mixed":"a","list":[1,{"a":"b"}]}', BOXES)],
    )
    table = parquet.read_table(
        io.BytesIO(await written("PARQUET", *batches, controls={"s": "Choices", "b": "RectangleLabels"}))
    )
    assert {name: str(table.schema.field(name).type) for name in ("whole", "share", "flag", "text", "lead_time")} == {
        "whole": "int64", "share": "double", "flag": "bool", "text": "string", "lead_time": "double",
    }  # fmt: skip
    first, second = table.to_pylist()
    assert (first["text"], first["share"], first["mixed"], first["s"]) == ("café", 2.0, "1", "Good")
    assert (first["big"], first["list"], first["b"]) == ("9223372036854775808", None, None)
    assert (second["text"], second["whole"], second["mixed"]) == (None, -7, '"a"')
    assert json.loads(second["list"]) == [1, {"a": "b"}]
    assert json.loads(second["b"]) == [{"x": 1, "original_width": 4, "original_height": 2}]


async def test_no_rows_are_a_table_with_columns() -> None:
    table = parquet.read_table(io.BytesIO(await written("PARQUET", controls={"s": "Choices"})))
    assert (table.num_rows, "s" in table.column_names) == (0, True)


def processes_that_make_tables() -> list[str]:
    """Those below this one."""
    found = []
    for thread in Path("/proc/self/task").iterdir():
        for number in (thread / "children").read_text().split():
            command = Path(f"/proc/{number}/cmdline")
            if command.exists() and b"rows_parquet_child" in command.read_bytes():
                found.append(number)
    return found


async def test_a_full_disk_is_said_as_such(tmp_path: Path) -> None:
    rows = b'{"a":1}\n'
    with (tmp_path / "rows").open("w+b") as waiting, Path("/dev/full").open("wb") as table:
        waiting.write(rows + b'{"a":"int"}')
        with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
            await make_table(waiting, table, len(rows))


async def test_what_makes_the_table_ends_with_the_export(tmp_path: Path) -> None:
    # Two hundred million empty cells: most of a minute.
    rows = b"{}\n" * 100_000
    columns = dict.fromkeys(map(str, range(2_000)), "text")
    with (tmp_path / "rows").open("w+b") as waiting, (tmp_path / "table").open("wb") as table:
        waiting.write(rows + json.dumps(columns).encode())
        async with anyio.create_task_group() as group:
            group.start_soon(make_table, waiting, table, len(rows))
            with anyio.fail_after(30):
                while not (made := processes_that_make_tables()):
                    await anyio.sleep(0.01)
            group.cancel_scope.cancel()
        with anyio.fail_after(5):
            while set(made) & set(processes_that_make_tables()):
                await anyio.sleep(0.01)
