"""The tag table as the build of the browser code leaves it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from multisession.project.label_config.tag_table import TagTable, TagTableUnreadable, tag_table

ONE = b'{"api":1,"tags":[{"tag":"Audio","aliases":["AudioPlus"],"kind":"object","doc":"Sound.","attributes":{}}]}'


def test_tags_and_attributes_are_found_in_any_case(table: TagTable) -> None:
    labels = table.get("rectangleLABELS")
    assert labels is not None and labels.tag == "RectangleLabels"
    to_name = labels.attribute("toname")
    assert to_name is not None and to_name.required
    assert labels.documented_name("toname") == "toName"


def test_aliases_lead_to_the_tag(tmp_path: Path) -> None:
    (tmp_path / "tags.json").write_bytes(ONE)
    found = tag_table(tmp_path / "tags.json").get("audioplus")
    assert found is not None and found.tag == "Audio"


def test_a_new_build_is_read_and_no_build_is_an_empty_table(tmp_path: Path) -> None:
    file = tmp_path / "tags.json"
    assert not tag_table(file)
    file.write_bytes(ONE)
    first = tag_table(file)
    assert tag_table(file) is first
    file.write_bytes(ONE.replace(b'"Audio"', b'"Video"'))
    os.utime(file, ns=(1, 1))
    assert list(tag_table(file).tags) == ["Video"]


@pytest.mark.parametrize("content", [b"", b"{}", b'{"api":2,"tags":[]}', b'{"api":1,"tags":[{"tag":1}]}', b"\xff"])
def test_another_versions_table_is_refused_with_a_sentence(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "tags.json").write_bytes(content)
    with pytest.raises(TagTableUnreadable, match="is not a tag table of this version"):
        tag_table(tmp_path / "tags.json")
