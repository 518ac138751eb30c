"""What the host may do with the sessions of a root directory, from the console and from the command line.

Nothing here goes through the resolver, and nothing is a visit: no session is made, and no note of its use.
"""

from __future__ import annotations

import asyncio
import dataclasses
import logging
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from pathlib import Path

from multisession.project.store.documents import DocumentBroken
from multisession.project.store.failures import StoreUnusable
from multisession.project.store.sqlite import base_of
from multisession.sessions.archive import project_archive
from multisession.sessions.expiry import Expiry
from multisession.sessions.host.session_list import described, list_sessions
from multisession.sessions.host.shapes import HostSession, HostTask, SessionPage, SessionQuery, TaskList, TaskQuery
from multisession.sessions.host.visit import host_task, looking_at, task_line
from multisession.sessions.hosting import Hosting, HostingChange, decisions
from multisession.sessions.lifecycle import Lifecycle, SessionRemoved
from multisession.sessions.own_session import Deleted, report_of
from multisession.sessions.presence import figures_of
from multisession.sessions.recipe import BaseGone, base_directory
from multisession.sessions.records import Record
from multisession.sessions.registry import Registry
from multisession.sessions.resume_codes import new_resume_code, resume_digest
from multisession.settings import Settings
from multisession.web.errors import NotFound

logger = logging.getLogger("multisession.host")

DAY = 24 * 3600
#: What keeps a project from being opened; its session can still be listed and deleted.
CANNOT_OPEN = (StoreUnusable, BaseGone, DocumentBroken)
_SESSION_ID = re.compile(r"[0-9a-f]{32}\Z")


def _nothing(session_id: str) -> None:
    return None


async def _noted() -> None:
    return None


