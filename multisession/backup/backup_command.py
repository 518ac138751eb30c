"""``label-studio backup``: one archive of a root directory, also while servers write into it."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import BinaryIO

from multisession.backup.command_line import STREAM, add_root_dir, counted, ending_orderly, reason, telling
from multisession.backup.contents import STATE, project_names
from multisession.backup.progress import Progress
from multisession.backup.taking import Backup
from multisession.project.store.database import DATABASE_NAME
from multisession.project.store.durable import sync_directory
from multisession.web.errors import StudioError
from multisession.web.written_size import written_size


class NotBackedUp(StudioError):
    """No backup was made, and why."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The flags of the command."""
    parser.add_argument("file", metavar="FILE", help="the archive to write, a .tar.gz; - for the standard output")
    add_root_dir(parser, "the directory that the server serves")


def run(options: argparse.Namespace) -> int:
    """0, or 1 when a database in the backup is damaged. Raises StudioError, and there is then no file."""
    begin = time.monotonic()
    root, target = Path(options.root_dir).resolve(), None if options.file == STREAM else Path(options.file).absolute()
    _check_root(root)
    _check_target(root, target)
    where = "the standard output" if target is None else str(target)
    with ending_orderly(), telling(f"No backup was made in {where}", NotBackedUp), Progress() as progress:
        backup = _write_stream(root, progress) if target is None else _write_file(root, target, progress)
    packed = f"{written_size(backup.archive.written)} packed"
    line = f"Backed up {counted(backup.archive.end)} in {where}: {packed}, {time.monotonic() - begin:.1f} s."
    (sys.stderr if target is None else sys.stdout).write(f"{line}\n")
    return _tell_of_the_rest(backup)


def _check_root(root: Path) -> None:
    if not root.is_dir():
        raise NotBackedUp(f"There is no directory {root}. Name the one that the server's --root-dir names.")
    if (root / DATABASE_NAME).exists():
        raise NotBackedUp(
            f"{root} is a single project. Name the directory above it, which the server's --root-dir names."
        )


def _check_target(root: Path, target: Path | None) -> None:
    if target is None:
        if sys.stdout.isatty():
            raise NotBackedUp("A backup is not text for a terminal. Name a file, or pass it on to another program.")
        return
    if target.is_dir():
        raise NotBackedUp(f"{target} is a directory. Name a file.")
    if not target.parent.is_dir():
        raise NotBackedUp(f"There is no directory {target.parent}. Make it first, or name a file elsewhere.")
    place = target.parent.resolve()
    if any(place.is_relative_to(root / name) for name in (STATE, *project_names(root))):
        raise NotBackedUp(f"{target} would be a part of the next backup. Name a file outside of the projects.")


def _write_stream(root: Path, progress: Progress) -> Backup:
    with tempfile.TemporaryDirectory(prefix="backup-") as scratch:
        backup = Backup(root, _Output(sys.stdout.buffer, "the standard output"), Path(scratch), progress.projects)
        backup.run()
        sys.stdout.buffer.flush()
    return backup


def _write_file(root: Path, target: Path, progress: Progress) -> Backup:
    """Writes beside, and puts the archive in its place once it is whole and on the disk; 0600 from its first byte."""
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as scratch:
        archive = Path(scratch, "archive")
        descriptor = os.open(archive, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as file:
            backup = Backup(root, _Output(file, str(target)), Path(scratch), progress.projects)
            backup.run()
            file.flush()
            os.fsync(file.fileno())
        archive.replace(target)
    sync_directory(target.parent)
    return backup


class _Output:
    """Where the archive goes. Its errors are told apart from those of the files that are read."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file = file
        self._name = name

    def write(self, piece: bytes) -> None:
        try:
            self._file.write(piece)
        except BrokenPipeError:
            # What is still buffered would be written again when the interpreter ends, and be an error of its own.
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._file.fileno())
            raise NotBackedUp("No backup was made: the program that it was passed on to has ended.") from None
        except OSError as error:
            raise NotBackedUp(f"No backup was made in {self._name}: {reason(error)}") from error


def _tell_of_the_rest(backup: Backup) -> int:
    """Says what is not in the backup as it should be; the exit code."""
    if backup.passed_over:
        number, first = len(backup.passed_over), backup.passed_over[0]
        sys.stderr.write(f"Not in it: {number:,} links or special files, the first is {first}.\n")
    for path in backup.damaged:
        sys.stderr.write(f"{path} is damaged, and is in the backup as it is. Restore it from an older one.\n")
    return 1 if backup.damaged else 0
