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


@pytest.mark.parametrize(
    ("headers", "given"),
    [
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "document"}, False),
        ({"Sec-Fetch-Site": "same-site", "Sec-Fetch-Dest": "document"}, False),
        ({"Origin": "https://evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "empty"}, True),
        ({"Origin": "http://test"}, True),
        ({}, True),
    ],
)
async def test_a_form_of_another_site_does_not_replace_the_visitors_session(
    tmp_path: Path, headers: dict[str, str], given: bool
) -> None:
    """SameSite=Lax keeps the cookie at home there, and a new one on the answer would be taken."""
    async with serving(tmp_path) as (_, app):
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            answer = await client.post("/api/tasks", headers=headers)
    assert ("set-cookie" in answer.headers) is given
