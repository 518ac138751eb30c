"""Files are whole or not there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from multisession.project.store import durable


def test_a_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "config.json"
    durable.write_atomically(path, b"old")
    durable.write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "config.json"
    durable.write_atomically(path, b"old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        durable.write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_several_files_are_all_written_before_the_first_is_renamed(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"old")
    with pytest.raises(FileNotFoundError):
        durable.write_files({tmp_path / "one": b"new", tmp_path / "missing" / "two": b"new"})
    assert (tmp_path / "one").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["one"]


def test_a_new_file_replaces_nothing(tmp_path: Path) -> None:
    durable.write_new(tmp_path / "a", b"1")
    with pytest.raises(FileExistsError):
        durable.write_new(tmp_path / "a", b"2")
    assert (tmp_path / "a").read_bytes() == b"1"


def test_bytes_and_directories_are_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[bool] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: synced.append(Path(f"/proc/self/fd/{descriptor}").is_dir()))
    durable.write_atomically(tmp_path / "a", b"1")
    durable.sync_file(tmp_path / "a")
    assert synced == [False, True, False]


def test_where_directories_cannot_be_opened_the_rename_is_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(durable, "CAN_SYNC_DIRECTORIES", False)
    durable.write_atomically(tmp_path / "a", b"1")
    durable.sync_directory(tmp_path / "not there")
    assert (tmp_path / "a").read_bytes() == b"1"
