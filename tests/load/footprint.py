"""What a crowd may leave on disk: every name below a root directory but the server's own bookkeeping."""

from __future__ import annotations

import os
import re
from pathlib import Path

#: Below ``.studio``: made when the server starts, sweeps or counts, at whatever moment that is, visitors or none.
_OWN = re.compile(r"\.studio/(?:registry|history|host\.db|metrics|rates|swept)|.+-(?:wal|shm)$|.+\.lock$")


def names_below(root: Path) -> set[str]:
    """The files and directories below ``root``, relative to it, without those the server makes by itself."""
    found = set()
    for directory, directories, files in os.walk(root):
        found |= {Path(directory, name).relative_to(root).as_posix() for name in [*directories, *files]}
    return {name for name in found if not _OWN.match(name)}
