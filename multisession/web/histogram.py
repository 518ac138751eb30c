"""Durations counted in buckets whose bounds grow by a constant factor: one addition each, and quantiles from them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

#: Ten bounds a decade, from 100 µs to 100 s: each 1.26 times the one before.
PER_DECADE = 10
BOUNDS = tuple(round(10 ** (exponent / PER_DECADE - 4), 9) for exponent in range(6 * PER_DECADE + 1))
#: One bucket for each bound, and one for what is longer than all of them.
BUCKETS = len(BOUNDS) + 1


def bucket_of(seconds: float) -> int:
    """The index of the bucket that counts a duration: the first whose bound is not shorter."""
    return bisect_left(BOUNDS, seconds)


def quantile(counts: Sequence[int], share: float) -> float | None:
    """The duration in seconds that ``share`` (0 to 1) of those counted did not exceed; None when none were counted.

    Between the bounds of a bucket it is interpolated as if durations were spread evenly over their logarithm; beyond
    the last bound the answer is that bound.
    """
    total = sum(counts)
    if not total:
        return None
    wanted = share * total
    below = 0
    for index, count in enumerate(counts):
        if count and below + count >= wanted:
            if index == len(BOUNDS):
                break
            lower = BOUNDS[index] / 10 ** (1 / PER_DECADE)
            return float(lower * (BOUNDS[index] / lower) ** ((wanted - below) / count))
        below += count
    return BOUNDS[-1]
