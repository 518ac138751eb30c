from __future__ import annotations

import json
from pathlib import Path

import pytest

from multisession.commands import build
from multisession.project.label_config.parse import parse_label_config
from multisession.project.recipe import Recipe
from multisession.project.store.interface import Document

CONFIG = (
    '<View><Labels name="ner" toName="t"><Label value="PER"/><Label value="LOC"/></Labels>'
    '<Text name="t" value="$text"/></View>'
)
LUND = {"id": "r1", "from_name": "ner", "to_name": "t", "type": "labels",
        "value": {"start": 8, "end": 12, "text": "Lund", "labels": ["LOC"]}}  # fmt: skip
TASKS = [{"data": {"text": "Ida saw Lund"}, "annotations": [{"result": [LUND]}]}, {"data": {"text": "Nobody"}}]


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A project directory without tasks."""
    made = tmp_path / "letters"
    build(made, Recipe(Document(label_config=CONFIG), None, None, "auto", parse_label_config(CONFIG), 2**20))
    return made


@pytest.fixture
def tasks(tmp_path: Path) -> Path:
    """A file of two tasks, the first of them labeled."""
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps(TASKS), encoding="utf-8")
    return path
