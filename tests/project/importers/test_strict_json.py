"""JSON read strictly: what is refused, and that nothing good is."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multisession.project.importers.refusal import RowRefused
from multisession.project.importers.strict_json import strict_value
from tests.project.importers.test_json_items import values


@given(value=values, ascii_only=st.booleans(), indent=st.sampled_from([None, 1]))
def test_what_json_writes_is_read(value: object, ascii_only: bool, indent: int | None) -> None:
    assert strict_value(json.dumps(value, ensure_ascii=ascii_only, indent=indent).encode()) == value


@given(key=st.text(max_size=5), other=st.text(max_size=5), deep=st.booleans(), escaped=st.booleans())
def test_a_key_twice_is_refused_wherever_it_stands(key: str, other: str, deep: bool, escaped: bool) -> None:
    first, second = json.dumps(key), json.dumps(key, ensure_ascii=False)
    if escaped:
        first = '"' + "".join(f"\\u{ord(letter):04x}" for letter in key if ord(letter) < 0x10000) + '"'
        second = json.dumps("".join(letter for letter in key if ord(letter) < 0x10000))
    text = f'{{{json.dumps(other + key + "!")}: ":::", {first}: 1, {second}: 2}}'
    with pytest.raises(RowRefused, match="stands twice"):
        strict_value((f'{{"x": [{text}]}}' if deep else text).encode())


def test_integers_beyond_64_bits_are_read() -> None:
    assert strict_value(b'{"n": 123456789012345678901234567890}') == {"n": 123456789012345678901234567890}


@pytest.mark.parametrize("depth", [99, 100, 101, 900, 5000])
def test_the_limit_of_depth_is_exact(depth: int) -> None:
    text = b'{"a": "[[[[{{{{"}'
    text = b"[" * (depth - 1) + text + b"]" * (depth - 1)
    if depth <= 100:
        strict_value(text)
    else:
        with pytest.raises(RowRefused, match="nests more than 100"):
            strict_value(text)


def test_brackets_in_text_are_not_depth() -> None:
    assert strict_value(b'{"a": "' + b"[{" * 5000 + b'"}') == {"a": "[{" * 5000}


@pytest.mark.parametrize(
    "token", [b"NaN", b"Infinity", b"-Infinity", b"nan", b"1e400", b"01", b"+1", b".5", b"0x10", b"'a'"]
)
def test_what_is_no_json_value(token: bytes) -> None:
    with pytest.raises(RowRefused):
        strict_value(b'{"a": ' + token + b"}")


def test_more_values_than_a_task_may_have() -> None:
    with pytest.raises(RowRefused, match="more than 1,000,000 values"):
        strict_value(b'{"a": [' + b"1," * 1_000_000 + b"1]}")
