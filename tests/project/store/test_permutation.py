"""The order is one to one, can be inverted, and looks like no order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multisession.project.store.permutation import Permutation


@pytest.mark.parametrize("bits", range(1, 13))
def test_every_number_comes_once(bits: int) -> None:
    permutation = Permutation(b"key", bits)
    numbers = [permutation.number(index) for index in range(1 << bits)]
    assert sorted(numbers) == list(range(1 << bits))
    assert [permutation.index(number) for number in numbers] == list(range(1 << bits))


@given(key=st.binary(max_size=16), bits=st.integers(1, 40), data=st.data())
def test_the_way_back_is_found(key: bytes, bits: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, (1 << bits) - 1))
    permutation = Permutation(key, bits)
    number = permutation.number(index)
    assert 0 <= number < 1 << bits
    assert permutation.index(number) == index


def test_positions_are_spread_evenly_over_keys() -> None:
    """Which of 16 numbers comes first, over 1,600 keys: 100 times each, give or take four standard deviations."""
    firsts = [Permutation(key.to_bytes(2, "big"), 4).number(0) for key in range(1_600)]
    assert all(60 < firsts.count(number) < 140 for number in range(16))
