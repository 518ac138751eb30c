"""docs/tags.md holds what the tag table of the build says: every tag, every attribute, what it writes, an example."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

from multisession.project.label_config.parse import parse_label_config

CHECKOUT = Path(__file__).parent.parent
WRITER = runpy.run_path(str(CHECKOUT / "docs" / "write_tags.py"))
TAGS: list[dict[str, Any]] = WRITER["tag_table"]()
DOCUMENT = (CHECKOUT / "docs" / "tags.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("tag", TAGS, ids=lambda tag: str(tag["tag"]))
def test_the_page_says_of_a_tag_what_the_table_says(tag: dict[str, Any]) -> None:
    assert WRITER["section"](tag) in DOCUMENT, "run: python docs/write_tags.py"


def test_the_page_lists_every_tag_once_and_no_other() -> None:
    headings = [line[3:] for line in DOCUMENT.splitlines() if line.startswith("## ")]
    assert headings == [tag["tag"] for tag in TAGS]


@pytest.mark.parametrize("tag", TAGS, ids=lambda tag: str(tag["tag"]))
def test_the_example_of_a_tag_is_a_config_without_a_problem(tag: dict[str, Any]) -> None:
    config = parse_label_config(tag["example"])
    assert tag["tag"] in config.tags
    assert config.warnings == []


@pytest.mark.parametrize("tag", [tag for tag in TAGS if tag["kind"] == "control"], ids=lambda tag: str(tag["tag"]))
def test_what_a_control_writes_is_shown_as_a_result_of_its_example(tag: dict[str, Any]) -> None:
    config = parse_label_config(tag["example"])
    for item in json.loads(tag["result"]):
        assert item["type"] == tag["resultType"]
        if "from_name" in item:
            assert item["from_name"] in config.controls
