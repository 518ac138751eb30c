"""Durations, labels and times: exact where that is possible, small always."""

from __future__ import annotations

import json
import statistics
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multisession.project.figures.durations import Durations
from multisession.project.figures.label_counts import MOST_CONTROLS, MOST_NAMES, LabelCounts
from multisession.project.figures.result_items import items_of
from multisession.project.figures.timeline import Timeline


def durations(*seconds: float) -> Durations:
    made = Durations()
    for each in seconds:
        made.add(each)
    return made


@given(st.lists(st.integers(1, 599), min_size=2, max_size=50))
def test_quartiles_are_those_of_the_standard_library(tenths: list[int]) -> None:
    seconds = [tenth / 10 for tenth in tenths]
    expected = statistics.quantiles(seconds, n=4, method="inclusive")
    assert durations(*seconds).quartiles() == pytest.approx(tuple(expected))


@given(st.lists(st.floats(allow_nan=False), max_size=60))
def test_every_time_is_in_one_bin(seconds: list[float]) -> None:
    made = durations(*seconds)
    bins = made.bins()
    assert sum(each.tasks for each in bins) == made.count == sum(each > 0 for each in seconds)
    assert len(bins) <= 21
    for one, following in pairwise(bins):
        assert one.until == following.seconds


def test_bins_have_round_borders_and_an_open_end() -> None:
    bins = durations(*[3.0] * 99, 4000.0).bins()
    assert [(each.seconds, each.until, each.tasks) for each in bins if each.tasks] == [(3.0, 3.2, 99), (3.2, None, 1)]


def test_times_stay_few() -> None:
    made = durations(*(number * 0.01 for number in range(1, 200_000)), 1e308, 5e-324)
    assert len(made) < 6_000


def uses(*values: dict[str, object], kind: str = "choices") -> dict[str, dict[str, int]]:
    counts = LabelCounts()
    items = [{"from_name": "c", "to_name": "t", "type": kind, "value": value} for value in values]
    counts.add(items_of(json.dumps(items).encode()))
    return {name: dict(control.names) for name, control in counts.controls.items()}


def test_what_counts_as_a_name() -> None:
    assert uses({"choices": ["a", "b"]}, {"choices": ["a"]}) == {"c": {"a": 2, "b": 1}}
    assert uses({"taxonomy": [["Animal", "Cat"], ["Animal"]]}, kind="taxonomy") == {
        "c": {"Animal / Cat": 1, "Animal": 1}
    }
    assert uses({"rating": 4}, {"rating": 4}, kind="rating") == {"c": {"4": 2}}
    assert uses({"selected": "left"}, kind="pairwise") == {"c": {"left": 1}}
    assert uses({"text": ["what somebody wrote"]}, kind="textarea") == {}
    assert uses({"choices": [None, 7, {"a": 1}]}) == {"c": {"7": 1, '{"a":1}': 1}}
    assert uses({"choices": ["x" * 10_000]}) == {"c": {"x" * 200: 1}}


def test_names_and_controls_without_end() -> None:
    counts = LabelCounts()
    for number in range(MOST_NAMES + 10):
        item = {"from_name": "c", "to_name": "t", "type": "labels", "value": {"labels": [f"n{number}"]}}
        counts.add(items_of(json.dumps([item, {**item, "from_name": f"c{number}"}]).encode()))
    assert len(counts.controls) == MOST_CONTROLS
    assert sum(len(control.names) for control in counts.controls.values()) == MOST_NAMES
    assert counts.controls["c"].unnamed > 0
    assert counts.size() < 10_000_000


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def test_days_begin_at_the_persons_midnight() -> None:
    timeline = Timeline(utc_offset=330)
    timeline.at(at("2026-03-01T18:29:00")).labeled += 1  # 23:59 in Kolkata
    timeline.at(at("2026-03-01T18:31:00")).labeled += 2
    step, before, points = timeline.points(None, None, at("2026-03-05T00:00:00"))
    assert (step, before) == ("day", 0)
    assert [(point.at, point.labeled, point.labeled_in_all) for point in points] == [
        ("2026-03-01T00:00:00+05:30", 1, 1),
        ("2026-03-02T00:00:00+05:30", 2, 3),
        ("2026-03-03T00:00:00+05:30", 0, 3),
        ("2026-03-04T00:00:00+05:30", 0, 3),
        ("2026-03-05T00:00:00+05:30", 0, 3),
    ]


@pytest.mark.parametrize(
    ("first", "last", "step", "number", "begins"),
    [
        ("2026-03-01T10:20:00", "2026-03-01T12:10:00", "hour", 3, "2026-03-01T10:00:00+00:00"),
        ("2026-01-01T10:00:00", "2026-03-01T12:00:00", "day", 60, "2026-01-01T00:00:00+00:00"),
        ("2025-01-01T10:00:00", "2026-03-01T12:00:00", "week", 61, "2024-12-30T00:00:00+00:00"),
        ("2022-01-15T10:00:00", "2026-03-01T12:00:00", "month", 51, "2022-01-01T00:00:00+00:00"),
        ("1990-05-01T10:00:00", "2026-03-01T12:00:00", "year", 37, "1990-01-01T00:00:00+00:00"),
    ],
)
def test_long_times_are_told_in_long_steps(first: str, last: str, step: str, number: int, begins: str) -> None:
    timeline = Timeline(0)
    timeline.at(at(first)).new += 1
    told, _, points = timeline.points(None, None, at(last))
    assert (told, len(points), points[0].at, points[0].new) == (step, number, begins, 1)


def test_hours_without_end_become_days() -> None:
    timeline = Timeline(0)
    begin = at("2020-01-01T00:00:00")
    for hour in range(30_000):
        timeline.at(begin + hour * 3600).labeled += 1
    assert timeline.size() < 2_500_000
    _, _, points = timeline.points(None, None, begin + 30_000 * 3600)
    assert sum(point.labeled for point in points) == 30_000 == points[-1].labeled_in_all
