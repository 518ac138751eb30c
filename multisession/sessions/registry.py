"""The index of sessions that have written something: one small SQLite database in the root directory.

The session directories are the truth. What the registry alone would know, a raised generation and a resume code, is
also kept in the directory (:mod:`multisession.sessions.session_file`), so a lost registry is rebuilt row by row as
sessions come back, without reviving a token that was revoked.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from filelock import FileLock

from multisession.sessions.session_file import read_session_file

State = Literal["live", "removed"]

#: ``last_seen`` is only as fine as this, so that a visitor at work does not cost a write per request.
SEEN_EVERY = 3600
BUSY_SECONDS = 15.0
#: Cookies live 400 days; a tombstone that is older stops nothing any more.
TOMBSTONE_SECONDS = 401 * 24 * 3600

_SCHEMA = """
CREATE TABLE IF NOT EXISTS sessions(
    id TEXT PRIMARY KEY, created INTEGER NOT NULL, last_seen INTEGER NOT NULL, generation INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'live', resume_digest BLOB UNIQUE
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS refresh_tokens(
    identifier TEXT PRIMARY KEY, session TEXT NOT NULL, created INTEGER NOT NULL, expires INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS refresh_tokens_session ON refresh_tokens(session);
CREATE TABLE IF NOT EXISTS meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Record:
    """One row. Times are in seconds since 1970; ``last_seen`` is coarse."""

    session_id: str
    created: int
    last_seen: int
    generation: int
    state: State
    has_resume_code: bool


@dataclass(frozen=True, slots=True)
class RefreshToken:
    """A refresh token that was given out and not revoked."""

    identifier: str
    created: int
    expires: int


class Registry:
    """Reads are a primary-key look-up (some 20 µs) and run inline; writes take a lock and belong in a thread.

    Other processes see a write as soon as it returns: nothing is cached here, so a revoked cookie is revoked at once.
    """

    def __init__(self, root: Path, *, clock: Callable[[], float] = time.time) -> None:
        self._root = root
        self._clock = clock
        self._path = root / ".studio" / "registry.db"
        self._writing = threading.Lock()
        self._reading = threading.Lock()
        with FileLock(root / ".studio" / "registry.lock"):
            self._connection = self._open_or_rebuild()
            self._reader = self._connect()
        self._born = int(self._connection.execute("SELECT value FROM meta WHERE name='born'").fetchone()[0])

    # -- reading

    def record(self, session_id: str) -> Record | None:
        """The row of a session; None for one that has written nothing (or whose row was lost)."""
        rows = self._read(
            "SELECT id, created, last_seen, generation, state, resume_digest IS NOT NULL FROM sessions WHERE id=?",
            (session_id,),
        )
        if not rows:
            return None
        identifier, created, last_seen, generation, state, has_resume_code = rows[0]
        return Record(identifier, created, last_seen, generation, state, bool(has_resume_code))

    def knows_of(self, issued: int) -> bool:
        """True when a cookie of that time was issued in this registry's life.

        An older one without row and directory may belong to a removed session whose tombstone was lost.
        """
        return issued >= self._born

    def session_of_resume_digest(self, digest: bytes) -> Record | None:
        """The live session that a resume code opens."""
        rows = self._read("SELECT id FROM sessions WHERE resume_digest=? AND state='live'", (digest,))
        return self.record(rows[0][0]) if rows else None

    def refresh_tokens(self, session_id: str) -> list[RefreshToken]:
        """The refresh tokens of a session that still hold, oldest first."""
        rows = self._read(
            "SELECT identifier, created, expires FROM refresh_tokens WHERE session=? AND expires>? ORDER BY created",
            (session_id, int(self._clock())),
        )
        return [RefreshToken(*row) for row in rows]

    def removed(self) -> list[str]:
        """The ids under a tombstone."""
        return [row[0] for row in self._read("SELECT id FROM sessions WHERE state='removed'", ())]

    # -- writing

    def add(self, session_id: str, generation: int) -> None:
        """Enters a session that is about to get its directory. One that is there stays as it is."""
        now = int(self._clock())
        self._write(
            "INSERT OR IGNORE INTO sessions(id, created, last_seen, generation) VALUES(?,?,?,?)",
            (session_id, now, now, generation),
        )

    def recover(self, session_id: str, presented: int) -> Record | None:
        """Enters a session again whose directory is there and whose row was lost.

        Its generation is the one its directory names; when it names none, none was ever raised, so the one that a
        cookie or token signed by us presents is still the first. None when there is no directory.
        """
        directory = self._root / session_id
        if not directory.is_dir():
            return None
        kept = read_session_file(directory)
        now = int(self._clock())
        self._write(
            "INSERT OR IGNORE INTO sessions(id, created, last_seen, generation, resume_digest) VALUES(?,?,?,?,?)",
            (session_id, int(directory.stat().st_mtime), now, kept.generation or presented, kept.resume_digest),
        )
        return self.record(session_id)

    def raise_generation(self, session_id: str) -> int | None:
        """Makes every cookie and token of the session invalid; the new generation, or None when it is not live."""
        row = self._write(
            "UPDATE sessions SET generation=generation+1 WHERE id=? AND state='live' RETURNING generation",
            (session_id,),
            durable=True,
        )
        self._write("DELETE FROM refresh_tokens WHERE session=?", (session_id,), durable=True)
        return None if row is None else int(row[0])

    def set_resume_digest(self, session_id: str, digest: bytes | None) -> bool:
        """Replaces (None: revokes) the resume code of a live session."""
        row = self._write(
            "UPDATE sessions SET resume_digest=? WHERE id=? AND state='live' RETURNING id",
            (digest, session_id),
            durable=True,
        )
        return row is not None

    def bury(self, session_id: str) -> None:
        """Leaves a tombstone: the session never comes back, its codes and tokens are gone."""
        now = int(self._clock())
        self._write(
            "INSERT INTO sessions(id, created, last_seen, generation, state) VALUES(?,?,?,0,'removed') "
            "ON CONFLICT(id) DO UPDATE SET state='removed', resume_digest=NULL, last_seen=excluded.last_seen",
            (session_id, now, now),
            durable=True,
        )
        self._write("DELETE FROM refresh_tokens WHERE session=?", (session_id,))

    def seen(self, session_id: str) -> None:
        """Notes that the session is in use."""
        now = int(self._clock())
        self._write("UPDATE sessions SET last_seen=? WHERE id=? AND last_seen<?", (now, session_id, now - SEEN_EVERY))

    def add_refresh_token(self, session_id: str, token: RefreshToken) -> None:
        """Enters a refresh token; without its row it is not accepted."""
        self._write(
            "INSERT INTO refresh_tokens VALUES(?,?,?,?)",
            (token.identifier, session_id, token.created, token.expires),
            durable=True,
        )

    def revoke_refresh_token(self, session_id: str, identifier: str) -> bool:
        """Takes one refresh token back; False when it was none of this session's."""
        row = self._write(
            "DELETE FROM refresh_tokens WHERE identifier=? AND session=? RETURNING identifier",
            (identifier, session_id),
            durable=True,
        )
        return row is not None

    def forget_expired(self) -> None:
        """Drops tombstones and refresh tokens that stop or allow nothing any more."""
        now = int(self._clock())
        self._write("DELETE FROM sessions WHERE state='removed' AND last_seen<?", (now - TOMBSTONE_SECONDS,))
        self._write("DELETE FROM refresh_tokens WHERE expires<=?", (now,))

    def close(self) -> None:
        """Closes both connections."""
        with self._writing, self._reading:
            self._reader.close()
            self._connection.close()

    # -- inside

    def _read(self, sql: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        with self._reading:
            return self._reader.execute(sql, values).fetchall()

    def _write(self, sql: str, values: tuple[object, ...], *, durable: bool = False) -> tuple[Any, ...] | None:
        """Runs one statement in a transaction of its own; ``durable`` ones outlive a power loss."""
        with self._writing:
            self._connection.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                rows: list[tuple[Any, ...]] = self._connection.execute(sql, values).fetchall()
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")
            return rows[0] if rows else None

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=32
        )
        connection.execute("PRAGMA journal_mode=WAL")
        return connection

    def _open_or_rebuild(self) -> sqlite3.Connection:
        try:
            return self._prepared()
        except sqlite3.DatabaseError as error:
            # A lock that is held too long is not damage, and a good registry must not be set aside for it.
            if isinstance(error, sqlite3.OperationalError):
                raise
            self._set_aside()
            return self._prepared()

    def _prepared(self) -> sqlite3.Connection:
        connection = self._connect()
        try:
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise sqlite3.DatabaseError("the registry is damaged")
            connection.executescript(_SCHEMA)
            connection.execute("INSERT OR IGNORE INTO meta VALUES('born', ?)", (str(int(self._clock())),))
        except BaseException:
            connection.close()
            raise
        self._path.chmod(0o600)
        return connection

    def _set_aside(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            damaged = self._path.with_name(self._path.name + suffix)
            if damaged.exists():
                damaged.replace(self._path.with_name(f"registry-damaged-{int(self._clock())}.db{suffix}"))
