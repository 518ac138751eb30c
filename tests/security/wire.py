"""Requests byte by byte: what no client library would send, and the whole answer to it."""

from __future__ import annotations

import contextlib
import http.client
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

#: The longest a server may think about one request, in seconds.
PATIENCE = 30.0


@dataclass(frozen=True)
class Answer:
    """Status, the head as it came, and the body. ``status`` 0: the connection was closed without a word."""

    status: int
    head: bytes
    body: bytes

    def header(self, name: str) -> str | None:
        """One header of the answer."""
        wanted = name.lower().encode()
        for line in self.head.split(b"\r\n"):
            key, _, value = line.partition(b":")
            if key.strip().lower() == wanted:
                return value.strip().decode("latin-1")
        return None


NO_ANSWER = Answer(0, b"", b"")


class Wire:
    """A connection to a server on this machine; it is made again when the server closes it."""

    def __init__(self, port: int, *, cookie: str = "") -> None:
        self._port = port
        self._cookie = cookie
        self._socket: socket.socket | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
        self._socket = None

    def ask(self, method: str, target: bytes, headers: Iterable[tuple[bytes, bytes]] = (), body: bytes = b"") -> Answer:
        """Sends one request line and its headers as they are; what it lacks of Host, Cookie and length is added."""
        given = list(headers)
        names = {name.lower() for name, _ in given}
        if b"host" not in names:
            given.append((b"Host", b"127.0.0.1:%d" % self._port))
        if self._cookie and b"cookie" not in names:
            given.append((b"Cookie", self._cookie.encode()))
        if body and b"content-length" not in names and b"transfer-encoding" not in names:
            given.append((b"Content-Length", b"%d" % len(body)))
        head = b"".join(b"%s: %s\r\n" % item for item in given)
        return self.send(b"%s %s HTTP/1.1\r\n%s\r\n%s" % (method.encode(), target, head, body), method=method)

    def send(self, request: bytes, *, method: str = "GET") -> Answer:
        """Sends bytes and reads the one answer to them."""
        for _ in range(2):
            fresh = self._socket is None
            if self._socket is None:
                self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=PATIENCE)
                self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            answer = self._exchange(self._socket, request, method)
            if answer.status or fresh:
                return answer
        return NO_ANSWER

    def _exchange(self, connection: socket.socket, request: bytes, method: str) -> Answer:
        response = http.client.HTTPResponse(connection, method=method)
        try:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                # A refusal may come, and the connection go, before the last byte is sent.
                connection.sendall(request)
            response.begin()
            head = str(response.headers).encode("latin-1", "replace").replace(b"\n", b"\r\n")
            answer = Answer(response.status, head, response.read())
        except (http.client.HTTPException, ConnectionError):
            answer = NO_ANSWER
        finally:
            response.close()
        if not answer.status or response.will_close:
            self.close()
        return answer
