"""Requests a second from one session or address, counted in one table of fixed size that all worker processes share.

The table is a memory-mapped file of 8-byte slots: a client finds its slot by a keyed hash, so memory does not grow with
clients, and nobody can aim at another's slot. A slot holds the moment (ms) up to which its client has used its share,
as in the generic cell rate algorithm (ITU-T I.371), and a tag of the client. Processes write without a lock: when two
write at once, one request goes uncounted.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import secrets
import struct
import time
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock
from starlette.types import ASGIApp, Receive, Scope, Send

from multisession.sessions.network import network_of
from multisession.web.errors import TooManyRequests

SLOTS = 32_768
#: Slots a client may take: the first free one of these; when others hold them all, it passes uncounted.
PROBES = 4
#: So many seconds' worth of requests may come at once: a page of pictures, or a script that begins.
BURST_SECONDS = 4
#: The longest that :meth:`RateTable.wait` may be told.
LONGEST_BURST_SECONDS = 60
#: An address without a session may be a lecture hall that opens the link at the same moment.
ADDRESS_FACTOR = 10

_SLOT = struct.Struct("<Q")
#: 44 bits of milliseconds since 1970, 20 bits of tag
_TAG_BITS = 20
_KEY_BYTES = 16
_SIZE = _KEY_BYTES + SLOTS * _SLOT.size


class RateTable:
    """The table of one root directory; 256 KiB, made when it is not there."""

    def __init__(self, path: Path, *, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        with FileLock(path.with_suffix(".lock")):
            if not path.exists() or path.stat().st_size != _SIZE:
                path.write_bytes(secrets.token_bytes(_KEY_BYTES) + bytes(_SIZE - _KEY_BYTES))
                path.chmod(0o600)
        descriptor = os.open(path, os.O_RDWR)
        try:
            self._map = mmap.mmap(descriptor, _SIZE)
        finally:
            os.close(descriptor)
        self._key = self._map[:_KEY_BYTES]

    def wait(self, client: bytes, per_second: float, *, burst_seconds: int = BURST_SECONDS) -> float:
        """Counts a request; 0 when it may go on, else the seconds after which one may."""
        now = int(self._clock() * 1000)
        hashed = int.from_bytes(hashlib.blake2b(client, digest_size=8, key=self._key).digest(), "little")
        tag, slot = hashed >> (64 - _TAG_BITS), hashed % SLOTS
        for probe in range(PROBES):
            offset = _KEY_BYTES + (slot + probe) % SLOTS * _SLOT.size
            value: int = _SLOT.unpack_from(self._map, offset)[0]
            taken, holder = value >> _TAG_BITS, value & ((1 << _TAG_BITS) - 1)
            if taken - now > 1000 * (1 + (burst_seconds if holder == tag else LONGEST_BURST_SECONDS)):
                # Nobody is so far ahead: the clock was put back, and nobody is to wait until it is there again.
                taken = 0
            if holder != tag and taken > now:
                continue
            used: float = max(taken, now) + 1000 / per_second
            if used - now > burst_seconds * 1000:
                return (used - now) / 1000 - burst_seconds
            # A share of less than a millisecond is rounded by chance, so that on average it counts in full.
            whole = int(used) + (secrets.randbelow(1000) < (used % 1) * 1000)
            _SLOT.pack_into(self._map, offset, whole << _TAG_BITS | tag)
            return 0.0
        return 0.0

    def close(self) -> None:
        """Gives the memory back; the file stays."""
        self._map.close()


class RequestRate:
    """Refuses what a session asks beyond its rate, or an address for those that have written nothing.

    A session that has written nothing costs its maker nothing: a rate for each would be no limit. Stands inside the
    session layer; ``is_written`` tells of a session's id whether there is a project.
    """

    def __init__(self, app: ASGIApp, *, table: RateTable, per_second: int, is_written: Callable[[str], bool]) -> None:
        self._app = app
        self._table = table
        self._per_second = per_second
        self._is_written = is_written

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        visit = scope.get("state", {}).get("visit") if scope["type"] == "http" else None
        if visit is not None:
            session, factor = visit.session, 1
            if session.is_new or not self._is_written(session.id):
                client = scope.get("client")
                key, factor = network_of(client[0] if client else "").encode(), ADDRESS_FACTOR
            else:
                key = bytes.fromhex(session.id)
            wait = self._table.wait(key, self._per_second * factor)
            if wait:
                seconds = max(1, int(wait + 0.999))
                raise TooManyRequests(f"Too many requests. Go on in {seconds} s.", retry_after=seconds)
        await self._app(scope, receive, send)
