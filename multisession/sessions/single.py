"""One project for everybody who reaches the port: ``start``, and the stand-alone backend. Implements Subjects."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from starlette.requests import Request

from multisession.project.input_files import InputFiles
from multisession.project.media import Media
from multisession.project.mirror import Mirror
from multisession.project.open_template import place_template
from multisession.project.outbox import Outbox
from multisession.project.project import Project
from multisession.project.recipe import recipe_of
from multisession.project.store.sqlite import SqliteStore, Writers, open_project
from multisession.sessions.expiry import iso
from multisession.sessions.identity import SingleIdentity
from multisession.sessions.key_ring import open_key_ring
from multisession.sessions.middleware import visit_of
from multisession.sessions.own_session import Holdings, OwnProject, OwnSession
from multisession.sessions.tokens import api_token
from multisession.settings import Settings
from multisession.templates import Template

#: Names of the session routes that mean something where nobody is told apart.
SINGLE_OPERATIONS = ("my_session", "my_projects", "download", "show_token", "make_token", "open_template")


class SingleProject:
    """The one project, its mirror, and its identity. Made once per process; serves on one event loop."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.directory = settings.project_directory.resolve()
        state = self.directory / ".studio"
        self.identity = SingleIdentity(open_key_ring(state, override=settings.secret_keys))
        self.scratch = state / "downloads"
        self.scratch.mkdir(mode=0o700, exist_ok=True)
        self._writers: Writers | None = None
        self._outbox: Outbox | None = None
        self._project: Project | None = None
        self._watching: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Opens the project; with an output directory the mirror is brought up to date and kept so."""
        self._writers = Writers()
        own_file = self.settings.label_config if self.settings.mode == "standalone" else None
        store = open_project(self.directory, writers=self._writers, label_config=own_file)
        output = await self._output_directory(store)
        await store.keep_outbox(output is not None)
        if output is not None:
            mirror = Mirror(store, output, shape="standalone" if self.settings.mode == "standalone" else "project")
            self._outbox = Outbox(store, [mirror], lock_path=self.directory / ".studio" / "outbox.lock")
            await self._outbox.drain()
            await mirror.synchronise()
            self._outbox.start()
        media = Media(self.directory, None, store)
        committed = self._outbox.wake if self._outbox is not None else _nothing
        seed = bytes.fromhex(self.identity.session.id)
        self._project = Project(store, media, self.directory, seed, self.settings, committed=committed)
        if self.settings.mode == "standalone" and self.settings.input_path is not None:
            files = InputFiles(store, recipe_of(self.settings), self.directory)
            lock = self.directory / ".studio" / "input.lock"
            self._watching = asyncio.create_task(files.watch(lock, lambda _: committed()), name="input files")

    async def close(self) -> None:
        """Drains the outbox and closes the project."""
        if self._watching is not None:
            self._watching.cancel()
            await asyncio.gather(self._watching, return_exceptions=True)
        if self._outbox is not None:
            await self._outbox.stop()
        if self._project is not None:
            await self._project.store.close()
        if self._writers is not None:
            await asyncio.to_thread(self._writers.close)

    async def project(self, request: Request, *, write: bool) -> Project:
        """The project, whoever asks."""
        return self._opened

    async def session(self, request: Request) -> SingleSession:
        """What may be done about a session that is everybody's."""
        return SingleSession(request, self)

    def base_of(self, project: Project) -> Path | None:
        """None: a project directory stands alone."""
        return None

    @property
    def _opened(self) -> Project:
        if self._project is None:
            raise RuntimeError("SingleProject.open has not run: the application's lifespan was not started")
        return self._project

    async def _output_directory(self, store: SqliteStore) -> Path | None:
        if self.settings.output_dir is not None:
            return self.settings.output_dir.absolute()
        named = (await store.document()).settings.get("output_dir")
        return self.directory / named if isinstance(named, str) and named else None


class SingleSession:
    """The part of :class:`multisession.sessions.current.CurrentSession` that makes sense without sessions."""

    def __init__(self, request: Request, studio: SingleProject) -> None:
        self.request = request
        self.studio = studio

    async def describe(self) -> OwnSession:
        """One project, kept for as long as its directory is."""
        return OwnSession(
            private=False,
            new=False,
            now=iso(time.time()),
            kept_until="",
            limits=Holdings(0, 0, 0),
            has_resume_code=False,
            projects=await self.projects(),
        )

    async def projects(self) -> list[OwnProject]:
        """The project."""
        project = await self.project()
        document, counts = await project.document(), await project.store.counts()
        return [
            OwnProject(
                index=0,
                active=True,
                title=str(document.settings.get("title") or ""),
                created_at="",
                task_number=counts.task_number,
                finished_task_number=counts.finished_task_number,
                total_annotations_number=counts.total_annotations_number,
            )
        ]

    async def open_template(self, template: Template, *, replace: bool) -> Project:
        """The project, filled with a template. Raises ProjectNotEmpty unless ``replace``."""
        project = await self.project()
        await place_template(project, template, replace=replace)
        return project

    async def project(self) -> Project:
        """The project."""
        return await self.studio.project(self.request, write=False)

    def token(self) -> str:
        """A token for clients that insist on one; none is asked for here."""
        session = visit_of(self.request).session
        return api_token(session.grant, self.studio.identity.keys)

    async def make_token(self) -> str:
        """The same token."""
        return self.token()


def _nothing() -> None:
    return None
