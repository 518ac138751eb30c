"""What is logged, and what never is; what is counted."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from multisession.web import access_log
from multisession.web.access_log import AccessLog
from multisession.web.metrics import Metrics
from multisession.web.metrics_layout import METHODS, REQUESTS, STATUSES
from tests.web.application import Subjects, application

pytestmark = pytest.mark.anyio


async def answer(scope: Scope, receive: Receive, send: Send) -> None:
    status = 500 if scope["path"].startswith("/broken") else 200
    media_type = "text/event-stream" if scope["path"] == "/events" else None
    await PlainTextResponse("", status, media_type=media_type)(scope, receive, send)


def client(app: Any) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://studio.example")


def counts(metrics: Metrics) -> dict[tuple[str, str], int]:
    counters = metrics.values().counters
    places = [(method, status) for method in METHODS for status in STATUSES]
    return {place: counters[REQUESTS + index] for index, place in enumerate(places) if counters[REQUESTS + index]}


async def test_failures_always_and_the_rest_sampled(caplog: pytest.LogCaptureFixture) -> None:
    async with client(AccessLog(answer, metrics=Metrics(), sample=10)) as http:
        with caplog.at_level(logging.INFO, "multisession.access"):
            for _ in range(20):
                await http.get("/fine?key=secret", headers={"cookie": "s=secret", "authorization": "Token secret"})
            await http.get("/broken%0aline?key=secret")
    lines = [record.getMessage() for record in caplog.records]
    assert sum("/fine" in line for line in lines) == 2
    assert sum("500" in line for line in lines) == 1
    assert "secret" not in caplog.text
    assert not any("\n" in line for line in lines)


async def test_every_request_is_counted_and_timed() -> None:
    metrics = Metrics()
    async with client(AccessLog(answer, metrics=metrics, sample=10)) as http:
        for _ in range(7):
            await http.get("/fine")
        await http.delete("/broken")
        await http.request("PURGE", "/fine")
    assert counts(metrics) == {("GET", "2xx"): 7, ("DELETE", "5xx"): 1, ("other", "2xx"): 1}
    assert sum(metrics.durations()) == 9


async def test_who_left_before_the_answer_is_counted_too() -> None:
    async def gone(scope: Scope, receive: Receive, send: Send) -> None:
        return None

    metrics = Metrics()
    scope = {"type": "http", "method": "GET", "path": "/", "headers": []}
    await AccessLog(gone, metrics=metrics)(scope, None, None)  # type: ignore[arg-type]
    assert counts(metrics) == {("GET", "none"): 1}


async def test_a_slow_request_is_noted_by_its_route_below_a_root_path(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def pseudonym(state: Mapping[str, Any]) -> str:
        return "abc" if state else ""

    monkeypatch.setattr(access_log, "SLOW_SECONDS", 0.0)
    metrics = Metrics()
    app = AccessLog(application(Subjects(), root_path="/studio"), metrics=metrics, pseudonym=pseudonym)
    async with client(app) as http:
        with caplog.at_level(logging.INFO, "multisession.access"):
            await http.get("/studio/api/things/4711?key=secret")
    (slow,) = metrics.values().slow()
    assert (slow.method, slow.path, slow.status, slow.session) == ("GET", "/api/things/{thing_id:int}", 200, "abc")
    (record,) = caplog.records
    assert record.__dict__["access"] == {
        "method": "GET", "path": "/studio/api/things/4711", "status": 200, "ms": slow.ms, "session": "abc",
    }  # fmt: skip


async def test_a_stream_that_lasts_as_long_as_its_page_is_not_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access_log, "SLOW_SECONDS", 0.0)
    metrics = Metrics()
    async with client(AccessLog(answer, metrics=metrics)) as http:
        await http.get("/events")
        await http.get("/fine")
    assert counts(metrics) == {("GET", "2xx"): 2}
    assert sum(metrics.durations()) == 1
    assert len(list(metrics.values().slow())) == 1


async def test_refusals_are_counted_by_code_and_absence_is_none() -> None:
    metrics = Metrics()
    app = application(Subjects(), metrics=metrics)
    async with client(app) as http:
        for path in ("/api/busy", "/api/busy", "/gone", "/api/nothing", "/api/broken"):
            await http.get(f"/studio{path}")
        await http.post("/studio/api/things/", json={"number": "x"})
    assert dict(metrics.values().refusals()) == {"rate": 2, "status-410": 1, "status-500": 1, "status-400": 1}
