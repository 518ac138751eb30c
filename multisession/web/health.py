"""Whether this process can serve: named checks, each a quick look that writes nothing."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec

#: Results are given out again for so long, so that nobody can keep the disk busy by asking, in seconds.
FRESH_SECONDS = 1.0
#: Checks that take longer have found a disk that does not answer, in seconds.
PATIENCE_SECONDS = 5.0


class Unwell(Exception):
    """A check found something wrong; its text is the detail."""


@dataclass(frozen=True, slots=True)
class Check:
    """``look`` blocks for some microseconds; it returns a detail, or raises Unwell, OSError or sqlite3.Error.

    A soft check is worth a host's attention and no reason to send visitors elsewhere.
    """

    name: str
    look: Callable[[], str]
    soft: bool = False


class CheckResult(msgspec.Struct, frozen=True):
    """What a check found. ``detail`` may name paths, and is for the host alone."""

    name: str
    ok: bool
    soft: bool
    detail: str


class Health:
    """The checks of one process. Belongs to the event loop; the looking is done in a thread."""

    def __init__(self, checks: Sequence[Check], *, clock: Callable[[], float] = time.monotonic) -> None:
        self._checks = tuple(checks)
        self._clock = clock
        self._results: list[CheckResult] = []
        self._looked = float("-inf")
        self._looking: asyncio.Task[None] | None = None

    async def results(self) -> list[CheckResult]:
        """What the checks find now, or found less than a second ago; in the order they were given."""
        if self._clock() - self._looked < FRESH_SECONDS:
            return self._results
        # One look at a time, however many ask: on a disk that hangs they would otherwise take every thread there is.
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look(), name="health")
        try:
            await asyncio.wait_for(asyncio.shield(self._looking), PATIENCE_SECONDS)
        except TimeoutError:
            stuck = CheckResult("disk-answers", False, False, f"no answer for {PATIENCE_SECONDS:.0f} s")
            return [*self._results, stuck]
        return self._results

    async def _look(self) -> None:
        self._results = await asyncio.to_thread(lambda: [result_of(check) for check in self._checks])
        self._looked = self._clock()


def result_of(check: Check) -> CheckResult:
    """Looks once."""
    try:
        return CheckResult(check.name, True, check.soft, check.look())
    except (Unwell, OSError, sqlite3.Error) as error:
        return CheckResult(check.name, False, check.soft, str(error))


def is_well(results: Sequence[CheckResult]) -> bool:
    """True unless a check failed that is not soft."""
    return all(result.ok or result.soft for result in results)
