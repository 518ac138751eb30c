"""docs/tags.md holds what the tag table of the build says: every tag, every attribute."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from multisession.project.label_config.parse import parse_label_config

CHECKOUT = Path(__file__).parent.parent
DOCUMENT = CHECKOUT / "docs" / "tags.md"
TAGS: list[dict[str, Any]] = json.loads((CHECKOUT / "static" / "dist" / "tags.json").read_text(encoding="utf-8"))[
    "tags"
]
KINDS = {"object": "shows data", "control": "makes results", "item": "stands inside a control", "visual": "arranges"}


def section(tag: dict[str, Any]) -> str:
    """One tag's part of the page."""
    lines = [f"## {tag['tag']}", "", f"{tag['doc']} *{KINDS[tag['kind']].capitalize()}.*", ""]
    if tag.get("resultType"):
        lines += [f"Result type: `{tag['resultType']}`.", ""]
    lines += ["| attribute | takes | default | meaning |", "|---|---|---|---|"]
    for name, attribute in tag["attributes"].items():
        takes = ", ".join(f"`{value}`" for value in attribute.get("values", [])) or attribute["type"]
        default = "required" if attribute.get("required") else ""
        if attribute.get("default") not in (None, ""):
            default = f"`{json.dumps(attribute['default']).strip(chr(34))}`"
        meaning = attribute["doc"].replace("|", "\\|")
        lines.append(f"| `{name}` | {takes} | {default} | {meaning} |")
    lines += ["", "```xml", tag["example"], "```", ""]
    return "\n".join(lines)


@pytest.mark.parametrize("tag", TAGS, ids=lambda tag: str(tag["tag"]))
def test_the_page_says_of_a_tag_what_the_table_says(tag: dict[str, Any]) -> None:
    assert section(tag) in DOCUMENT.read_text(encoding="utf-8")


def test_the_page_lists_no_tag_that_is_not_there() -> None:
    headings = [line[3:] for line in DOCUMENT.read_text(encoding="utf-8").splitlines() if line.startswith("## ")]
    assert headings == [tag["tag"] for tag in TAGS]


@pytest.mark.parametrize("tag", TAGS, ids=lambda tag: str(tag["tag"]))
def test_the_example_of_a_tag_is_a_config_without_a_problem(tag: dict[str, Any]) -> None:
    config = parse_label_config(tag["example"])
    assert tag["tag"] in config.tags
    assert config.warnings == []
