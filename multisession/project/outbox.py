"""What happens after a commit: the outbox is drained, in order, to everyone who wants to know.

The store writes an outbox row in the same transaction as the change it tells of, so nothing is told that is not on
disk, and nothing on disk is left untold: what a killed process did not drain, the next one does. A consumer may see an
entry twice and must not mind.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from filelock import FileLock

from multisession.project.store.interface import OutboxEntry, Store

logger = logging.getLogger(__name__)

#: After a consumer failed (a full disk, an output directory that is gone) the next try waits this long, in seconds.
RETRY_SECONDS = 5.0


class Consumer(Protocol):
    """Somebody who is told what was committed."""

    async def consume(self, entries: Sequence[OutboxEntry]) -> None:
        """Acts on entries in order. An OSError means: later, with the same entries."""
        ...


class Outbox:
    """Drains one project's outbox in a task of its own; several processes take turns by a lock file."""

    def __init__(self, store: Store, consumers: Sequence[Consumer], *, lock_path: Path) -> None:
        self._store = store
        self._consumers = tuple(consumers)
        self._lock_path = lock_path
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begins draining; what an earlier process left behind goes first."""
        self._wake.set()
        self._task = asyncio.create_task(self._run(), name="outbox")

    def wake(self) -> None:
        """Says that something was committed."""
        self._wake.set()

    async def stop(self) -> None:
        """Drains what is there, then ends."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None
        try:
            await self.drain()
        except OSError as error:
            logger.warning("The outbox keeps its entries for the next start: %s", error)

    async def drain(self) -> int:
        """Tells the consumers everything that waits; returns how many entries that were."""
        lock = FileLock(self._lock_path)
        await asyncio.to_thread(lock.acquire)
        told = 0
        try:
            while entries := await self._store.outbox(limit=200):
                for consumer in self._consumers:
                    await consumer.consume(entries)
                await self._store.outbox_done(entries[-1].id)
                told += len(entries)
        finally:
            await asyncio.to_thread(lock.release)
        return told

    async def _run(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            try:
                await self.drain()
            except OSError as error:
                logger.warning("The outbox waits %s s: %s", RETRY_SECONDS, error)
                asyncio.get_running_loop().call_later(RETRY_SECONDS, self._wake.set)
