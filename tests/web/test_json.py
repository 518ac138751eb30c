"""Decoding: the sentence for each way in which a body is wrong."""

from __future__ import annotations

import time
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multisession.web.errors import ValidationFailed
from multisession.web.json import (
    MAX_DEPTH,
    MAX_VALUES,
    JsonInvalid,
    check_document,
    decode,
    depth_exceeds,
    encode,
    plain_value,
    values_exceed,
)


class Body(msgspec.Struct):
    task: int
    result: msgspec.Raw = msgspec.Raw(b"[]")


DECODER = msgspec.json.Decoder(Body)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The body is empty; JSON is expected."),
        (b"{", "The text is not JSON: input data was truncated."),
        (b'{"task": 1,\n "result": NaN}', "The text is not JSON: invalid character at line 2, column 12."),
        (b'{"task": 1} x', "The text is not JSON: trailing characters at line 1, column 13."),
        (b'{"a":\n"\xff"}', "The text is not UTF-8: byte 0xff at line 2, column 2."),
        (b"[" * 10_000 + b"]" * 10_000, "The JSON is nested deeper than 100 levels. Flatten it."),
        (b'{"task": 1, "result": ' + b"[" * 10_000, "The JSON is nested deeper than 100 levels. Flatten it."),
        (b'{"x":' * 10_000 + b"1" + b"}" * 10_000, "The JSON is nested deeper than 100 levels. Flatten it."),
    ],
)
def test_text_that_is_not_json_is_told_with_its_place(content: bytes, sentence: str) -> None:
    with pytest.raises(JsonInvalid) as refused:
        decode(content, DECODER)
    assert refused.value.detail == sentence
    assert refused.value.status_code == 400


@pytest.mark.parametrize(
    ("content", "field", "sentence"),
    [
        (b'{"task": "x"}', "task", "Expected int, got str."),
        (b"{}", "task", "This field is required."),
        (b"[]", "non_field_errors", "Expected object, got array."),
    ],
)
def test_a_wrong_field_is_named(content: bytes, field: str, sentence: str) -> None:
    with pytest.raises(ValidationFailed) as refused:
        decode(content, DECODER)
    assert refused.value.validation_errors == {field: [sentence]}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'{"a": 1, "a": 2}', 'The data has the key "a" twice in one object.'),
        (b'{"a": Infinity}', "The data holds Infinity, which is no JSON number."),
        (b'{"a": "\\ud800"}', "The text is not JSON: input data was truncated."),
        (b'{"a": 1e999}', None),
        (b'{"a": "\\q"}', "The text is not JSON: Invalid \\escape at line 1, column 8."),
    ],
)
def test_a_stored_document_is_checked_more_strictly(content: bytes, sentence: str | None) -> None:
    with pytest.raises(JsonInvalid) as refused:
        check_document(content, "The data")
    if sentence:
        assert refused.value.detail == sentence


def test_brackets_inside_strings_do_not_count() -> None:
    content = b'{"text": "' + b'[[\\"{{' * 1000 + b'\\\\", "more": ["]"]}'
    assert decode(content)["more"] == ["]"]
    assert not depth_exceeds(content, MAX_DEPTH)


def test_raw_parts_pass_through_as_they_came() -> None:
    body = decode(b'{"task": 1, "result": [ 1.50,  "\xc3\xa4" ]}', DECODER)
    assert b'[ 1.50,  "\xc3\xa4" ]' in encode(body)


def measured_depth(value: object) -> int:
    if isinstance(value, list):
        return 1 + max(map(measured_depth, value), default=0)
    if isinstance(value, dict):
        return 1 + max(map(measured_depth, value.values()), default=0)
    return 0


json_values = st.recursive(
    st.none() | st.text('ab"\\[]{} ') | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text('a"\\[{', max_size=3), inner, max_size=3),
    max_leaves=25,
)


@given(json_values, st.integers(0, 6))
def test_the_depth_is_exact(value: object, limit: int) -> None:
    assert depth_exceeds(msgspec.json.encode(value), limit) == (measured_depth(value) > limit)


def seconds(work: Callable[[], object]) -> float:
    """Processor time of the quickest of three runs."""
    found = []
    for _ in range(3):
        begun = time.process_time()
        work()
        found.append(time.process_time() - begun)
    return min(found)


@pytest.mark.parametrize("number", [b"1e308", b"1.7976931348623157e308", b"5e-324", b"1e-310", b"9007199254740993e290"])
def test_no_number_takes_many_times_as_long_as_another(number: bytes) -> None:
    def document(one: bytes) -> bytes:
        return b"[" + (one + b",") * 5_000 + b"1]"

    plain, odd = document(b"12345.678901"), document(number)
    assert seconds(lambda: plain_value(odd)) < 15 * seconds(lambda: plain_value(plain))
    assert seconds(lambda: check_document(odd)) < 15 * seconds(lambda: check_document(plain))


def test_a_deep_document_is_refused_in_the_time_that_a_flat_one_takes() -> None:
    deep, flat = b"[" * 300_000 + b"]" * 300_000, b"[]," * 200_000
    assert seconds(lambda: depth_exceeds(deep, MAX_DEPTH)) < 10 * seconds(lambda: depth_exceeds(flat, MAX_DEPTH))


def test_a_document_of_a_million_values_is_refused_before_it_is_built() -> None:
    for part in (b"[],", b"1,", b'{"a":1},'):
        with pytest.raises(JsonInvalid, match="more than 1,000,000 values"):
            check_document(b"[" + part * MAX_VALUES + b"1]")
    text = b'{"text": "' + b'[{,\\"' * MAX_VALUES + b'"}'
    assert not values_exceed(text, MAX_VALUES)
