"""How much of the machine's memory this process takes."""

from __future__ import annotations

import os
from pathlib import Path

#: Linux tells it here, in pages, as the second number.
STATM = Path("/proc/self/statm")


def resident_bytes(statm: Path = STATM) -> int:
    """The resident set in bytes; 0 where the system does not tell it in a file."""
    try:
        pages = int(statm.read_bytes().split()[1])
    except FileNotFoundError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
