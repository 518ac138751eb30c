"""Copies of databases that are closed, written to, left behind by a killed process, or damaged."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from multisession.backup.database_copy import copy_database
from multisession.project.store.database import open_database
from multisession.project.store.interface import Document
from multisession.project.store.sqlite import create_project
from tests.backup.roots import everything, let_settle


@pytest.fixture
def project(tmp_path: Path) -> Path:
    directory = tmp_path / "project"
    create_project(directory, Document())
    return directory


@pytest.fixture
def writer(project: Path) -> Iterator[sqlite3.Connection]:
    database = open_database(project / "project.db")
    yield database.connection
    database.close()


def put(connection: sqlite3.Connection, name: str) -> None:
    connection.execute("INSERT INTO value VALUES (1, ?, ?)", (name, "x" * 3000))


def names_in(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        return [row[0] for row in connection.execute("SELECT name FROM value ORDER BY name")]


def test_a_closed_database_is_copied_without_a_trace(project: Path, tmp_path: Path) -> None:
    let_settle(project)
    before = everything(project)
    assert copy_database(project / "project.db", tmp_path / "copy.db")
    assert everything(project) == before
    assert (tmp_path / "copy.db").read_bytes() == (project / "project.db").read_bytes()


def test_a_database_that_was_just_closed_is_copied_with_nothing_left_beside_it(project: Path, tmp_path: Path) -> None:
    before = everything(project)
    assert copy_database(project / "project.db", tmp_path / "copy.db")
    after = everything(project)
    assert after.pop(".")[1:] == before.pop(".")[1:]
    assert after == before
    assert names_in(tmp_path / "copy.db") == []


def test_an_open_database_is_copied_as_of_its_last_commit(
    project: Path, writer: sqlite3.Connection, tmp_path: Path
) -> None:
    put(writer, "committed")
    writer.execute("BEGIN IMMEDIATE")
    put(writer, "not yet")
    log = (project / "project.db-wal").read_bytes()
    file = (project / "project.db").read_bytes()
    assert copy_database(project / "project.db", tmp_path / "copy.db")
    # The writer was in the middle of a transaction, and goes on; nothing was moved from the log into the file.
    assert (project / "project.db-wal").read_bytes() == log
    assert (project / "project.db").read_bytes() == file
    put(writer, "and more")
    writer.execute("COMMIT")
    assert names_in(tmp_path / "copy.db") == ["committed"]
    assert copy_database(project / "project.db", tmp_path / "copy.db")
    assert names_in(tmp_path / "copy.db") == ["and more", "committed", "not yet"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db", "project"]


def test_what_a_killed_process_left_in_the_log_is_in_the_copy(
    project: Path, writer: sqlite3.Connection, tmp_path: Path
) -> None:
    put(writer, "acknowledged")
    killed = tmp_path / "killed"
    shutil.copytree(project, killed)
    let_settle(killed)
    before = everything(killed)
    assert copy_database(killed / "project.db", tmp_path / "copy.db")
    assert names_in(tmp_path / "copy.db") == ["acknowledged"]
    after = everything(killed)
    assert {name: after[name] for name in ("project.db", "project.db-wal")} == {
        name: before[name] for name in ("project.db", "project.db-wal")
    }


def test_the_copy_keeps_small_pages(project: Path, writer: sqlite3.Connection, tmp_path: Path) -> None:
    put(writer, "open")
    copy_database(project / "project.db", tmp_path / "copy.db")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert copy.execute("PRAGMA page_size").fetchone() == (1024,)


@pytest.mark.parametrize("is_settled", [True, False])
def test_a_damaged_database_is_copied_as_it_is_and_said_to_be(project: Path, tmp_path: Path, is_settled: bool) -> None:
    content = (project / "project.db").read_bytes()
    for damaged in (b"not a database" * 100, content[:2000] + b"\xff" * 3000 + content[5000:]):
        (project / "project.db").write_bytes(damaged)
        if is_settled:
            let_settle(project)
        assert not copy_database(project / "project.db", tmp_path / "copy.db")
        assert (tmp_path / "copy.db").stat().st_size == len(damaged)


def test_a_database_that_is_gone_is_told_as_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        copy_database(tmp_path / "gone" / "project.db", tmp_path / "copy.db")
