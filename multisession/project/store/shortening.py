"""A task's data made short enough for a row of a table, whatever it is: at most some 12,000 characters.

Of what is large only the beginning is decoded, so that a megabyte costs a scan of its bytes.
"""

from __future__ import annotations

import json
from typing import Any

import msgspec

from multisession.web.json import plain_value

#: Characters that are left of a text; an address of a file keeps more, as it is of no use when it is cut.
LONGEST_TEXT = 300
LONGEST_ADDRESS = 2_000
#: Entries that are left of a list or an object inside the data.
MOST_ITEMS = 20
#: What lies deeper inside a value is left out.
DEEPEST = 4
#: Characters of a row's values together: what comes after them is left out.
LARGEST_ROW = 12_000

#: Of a value longer than this only so many bytes are decoded.
_LARGE = 20_000
#: The longest escape in a JSON text: a surrogate pair.
_LONGEST_ESCAPE = 12
_ADDRESS = ("http://", "https://", "/", "s3://", "gs://", "azure-blob://")

_members = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_text = msgspec.json.Decoder(str).decode
# Integers beyond 64 bits become floats, as msgspec reads them, for it writes no others.
_lenient = json.JSONDecoder(parse_int=lambda text: int(text) if len(text) < 19 else float(text), strict=False)


def shortened(content: bytes) -> dict[str, Any]:
    """The members of a JSON object, each cut to a bounded size."""
    room = _Room(LARGEST_ROW)
    short: dict[str, Any] = {}
    for key, raw in _members(content).items():
        if room.left <= 0:
            break
        if len(key) > LONGEST_TEXT:
            continue  # no column's name, and cut it would be another key
        room.take(len(key))
        short[key] = room.cut(_decoded(bytes(raw)), 1)
    return short


class _Room:
    """How many characters may still be written."""

    def __init__(self, left: int) -> None:
        self.left = left

    def take(self, characters: int) -> None:
        self.left -= characters

    def cut(self, value: Any, depth: int) -> Any:
        if isinstance(value, str):
            short = value[: min(longest_of(value), max(self.left, 0))]
            self.take(len(short) + 2)
            return short
        if isinstance(value, list):
            return self._list(value, depth)
        if isinstance(value, dict):
            return self._object(value, depth)
        self.take(8)
        return value

    def _list(self, values: list[Any], depth: int) -> list[Any]:
        self.take(2)
        if depth > DEEPEST:
            return []
        return [self.cut(value, depth + 1) for value in values[:MOST_ITEMS] if self.left > 0]

    def _object(self, members: dict[str, Any], depth: int) -> dict[str, Any]:
        short: dict[str, Any] = {}
        self.take(2)
        for key, value in list(members.items())[: MOST_ITEMS if depth <= DEEPEST else 0]:
            if self.left <= 0:
                break
            self.take(len(key[:LONGEST_TEXT]))
            short[key[:LONGEST_TEXT]] = self.cut(value, depth + 1)
        return short


def longest_of(text: str) -> int:
    """How many characters of a text are kept."""
    if text.startswith(_ADDRESS) and len(text) <= LONGEST_ADDRESS and " " not in text:
        return LONGEST_ADDRESS
    return LONGEST_TEXT


def _decoded(raw: bytes) -> Any:
    """A value, or the beginning of a large one."""
    if len(raw) <= _LARGE:
        return plain_value(raw)
    if raw.startswith(b'"'):
        return _beginning_of_text(raw)
    if raw.startswith((b"[", b"{")):
        return _beginning(raw[:_LARGE].decode("utf-8", "ignore"))
    return None


def _beginning_of_text(raw: bytes) -> str:
    for end in range(_LARGE, _LARGE - _LONGEST_ESCAPE - 4, -1):
        try:
            return _text(raw[:end] + b'"')
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue  # the cut went through a character or an escape
    return ""


def _beginning(text: str) -> Any:
    """The first entries of a list or an object, as far as they are whole in a text that was cut off."""
    is_list = text[0] == "["
    items: list[Any] = []
    members: dict[str, Any] = {}
    place = 1
    try:
        while len(items) < MOST_ITEMS and len(members) < MOST_ITEMS:
            value, place = _lenient.raw_decode(text, _after(text, place, " \t\r\n,"))
            if is_list:
                items.append(value)
            else:
                members[value], place = _lenient.raw_decode(text, _after(text, place, " \t\r\n:"))
    except (ValueError, TypeError, RecursionError):
        pass  # here it was cut off, or it ends
    return items if is_list else members


def _after(text: str, place: int, between: str) -> int:
    while place < len(text) and text[place] in between:
        place += 1
    return place
