"""Small files that only the owner of the server process may read."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

from multisession.project.store.durable import sync_directory

#: Elsewhere (Windows) who may read a file is up to the directory's access list.
HAS_PERMISSION_BITS = os.name == "posix"


def write_private(path: Path, content: bytes) -> None:
    """Replaces ``path``, readable by its owner alone from its first moment: written beside, synced, renamed.

    Raises OSError; the old content is then untouched.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_directory(path.parent)


def open_to_others(path: Path) -> bool:
    """True when somebody but the owner may read or write the file, as far as permission bits tell."""
    return HAS_PERMISSION_BITS and bool(stat.S_IMODE(path.stat().st_mode) & 0o077)
