"""One connection under uvicorn, with the bounds that uvicorn leaves out: none may wait, grow or be held for ever.

uvicorn closes a connection that is idle between two requests. It has no limit for a head that never ends, in time or in
size, for the rest of a body that was answered early, for a client that does not take its answer, and it closes
connections at a stop without looking whether a request is on its way in.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, cast

from starlette.types import Receive, Scope, Send
from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from multisession.settings import Settings
from multisession.web.error_handling import error_body, refusal_code
from multisession.web.errors import BadRequest, HeadTooLarge, RequestTimeout, StudioError, TooManyConnections
from multisession.web.json import encode
from multisession.web.metrics import Metrics
from multisession.web.security_headers import DATA_POLICY
from multisession.web.sockets import something_waits

#: Where the application's lifespan leaves the process's Metrics in its state, so that what is refused here is counted.
METRICS = "metrics"
#: The longest request line and headers together, in bytes.
LARGEST_HEAD = 64 * 1024
#: Requests that one client may send ahead without waiting for answers.
MOST_AHEAD = 32
#: Connections above the limit get this long to send the head whose answer is 503, in seconds.
SHORT_PATIENCE = 1.0
#: Above the limit, this many more are told so; any further one is closed without a word.
MOST_TOLD = 100
#: At a stop, a connection without a request in progress stays this long for one that is on its way, in seconds.
LINGER_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """What one connection may take. Times in seconds, 0 for no limit; ``max_connections`` counts one process's."""

    header_timeout: float
    body_timeout: float
    max_connections: int

    @classmethod
    def of(cls, settings: Settings) -> ConnectionLimits:
        """The limits that the host set."""
        return cls(settings.header_timeout, settings.body_timeout, settings.max_connections)


def answer_headers(error: StudioError, length: int) -> list[tuple[bytes, bytes]]:
    """The headers of an error that ends its connection, written before any middleware has seen the request."""
    said = {name.lower(): value for name, value in error.headers.items()} | {"connection": "close"}
    return [
        (b"content-type", b"application/json"),
        (b"content-length", str(length).encode()),
        (b"cache-control", b"private, no-store"),
        (b"x-content-type-options", b"nosniff"),
        (b"content-security-policy", DATA_POLICY),
        *((name.encode(), value.encode()) for name, value in said.items()),
    ]


