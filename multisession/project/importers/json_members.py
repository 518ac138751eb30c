"""The members of one JSON object, ``{"7": {…}, "8": {…}}``, without ever holding more than one large value."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from multisession.project.importers.json_items import Batch, JsonItems
from multisession.project.importers.refusal import UNREADABLE, Refusal

_text = msgspec.json.Decoder(str).decode


class JsonMembers(JsonItems):
    """:meth:`members` gives each with its key; a refusal that ends the reading comes last."""

    def is_object(self) -> bool:
        """Whether it begins as an object does."""
        return self._peek() == b"{"

    def members(self) -> Iterator[tuple[str, Batch | Refusal]]:
        """Key and value of each, the value as a batch of one."""
        self._at += 1
        after = self._peek()
        while after != b"}":
            if after != b'"':
                yield "", self._refuse("The file ends here, before the object is closed by }. It may be cut off.")
                return
            key = self._exact_item()
            if isinstance(key, Refusal) or self._peek() != b":":
                yield "", self._refuse("There is a key without a value. The file may be cut off.")
                return
            self._at += 1
            if not self._peek():
                yield "", self._refuse("The file ends here, before the value of a key. It may be cut off.")
                return
            value = self._exact_item()
            yield _key(key), value
            if self._cut_off:
                return
            after = self._peek()
            if after == b",":
                self._at += 1
                after = self._peek()
            elif after != b"}":
                yield "", self._refuse("There is neither a comma nor a } after this value. The file may be cut off.")
                return


def _key(batch: Batch) -> str:
    try:
        return _text(batch.items[0])
    except UNREADABLE:
        return ""
