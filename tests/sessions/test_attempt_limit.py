"""Attempts are counted for each network, and the memory for it is bounded."""

from __future__ import annotations

import pytest

from multisession.sessions import attempt_limit
from multisession.sessions.attempt_limit import AttemptLimit, network_of
from multisession.web.errors import TooManyRequests


def test_refuses_after_the_limit_and_says_when_to_come_back() -> None:
    now = 100.0
    limit = AttemptLimit(2, 60, clock=lambda: now)
    limit.check("198.51.100.1")
    limit.check("198.51.100.1")
    with pytest.raises(TooManyRequests) as refused:
        limit.check("198.51.100.1")
    assert refused.value.headers["Retry-After"] == "61"
    limit.check("198.51.100.2")
    now = 160.0
    limit.check("198.51.100.1")


def test_ipv6_counts_by_household() -> None:
    assert network_of("2001:db8:1:2::1") == network_of("2001:db8:1:2:ffff::9") == "2001:db8:1:2::/64"
    assert network_of("198.51.100.1") == "198.51.100.1"
    assert network_of("") == ""


def test_remembers_a_bounded_number_of_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempt_limit, "MOST_ADDRESSES", 3)
    limit = AttemptLimit(1, 60)
    for number in range(10):
        limit.check(f"198.51.100.{number}")
    limit.check("198.51.100.0")
    with pytest.raises(TooManyRequests):
        limit.check("198.51.100.9")
