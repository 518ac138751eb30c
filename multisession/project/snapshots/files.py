"""The files of a project's snapshots: a directory of their own beside upload/, under names that we made.

A file is written under a temporary name, synced and renamed; beside it lies how many tasks are in it so far, so that
any process can tell. What no snapshot names is left of a process that died, and goes.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from multisession.project.media import open_regular
from multisession.project.store.durable import sync_directory
from multisession.project.store.failures import telling

DIRECTORY = "exports"
#: Backups leave out what begins so.
_PARTIAL = ".incoming-"
_PROGRESS = ".done"
#: seconds after which a temporary file that nobody wrote to belongs to no process any more
_ABANDONED = 3600


class SnapshotFiles:
    """The files of one project. Every call blocks."""

    def __init__(self, project_directory: Path) -> None:
        self._directory = project_directory / DIRECTORY

    def begin(self, name: str) -> BinaryIO:
        """An empty file, to be written to."""
        with telling():
            self._directory.mkdir(mode=0o700, exist_ok=True)
            descriptor = os.open(self._partial(name), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            return os.fdopen(descriptor, "wb", buffering=0)

    def note(self, name: str, tasks: int) -> None:
        """Leaves word of how many tasks are in a file so far; before the first file of a project there is no place."""
        with telling(), contextlib.suppress(FileNotFoundError):
            self._progress(name).write_text(str(tasks))

    def noted(self, name: str) -> int:
        """How many tasks are in a file that is being made; 0 where nobody left word."""
        try:
            return int(self._progress(name).read_text() or 0)
        except FileNotFoundError:
            return 0

    def finish(self, name: str, file: BinaryIO) -> None:
        """Gives a file its name for good."""
        with telling():
            os.fsync(file.fileno())
            file.close()
            self._partial(name).rename(self._directory / name)
            self._progress(name).unlink(missing_ok=True)
            sync_directory(self._directory)

    def open(self, name: str) -> BinaryIO | None:
        """A whole file; None when it is not there."""
        return open_regular(self._directory / name)

    def names(self) -> set[str]:
        """Every file that is whole or on its way, by the name it has or will have."""
        try:
            entries = [entry.name for entry in self._directory.iterdir()]
        except FileNotFoundError:
            return set()
        return {entry.removeprefix(_PARTIAL).removesuffix(_PROGRESS) for entry in entries}

    def exists(self, name: str) -> bool:
        """Whether a whole file is there."""
        return (self._directory / name).is_file()

    def remove(self, names: Iterable[str]) -> None:
        """Removes files, whole or not."""
        for name in names:
            for path in (self._directory / name, self._partial(name), self._progress(name)):
                # Where open files cannot be removed, whoever lists the snapshots next does it.
                with contextlib.suppress(PermissionError):
                    path.unlink(missing_ok=True)

    def _partial(self, name: str) -> Path:
        return self._directory / f"{_PARTIAL}{name}"

    def _progress(self, name: str) -> Path:
        return self._directory / f"{_PARTIAL}{name}{_PROGRESS}"


def sweep_exports(project_directory: Path, *, now: float | None = None) -> None:
    """Removes what a killed process left in a project that nobody opens. Blocks."""
    oldest = (time.time() if now is None else now) - _ABANDONED
    for left in (project_directory / DIRECTORY).glob(f"{_PARTIAL}*"):
        with contextlib.suppress(FileNotFoundError):
            if left.stat().st_mtime < oldest:
                left.unlink()
