"""Work for a client that goes away is given up; for one that stays it is done."""

from __future__ import annotations

import asyncio

import pytest
from starlette.requests import Request
from starlette.types import Message

from multisession.web.disconnect import ClientGone, while_connected

pytestmark = pytest.mark.anyio


class Client:
    """A request without a body, from a client that leaves when it is told to."""

    def __init__(self) -> None:
        self.leaves = asyncio.Event()
        self._asked = False
        self.request = Request({"type": "http", "method": "GET", "headers": [], "path": "/"}, self._receive)

    async def _receive(self) -> Message:
        if not self._asked:
            self._asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self.leaves.wait()
        return {"type": "http.disconnect"}


async def test_work_for_a_client_that_stays() -> None:
    client = Client()

    async def work() -> int:
        await asyncio.sleep(0)
        return 7

    assert await while_connected(client.request, work) == 7


async def test_what_the_work_raises() -> None:
    async def work() -> None:
        raise ValueError("seven")

    with pytest.raises(ValueError, match="seven"):
        await while_connected(Client().request, work)


async def test_work_for_a_client_that_leaves() -> None:
    client = Client()
    cancelled = asyncio.Event()

    async def work() -> None:
        client.leaves.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cancelled.set()
            raise

    with pytest.raises(ClientGone):
        await asyncio.wait_for(while_connected(client.request, work), 5)
    assert cancelled.is_set()


async def test_work_that_is_cancelled_from_outside() -> None:
    client = Client()
    started, cancelled = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    whole = asyncio.create_task(while_connected(client.request, work))
    await started.wait()
    whole.cancel()
    with pytest.raises(asyncio.CancelledError):
        await whole
    assert cancelled.is_set()
