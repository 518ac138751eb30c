"""How long tasks took: a count of seconds that stays small however many tasks there are.

Under a minute a time is kept to a tenth of a second, under an hour to a second, under a day to a minute; what is longer
counts as a day.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from itertools import accumulate

import msgspec

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0
_MOST_BINS = 20
_WIDTHS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14_400)


class Bin(msgspec.Struct, kw_only=True):
    """Tasks that took from ``seconds`` (included) to ``until`` (not included; null for all that took longer)."""

    seconds: float
    until: float | None
    tasks: int


class Durations:
    """Seconds, each with how often it came."""

    def __init__(self) -> None:
        self._times: Counter[float] = Counter()

    def __len__(self) -> int:
        return len(self._times)

    def add(self, seconds: float) -> None:
        """Counts one; what is no time (nothing, less than nothing) is left out."""
        if seconds > 0:
            self._times[_kept(seconds)] += 1

    @property
    def count(self) -> int:
        return self._times.total()

    def quartiles(self) -> tuple[float, float, float] | None:
        """A quarter, a half and three quarters took at most so long, with straight lines between; None for none."""
        if not self._times:
            return None
        times = sorted(self._times)
        reached = list(accumulate(self._times[time] for time in times))

        def at(place: float) -> float:
            low, high = (times[bisect_left(reached, rank + 1)] for rank in (math.floor(place), math.ceil(place)))
            return low + (high - low) * (place - math.floor(place))

        last = self.count - 1
        return at(last / 4), at(last / 2), at(last * 3 / 4)

    def bins(self) -> list[Bin]:
        """A histogram from 0 on with round borders; the slowest twentieth may be together in a last open one."""
        if not self._times:
            return []
        times = sorted(self._times)
        reached = list(accumulate(self._times[time] for time in times))
        most = times[bisect_left(reached, math.ceil(self.count * 0.95))]
        width = next((each for each in _WIDTHS if most < each * _MOST_BINS), _WIDTHS[-1])
        number = int(round(most / width, 6)) + 1
        tasks = [0] * (number + 1)
        for time, amount in self._times.items():
            tasks[min(number, int(round(time / width, 6)))] += amount
        closed = [
            Bin(seconds=round(place * width, 1), until=round((place + 1) * width, 1), tasks=tasks[place])
            for place in range(number)
        ]
        return (
            closed if not tasks[number] else [*closed, Bin(seconds=closed[-1].until or 0, until=None, tasks=tasks[-1])]
        )


def _kept(seconds: float) -> float:
    if seconds < MINUTE:
        return max(0.1, round(seconds, 1))
    if seconds < HOUR:
        return float(round(seconds))
    return min(DAY, round(seconds / MINUTE) * MINUTE) if seconds < DAY else DAY
