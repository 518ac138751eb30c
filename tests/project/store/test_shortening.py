"""Data cut short for a row: small things stay as they are, large ones stay valid JSON of a bounded size."""

from __future__ import annotations

import json
import time
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multisession.project.store.shortening import LARGEST_ROW, LONGEST_TEXT, MOST_ITEMS, shortened


def short(data: dict[str, Any], *, ensure_ascii: bool = False) -> dict[str, Any]:
    return shortened(json.dumps(data, ensure_ascii=ensure_ascii).encode())


def test_what_is_short_stays() -> None:
    data = {"text": "Ada", "n": 1.5, "yes": True, "no": None, "list": [1, {"a": ["x"]}], "meta": {"source": "web"}}
    assert short(data) == data


def test_what_is_long_is_cut() -> None:
    cut = short({"text": "x" * 301, "list": list(range(50)), "meta": {str(n): n for n in range(50)}})
    assert cut == {
        "text": "x" * LONGEST_TEXT,
        "list": list(range(MOST_ITEMS)),
        "meta": {str(n): n for n in range(MOST_ITEMS)},
    }


def test_an_address_is_of_no_use_when_it_is_cut() -> None:
    signed = "https://files.example/a.png?signature=" + "s" * 1_500
    assert short({"image": signed}) == {"image": signed}
    assert len(short({"image": signed + "s" * 1_000})["image"]) == LONGEST_TEXT


@pytest.mark.parametrize("ensure_ascii", [True, False])
@pytest.mark.parametrize("offset", range(13))
def test_a_large_text_is_cut_between_characters(offset: int, ensure_ascii: bool) -> None:
    text = "a" * offset + 'é😀\\"\n' * 100_000
    assert short({"text": text, "after": 1}, ensure_ascii=ensure_ascii) == {"text": text[:LONGEST_TEXT], "after": 1}


def test_large_lists_and_objects_keep_their_first_entries() -> None:
    numbers = list(range(200_000))
    assert short({"n": numbers}) == {"n": numbers[:MOST_ITEMS]}
    members = {f"k{n}": [n, "é"] for n in range(100_000)}
    assert short({"m": members}) == {"m": {f"k{n}": [n, "é"] for n in range(MOST_ITEMS)}}
    assert short({"n": [["x" * 30_000], 2], "after": 3}) == {"n": [], "after": 3}
    assert short({"m": {"long": "x" * 30_000}}) == {"m": {}}


def test_numbers_beyond_64_bits_can_be_written_again() -> None:
    large = 10**30
    assert msgspec.json.encode(short({"n": large, "list": [large] * 10_000}))


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=900),
    lambda inner: st.lists(inner, max_size=30) | st.dictionaries(st.text(max_size=20), inner, max_size=30),
    max_leaves=60,
)


@given(st.dictionaries(st.text(max_size=20), json_values, max_size=60))
def test_a_row_is_bounded(data: dict[str, Any]) -> None:
    cut = shortened(msgspec.json.encode(data))
    assert len(json.dumps(cut, ensure_ascii=False)) < 3 * LARGEST_ROW
    assert list(cut) == list(data)[: len(cut)]


def test_a_megabyte_costs_milliseconds() -> None:
    content = json.dumps({"n": list(range(150_000)), "text": "é\n" * 200_000}).encode()
    best = 1.0
    for _ in range(5):
        began = time.process_time()
        shortened(content)
        best = min(best, time.process_time() - began)
    assert best < 0.05


def test_keys_that_are_texts_themselves_are_left_out() -> None:
    assert short({"k" * 1_000_000: 1, "text": "Ada"}) == {"text": "Ada"}


def test_numbers_that_are_hard_to_read_take_no_longer_than_others() -> None:
    numbers = ",".join(["2.2250738585072011e-308"] * 800)
    data = "{" + ",".join(f'"k{number}": [{numbers}]' for number in range(300)) + "}"
    started = time.process_time()
    shortened(data.encode())
    assert time.process_time() - started < 0.2
