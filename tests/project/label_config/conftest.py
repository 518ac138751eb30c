"""The tag table these tests read by: small, of the documented schema, so that they need no build."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from multisession.project.label_config.model import LabelConfig
from multisession.project.label_config.parse import parse_label_config
from multisession.project.label_config.tag_table import TagTable, tag_table

Parse = Callable[[str], LabelConfig]


@pytest.fixture(scope="session")
def table() -> TagTable:
    return tag_table(Path(__file__).with_name("tag_table.json"))


@pytest.fixture(scope="session")
def parse(table: TagTable) -> Parse:
    return lambda text: parse_label_config(text, table=table)
