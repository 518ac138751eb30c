"""A seeded order of the numbers below a power of two, computed and never stored."""

from __future__ import annotations

from hashlib import blake2b

_WORD = (1 << 64) - 1
_ROUNDS = 4


class Permutation:
    """A Feistel network over ``bits`` bits (at least 1): index -> number, one to one, and back."""

    def __init__(self, key: bytes, bits: int) -> None:
        digest = blake2b(key, digest_size=8 * _ROUNDS, person=b"task order").digest()
        self._keys = [int.from_bytes(digest[8 * turn : 8 * turn + 8], "little") for turn in range(_ROUNDS)]
        self._low_bits = bits // 2
        self._low_mask = (1 << self._low_bits) - 1
        self._high_mask = (1 << (bits - self._low_bits)) - 1

    def number(self, index: int) -> int:
        """The number at an index of the order."""
        high, low = index >> self._low_bits, index & self._low_mask
        for turn in range(0, _ROUNDS, 2):
            high ^= _mixed(low, self._keys[turn]) & self._high_mask
            low ^= _mixed(high, self._keys[turn + 1]) & self._low_mask
        return high << self._low_bits | low

    def index(self, number: int) -> int:
        """Where in the order a number is."""
        high, low = number >> self._low_bits, number & self._low_mask
        for turn in range(_ROUNDS - 2, -1, -2):
            low ^= _mixed(high, self._keys[turn + 1]) & self._low_mask
            high ^= _mixed(low, self._keys[turn]) & self._high_mask
        return high << self._low_bits | low


def _mixed(value: int, key: int) -> int:
    """An integer whose every bit depends on every bit of the two (the finalizer of splitmix64)."""
    value = (value + key) & _WORD
    value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9 & _WORD
    value = (value ^ value >> 27) * 0x94D049BB133111EB & _WORD
    return value ^ value >> 31
