"""Which addresses are on the public internet, and which only look so."""

from __future__ import annotations

import ipaddress

import pytest

from multisession.settings import SettingInvalid
from multisession.web.public_addresses import is_public, may_connect, networks

PUBLIC = [
    "1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.1", "169.253.1.1", "172.15.0.1", "172.32.0.1", "192.0.1.1",
    "192.169.0.1", "198.17.0.1", "198.20.0.1", "223.255.255.255", "168.63.129.15", "2606:4700:4700::1111",
    "2a00:1450::1", "2001:4860:4860::8888", "64:ff9b::8.8.8.8", "::ffff:8.8.8.8",
]  # fmt: skip
NOT_PUBLIC = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200", "100.127.255.255",
    "127.0.0.1", "127.255.0.1", "169.254.169.254", "168.63.129.16", "172.16.0.1", "172.31.255.255", "192.0.0.8",
    "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.7",
    "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::8.8.8.8", "100::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1", "2001:10::1",
    "2002:7f00:1::1", "2002:808:808::1", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1",
    "ff02::1", "2606:4700::5efe:10.0.0.1", "2606:4700::200:5efe:127.0.0.1", "4000::1",
]  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_what_anybody_may_ask_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_what_is_near_or_nobodys_is_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


def test_a_host_allows_networks_of_its_own_and_nothing_beside_them() -> None:
    allowed = networks(("10.1.0.0/16", "fd00::/8", "127.0.0.1"), "--allow-private-network")
    for address in ("10.1.2.3", "::ffff:10.1.2.3", "64:ff9b::10.1.2.3", "fd12::1", "127.0.0.1", "8.8.8.8"):
        assert may_connect(ipaddress.ip_address(address), allowed)
    for address in ("10.2.0.1", "::ffff:10.2.0.1", "127.0.0.2", "fe80::1", "169.254.169.254"):
        assert not may_connect(ipaddress.ip_address(address), allowed)
    with pytest.raises(SettingInvalid, match="--allow-private-network"):
        networks(("ten",), "--allow-private-network")
