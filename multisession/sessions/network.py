"""Whom an address stands for when visitors are counted."""

from __future__ import annotations

import ipaddress


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
