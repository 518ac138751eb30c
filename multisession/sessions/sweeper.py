"""Removing the sessions whose time is over, a few at a time, beside the server or from the command line."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass

from multisession.sessions.expiry import Expiry
from multisession.sessions.lifecycle import Lifecycle
from multisession.sessions.records import Record, Removed
from multisession.sessions.registry import Registry
from multisession.web.errors import StudioError

logger = logging.getLogger(__name__)

#: Sessions removed in one go; between two the threads and the disk are the visitors'.
BATCH = 20
#: The part of the time that a sweep beside a serving process works; it rests the other part.
SHARE = 0.5


@dataclass(slots=True)
class SweepReport:
    """What a sweep did, or with a dry run would do."""

    idle: int = 0
    age: int = 0
    #: how many of the idle ones had no row, and were counted nowhere
    unknown: int = 0
    seconds: float = 0.0

    @property
    def removed(self) -> int:
        """Sessions in all."""
        return self.idle + self.age

    def count(self, because: Removed) -> None:
        """Counts one."""
        if because == "age":
            self.age += 1
        else:
            self.idle += 1


class Sweeper:
    """Sweeps one root directory. Several processes may sweep at once; a session is removed once."""

    def __init__(
        self, registry: Registry, lifecycle: Lifecycle, expiry: Expiry, *, clock: Callable[[], float] = time.time
    ) -> None:
        self._registry = registry
        self._lifecycle = lifecycle
        self._expiry = expiry
        self._clock = clock

    def ending(self, *, limit: int) -> list[tuple[Record, Removed]]:
        """Sessions whose time is over. Blocks."""
        now = int(self._clock())
        idle, absolute = self._expiry.idle, self._expiry.absolute
        unseen_since = now - idle - self._expiry.slack if idle else -1
        made_before = now - absolute if absolute else -1
        records = self._registry.ending_before(unseen_since, made_before, now=now, limit=limit)
        found: list[tuple[Record, Removed]] = []
        for record in records:
            because = self._expiry.is_over(record, now)
            if because is not None:
                found.append((record, because))
        return found

    def sweep_some(self, report: SweepReport) -> bool:
        """Removes one batch; False when there was nothing to do. Blocks."""
        ending = self.ending(limit=BATCH)
        because = {record.session_id: why for record, why in ending}
        for session_id in self._lifecycle.remove_unseen(ending):
            report.count(because[session_id])
        return bool(ending)

    def sweep(self) -> SweepReport:
        """Removes everything whose time is over, then what crashes left. Blocks. Raises StudioError, OSError."""
        started = time.monotonic()
        report = SweepReport()
        while self.sweep_some(report):
            pass
        self._sweep_the_rest(report)
        report.seconds = time.monotonic() - started
        return report

    def would_remove(self) -> SweepReport:
        """What :meth:`sweep` would remove now; touches nothing. Blocks."""
        report = SweepReport()
        for _, because in self.ending(limit=2**31):
            report.count(because)
        for _ in self._lifecycle.unknown(self._untouched_since()):
            report.count("idle")
            report.unknown += 1
        return report

    async def sweep_beside(self) -> SweepReport:
        """:meth:`sweep` in a thread, resting between batches so that visitors hardly notice."""
        started = time.monotonic()
        report = SweepReport()
        going = True
        while going:
            begun = time.monotonic()
            going = await asyncio.to_thread(self.sweep_some, report)
            await asyncio.sleep((time.monotonic() - begun) * (1 - SHARE) / SHARE)
        await asyncio.to_thread(self._sweep_the_rest, report)
        report.seconds = time.monotonic() - started
        return report

    def _sweep_the_rest(self, report: SweepReport) -> None:
        """Directories without a row, by what their files say of their last use; and what crashes left."""
        unknown = self._lifecycle.remove_unknown(self._untouched_since())
        report.idle += unknown
        report.unknown += unknown
        self._lifecycle.clear_leftovers()

    def _untouched_since(self) -> float:
        """A session without a row is over when nothing was done in it since then."""
        spans = [span for span in (self._expiry.idle, self._expiry.absolute) if span]
        return self._clock() - min(spans) - self._expiry.slack if spans else 0

    async def sweep_every(self, seconds: float, *, may: Callable[[], bool], done: Callable[[], None]) -> None:
        """Sweeps again and again, while ``may`` says that it is this process's duty; runs until it is cancelled."""
        while True:
            if may():
                try:
                    report = await self.sweep_beside()
                except (StudioError, sqlite3.Error, OSError) as error:
                    logger.warning("The sweep ended early, and begins again in %d s: %s", seconds, error)
                else:
                    done()
                    if report.removed:
                        logger.info("Removed %d expired sessions in %.1f s.", report.removed, report.seconds)
            await asyncio.sleep(seconds)
