"""The host's cookie: who has given the console's key, for twelve hours. It says nothing to the tenants' routes.

Value: ``<payload>.<signature>``, URL-safe base64 without padding. The payload is 1 byte version, 8 bytes issue time
(s), 16 random bytes by which it can be ended. The signature also covers a digest of the key: another key ends it.
"""

from __future__ import annotations

import base64
import binascii
import secrets
import struct
from dataclasses import dataclass

from multisession.sessions.key_ring import KeyRing

PURPOSE = "host-cookie"
VERSION = 1
LIFETIME = 12 * 3600

_PAYLOAD = struct.Struct(">BQ16s")
_LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True)
class HostCookie:
    """One sign-in. ``issued`` is in seconds since 1970."""

    issued: int
    identifier: bytes

    @property
    def until(self) -> int:
        """When it ends by itself."""
        return self.issued + LIFETIME


def new_host_cookie(now: float) -> HostCookie:
    """A sign-in that begins now."""
    return HostCookie(int(now), secrets.token_bytes(16))


def encode_host_cookie(cookie: HostCookie, keys: KeyRing, *, host_key: bytes) -> str:
    """The signed value; ``host_key`` is the digest of the console's key."""
    packed = _PAYLOAD.pack(VERSION, cookie.issued, cookie.identifier)
    payload = base64.urlsafe_b64encode(packed).rstrip(b"=")
    return f"{payload.decode()}.{keys.signature(PURPOSE, payload + host_key)}"


def decode_host_cookie(value: str, keys: KeyRing, *, host_key: bytes, now: float) -> HostCookie | None:
    """The sign-in of a cookie's value; None when we did not sign it with this key, or it is too old."""
    if len(value) > _LONGEST_VALUE:
        return None
    payload, dot, signature = value.partition(".")
    signed = payload.encode("utf-8", "replace") + host_key
    if not dot or not keys.verifies(PURPOSE, signed, signature):
        return None
    try:
        version, issued, identifier = _PAYLOAD.unpack(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except (binascii.Error, ValueError, struct.error):
        return None
    cookie = HostCookie(issued, identifier)
    return cookie if version == VERSION and issued <= now + 60 and now < cookie.until else None


def host_cookie_name(instance: str, *, secure: bool) -> str:
    """Unlike the visitors' cookie's name, and over https protected like it from sibling hosts and paths."""
    return f"__Host-ls-host-{instance[:6]}" if secure else f"ls-host-{instance[:6]}"


def host_cookie_header(name: str, value: str, *, path: str, secure: bool) -> str:
    """The value of a Set-Cookie header; an empty ``value`` takes the cookie away."""
    age = LIFETIME if value else 0
    header = f"{name}={value}; Max-Age={age}; Path={'/' if secure else path or '/'}; HttpOnly; SameSite=Strict"
    return f"{header}; Secure" if secure else header
