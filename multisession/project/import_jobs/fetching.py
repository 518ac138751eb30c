"""Fetching the file of one job from an address, told as it goes: it is here whole, or nothing of it is.

What fetches it loads late: a server that is asked to fetch nothing does without the HTTP client.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from multisession.project.import_jobs.book import JobBook
from multisession.project.import_jobs.model import (
    LARGEST_PART,
    LONGEST_NAME,
    Job,
    JobGone,
    TooManyFetched,
    UrlImportOff,
)
from multisession.project.import_jobs.running import TICK
from multisession.project.import_jobs.staging import Staging
from multisession.project.media import shown_name
from multisession.project.project import Project
from multisession.project.store.ownership import Ownership
from multisession.settings import Settings
from multisession.web.public_addresses import networks

if TYPE_CHECKING:
    from multisession.web.outside_file import OutsideFile

#: files that all worker processes fetch at once, so that the host is nobody's tool against another
MOST_FETCHED_BY_HOST = 8
#: bytes that are written together
_BLOCK = 256 * 1024


class Fetching(msgspec.Struct, kw_only=True):
    """How much of a file is here."""

    #: of the job
    id: str
    name: str
    received: int
    #: bytes, as the other host says; 0 when it does not
    size: int


class FetchPlace:
    """One of the places of this process, and the address that is fetched in it."""

    taken = 0

    def __init__(self, address: str, name: str) -> None:
        self.address = address
        self.name = name
        self._held = True
        FetchPlace.taken += 1

    def leave(self) -> None:
        """Frees the place; done twice it is as done once."""
        FetchPlace.taken -= self._held
        self._held = False


def place_to_fetch(address: str, settings: Settings) -> FetchPlace:
    """A place for fetching an address. Raises AddressRefused, TooManyFetched."""
    from multisession.web.guarded_transport import checked_url

    url = checked_url(address)
    if FetchPlace.taken >= max(1, MOST_FETCHED_BY_HOST // settings.workers):
        raise TooManyFetched("The server is fetching as many files as it may. Try again in a few seconds.")
    return FetchPlace(str(url), shown_name(url.path.rstrip("/")) if url.path.strip("/") else url.host)


def require_url_import(settings: Settings) -> None:
    """Raises UrlImportOff."""
    if not settings.url_import:
        raise UrlImportOff("This server fetches nothing from addresses. Download the file and import it.")


class JobFetch:
    """Whoever has it runs it, else the job stays claimed until this process ends."""

    def __init__(
        self, project: Project, book: JobBook, staging: Staging, job: Job, ownership: Ownership, place: FetchPlace
    ) -> None:
        self._project = project
        self._book = book
        self._staging = staging
        self._ownership = ownership
        self._place = place
        self._told = Fetching(id=job.id, name=job.name, received=0, size=0)
        self.job_id = job.id

    async def run(self) -> AsyncGenerator[Fetching, None]:
        """Fetches, and tells how much is here: at once, then every quarter of a second.

        Ends when the file is here whole. Raises AddressRefused, AddressFailed, BodyTooLarge, BelowFloor, QuotaExceeded;
        JobGone when the job was removed meanwhile. After any of them nothing of it is left.
        """
        fetching = asyncio.create_task(self._fetch())
        # Not when this is over: whoever does not read what is told would keep the place from others.
        fetching.add_done_callback(lambda _: self._place.leave())
        try:
            yield self._told
            while not (await asyncio.wait([fetching], timeout=TICK))[0]:
                yield self._told
                # Whoever removed the job, in whatever process, wants it ended.
                await self._book.one(self.job_id)
            await fetching
        finally:
            fetching.cancel()
            await asyncio.gather(fetching, return_exceptions=True)
            await asyncio.shield(self._leave())

    async def _fetch(self) -> None:
        from multisession.web.guarded_transport import GuardedTransport
        from multisession.web.outside_file import FetchLimits, outside_file

        settings = self._project.settings
        allowed = networks(settings.private_networks, "--allow-private-network")
        limits = FetchLimits(size=settings.max_body_bytes)
        await asyncio.to_thread(self._staging.begin, self.job_id)
        async with outside_file(self._place.address, GuardedTransport(allowed=allowed), limits) as found:
            self._told = msgspec.structs.replace(self._told, name=shown_name(found.name), size=found.size or 0)
            await self._note(found)
            with await asyncio.to_thread(self._staging.open_part, self.job_id, 0) as file:
                await self._write(file, found.blocks)
        await self._book.note_fetch(self.job_id, self._ownership.owner, _is_here)

    async def _note(self, found: OutsideFile) -> None:
        def head(job: Job) -> None:
            job.name, job.content_type = self._told.name, found.content_type[:LONGEST_NAME]
            job.size = self._told.size

        await self._book.note_fetch(self.job_id, self._ownership.owner, head)

    async def _write(self, file: BinaryIO, blocks: AsyncIterator[bytes]) -> None:
        kept = 0
        async for block in _joined(blocks):
            self._project.require_room(len(block))
            await asyncio.to_thread(self._staging.write, file, block)
            received = self._told.received + len(block)
            self._told = msgspec.structs.replace(self._told, received=received)
            if received - kept >= LARGEST_PART:
                kept = received
                await self._keep(file)
        await self._keep(file)

    async def _keep(self, file: BinaryIO) -> None:
        await asyncio.to_thread(self._staging.sync, file.fileno())
        received = self._told.received

        def advance(job: Job) -> None:
            job.received = received

        await self._book.note_fetch(self.job_id, self._ownership.owner, advance)

    async def _leave(self) -> None:
        """Lets go of the job; one whose file is not here whole is forgotten."""
        try:
            await self._book.release(self.job_id, self._ownership.owner)
        finally:
            # Also when nothing can be entered, as on a full disk: it is then taken back by whoever looks next.
            self._ownership.end()
        with contextlib.suppress(JobGone):
            await self._book.one(self.job_id)
            return
        await asyncio.to_thread(self._staging.remove, self.job_id)


def _is_here(job: Job) -> None:
    """Its size is what came: the other host may have said nothing of it."""
    job.state, job.owner, job.size = "receiving", "", job.received


async def _joined(blocks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The same bytes in fewer blocks: each is a trip to a thread."""
    waiting = bytearray()
    async for block in blocks:
        waiting += block
        if len(waiting) >= _BLOCK:
            yield bytes(waiting)
            waiting.clear()
    if waiting:
        yield bytes(waiting)
