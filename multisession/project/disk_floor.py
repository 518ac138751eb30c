"""Free disk that is kept free: below the host's floor nothing large is begun, while labels are still taken."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

from multisession.web.errors import StorageFull

#: What the disk said is taken for true for so long, in seconds.
LOOK_EVERY = 1.0


class BelowFloor(StorageFull):
    """507: less free disk than the host wants to keep."""

    code = "disk-floor"


class DiskFloor:
    """The floor below one directory's disk, in bytes; 0 is none."""

    def __init__(self, directory: Path, floor: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._directory = directory
        self._floor = floor
        self._clock = clock
        self._looked = float("-inf")
        self._free = 0

    @property
    def free(self) -> int:
        """Free bytes for an ordinary user; a call a second asks the system."""
        now = self._clock()
        if now - self._looked >= LOOK_EVERY:
            self._looked = now
            self._free = shutil.disk_usage(self._directory).free
        return self._free

    def require(self, wanted: int = 0) -> None:
        """Raises BelowFloor when ``wanted`` more bytes would leave less than the floor."""
        if self._floor and self.free - wanted < self._floor:
            raise BelowFloor(
                "The server's disk is nearly full, so nothing new is taken just now. Labels are still saved. "
                "Try again later, or tell the host."
            )
