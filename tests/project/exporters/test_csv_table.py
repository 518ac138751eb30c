"""CSV and TSV: columns, quoting, and what spreadsheets would run."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multisession.project.exporters.csv_table import TooManyColumns
from multisession.project.store.interface import TaskBundle
from tests.project.exporters.bundles import annotation, task, written

pytestmark = pytest.mark.anyio
RESULT = b'[{"from_name":"s","type":"choices","value":{"choices":["Good"]}}]'


def bundle(number: int, data: bytes, result: bytes = RESULT) -> TaskBundle:
    return TaskBundle(task=task(number, data), annotations=[annotation(number, number, result, lead_time=1.5)])


async def test_the_table_letter_by_letter() -> None:
    batches = (
        [bundle(1, '{"text":"caf\u00e9 \\"x\\"","n":1.50}'.encode())],
        [bundle(2, b'{"text":null,"list":[1,"b"],"yes":true}', b"[]")],
    )
    text = await written("CSV", *batches, controls={"s": "Choices"})
    assert text.decode() == (
        '"annotation_id","annotator","created_at","id","lead_time","list","n","s","text","updated_at","yes"\n'
        '1,1,"2026-11-21T03:00:00.000000Z",1,1.5,,1.50,"Good","café ""x""","2026-11-21T03:00:09.500000Z",\n'
        '2,1,"2026-11-21T03:00:00.000000Z",2,1.5,"[1,""b""]",,,,"2026-11-21T03:00:09.500000Z","true"\n'
    )
    assert (await written("TSV", *batches, controls={"s": "Choices"})).startswith(b'"annotation_id"\t"annotator"\t')


async def test_an_empty_table_has_its_header() -> None:
    assert await written("CSV", controls={"s": "Choices"}) == (
        b'"annotation_id","annotator","created_at","id","lead_time","s","updated_at"\n'
    )


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ('"=1+1"', "'=1+1"), ('"+cmd"', "'+cmd"), ('"-2+3"', "'-2+3"), ('"@SUM(A1)"', "'@SUM(A1)"),
        ('"\\tx"', "'\tx"), ('"\\rx"', "'\rx"), ('"\\nx"', "'\nx"), ('"\uff1d1"', "'\uff1d1"),
        ('"-5"', "-5"), ('"+1.5e3"', "+1.5e3"), ('"007"', "007"), ("-5", "-5"), ("1e3", "1e3"), ('"a=b"', "a=b"),
        ('""', ""), ('{"=a":1}', '{"=a":1}'),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["CSV", "TSV"])
async def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(value: str, cell: str, name: str) -> None:
    text = (await written(name, [bundle(1, f'{{"x":{value}}}'.encode())])).decode()
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter="," if name == "CSV" else "\t"))
    assert rows[0]["x"] == cell


async def test_a_column_name_is_text_too() -> None:
    header = (await written("CSV", [bundle(1, b'{"=HYPERLINK(1)":"a"}')])).splitlines()[0]
    assert b'"\'=HYPERLINK(1)"' in header


@given(
    st.lists(st.dictionaries(st.sampled_from('abcdé,\t"'), st.text(max_size=6) | st.integers(), max_size=5), max_size=6)
)
async def test_the_csv_module_reads_back_every_value(rows: list[dict[str, object]]) -> None:
    bundles = [bundle(number, json.dumps(row).encode()) for number, row in enumerate(rows, 1)]
    for name, delimiter in (("CSV", ","), ("TSV", "\t")):
        text = (await written(name, bundles[:2], bundles[2:])).decode()
        back = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
        assert len(back) == len(rows)
        for row, read in zip(rows, back, strict=True):
            for key, value in row.items():
                shown = read["'\t"] if key == "\t" else read[key]
                assert shown in (str(value), f"'{value}")


async def test_a_table_of_more_columns_than_a_spreadsheet_shows_is_refused() -> None:
    """Each key would cost a cell in every row: a few megabytes of tasks would make gigabytes of table."""
    wide = [bundle(n, json.dumps({f"k{n}-{key}": 1 for key in range(500)}).encode()) for n in range(1, 41)]
    assert len(await written("CSV", wide[:30])) > 15_000
    for name in ("CSV", "TSV"):
        with pytest.raises(TooManyColumns, match="16,384 different keys"):
            await written(name, wide[:20], wide[20:])
    assert len(await written("JSON_MIN", wide)) > 15_000


async def test_a_table_of_empty_cells_is_refused() -> None:
    sparse = [bundle(n, f'{{"k{n % 4000}": 1}}'.encode()) for n in range(1, 4001)]
    with pytest.raises(TooManyColumns, match="nearly every cell of the table would be empty"):
        await written("CSV", sparse)
    assert (await written("CSV", sparse[:1000])).count(b"\n") == 1001
