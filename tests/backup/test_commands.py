"""The two commands in processes of their own: pipes, full disks, interruptions, wrong words."""

from __future__ import annotations

import os
import pty
import re
import resource
import signal
import sqlite3
import stat
import subprocess
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from benchmarks.server import COMMAND
from multisession.cli import main
from multisession.project.store.interface import Document
from multisession.project.store.sqlite import create_project
from multisession.web.written_size import written_size
from tests.backup.roots import let_settle, names_in

MEBIBYTE = 2**20


def project_root(tmp_path: Path, *, megabytes: int = 0) -> Path:
    """A root with one project, and a file in it that does not shrink by packing."""
    project = tmp_path / "root" / "p"
    create_project(project, Document())
    if megabytes:
        (project / "upload").mkdir()
        with (project / "upload" / "noise.bin").open("wb") as file:
            for _ in range(megabytes):
                file.write(os.urandom(MEBIBYTE))
    return project.parent


def command(*arguments: object, **more: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([COMMAND, *map(str, arguments)], capture_output=True, timeout=60, check=False, **more)


def test_the_file_is_its_owners_alone_and_one_line_says_what_is_in_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, file = project_root(tmp_path), tmp_path / "b.tar.gz"
    file.write_bytes(b"an older one")
    file.chmod(0o644)
    assert main(["backup", str(file), "--root-dir", str(root)]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    size = written_size(file.stat().st_size)
    assert re.match(rf"Backed up 1 project \(3 files, \d+ kB\) in {re.escape(str(file))}: {size} packed, ", said.out)
    assert said.out.count("\n") == 1
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.tar.gz", "root"]


def test_a_backup_goes_through_a_pipe(tmp_path: Path) -> None:
    root = project_root(tmp_path, megabytes=1)
    taken = command("backup", "-", "--root-dir", root)
    assert (taken.returncode, taken.stderr.split(b" in ")[0]) == (0, b"Backed up 1 project (4 files, 1 MB)")
    restored = command("restore", "-", "--root-dir", tmp_path / "copy", input=taken.stdout)
    assert (restored.returncode, restored.stderr) == (0, b"")
    noise = Path("p", "upload", "noise.bin")
    assert (tmp_path / "copy" / noise).read_bytes() == (root / noise).read_bytes()


def test_a_reader_that_goes_away_is_one_sentence(tmp_path: Path) -> None:
    root = project_root(tmp_path, megabytes=2)
    reading, writing = os.pipe()
    os.close(reading)
    taken = subprocess.run(
        [COMMAND, "backup", "-", "--root-dir", root], stdout=writing, stderr=subprocess.PIPE, timeout=60, check=False
    )
    os.close(writing)
    assert taken.returncode == 2
    assert taken.stderr == b"label-studio: No backup was made: the program that it was passed on to has ended.\n"


@pytest.mark.parametrize("stopped", ["archive", "copy of a closed database", "copy of an open database"])
def test_a_full_disk_leaves_no_file_and_says_so(tmp_path: Path, stopped: str) -> None:
    limit = 2 * MEBIBYTE if stopped == "archive" else MEBIBYTE // 2
    root, file = project_root(tmp_path, megabytes=4), tmp_path / "place" / "b.tar.gz"
    with closing(sqlite3.connect(root / "p" / "project.db")) as database, database:
        database.execute("INSERT INTO value VALUES (1, 'large', ?)", ("x" * MEBIBYTE,))
    if stopped == "copy of a closed database":
        let_settle(root)
    file.parent.mkdir()

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    taken = command("backup", file, "--root-dir", root, preexec_fn=little_room)
    said = f"label-studio: No backup was made in {file}: the disk is full. "
    assert taken.stderr.decode() == f"{said}Free some space, or name a place on another disk.\n"
    assert taken.returncode == 2
    assert list(file.parent.iterdir()) == []


def test_a_full_disk_while_restoring_leaves_nothing(tmp_path: Path) -> None:
    root, file = project_root(tmp_path, megabytes=4), tmp_path / "b.tar.gz"
    assert command("backup", file, "--root-dir", root).returncode == 0

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (MEBIBYTE, MEBIBYTE))

    restored = command("restore", file, "--root-dir", tmp_path / "copy", preexec_fn=little_room)
    assert restored.returncode == 2
    assert b"copy was not restored: the disk is full." in restored.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.tar.gz", "root"]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_an_interrupted_backup_leaves_no_file(tmp_path: Path, number: int, code: int) -> None:
    root, file = project_root(tmp_path), tmp_path / "place" / "b.tar.gz"
    (root / "p" / "large").touch()
    # Nothing but a length: reading and packing it takes seconds.
    os.truncate(root / "p" / "large", 4096 * MEBIBYTE)
    file.parent.mkdir()
    # A test run in the background ignores signals, and so would what it starts.
    before = signal.signal(number, signal.SIG_DFL)
    process = subprocess.Popen([COMMAND, "backup", file, "--root-dir", root], stderr=subprocess.PIPE)
    signal.signal(number, before)
    deadline = time.monotonic() + 30
    while not list(file.parent.glob(".backup-*/archive")):
        assert time.monotonic() < deadline, "the backup never began"
        time.sleep(0.005)
    process.send_signal(number)
    _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (code, b"")
    assert list(file.parent.iterdir()) == []


def test_a_damaged_project_does_not_stop_the_backup_of_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, file = project_root(tmp_path), tmp_path / "b.tar.gz"
    create_project(root / "q", Document())
    (root / "q" / "project.db").write_bytes(b"not a database")
    assert main(["backup", str(file), "--root-dir", str(root)]) == 1
    said = capsys.readouterr().err
    assert (
        said
        == f"{root / 'q' / 'project.db'} is damaged, and is in the backup as it is. Restore it from an older one.\n"
    )
    assert {"p/project.db", "q/project.db"} < names_in(file)


@pytest.mark.parametrize(
    ("target", "root", "sentence"),
    [
        ("b.tar.gz", "none", "There is no directory {}/none."),
        ("b.tar.gz", "empty", "{}/empty holds no project."),
        ("b.tar.gz", "root/p", "{}/root/p is a single project."),
        ("empty", "root", "{}/empty is a directory. Name a file."),
        ("none/b.tar.gz", "root", "There is no directory {}/none."),
        ("root/p/b.tar.gz", "root", "{}/root/p/b.tar.gz would be a part of the next backup."),
        ("root/.studio/b.tar.gz", "root", "{}/root/.studio/b.tar.gz would be a part of the next backup."),
    ],
)
def test_a_wrong_place_is_one_sentence_and_exit_code_2(
    tmp_path: Path, target: str, root: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    project_root(tmp_path)
    (tmp_path / "root" / ".studio").mkdir()
    (tmp_path / "empty").mkdir()
    before = sorted(tmp_path.rglob("*"))
    assert main(["backup", str(tmp_path / target), "--root-dir", str(tmp_path / root)]) == 2
    said = capsys.readouterr()
    assert said.err.startswith(f"label-studio: {sentence.format(tmp_path)}")
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_terminal_sees_how_far_it_is_and_is_sent_no_archive(tmp_path: Path) -> None:
    root, file = project_root(tmp_path), tmp_path / "b.tar.gz"
    ours, theirs = pty.openpty()
    try:
        arguments = [COMMAND, "backup", "--root-dir", root]
        watched = subprocess.run([*arguments, file], stdout=subprocess.PIPE, stderr=theirs, timeout=60, check=False)
        assert os.read(ours, 4096) == b"\r\x1b[K1 of 1 projects\r\x1b[K"
        assert (watched.returncode, watched.stdout[:20]) == (0, b"Backed up 1 project ")
        sent = subprocess.run([*arguments, "-"], stdout=theirs, stderr=subprocess.PIPE, timeout=60, check=False)
    finally:
        os.close(ours)
        os.close(theirs)
    assert sent.returncode == 2
    assert sent.stderr.startswith(b"label-studio: A backup is not text for a terminal.")


def test_the_root_directory_comes_from_the_environment_as_the_servers_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MULTISESSION_ROOT_DIR", str(project_root(tmp_path)))
    assert main(["backup", str(tmp_path / "b.tar.gz")]) == 0
    assert "p/project.db" in names_in(tmp_path / "b.tar.gz")
