"""Putting a backup back: into a directory that holds nothing, whole or not at all.

Everything is read into a directory beside (or, where that cannot be, inside) the new root, checked, synced, and only
then moved to its place. Its files belong to their owner alone: the keys of all cookies and tokens are among them.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from multisession.backup.archive import ArchiveReader, BackupRefused, Member
from multisession.backup.contents import STATE
from multisession.project.store.durable import sync_directory, sync_file
from multisession.web.errors import StudioError, excerpt

#: What a fresh file system brings with it.
_OF_THE_FILE_SYSTEM: frozenset[str] = frozenset({"lost+found"})


class DirectoryInUse(StudioError):
    """The directory holds something."""


def restore(source: BinaryIO, directory: Path, progress: Callable[[int], None]) -> ArchiveReader:
    """Reads a backup into ``directory``, which is made; ``progress`` is told the number of files so far.

    Raises DirectoryInUse, BackupRefused, OSError; there is then nothing in the directory.
    """
    _check_empty(directory)
    reader = ArchiveReader(source)
    with _staging(directory) as staging:
        for number, member in enumerate(reader.members(), 1):
            _write(member, staging)
            progress(number)
        _sync(staging)
        _put_in_place(staging, directory)
    return reader


def _check_empty(directory: Path) -> None:
    if directory.exists() and not directory.is_dir():
        raise DirectoryInUse(f"{directory} is a file. Name a directory that is empty, or not there yet.")
    own = _OF_THE_FILE_SYSTEM if directory.is_mount() else frozenset()
    held = sorted(path.name for path in directory.iterdir() if path.name not in own) if directory.exists() else []
    if held:
        raise DirectoryInUse(f"{directory} holds {excerpt(held[0])}. Name a directory that is empty, or not there yet.")


@contextmanager
def _staging(directory: Path) -> Iterator[Path]:
    """A new directory on the same file system; it goes with the block unless it was moved away."""
    directory.parent.mkdir(parents=True, exist_ok=True)
    name = f".restoring-{secrets.token_hex(4)}"
    # Nothing can be renamed to where a volume is mounted, nor beside what lies in somebody else's directory.
    inside = directory.exists() and (directory.is_mount() or not os.access(directory.parent, os.W_OK))
    staging = (directory if inside else directory.parent) / name
    staging.mkdir(mode=0o700)
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _write(member: Member, staging: Path) -> None:
    path = staging / member.name
    try:
        _make_directories(path.parent, staging)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except (FileExistsError, NotADirectoryError):
        raise BackupRefused(f'The backup holds "{excerpt(member.name)}" twice. Nothing was restored.') from None
    with os.fdopen(descriptor, "wb") as file:
        for piece in member.pieces:
            file.write(piece)
    os.utime(path, (member.changed, member.changed))


def _make_directories(directory: Path, staging: Path) -> None:
    if not directory.is_dir():
        _make_directories(directory.parent, staging)
        directory.mkdir(mode=0o700)


def _sync(directory: Path) -> None:
    # Where the whole disk can be synced at once, what is left to do for each file takes a quarter of the time.
    if hasattr(os, "sync"):
        os.sync()
    for path, _, names in os.walk(directory, topdown=False):
        for name in names:
            sync_file(Path(path, name))
        sync_directory(Path(path))


def _put_in_place(staging: Path, directory: Path) -> None:
    if staging.parent == directory:
        _move_up(staging, directory)
        return
    if directory.exists() and os.name != "posix":
        directory.rmdir()
    staging.rename(directory)
    sync_directory(directory.parent)


def _move_up(staging: Path, directory: Path) -> None:
    moved: list[str] = []
    try:
        # Without its state the directory is no root yet, so that comes last.
        for path in sorted(staging.iterdir(), key=lambda each: each.name == STATE):
            path.rename(directory / path.name)
            moved.append(path.name)
    except BaseException:
        # What was moved goes back to where the rest is, and goes with it.
        for name in moved:
            with suppress(OSError):
                (directory / name).rename(staging / name)
        raise
    sync_directory(directory)
