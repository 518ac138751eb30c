"""The access log: every failure and every slow request, one in a hundred of the rest; no query, cookie or token."""

from __future__ import annotations

import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

logger = logging.getLogger("multisession.access")

#: One ordinary request in this many is logged.
SAMPLE = 100
#: Requests longer than this are always logged, in seconds.
SLOW_SECONDS = 1.0


class AccessLog:
    """Counts and times requests. Logging each one costs a fast route half its time, and fills disks."""

    def __init__(self, app: ASGIApp, *, sample: int = SAMPLE) -> None:
        self._app = app
        self._sample = sample
        self._count = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        self._count += 1
        sampled = self._count % self._sample == 0
        started = time.perf_counter()
        status = 0

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            seconds = time.perf_counter() - started
            if sampled or status >= 500 or seconds > SLOW_SECONDS:
                # repr keeps line breaks in a path from making log lines of their own.
                logger.info("%s %r %d %.1f ms", scope["method"], scope["path"], status, seconds * 1000)
