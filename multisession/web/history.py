"""Figures over time, for the host's charts: a row a minute in a small database, fourteen days of them."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

logger = logging.getLogger(__name__)

STEP_SECONDS = 60
KEPT_SECONDS = 14 * 24 * 3600
#: A chart has no more points than this; a longer time is told in longer steps.
MOST_POINTS = 720
#: Nobody waits long for a figure.
BUSY_SECONDS = 2.0

_SCHEMA = """
CREATE TABLE IF NOT EXISTS figures(
    at INTEGER PRIMARY KEY, sessions INTEGER, active INTEGER, created INTEGER, requests INTEGER, p99_ms REAL,
    refusals INTEGER, disk_free INTEGER
);
CREATE TABLE IF NOT EXISTS counted(server REAL PRIMARY KEY, requests INTEGER NOT NULL, refusals INTEGER NOT NULL);
"""
#: Two notes of one minute (clocks are not exact) lose no count.
_NOTE = """
INSERT INTO figures VALUES(?,?,?,?,?,?,?,?) ON CONFLICT(at) DO UPDATE SET
 requests=requests+excluded.requests, refusals=refusals+excluded.refusals
"""
#: Within a longer step: what happened is added up, of the rest the worst or the last stands for all.
_READ = """
SELECT (at - ?1) / ?2, max(sessions), max(active), sum(created), sum(requests), max(p99_ms), sum(refusals),
 min(disk_free) FROM figures WHERE at >= ?1 AND at < ?3 GROUP BY 1
"""


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of one moment. ``requests`` and ``refusals`` count from when ``server`` began."""

    #: when the server began, seconds since 1970
    server: float
    sessions: int | None
    #: seen in the last hour
    active: int | None
    #: new in the last minute
    created: int | None
    requests: int
    p99_ms: float | None
    refusals: int
    disk_free: int


class Series(msgspec.Struct):
    """Figures at equal steps; None where nothing was noted."""

    sessions: list[int | None]
    active: list[int | None]
    created: list[int | None]
    requests: list[int | None]
    p99_ms: list[float | None]
    refusals: list[int | None]
    disk_free: list[int | None]


class Past(msgspec.Struct):
    """Figures of some hours. ``start`` is the time of the first step, ISO 8601."""

    step_seconds: int
    start: str
    series: Series


class History:
    """The database of one root directory; every method blocks, and opens and closes it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def note(self, moment: Moment, *, at: float | None = None) -> bool:
        """Keeps the figures of this minute and drops those that are too old. False when it could not.

        A disk that is full or slow costs figures and nothing else; a damaged file is begun anew.
        """
        try:
            self._note(moment, int(time.time() if at is None else at) // STEP_SECONDS * STEP_SECONDS)
        except sqlite3.DatabaseError as error:
            logger.warning("Figures of one minute were not kept: %s", error)
            if not isinstance(error, sqlite3.OperationalError):
                with contextlib.suppress(OSError):
                    self._path.unlink(missing_ok=True)
            return False
        return True

    def read(self, hours: int, *, at: float | None = None) -> Past:
        """The last ``hours``, the present minute last. Empty when there is nothing to read."""
        now = int(time.time() if at is None else at)
        step = -(-hours * 3600 // (MOST_POINTS * STEP_SECONDS)) * STEP_SECONDS
        points = hours * 3600 // step
        start = (now // step + 1 - points) * step
        columns: list[list[float | None]] = [[None] * points for _ in Series.__struct_fields__]
        for place, *figures in self._rows(start, step, start + points * step):
            for column, figure in zip(columns, figures, strict=True):
                column[place] = figure
        began = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(start))
        return Past(step, began, msgspec.convert(dict(zip(Series.__struct_fields__, columns, strict=True)), Series))

    def _note(self, moment: Moment, minute: int) -> None:
        with self._opened("rwc") as database:
            database.executescript(_SCHEMA)
            database.execute("BEGIN IMMEDIATE")
            before = database.execute("SELECT requests, refusals FROM counted WHERE server=?", (moment.server,))
            requests, refusals = before.fetchone() or (0, 0)
            database.execute(
                _NOTE,
                (minute, moment.sessions, moment.active, moment.created, max(moment.requests - requests, 0),
                 moment.p99_ms, max(moment.refusals - refusals, 0), moment.disk_free),
            )  # fmt: skip
            database.execute("DELETE FROM counted")
            database.execute("INSERT INTO counted VALUES(?,?,?)", (moment.server, moment.requests, moment.refusals))
            database.execute("DELETE FROM figures WHERE at<?", (minute - KEPT_SECONDS,))
            database.execute("COMMIT")

    def _rows(self, start: int, step: int, end: int) -> list[tuple[int, ...]]:
        try:
            with self._opened("ro") as database:
                return database.execute(_READ, (start, step, end)).fetchall()
        except sqlite3.DatabaseError:
            # Not made yet, busy, or damaged: a chart without a line says enough.
            return []

    @contextlib.contextmanager
    def _opened(self, mode: str) -> Iterator[sqlite3.Connection]:
        database = sqlite3.connect(
            f"{self._path.absolute().as_uri()}?mode={mode}", uri=True, timeout=BUSY_SECONDS, isolation_level=None
        )
        try:
            yield database
        finally:
            # Without a commit this undoes what was begun.
            database.close()
