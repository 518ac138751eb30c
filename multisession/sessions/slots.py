"""64 lock files that make creating, changing and removing one session's directory one process's business at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from multisession.web.errors import StudioError

SLOTS = 64
#: Making or removing a directory takes milliseconds; whoever waits longer than this waits for a stuck disk.
PATIENCE_SECONDS = 30.0
POLL_SECONDS = 0.002


class SlotBusy(StudioError):
    """503: another process holds the session's lock for far too long."""

    status_code = 503


class Slots:
    """The lock files of one root directory. Blocks: to be used in a thread."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._directory = directory

    @contextmanager
    def held(self, session_id: str) -> Iterator[None]:
        """Holds the slot of a session against every thread and process. Raises SlotBusy."""
        slot = int(session_id[:2], 16) % SLOTS
        # A fresh object each time: one that is shared counts its holders, and would let a second thread in.
        lock = FileLock(self._directory / f"{slot:02d}.lock", timeout=PATIENCE_SECONDS, poll_interval=POLL_SECONDS)
        try:
            lock.acquire()
        except Timeout:
            raise SlotBusy("The server's disk does not answer. Try again in a minute.") from None
        try:
            yield
        finally:
            lock.release()
