"""The items of a result, as far as counting needs them. They come from outside: any part may be anything."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import msgspec

from multisession.web.json import finite

#: Names are counted by this many characters.
LONGEST_NAME = 200
_MOST_NAMES = 1_000
_NOTHING = msgspec.Raw(b"null")
#: Types of answers whose values are names from the config, and not what somebody wrote.
_CHOSEN = frozenset({"choices", "taxonomy", "rating", "pairwise"})


class Item(msgspec.Struct):
    """One item of a result."""

    id: str | int | None = None
    from_name: str = ""
    to_name: Any = None
    type: str = ""
    value: msgspec.Raw = _NOTHING

    @property
    def control(self) -> str:
        """The name of its control, as it is counted."""
        return self.from_name[:LONGEST_NAME]


_ITEMS = msgspec.json.Decoder(list[Item], float_hook=finite)
_ANYTHING = msgspec.json.Decoder(list[msgspec.Raw])
_ITEM = msgspec.json.Decoder(Item, float_hook=finite)
_KEYS = msgspec.json.Decoder(dict[str, msgspec.Raw])


def items_of(result: bytes) -> list[Item]:
    """The items of a result; what is none is left out."""
    try:
        return _ITEMS.decode(result)
    except msgspec.DecodeError:
        return list(_readable(result))


def _readable(result: bytes) -> Iterator[Item]:
    try:
        found = _ANYTHING.decode(result)
    except msgspec.DecodeError:
        return
    for raw in found:
        try:
            yield _ITEM.decode(raw)
        except msgspec.DecodeError:
            continue


@lru_cache(maxsize=256)
def is_labels(kind: str) -> bool:
    """Whether items of a type say which label a region has."""
    return kind.endswith("labels")


def is_choice(kind: str) -> bool:
    """Whether items of a type answer a question by what the config offers."""
    return kind in _CHOSEN


def keys_of(item: Item) -> dict[str, msgspec.Raw]:
    """What the item's value holds; nothing when it is no object."""
    try:
        return _KEYS.decode(item.value)
    except msgspec.DecodeError:
        return {}


def names_of(item: Item) -> list[str]:
    """The labels, choices, paths of a taxonomy or stars that the item names; nothing for texts and numbers."""
    decoder = _chosen_by(item.type)
    if decoder is None:
        return []
    try:
        chosen = decoder.decode(item.value).chosen
    except msgspec.DecodeError:
        return []
    if type(chosen) is list:
        if len(chosen) == 1 and type(chosen[0]) is str and len(chosen[0]) <= LONGEST_NAME:
            return chosen
        return [_name(one) for one in chosen[:_MOST_NAMES] if one is not None]
    return [] if chosen is None else [_name(chosen)]


class _Chosen(msgspec.Struct):
    chosen: Any = None


@lru_cache(maxsize=256)
def _chosen_by(kind: str) -> msgspec.json.Decoder[_Chosen] | None:
    """Reads one key of a value and jumps over the others; None for types that name nothing."""
    if not (is_labels(kind) or kind in _CHOSEN):
        return None
    key = "selected" if kind == "pairwise" else kind
    return msgspec.json.Decoder(
        msgspec.defstruct("Chosen", [("chosen", Any, None)], bases=(_Chosen,), rename={"chosen": key}),
        float_hook=finite,
    )


def _name(chosen: Any) -> str:
    if isinstance(chosen, str):
        return chosen[:LONGEST_NAME]
    if isinstance(chosen, list):
        return " / ".join(map(_name, chosen[:20]))[:LONGEST_NAME]
    return msgspec.json.encode(chosen).decode()[:LONGEST_NAME]
