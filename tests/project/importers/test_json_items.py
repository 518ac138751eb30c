"""Splitting JSON into items: the same items wherever the chunks end."""

from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from multisession.project.importers.json_items import JsonItems
from multisession.project.importers.refusal import Refusal

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=12,
)
indents = st.sampled_from([None, 0, 2])


def split(text: bytes, cuts: list[int] | None = None, limit: int = 1_000_000) -> list[tuple[bytes, int] | str]:
    """Each item with its line; each refusal as its reason. The text arrives in pieces that end at ``cuts``."""
    ends = sorted(cut % (len(text) + 1) for cut in cuts or [])
    chunks = [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]
    found: list[tuple[bytes, int] | str] = []
    for batch in JsonItems(iter(chunks), max_item_bytes=limit):
        if isinstance(batch, Refusal):
            found.append(batch.reason)
        else:
            found.extend((bytes(raw), batch.place(number)[0]) for number, raw in enumerate(batch.items))
    return found


@given(items=st.lists(values, max_size=8), indent=indents, cuts=st.lists(st.integers(0, 10_000), max_size=6))
def test_a_list_cut_anywhere(items: list[object], indent: int | None, cuts: list[int]) -> None:
    text = json.dumps(items, indent=indent, ensure_ascii=False).encode()
    found = split(text, cuts)
    assert found == split(text)
    assert [json.loads(item[0]) for item in found] == items
    assert all(item[0] == item[0].strip() for item in found)


@given(items=st.lists(st.dictionaries(st.text(max_size=4), values, max_size=3), min_size=1, max_size=5),
       indent=indents, cuts=st.lists(st.integers(0, 10_000), max_size=6))  # fmt: skip
def test_objects_one_after_another_cut_anywhere(items: list[object], indent: int | None, cuts: list[int]) -> None:
    text = "\n".join(json.dumps(item, indent=indent) for item in items).encode()
    assert [json.loads(item[0]) for item in split(text, cuts)] == items


@given(items=st.lists(st.dictionaries(st.text(max_size=4), values, min_size=1), min_size=1, max_size=5),
       end=st.integers(1, 10_000), cuts=st.lists(st.integers(0, 10_000), max_size=3))  # fmt: skip
def test_a_list_that_is_cut_off_gives_its_whole_items_and_a_refusal(
    items: list[object], end: int, cuts: list[int]
) -> None:
    text = json.dumps(items).encode()
    *whole, last = split(text[: 1 + end % (len(text) - 1)], cuts)
    assert isinstance(last, str) and "cut off" in last
    assert [json.loads(item[0]) for item in whole] == items[: len(whole)]


@given(before=st.integers(0, 30), after=st.integers(0, 30), cuts=st.lists(st.integers(0, 10_000), max_size=6))
def test_a_broken_item_leaves_its_neighbours_whole(before: int, after: int, cuts: list[int]) -> None:
    good = b'{"data": {"text": "a, [b] {c} \\" \\\\"}}'
    text = b"[" + b",\n".join([*[good] * before, b'{"n": NaN}', *[good] * after]) + b"]"
    found = split(text, cuts)
    assert [item[0] for item in found] == [*[good] * before, b'{"n": NaN}', *[good] * after]
    assert [item[1] for item in found] == list(range(1, before + after + 2))


def test_an_item_above_the_limit_is_dropped_as_it_comes() -> None:
    text = b'[{"a": 1}, {"a": "' + b"x" * 5000 + b'"},\n{"a": 2}]'
    found = split(text, list(range(0, 5000, 100)), limit=1000)
    assert found[0] == (b'{"a": 1}', 1)
    assert re.match("This row is larger than 1000 bytes", str(found[1]))
    assert found[2] == (b'{"a": 2}', 2)


def test_depth_of_a_broken_item_is_bounded_without_recursion() -> None:
    text = b"[" + b"[" * 200_000 + b"]" * 200_000 + b', {"a": NaN}, {"a": 2}]'
    found = split(text, list(range(0, 400_000, 65_536)))
    assert "nests more than 100" in str(found[0])
    assert found[1:] == [(b'{"a": NaN}', 1), (b'{"a": 2}', 1)]


def test_many_escapes_in_one_text_take_no_memory_for_backtracking() -> None:
    item = b'{"a": "' + b'\\"' * 2_000_000 + b'", "b": NaN}'
    assert split(b"[" + item + b"]", list(range(0, 4_000_000, 262_144)), limit=8_000_000) == [(item, 1)]
