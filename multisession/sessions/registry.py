"""The index of sessions that have written something: one small SQLite database in the root directory.

The session directories are the truth. What the registry alone would know, a raised generation and a resume code, is
also kept in the directory (:mod:`multisession.sessions.session_file`), so a lost registry is rebuilt row by row as
sessions come back, without reviving a token that was revoked.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock

from multisession.project.store.failures import telling
from multisession.sessions.admission import HOUR, Admission, admit, require_room
from multisession.sessions.records import (
    MOST_REFRESH_TOKENS,
    SCHEMA,
    SELECT_RECORDS,
    TOMBSTONE_SECONDS,
    Figures,
    Record,
    RefreshToken,
    Removed,
    TooManyTokens,
    add_columns,
    record_of,
)
from multisession.sessions.session_file import read_session_file

BUSY_SECONDS = 15.0
_RECORD = SELECT_RECORDS + "WHERE id=?"
_ENDING = SELECT_RECORDS + "WHERE state='live' AND (last_seen<=? OR created<=?) AND extended_until<=? LIMIT ?"
_BURIED = (
    "UPDATE sessions SET state='removed', because=?, resume_digest=NULL, frozen=0, title='', bytes=0, uploads=0, "
    "tasks=0, finished=0, annotations=0, last_seen=? WHERE id=?"
)
_BURY = _BURIED + " AND state='live'"
_BURY_UNSEEN = _BURIED + " AND state='live' AND last_seen=? AND extended_until=? RETURNING id"


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
        #: when this registry began, seconds since 1970: of visits before it knows nothing where a row is missing
        self.born = int(self._connection.execute("SELECT value FROM meta WHERE name='born'").fetchone()[0])

    # -- reading

    def record(self, session_id: str) -> Record | None:
        """The row of a session; None for one that has written nothing (or whose row was lost)."""
        rows = self._read(_RECORD, (session_id,))
        return record_of(rows[0]) if rows else None

    def live(self) -> int:
        """How many sessions there are."""
        return int(self._read("SELECT amount FROM tally WHERE name='live'", ())[0][0])

    def ending_before(self, last_seen: int, created: int, *, now: int, limit: int) -> list[Record]:
        """Live sessions that were last seen, or made, at or before these times, and that were not extended past now."""
        rows = self._read(
            _ENDING,
            (last_seen, created, now, limit),
        )
        return [record_of(row) for row in rows]

    def kept(self, name: str) -> str | None:
        """A small value that :meth:`keep` kept."""
        rows = self._read("SELECT value FROM meta WHERE name=?", (name,))
        return str(rows[0][0]) if rows else None

    def keep(self, name: str, value: str) -> None:
        """Keeps a small value beside the sessions, for other processes and later starts."""
        if self.kept(name) != value:
            self._write("INSERT INTO meta VALUES(?,?) ON CONFLICT(name) DO UPDATE SET value=excluded.value",
                        (name, value))  # fmt: skip

    def read(self, sql: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """Rows of a SELECT over these tables, for the host's lists. Long ones belong in a thread.

        Through a connection of its own, so that nobody waits for it who only looks a session up.
        """
        connection = self._connect()
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def knows_of(self, issued: int) -> bool:
        """True when a cookie of that time was issued in this registry's life.

        An older one without row and directory may belong to a removed session whose tombstone was lost.
        """
        return issued >= self.born and issued > self._clock() - TOMBSTONE_SECONDS

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

    def require_room(self, admission: Admission) -> None:
        """Raises what :meth:`add` would raise now: nothing need be made for somebody who is refused."""
        with self._reading:
            require_room(self._reader, admission, int(self._clock()))

    # -- writing

    def add(self, session_id: str, generation: int, admission: Admission | None = None) -> None:
        """Enters a session that is about to get its directory. One that is there stays as it is.

        Raises TooManySessions, or TooManyRequests (code too-many-creations) with the time to the next hour.
        """
        now = int(self._clock())
        with self._transaction() as connection:
            if connection.execute("SELECT 1 FROM sessions WHERE id=?", (session_id,)).fetchone():
                return
            if admission is not None:
                admit(connection, admission, now)
            connection.execute(
                "INSERT INTO sessions(id, created, last_seen, generation) VALUES(?,?,?,?)",
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

    def bury(self, session_id: str, because: Removed = "deleted") -> None:
        """Leaves a tombstone: the session never comes back, its codes and tokens are gone."""
        now = int(self._clock())
        with self._transaction(durable=True) as connection:
            connection.execute(
                "INSERT OR IGNORE INTO sessions(id, created, last_seen, generation) VALUES(?,?,?,0)",
                (session_id, now, now),
            )
            connection.execute(_BURY, (because, now, session_id))
            connection.execute("DELETE FROM refresh_tokens WHERE session=?", (session_id,))

    def bury_unseen(self, ending: Iterable[tuple[Record, Removed]]) -> list[str]:
        """Buries those of the sessions whose row is still as it was read: nobody came back, nobody extended them.

        One transaction. Returns the ids that are buried now; for them no process lets anybody in any more.
        """
        now = int(self._clock())
        buried = []
        with self._transaction(durable=True) as connection:
            for record, because in ending:
                row = connection.execute(
                    _BURY_UNSEEN, (because, now, record.session_id, record.last_seen, record.extended_until)
                ).fetchone()
                if row is not None:
                    buried.append(record.session_id)
                    connection.execute("DELETE FROM refresh_tokens WHERE session=?", (record.session_id,))
        return buried

    def bury_unknown(self, session_id: str) -> bool:
        """Leaves a tombstone for a session that has no row; False when it has one."""
        now = int(self._clock())
        return self._changed(
            "INSERT OR IGNORE INTO sessions(id, created, last_seen, generation, state, because) "
            "VALUES(?,?,?,0,'removed','idle') RETURNING id",
            (session_id, now, now),
        )

    def seen(self, session_id: str, figures: Figures | None = None) -> bool:
        """Notes a visit, and what the project holds when that is known. False when the session is not live."""
        now = int(self._clock())
        row = self._write(
            "UPDATE sessions SET last_seen=max(last_seen, ?) WHERE id=? AND state='live' RETURNING id",
            (now, session_id),
        )
        if row is not None and figures is not None:
            self.note(session_id, figures)
        return row is not None

    def note(self, session_id: str, figures: Figures) -> None:
        """Keeps what a project holds, for the host's list; says nothing of a visit."""
        self._write(
            "UPDATE sessions SET title=?, bytes=?, uploads=?, tasks=?, finished=?, annotations=? "
            "WHERE id=? AND state='live'",
            (figures.title, figures.bytes, figures.uploads, figures.tasks, figures.finished, figures.annotations,
             session_id),
        )  # fmt: skip

    def extend(self, session_id: str, until: int) -> bool:
        """Lets a live session live at least until then; False when it is not live."""
        return self._changed("UPDATE sessions SET extended_until=? WHERE id=? AND state='live' RETURNING id",
                             (until, session_id))  # fmt: skip

    def set_frozen(self, session_id: str, frozen: bool) -> bool:
        """Notes that the host froze a live session, for lists and pages; False when it is not live."""
        return self._changed("UPDATE sessions SET frozen=? WHERE id=? AND state='live' RETURNING id",
                             (int(frozen), session_id))  # fmt: skip

    def _changed(self, sql: str, values: tuple[object, ...]) -> bool:
        return self._write(sql, values, durable=True) is not None

    def add_refresh_token(self, session_id: str, token: RefreshToken) -> None:
        """Enters a refresh token; without its row it is not accepted. Raises TooManyTokens."""
        with self._transaction(durable=True) as connection:
            held = connection.execute("SELECT count(*) FROM refresh_tokens WHERE session=?", (session_id,))
            if held.fetchone()[0] >= MOST_REFRESH_TOKENS:
                raise TooManyTokens(
                    f"This project has {MOST_REFRESH_TOKENS} refresh tokens already. Revoke one, or all of them with "
                    "“Sign out everywhere else” in Settings."
                )
            connection.execute(
                "INSERT INTO refresh_tokens VALUES(?,?,?,?)",
                (token.identifier, session_id, token.created, token.expires),
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
        self._write("DELETE FROM creations WHERE hour<?", (now // HOUR,))

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
        """Runs one statement in a transaction of its own."""
        with self._transaction(durable=durable) as connection:
            rows: list[tuple[Any, ...]] = connection.execute(sql, values).fetchall()
        return rows[0] if rows else None

    @contextmanager
    def _transaction(self, *, durable: bool = False) -> Iterator[sqlite3.Connection]:
        """One transaction; ``durable`` ones outlive a power loss. Raises StorageFull, StoreBusy, StoreUnusable."""
        with self._writing, telling():
            connection = self._connection
            connection.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                # SQLite rolls back by itself when the disk is full; a second time would be an error of its own.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

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
            add_columns(connection)
            connection.executescript(SCHEMA)
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
