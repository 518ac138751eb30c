"""What of a root directory goes into a backup: its projects and its ``.studio``, without what is only of the moment.

Other files of a root directory are not the program's (it may be somebody's working directory) and stay out.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from multisession.project.store.database import DATABASE_NAME

STATE = ".studio"
BASES = "bases"
UPLOADS = "upload"
SESSION_NAME = re.compile(r"[0-9a-f]{32}")
#: Half-made directories and files, locks, and what SQLite keeps beside a database that is open.
_MOMENTARY = re.compile(
    r"\.making-.*|\.incoming-.*|\.import-[0-9a-f]+\.lock|\..+\.[0-9a-f]{16}\.new|\..+\.[0-9a-f]{12}"
    r"|.+\.db-(?:wal|shm|journal)"
)
#: The same below ``.studio``: what a running server makes anew, or clears by itself.
_MOMENTARY_STATE = re.compile(r".+\.lock|slots|trash|downloads|metrics|history\.db|rates|swept|registry-damaged-.*")


def project_names(root: Path) -> list[str]:
    """The sessions' directories and every other project below the root, in name order."""
    found = []
    with os.scandir(root) as entries:
        for entry in entries:
            if entry.name == STATE or _MOMENTARY.fullmatch(entry.name) or not entry.is_dir():
                continue
            if SESSION_NAME.fullmatch(entry.name) or (root / entry.name / DATABASE_NAME).exists():
                found.append(entry.name)
    return sorted(found)


def standalone_names(root: Path) -> list[str]:
    """The states of stand-alone backends: projects below ``.studio``, as paths from the root."""
    state = root / STATE
    if not state.is_dir():
        return []
    return sorted(f"{STATE}/{path.name}" for path in state.iterdir() if (path / DATABASE_NAME).exists())


def base_names(root: Path) -> list[str]:
    """The bases, as paths from the root."""
    bases = root / STATE / BASES
    if not bases.is_dir():
        return []
    found = (path.name for path in bases.iterdir() if path.is_dir() and not _MOMENTARY.fullmatch(path.name))
    return sorted(f"{STATE}/{BASES}/{name}" for name in found)


def files_below(
    directory: Path, *, without: Callable[[Path], bool] = lambda path: False, passed_over: list[Path]
) -> Iterator[Path]:
    """Every plain file that is not of the moment; a directory that goes away meanwhile has none.

    ``without`` leaves a file or directory to the caller. Links, sockets and devices are added to ``passed_over``.
    """
    in_state = directory.name == STATE
    try:
        entries = os.scandir(directory)
    except FileNotFoundError:
        return
    with entries:
        for entry in entries:
            path = Path(entry.path)
            if _MOMENTARY.fullmatch(entry.name) or (in_state and _MOMENTARY_STATE.fullmatch(entry.name)):
                continue
            if without(path):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from files_below(path, without=without, passed_over=passed_over)
            elif entry.is_file(follow_symlinks=False):
                yield path
            else:
                passed_over.append(path)
