"""What a proxy says about the visitor: believed when the proxy is one that the host named, ignored otherwise."""

from __future__ import annotations

import ipaddress
import logging
import re
from collections.abc import Sequence

from starlette.types import ASGIApp, Receive, Scope, Send

from multisession.address import is_loopback
from multisession.settings import SettingInvalid
from multisession.web.local_peer import FORWARDED

logger = logging.getLogger(__name__)

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_HOST = re.compile(rb"[A-Za-z0-9.\-_\[\]:]{1,255}\Z")
_FORWARDED = (b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host")


class TrustedProxies:
    """Sets ``client``, ``scheme`` and Host from X-Forwarded-* when the connection comes from a trusted address.

    The client is the last address of X-Forwarded-For that is not itself a trusted proxy: what stands before it, the
    visitor could have written. The headers are then removed, so that nothing further in reads them unchecked.
    """

    def __init__(self, app: ASGIApp, *, trusted: Sequence[str]) -> None:
        self._app = app
        self._everyone = "*" in trusted
        self._warned = False
        self._networks = [_network(item) for item in trusted if item != "*"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            headers = [item for item in scope["headers"] if item[0] not in _FORWARDED]
            if len(headers) != len(scope["headers"]):
                said = self._believed(scope)
                scope = dict(scope, headers=headers)
                scope.setdefault("state", {})[FORWARDED] = True
                self._apply(scope, said)
        await self._app(scope, receive, send)

    def _believed(self, scope: Scope) -> dict[bytes, bytes]:
        client = scope.get("client")
        # A Unix socket has no address: whoever can reach it is on this machine.
        if client is not None and not self._trusts(client[0]):
            self._warn(client[0])
            return {}
        found: dict[bytes, bytes] = {}
        for name, value in scope["headers"]:
            if name in _FORWARDED:
                found[name] = found[name] + b"," + value if name in found else value
        return found

    def _warn(self, address: str) -> None:
        """Says once what a host who set up a proxy forgot; the limits count addresses, so it matters."""
        if self._warned or not is_loopback(address):
            return
        self._warned = True
        logger.warning(
            "A proxy on this machine forwards visitors, and is not in --trusted-proxies: to the limits all its "
            "visitors are one address. Start with --trusted-proxies %s.",
            address,
        )

    def _apply(self, scope: Scope, said: dict[bytes, bytes]) -> None:
        client = self._visitor(said.get(b"x-forwarded-for", b""))
        if client:
            scope["client"] = (client, 0)
        scheme = _last(said.get(b"x-forwarded-proto", b"")).lower()
        if scheme in (b"http", b"https"):
            scope["scheme"] = scheme.decode()
        host = _last(said.get(b"x-forwarded-host", b""))
        if _HOST.match(host):
            scope["headers"] = [item for item in scope["headers"] if item[0] != b"host"] + [(b"host", host)]

    def _visitor(self, forwarded_for: bytes) -> str | None:
        nearest = None
        for part in reversed(forwarded_for.decode("latin-1").split(",")):
            address = _address(part)
            if address is None:
                break
            nearest = address
            if not self._trusts(address):
                break
        return nearest

    def _trusts(self, address: str) -> bool:
        if self._everyone:
            return True
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            return False
        # A socket for both families names a proxy that comes over IPv4 by its mapped address.
        proxy = getattr(parsed, "ipv4_mapped", None) or parsed
        return any(proxy in network for network in self._networks)


def _network(text: str) -> Network:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        raise SettingInvalid(
            f'--trusted-proxies has "{text}"; it takes addresses such as 127.0.0.1 or 10.0.0.0/8.'
        ) from None


def _last(value: bytes) -> bytes:
    # A chain of proxies may append; the last word is the one our own proxy said.
    return value.rpartition(b",")[2].strip()


def _address(part: str) -> str | None:
    """The address in one item of X-Forwarded-For, which may carry a port; None when there is none."""
    text = part.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return None
