"""How often each label and each choice was used, by control, in bounded memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from multisession.project.figures.result_items import LONGEST_NAME, Item, is_labels, names_of

#: Controls that are counted; no config has so many.
MOST_CONTROLS = 200
#: Different names that are counted in all; a name that comes after so many others is counted among the rest.
MOST_NAMES = 20_000
_MOST_TYPES = 20


@dataclass(slots=True)
class ControlCount:
    """What one control was used for."""

    #: type of the items -> how many
    types: Counter[str] = field(default_factory=Counter)
    #: label or choice -> how often
    names: dict[str, int] = field(default_factory=dict)
    #: uses of names that are not counted one by one
    unnamed: int = 0

    @property
    def is_labels(self) -> bool:
        """Whether it labels regions, and does not answer a question."""
        return any(map(is_labels, self.types))


class LabelCounts:
    """A count by control and name."""

    def __init__(self) -> None:
        self.controls: dict[str, ControlCount] = {}
        self._names = 0

    def add(self, items: Iterable[Item]) -> None:
        """Counts the names of the items of one result."""
        for item in items:
            names = names_of(item)
            if not names:
                continue
            count = self.controls.get(item.from_name) or self._control(item.control)
            if count is None:
                continue
            kind = item.type
            if kind in count.types or (len(count.types) < _MOST_TYPES and len(kind) <= LONGEST_NAME):
                count.types[kind] += 1
            for name in names:
                if name in count.names:
                    count.names[name] += 1
                elif self._names < MOST_NAMES:
                    self._names += 1
                    count.names[name] = 1
                else:
                    count.unnamed += 1

    def _control(self, name: str) -> ControlCount | None:
        count = self.controls.get(name)
        if count is None and name and len(self.controls) < MOST_CONTROLS:
            count = self.controls[name] = ControlCount()
        return count

    def size(self) -> int:
        """About how many bytes this takes."""
        return 600 * len(self.controls) + 200 * self._names
