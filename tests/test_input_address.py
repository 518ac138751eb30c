"""``-i https://…`` and ``label-studio import DIR https://…``: fetched, read, and gone, or nothing at all."""

from __future__ import annotations

import functools
import os
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from multisession import Project
from multisession.cli import main, settings_of
from multisession.input_address import with_input
from multisession.settings import SettingInvalid

HERE = ["--allow-private-network", "127.0.0.1"]


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[str]:
    """Another host, which has a table."""
    served = tmp_path / "served"
    served.mkdir()
    (served / "people.csv").write_text("text,id\nAda wrote.,1\nBen read.,2\n")

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *arguments: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(served))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/people.csv"
        server.shutdown()


def texts(directory: Path) -> list[str]:
    with Project.open(directory) as project:
        return [task["data"]["text"] for task in project.tasks()]


def hidden(directory: Path) -> list[str]:
    return [path.name for path in directory.rglob("*") if path.name.startswith((".fetching", "fetched", ".making"))]


def test_a_project_is_made_and_added_to_from_an_address(
    elsewhere: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = ["--root-dir", str(tmp_path)]
    assert main(["init", "people", "-i", elsewhere, *root, *HERE]) == 0
    assert main(["import", str(tmp_path / "people"), elsewhere, *HERE]) == 0
    assert texts(tmp_path / "people") == ["Ada wrote.", "Ben read."] * 2
    assert "Imported 2 tasks from http://127.0.0.1" in capsys.readouterr().out
    assert hidden(tmp_path / "people") == []
    assert list((tmp_path / ".studio" / "fetched").iterdir()) == []


def test_the_same_rules_hold_for_whoever_types_commands(
    elsewhere: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = ["--root-dir", str(tmp_path)]
    for wrong, reason in (
        ([elsewhere], "allowed with --allow-private-network"),
        ([f"{elsewhere}.gz", *HERE], "answered 404 Not Found"),
        ([elsewhere.replace("//", "//me:word@"), *HERE], "holds a name or password"),
        ([elsewhere, "--allow-private-network", "here"], '"here"; it takes networks'),
    ):
        assert main(["init", "people", *root, "-i", *wrong]) == 2
        said = capsys.readouterr().err
        assert reason in said and said.count("\n") == 1
        assert not (tmp_path / "people").exists()
        assert hidden(tmp_path / ".studio") in ([], ["fetched"])


def test_a_host_of_many_fetches_its_recipe_once(elsewhere: str, tmp_path: Path) -> None:
    arguments = ["start-multi-session", "--root-dir", str(tmp_path), "-i", elsewhere, *HERE]
    _, settings = settings_of(arguments, {})
    assert (settings.input_path, settings.input_address) == (None, elsewhere)
    with with_input(settings) as complete:
        kept = complete.input_path
    assert kept is not None and kept.read_text().startswith("text,id")
    (tmp_path / "served" / "people.csv").unlink()
    with with_input(settings) as complete:
        assert complete.input_path == kept


def test_what_a_killed_command_left_is_in_nobodys_way(elsewhere: str, tmp_path: Path) -> None:
    # In a container every command has the same number.
    left = tmp_path / ".studio" / "fetched" / f".making-{os.getpid()}"
    left.mkdir(parents=True)
    (left / "people.csv").write_text("te")
    assert main(["init", "people", "-i", elsewhere, "--root-dir", str(tmp_path), *HERE]) == 0
    assert texts(tmp_path / "people") == ["Ada wrote.", "Ben read."]
    assert list(left.parent.iterdir()) == []


def test_the_stand_alone_backend_takes_no_address(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(
        '{"label_config": "c.xml", "input_path": "https://host.example/a.csv", "output_dir": "out"}'
    )
    with pytest.raises(SettingInvalid, match="Give a path, not an address"):
        settings_of(["start", "-c", str(tmp_path / "config.json")], {})
