"""Who may begin a new session: so many in all, so many from one network in an hour, counted across all processes."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from multisession.web.errors import Forbidden, TooManyRequests

HOUR = 3600


class TooManySessions(Forbidden):
    """403: the host keeps as many sessions as it wants to."""

    code = "too-many-sessions"


@dataclass(frozen=True, slots=True)
class Admission:
    """Who asks for a new session, and what the host allows: sessions in all, and from one network in an hour.

    ``network`` is a digest, so that no address is kept. 0 is no limit.
    """

    network: bytes = b""
    max_sessions: int = 0
    max_per_hour: int = 0


def require_room(connection: sqlite3.Connection, admission: Admission, now: int) -> None:
    """Raises TooManySessions or TooManyRequests when one more session is more than the limits allow."""
    live = connection.execute("SELECT amount FROM tally WHERE name='live'").fetchone()[0]
    if admission.max_sessions and live >= admission.max_sessions:
        raise TooManySessions(
            "This studio is full: no new projects can be made until old ones end. Look around, and come back later."
        )
    if not admission.max_per_hour:
        return
    counted = connection.execute(
        "SELECT amount FROM creations WHERE hour=? AND network=?", (now // HOUR, admission.network)
    ).fetchone()
    if counted is not None and counted[0] >= admission.max_per_hour:
        wait = HOUR - now % HOUR
        raise TooManyRequests(
            f"Many new projects were made from your network in this hour. Try again in {-(-wait // 60)} minutes.",
            retry_after=wait,
            code="too-many-creations",
        )


def admit(connection: sqlite3.Connection, admission: Admission, now: int) -> None:
    """Counts a new session against the limits, in the transaction that enters it. Raises as :func:`require_room`."""
    require_room(connection, admission, now)
    if admission.max_per_hour:
        connection.execute("DELETE FROM creations WHERE hour<?", (now // HOUR,))
        connection.execute(
            "INSERT INTO creations VALUES(?,?,1) ON CONFLICT DO UPDATE SET amount=amount+1",
            (now // HOUR, admission.network),
        )
