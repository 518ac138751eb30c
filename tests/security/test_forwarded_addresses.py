"""Attack 4: who writes addresses into X-Forwarded-For gets no new allowance by it, and no worse one for others."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
import time_machine

from multisession.app import create_app
from multisession.sessions.current import RESUME_ATTEMPTS
from multisession.settings import Settings

pytestmark = pytest.mark.anyio

PROXY = "192.0.2.1"
ALLOWED = RESUME_ATTEMPTS


@pytest.fixture(autouse=True)
def one_moment() -> Iterator[None]:
    """However long it takes: no attempt is given back meanwhile."""
    with time_machine.travel(1_800_000_000, tick=False):
        yield


@asynccontextmanager
async def arriving(root: Path, *trusted: str) -> AsyncIterator[Callable[[str], httpx.AsyncClient]]:
    """A studio that trusts these proxies; what it gives makes a client that connects from an address."""
    app = create_app(Settings(mode="multi", root_dir=root, trusted_proxies=trusted))
    async with app.router.lifespan_context(app):
        yield lambda address: httpx.AsyncClient(
            transport=httpx.ASGITransport(app, client=(address, 4321)), base_url="http://studio.test"
        )


async def guesses(client: httpx.AsyncClient, *forwarded_for: str) -> list[int]:
    """The statuses of one wrong resume code for each address that it says it comes from."""
    async with client:
        answers = [
            await client.post("/api/session/resume", json={"code": "wrong"}, headers={"x-forwarded-for": said})
            for said in forwarded_for
        ]
    return [answer.status_code for answer in answers]


def invented(number: int) -> list[str]:
    """Addresses that a flood would write: single ones, chains, IPv6, with ports, and nonsense."""
    forms = ("10.9.{0}.{1}", "2001:db8:{0}:{1}::7", "10.8.{0}.{1}, 10.9.{1}.{0}", "[2001:db8::{0}:{1}]:443",
             "10.7.{0}.{1}:8080", "unknown, 10.6.{0}.{1}", "::ffff:10.5.{0}.{1}")  # fmt: skip
    return [forms[at % len(forms)].format(at // 250, at % 250) for at in range(number)]


async def test_a_stranger_is_counted_by_the_connection_whatever_it_writes(tmp_path: Path) -> None:
    async with arriving(tmp_path) as arrive:
        assert await guesses(arrive("203.0.113.9"), *invented(2 * ALLOWED)) == [404] * ALLOWED + [429] * ALLOWED
        # Nobody whose address was written was counted.
        assert await guesses(arrive("10.9.0.0"), "203.0.113.9") == [404]


async def test_behind_a_trusted_proxy_only_its_own_word_counts(tmp_path: Path) -> None:
    async with arriving(tmp_path, PROXY) as arrive:
        # The proxy appends the address that it saw; what stands before it came from the visitor.
        written = [f"{address}, 198.51.100.7" for address in invented(2 * ALLOWED)]
        assert await guesses(arrive(PROXY), *written) == [404] * ALLOWED + [429] * ALLOWED
        assert await guesses(arrive(PROXY), "198.51.100.7, 198.51.100.8") == [404]
        # Somebody who reaches the port without the proxy is a stranger.
        assert await guesses(arrive("203.0.113.9"), *["198.51.100.8, 192.0.2.1"] * 21) == [404] * ALLOWED + [429]


async def test_a_household_of_ipv6_addresses_is_one(tmp_path: Path) -> None:
    async with arriving(tmp_path, PROXY) as arrive:
        household = [f"2001:db8:1:2::{at:x}:{at * 7:x}" for at in range(1, 2 * ALLOWED + 1)]
        assert await guesses(arrive(PROXY), *household) == [404] * ALLOWED + [429] * ALLOWED
        assert await guesses(arrive(PROXY), "2001:db8:1:3::1") == [404]


async def test_a_socket_for_both_families_tells_ipv4_visitors_and_proxies_apart(tmp_path: Path) -> None:
    async with arriving(tmp_path, PROXY) as arrive:
        assert await guesses(arrive("::ffff:203.0.113.9"), *["10.0.0.1"] * 21) == [404] * ALLOWED + [429]
        assert await guesses(arrive("::ffff:203.0.113.10"), "10.0.0.1") == [404]
        assert await guesses(arrive(f"::ffff:{PROXY}"), *["198.51.100.7"] * 21) == [404] * ALLOWED + [429]
        assert await guesses(arrive(f"::ffff:{PROXY}"), "198.51.100.8") == [404]
