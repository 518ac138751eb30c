"""Parts of a page that come without a cookie never replace the visitor's session."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from tests.sessions.studio import serving

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("destination", "given"),
    [
        (None, True),
        ("document", True),
        ("empty", True),
        ("iframe", True),
        ("image", False),
        ("audio", False),
        ("style", False),
    ],
)
async def test_a_new_session_begins_with_a_page_or_a_call_only(
    tmp_path: Path, destination: str | None, given: bool
) -> None:
    headers = {} if destination is None else {"Sec-Fetch-Dest": destination}
    async with serving(tmp_path) as (_, app):
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            answer = await client.get("/api/tasks", headers=headers)
    assert ("set-cookie" in answer.headers) is given
