"""What SQLite says when it cannot, in the words of the people who run the studio."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from multisession.web.errors import StorageFull, StudioError


class StoreBusy(StudioError):
    """503: another process kept the project's database locked for longer than we wait."""

    status_code = 503
    code = "store-busy"


class StoreUnusable(StudioError):
    """500: the project's database is damaged, unreadable or gone."""

    status_code = 500
    code = "store-unusable"


class ProjectRemoved(StoreUnusable):
    """410: the project's directory was taken away while it was open."""

    status_code = 410
    code = "project-removed"


def told_of(directory: Path | None, error: sqlite3.Error | OSError) -> StudioError:
    """The error to raise where a project's database could not be opened, which may be because it was removed."""
    if directory is not None and not directory.is_dir():
        return ProjectRemoved("This project was removed. Open the studio again.")
    return told(error)


def told(error: sqlite3.Error | OSError) -> StudioError:
    """The error to raise instead of one of SQLite's or the system's."""
    if isinstance(error, OSError):
        return _told_by_the_system(error)
    # Extended codes carry the primary one in their low byte.
    extended = getattr(error, "sqlite_errorcode", 0)
    primary = extended & 0xFF
    # Without room for the file that readers and writers of a database share, SQLite says that the disk is at fault.
    if primary == sqlite3.SQLITE_FULL or extended == sqlite3.SQLITE_IOERR_SHMSIZE:
        return StorageFull("The disk is full, and nothing was saved. Free some space, then try again.")
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreBusy("The project is busy, and nothing was saved. Try again in a few seconds.")
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return StoreUnusable("The project's database is damaged. Restore project.db from a backup.")
    if primary == sqlite3.SQLITE_CANTOPEN:
        return StoreUnusable("The project's database cannot be opened. Check that project.db is there and writable.")
    if primary == sqlite3.SQLITE_READONLY:
        return StoreUnusable("The project's database cannot be written to. Check the permissions of its directory.")
    return StoreUnusable(f"The project's database cannot be used ({error}). Check the disk, then try again.")


def _told_by_the_system(error: OSError) -> StudioError:
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return StorageFull("The disk is full, and nothing was saved. Free some space, then try again.")
    return StoreUnusable(f"The project's directory cannot be written to ({error.strerror}). Check its permissions.")


@contextmanager
def telling() -> Iterator[None]:
    """Turns SQLite's and the system's errors inside the block into the store's."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise told(error) from error
