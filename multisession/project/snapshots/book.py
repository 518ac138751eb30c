"""Which snapshots a project has, and what became of each: one named value of its store.

Every change is one transaction, in which the bytes of all files are entered too, so that the project's quota counts
them. A file counts once it is whole; one whose process died has failed, whoever looks first.
"""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from multisession.project.snapshots.model import (
    LONGEST_TITLE,
    MOST_CONVERSIONS,
    MOST_RUNNING,
    MOST_SNAPSHOTS,
    STOPPED,
    Conversion,
    Snapshot,
    SnapshotGone,
    StoredExport,
    TooManySnapshots,
)
from multisession.project.store.interface import EXPORT_SNAPSHOTS, Store
from multisession.project.store.ownership import Ownership
from multisession.web.errors import TooManyRequests

Result = TypeVar("Result")


class _Page(msgspec.Struct, kw_only=True):
    #: the last id given out, of a snapshot or a conversion
    last: int = 0
    snapshots: list[Snapshot] = []

    def next_id(self) -> int:
        self.last += 1
        return self.last


_decode = msgspec.json.Decoder(_Page).decode


class SnapshotBook:
    """The snapshots of one project."""

    def __init__(self, store: Store, directory: Path) -> None:
        self._store = store
        self._directory = directory

    async def all(self) -> list[Snapshot]:
        """In the order in which they were begun."""
        page = _read(await self._store.value(EXPORT_SNAPSHOTS))
        dead = self._dead(page)
        if dead:
            # Whoever ended meanwhile had entered before what came of it.
            page = _read(await self._store.value(EXPORT_SNAPSHOTS))
            _give_up(page, dead)
        return page.snapshots

    async def one(self, snapshot_id: int) -> Snapshot:
        """Raises SnapshotGone."""
        return _found(_Page(snapshots=await self.all()), snapshot_id)

    async def begin(self, title: str, file: StoredExport, annotations_then: int) -> tuple[Snapshot, Ownership]:
        """A new snapshot, and the lock of who makes it. Raises TooManySnapshots, TooManyRequests."""
        ownership = Ownership.taken(self._directory)

        def add(page: _Page) -> Snapshot:
            if len(page.snapshots) >= MOST_SNAPSHOTS:
                raise TooManySnapshots(f"A project keeps {MOST_SNAPSHOTS} exports. Delete one, then make this one.")
            _require_place(page)
            file.owner = ownership.owner
            snapshot = Snapshot(
                id=page.next_id(),
                title=title[:LONGEST_TITLE],
                created_at=_now(),
                annotations_then=annotations_then,
                file=file,
            )
            page.snapshots.append(snapshot)
            return snapshot

        return await self._owned(add, ownership), ownership

    async def begin_conversion(self, snapshot_id: int, file: StoredExport) -> tuple[Conversion, Ownership]:
        """The same tasks in another format, in the place of an earlier try. Raises as :meth:`begin`, SnapshotGone."""
        ownership = Ownership.taken(self._directory)

        def add(page: _Page) -> Conversion:
            snapshot = _found(page, snapshot_id)
            _require_place(page)
            kept = [one for one in snapshot.conversions if not _same(one.file, file)]
            if len(kept) >= MOST_CONVERSIONS:
                raise TooManySnapshots(f"An export is kept in {MOST_CONVERSIONS} other formats. Make another export.")
            file.owner = ownership.owner
            conversion = Conversion(id=page.next_id(), file=file)
            snapshot.conversions = [*kept, conversion]
            return conversion

        return await self._owned(add, ownership), ownership

    async def enter(self, file: StoredExport) -> None:
        """What became of a file so far. Raises SnapshotGone when it was deleted, QuotaExceeded when it does not fit."""

        def put(page: _Page) -> None:
            for snapshot in page.snapshots:
                if snapshot.file.name == file.name:
                    snapshot.file = file
                    return
                for conversion in snapshot.conversions:
                    if conversion.file.name == file.name:
                        conversion.file = file
                        return
            raise SnapshotGone

        file.finished_at = None if file.is_running else _now()
        if not file.is_running:
            file.owner = ""
        await self._change(put)

    async def has(self, name: str) -> bool:
        """Whether a file is still wanted."""
        page = _read(await self._store.value(EXPORT_SNAPSHOTS))
        return any(file.name == name for snapshot in page.snapshots for file in snapshot.files)

    async def remove(self, snapshot_id: int) -> Snapshot:
        """Strikes one out; what is being made of it is given up. Raises SnapshotGone."""

        def strike(page: _Page) -> Snapshot:
            snapshot = _found(page, snapshot_id)
            page.snapshots.remove(snapshot)
            return snapshot

        return await self._change(strike)

    async def strike(self, lost: Callable[[Snapshot], bool]) -> None:
        """Strikes out the snapshots that are lost."""
        gone = {snapshot.id for snapshot in await self.all() if lost(snapshot)}

        def strike(page: _Page) -> None:
            page.snapshots = [one for one in page.snapshots if one.id not in gone]

        if gone:
            await self._change(strike)

    async def _owned(self, add: Callable[[_Page], Result], ownership: Ownership) -> Result:
        try:
            return await self._change(add)
        except BaseException:
            ownership.end()
            raise

    async def _change(self, change: Callable[[_Page], Result]) -> Result:
        results: list[Result] = []
        dead = self._dead(_read(await self._store.value(EXPORT_SNAPSHOTS)))

        def apply(text: str | None) -> tuple[str | None, int]:
            page = _read(text)
            _give_up(page, dead)
            results.append(change(page))
            sizes = [file.size for snapshot in page.snapshots for file in snapshot.files]
            return msgspec.json.encode(page).decode(), sum(sizes)

        await self._store.change_export_snapshots(apply)
        return results[-1]

    def _dead(self, page: _Page) -> set[str]:
        """The owners whose process is not there any more."""
        owners = {file.owner for snapshot in page.snapshots for file in snapshot.files if file.is_running}
        return {owner for owner in owners if self._is_dead(owner)}

    def _is_dead(self, owner: str) -> bool:
        ownership = Ownership.of_the_dead(self._directory, owner)
        if ownership is None:
            return False
        ownership.end()
        return True


def _give_up(page: _Page, owners: set[str]) -> None:
    for snapshot in page.snapshots:
        for file in snapshot.files:
            if file.is_running and file.owner in owners:
                file.status, file.failure, file.owner, file.finished_at = "failed", STOPPED, "", _now()


def _require_place(page: _Page) -> None:
    if sum(file.is_running for snapshot in page.snapshots for file in snapshot.files) >= MOST_RUNNING:
        raise TooManyRequests(
            f"{MOST_RUNNING} exports of this project are being made. Wait for one to end.", retry_after=5
        )


def _same(one: StoredExport, other: StoredExport) -> bool:
    return (one.format, one.resources) == (other.format, other.resources)


def _found(page: _Page, snapshot_id: int) -> Snapshot:
    for snapshot in page.snapshots:
        if snapshot.id == snapshot_id:
            return snapshot
    raise SnapshotGone


def new_file(format: str, suffix: str, *, resources: bool, total: int) -> StoredExport:
    """A file to be made, under a name that nobody can guess."""
    return StoredExport(format=format, resources=resources, total=total, name=f"{secrets.token_hex(8)}.{suffix}")


def _read(text: str | None) -> _Page:
    return _Page() if text is None else _decode(text.encode())


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
