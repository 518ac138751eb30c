"""A limit on attempts per address, in memory: guessing costs time, and remembering the guessers little memory."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable

from multisession.web.errors import TooManyRequests

MOST_ADDRESSES = 10_000


class AttemptLimit:
    """``limit`` attempts in ``seconds`` for each address, counted in fixed windows by each process."""

    def __init__(self, limit: int, seconds: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit = limit
        self._seconds = seconds
        self._clock = clock
        self._counts: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def check(self, address: str) -> None:
        """Counts one attempt. Raises TooManyRequests with the time to wait."""
        key = network_of(address)
        now = self._clock()
        begun, count = self._counts.pop(key, (now, 0))
        if now - begun >= self._seconds:
            begun, count = now, 0
        self._counts[key] = (begun, count + 1)
        while len(self._counts) > MOST_ADDRESSES:
            self._counts.popitem(last=False)
        if count >= self._limit:
            wait = max(1, int(begun + self._seconds - now) + 1)
            raise TooManyRequests(f"Too many attempts. Try again in {wait} seconds.", retry_after=wait)


def network_of(address: str) -> str:
    """The address, or for IPv6 its /64: one household has as many of those addresses as it likes."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is not None:
        # How a socket for both families names a visitor who comes over IPv4: they would all share one /64.
        return str(parsed.ipv4_mapped)
    if parsed.version == 4:
        return address
    return str(ipaddress.ip_network((parsed, 64), strict=False))
