"""Embed mode: what is an origin, where it can work, what the cookie and the frame policy become, and what stays."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from multisession.address import address_of
from multisession.app import create_app
from multisession.embedding import check_embedding, is_origin
from multisession.settings import SettingInvalid, Settings

BLOG = "https://blog.example"


@pytest.mark.parametrize(
    "text",
    [
        "https://blog.example",
        "http://localhost:8000",
        "https://a.b-c.example:65535",
        "https://127.0.0.1",
        "http://[::1]:80",
        "HTTPS://Blog.Example",
    ],
)
def test_an_origin_is_scheme_host_and_port(text: str) -> None:
    assert is_origin(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "blog.example",
        "https://blog.example/",
        "https://blog.example/path",
        "https://blog.example:0",
        "https://blog.example:70000",
        "https://blog.example:",
        "https://*.example",
        "*",
        "https://",
        "https://user@blog.example",
        "https://blog.example?x",
        "https://blog.example; script-src *",
        "https://blog.example https://other.example",
        "https://blog.example\r\nX: y",
        "ftp://blog.example",
        "data:",
        "null",
        "'self'",
        "https://blog..example",
        "https://-blog.example",
    ],
)
def test_nothing_else_is_one(text: str, tmp_path: Path) -> None:
    assert not is_origin(text)
    settings = Settings(mode="multi", root_dir=tmp_path, embed_origins=(BLOG, text))
    with pytest.raises(SettingInvalid, match="takes origins such as"):
        check_embedding(settings, address_of(settings))


def checked(**given: object) -> str | None:
    settings = Settings(mode="multi", embed_origins=(BLOG,), **given)  # type: ignore[arg-type]
    return check_embedding(settings, address_of(settings))


def test_a_public_address_without_tls_is_refused() -> None:
    with pytest.raises(SettingInvalid, match="over https only"):
        checked(host="http://labels.example.org")


def test_an_address_that_may_lack_tls_is_warned_about() -> None:
    assert "ends TLS" in str(checked())
    assert checked(host="https://labels.example.org") is None
    assert checked(host="http://localhost:8080") is None
    assert checked(host="127.0.0.1") is None
    assert checked(trusted_proxies=("10.0.0.0/8",)) is None
    settings = Settings(mode="multi")
    assert check_embedding(settings, address_of(settings)) is None


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[httpx.ASGITransport]:
    app = create_app(Settings(mode="multi", root_dir=tmp_path, root_path="/studio", embed_origins=(BLOG,)))
    async with app.router.lifespan_context(app):
        yield httpx.ASGITransport(app)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("address", "name", "attributes"),
    [
        ("https://labels.example", "__Host-ls-", "Path=/; HttpOnly; SameSite=None; Secure; Partitioned"),
        ("http://localhost:8080", "ls-", "Path=/studio; HttpOnly; SameSite=None; Secure; Partitioned"),
        ("http://127.0.0.1:8080", "ls-", "Path=/studio; HttpOnly; SameSite=None; Secure; Partitioned"),
        # No frame would keep it there; the studio itself, opened in a tab, still works.
        ("http://labels.example", "ls-", "Path=/studio; HttpOnly; SameSite=Lax"),
    ],
)
async def test_the_cookie_works_in_a_frame_where_one_can(
    studio: httpx.ASGITransport, address: str, name: str, attributes: str
) -> None:
    async with httpx.AsyncClient(transport=studio, base_url=address) as client:
        answer = await client.get("/studio/label", headers={"Sec-Fetch-Dest": "iframe"})
    header = answer.headers["set-cookie"]
    assert header.startswith(name)
    assert header.endswith(f"; {attributes}")
    assert f"frame-ancestors {BLOG}" in answer.headers["content-security-policy"].split("; ")
    assert "x-frame-options" not in answer.headers


@pytest.mark.anyio
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": BLOG},
        {"Sec-Fetch-Site": "same-site", "Origin": BLOG},
        {"Origin": BLOG},
        {"Origin": "null"},
    ],
)
async def test_a_form_of_the_page_around_is_refused_though_the_cookie_comes_with_it(
    studio: httpx.ASGITransport, headers: dict[str, str]
) -> None:
    async with httpx.AsyncClient(transport=studio, base_url="https://labels.example") as client:
        page = await client.get("/studio/label", headers={"Sec-Fetch-Dest": "iframe"})
        cookie = {"Cookie": page.headers["set-cookie"].split(";")[0]}
        refused = await client.post("/studio/api/projects/1/import", content=b"[]", headers=headers | cookie)
        assert (refused.status_code, refused.json()["code"]) == (403, "cross-site")
        own = {"Sec-Fetch-Site": "same-origin", "Origin": "https://labels.example", "Content-Type": "application/json"}
        taken = await client.post("/studio/api/projects/1/import", json=[{"text": "x"}], headers=own | cookie)
        assert taken.status_code == 201


@pytest.mark.anyio
async def test_the_hosts_console_is_in_nobodys_frame(studio: httpx.ASGITransport) -> None:
    async with httpx.AsyncClient(transport=studio, base_url="https://labels.example") as client:
        page = await client.get("/studio/host")
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
