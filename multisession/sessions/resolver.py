"""From a session to its project: the one place where that is decided. Handlers get what it gives, and nothing else."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shutil
import sqlite3
import time
from pathlib import Path

from starlette.requests import Request

from multisession.address import address_of
from multisession.project.disk_floor import DiskFloor
from multisession.project.media import Media
from multisession.project.project import Project
from multisession.project.store.failures import StoreUnusable
from multisession.project.store.interface import Store
from multisession.project.store.sqlite import Quota, Writers, base_of, open_pristine, open_project
from multisession.sessions.beginning import Door
from multisession.sessions.current import CurrentSession
from multisession.sessions.expiry import Expiry, iso
from multisession.sessions.hosting import Hosting
from multisession.sessions.identity import SessionIdentity
from multisession.sessions.key_ring import open_key_ring
from multisession.sessions.lifecycle import Lifecycle, SessionRemoved
from multisession.sessions.middleware import replace_session, visit_of
from multisession.sessions.pool import Lease, ProjectPool
from multisession.sessions.presence import Presence
from multisession.sessions.rates import RateTable
from multisession.sessions.recipe import Beginning, base_directory, prepare_base
from multisession.sessions.registry import Registry
from multisession.sessions.session import Ended, Session, Visit, new_grant
from multisession.sessions.stamp import require_same_project
from multisession.sessions.sweeper import Sweeper
from multisession.sessions.template_bases import TemplateBases
from multisession.settings import Settings
from multisession.web.errors import NotAuthenticated, StudioError
from multisession.web.leader import Leader

logger = logging.getLogger(__name__)

#: How often a process looks for sessions that another one removed, to close what it still has open, in seconds.
TIDY_SECONDS = 60.0
#: No download takes longer than this, in seconds.
DOWNLOAD_SECONDS = 24 * 3600


class SessionNeeded(NotAuthenticated):
    """401: a write without a cookie that we gave earlier, and without a token. The answer brings a cookie."""

    code = "session-needed"


class SessionExpired(NotAuthenticated):
    """401: the project of the cookie is gone. The answer brings the cookie of a new session, and says what happened."""

    code = "session-expired"

    def __init__(self, detail: str, ended: Ended | None = None) -> None:
        super().__init__(detail)
        if ended is not None:
            self.extra = {"ended": {"when": iso(ended.when), "because": ended.because}}


class MultiSession:
    """Everything multi-session mode keeps: identity, registry, directories, open projects. Implements Subjects.

    Made once per process, which may block (keys, registry and recipe are read or made); :meth:`open` and
    :meth:`close` belong to the event loop that serves.
    """

    def __init__(self, settings: Settings) -> None:
        settings.root_dir.mkdir(parents=True, exist_ok=True)
        self.settings = settings
        self.root = settings.root_dir.resolve()
        keys = open_key_ring(settings.state_directory, override=settings.secret_keys)
        self.registry = Registry(self.root)
        scheme = "https" if address_of(settings).public_url.startswith("https://") else ""
        self.expiry = Expiry.of(settings)
        self.expiry.keep_in(self.registry)
        self.identity = SessionIdentity(
            keys,
            self.registry,
            root_path=settings.root_path,
            public_scheme=scheme,
            embedded=bool(settings.embed_origins),
            expiry=self.expiry,
        )
        self.hosting = Hosting(settings)
        self.floor = DiskFloor(self.root, settings.free_disk_floor_bytes)
        self.door = Door(settings, self.hosting, keys, self.floor)
        self.presence = Presence(self.registry, every=self.expiry.seen_every)
        self.rates = RateTable(settings.state_directory / "rates")
        self.quota = Quota(settings.max_session_bytes, settings.max_session_tasks, settings.max_session_uploads)
        self.beginning = prepare_base(settings)
        self.template_bases = TemplateBases(settings)
        self.lifecycle = Lifecycle(self.root, self.registry, self.beginning)
        self.sweeper = Sweeper(self.registry, self.lifecycle, self.expiry)
        #: touched after each sweep, whichever process swept
        self.swept_file = settings.state_directory.resolve() / "swept"
        share = max(settings.max_open_projects // settings.workers, 1)
        self.pool = ProjectPool(self._open_project, max_open=share, parting=self._part)
        self.scratch = settings.state_directory.resolve() / "downloads"
        self.scratch.mkdir(mode=0o700, exist_ok=True)
        self._writers: Writers | None = None
        self._pristine: Store | None = None
        self._duties: list[asyncio.Task[None]] = []
        self._leader = Leader(settings.state_directory / "sweep.lock")

    async def open(self) -> None:
        """Starts what needs the event loop, and clears what a crash left."""
        self._writers = Writers()
        await asyncio.to_thread(self._sweep)
        self._pristine = await asyncio.to_thread(
            open_pristine, base=self.beginning.base, document=None if self.beginning.base else self.beginning.document
        )
        self._duties.append(asyncio.create_task(self._tidy(), name="tidy"))
        if self.settings.sweep_every:
            sweeping = self.sweeper.sweep_every(self.settings.sweep_every, may=self._leader.leads, done=self._swept)
            self._duties.append(asyncio.create_task(sweeping, name="sweep"))

    async def close(self) -> None:
        """Closes every project; nothing may be asked afterwards."""
        for duty in self._duties:
            duty.cancel()
        await asyncio.gather(*self._duties, return_exceptions=True)
        self._leader.resign()
        await self.pool.close()
        if self._pristine is not None:
            await self._pristine.close()
        if self._writers is not None:
            await asyncio.to_thread(self._writers.close)
        self.rates.close()
        self.registry.close()

    # -- Subjects

    async def project(self, request: Request, *, write: bool) -> Project:
        """The asking session's project; with ``write`` it is on disk afterwards.

        A session that has written nothing reads the recipe. Raises SessionNeeded for a write of a stranger.
        """
        visit = visit_of(request)
        _require_valid(visit)
        session = visit.session
        require_same_project(request, session, self.identity.keys)
        if write:
            await self.ensure_written(request)
        elif session.is_new or not self._exists(session.id):
            return self.pristine(session)
        try:
            lease = await self.lease(session.id)
        except SessionRemoved:
            # The end came between the look at the cookie and this.
            needed = self._begin_anew(request)
            if write:
                raise needed from None
            return self.pristine(visit.session)
        visit.leases.append(lease)
        return lease.project

    async def session(self, request: Request) -> CurrentSession:
        """The asking session, with what it may do about itself."""
        visit = visit_of(request)
        _require_valid(visit)
        require_same_project(request, visit.session, self.identity.keys)
        return CurrentSession(request, self)

    # -- for the session's own routes

    async def ensure_written(self, request: Request, *, beginning: Beginning | None = None) -> None:
        """Makes the project of the asking session, from ``beginning`` or else the recipe.

        Raises SessionNeeded for a stranger, SessionExpired for one whose project is gone, and what a host refuses new
        sessions with: ClosedToNewSessions, TooManySessions, TooManyRequests, BelowFloor.
        """
        visit = visit_of(request)
        if visit.ended is not None:
            visit.send_cookie = True
            raise SessionExpired(
                "The project of this browser is not on the server any more. Send the request again to begin a new one.",
                visit.ended,
            )
        if visit.session.is_new:
            raise SessionNeeded(
                "This browser has no session yet. Send the request again with the cookie of this answer, or a token."
            )
        if self._exists(visit.session.id):
            return
        try:
            await self.lifecycle.ensure(
                visit.session.grant, admission=self.door.admission(request), beginning=beginning
            )
        except SessionRemoved:
            raise self._begin_anew(request) from None

    def _begin_anew(self, request: Request) -> SessionExpired:
        """Gives the browser a new session in place of one that was removed; the error that says so."""
        session = visit_of(request).session
        replace_session(request, Session(*new_grant(), is_new=True, via=session.via, earlier=session.earlier))
        return SessionExpired("This project was removed. Send the request again to begin a new one.")

    async def lease(self, session_id: str) -> Lease:
        """Opens a session's project, which is there, and notes that it is in use. Raises SessionRemoved."""
        if not await self.presence.visited(session_id):
            raise SessionRemoved("This project was removed.")
        try:
            return await self.pool.lease(session_id)
        except StoreUnusable:
            if self.lifecycle.exists(session_id):
                raise
            raise SessionRemoved("This project was removed.") from None

    def pristine(self, session: Session) -> Project:
        """What a session sees that has written nothing."""
        if self._pristine is None:
            raise RuntimeError("MultiSession.open has not run: the application's lifespan was not started")
        seed = bytes.fromhex(session.id)
        return Project(self._pristine, Media(None, self.beginning.base, self._pristine), None, seed, self.settings)

    def directory(self, session_id: str) -> Path:
        """A session's directory."""
        return self.lifecycle.directory(session_id)

    def base_of(self, project: Project) -> Path | None:
        """The base that a project stands on, or that a session reads which has written nothing."""
        if project.directory is None:
            return self.beginning.base
        return base_directory(self.settings, base_of(project.directory))

    def exists(self, session_id: str) -> bool:
        """True when the session has written something."""
        return self._exists(session_id)

    # -- inside

    def _exists(self, session_id: str) -> bool:
        return session_id in self.pool or self.lifecycle.exists(session_id)

    def _open_project(self, session_id: str) -> Project:
        if self._writers is None:
            raise RuntimeError("MultiSession.open has not run: the application's lifespan was not started")
        directory = self.directory(session_id)
        base = base_directory(self.settings, base_of(directory))
        store = open_project(directory, writers=self._writers, base=base, quota=self.quota)
        media = Media(directory, base, store)
        return Project(store, media, directory, bytes.fromhex(session_id), self.settings, floor=self.floor)

    def _sweep(self) -> None:
        self.lifecycle.clear_leftovers()
        for left in self.scratch.iterdir():
            # Younger ones may be another process's downloads under way. One that is gone, another process cleared.
            with contextlib.suppress(FileNotFoundError):
                if left.stat().st_mtime < time.time() - DOWNLOAD_SECONDS:
                    shutil.rmtree(left, ignore_errors=True)

    async def _tidy(self) -> None:
        while True:
            await asyncio.sleep(TIDY_SECONDS)
            try:
                for session_id in self.pool.open_ids():
                    record = self.registry.record(session_id)
                    if record is not None and record.state == "removed":
                        self.pool.retire(session_id)
                await self.note_open()
            except (StudioError, sqlite3.Error, OSError) as error:
                logger.warning("What is open was not looked through, and will be in %d s: %s", TIDY_SECONDS, error)
            self.presence.forget_old()

    async def note_open(self) -> None:
        """Keeps what the projects that are open in this process hold now, for the host's list."""
        for session_id in self.pool.open_ids():
            project = self.pool.project(session_id)
            if project is not None:
                await self.presence.note(session_id, project)

    async def _part(self, session_id: str, project: Project) -> None:
        await self.presence.note(session_id, project)
        self.presence.forget(session_id)

    def _swept(self) -> None:
        # On a full disk the note is missing, and nothing else.
        with contextlib.suppress(OSError):
            self.swept_file.touch()


def _require_valid(visit: Visit) -> None:
    if visit.refusal is not None:
        raise visit.refusal
