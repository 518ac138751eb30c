"""Durations in buckets: which one counts, and what quantiles they give back."""

from __future__ import annotations

import random

import pytest

from multisession.web.histogram import BOUNDS, BUCKETS, bucket_of, quantile


def counted(durations: list[float]) -> list[int]:
    counts = [0] * BUCKETS
    for seconds in durations:
        counts[bucket_of(seconds)] += 1
    return counts


def test_a_duration_is_counted_under_the_first_bound_that_is_not_shorter() -> None:
    assert BOUNDS[0] == 0.0001
    assert BOUNDS[10] == 0.001
    assert BOUNDS[-1] == 100.0
    assert [bucket_of(seconds) for seconds in (0.0, 0.0001, 0.00011, 0.001, 100.0, 100.1)] == [0, 0, 1, 10, 60, 61]


@pytest.mark.parametrize("share", [0.5, 0.9, 0.99])
def test_quantiles_are_right_to_within_one_bucket(share: float) -> None:
    chance = random.Random(7)
    durations = sorted(chance.lognormvariate(-6, 1.2) for _ in range(20_000))
    exact = durations[int(share * len(durations))]
    found = quantile(counted(durations), share)
    assert found is not None
    assert exact / 1.1 < found < exact * 1.1


def test_quantiles_at_the_edges() -> None:
    assert quantile([0] * BUCKETS, 0.5) is None
    assert quantile(counted([500.0, 700.0]), 0.5) == 100.0
    one = quantile(counted([0.001]), 0.99)
    assert one is not None and 0.0007 < one <= 0.001
