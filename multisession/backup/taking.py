"""Taking a backup while servers write: in which order things are read, so that what is read fits together.

Each project's database is copied as of one moment after the command began, and its documents as they were then.
Uploads come after the database: a file is there before its row, so every row of the copy has its file, unless that was
deleted meanwhile, and then its row goes from the copy too. Bases come after the projects that name them. The registry
comes last: a session that was removed meanwhile has its tombstone there, and does not come back.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from multisession import __version__
from multisession.backup.archive import FORMAT, PIECE_BYTES, ArchiveWriter, Output, Start
from multisession.backup.contents import (
    BASES,
    STATE,
    UPLOADS,
    base_names,
    files_below,
    project_names,
    standalone_names,
)
from multisession.backup.database_copy import copy_database, read_copy
from multisession.backup.project_snapshot import DOCUMENTS, snapshot_project
from multisession.project.store.database import DATABASE_NAME
from multisession.sessions.key_ring import INSTANCE_FILE
from multisession.web.errors import StudioError

REGISTRY_NAME = "registry.db"
DATABASE_SUFFIX = ".db"
#: Smaller files are read whole before their size is written down, so one that is edited in place does no harm.
READ_WHOLE_BYTES = 1024 * 1024


class NothingToBackUp(StudioError):
    """The directory holds neither projects nor the program's state."""


class FileUnreadable(StudioError):
    """A file that belongs to the backup cannot be read, or changes while it is read."""


class Backup:
    """One backup of the root directory ``root`` into ``output``; the copy of one database at a time is in ``scratch``.

    ``progress`` is told the number of projects done, and of all of them.
    """

    def __init__(self, root: Path, output: Output, scratch: Path, progress: Callable[[int, int], None]) -> None:
        self._root = root
        self._project_copy = scratch / "project.db"
        self._other_copy = scratch / "other.db"
        self._registry_copy = scratch / REGISTRY_NAME
        self._progress = progress
        #: Links, sockets and devices, which are not in the backup.
        self.passed_over: list[Path] = []
        #: Databases that SQLite finds damaged, which are in the backup as they are.
        self.damaged: list[Path] = []
        began = datetime.now(UTC)
        self._began = int(began.timestamp())
        start = Start(FORMAT, __version__, self._instance(), began.isoformat(timespec="seconds"))
        self.archive = ArchiveWriter(output, start)

    def run(self) -> None:
        """Reads everything, and ends the archive. Raises NothingToBackUp, FileUnreadable, OSError."""
        backends = standalone_names(self._root)
        names = [*project_names(self._root), *backends]
        if not names and not (self._root / STATE).is_dir():
            raise NothingToBackUp(
                f"{self._root} holds no project. Name the directory that the server's --root-dir names."
            )
        self._add_projects(names)
        self._add_bases()
        self._add_state(without={self._root / name for name in backends})
        self.archive.finish()

    def _instance(self) -> str:
        try:
            return (self._root / STATE / INSTANCE_FILE).read_text(encoding="ascii", errors="replace").strip()
        except FileNotFoundError:
            return ""

    # -- projects

    def _add_projects(self, names: list[str]) -> None:
        with suppress(FileNotFoundError):
            copy_database(self._root / STATE / REGISTRY_NAME, self._registry_copy)
        removed = _Tombstones(self._registry_copy)
        try:
            for number, name in enumerate(names, 1):
                # The directory of a removed session may still be there, on its way to the trash.
                if name not in removed:
                    self._add_project(self._root / name)
                self._progress(number, len(names))
        finally:
            removed.close()

    def _add_project(self, directory: Path) -> None:
        try:
            snapshot = snapshot_project(directory, self._project_copy)
        except FileNotFoundError:
            # Removed since the names were read, by its visitor or by the sweeper.
            return
        own = {directory / name for name in (DATABASE_NAME, *DOCUMENTS)}
        for path in files_below(directory, without=own.__contains__, passed_over=self.passed_over):
            self._add(path)
        snapshot.forget_uploads_not_in(directory / UPLOADS)
        for name, content in snapshot.documents.items():
            self.archive.add(self._name(directory / name), len(content), self._began, [content])
        if snapshot.database is not None:
            self._add_copy(snapshot.database, directory / DATABASE_NAME, is_sound=snapshot.is_sound)
        self.archive.end.projects += 1

    # -- the program's own files

    def _add_bases(self) -> None:
        for name in base_names(self._root):
            for path in files_below(self._root / name, passed_over=self.passed_over):
                # Nobody writes to a base, so its database is a file like the others.
                self._add_plain(path)
            self.archive.end.bases += 1

    def _add_state(self, without: set[Path]) -> None:
        state = self._root / STATE
        registry = state / REGISTRY_NAME
        without |= {state / BASES, registry}
        for path in files_below(state, without=without.__contains__, passed_over=self.passed_over):
            self._add(path)
        self._add(registry)

    # -- files

    def _name(self, path: Path) -> str:
        return path.relative_to(self._root).as_posix()

    def _add(self, path: Path) -> None:
        """Adds a file unless it is gone; a database as of one moment."""
        if path.suffix != DATABASE_SUFFIX:
            self._add_plain(path)
            return
        with suppress(FileNotFoundError):
            self._add_copy(self._other_copy, path, is_sound=copy_database(path, self._other_copy))
        self._other_copy.unlink(missing_ok=True)

    def _add_copy(self, copy: Path, original: Path, *, is_sound: bool) -> None:
        if not is_sound:
            self.damaged.append(original)
        with copy.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            self.archive.add(self._name(original), size, self._began, _pieces(file, size))

    def _add_plain(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                status = os.fstat(file.fileno())
                size, pieces = status.st_size, _pieces(file, status.st_size)
                if size <= READ_WHOLE_BYTES:
                    content = file.read()
                    size, pieces = len(content), iter([content])
                self.archive.add(self._name(path), size, int(status.st_mtime), pieces)
        except FileNotFoundError:
            return
        except OSError as error:
            raise FileUnreadable(f"{path} cannot be read: {error.strerror}.") from error
        except ValueError:
            raise FileUnreadable(f"{path} was cut short while it was read. Take the backup again.") from None


class _Tombstones:
    """Which sessions had been removed when the backup began, by a copy of the registry."""

    def __init__(self, registry_copy: Path) -> None:
        self._connection = read_copy(registry_copy) if registry_copy.exists() else None

    def __contains__(self, name: str) -> bool:
        if self._connection is None:
            return False
        try:
            row = self._connection.execute("SELECT state FROM sessions WHERE id = ?", (name,)).fetchone()
        except sqlite3.DatabaseError:
            # A registry that cannot be read is made anew by the server, from the directories that are there.
            return False
        return row is not None and row[0] == "removed"

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()


def _pieces(file: BinaryIO, size: int) -> Iterator[bytes]:
    left = size
    while left > 0 and (piece := file.read(min(left, PIECE_BYTES))):
        left -= len(piece)
        yield piece
