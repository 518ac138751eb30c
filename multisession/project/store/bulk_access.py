"""Bulk actions on a store in SQLite: piece after piece, so that the writes of others come between."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from functools import partial

from anyio import to_thread

from multisession.project.data_query.model import TaskQuery
from multisession.project.store.access import Result
from multisession.project.store.bulk import journal
from multisession.project.store.bulk.journal import Entry
from multisession.project.store.bulk.pieces import Piece, piece
from multisession.project.store.database import Database
from multisession.project.store.positions import Positions
from multisession.project.store.runs import Run, runs_of
from multisession.project.store.table_access import TableAccess
from multisession.project.tasks import BulkAction, BulkOutcome
from multisession.web.errors import QuotaExceeded, StudioError

logger = logging.getLogger(__name__)

#: A piece takes so many ids at first, then as many as keep the writer for about so long, in seconds.
_FIRST_PIECE = 1_000
_SMALLEST_PIECE = 50
_LARGEST_PIECE = 2_000
_LONGEST_PIECE = 0.02
#: What makes the project larger, and so is judged by its quota; the others empty it.
_GROWING: frozenset[BulkAction] = frozenset({"skip_tasks", "predictions_to_annotations"})


class BulkAccess(TableAccess):
    """The verbs of bulk actions (see interface.Store)."""

    read_only: bool
    _tending: asyncio.Task[None] | None = None
    #: whether something came to be tended since the running task looked
    _tends_again = False

    async def act(self, action: BulkAction, query: TaskQuery, *, model_version: str = "") -> BulkOutcome:
        runs = await self._runs(query)
        if not runs:
            return BulkOutcome(processed=0)
        waiting = await to_thread.run_sync(journal.waiting_values, runs)
        begin = partial(journal.begin, action=action, waiting=waiting, model_version=model_version)
        growing = action in _GROWING
        entry_id = await (self._write(begin) if growing else self._unjudged(begin))
        try:
            entry = await self._go_on(entry_id, growing=growing)
        except QuotaExceeded:
            await self.undo(entry_id)
            raise
        except StudioError:
            self._tend_soon()
            raise
        if any(each.state == "forgetting" for each in self._read(journal.entries)):
            # More can be undone than is kept: left to the end of their time they would make the journal long.
            self._tend_soon()
        self._tend_later()
        if entry is None or not entry.processed:
            return BulkOutcome(processed=0)
        return BulkOutcome(processed=entry.processed, undo=entry.id, until=entry.until)

    async def undo(self, undo_id: int) -> tuple[BulkAction, BulkOutcome]:
        action = await self._unjudged(partial(journal.begin_undo, entry_id=undo_id, quota=self._quota))
        entry = await self._go_on(undo_id)
        return action, BulkOutcome(processed=entry.undone if entry else 0, left=entry.left if entry else 0)

    async def forget_undone(self, *, everything: bool = False) -> None:
        await self._unjudged(partial(journal.expire, everything=everything))
        for entry in await self._unjudged(journal.entries):
            if entry.is_under_way:
                await self._go_on(entry.id)

    async def _write(self, write: Callable[[Database], Result], *, while_closing: bool = False) -> Result:
        """A write that finds the project full takes the room of what was deleted and could still be brought back."""
        try:
            return await super()._write(write, while_closing=while_closing)
        except QuotaExceeded as error:
            if error.code != "quota-bytes" or not await self._make_room():
                raise
            return await super()._write(write, while_closing=while_closing)

    async def _runs(self, query: TaskQuery) -> list[Run]:
        """The ids that a query finds, ascending."""
        if query.shows_all:
            return await self._read_long(lambda database: Positions(database).runs())
        ids = await self.select_ids(query)
        return await to_thread.run_sync(lambda: runs_of(sorted(ids)))

    async def _make_room(self) -> bool:
        """Removes for good what could be brought back; whether there was any."""
        await self._unjudged(partial(journal.expire, everything=True))
        ended = [each for each in await self._unjudged(journal.entries) if each.state == "forgetting"]
        for entry in ended:
            await self._go_on(entry.id)
        return bool(ended)

    async def _unjudged(self, write: Callable[[Database], Result]) -> Result:
        """A write that no quota keeps from being done: it ends what was begun, or makes room."""
        return await self._transaction(write, while_closing=False)

    async def _go_on(self, entry_id: int, *, growing: bool = False) -> Entry | None:
        """Does what is left of an action, or of its undo; how it then stands, None when others ended it before."""
        amount = _FIRST_PIECE
        last: Entry | None = None
        while True:
            write: Callable[[Database], Piece] = partial(piece, entry_id=entry_id, amount=amount)
            done = await (self._write(write) if growing else self._unjudged(write))
            last = done.entry or last
            if not done.more:
                return last
            if done.seconds > _LONGEST_PIECE:
                amount = max(_SMALLEST_PIECE, amount // 2)
            elif done.seconds < _LONGEST_PIECE / 4:
                amount = min(_LARGEST_PIECE, amount * 2)

    # -- what was left, and what is too old

    def _begin_reading(self) -> None:
        if not self.read_only and self._read(journal.entries):
            self._tend_soon()

    def _tend_later(self) -> None:
        """Looks again when the newest undo has ended, whether or not the project is still open then."""
        asyncio.get_running_loop().call_later(journal.KEPT_SECONDS + 1, self._tend_soon)

    def _tend_soon(self) -> None:
        """Ends in the background what a killed process left, and lets go of what is too old to be undone."""
        self._tends_again = True
        if self._tending is None:
            self._tending = asyncio.create_task(self._tend(), name="bulk actions")

    async def _tend(self) -> None:
        try:
            while self._tends_again:
                self._tends_again = False
                await self.forget_undone()
                left = bool(await self._unjudged(journal.entries))
            if left:
                self._tend_later()
        except StudioError as error:
            # Frozen, full or being removed: what can be done is done the next time the project is opened.
            logger.info("Bulk actions of a project wait for its next opening: %s", error.detail)
        finally:
            self._tending = None

    async def _end_tending(self) -> None:
        if self._tending is not None:
            self._tending.cancel()
            await asyncio.gather(self._tending, return_exceptions=True)
