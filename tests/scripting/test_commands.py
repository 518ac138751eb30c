"""The commands that work on a project directory without a server."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from multisession import Project
from multisession.cli import build_parser, main

DOCS = Path(__file__).parents[2] / "docs" / "scripts.md"


def test_import_then_export_then_mirror(
    directory: Path, tasks: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(directory), str(tasks)]) == 0
    assert capsys.readouterr() == (f"Imported 2 tasks, 1 annotation from {tasks}.\n", "")
    output = tmp_path / "labels.jsonl"
    assert main(["export", str(directory), "-f", "spacy", "-o", str(output)]) == 0
    assert capsys.readouterr().out == f"Wrote {output}: 1 task, {output.stat().st_size:,} bytes.\n"
    assert json.loads(output.read_text())["entities"] == [[8, 12, "LOC"]]
    assert main(["mirror", str(directory), str(tmp_path / "files")]) == 0
    assert capsys.readouterr().out.endswith("files holds 1 file, as the project has them.\n")


def test_an_export_of_nothing_says_what_would_be_in_it(
    directory: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows, output = tmp_path / "rows.json", tmp_path / "labels.json"
    assert main(["export", str(directory), "-o", str(output)]) == 0
    assert capsys.readouterr().err == ""
    rows.write_text('[{"text": "a"}]')
    assert main(["import", str(directory), str(rows)]) == 0
    capsys.readouterr()
    assert main(["export", str(directory), "-o", str(output)]) == 0
    assert capsys.readouterr().err == "1 task has no such annotation. --all-tasks writes it too.\n"
    assert main(["export", str(directory), "-o", str(output), "--all-tasks"]) == 0
    assert capsys.readouterr().err == ""


def test_what_is_refused_is_named_and_ends_with_1(
    directory: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = tmp_path / "rows.json"
    rows.write_text('[{"text": "a"}, {"x": 1}]')
    assert main(["import", str(directory), str(rows)]) == 1
    said = capsys.readouterr().err
    assert "Item 2 (line 1): The label config shows" in said
    assert f"Nothing was imported from {rows}: 1 row was refused. See --skip-refused." in said
    rows.write_text("")
    assert main(["import", str(directory), str(rows)]) == 1
    assert capsys.readouterr().err.endswith(f"Nothing was imported from {rows}: 1 row was refused.\n")
    rows.write_text('[{"text": "a"}, {"x": 1}]')
    assert main(["import", str(directory), str(rows), "--skip-refused"]) == 1
    assert capsys.readouterr().out == f"Imported 1 task from {rows}.\n"


def test_a_table_in_a_dialect_that_is_told(directory: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_bytes("'a|é'|1\n".encode("utf-16"))
    told = ["--delimiter", "|", "--quote", "single", "--no-header", "--encoding", "utf-16"]
    columns = json.dumps({"column_1": "text", "*": None})
    assert main(["import", str(directory), str(rows), *told, "--columns", columns]) == 0
    capsys.readouterr()
    with Project.open(directory) as project:
        assert [task["data"] for task in project.tasks()] == [{"text": "a|é"}]
    assert main(["import", str(directory), str(rows), "--delimiter", "x"]) == 2
    assert '"x" is not a delimiter that is read here' in capsys.readouterr().err


def test_labels_without_a_place_print_a_config_that_has_one(
    directory: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    classes = tmp_path / "classes.ft"
    classes.write_text("__label__glad Hello\n")
    assert main(["import", str(directory), str(classes)]) == 2
    said = capsys.readouterr().err
    assert '<Choices name="class" toName="text">' in said
    assert '<Choice value="glad"/>' in said


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["export", "nowhere"], "There is no project in"),
        (["export", "DIR", "-f", "MAGIC"], 'There is no export format "MAGIC"'),
        (["export", "DIR", "-f", "COCO"], "Needs boxes, ellipses or polygons on an Image"),
        (["export", "DIR", "-o", "no/such/place.json"], "cannot be written"),
        (["import", "DIR", "missing.json"], "missing.json cannot be read"),
    ],
)
def test_every_mistake_is_one_sentence_and_ends_with_2(
    arguments: list[str], sentence: str, directory: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(directory) if one == "DIR" else one for one in arguments]) == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert said.count("\n") == 1


def test_standard_output_can_be_piped(directory: Path, tasks: Path) -> None:
    assert main(["import", str(directory), str(tasks)]) == 0
    program = "import sys; from multisession.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", program, "export", str(directory), "-o", "-"]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    assert [task["data"]["text"] for task in json.loads(done.stdout)] == ["Ida saw Lund"]


@pytest.mark.parametrize("command", ["import", "export", "mirror"])
def test_every_flag_is_documented(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        build_parser(command).parse_args([command, "--help"])
    flags = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help"}
    part = DOCS.read_text(encoding="utf-8")
    assert {flag for flag in flags if f"`{flag}" not in part} == set()
