"""Which IP addresses are on the public internet: all that this program connects to unless the host allows more.

Written out, since what ``ipaddress`` calls global changes with the version of Python and holds multicast. The tables
are those of IANA's special-purpose registries, and the one address outside them at which a cloud tells its secrets.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

from multisession.settings import SettingInvalid

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_NOT_PUBLIC_4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",  # private
        "100.64.0.0/10",  # shared by the customers of a provider
        "127.0.0.0/8", "169.254.0.0/16",  # this machine; this link, and what clouds tell their machines
        "168.63.129.16/32",  # what Azure tells its machines
        "192.0.0.0/24", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24",  # protocols, documentation
        "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.175.48.0/24",  # anycast of infrastructure
        "198.18.0.0/15",  # benchmarks
        "224.0.0.0/4", "240.0.0.0/4",  # multicast; reserved, broadcast
    )
)  # fmt: skip
#: all that is given out to the public
_UNICAST_6 = ipaddress.IPv6Network("2000::/3")
_NOT_PUBLIC_6 = tuple(
    ipaddress.IPv6Network(network)
    for network in (
        "2001::/23",  # protocols, among them Teredo
        "2001:db8::/32", "3fff::/20",  # documentation
        "2002::/16",  # 6to4, which carries an IPv4 address
        "2620:4f:8000::/48",  # anycast of infrastructure
    )
)  # fmt: skip
#: an IPv4 address in the last four bytes, as networks that have only IPv6 see the others
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
#: what stands before an IPv4 address in the last four bytes of a tunnel's end (ISATAP)
_ISATAP = (b"\x00\x00\x5e\xfe", b"\x02\x00\x5e\xfe")


def is_public(address: Address) -> bool:
    """Whether anybody on the internet could be meant by this address, and nothing nearer."""
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    carried = carried_address(address)
    if carried is not None:
        return is_public(carried)
    if address not in _UNICAST_6 or any(address in network for network in _NOT_PUBLIC_6):
        return False
    return address.packed[8:12] not in _ISATAP


def carried_address(address: Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address at which a connection to this IPv6 address ends; None for any other."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(address.packed[12:])
    return address.ipv4_mapped


def may_connect(address: Address, allowed: Sequence[Network]) -> bool:
    """Whether an address is public, or in a network that the host allows."""
    meant = carried_address(address) or address
    return is_public(address) or any(meant in network for network in allowed if network.version == meant.version)


def networks(named: Sequence[str], where: str) -> tuple[Network, ...]:
    """Networks as the host names them: ``10.0.0.0/8``, ``fd00::/8``, one address. Raises SettingInvalid."""
    found = []
    for name in named:
        try:
            found.append(ipaddress.ip_network(name, strict=False))
        except ValueError:
            raise SettingInvalid(f'{where} has "{name}"; it takes networks such as 10.0.0.0/8 or fd00::/8.') from None
    return tuple(found)
