"""Attack 21: two tabs, or two workers, write the same annotation at once. The rule: the last write holds, whole.

Nobody's answer is a lie: each write that was acknowledged was the annotation's content at some moment, the revisions
count all of them, and the counters of the project are those of what is left.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

from multisession.app import create_app
from multisession.settings import Settings

pytestmark = pytest.mark.anyio

CONFIG = '<View><Text name="text" value="$text"/></View>'
WRITES = 40


@pytest.fixture
async def tabs(tmp_path: Path) -> AsyncIterator[list[httpx.AsyncClient]]:
    """Two tabs of one browser, whose requests reach two workers of one root directory; a task with an annotation."""
    async with AsyncExitStack() as stack:
        clients = []
        for _ in range(2):
            app = create_app(Settings(mode="multi", root_dir=tmp_path, max_requests_per_second=0))
            await stack.enter_async_context(app.router.lifespan_context(app))
            transport = httpx.ASGITransport(app)
            clients.append(await stack.enter_async_context(httpx.AsyncClient(transport=transport, base_url="http://s")))
        first, second = clients
        await first.get("/")
        assert (await first.patch("/api/projects/1", json={"label_config": CONFIG})).is_success
        assert (await first.post("/api/projects/1/import", json=[{"text": "a"}])).is_success
        assert (await first.post("/api/tasks/1/annotations", json={"result": []})).is_success
        second.cookies = first.cookies
        yield clients


def result(tab: int, number: int) -> list[dict[str, Any]]:
    """What one write says: long enough to be torn, were writes not whole."""
    return [{"id": f"{tab}-{number}", "type": "labels", "value": {"text": f"{tab}-{number} " * 400}}] * 3


async def counts(client: httpx.AsyncClient) -> tuple[int, int]:
    """(annotations, finished tasks) of the project."""
    project = (await client.get("/api/projects/1")).json()
    return project["total_annotations_number"], project["finished_task_number"]


async def test_the_last_write_holds_and_is_whole(tabs: list[httpx.AsyncClient]) -> None:
    async def write(tab: int) -> list[dict[str, Any]]:
        answers = []
        for number in range(WRITES):
            answer = await tabs[tab].patch("/api/annotations/1", json={"result": result(tab, number)})
            assert answer.status_code == 200
            answers.append(answer.json())
        return answers

    written = [answer for answers in await asyncio.gather(write(0), write(1)) for answer in answers]
    assert sorted(answer["revision"] for answer in written) == list(range(2, 2 * WRITES + 2)), "no write was lost"
    last = max(written, key=lambda answer: int(answer["revision"]))
    for tab in tabs:
        kept = (await tab.get("/api/annotations/1")).json()
        assert (kept["revision"], kept["result"]) == (last["revision"], last["result"])
        assert await counts(tab) == (1, 1)


async def test_a_deleted_annotation_stays_deleted_whoever_was_faster(tabs: list[httpx.AsyncClient]) -> None:
    async def change() -> list[int]:
        said = []
        for number in range(WRITES):
            said.append((await tabs[0].patch("/api/annotations/1", json={"result": result(0, number)})).status_code)
        return said

    async def delete() -> int:
        await asyncio.sleep(0)
        return (await tabs[1].delete("/api/annotations/1")).status_code

    changed, deleted = await asyncio.gather(change(), delete())
    assert deleted == 204
    assert set(changed) <= {200, 404} and changed == sorted(changed), "after the first 404 nothing is taken"
    assert (await tabs[0].patch("/api/annotations/1", json={"result": []})).status_code == 404
    for tab in tabs:
        assert await counts(tab) == (0, 0)


async def test_one_submission_sent_from_both_tabs_is_one_annotation(tabs: list[httpx.AsyncClient]) -> None:
    """A client that heard nothing sends again; by then the other worker may be asked."""
    body = {"result": result(0, 0), "unique_id": "7c1f", "was_cancelled": False}
    sent = [tab.post("/api/tasks/1/annotations", json=body) for _ in range(10) for tab in tabs]
    answers = await asyncio.gather(*sent)
    assert {answer.status_code for answer in answers} <= {200, 201}
    assert len({json.dumps(answer.json()["id"]) for answer in answers}) == 1
    assert await counts(tabs[1]) == (2, 1)
