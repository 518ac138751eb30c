"""A project directory in a script."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

import multisession
from multisession.project.importers.import_run import ImportRefused
from multisession.web.errors import BadRequest, NotFound
from tests.scripting.conftest import CONFIG, LUND


def test_tasks_come_in_predictions_are_added_and_labels_go_out(directory: Path, tasks: Path, tmp_path: Path) -> None:
    seen: list[int] = []
    with multisession.Project.open(directory) as project:
        assert (len(project), project.label_config) == (0, CONFIG)
        report = project.import_path(tasks)
        assert (report.task_count, report.annotation_count, len(project)) == (2, 1, 2)
        [first, second] = project.tasks()
        assert first["data"] == {"text": "Ida saw Lund"}
        assert first["annotations"][0]["result"] == [LUND]
        assert [task["id"] for task in project.tasks(only_labeled=True)] == [first["id"]]
        added = project.add_predictions({"task": one["id"], "result": [LUND], "score": 0.5} for one in (first, second))
        assert added == 2
        with pytest.raises(NotFound):
            project.add_predictions([{"task": first["id"], "result": []}, {"task": 99, "result": []}])
        assert [len(task["predictions"]) for task in project.tasks()] == [1, 1]
        assert project.export("conll2003", tmp_path / "out.conll", progress=seen.append) == 1
        whole = io.BytesIO()
        assert project.export("JSON", whole, every_task=True) == 2
    words = (tmp_path / "out.conll").read_text().splitlines()[2:]
    assert words == ["Ida -X- _ O", "saw -X- _ O", "Lund -X- _ B-LOC", ""]
    assert seen == [1]
    assert [task["data"]["text"] for task in json.loads(whole.getvalue())] == ["Ida saw Lund", "Nobody"]


def test_an_export_that_fails_leaves_the_file_before_it(directory: Path, tasks: Path, tmp_path: Path) -> None:
    target = tmp_path / "labels.zip"
    target.write_bytes(b"from yesterday")
    with multisession.Project.open(directory) as project:
        project.import_path(tasks)
        with pytest.raises(BadRequest, match="boxes, ellipses or polygons"):
            project.export("COCO", target)
    assert target.read_bytes() == b"from yesterday"
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".new")] == []


def test_a_bad_row_refuses_all_and_media_files_go_again(directory: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.json").write_text('[{"text": "good"}, {"other": "bad"}]')
    with multisession.Project.open(directory) as project:
        with pytest.raises(ImportRefused, match='The label config shows "text"'):
            project.import_path(folder)
        assert len(project) == 0
        report = project.import_path(folder, skip_refused=True)
        assert (report.task_count, report.refused_count) == (1, 1)
        assert project.import_path(folder, skip_refused=True, dry_run=True).task_count == 1
        assert len(project) == 1


def test_a_document_waits_for_its_order_beside_the_project(
    directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (directory / "config.xml").write_text(
        '<View><Image name="image" value="$image"/>'
        '<RectangleLabels name="box" toName="image"><Label value="cat"/></RectangleLabels></View>'
    )
    address = "https://example.org/a.png"
    image = {"id": 1, "file_name": "a.png", "coco_url": address, "width": 10, "height": 10}
    file = tmp_path / "coco.json"
    file.write_text(json.dumps({"images": [image], "annotations": [], "categories": [{"id": 1, "name": "cat"}]}))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    with multisession.Project.open(directory) as project:
        assert project.import_path(file).task_count == 1
        assert [task["data"]["image"] for task in project.tasks()] == [address]


def test_a_mirror_has_a_file_a_labeled_task(directory: Path, tasks: Path, tmp_path: Path) -> None:
    with multisession.Project.open(directory) as project:
        project.import_path(tasks)
        project.mirror(tmp_path / "completions")
    [file] = (tmp_path / "completions").iterdir()
    document = json.loads(file.read_text())
    assert (document["data"], document["completions"][0]["result"]) == ({"text": "Ida saw Lund"}, [LUND])


def test_a_folder_without_a_project_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no project in"):
        multisession.Project.open(tmp_path)
