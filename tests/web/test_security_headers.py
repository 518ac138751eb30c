"""The Content-Security-Policy for each way of serving."""

from __future__ import annotations

import httpx
import pytest
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from multisession.web.security_headers import SecurityHeaders, content_security_policy


def directives(policy: str) -> dict[str, str]:
    return {name: value for name, _, value in (part.partition(" ") for part in policy.split("; "))}


def test_pictures_may_come_from_https_everywhere_and_from_http_only_on_plain_http() -> None:
    assert directives(content_security_policy(scheme="https", outside_media=True))["img-src"] == (
        "'self' data: blob: https:"
    )
    assert directives(content_security_policy(scheme="http", outside_media=True))["media-src"] == (
        "'self' data: blob: https: http:"
    )


def test_a_host_can_forbid_outside_media() -> None:
    assert directives(content_security_policy(scheme="https", outside_media=False))["img-src"] == "'self' data: blob:"


def test_only_listed_origins_can_be_fetched_from() -> None:
    policy = content_security_policy(scheme="https", outside_media=True, connect_sources=["https://data.example"])
    assert directives(policy)["connect-src"] == "'self' https://data.example"
    assert directives(policy)["script-src"] == "'self'"
    assert directives(policy)["style-src"] == "'self'"


def test_nobody_may_frame_the_studio_but_the_origins_that_the_host_lists() -> None:
    assert directives(content_security_policy(scheme="https", outside_media=True))["frame-ancestors"] == "'none'"
    policy = content_security_policy(
        scheme="https", outside_media=True, embed_origins=["https://blog.example", "https://course.example:8443"]
    )
    assert directives(policy)["frame-ancestors"] == "https://blog.example https://course.example:8443"


async def headers_of(content_type: str) -> dict[str, str]:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await Response(b"x", media_type=content_type)(scope, receive, send)

    transport = httpx.ASGITransport(SecurityHeaders(app, outside_media=True))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return dict((await client.get("/")).headers)


@pytest.mark.anyio
async def test_documents_carry_every_header_and_their_parts_only_what_means_something() -> None:
    page = await headers_of("text/html")
    assert "script-src 'self'" in page["content-security-policy"]
    assert {"permissions-policy", "referrer-policy", "cross-origin-opener-policy"} <= set(page)
    for content_type in ("image/svg+xml", "application/pdf", "application/octet-stream"):
        assert "default-src 'none'" in (await headers_of(content_type))["content-security-policy"]
    script = await headers_of("text/javascript")
    assert script["x-content-type-options"] == "nosniff"
    assert "content-security-policy" not in script
    data = await headers_of("application/json")
    assert data["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert data["cache-control"] == "private, no-store"
