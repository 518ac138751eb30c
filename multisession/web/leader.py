"""One of the processes that share a root directory does what is to be done once: it leads.

The lead is a lock on a file, so a process that ends, however it ends, leaves it to the next one that asks.
"""

from __future__ import annotations

import logging
from pathlib import Path

from filelock import FileLock, Timeout

logger = logging.getLogger(__name__)


class Leader:
    """This process's claim to one duty, which ``lock_path`` stands for. One object for each duty in each process."""

    def __init__(self, lock_path: Path) -> None:
        # Not thread-local: the thread that asks need not be the one that took the lead.
        self._lock = FileLock(lock_path, timeout=0, thread_local=False)
        self._directory = lock_path.parent

    def leads(self) -> bool:
        """True when the duty is this process's, from this call on or already. Never waits.

        A leader's call costs nothing; another process's opens and closes the lock file. False when that fails (a
        directory that is not ours, a full disk): then nobody new leads.
        """
        if self._lock.is_locked:
            return True
        if not self._directory.is_dir():
            # The lock would make it, and so hide that the disk it was on is gone.
            return False
        try:
            self._lock.acquire()
        except Timeout:
            return False
        except OSError as error:
            logger.warning("%s cannot be locked: %s", self._lock.lock_file, error.strerror)
            return False
        return True

    def resign(self) -> None:
        """Leaves the duty to whoever asks next. A process that does not lead may call this too."""
        self._lock.release(force=True)
