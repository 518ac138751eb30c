"""Project directories of Label Studio 0.x, typed from what its releases wrote."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from multisession.project.import_media import FolderMedia
from multisession.project.importers import Refusal, read_path, read_tasks
from multisession.project.importers.label_targets import ConfigNeeded
from multisession.project.importers.old_project import old_projects
from multisession.project.importers.read_options import ReadOptions
from multisession.project.label_config.model import LabelConfig
from multisession.project.label_config.parse import parse_label_config
from multisession.project.recipe import recipe_of
from multisession.project.tasks import NewTask
from multisession.settings import SettingInvalid, Settings
from tests.project.importers.archives import png, tarred, zipped

XML = """<View>
  <Choices name="mood" toName="photo"><Choice value="glad"/><Choice value="calm"/></Choices>
  <Image name="photo" value="$image"/>
</View>
"""
CONFIG = parse_label_config(XML)
OTHER = parse_label_config('<View><Text name="t" value="$text"/></View>')
CAT = png(4, 2)
RESULT = [{"id": "aB", "from_name": "mood", "to_name": "photo", "type": "choices", "value": {"choices": ["glad"]}}]
IMAGE = "http://localhost:8080/data/upload/0cc175b9c0f1b6a831c399e269772661-cat.png"
PREDICTIONS = [{"result": RESULT, "score": 0.75, "model_version": "1596451111"}]
TASKS = {
    "0": {"id": 0, "data": {"image": IMAGE}, "predictions": PREDICTIONS},
    "1": {"id": 1, "data": {"image": "https://example.org/b.png"}, "completions": [{"id": 1001, "result": []}]},
    "12": {"id": 12, "data": {"image": "https://example.org/c.png"}, "meta": {"sheet": 3}},
}
DONE = {
    "completions": [
        {"id": 1, "created_at": 1596450000, "lead_time": 3.5, "result": RESULT, "honeypot": True},
        {"id": 2, "created_at": 1596450100, "lead_time": 1.0, "result": [], "was_cancelled": True},
        {"id": 3, "skipped": True},
    ],
    "data": {"image": IMAGE},
    "id": 0,
}
FILES: list[tuple[str, bytes]] = [
    ("config.json", b'{"title": "Label Studio", "label_config": "config.xml", "input_path": "tasks.json"}'),
    ("config.xml", XML.encode()),
    ("source.json", b'{"0": {"key": "/home/somebody/tasks.json/0", "exists": true}}'),
    ("target.json", b"{}"),
    ("tasks.json", json.dumps(TASKS, indent=2).encode()),
    ("completions/0.json", json.dumps(DONE, indent=2, sort_keys=True).encode()),
    (
        "completions/40.json",
        b'{"id": 40, "data": {"image": "/data/lost.png"}, "completions": [{"id": 40001, "result": []}]}',
    ),
    ("upload/0cc175b9c0f1b6a831c399e269772661-cat.png", CAT),
]


def unpacked(folder: Path, files: list[tuple[str, bytes]] = FILES) -> Path:
    for name, content in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def packed(content: bytes, tmp_path: Path, config: LabelConfig = CONFIG, name: str = "set.zip") -> list[Any]:
    return list(
        read_tasks(
            io.BytesIO(content),
            name=name,
            data_keys=config.data_keys,
            options=ReadOptions(config=config),
            media=FolderMedia(tmp_path / "upload"),
        )
    )


def check_all(items: list[Any], tmp_path: Path) -> None:
    assert all(isinstance(item, NewTask) for item in items), items
    first, second, third, last = items
    address = json.loads(bytes(first.data))["image"]
    assert (tmp_path / "upload" / address.removeprefix("/data/upload/1/")).read_bytes() == CAT
    done, cancelled, skipped = first.annotations
    assert (json.loads(bytes(done.result)), done.lead_time, done.ground_truth, done.was_cancelled) == (
        RESULT, 3.5, True, False,
    )  # fmt: skip
    assert done.created_at == "2020-08-03T10:20:00.000000Z"
    assert (cancelled.was_cancelled, skipped.was_cancelled, bytes(skipped.result)) == (True, True, b"[]")
    [prediction] = first.predictions
    assert (prediction.score, prediction.model_version) == (0.75, "1596451111")
    assert len(second.annotations) == 1 and not second.annotations[0].was_cancelled
    assert (json.loads(bytes(third.meta)), third.annotations) == ({"sheet": 3}, [])
    assert json.loads(bytes(last.data)) == {"image": "/data/lost.png"} and len(last.annotations) == 1


def test_a_directory(tmp_path: Path) -> None:
    folder = unpacked(tmp_path / "old")
    items = read_path(folder, data_keys=CONFIG.data_keys, media=FolderMedia(tmp_path / "upload"), config=CONFIG)
    check_all(list(items), tmp_path)


@pytest.mark.parametrize("kind", ["zip", "tar.gz"])
def test_an_archive_of_the_directory(kind: str, tmp_path: Path) -> None:
    files = [(f"my_project/{name}", content) for name, content in FILES]
    content = zipped(files) if kind == "zip" else tarred(files, "w:gz")
    check_all(packed(content, tmp_path, name=f"set.{kind}"), tmp_path)


def test_its_config_is_proposed_where_the_project_has_no_place(tmp_path: Path) -> None:
    with pytest.raises(ConfigNeeded) as raised:
        packed(zipped(FILES), tmp_path, OTHER)
    assert raised.value.extra == {"proposed_config": XML}
    (tmp_path / "tasks").mkdir()
    folder = unpacked(tmp_path / "tasks" / "old")
    with pytest.raises(SettingInvalid, match=r"(?s)0\.x.*name that with -l:\n<View>.*mood"):
        list(recipe_of(Settings(input_path=folder)).tasks(tmp_path / "upload"))


def test_the_file_of_tasks_alone(tmp_path: Path) -> None:
    for text in (json.dumps(TASKS), json.dumps(TASKS, indent=1)):
        items = packed(text.encode(), tmp_path, name="tasks.json")
        assert [len(item.annotations) for item in items] == [0, 1, 0]


def test_what_is_broken_is_named(tmp_path: Path) -> None:
    tasks = b'{"0": {"data": {"image": "a"}}, "1": {"data": {"image": "b"}}, "2": {"data": {}}, "3": {"da'
    files = [
        ("p/config.xml", XML.encode()), ("p/config.json", b"{}"), ("p/tasks.json", tasks),
        ("p/completions/1.json", b'{"completions": ['), ("p/completions/9.json", b'{"data": {"image": "z"}, "x": NaN}'),
    ]  # fmt: skip
    first, *refused = packed(zipped(files), tmp_path)
    assert json.loads(bytes(first.data)) == {"image": "a"}
    told = [(item.source, item.item, item.reason) for item in refused if isinstance(item, Refusal)]
    assert [place[:1] for place in told] == [("p/tasks.json",)] * 3 + [("p/completions/9.json",)]
    assert "its file in completions/ is no JSON" in told[0][2]
    assert 'shows "image", which is not here' in told[1][2]
    assert "cut off" in told[2][2]
    assert "NaN is not a number" in told[3][2] or "not valid JSON" in told[3][2]


def test_which_folders_are_such_projects() -> None:
    names = [name for name, _ in FILES]
    assert old_projects(names) == [""]
    assert old_projects(f"a/{name}" for name in names) == ["a"]
    assert old_projects(["tasks.json", "completions/7.json"]) == [""]
    assert old_projects(["tasks.json", "config.xml"]) == []
    assert old_projects(["tasks.json", "completions/notes.json"]) == []
    # a directory of ours, which mirrors what is labeled in the same shape
    assert old_projects(["config.xml", "config.json", "completions/1.json", "project.db"]) == []


def test_two_projects_at_once_are_refused(tmp_path: Path) -> None:
    files = [(f"{folder}/{name}", content) for folder in "ab" for name, content in FILES]
    [refusal] = packed(zipped(files), tmp_path)
    assert refusal.reason == "There are 2 projects of Label Studio 0.x here. Import one at a time."
