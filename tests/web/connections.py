"""A real server on a real port around a small application, and a client that sends bytes as it likes."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, cast

import anyio.to_thread
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from multisession.http_server import HttpServer
from multisession.web.body_timeout import BodyTimeout
from multisession.web.error_handling import ErrorHandling
from multisession.web.http_protocol import METRICS, BoundedHttpProtocol, ConnectionLimits
from multisession.web.metrics import Metrics

BLOCK = b"x" * 65536


@dataclass
class Studio:
    """The small application: it counts what it has sent, and holds an answer back until it is let go."""

    blocks_sent: int = 0
    hold: threading.Event = field(default_factory=threading.Event)
    held: threading.Event = field(default_factory=threading.Event)
    metrics: Metrics = field(default_factory=Metrics)

    async def length(self, request: Request) -> Response:
        return PlainTextResponse(str(len(await request.body())))

    async def early(self, request: Request) -> Response:
        return PlainTextResponse("early")

    async def endless(self, request: Request) -> Response:
        async def blocks() -> AsyncIterator[bytes]:
            while True:
                self.blocks_sent += 1
                yield BLOCK
                # As after every read of a file or a database: the loop learns that the client has left.
                await asyncio.sleep(0)

        return StreamingResponse(blocks())

    async def wait(self, request: Request) -> Response:
        self.held.set()
        await anyio.to_thread.run_sync(self.hold.wait, 10)
        return PlainTextResponse("waited")

    async def block(self, request: Request) -> Response:
        self.held.set()
        self.hold.wait(10)
        return PlainTextResponse("blocked")

    def application(self, body_timeout: float) -> Starlette:
        table = [
            Route("/length", self.length, methods=["GET", "POST"]),
            Route("/early", self.early, methods=["GET", "POST"]),
            Route("/endless", self.endless),
            Route("/wait", self.wait),
            Route("/block", self.block),
        ]
        return Starlette(
            routes=table,
            middleware=[Middleware(ErrorHandling), Middleware(BodyTimeout, timeout=body_timeout)],
            lifespan=self.lifespan,
        )

    @contextlib.asynccontextmanager
    async def lifespan(self, app: Starlette) -> AsyncIterator[dict[str, Any]]:
        yield {METRICS: self.metrics}


@dataclass
class Serving:
    """A running server in a thread."""

    port: int
    server: HttpServer
    studio: Studio
    thread: threading.Thread

    def connections(self) -> int:
        return len(self.server.server_state.connections)

    def stop(self) -> None:
        self.server.should_exit = True


@contextlib.contextmanager
def serving(
    *, header_timeout: float = 0.6, body_timeout: float = 0.6, max_connections: int = 0, keep_alive: int = 30
) -> Iterator[Serving]:
    """A server whose limits are tenths of a second."""
    studio = Studio()
    limits = ConnectionLimits(header_timeout, body_timeout, max_connections)
    config = uvicorn.Config(
        studio.application(body_timeout),
        http=cast(Any, partial(BoundedHttpProtocol, limits=limits)),
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        timeout_keep_alive=keep_alive,
        timeout_graceful_shutdown=5,
    )
    ready = threading.Event()
    server = HttpServer(config, when_ready=ready.set)
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, args=([bound],), daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield Serving(bound.getsockname()[1], server, studio, thread)
    finally:
        studio.hold.set()
        server.should_exit = True
        thread.join(20)
        bound.close()
        assert not thread.is_alive()


@dataclass
class Answer:
    """One answer off the wire."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


class Client:
    """One connection."""

    def __init__(self, port: int, *, receive_buffer: int = 0) -> None:
        self.socket = socket.socket()
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(10)
        self.socket.connect(("127.0.0.1", port))
        self._file = self.socket.makefile("rb")

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self.socket.close()

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def answer(self) -> Answer:
        """The next answer. Raises ConnectionError when the server closed instead."""
        line = self._file.readline()
        if not line:
            raise ConnectionError("closed")
        headers = {}
        while (header := self._file.readline().strip()) != b"":
            name, _, value = header.decode().partition(":")
            headers[name.lower()] = value.strip()
        body = self._file.read(int(headers["content-length"]))
        return Answer(int(line.split()[1]), headers, body)

    def is_closed(self) -> bool:
        """Waits for the server's end of the connection. True when nothing came before it."""
        try:
            return self._file.read(1) == b""
        except ConnectionResetError:
            return True


def get(path: str = "/length", *lines: str) -> bytes:
    return "\r\n".join([f"GET {path} HTTP/1.1", "Host: studio", *lines, "", ""]).encode()
