"""Every format in both registries: what a golden file holds, what is written of it, and that it comes back.

A format that is added to a registry needs a row in golden/table.py, or a test here fails.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from multisession.project.annotations import Annotation
from multisession.project.exporters import EXPORTERS
from multisession.project.import_media import FolderMedia
from multisession.project.importers import Refusal, read_tasks
from multisession.project.importers.columns import ColumnMap, read_targets
from multisession.project.importers.detection import detect
from multisession.project.importers.read_options import ReadOptions
from multisession.project.importers.registry import IMPORTERS
from multisession.project.label_config.model import LabelConfig
from multisession.project.label_config.parse import parse_label_config
from multisession.project.store.interface import TaskBundle
from multisession.project.tasks import NewTask
from tests.project.exporters.bundles import annotation, task, written
from tests.project.golden.model import Golden, Task, Written
from tests.project.golden.table import EXPORTED, IMPORTED, ONE_WAY

pytestmark = pytest.mark.anyio
#: in front of the names of stored files
_STORED = re.compile(rb"[0-9a-f]{16}-")
GOLDEN = [pytest.param(name, one, id=f"{name}-{one.name}") for name, every in IMPORTED.items() for one in every]
BACK = [pytest.param(name, one, id=name) for name, one in EXPORTED.items() if one.comes_back is not None]


def read(content: bytes, name: str, config: LabelConfig, options: Mapping[str, Any], folder: Path) -> list[NewTask]:
    """The tasks of a file of which nothing is refused."""
    told = dict(options)
    if "columns" in told:
        told["columns"] = ColumnMap(read_targets(json.dumps(told["columns"])), config)
    found = list(
        read_tasks(
            io.BytesIO(content),
            name=name,
            data_keys=config.data_keys,
            options=ReadOptions(config=config, **told),
            media=FolderMedia(folder / "upload"),
        )
    )
    assert [item.sentence() for item in found if isinstance(item, Refusal)] == []
    return [item for item in found if isinstance(item, NewTask)]


def comparable(made: NewTask) -> Task:
    """A task as it was typed: names of stored files without what is put in front, ids by the order of regions."""
    data = json.loads(_STORED.sub(b"", bytes(made.data)))
    results = [plain(json.loads(bytes(one.result))) for one in made.annotations]
    return data, results, [plain(json.loads(bytes(one.result))) for one in made.predictions]


def plain(result: list[dict[str, Any]]) -> list[Any]:
    ids = {item["id"]: number for number, item in enumerate(result) if "id" in item}

    def named(item: dict[str, Any]) -> dict[str, Any]:
        return {key: ids.get(each, each) if key.endswith("_id") else each for key, each in item.items() if key != "id"}

    return [rounded(named(item)) for item in result]


def rounded(value: Any) -> Any:
    """A millionth of a picture is nothing."""
    if isinstance(value, dict):
        return {key: rounded(each) for key, each in value.items()}
    if isinstance(value, list):
        return [rounded(each) for each in value]
    return round(value, 4) if isinstance(value, float) else value


async def exported(name: str, tasks: list[NewTask], config: LabelConfig, folder: Path) -> bytes:
    """The file of a format, with the pictures that the tasks show."""
    numbers = iter(range(1, 1000))
    bundles = [TaskBundle(task=task(number, bytes(made.data)), annotations=_annotations(made, number, numbers))
               for number, made in enumerate(tasks, 1)]  # fmt: skip
    return await written(
        name, bundles, config=config, data_keys=config.data_keys, every_task=True, resources=True,
        controls={key: one.tag for key, one in config.controls.items()},
        open_media=FolderMedia(folder / "upload").open,
    )  # fmt: skip


def _annotations(made: NewTask, number: int, numbers: Any) -> list[Annotation]:
    return [annotation(next(numbers), number, bytes(msgspec.Raw(one.result))) for one in made.annotations]


def test_every_format_has_a_row() -> None:
    assert set(IMPORTED) == set(IMPORTERS)
    assert set(EXPORTED) == set(EXPORTERS)
    assert all(IMPORTED.values())
    assert {row.comes_back for row in EXPORTED.values()} - {None} == set(IMPORTERS) - ONE_WAY


@pytest.mark.parametrize(("name", "golden"), GOLDEN)
def test_a_file_typed_by_hand_is_read(name: str, golden: Golden, tmp_path: Path) -> None:
    config = parse_label_config(golden.config)
    made = read(golden.content, golden.name, config, golden.options, tmp_path)
    assert [comparable(one) for one in made] == golden.tasks
    if not golden.content.startswith(b"PK") and "format" not in golden.options:
        assert detect(golden.name, "", golden.content) == name


@pytest.mark.parametrize(("name", "row"), [pytest.param(*item, id=item[0]) for item in EXPORTED.items()])
async def test_what_is_written_of_it(name: str, row: Written, tmp_path: Path) -> None:
    config = parse_label_config(row.of.config)
    made = read(row.of.content, row.of.name, config, row.of.options, tmp_path)
    content = await exported(name, made, config, tmp_path)
    encode, decode = msgspec.json.encode, msgspec.json.decode
    assert decode(_STORED.sub(b"", encode(row.read(content)))) == decode(encode(row.holds))


@pytest.mark.parametrize(("name", "row"), BACK)
async def test_there_and_back(name: str, row: Written, tmp_path: Path) -> None:
    config = parse_label_config(row.of.config)
    made = read(row.of.content, row.of.name, config, row.of.options, tmp_path)
    content = await exported(name, made, config, tmp_path)
    file = f"export.{EXPORTERS[name].suffix}"
    back = read(content, file, config, row.options, tmp_path)
    assert [comparable(one) for one in back] == row.of.tasks
    again = read(content, file, config, {**row.options, "format": row.comes_back}, tmp_path)
    assert [comparable(one) for one in again] == row.of.tasks
