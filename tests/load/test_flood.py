"""Crowds that leave nothing: clients without cookies, each from an address of its own, real or made up."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.load import Connection
from benchmarks.server import Server, running
from tests.load.footprint import names_below

PATHS = ("/label", "/?gallery=1", "/api/projects/1/next", "/api/session", "/api/tasks", "/health", "/privacy")
MOST_GROWTH = 5.0


async def crowd(server: Server, number: int, *, first: int = 0) -> Counter[int]:
    """So many clients without a cookie, each with an address of its own in X-Forwarded-For: the answers' statuses."""
    statuses: Counter[int] = Counter()
    clients = iter(range(first, first + number))

    async def lane() -> None:
        connection = Connection(server.port)
        for client in clients:
            connection.cookie = ""
            connection.extra = f"X-Forwarded-For: 10.{client >> 16 & 255}.{client >> 8 & 255}.{client & 255}"
            if client % 10 == 9:
                answer = await connection.request("POST", "/api/projects/1/import", b'[{"text": "mine"}]')
            else:
                answer = await connection.request("GET", PATHS[client % len(PATHS)])
            statuses[answer.status] += 1
        await connection.close()

    await asyncio.gather(*(lane() for _ in range(16)))
    return statuses


@pytest.mark.full
def test_ten_thousand_clients_without_cookies_leave_nothing_on_disk_and_little_in_memory(tmp_path: Path) -> None:
    with running("--template", "text_named_entity", "--trusted-proxies", "127.0.0.1", root=tmp_path) as server:
        asyncio.run(crowd(server, 1_000, first=2**20))
        before, memory = names_below(tmp_path), server.pss_megabytes()
        statuses = asyncio.run(crowd(server, 10_000))
        grown = server.pss_megabytes() - memory
        assert names_below(tmp_path) == before
    # Everybody may look, nobody may write, and nobody's share of requests is anybody else's.
    assert statuses == {200: 9_000, 401: 1_000}
    assert grown <= MOST_GROWTH


def test_a_thousand_made_up_addresses_are_one_address_and_leave_nothing(tmp_path: Path) -> None:
    flags = ("--template", "text_named_entity", "--max-requests-per-second", "5")
    with running(*flags, root=tmp_path) as server:
        asyncio.run(crowd(server, 50))
        before, memory = names_below(tmp_path), server.pss_megabytes()
        statuses = asyncio.run(crowd(server, 1_000))
        assert names_below(tmp_path) == before
        assert server.pss_megabytes() - memory <= MOST_GROWTH
    # 50 a second for an address without a session, four seconds' worth at once: what they claim does not count.
    assert statuses[429] > 400
