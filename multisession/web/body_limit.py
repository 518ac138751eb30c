"""Request bodies: never more in memory than their path allows, and nothing larger than the host accepts anywhere."""

from __future__ import annotations

from collections.abc import AsyncIterator

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from multisession.web.errors import BadRequest, BodyTooLarge
from multisession.web.written_size import written_size


def too_large(limit: int) -> BodyTooLarge:
    """The refusal, with the limit in the unit people think in."""
    return BodyTooLarge(f"The body is larger than the {written_size(limit)} accepted here. Send it in smaller parts.")


def declared_length(headers: Headers) -> int | None:
    """Content-Length as a number, None when it is absent. Raises BadRequest when it is no number."""
    value = headers.get("content-length")
    if value is None:
        return None
    if not (value.isascii() and value.isdigit()):
        raise BadRequest("The Content-Length header is not a number.")
    return int(value)


async def read_body(request: Request, limit: int) -> bytes:
    """The whole body, when it is at most ``limit`` bytes. Raises BodyTooLarge as soon as it is more."""
    length = declared_length(request.headers)
    if length is not None and length > limit:
        raise too_large(limit)
    parts: list[bytes] = []
    size = 0
    async for part in limited_stream(request, limit):
        parts.append(part)
        size += len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


async def limited_stream(request: Request, limit: int) -> AsyncIterator[bytes]:
    """The body part by part. Raises BodyTooLarge when more than ``limit`` bytes came."""
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > limit:
            raise too_large(limit)
        if part:
            yield part


class BodyLimit:
    """Refuses any request whose body is, or turns out to be, larger than ``limit`` bytes, whatever its path."""

    def __init__(self, app: ASGIApp, *, limit: int) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] == "GET":
            await self._app(scope, receive, send)
            return
        length = declared_length(Headers(scope=scope))
        if length is not None and length > self._limit:
            raise too_large(self._limit)
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._limit:
                raise too_large(self._limit)
            return message

        await self._app(scope, counted, send)
