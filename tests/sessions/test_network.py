"""Whom an address stands for."""

from __future__ import annotations

from multisession.sessions.network import network_of


def test_ipv6_counts_by_household_and_what_is_no_address_by_itself() -> None:
    assert network_of("2001:db8:1:2::1") == network_of("2001:db8:1:2:ffff::9") == "2001:db8:1:2::/64"
    assert network_of("198.51.100.1") == "198.51.100.1"
    assert network_of("") == ""
