"""Writes docs/tags.md from the tag table of the build: ``python docs/write_tags.py`` after building static/."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).parent.parent
DOCUMENT = CHECKOUT / "docs" / "tags.md"
TABLE = CHECKOUT / "static" / "dist" / "tags.json"
KINDS = {"object": "shows data", "control": "makes results", "item": "stands inside a control", "visual": "arranges"}
INTRODUCTION = """\
# Tags

The tags this version knows. Names of tags and attributes may be written in any case. A tag that is not listed here is
shown as a placeholder, and its results survive a save untouched. What a label config is, and what its messages mean, is
on [label-config.md](label-config.md). Each example opens in the playground: `/playground?tag=Choices`.
"""


def tag_table() -> list[dict[str, Any]]:
    """The descriptors of every tag, in the order of the registry."""
    tags: list[dict[str, Any]] = json.loads(TABLE.read_text(encoding="utf-8"))["tags"]
    return tags


def page(tags: list[dict[str, Any]]) -> str:
    """The whole page."""
    return "\n".join([INTRODUCTION, *map(section, tags)])


def section(tag: dict[str, Any]) -> str:
    """One tag's part of the page: what it is, its attributes, an example config, what it writes."""
    lines = [f"## {tag['tag']}", "", f"{tag['doc']} *{KINDS[tag['kind']].capitalize()}.*", ""]
    if tag.get("aliases"):
        lines += [f"Also: {', '.join(f'`{name}`' for name in tag['aliases'])}.", ""]
    if tag.get("resultType"):
        lines += [f"Result type: `{tag['resultType']}`.", ""]
    lines += ["| attribute | takes | default | meaning |", "|---|---|---|---|"]
    lines += [attribute_row(name, attribute) for name, attribute in tag["attributes"].items()]
    lines += ["", "```xml", tag["example"], "```", ""]
    if tag.get("result"):
        lines += [
            "What it writes:",
            "",
            "```json",
            json.dumps(json.loads(tag["result"]), ensure_ascii=False),
            "```",
            "",
        ]
    return "\n".join(lines)


def attribute_row(name: str, attribute: dict[str, Any]) -> str:
    """One line of a tag's table."""
    takes = ", ".join(f"`{value}`" for value in attribute.get("values", [])) or attribute["type"]
    default = "required" if attribute.get("required") else ""
    if attribute.get("default") not in (None, ""):
        default = f"`{json.dumps(attribute['default']).strip(chr(34))}`"
    meaning = attribute["doc"].replace("|", "\\|")
    return f"| `{name}` | {takes} | {default} | {meaning} |"


if __name__ == "__main__":
    DOCUMENT.write_text(page(tag_table()), encoding="utf-8")
