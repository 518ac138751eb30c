"""Who runs an import: a lock file per import, held by the process that runs it and free once it is dead."""

from __future__ import annotations

import secrets
from pathlib import Path

from filelock import FileLock, Timeout


def _path(directory: Path, owner: str) -> Path:
    return directory / f".import-{owner}.lock"


class Ownership:
    """The lock of one import; the project's database names it."""

    def __init__(self, directory: Path, owner: str) -> None:
        self.owner = owner
        self._path = _path(directory, owner)
        self._lock = FileLock(self._path, thread_local=False)

    @classmethod
    def taken(cls, directory: Path) -> Ownership:
        """A new one, held from now on."""
        ownership = cls(directory, secrets.token_hex(8))
        ownership._lock.acquire()
        return ownership

    @classmethod
    def of_the_dead(cls, directory: Path, owner: str) -> Ownership | None:
        """Takes over from a process that has ended; None while it lives."""
        ownership = cls(directory, owner)
        try:
            ownership._lock.acquire(timeout=0)
        except Timeout:
            return None
        return ownership

    def end(self) -> None:
        """Lets go, and removes the file."""
        self._lock.release()
        self._path.unlink(missing_ok=True)
