"""Saved views: the tabs of the data table, each a title, filters, an order, and what the page keeps with it.

They are small and few, so they stand together in one of the project's named values, in the order of the tabs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from multisession.project.data_query.model import TaskQuery
from multisession.project.data_query.parse import query_of
from multisession.project.store.interface import Store
from multisession.web.errors import NotFound, ValidationFailed

MOST_VIEWS = 50
LARGEST_VIEW = 32 * 1024
_NAME = "saved-views"

Result = TypeVar("Result")


class SavedView(msgspec.Struct, kw_only=True):
    """One tab. ``data`` is as today's pages and SDK write it: title, filters, ordering, columns, type."""

    id: int
    data: dict[str, Any]

    @property
    def wanted(self) -> TaskQuery:
        """Which tasks it shows; what was selected in it is no filter."""
        return _query(self.data)


class _Views(msgspec.Struct, kw_only=True):
    #: the last id given out
    last: int = 0
    views: list[SavedView] = []


_decoder = msgspec.json.Decoder(_Views)


class SavedViews:
    """The views of one project; each change is one transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def every(self) -> list[SavedView]:
        """In the order of the tabs."""
        return _read(await self._store.value(_NAME)).views

    async def one(self, view_id: int) -> SavedView:
        """Raises NotFound."""
        return _found(_Views(views=await self.every()), view_id)

    async def create(self, data: dict[str, Any]) -> SavedView:
        """Adds one at the end. Raises ValidationFailed, also when there are MOST_VIEWS."""
        _check(data)

        def add(views: _Views) -> SavedView:
            if len(views.views) >= MOST_VIEWS:
                raise ValidationFailed(f"A project has at most {MOST_VIEWS} views. Delete one that is not used.")
            views.last += 1
            views.views.append(SavedView(id=views.last, data=data))
            return views.views[-1]

        return await self._change(add)

    async def update(self, view_id: int, data: dict[str, Any]) -> SavedView:
        """Merges into the data, objects key by key; lists are replaced. Raises NotFound, ValidationFailed."""

        def merge(views: _Views) -> SavedView:
            view = _found(views, view_id)
            view.data = _merged(view.data, data)
            _check(view.data)
            return view

        return await self._change(merge)

    async def delete(self, view_id: int) -> None:
        """Raises NotFound."""
        await self._change(lambda views: views.views.remove(_found(views, view_id)))

    async def delete_all(self) -> None:
        """Leaves no view; ids are not given out again."""
        await self._change(lambda views: views.views.clear())

    async def order(self, ids: list[int]) -> None:
        """Puts these first, in this order; the others follow as they were. Raises NotFound."""

        def sort(views: _Views) -> None:
            first = [_found(views, view_id) for view_id in dict.fromkeys(ids)]
            views.views = first + [view for view in views.views if view not in first]

        await self._change(sort)

    async def _change(self, change: Callable[[_Views], Result]) -> Result:
        results: list[Result] = []

        def changed(value: str | None) -> str:
            views = _read(value)
            results.append(change(views))
            return msgspec.json.encode(views).decode()

        await self._store.change_value(_NAME, changed)
        return results[-1]


def _read(value: str | None) -> _Views:
    return _Views() if value is None else _decoder.decode(value)


def _found(views: _Views, view_id: int) -> SavedView:
    for view in views.views:
        if view.id == view_id:
            return view
    raise NotFound(f"There is no view {view_id} in this project.")


def _merged(before: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    merged = dict(before)
    for key, value in change.items():
        known = merged.get(key)
        merged[key] = _merged(known, value) if isinstance(known, dict) and isinstance(value, dict) else value
    return merged


def _query(data: dict[str, Any]) -> TaskQuery:
    return query_of({key: data.get(key) for key in ("filters", "ordering", "search")})


def _check(data: dict[str, Any]) -> None:
    """A view that could not be shown is not saved."""
    size = len(msgspec.json.encode(data))
    if size > LARGEST_VIEW:
        raise ValidationFailed(f"A view may hold {LARGEST_VIEW} bytes; this one has {size}.")
    _query(data)
