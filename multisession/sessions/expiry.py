"""When a session ends: so long after its last visit, so long after its first write, or later where the host said so."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from multisession.sessions.records import Record
from multisession.sessions.registry import Registry
from multisession.settings import Settings

#: why a session is to end: nobody came, or it is old
Because = Literal["idle", "age"]

#: ``last_seen`` is noted at least so often, in seconds, so that a visitor at work does not cost a write per request.
COARSEST_SEEN = 3600


@dataclass(frozen=True, slots=True)
class Expiry:
    """The two spans of a session's life, in seconds; 0 is for ever. ``warning`` is how long before the end to warn."""

    idle: int
    absolute: int
    warning: int = 0
    #: another server's visits are noted only so often, in seconds; for commands beside it
    noted_every: int = 0

    @classmethod
    def of(cls, settings: Settings) -> Expiry:
        """As the host set it."""
        return cls(settings.idle_expiry, settings.absolute_expiry, settings.expiry_warning)

    @classmethod
    def kept_in(cls, registry: Registry) -> Expiry:
        """As the server that last served this root directory had it; for commands beside it."""
        kept = registry.kept("expiry")
        return cls(*map(int, kept.split())) if kept else cls.of(Settings())

    def keep_in(self, registry: Registry) -> None:
        """Tells :meth:`kept_in`."""
        registry.keep("expiry", f"{self.idle} {self.absolute} {self.warning}")

    @property
    def seen_every(self) -> int:
        """How old a note of a visit may be before the next visit makes a new one, in seconds."""
        own = max(1, min(COARSEST_SEEN, self.idle // 20)) if self.idle else COARSEST_SEEN
        return max(own, self.noted_every)

    @property
    def slack(self) -> int:
        """How much later than noted the last visit may have been: notes are whole seconds, rounded down."""
        return self.seen_every + 1

    def end(self, record: Record, *, visited: float | None = None) -> tuple[int, Because] | None:
        """(when, why) a session ends; None when never. ``visited`` is a visit later than the one noted.

        The note of the last visit may be too old by ``slack``, so that much is added: nobody loses a second of what
        the page promised.
        """
        ends: list[tuple[int, Because]] = []
        if self.idle:
            seen = record.last_seen + self.slack if visited is None else max(int(visited), record.last_seen)
            ends.append((seen + self.idle, "idle"))
        if self.absolute:
            ends.append((record.created + self.absolute, "age"))
        if not ends:
            return None
        first = min(ends)
        return max(first, (record.extended_until, first[1]))

    def is_over(self, record: Record, now: float) -> Because | None:
        """Why a session is over by ``now``; None while it lives."""
        end = self.end(record)
        return end[1] if end is not None and now >= end[0] else None

    def warn_from(self, end: tuple[int, Because], created: int) -> int:
        """From when on its visitor is warned: ``warning`` before the end, or in the last quarter of a shorter life."""
        life = self.idle if end[1] == "idle" else end[0] - created
        return end[0] - min(self.warning, life // 4)


#: Nothing ends: where one project is everybody's.
FOR_EVER = Expiry(0, 0)


#: The last second that has a date with four digits of year.
LAST_SECOND = 253_402_300_799


def iso(seconds: float) -> str:
    """A time since 1970 as the API writes it; one beyond the year 9999 as the end of that."""
    moment = datetime.datetime.fromtimestamp(min(seconds, LAST_SECOND), datetime.UTC)
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
