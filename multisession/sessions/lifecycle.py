"""A session's directory: made by its first write, once; changed under its lock; removed so that it stays removed."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from multisession.project.import_jobs.staging import sweep_staging
from multisession.project.snapshots.files import sweep_exports
from multisession.project.store.database import DATABASE_NAME
from multisession.project.store.durable import sync_directory
from multisession.project.store.failures import StoreBusy, StoreUnusable
from multisession.project.store.interface import Document
from multisession.project.store.sqlite import create_project
from multisession.project.store.standing import Standing, set_standing
from multisession.sessions.admission import Admission
from multisession.sessions.cookie import Grant
from multisession.sessions.recipe import Beginning
from multisession.sessions.records import Record, Removed
from multisession.sessions.registry import Registry
from multisession.sessions.session_file import SessionFile, read_session_file, write_session_file
from multisession.sessions.slots import Slots
from multisession.web.errors import Gone, StorageFull

logger = logging.getLogger(__name__)

MAKING = ".making-"
ID_PATTERN = "[0-9a-f]" * 32


class SessionRemoved(Gone):
    """410: the session was removed between the request's arrival and its first write."""

    code = "session-removed"


class Lifecycle:
    """Makes and removes the directories of one root directory; several processes may do so at once."""

    def __init__(self, root: Path, registry: Registry, beginning: Beginning | None = None) -> None:
        self.root = root
        self._registry = registry
        self._beginning = beginning or Beginning(Document())
        self._slots = Slots(root / ".studio" / "slots")
        self._trash = root / ".studio" / "trash"
        self._trash.mkdir(mode=0o700, exist_ok=True)
        self._making: dict[str, asyncio.Task[None]] = {}

    def directory(self, session_id: str) -> Path:
        """Where a session's project is, or will be. ``session_id`` has been verified."""
        return self.root / session_id

    def exists(self, session_id: str) -> bool:
        """True when the session has written something."""
        return self.directory(session_id).is_dir()

    async def ensure(
        self, grant: Grant, *, admission: Admission | None = None, beginning: Beginning | None = None
    ) -> None:
        """Makes the session's project unless it is there, from ``beginning`` or else the recipe.

        Raises SessionRemoved, SlotBusy, OSError, and what :meth:`Registry.add` raises for the admission.
        """
        if self.exists(grant.session_id):
            return
        making = self._making.get(grant.session_id)
        if making is None:
            making = asyncio.create_task(asyncio.to_thread(self.make, grant, admission, beginning))
            self._making[grant.session_id] = making
            making.add_done_callback(lambda _: self._making.pop(grant.session_id, None))
        # Shielded: one visitor who goes away does not undo what the others wait for.
        await asyncio.shield(making)

    def make(self, grant: Grant, admission: Admission | None = None, beginning: Beginning | None = None) -> None:
        """The blocking part of :meth:`ensure`; right across threads and processes."""
        target = self.directory(grant.session_id)
        with self._slots.held(grant.session_id):
            if target.is_dir():
                return
            record = self._registry.record(grant.session_id)
            if record is not None and record.state == "removed":
                raise SessionRemoved("This project was removed. Open the studio again for a new one.")
            if admission is not None and record is None:
                self._registry.require_room(admission)
            start = beginning or self._beginning
            beside = self.root / f"{MAKING}{grant.session_id}-{secrets.token_hex(4)}"
            beside.mkdir(mode=0o700)
            try:
                create_project(beside, start.document, base=start.base)
                # The row comes before the name: a directory without a row is one whose registry was lost.
                self._registry.add(*grant, admission)
                beside.rename(target)
            except BaseException:
                shutil.rmtree(beside, ignore_errors=True)
                raise
            sync_directory(self.root)

    async def raise_generation(self, session_id: str) -> int | None:
        """Ends every cookie and token of a session; its new generation, None when it is not there any more."""
        return await asyncio.to_thread(self._raise_generation, session_id)

    def _raise_generation(self, session_id: str) -> int | None:
        with self._slots.held(session_id):
            generation = self._registry.raise_generation(session_id)
            if generation is not None:
                directory = self.directory(session_id)
                kept = read_session_file(directory)
                write_session_file(directory, SessionFile(generation, kept.resume_digest))
            return generation

    async def set_resume_digest(self, session_id: str, digest: bytes | None) -> None:
        """Replaces the resume code of a session, or takes it back. Raises SessionRemoved."""
        await asyncio.to_thread(self._set_resume_digest, session_id, digest)

    def _set_resume_digest(self, session_id: str, digest: bytes | None) -> None:
        with self._slots.held(session_id):
            record = self._registry.record(session_id)
            if record is None or not self._registry.set_resume_digest(session_id, digest):
                raise SessionRemoved("This project was removed, so nothing can resume it.")
            write_session_file(self.directory(session_id), SessionFile(record.generation, digest))

    async def remove(self, session_id: str, because: Removed = "deleted") -> None:
        """Takes a session away for good: nobody is let in any more, what is written to it is refused, it is deleted."""
        await asyncio.to_thread(self.remove_now, session_id, because)

    def remove_now(self, session_id: str, because: Removed) -> None:
        """The blocking part of :meth:`remove`."""
        with self._slots.held(session_id):
            self._registry.bury(session_id, because)
            away = self._take_away(session_id)
        sync_directory(self.root)
        if away is not None:
            shutil.rmtree(away, ignore_errors=True)

    def remove_unseen(self, ending: Sequence[tuple[Record, Removed]]) -> list[str]:
        """Removes those of the sessions that nobody has come back to meanwhile; their ids. Blocks.

        First they are buried, in one transaction that lets none of them through that was visited since its record was
        read. From then on no process lets a visitor in, and a visit that was under way finds its project closing.
        """
        buried = self._registry.bury_unseen(ending)
        taken = []
        for session_id in buried:
            with self._slots.held(session_id):
                taken.append(self._take_away(session_id))
        sync_directory(self.root)
        for away in taken:
            if away is not None:
                shutil.rmtree(away, ignore_errors=True)
        return buried

    def unknown(self, untouched_since: float) -> Iterator[str]:
        """Old sessions that the registry knows nothing of, as a lost one was not rebuilt for them. Blocks.

        Nobody has come back to them in the registry's life, and nothing was written in them since ``untouched_since``.
        A registry that is younger than that says nothing of who only looked, so then there are none.
        """
        if self._registry.born > untouched_since:
            return
        for directory in self.root.glob(ID_PATTERN):
            if self._registry.record(directory.name) is None and last_write(directory) <= untouched_since:
                yield directory.name

    def remove_unknown(self, untouched_since: float) -> int:
        """Removes what :meth:`unknown` finds; how many. Blocks."""
        removed = 0
        for session_id in self.unknown(untouched_since):
            with self._slots.held(session_id):
                if not self._registry.bury_unknown(session_id):
                    continue
                away = self._take_away(session_id)
            removed += 1
            if away is not None:
                shutil.rmtree(away, ignore_errors=True)
        return removed

    def _take_away(self, session_id: str) -> Path | None:
        """Refuses all further writes to a buried session's project and moves it to the trash."""
        try:
            set_standing(self.directory(session_id), Standing.CLOSING)
        except StoreUnusable as error:
            # A damaged project takes no writes either, and is to go like any other.
            logger.warning("The project of a removed session cannot be opened, and is removed: %s", error.detail)
        except (StoreBusy, StorageFull):
            # A long import holds it, or the disk. Nobody is let in any more; the next sweep takes it.
            return None
        return self._move_to_trash(session_id)

    async def set_frozen(self, session_id: str, frozen: bool) -> None:
        """Lets a session's project take changes, or not, in every process from the next write on. SessionRemoved."""
        await asyncio.to_thread(self.set_frozen_now, session_id, frozen)

    def set_frozen_now(self, session_id: str, frozen: bool) -> None:
        """The blocking part of :meth:`set_frozen`."""
        with self._slots.held(session_id):
            if not self._registry.set_frozen(session_id, frozen):
                raise SessionRemoved("This project was removed.")
            set_standing(self.directory(session_id), Standing.FROZEN if frozen else Standing.OPEN)

    def _move_to_trash(self, session_id: str) -> Path | None:
        away = self._trash / f"{session_id}-{secrets.token_hex(4)}"
        try:
            self.directory(session_id).rename(away)
        except FileNotFoundError:
            return None
        except PermissionError:
            # Windows, while somebody still has a file open: the next sweep takes it.
            return None
        return away

    def clear_leftovers(self) -> None:
        """Clears what crashes left: half-made directories, the trash, and removed sessions that are still there."""
        for leftover in self.root.glob(f"{MAKING}{ID_PATTERN}-*"):
            # Whoever makes it holds the slot; when we hold it, nobody does.
            with self._slots.held(leftover.name.removeprefix(MAKING)):
                shutil.rmtree(leftover, ignore_errors=True)
        # By the directories: there are far fewer of them than of tombstones.
        for directory in self.root.glob(ID_PATTERN):
            sweep_staging(directory)
            sweep_exports(directory)
            record = self._registry.record(directory.name)
            if record is not None and record.state == "removed":
                with self._slots.held(directory.name):
                    self._take_away(directory.name)
        for thrown_away in self._trash.iterdir():
            shutil.rmtree(thrown_away, ignore_errors=True)
        self._registry.forget_expired()


def last_write(directory: Path) -> float:
    """When something was last written to a session's project, seconds since 1970; 0 when nothing is there."""
    latest = 0.0
    for name in (DATABASE_NAME, f"{DATABASE_NAME}-wal"):
        with contextlib.suppress(FileNotFoundError):
            latest = max(latest, (directory / name).stat().st_mtime)
    return latest
