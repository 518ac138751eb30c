"""Trying a property on many cases of every format, in rounds, for a stretch of time."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence

import hypothesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from multisession.project.importers.registry import IMPORTERS
from tests.project.importers.fuzzing.cases import IN_A_PROCESS, Case, case_of

#: seconds of the processor that one case may take: some hundred times what the slowest takes
MOST_SECONDS = 5.0
#: seconds on the clock after which a case is taken for one that never ends
HANGS_AFTER = 90.0
#: bytes that a case is made of, and characters of one that failed
LONGEST, LONGEST_NOTE = 60, 4_000

_SETTINGS = settings(
    database=None,
    deadline=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)


def explore(
    holds: Callable[[Case], None], *, seed: int, seconds: float, rounds: int, cases_a_round: int
) -> dict[str, int]:
    """Tries ``holds`` on cases of every format by turns; how many there were of each.

    Rounds are the same for the same seed, whatever the machine; a slow one comes less far in its time.
    """
    trial = _Trial(holds, time.monotonic() + seconds)
    with trial.watched():
        _go(trial, seed, rounds, cases_a_round)
    return trial.counts


def _go(trial: _Trial, seed: int, rounds: int, cases_a_round: int) -> None:
    for turn in range(rounds):
        for number, format in enumerate(IMPORTERS):
            trial.format = format
            test = settings(_SETTINGS, max_examples=cases_a_round // (25 if format in IN_A_PROCESS else 1) or 1)(
                given(st.binary(min_size=LONGEST, max_size=LONGEST))(trial.one)
            )
            hypothesis.seed((seed * 1_000 + turn) * 100 + number)(test)()
            if turn and trial.is_over():
                return
        trial.may_end = True


class _Trial:
    """Tries cases until the time is up; one that fails is tried on, to be made smaller."""

    def __init__(self, holds: Callable[[Case], None], until: float) -> None:
        self._holds = holds
        self._until = until
        self._failed = False
        #: every format has had its turn
        self.may_end = False
        #: since when, and what
        self._under_way: tuple[float, Case] | None = None
        self.format = ""
        self.counts = dict.fromkeys(IMPORTERS, 0)

    def is_over(self) -> bool:
        """Whether the time is up."""
        return self.may_end and time.monotonic() > self._until

    def one(self, content: bytes) -> None:
        """One case, while there is time."""
        if self.is_over() and not self._failed:
            return
        self.counts[self.format] += 1
        case = case_of(content, self.format, tuple(IMPORTERS))
        self._under_way = (time.monotonic(), case)
        began = time.process_time()
        try:
            self._holds(case)
            took = time.process_time() - began
            assert took < MOST_SECONDS, f"This took {took:.1f} s of the processor."
        except BaseException as error:
            self._failed = True
            error.add_note(repr(case)[:LONGEST_NOTE])
            raise
        finally:
            self._under_way = None

    @contextlib.contextmanager
    def watched(self) -> Iterator[None]:
        """Ends the whole run at a case that does not end: nothing else could."""
        ended = threading.Event()
        threading.Thread(target=self._watch, args=(ended,), daemon=True).start()
        try:
            yield
        finally:
            ended.set()

    def _watch(self, ended: threading.Event) -> None:
        while not ended.wait(1):
            under_way = self._under_way
            if under_way is not None and time.monotonic() - under_way[0] > HANGS_AFTER:
                print(f"This does not end: {under_way[1]!r}"[:LONGEST_NOTE], file=sys.__stderr__, flush=True)
                faulthandler.dump_traceback(file=sys.__stderr__)
                os._exit(3)


def seed_of_the_day() -> int:
    """Another one every day, and the same one all day."""
    return int(time.strftime("%Y%m%d", time.gmtime()))


def told(counts: dict[str, int], seed: int) -> str:
    """A line about what was tried."""
    return f"{sum(counts.values()):,} cases with seed {seed}: " + ", ".join(f"{name} {n}" for name, n in counts.items())


def formats_left_out(counts: dict[str, int]) -> Sequence[str]:
    """Formats of which nothing was tried."""
    return [name for name, count in counts.items() if not count]
