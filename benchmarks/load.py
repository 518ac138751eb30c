"""A load client: keep-alive connections on asyncio streams, lean enough to share two cores with the server."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Answer:
    """Status, headers (lower-case names) and body of one response."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


class Connection:
    """One keep-alive connection with one visitor's cookie."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookie = ""
        #: one more header line of each request
        self.extra = ""
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def request(
        self, method: str, path: str, body: bytes = b"", content_type: str = "application/json"
    ) -> Answer:
        """Sends one request and reads its answer. Raises ConnectionError when the server goes away."""
        if self._writer is None or self._reader is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self.port, limit=2**22)
        lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1"]
        if self.cookie:
            lines.append(f"Cookie: {self.cookie}")
        if self.extra:
            lines.append(self.extra)
        if method not in ("GET", "HEAD", "DELETE"):
            lines += [f"Content-Type: {content_type}", f"Content-Length: {len(body)}"]
        self._writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        head = await self._reader.readuntil(b"\r\n\r\n")
        status_line, *header_lines = head.decode("latin-1").split("\r\n")
        headers = {}
        for line in header_lines:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        if "set-cookie" in headers:
            self.cookie = headers["set-cookie"].split(";", 1)[0]
        answer = Answer(int(status_line.split()[1]), headers, await self._body(headers))
        return answer

    async def _body(self, headers: dict[str, str]) -> bytes:
        assert self._reader is not None
        if headers.get("transfer-encoding") == "chunked":
            parts = []
            while size := int(await self._reader.readline(), 16):
                parts.append((await self._reader.readexactly(size + 2))[:-2])
            await self._reader.readline()
            return b"".join(parts)
        return await self._reader.readexactly(int(headers.get("content-length", 0)))

    async def close(self) -> None:
        """Closes the connection."""
        if self._writer is not None:
            self._writer.close()


@dataclass
class Timings:
    """Latencies of a run, in seconds, and how long all of it took."""

    latencies: list[float] = field(default_factory=list)
    seconds: float = 0.0
    failures: int = 0

    def percentile(self, share: float) -> float:
        """The latency below which ``share`` of the requests lie, in seconds."""
        ordered = sorted(self.latencies)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)]

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.latencies) / self.seconds


async def drive(
    connections: list[Connection], seconds: float, work: Callable[[Connection], Awaitable[bool]]
) -> Timings:
    """Every connection repeats ``work`` for ``seconds``; work returns whether the answer was right."""
    timings = Timings()
    begin = time.perf_counter()
    deadline = begin + seconds

    async def one(connection: Connection) -> None:
        while time.perf_counter() < deadline:
            sent = time.perf_counter()
            right = await work(connection)
            timings.latencies.append(time.perf_counter() - sent)
            timings.failures += not right

    await asyncio.gather(*(one(connection) for connection in connections))
    timings.seconds = time.perf_counter() - begin
    return timings
