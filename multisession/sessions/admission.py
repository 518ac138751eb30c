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


def admit(connection: sqlite3.Connection, admission: Admission, now: int) -> None:
    """Counts a new session against the limits, in the transaction that enters it."""
    live = connection.execute("SELECT amount FROM tally WHERE name='live'").fetchone()[0]
    if admission.max_sessions and live >= admission.max_sessions:
        raise TooManySessions(
            "This studio is full: no new projects can be made until old ones end. Look around, and come back later."
        )
    if not admission.max_per_hour:
        return
    amount = connection.execute(
        "INSERT INTO creations VALUES(?,?,1) ON CONFLICT DO UPDATE SET amount=amount+1 RETURNING amount",
        (now // HOUR, admission.network),
    ).fetchone()[0]
    if amount > admission.max_per_hour:
        wait = HOUR - now % HOUR
        raise TooManyRequests(
            f"Many new projects were made from your network in this hour. Try again in {-(-wait // 60)} minutes.",
            retry_after=wait,
            code="too-many-creations",
        )
