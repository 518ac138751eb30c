"""Another host on the internet, as good or as bad as a test wants it: a server that answers bytes as they are given."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

Answer = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass
class OtherHost:
    """``answers`` by path; what it was asked stands in ``heads``."""

    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    heads: list[str] = field(default_factory=list)
    connections: int = 0

    def address(self, path: str, host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def has(self, path: str, body: bytes, *headers: str, status: str = "200 OK") -> str:
        """Answers a path with a body and its true length; the path's address."""
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
        return self.says(path, "\r\n".join(lines).encode() + b"\r\n\r\n" + body)

    def says(self, path: str, content: bytes) -> str:
        """Answers a path with these bytes, and hangs up; the path's address."""

        async def say(writer: asyncio.StreamWriter) -> None:
            writer.write(content)
            await writer.drain()

        self.answers[path] = say
        return self.address(path)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            self.heads.append(head)
            await self.answers[head.split(" ", 2)[1].partition("?")[0]](writer)
        writer.close()


@contextlib.asynccontextmanager
async def other_host(certificate: ssl.SSLContext | None = None) -> AsyncIterator[OtherHost]:
    """One that runs while the block does, at a free port of 127.0.0.1."""
    host = OtherHost()
    serving: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        serving.add(task)
        try:
            await host._serve(reader, writer)
        except asyncio.CancelledError:
            writer.transport.abort()
        finally:
            serving.discard(task)

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=certificate)
    host.port = server.sockets[0].getsockname()[1]
    try:
        yield host
    finally:
        server.close()
        for task in list(serving):
            task.cancel()
        await asyncio.gather(*serving, return_exceptions=True)
        await server.wait_closed()