class Caretaker:
    """Works beside the server's processes: the same locks, the same marks in the projects.

    ``retire`` closes what this process has open of a session that is about to go; ``note_open`` notes what the
    projects hold that are open in it.
    """

    def __init__(
        self,
        settings: Settings,
        registry: Registry,
        lifecycle: Lifecycle,
        hosting: Hosting,
        *,
        expiry: Expiry,
        retire: Callable[[str], None] = _nothing,
        note_open: Callable[[], Awaitable[None]] = _noted,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.settings = settings
        self.registry = registry
        self.hosting = hosting
        self._lifecycle = lifecycle
        self._retire = retire
        self._note_open = note_open
        self._clock = clock
        self._expiry = expiry

    # -- looking

    async def sessions(self, query: SessionQuery) -> SessionPage:
        """A page of the list; of what is open in this process as it is now."""
        # A pool's worth of short reads, and only while a host looks.
        await self._note_open()
        return await asyncio.to_thread(list_sessions, self.registry, query, self._expiry)

    async def session(self, session_id: str) -> HostSession:
        """One session as it is now; one that cannot be opened as it was last noted. Raises NotFound."""
        record = self._record(session_id)
        if record.state == "removed":
            return described(record, self._expiry)
        try:
            async with looking_at(self._directory(record), self.settings) as project:
                figures = await figures_of(project)
        except CANNOT_OPEN:
            return described(record, self._expiry)
        return described(dataclasses.replace(record, **dataclasses.asdict(figures)), self._expiry)

    async def tasks(self, session_id: str, query: TaskQuery) -> TaskList:
        """A page of a session's tasks, in the order of import. Raises NotFound, SessionRemoved."""
        directory = self._directory(self._live(session_id))
        self._log("look", session_id)
        async with looking_at(directory, self.settings) as project:
            page = await project.store.tasks(page=query.page, page_size=query.page_size)
        return TaskList(total=page.total, tasks=[task_line(task) for task in page.tasks])

    async def task(self, session_id: str, task_id: int) -> HostTask:
        """One task with annotations and predictions. Raises NotFound, SessionRemoved."""
        directory = self._directory(self._live(session_id))
        self._log("look", session_id, task=task_id)
        async with looking_at(directory, self.settings) as project:
            return host_task(await project.bundle(task_id))

    # -- acting

    async def extend(self, session_id: str, days: int) -> HostSession:
        """Lets a session live ``days`` longer than it would. Raises NotFound, SessionRemoved."""
        record = self._live(session_id)
        end = self._expiry.end(record)
        until = int(max(self._clock(), end[0] if end else 0)) + days * DAY
        if not await asyncio.to_thread(self.registry.extend, session_id, until):
            raise _removed()
        self._log("extend", session_id, days=days)
        return await self.session(session_id)

    async def freeze(self, session_id: str, frozen: bool) -> HostSession:
        """Lets the project take changes, or none; reading and exporting go on. Raises NotFound, SessionRemoved."""
        self._live(session_id)
        await self._lifecycle.set_frozen(session_id, frozen)
        self._log("freeze" if frozen else "unfreeze", session_id)
        return await self.session(session_id)

    async def make_resume_code(self, session_id: str) -> str:
        """Twelve words that open the project in another browser; an earlier code ends. NotFound, SessionRemoved."""
        self._live(session_id)
        code = new_resume_code()
        await self._lifecycle.set_resume_digest(session_id, resume_digest(code))
        self._log("resume-code", session_id)
        return code

    def archive(self, session_id: str) -> AsyncIterator[bytes]:
        """The session as a zip, as its owner would download it.

        Before it begins raises NotFound, SessionRemoved, and BaseGone or DocumentBroken where nothing can be read.
        """
        directory = self._directory(self._live(session_id))
        base = base_directory(self.settings, base_of(directory))
        self._log("download", session_id)
        return self._pieces(directory, base)

    async def delete(self, session_id: str) -> Deleted:
        """Removes a session for good, as its owner could; what was in it. Raises NotFound, SessionRemoved."""
        record = self._live(session_id)
        try:
            async with looking_at(self._directory(record), self.settings) as project:
                report = await report_of(project)
        except CANNOT_OPEN:
            # What cannot be read any more can still be removed.
            report = Deleted()
        self._retire(session_id)
        await self._lifecycle.remove(session_id, "host")
        self._log("delete", session_id)
        return report

    async def change_mode(self, change: HostingChange) -> None:
        """Opens, closes or shuts the studio, or changes what is said about it. Raises OSError."""
        await asyncio.to_thread(self.hosting.change, change)
        self._log("mode", "", **decisions(change))

    async def reset_mode(self) -> None:
        """Goes back to what the server was started with. Raises OSError."""
        await asyncio.to_thread(self.hosting.reset)
        self._log("mode", "", reset=True)

    # -- inside

    async def _pieces(self, directory: Path, base: Path | None) -> AsyncIterator[bytes]:
        scratch = self.settings.state_directory.resolve() / "downloads"
        await asyncio.to_thread(scratch.mkdir, 0o700, exist_ok=True)
        async with (
            looking_at(directory, self.settings) as project,
            aclosing(project_archive(project, base=base, scratch=scratch)) as pieces,
        ):
            async for piece in pieces:
                yield piece

    def _record(self, session_id: str) -> Record:
        record = self.registry.record(session_id) if _SESSION_ID.match(session_id) else None
        if record is None:
            raise NotFound("There is no session with this id. Look for it in the list.")
        return record

    def _live(self, session_id: str) -> Record:
        record = self._record(session_id)
        if record.state == "removed":
            raise _removed()
        return record

    def _directory(self, record: Record) -> Path:
        return self._lifecycle.directory(record.session_id)

    def _log(self, act: str, session_id: str, **more: object) -> None:
        """Every act of the host is in the log, with the session that it was done to."""
        parts: dict[str, object] = {"act": act, **({"session": session_id} if session_id else {}), **more}
        said = " ".join(f"{name}={value}" for name, value in parts.items())
        logger.info("The host: %s", said, extra={"act": parts})


def _removed() -> SessionRemoved:
    return SessionRemoved("This session was removed.")
