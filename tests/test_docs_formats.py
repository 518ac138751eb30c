"""docs/formats.md names every format that exists."""

from __future__ import annotations

from pathlib import Path

import pytest

from multisession.project.exporters import EXPORTERS
from multisession.project.importers import IMPORTERS
from multisession.settings import INPUT_FORMATS

TEXT = (Path(__file__).parent.parent / "docs" / "formats.md").read_text(encoding="utf-8")
IMPORT, EXPORT = TEXT.split("\n## Export\n")


@pytest.mark.parametrize("name", IMPORTERS)
def test_every_import_format_has_a_row_with_its_suffixes(name: str) -> None:
    (row,) = [line for line in IMPORT.splitlines() if line.startswith(f"| `{name}` |")]
    for suffix in IMPORTERS[name].suffixes:
        assert f"`.{suffix}`" in row


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_export_format_has_a_row_and_a_heading(name: str) -> None:
    assert sum(line.startswith(f"| `{name}` |") for line in EXPORT.splitlines()) == 1
    assert any(name in line for line in EXPORT.splitlines() if line.startswith("### "))


def test_every_input_format_is_named() -> None:
    assert all(f"`{choice}`" in IMPORT for choice in INPUT_FORMATS)
