"""How many sessions a root directory holds, as its registry knows."""

from __future__ import annotations

from dataclasses import dataclass

from multisession.sessions.registry import Registry

HOUR = 3600
DAY = 24 * HOUR

# One look at the rows of living sessions, and one at those made lately: the removed ones keep the time they were made.
_LIVING = "SELECT coalesce(sum(frozen), 0), coalesce(sum(last_seen>=?), 0) FROM sessions WHERE state='live'"
_CREATED = "SELECT count(*) FROM sessions WHERE state IN ('live', 'removed') AND created>=?"


@dataclass(frozen=True, slots=True)
class SessionTotals:
    """``live`` includes the frozen ones; ``active_last_hour`` is as fine as the notes of visits are."""

    live: int
    frozen: int
    active_last_hour: int
    created_last_minute: int
    created_last_day: int


def session_totals(registry: Registry, now: float) -> SessionTotals:
    """Counts them: some milliseconds for ten thousand. Blocks; raises sqlite3.Error."""
    frozen, active = registry.read(_LIVING, (int(now) - HOUR,))[0]
    minute, day = (registry.read(_CREATED, (int(now) - span,))[0][0] for span in (60, DAY))
    return SessionTotals(registry.live(), frozen, active, minute, day)
