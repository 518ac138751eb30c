"""Files that are whole or not there: written beside, synced, renamed, and the directory synced.

The only calls that POSIX has and Windows has not are here; where a directory cannot be synced, the rename is all there
is, and the file itself has been synced before it.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

#: Windows opens no directories; there the file system journals the rename itself.
CAN_SYNC_DIRECTORIES = os.name == "posix"


def sync_directory(directory: Path) -> None:
    """Makes the names in a directory (created, renamed, removed) survive a power loss, where the system can."""
    if not CAN_SYNC_DIRECTORIES:
        return
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Makes the bytes of an existing file survive a power loss. Windows syncs only what is open for writing."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_new(path: Path, content: bytes) -> None:
    """Writes and syncs a file in a directory that nobody reads yet; the caller syncs the directory.

    Raises FileExistsError when the file is there, OSError when the disk refuses.
    """
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def write_atomically(path: Path, content: bytes) -> None:
    """Replaces a file: a reader, or a crash, sees the old content or the new, never a part of it.

    Raises OSError when the disk refuses; the old file is then untouched and nothing is left behind.
    """
    write_files({path: content})


def write_files(contents: dict[Path, bytes]) -> None:
    """Replaces several files of one directory: all are written and synced before the first is renamed."""
    beside = {path: path.with_name(f".{path.name}.{secrets.token_hex(8)}.new") for path in contents}
    try:
        for path, content in contents.items():
            write_new(beside[path], content)
        for path, new in beside.items():
            new.replace(path)
    finally:
        for new in beside.values():
            new.unlink(missing_ok=True)
    for directory in {path.parent for path in contents}:
        sync_directory(directory)
