"""The projects that this process has open: the least recently used is closed first, one in use never."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from multisession.project.project import Project

Parting = Callable[[str, Project], Awaitable[None]]


class Lease:
    """The right to use one open project until :meth:`release`."""

    __slots__ = ("_entry", "_pool", "project")

    def __init__(self, pool: ProjectPool, entry: _Entry) -> None:
        self._pool = pool
        self._entry: _Entry | None = entry
        self.project = entry.project

    def release(self) -> None:
        """Gives the project back. A second call does nothing."""
        entry, self._entry = self._entry, None
        if entry is not None:
            self._pool.give_back(entry)


class _Entry:
    __slots__ = ("project", "retired", "session_id", "uses")

    def __init__(self, session_id: str, project: Project) -> None:
        self.session_id = session_id
        self.project = project
        self.uses = 0
        self.retired = False


class ProjectPool:
    """``open_project`` opens the project of a session id; it blocks, and runs in a thread. Used on one event loop.

    ``parting`` is called with each project before it is closed.
    """

    def __init__(
        self, open_project: Callable[[str], Project], *, max_open: int, parting: Parting | None = None
    ) -> None:
        self._open_project = open_project
        self._parting = parting
        self._max_open = max_open
        self._entries: OrderedDict[str, _Entry] = OrderedDict()
        self._opening: dict[str, asyncio.Task[_Entry]] = {}
        self._closing: set[asyncio.Task[None]] = set()

    def __contains__(self, session_id: str) -> bool:
        return session_id in self._entries

    def __len__(self) -> int:
        return len(self._entries)

    def open_ids(self) -> list[str]:
        """The sessions whose projects are open here."""
        return list(self._entries)

    async def lease(self, session_id: str) -> Lease:
        """Opens the project, or finds it open. Raises what opening raises."""
        entry = self._entries.get(session_id)
        while entry is None:
            await asyncio.shield(self._open(session_id))
            entry = self._entries.get(session_id)
        entry.uses += 1
        self._entries.move_to_end(session_id)
        self._close_surplus()
        return Lease(self, entry)

    def retire(self, session_id: str) -> None:
        """Takes a project out; it is closed as soon as nobody uses it."""
        entry = self._entries.pop(session_id, None)
        if entry is not None:
            entry.retired = True
            if not entry.uses:
                self._close(entry)

    def give_back(self, entry: _Entry) -> None:
        """The other end of :meth:`lease`; see :meth:`Lease.release`."""
        entry.uses -= 1
        if entry.retired and not entry.uses:
            self._close(entry)
        else:
            self._close_surplus()

    def project(self, session_id: str) -> Project | None:
        """The open project of a session, without taking a lease."""
        entry = self._entries.get(session_id)
        return None if entry is None else entry.project

    async def close(self) -> None:
        """Closes every project and waits until they are closed."""
        await asyncio.gather(*self._opening.values(), return_exceptions=True)
        for session_id in self.open_ids():
            self.retire(session_id)
        await asyncio.gather(*self._closing)

    def _open(self, session_id: str) -> asyncio.Task[_Entry]:
        opening = self._opening.get(session_id)
        if opening is None:
            opening = self._opening[session_id] = asyncio.create_task(self._opened(session_id))
            opening.add_done_callback(lambda _: self._opening.pop(session_id, None))
        return opening

    async def _opened(self, session_id: str) -> _Entry:
        entry = self._entries[session_id] = _Entry(session_id, await asyncio.to_thread(self._open_project, session_id))
        return entry

    def _close_surplus(self) -> None:
        surplus = len(self._entries) - self._max_open
        if surplus <= 0:
            return
        unused = [session_id for session_id, entry in self._entries.items() if not entry.uses]
        for session_id in unused[:surplus]:
            self.retire(session_id)

    def _close(self, entry: _Entry) -> None:
        task = asyncio.create_task(self._part(entry))
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)

    async def _part(self, entry: _Entry) -> None:
        try:
            if self._parting is not None:
                await self._parting(entry.session_id, entry.project)
        finally:
            await entry.project.store.close()
