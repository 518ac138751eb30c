"""A copy of one SQLite database as of one moment, while other processes write it, and without touching it."""

from __future__ import annotations

import errno
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from multisession.project.store.database import BUSY_SECONDS

#: What a closed database does not have beside it.
OPEN_SUFFIXES = ("-wal", "-journal")
#: A file that was changed this recently could change again without its time showing it: clocks of file systems tick
#: every 2 s at worst.
SETTLED_SECONDS = 3.0


def copy_database(source: Path, target: Path) -> bool:
    """Writes ``target`` anew, and nothing beside it; a database in WAL mode stays one. Writers are not held up.

    False when SQLite finds the copy damaged; it is then the file as it is. Raises FileNotFoundError when the source is
    gone, OSError when it stays locked, cannot be read, or the copy has no room.
    """
    before = _closed(source)
    if before is not None:
        shutil.copyfile(source, target)
        # Changes reach the file itself only from a log beside it. There was none at first, and if one came and went
        # meanwhile, the file's times tell.
        if _closed(source) == before:
            return _is_sound(target)
    target.unlink(missing_ok=True)
    try:
        _copy_through_sqlite(source, target)
    except sqlite3.DatabaseError as error:
        if not source.exists():
            raise FileNotFoundError(f"{source} is gone") from error
        if isinstance(error, sqlite3.OperationalError):
            raise _as_told_by_the_system(error, source) from error
        shutil.copyfile(source, target)
    return _is_sound(target)


def read_copy(path: Path) -> sqlite3.Connection:
    """Opens a copy that nobody writes to, without a file beside it. Raises sqlite3.Error."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)


def _is_sound(path: Path) -> bool:
    try:
        with closing(read_copy(path)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def _as_told_by_the_system(error: sqlite3.OperationalError, source: Path) -> OSError:
    code = getattr(error, "sqlite_errorcode", 0)
    # Only the copy is written.
    if code & 0xFF == sqlite3.SQLITE_FULL or code == sqlite3.SQLITE_IOERR_WRITE:
        return OSError(errno.ENOSPC, "No space left", str(source))
    return OSError(errno.EIO, str(error), str(source))


def _closed(path: Path) -> tuple[int, int, int, int] | None:
    """What changes when the file does; None while somebody has the database open, or just had."""
    if any(path.with_name(path.name + suffix).exists() for suffix in OPEN_SUFFIXES):
        return None
    status = path.stat()
    if abs(time.time() - status.st_mtime) < SETTLED_SECONDS:
        return None
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


def _copy_through_sqlite(source: Path, target: Path) -> None:
    # A read-only connection never moves the log into the database. It would leave an empty log behind where there is
    # none; a writing one takes it away again, and has nothing to move.
    mode = "ro" if source.with_name(f"{source.name}-wal").exists() else "rw"
    address = f"{source.absolute().as_uri()}?mode={mode}"
    with (
        closing(sqlite3.connect(address, uri=True, isolation_level=None, timeout=BUSY_SECONDS)) as original,
        closing(sqlite3.connect(target, isolation_level=None)) as copy,
    ):
        # Nobody reads the copy before it is whole, and it is not kept.
        copy.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        # All pages in one step are one read transaction: in WAL mode it stops nobody.
        original.backup(copy)
