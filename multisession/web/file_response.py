"""Answers with the content of an open file: whole, one range of it, or only its headers."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Mapping
from typing import BinaryIO

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

_BLOCK_BYTES = 256 * 1024
_RANGE = re.compile(r"bytes=(?:(\d{1,18})-(\d{0,18})|-(\d{1,18}))")


def byte_range(header: str | None, size: int) -> tuple[int, int] | None:
    """First byte and length that a Range header asks for, None for the whole file.

    Only one range is read; several, another unit, or nonsense get the whole file, as RFC 9110 allows. Raises
    ValueError when the range lies past the end.
    """
    asked = _RANGE.fullmatch(header.replace(" ", "")) if header else None
    if asked is None:
        return None
    first, last, suffix = asked.groups()
    if suffix is not None:
        length = min(int(suffix), size)
        start = size - length
    else:
        start = int(first)
        end = min(int(last), size - 1) if last else size - 1
        if last and int(last) < start:
            return None
        length = end - start + 1
    if length <= 0 or start >= size:
        raise ValueError(f"no byte of {size} is in {header}")
    return start, length


class FileResponse(Response):
    """Streams an open file, which it closes. ``etag`` names the content and never changes for it.

    Knows If-None-Match (304), Range with If-Range (206, 416) and HEAD. The path is never opened here: whoever calls
    has opened the right file already.
    """

    def __init__(
        self, file: BinaryIO, request: Request, *, content_type: str, etag: str, headers: Mapping[str, str]
    ) -> None:
        self._file = file
        self._send_body = request.method != "HEAD"
        size = os.fstat(file.fileno()).st_size
        quoted = f'"{etag}"'
        status, self._start, self._length = 200, 0, size
        sent = {**headers, "ETag": quoted, "Accept-Ranges": "bytes"}
        known = {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}
        if quoted in known or "*" in known:
            status, self._length, self._send_body = 304, 0, False
        elif request.headers.get("if-range", quoted) == quoted:
            try:
                part = byte_range(request.headers.get("range"), size)
            except ValueError:
                status, self._length = 416, 0
                sent["Content-Range"] = f"bytes */{size}"
            else:
                if part is not None:
                    status = 206
                    self._start, self._length = part
                    sent["Content-Range"] = f"bytes {self._start}-{self._start + self._length - 1}/{size}"
        if status != 304:
            sent["Content-Type"] = content_type
            sent["Content-Length"] = str(self._length)
        super().__init__(None, status, sent)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            left = self._length if self._send_body else 0
            if left:
                self._file.seek(self._start)
            while left:
                block = await asyncio.to_thread(self._file.read, min(left, _BLOCK_BYTES))
                if not block:
                    # The file became shorter: ending without the rest lets the server cut the connection.
                    return
                left -= len(block)
                await send({"type": "http.response.body", "body": block, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            self._file.close()
