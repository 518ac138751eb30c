"""Which names a server for one machine answers to."""

from __future__ import annotations

import httpx
import pytest
from starlette.responses import PlainTextResponse

from multisession.web.error_handling import ErrorHandling
from multisession.web.host_check import HostCheck

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8080", 200),
        ("[::1]:8080", 200),
        ("localhost:8080", 200),
        ("studio.localhost", 200),
        ("LABELS.example.org", 200),
        ("evil.example:8080", 400),
        ("localhost.evil.example", 400),
        ("127.0.0.1.evil.example", 400),
        ("[broken", 400),
    ],
)
async def test_names(host: str, status: int) -> None:
    app = ErrorHandling(HostCheck(PlainTextResponse("ok"), names=["labels.example.org"]))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1") as http:
        answer = await http.get("/api/x", headers={"host": host})
    assert answer.status_code == status