def refusal(error: StudioError) -> ASGI3Application:
    """An application that answers ``error``, whatever is asked."""
    body = encode(error_body(error, error.status_code))

    async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
        headers = answer_headers(error, len(body))
        await send({"type": "http.response.start", "status": error.status_code, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return cast(ASGI3Application, refuse)


class BoundedHttpProtocol(HttpToolsProtocol):
    """uvicorn's protocol, bounded. One timer a connection, and none for a request whose head comes in one piece."""

    def __init__(self, *, limits: ConnectionLimits, **given: Any) -> None:
        super().__init__(**given)
        self._limits = limits
        self._timer: asyncio.TimerHandle | None = None
        self._stalled: asyncio.TimerHandle | None = None
        #: between the end of one request and the end of the next one's head
        self._awaits_head = True
        #: something of the awaited head has come
        self._head_began = False
        #: bytes of chunks that lie wholly within the awaited head
        self._head_bytes = 0
        self._chunk_bytes = 0
        self._heads = 0
        self._stopping = False
        #: nothing more is read; what was asked before is answered
        self._deaf = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        patience = self._limits.header_timeout
        most = self._limits.max_connections
        if most and len(self.connections) > most and not self._close_an_idle_one():
            if len(self.connections) > most + MOST_TOLD:
                self._count(TooManyConnections())
                transport.abort()
                return
            self.app = self._refusal(TooManyConnections())
            patience = min(patience or SHORT_PATIENCE, SHORT_PATIENCE)
        self._start_timer(patience, self._head_is_late)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_timer()
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._deaf:
            return
        awaited, heads = self._awaits_head, self._heads
        self._chunk_bytes = len(data)
        self._head_began = True
        super().data_received(data)
        if self.transport.is_closing() or self._deaf:
            return
        if self._awaits_head and awaited and heads == self._heads:
            self._head_bytes += len(data)
            if self._head_bytes > LARGEST_HEAD:
                self._end_with(HeadTooLarge())
                return
        if self._timer is None and self.timeout_keep_alive_task is None and not self._answers():
            # uvicorn stops its own timer at every byte, blank lines and the rest of an answered body included.
            if self._awaits_head:
                self._start_timer(self._limits.header_timeout, self._head_is_late)
            else:
                self._start_timer(self._limits.body_timeout, self._close)

    def on_message_begin(self) -> None:
        self._head_began = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        if len(self.pipeline) >= MOST_AHEAD:
            raise ValueError("too many requests without waiting for an answer")
        self._stop_timer()
        self._heads += 1
        self._awaits_head = False
        size, self._head_bytes = self._head_bytes + self._chunk_bytes, 0
        if size > LARGEST_HEAD:
            # The chunks hold other things as well: now it is worth counting.
            size = len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)
        ordinary = self.app
        if size > LARGEST_HEAD:
            self.app = self._refusal(HeadTooLarge())
        try:
            super().on_headers_complete()
        finally:
            self.app = ordinary
        if self._stopping:
            self.cycle.keep_alive = False

    def on_message_complete(self) -> None:
        self._awaits_head = True
        self._head_began = False
        self._stop_timer()
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        self._end_with(BadRequest("This is not a request in HTTP/1.1 that can be understood."))

    def pause_writing(self) -> None:
        super().pause_writing()
        if self._limits.body_timeout and self._stalled is None:
            self._stalled = self.loop.call_later(self._limits.body_timeout, self.transport.abort)

    def resume_writing(self) -> None:
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None
        super().resume_writing()

    def shutdown(self) -> None:
        """Answers what has been asked, and what is on its way; then closes."""
        self._stopping = True
        if self._answers() and not self.cycle.response_started:
            self.cycle.keep_alive = False
        # An answer that has begun promised to keep the connection: the next request may be on its way.
        self.loop.call_later(LINGER_SECONDS, self._close_unless_asked)

    def _close_unless_asked(self) -> None:
        if self.transport.is_closing():
            return
        asked = self._answers() or (self._awaits_head and self._head_began)
        if asked or something_waits(self.transport.get_extra_info("socket")):
            self.loop.call_later(LINGER_SECONDS, self._close_unless_asked)
        else:
            self.transport.close()

    def is_idle(self) -> bool:
        """True between two requests of a connection that is kept."""
        return self.timeout_keep_alive_task is not None and not self.transport.is_closing()

    def _close_an_idle_one(self) -> bool:
        for other in self.connections:
            if isinstance(other, BoundedHttpProtocol) and other.is_idle():
                other.transport.close()
                return True
        return False

    def _answers(self) -> bool:
        """True while the answer to a request is made or sent."""
        return self.cycle is not None and not self.cycle.response_complete

    def _head_is_late(self) -> None:
        self._timer = None
        if self._answers():
            self._start_timer(self._limits.header_timeout, self._head_is_late)
        elif self._head_began:
            self._end_with(RequestTimeout("The request's head did not arrive in time. Send it at once."))
        else:
            self._close()

    def _end_with(self, error: StudioError) -> None:
        """Answers what is no whole request, and closes; behind answers in progress there is no place for that."""
        if self._answers() and not self.cycle.more_body:
            self._deaf = True
            self.cycle.keep_alive = False
            return
        if not (self._answers() and (self.cycle.response_started or self.pipeline)):
            self._write(error)
        self._close()

    def _refusal(self, error: StudioError) -> ASGI3Application:
        self._count(error)
        return refusal(error)

    def _count(self, error: StudioError) -> None:
        metrics: Metrics | None = self.app_state.get(METRICS)
        if metrics is not None:
            metrics.count_refusal(refusal_code(error.code, error.status_code))

    def _write(self, error: StudioError) -> None:
        self._count(error)
        body = encode(error_body(error, error.status_code))
        headers = [*self.server_state.default_headers, *answer_headers(error, len(body))]
        lines = [f"HTTP/1.1 {error.status_code} {HTTPStatus(error.status_code).phrase}".encode()]
        lines += [name + b": " + value for name, value in headers]
        self.transport.write(b"\r\n".join([*lines, b"", body]))

    def _close(self) -> None:
        self._stop_timer()
        self.transport.close()

    def _start_timer(self, seconds: float, act: Callable[[], None]) -> None:
        self._stop_timer()
        if seconds:
            self._timer = self.loop.call_later(seconds, act)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
