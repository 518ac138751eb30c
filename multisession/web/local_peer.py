"""Whether a request was made on this machine, by somebody who sits at it and not by a proxy for somebody elsewhere."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from starlette.types import Scope

#: Set in a request's state where headers that a proxy adds were read and taken away.
FORWARDED = "forwarded"
#: What proxies add, besides all that begins with X-Forwarded.
_PROXY_HEADERS = frozenset((b"forwarded", b"via", b"x-real-ip", b"true-client-ip", b"cf-connecting-ip"))


def is_local(scope: Scope) -> bool:
    """True for a loopback peer that nothing shows to be a proxy.

    A proxy on this machine is a loopback peer too, so whatever it may leave behind counts: headers that it adds, HTTP
    1.0, and a Host that is not this machine's. The last also keeps out a page whose own name was pointed here.
    """
    client = scope.get("client")
    if client is None or not _is_loopback(client[0]):
        return False
    if scope.get("state", {}).get(FORWARDED) or scope.get("http_version") == "1.0":
        return False
    host = ""
    for name, value in scope["headers"]:
        if name in _PROXY_HEADERS or name.startswith(b"x-forwarded"):
            return False
        if name == b"host":
            host = value.decode("latin-1")
    return _names_this_machine(host)


def _names_this_machine(host: str) -> bool:
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    return name == "localhost" or _is_loopback(name)


def _is_loopback(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_loopback
