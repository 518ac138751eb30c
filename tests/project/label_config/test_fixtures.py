"""The configs that the browser's parser reads too: both must find the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from multisession.project.label_config.model import LabelConfigInvalid
from multisession.project.label_config.parse import parse_label_config
from multisession.project.label_config.tag_table import tag_table
from tests.project.label_config.conftest import Parse

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures" / "configs").glob("*.json"))


def test_there_are_enough_of_them() -> None:
    assert len(FIXTURES) >= 40


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_config(path: Path, parse: Parse) -> None:
    check(path, parse)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_config_by_the_table_of_the_build(path: Path) -> None:
    assert tag_table(), "static/dist/tags.json is not there. Build the browser code: make test does it."
    check(path, parse_label_config)


def check(path: Path, parse: Parse) -> None:
    case: dict[str, Any] = json.loads(path.read_text("utf-8"))
    expected = {
        (each["code"], each.get("tag"), each.get("attribute"), each.get("line")) for each in case["problems"] or []
    }
    if case["refused"]:
        with pytest.raises(LabelConfigInvalid) as refused:
            parse(case["xml"])
        problems = refused.value.problems
    else:
        config = parse(case["xml"])
        problems = config.warnings
        known = {name: control for name, control in config.controls.items() if control.tag != "Widget"}
        assert {name: tag.tag for name, tag in config.objects.items()} == case["objects"]
        assert {name: {"tag": tag.tag, "to_name": tag.to_name} for name, tag in config.controls.items()} == case[
            "controls"
        ]
        assert {name: tag.labels for name, tag in known.items() if tag.labels} == case["labels"]
        assert config.data_keys == case["data_keys"]
    assert {(each.code, each.tag, each.attribute, each.line) for each in problems} == expected
