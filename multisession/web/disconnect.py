"""Long work for one request: given up as soon as the client has gone, as nobody would read the answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from starlette.requests import Request

from multisession.web.errors import StudioError

Result = TypeVar("Result")


class ClientGone(StudioError):
    """499, as proxies log it: the client closed the connection before its answer was ready."""

    status_code = 499
    code = "client-gone"


async def while_connected(request: Request, work: Callable[[], Coroutine[Any, Any, Result]]) -> Result:
    """Runs ``work`` to its end; cancels it and raises ClientGone when the client goes away. The body must be read."""
    working = asyncio.ensure_future(work())
    watching = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait((working, watching), return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
        raise ClientGone("The client closed the connection before its answer was ready.")
    finally:
        working.cancel()
        watching.cancel()
        await asyncio.gather(working, watching, return_exceptions=True)


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
