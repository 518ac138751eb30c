"""Which labels a result holds, and how many of each: for the rows of a table."""

from __future__ import annotations

import msgspec

from multisession.project.tasks import LabelCount
from multisession.web.json import plain_value

#: Kinds of labels that are counted for one row.
MOST_LABELS = 20
#: Characters of a label or a name that are kept.
_LONGEST_NAME = 100


class _Item(msgspec.Struct):
    from_name: str | None = None
    type: str | None = None
    value: msgspec.Raw = msgspec.Raw(b"{}")


_items = msgspec.json.Decoder(list[_Item]).decode
_members = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode


def label_counts(result: bytes) -> list[LabelCount]:
    """The labels of a result in the order of their first appearance; what stands under an item's own type counts."""
    counted: dict[tuple[str, bytes], int] = {}
    try:
        items = _items(result)
    except msgspec.ValidationError:
        return []  # another program's, with names that are no texts
    for item in items:
        if item.from_name is None or item.type is None or not bytes(item.value).startswith(b"{"):
            continue
        labels = _members(item.value).get(item.type)
        if labels is not None:
            key = item.from_name, bytes(labels)
            counted[key] = counted.get(key, 0) + 1
    return _by_label(counted)


def _by_label(counted: dict[tuple[str, bytes], int]) -> list[LabelCount]:
    found: dict[tuple[str, str], int] = {}
    for (from_name, labels), number in counted.items():
        for label in _names(labels):
            found[from_name, label] = found.get((from_name, label), 0) + number
    return [
        LabelCount(from_name=from_name[:_LONGEST_NAME], label=label[:_LONGEST_NAME], count=number)
        for (from_name, label), number in list(found.items())[:MOST_LABELS]
    ]


def _names(labels: bytes) -> list[str]:
    """The labels of an item; an entry that is a list is a path through a taxonomy, whose last step counts."""
    entries = plain_value(labels)
    if not isinstance(entries, list):
        return []
    steps = [entry[-1] if isinstance(entry, list) and entry else entry for entry in entries]
    return [step for step in steps if isinstance(step, str)]
