"""What became of a prediction: each region and answer is judged once, whatever the clients wrote."""

from __future__ import annotations

import json
import time
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multisession.project.figures.agreement import AgreementCounts, judge
from multisession.project.figures.label_counts import MOST_NAMES
from multisession.project.figures.result_items import items_of

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def box(identity: str | None, label: str, x: float = 10, **more: Any) -> dict[str, Any]:
    value = {"x": x, "y": 20, "width": 5, "height": 5.5, "rotation": 0, "rectanglelabels": [label], **more}
    return {"id": identity, "from_name": "things", "to_name": "img", "type": "rectanglelabels", "value": value}


def choice(*chosen: str, identity: str | None = None, **more: Any) -> dict[str, Any]:
    value = {"choices": list(chosen), **more}
    return {"id": identity, "from_name": "weather", "to_name": "img", "type": "choices", "value": value}


def text(said: str, identity: str = "t") -> dict[str, Any]:
    return {
        "id": identity,
        "from_name": "note",
        "to_name": "img",
        "type": "textarea",
        "value": {"text": [said], "textarea": said},
    }


def judged(prediction: list[Any], annotation: list[Any]) -> list[tuple[str, str, str]]:
    return sorted(judge(items_of(json.dumps(prediction).encode()), items_of(json.dumps(annotation).encode())))


@pytest.mark.parametrize(
    ("proposed", "made", "expected"),
    [
        ([box("a", "Car")], [box("a", "Car")], [("things", "Car", "kept")]),
        ([box("a", "Car", 10)], [box("a", "Car", 10.004)], [("things", "Car", "kept")]),
        ([box("a", "Car", 10)], [box("a", "Car", 10.4)], [("things", "Car", "changed")]),
        ([box("a", "Car")], [box("a", "Dog")], [("things", "Car", "changed")]),
        ([box("a", "Car")], [box("other-id", "Car")], [("things", "Car", "kept")]),
        ([box("a", "Car")], [box("other-id", "Dog")], [("things", "Car", "changed")]),
        ([box("a", "Car")], [box("z", "Dog", 50)], [("things", "Car", "rejected"), ("things", "Dog", "added")]),
        ([box("a", "Car")], [], [("things", "Car", "rejected")]),
        ([box(None, "Car"), box(None, "Car", 40)], [box("n", "Car", 40)],
         [("things", "Car", "kept"), ("things", "Car", "rejected")]),
        ([choice("Rain")], [choice("Rain", identity="given later")], [("weather", "Rain", "kept")]),
        ([choice("Rain")], [choice("Clear")], [("weather", "Rain", "changed")]),
        ([choice("Rain", "Wind")], [choice("Rain")], [("weather", "Rain", "kept"), ("weather", "Wind", "rejected")]),
        ([], [choice("Rain")], [("weather", "Rain", "added")]),
        ([text("one")], [text("one")], [("note", "", "kept")]),
        ([text("one")], [text("two")], [("note", "", "changed")]),
    ],
)  # fmt: skip
def test_one_thing(proposed: list[Any], made: list[Any], expected: list[tuple[str, str, str]]) -> None:
    assert judged(proposed, made) == expected


def test_a_shape_without_a_label_is_judged_as_a_region() -> None:
    shape = {"id": "s", "from_name": "box", "to_name": "img", "type": "rectangle", "value": {"x": 1, "y": 2}}
    moved = {**shape, "value": {"x": 3, "y": 2}}
    assert judged([shape], [moved]) == [("box", "", "changed")]
    labeled = box("s", "Car")
    assert judged([shape, labeled], [moved, labeled]) == [("things", "Car", "kept")]


def test_an_answer_about_a_region_belongs_to_it() -> None:
    first, second = box("a", "Car", 10), box("b", "Car", 60)
    one, other = choice("red", identity="a", x=10), choice("blue", identity="b", x=60)
    assert judged([first, second, one, other], [first, second, other, one]) == [
        ("things", "Car", "kept"), ("things", "Car", "kept"), ("weather", "blue", "kept"), ("weather", "red", "kept"),
    ]  # fmt: skip
    # in a copy whose ids are new, too
    assert judged([first, one], [box("n", "Car", 10), choice("red", identity="n", x=10)]) == [
        ("things", "Car", "kept"), ("weather", "red", "kept"),
    ]  # fmt: skip


def test_each_region_is_matched_once() -> None:
    same = [box("a", "Car"), box("a", "Car")]
    assert Counter(outcome for *_, outcome in judged(same, same)) == {"kept": 2}
    assert Counter(outcome for *_, outcome in judged(same, same[:1])) == {"kept": 1, "rejected": 1}


@given(prediction=JSON, annotation=JSON)
def test_nothing_that_is_json_breaks_it(prediction: Any, annotation: Any) -> None:
    for one, other in ((prediction, annotation), ([prediction], [annotation])):
        judged([{"type": "labels", "value": one}, one], [other, {"id": "a", "type": "choices", "value": other}])
        judged(one, other)


@given(items=st.lists(st.sampled_from([box("a", "Car"), box("b", "Dog", 50), choice("Rain"), text("one")]), max_size=6))
def test_what_is_equal_is_kept(items: list[Any]) -> None:
    assert {outcome for *_, outcome in judged(items, items)} <= {"kept"}


def test_labels_without_end_are_counted_together() -> None:
    counts = AgreementCounts()
    for number in range(MOST_NAMES + 500):
        counts.add(("things", f"label {number}", "kept"))
    assert len(counts.labels) == MOST_NAMES
    assert counts.others.kept == 500


def test_large_answers_and_numbers_that_are_hard_to_read_take_no_longer_than_others() -> None:
    proposed = [choice(*(f"{n}-{each}" for each in range(1_000))) for n in range(30)]
    made = [choice(*(f"{n}+{each}" for each in range(1_000))) for n in range(30)]
    started = time.process_time()
    assert Counter(outcome for *_, outcome in judged(proposed, made)) == {"changed": 30_000}
    hard = ",".join(["2.2250738585072011e-308"] * 50_000)
    for kind in ("labels", "textarea"):
        item = '[{"id": "a", "from_name": "c", "to_name": "t", "type": "%s", "value": {"%s": [%s], "n": %d}}]'
        one, other = (items_of((item % (kind, kind, hard, number)).encode()) for number in (1, 2))
        assert list(judge(one, other))
    assert time.process_time() - started < 3
