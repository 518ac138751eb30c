"""What the worker processes must know together of sign-ins to the console: wrong tries, and cookies that were ended.

A small database in ``.studio``. Losing it costs nothing but a minute's memory of wrong tries, and signing out again.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

from multisession.sessions.network import network_of
from multisession.web.errors import TooManyRequests

SIGN_INS_FILE = "host.db"
#: Wrong keys from one address (IPv6: one /64 network) in a minute.
WRONG_TRIES = 10
WINDOW_SECONDS = 60
#: Networks that are remembered; of a flood the oldest go.
MOST_ADDRESSES = 10_000
BUSY_SECONDS = 15.0

_SCHEMA = """
CREATE TABLE IF NOT EXISTS wrong(network TEXT PRIMARY KEY, begun INTEGER NOT NULL, tries INTEGER NOT NULL)
 WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS ended(identifier BLOB PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID;
"""


class SignIns:
    """Reads are a primary-key look-up and run inline; writes belong in a thread."""

    def __init__(self, state_directory: Path, *, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(
            state_directory / SIGN_INS_FILE, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        # Processes that start together would refuse each other the change to WAL.
        with FileLock(state_directory / f"{SIGN_INS_FILE}.lock"):
            self._connection.execute("PRAGMA journal_mode=WAL")
            # Nothing here is worth a wait for the disk.
            self._connection.execute("PRAGMA synchronous=OFF")
            self._connection.executescript(_SCHEMA)

    def check(self, address: str) -> None:
        """Raises TooManyRequests when too many wrong keys came from the address in the last minute."""
        row = self._row("SELECT begun, tries FROM wrong WHERE network=?", (network_of(address),))
        wait = 0 if row is None else int(row[0] + WINDOW_SECONDS - self._clock()) + 1
        if row is not None and row[1] >= WRONG_TRIES and wait > 0:
            raise TooManyRequests(
                f"Too many wrong keys came from this address. Try again in {wait} seconds.", retry_after=wait
            )

    def note_wrong(self, address: str) -> None:
        """Counts one wrong key; forgets those of an earlier minute, and the oldest of a flood of addresses."""
        now = int(self._clock())
        with self._lock:
            self._connection.execute("DELETE FROM wrong WHERE begun<=?", (now - WINDOW_SECONDS,))
            self._connection.execute(
                "INSERT INTO wrong VALUES(?,?,1) ON CONFLICT(network) DO UPDATE SET tries=tries+1",
                (network_of(address), now),
            )
            self._connection.execute(
                "DELETE FROM wrong WHERE network IN (SELECT network FROM wrong ORDER BY begun"
                " LIMIT max((SELECT count(*) FROM wrong)-?, 0))",
                (MOST_ADDRESSES,),
            )

    def end(self, identifier: bytes, until: int) -> None:
        """Ends a cookie before its time, which is ``until`` in seconds since 1970."""
        with self._lock:
            self._connection.execute("DELETE FROM ended WHERE until<=?", (int(self._clock()),))
            self._connection.execute("INSERT OR IGNORE INTO ended VALUES(?,?)", (identifier, until))

    def has_ended(self, identifier: bytes) -> bool:
        """True for a cookie whose holder signed out."""
        return self._row("SELECT 1 FROM ended WHERE identifier=?", (identifier,)) is not None

    def close(self) -> None:
        """Closes the database."""
        with self._lock:
            self._connection.close()

    def _row(self, sql: str, values: tuple[object, ...]) -> tuple[int, ...] | None:
        with self._lock:
            row: tuple[int, ...] | None = self._connection.execute(sql, values).fetchone()
        return row
