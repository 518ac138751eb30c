"""What the registry knows of sessions: its tables, and their rows as records."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any, Literal

from multisession.web.errors import Forbidden

State = Literal["live", "removed"]
#: why a session was removed: nobody came, it was old, its owner or the host deleted it
Removed = Literal["idle", "age", "deleted", "host"]

#: A cookie without a row is believed when it is younger than this: it may belong to a visitor who only looked. So no
#: tombstone is needed for longer, however long cookies live.
TOMBSTONE_SECONDS = 60 * 24 * 3600
#: Refresh tokens that one session may have.
MOST_REFRESH_TOKENS = 100

SCHEMA = """
CREATE TABLE IF NOT EXISTS sessions(
    id TEXT PRIMARY KEY, created INTEGER NOT NULL, last_seen INTEGER NOT NULL, generation INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'live', resume_digest BLOB UNIQUE, because TEXT,
    extended_until INTEGER NOT NULL DEFAULT 0, frozen INTEGER NOT NULL DEFAULT 0, title TEXT NOT NULL DEFAULT '',
    bytes INTEGER NOT NULL DEFAULT 0, uploads INTEGER NOT NULL DEFAULT 0, tasks INTEGER NOT NULL DEFAULT 0,
    finished INTEGER NOT NULL DEFAULT 0, annotations INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sessions_last_seen ON sessions(state, last_seen);
CREATE INDEX IF NOT EXISTS sessions_created ON sessions(state, created);
CREATE TABLE IF NOT EXISTS tally(name TEXT PRIMARY KEY, amount INTEGER NOT NULL) WITHOUT ROWID;
INSERT OR IGNORE INTO tally SELECT 'live', count(*) FROM sessions WHERE state='live';
CREATE TRIGGER IF NOT EXISTS session_entered AFTER INSERT ON sessions WHEN new.state='live'
 BEGIN UPDATE tally SET amount=amount+1 WHERE name='live'; END;
CREATE TRIGGER IF NOT EXISTS session_removed AFTER UPDATE OF state ON sessions
 WHEN old.state='live' AND new.state!='live'
 BEGIN UPDATE tally SET amount=amount-1 WHERE name='live'; END;
CREATE TABLE IF NOT EXISTS creations(
    hour INTEGER, network BLOB, amount INTEGER NOT NULL, PRIMARY KEY(hour, network)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS refresh_tokens(
    identifier TEXT PRIMARY KEY, session TEXT NOT NULL, created INTEGER NOT NULL, expires INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS refresh_tokens_session ON refresh_tokens(session);
CREATE TABLE IF NOT EXISTS meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""

#: Rows of it are for :func:`record_of`; a WHERE clause may follow.
SELECT_RECORDS = (
    "SELECT id, created, last_seen, generation, state, resume_digest IS NOT NULL, because, extended_until, frozen, "
    "title, bytes, uploads, tasks, finished, annotations FROM sessions "
)
#: What came after the first released form of the table.
_ADDED = (
    "because TEXT",
    "extended_until INTEGER NOT NULL DEFAULT 0",
    "frozen INTEGER NOT NULL DEFAULT 0",
    "title TEXT NOT NULL DEFAULT ''",
    "bytes INTEGER NOT NULL DEFAULT 0",
    "uploads INTEGER NOT NULL DEFAULT 0",
    "tasks INTEGER NOT NULL DEFAULT 0",
    "finished INTEGER NOT NULL DEFAULT 0",
    "annotations INTEGER NOT NULL DEFAULT 0",
)


@dataclass(frozen=True, slots=True)
class Record:
    """One row. Times are in seconds since 1970; ``last_seen`` is coarse, and when it was removed for one that was.

    Title and figures are as of the last note of a visit.
    """

    session_id: str
    created: int
    last_seen: int
    generation: int
    state: State
    has_resume_code: bool
    because: Removed | None = None
    extended_until: int = 0
    frozen: bool = False
    title: str = ""
    bytes: int = 0
    uploads: int = 0
    tasks: int = 0
    finished: int = 0
    annotations: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """What a project held when it was last looked at."""

    title: str
    bytes: int
    uploads: int
    tasks: int
    finished: int
    annotations: int


class TooManyTokens(Forbidden):
    """403: as many refresh tokens as a session may have; the registry that keeps them is everybody's."""

    code = "too-many-tokens"


@dataclass(frozen=True, slots=True)
class RefreshToken:
    """A refresh token that was given out and not revoked."""

    identifier: str
    created: int
    expires: int


def record_of(row: tuple[Any, ...]) -> Record:
    """A row of :data:`SELECT_RECORDS`."""
    identifier, created, last_seen, generation, state, has_code, because, extended_until, frozen, title, *figures = row
    held, uploads, tasks, finished, annotations = figures
    return Record(
        identifier, created, last_seen, generation, state, bool(has_code), because, extended_until, bool(frozen), title,
        held, uploads, tasks, finished, annotations,
    )  # fmt: skip


def add_columns(connection: sqlite3.Connection) -> None:
    """Brings a registry of an earlier version up to date; rows keep what they hold."""
    there = {row[1] for row in connection.execute("PRAGMA table_info(sessions)")}
    for column in _ADDED if there else ():
        if column.partition(" ")[0] not in there:
            connection.execute(f"ALTER TABLE sessions ADD COLUMN {column}")
