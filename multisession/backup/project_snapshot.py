"""One project as of one moment, while it is being written: a copy of its database, and the documents it went with."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from multisession.backup.database_copy import copy_database, read_copy
from multisession.project.store.database import DATABASE_NAME, Database
from multisession.project.store.documents import LABEL_CONFIG_NAME, SETTINGS_NAME
from multisession.project.store.tables import uploads

DOCUMENTS = (LABEL_CONFIG_NAME, SETTINGS_NAME)
#: A project whose documents change during each of so many copies of its database is taken as it was at the last.
ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class ProjectSnapshot:
    """The copied ``database`` (None: the project has none), and the content of each document that is there."""

    database: Path | None
    documents: dict[str, bytes]
    #: False when SQLite finds the database damaged; the copy is then the file as it is.
    is_sound: bool

    def forget_uploads_not_in(self, directory: Path) -> None:
        """Takes the rows out of the copy whose files were deleted since it was made.

        A file is there before its row, so one that is there now was there all the time since the copy.
        """
        if self.database is None or not self.is_sound:
            return
        with closing(read_copy(self.database)) as connection:
            rows = connection.execute("SELECT id, name FROM upload ORDER BY id")
            gone = [upload_id for upload_id, name in rows if not (directory / name).exists()]
        if gone:
            with closing(sqlite3.connect(self.database, isolation_level=None)) as connection:
                connection.executescript("PRAGMA synchronous = OFF; BEGIN;")
                for upload_id in gone:
                    uploads.remove(Database(connection), upload_id)
                connection.execute("COMMIT")


def snapshot_project(directory: Path, copy: Path) -> ProjectSnapshot:
    """Copies the project's database to ``copy``. Raises FileNotFoundError when the directory is gone, OSError."""
    for _ in range(ATTEMPTS):
        documents = _documents(directory)
        try:
            database, is_sound = copy, copy_database(directory / DATABASE_NAME, copy)
        except FileNotFoundError:
            if not directory.is_dir():
                raise
            database, is_sound = None, True
        if _documents(directory) == documents:
            break
    return ProjectSnapshot(database, documents, is_sound)


def _documents(directory: Path) -> dict[str, bytes]:
    found = {}
    for name in DOCUMENTS:
        with suppress(FileNotFoundError):
            found[name] = (directory / name).read_bytes()
    return found
