"""The session cookie: which projects a browser may open, signed, 400 days at most.

Value: ``<payload>.<signature>``, both URL-safe base64 without padding. The payload is 1 byte version, 16 bytes active
session id, 8 bytes generation, 8 bytes issue time (s), 1 byte count, then up to nine earlier projects of 16 + 8 bytes.
An earlier project keeps its own generation, so that signing out elsewhere also takes it off other browsers' lists.
"""

from __future__ import annotations

import base64
import binascii
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from multisession.sessions.key_ring import KeyRing

PURPOSE = "cookie"
VERSION = 1
#: Browsers cap the life of a cookie at 400 days; the server does not believe an older one either.
LIFETIME = 400 * 24 * 3600
#: Past half its life a cookie is sent again: a visitor who returns within 200 days never loses it.
RENEW_AFTER = LIFETIME // 2
MOST_EARLIER = 9
#: How many cookies of our name one request may make us verify; others could have set some.
MOST_DUPLICATES = 50

_HEAD = struct.Struct(">B16sQQB")
_EARLIER = struct.Struct(">16sQ")
_LONGEST_VALUE = 4 * (-(-(_HEAD.size + MOST_EARLIER * _EARLIER.size) // 3)) + 44


class Grant(NamedTuple):
    """The right to open one session's project: its id (32 hex digits) and the generation it was given in."""

    session_id: str
    generation: int


@dataclass(frozen=True, slots=True)
class CookieContent:
    """What a cookie says. ``issued`` is in seconds since 1970."""

    active: Grant
    earlier: tuple[Grant, ...]
    issued: int


def encode_cookie(content: CookieContent, keys: KeyRing) -> str:
    """The signed value of a cookie."""
    active = content.active
    packed = _HEAD.pack(
        VERSION, bytes.fromhex(active.session_id), active.generation, content.issued, len(content.earlier)
    )
    packed += b"".join(_EARLIER.pack(bytes.fromhex(grant.session_id), grant.generation) for grant in content.earlier)
    payload = base64.urlsafe_b64encode(packed).rstrip(b"=")
    return f"{payload.decode()}.{keys.signature(PURPOSE, payload)}"


def decode_cookie(value: str, keys: KeyRing, *, now: float) -> CookieContent | None:
    """What a cookie's value says; None when we did not sign it, it is too old, or it is not one."""
    if len(value) > _LONGEST_VALUE:
        return None
    payload, dot, signature = value.partition(".")
    if not dot or not keys.verifies(PURPOSE, payload.encode("utf-8", "replace"), signature):
        return None
    content = _unpack(payload)
    if content is None or now - content.issued > LIFETIME:
        return None
    return content


def _unpack(payload: str) -> CookieContent | None:
    try:
        packed = base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
        version, active, generation, issued, count = _HEAD.unpack_from(packed)
    except (binascii.Error, ValueError, struct.error):
        return None
    if version != VERSION or count > MOST_EARLIER or len(packed) != _HEAD.size + count * _EARLIER.size:
        return None
    earlier = tuple(
        Grant(session_id.hex(), earlier_generation)
        for session_id, earlier_generation in _EARLIER.iter_unpack(packed[_HEAD.size :])
    )
    return CookieContent(Grant(active.hex(), generation), earlier, issued)


def cookie_name(instance: str, *, secure: bool) -> str:
    """The cookie's name: two studios on one host differ by the first digits of their instance id.

    Over https the ``__Host-`` prefix keeps sibling hosts and other paths from setting it.
    """
    return f"__Host-ls-{instance[:6]}" if secure else f"ls-{instance[:6]}"


def set_cookie_header(name: str, value: str, *, path: str, secure: bool, framed: bool = False) -> str:
    """The value of a Set-Cookie header. ``path`` is ignored over https: ``__Host-`` demands ``/``.

    ``framed``: the cookie is kept and sent inside a frame of another site as well, another one for each such site, so
    that no site learns from it what a visitor does on the next.
    """
    header = f"{name}={value}; Max-Age={LIFETIME}; Path={'/' if secure else path or '/'}; HttpOnly"
    if framed:
        return f"{header}; SameSite=None; Secure; Partitioned"
    return f"{header}; SameSite=Lax{'; Secure' if secure else ''}"


def cookie_values(headers: Iterable[tuple[bytes, bytes]], name: str) -> Iterator[str]:
    """Every value that the request's Cookie headers give for ``name``, the first few of them."""
    wanted = name.encode()
    found = 0
    for header, line in headers:
        if header != b"cookie":
            continue
        for pair in line.split(b";"):
            key, equals, value = pair.strip(b" \t").partition(b"=")
            if equals and key == wanted:
                yield value.decode("latin-1")
                found += 1
                if found == MOST_DUPLICATES:
                    return
