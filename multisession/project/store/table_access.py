"""The data table's side of the store in SQLite: which tasks a query finds, and their rows as a table shows them."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from anyio import CapacityLimiter

from multisession.project.data_query.model import TaskQuery
from multisession.project.store import selection, table_rows
from multisession.project.store.access import ProjectAccess, Result
from multisession.project.store.database import Database
from multisession.project.tasks import TablePage, TaskPage
from multisession.web.errors import StudioError

#: Pages and lists of more tasks than this are read in a thread.
_INLINE_TASKS = 50


#: Tables that a process sorts to their end before somebody asks for it.
_SORTS_AHEAD = CapacityLimiter(1)


@dataclass(frozen=True, slots=True)
class _Ahead:
    """A table that is being sorted to its end."""

    query: TaskQuery
    version: int
    task: asyncio.Task[None]

    def sorts(self, query: TaskQuery, version: int) -> bool:
        return self.query == query and self.version == version


def _reaches(found: selection.Selection | None, end: int | None) -> bool:
    """Whether a selection holds the first ``end`` ids, or all, as far as there are so many."""
    return found is not None and found.reaches(found.total if end is None else end)


class TableAccess(ProjectAccess):
    """The verbs of the data table (see interface.Store)."""

    _ahead: _Ahead | None = None

    async def select_tasks(self, query: TaskQuery, *, page: int, page_size: int) -> TaskPage:
        found = await self._page_ids(query, page, page_size)
        tasks = await self._read_page(partial(selection.tasks_of, ids=found.ids), len(found.ids))
        return TaskPage(tasks=tasks, total=found.total)

    async def select_ids(self, query: TaskQuery) -> Sequence[int]:
        return (await self._select(query, None)).ids

    async def table_page(self, query: TaskQuery, *, page: int, page_size: int) -> TablePage:
        found = await self._page_ids(query, page, page_size)
        rows = await self._read_long(partial(table_rows.rows, ids=found.ids)) if found.ids else []
        return TablePage(rows=rows, total=found.total)

    async def first_data(self, amount: int) -> list[dict[str, Any]]:
        return await self._read_long(partial(table_rows.first_data, amount=amount))

    async def _page_ids(self, query: TaskQuery, page: int, page_size: int) -> selection.Selected:
        in_id_order = query.id_order
        if query.shows_all and in_id_order is not None:
            read = partial(
                selection.ids_of_all, page_number=page, page_size=page_size, descending=in_id_order.descending
            )
            return await self._read_page(read, page_size)
        end = page * page_size
        found = await self._select(query, end)
        return selection.Selected(found.ids[end - page_size : end], found.total)

    async def _select(self, query: TaskQuery, end: int | None) -> selection.Selection:
        # The version before the scan: a commit on the way makes another, and what was found is not kept for long.
        version = self._read(selection.version)
        found = selection.kept.get(self, query, version)
        if not _reaches(found, end) and self._ahead is not None and self._ahead.sorts(query, version):
            await asyncio.wait((self._ahead.task,))
            found = selection.kept.get(self, query, version)
        if found is None or not _reaches(found, end):
            found = await self._scan(partial(selection.find, query=query, end=end))
            selection.kept.put(self, query, version, found)
            if not _reaches(found, None):
                self._sort_ahead(query, version)
        return found

    def _sort_ahead(self, query: TaskQuery, version: int) -> None:
        """Sorts the rest of a table whose top was asked for, so that whoever looks further down does not wait."""
        if self._ahead is not None:
            self._ahead.task.cancel()
        self._ahead = _Ahead(query, version, asyncio.create_task(self._sort_all(query, version), name="sorting ahead"))

    async def _sort_all(self, query: TaskQuery, version: int) -> None:
        async with _SORTS_AHEAD:
            with contextlib.suppress(StudioError):
                found = await self._scan(partial(selection.find, query=query, end=None))
                selection.kept.put(self, query, version, found)

    async def _end_sorting(self) -> None:
        if self._ahead is not None:
            self._ahead.task.cancel()
            await asyncio.gather(self._ahead.task, return_exceptions=True)

    async def _read_page(self, read: Callable[[Database], Result], size: int) -> Result:
        return self._read(read) if size <= _INLINE_TASKS else await self._read_long(read)
