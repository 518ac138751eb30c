"""Restoring: whole or not at all, into a directory that holds nothing, for its owner alone."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from multisession.cli import main
from multisession.project.store.interface import Document
from multisession.project.store.sqlite import create_project
from tests.backup.archives import Entry, archive, entry
from tests.backup.roots import back_up, restore

GOOD: list[Entry] = [("root/p/project.db", b"1"), ("root/.studio/secret-keys", b"2")]


def refused(packed: bytes, root: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What restoring ``packed`` into ``root`` says; it ends with 2 and one sentence, and changes nothing on disk."""
    file = root.parent / "b.tar.gz"
    file.write_bytes(packed)
    before = sorted(root.parent.rglob("*"))
    assert main(["restore", str(file), "--root-dir", str(root)]) == 2
    assert sorted(root.parent.rglob("*")) == before
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err


def test_a_good_archive_is_put_in_place_for_its_owner_alone(tmp_path: Path) -> None:
    (tmp_path / "b.tar.gz").write_bytes(archive(GOOD))
    root = restore(tmp_path / "b.tar.gz", tmp_path / "new" / "root")
    assert (root / "p" / "project.db").read_bytes() == b"1"
    assert (root / ".studio" / "secret-keys").read_bytes() == b"2"
    for path in [root, *root.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)
    assert [path.name for path in root.parent.iterdir()] == ["root"]


def test_an_empty_directory_takes_it_too(tmp_path: Path) -> None:
    (tmp_path / "b.tar.gz").write_bytes(archive(GOOD))
    (tmp_path / "root").mkdir()
    root = restore(tmp_path / "b.tar.gz", tmp_path / "root")
    assert sorted(path.name for path in root.iterdir()) == [".studio", "p"]


def test_a_mounted_directory_takes_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "b.tar.gz").write_bytes(archive(GOOD))
    root = tmp_path / "root"
    (root / "lost+found").mkdir(parents=True)
    place = root.stat().st_ino
    monkeypatch.setattr(Path, "is_mount", lambda path: path == root)
    restore(tmp_path / "b.tar.gz", root)
    assert sorted(path.name for path in root.iterdir()) == [".studio", "lost+found", "p"]
    assert root.stat().st_ino == place


def test_what_cannot_be_moved_to_its_place_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "b.tar.gz").write_bytes(archive([*GOOD, ("root/notes.txt", b"3")]))
    root = tmp_path / "root"
    root.mkdir()
    monkeypatch.setattr(Path, "is_mount", lambda path: path == root)
    rename = Path.rename

    def full(path: Path, target: Path) -> Path:
        if path.name == ".studio":
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", full)
    assert main(["restore", str(tmp_path / "b.tar.gz"), "--root-dir", str(root)]) != 0
    assert list(root.iterdir()) == []
    assert "the disk is full" in capsys.readouterr().err


@pytest.mark.parametrize("held", ["project.db", ".hidden", "lost+found"])
def test_a_directory_that_holds_anything_is_refused(
    tmp_path: Path, held: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "root" / held).mkdir(parents=True)
    said = refused(archive(GOOD), tmp_path / "root", capsys)
    assert (
        said == f"label-studio: {tmp_path / 'root'} holds {held}. Name a directory that is empty, or not there yet.\n"
    )


def test_a_file_in_the_place_of_the_directory_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "root").write_bytes(b"")
    assert "is a file" in refused(archive(GOOD), tmp_path / "root", capsys)


@pytest.mark.parametrize(
    ("entries", "sentence"),
    [
        ([*GOOD, ("root/../../outside", b"3")], "not below its root"),
        ([*GOOD, ("/outside", b"3")], "not below its root"),
        ([entry("root/p", b"2", "/etc"), ("root/p/passwd", b"3")], "not a plain file"),
        ([*GOOD, ("root/p/project.db", b"3")], 'holds "p/project.db" twice'),
        ([*GOOD, ("root/p/project.db/x", b"3")], 'holds "p/project.db/x" twice'),
        ([("root/p/x", b"1"), ("root/p", b"3")], 'holds "p" twice'),
    ],
)
@pytest.mark.parametrize("exists", [True, False])
def test_a_hostile_archive_leaves_nothing(
    tmp_path: Path, entries: list[Entry], sentence: str, exists: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    if exists:
        (tmp_path / "root").mkdir()
    assert sentence in refused(archive(entries), tmp_path / "root", capsys)


def test_a_damaged_or_cut_archive_leaves_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    create_project(tmp_path / "source" / "p", Document())
    file = tmp_path / "b.tar.gz"
    back_up(tmp_path / "source", file)
    capsys.readouterr()
    whole = file.read_bytes()
    root = tmp_path / "place" / "root"
    root.parent.mkdir()
    for length in (0, 1, 100, len(whole) // 2, len(whole) - 9, len(whole) - 1):
        said = refused(whole[:length], root, capsys)
        assert "and nothing was restored" in said or "is not a backup of this program" in said
    assert "is damaged" in refused(archive(GOOD, sha256="0" * 64), root, capsys)
    assert "of format 7" in refused(archive(GOOD, start={"format": 7}), root, capsys)
    (root.parent / "b.tar.gz").unlink()
    assert restore(file, root).joinpath("p", "project.db").is_file()


def test_no_file_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["restore", str(tmp_path / "none"), "--root-dir", str(tmp_path / "root")]) == 2
    assert capsys.readouterr().err == f"label-studio: There is no file {tmp_path / 'none'}.\n"
    assert list(tmp_path.iterdir()) == []
