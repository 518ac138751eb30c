"""How much an archive may hold and unpack to: counted while it is read, whatever it says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from multisession.project.importers.entry_names import ArchiveRefused, shown
from multisession.web.written_size import written_size


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """All in bytes but the first and the last two."""

    entries: int = 100_000
    #: of the list of entries at a zip's end
    directory: int = 32 * 2**20
    #: one file
    entry: int = 1024 * 2**20
    #: all files
    total: int = 2048 * 2**20
    #: times as large as it is packed
    ratio: int = 200
    #: what may be unpacked whatever the ratio
    free: int = 16 * 2**20


LIMITS = ArchiveLimits()


class Unpacked:
    """Counts what comes out of one archive of ``packed`` bytes. Raises ArchiveRefused at a limit."""

    def __init__(self, packed: int, limits: ArchiveLimits) -> None:
        self._most = min(limits.total, limits.free + limits.ratio * packed)
        self._limits = limits
        self._total = 0
        self._ratio = limits.free + limits.ratio * packed < limits.total

    def add(self, amount: int) -> None:
        """So many bytes more."""
        self._total += amount
        if self._total > self._most:
            if self._ratio:
                raise ArchiveRefused(
                    f"The archive unpacks to more than {self._limits.ratio} times its size. Import its files unpacked."
                )
            raise ArchiveRefused(
                f"The archive unpacks to more than {written_size(self._limits.total)}. Import it in parts."
            )

    def check_entry(self, name: str, size: int) -> None:
        """The size of one file so far."""
        if size > self._limits.entry:
            raise ArchiveRefused(
                f"{shown(name)} in the archive is larger than {written_size(self._limits.entry)}. Import it by itself."
            )

    def check_count(self, count: int) -> None:
        """How many entries there are so far."""
        if count > self._limits.entries:
            raise ArchiveRefused(f"The archive holds more than {self._limits.entries:,} entries. Import it in parts.")
