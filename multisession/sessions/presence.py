"""Noting which sessions are in use, and what they hold, in the registry: seldom enough to cost nothing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from multisession.project.project import Project
from multisession.sessions.records import Figures
from multisession.sessions.registry import Registry
from multisession.web.errors import StorageFull, StudioError


class Presence:
    """This process's notes of one registry. Belongs to the event loop."""

    def __init__(self, registry: Registry, *, every: int, clock: Callable[[], float] = time.time) -> None:
        self._registry = registry
        self._every = every
        self._clock = clock
        #: when each session was last noted, and what it held then
        self._noted: dict[str, float] = {}
        self._figures: dict[str, Figures] = {}

    async def visited(self, session_id: str) -> bool:
        """Notes a visit when the last note is due. False when the session was removed meanwhile.

        The note is kept before this returns: whoever decides that nobody came sees it, or has been seen here.
        """
        now = self._clock()
        if now - self._noted.get(session_id, 0.0) <= self._every:
            return True
        record = self._registry.record(session_id)
        # Another process may have noted it; a look is cheaper than a transaction.
        if record is None or record.state != "live" or now - record.last_seen > self._every:
            try:
                if not await asyncio.to_thread(self._registry.seen, session_id):
                    return False
            except StorageFull:
                # Who only reads needs no room on the disk; a write finds out by itself.
                return record is not None and record.state == "live"
            self._noted[session_id] = now
        else:
            self._noted[session_id] = record.last_seen
        return True

    async def note(self, session_id: str, project: Project) -> None:
        """Keeps what an open project holds, when that has changed since the last note."""
        try:
            figures = await figures_of(project)
            if self._figures.get(session_id) != figures:
                await asyncio.to_thread(self._registry.note, session_id, figures)
                self._figures[session_id] = figures
        except StudioError:
            # Removed, damaged, busy, or the disk is full: its list entry is the least of it.
            return

    def forget(self, session_id: str) -> None:
        """Forgets what a session held, as its project is no longer open here."""
        self._figures.pop(session_id, None)

    def forget_old(self) -> None:
        """Forgets the notes that are due again."""
        earliest = self._clock() - self._every
        self._noted = {session_id: when for session_id, when in self._noted.items() if when > earliest}


async def figures_of(project: Project) -> Figures:
    """What a project holds. Raises StoreUnusable."""
    store = project.store
    settings = (await store.document()).settings
    counts, usage = await store.counts(), await store.usage()
    return Figures(
        title=str(settings.get("title") or "")[:200],
        bytes=usage.bytes,
        uploads=usage.uploads,
        tasks=counts.task_number,
        finished=counts.finished_task_number,
        annotations=counts.total_annotations_number,
    )
