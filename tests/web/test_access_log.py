"""What is logged, and what never is."""

from __future__ import annotations

import logging

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from multisession.web.access_log import AccessLog
from multisession.web.metrics import Metrics

pytestmark = pytest.mark.anyio


async def answer(scope: Scope, receive: Receive, send: Send) -> None:
    status = 500 if scope["path"].startswith("/broken") else 200
    await PlainTextResponse("", status)(scope, receive, send)


async def test_failures_always_and_the_rest_sampled(caplog: pytest.LogCaptureFixture) -> None:
    transport = httpx.ASGITransport(app=AccessLog(answer, metrics=Metrics(), sample=10))
    async with httpx.AsyncClient(transport=transport, base_url="http://studio.example") as http:
        with caplog.at_level(logging.INFO, "multisession.access"):
            for _ in range(20):
                await http.get("/fine?key=secret", headers={"cookie": "s=secret", "authorization": "Token secret"})
            await http.get("/broken%0aline?key=secret")
    lines = [record.getMessage() for record in caplog.records]
    assert sum("/fine" in line for line in lines) == 2
    assert sum("500" in line for line in lines) == 1
    assert "secret" not in caplog.text
    assert not any("\n" in line for line in lines)
