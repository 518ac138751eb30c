"""A body that does not come: 408 for whoever pauses while sending it, or sends a few bytes now and then."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from multisession.web.errors import RequestTimeout

#: After the first ``timeout`` seconds of waiting, fewer bytes a second than this on average are too few.
SLOWEST_BYTES_PER_SECOND = 1024
UNSENT = frozenset({"GET", "HEAD", "OPTIONS"})


class BodyTimeout:
    """Raises RequestTimeout in whoever reads a body that stops coming for ``timeout`` seconds (0: never).

    Only the time spent waiting for the client counts, not what the studio does with a part before it reads the next.
    Bodies of methods that have none are not read by any handler; the connection itself bounds those.
    """

    def __init__(self, app: ASGIApp, *, timeout: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._app = app
        self._timeout = timeout
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in UNSENT or not self._timeout:
            await self._app(scope, receive, send)
            return
        waited, received, complete = 0.0, 0, False

        async def timed() -> Message:
            nonlocal waited, received, complete
            if complete:
                # What comes now is that the client left, which nobody is obliged to do.
                return await receive()
            began = self._clock()
            try:
                async with asyncio.timeout(self._timeout):
                    message = await receive()
            except TimeoutError:
                raise RequestTimeout("The rest of the body did not arrive in time. Send it again in one go.") from None
            waited += self._clock() - began
            received += len(message.get("body", b""))
            complete = not message.get("more_body", False)
            if not complete and waited > self._timeout and received < waited * SLOWEST_BYTES_PER_SECOND:
                raise RequestTimeout("The body arrives too slowly. Send it over a faster connection, or in parts.")
            return message

        await self._app(scope, timed, send)
