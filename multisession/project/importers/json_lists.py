"""Splits one JSON object whose members are lists, as COCO's documents are, into the items of those lists.

Never more than one large item is held, however long the lists are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import msgspec

from multisession.project.importers.json_items import Batch, JsonItems
from multisession.project.importers.refusal import UNREADABLE, Refusal, RowRefused, unreadable_because

_text = msgspec.json.Decoder(str).decode


class JsonLists(JsonItems):
    """One object, read from its first byte; see JsonItems for what it is given."""

    def lists(self, wanted: Collection[str]) -> Iterator[tuple[str, Batch]]:
        """The items of the members with these names, as they come, each batch with its name; others are passed over.

        Raises RowRefused for what is no such object.
        """
        self._take(b"{")
        if self._peek() == b"}":
            self._at += 1
        else:
            after = b","
            while after == b",":
                name = self._name()
                self._take(b":")
                if name in wanted:
                    self._take(b"[", f'"{name}" is no list.')
                    for batch in self._array():
                        yield name, _required(batch)
                else:
                    self._pass_over()
                after = self._take(b",}")
        if self._peek():
            raise RowRefused("There is more after its end.")

    def _take(self, one_of: bytes, otherwise: str = "") -> bytes:
        """The next byte, which has to be one of these."""
        found = self._peek()
        if not found:
            raise RowRefused("It ends before it is closed by }. It may be cut off.")
        if found not in one_of:
            line = self._line_of(self._at)
            raise RowRefused(otherwise or f"There is no {' or '.join(map(chr, one_of))} on line {line}.")
        self._at += 1
        return found

    def _name(self) -> str:
        self._take(b'"')
        self._at -= 1
        [raw] = _required(self._exact_item()).items
        try:
            return _text(raw)
        except UNREADABLE as error:
            raise RowRefused(unreadable_because(error)) from None

    def _pass_over(self) -> None:
        # What is too large or too deep to be read is so only where somebody reads it.
        found = self._exact_item() if self._peek() else None
        if found is None or self._cut_off:
            raise RowRefused("It ends before it is closed by }. It may be cut off.")


def _required(found: Batch | Refusal) -> Batch:
    if isinstance(found, Refusal):
        raise RowRefused(found.reason, line=found.line)
    return found
