"""The access log: every failure and every slow request, one in a hundred of the rest; no query, cookie or token.

Every request is counted and timed, logged or not.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from multisession.web.metrics import Metrics
from multisession.web.metrics_layout import SlowRequest

logger = logging.getLogger("multisession.access")

#: One ordinary request in this many is logged.
SAMPLE = 100
#: Requests longer than this are always logged, in seconds.
SLOW_SECONDS = 1.0


def _nobody(state: Mapping[str, Any]) -> str:
    return ""


class AccessLog:
    """Counts and times requests. Logging each one costs a fast route half its time, and fills disks.

    ``pseudonym`` tells from a request's state by which short name its session is logged, "" for none.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        metrics: Metrics,
        sample: int = SAMPLE,
        pseudonym: Callable[[Mapping[str, Any]], str] = _nobody,
    ) -> None:
        self._app = app
        self._metrics = metrics
        self._sample = sample
        self._pseudonym = pseudonym
        self._count = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        self._count += 1
        sampled = self._count % self._sample == 0
        # Layers further in may copy the scope; its state stays one and the same.
        state = scope.setdefault("state", {})
        started = time.perf_counter()
        status = 0
        headers: Iterable[tuple[bytes, bytes]] = ()

        async def watched(message: Message) -> None:
            nonlocal status, headers
            if message["type"] == "http.response.start":
                status, headers = message["status"], message.get("headers", ())
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            seconds = time.perf_counter() - started
            self._metrics.count_request(scope["method"], status)
            if seconds <= SLOW_SECONDS:
                self._metrics.count_duration(seconds)
            elif not _is_event_stream(headers):
                self._metrics.count_duration(seconds)
                self._note_slow(scope, state, status, seconds)
            if sampled or status >= 500 or seconds > SLOW_SECONDS:
                self._log(scope, state, status, seconds)

    def _note_slow(self, scope: Scope, state: Mapping[str, Any], status: int, seconds: float) -> None:
        route = state.get("route", "")
        self._metrics.note_slow(
            SlowRequest(time.time(), scope["method"], route, status, round(seconds * 1000, 1), self._pseudonym(state))
        )

    def _log(self, scope: Scope, state: Mapping[str, Any], status: int, seconds: float) -> None:
        fields = {
            "method": scope["method"],
            "path": scope["path"],
            "status": status,
            "ms": round(seconds * 1000, 1),
            "session": self._pseudonym(state),
        }
        # repr keeps line breaks in a path from making log lines of their own.
        logger.info("%s %r %d %.1f ms", *list(fields.values())[:4], extra={"access": fields})


def _is_event_stream(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    """True for an answer that lasts as long as its page is open: that is not slow."""
    return any(name.lower() == b"content-type" and value.startswith(b"text/event-stream") for name, value in headers)
