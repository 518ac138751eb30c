"""A server for this machine answers only to names of this machine.

Where one project is served on a loopback address nobody needs a cookie, so the browser's same-origin rule is all that
keeps other sites out. A site can get round that rule by letting its own name point to 127.0.0.1 (DNS rebinding): its
page is then "same origin" with our port. The Host header still carries that name, and is refused.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from multisession.web.errors import BadRequest


class HostUnknown(BadRequest):
    """400: the request was sent to a name that this server does not go by."""

    code = "unknown-host"


class HostCheck:
    """Lets requests through whose Host is an IP address, localhost, or one of ``names``."""

    def __init__(self, app: ASGIApp, *, names: Iterable[str]) -> None:
        self._app = app
        self._names = frozenset(name.lower() for name in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self.knows(Headers(scope=scope).get("host", "")):
            raise HostUnknown("This server does not go by that name. Name its public address with --host.")
        await self._app(scope, receive, send)

    def knows(self, host: str) -> bool:
        """True for a Host header that this server answers to. No name at all is no browser's."""
        if not host:
            return True
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        if name in self._names or name == "localhost" or name.endswith(".localhost"):
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True
