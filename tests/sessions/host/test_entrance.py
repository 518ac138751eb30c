"""Who enters the host's console: whoever has its key, and nobody by a visitor's cookie or token."""

from __future__ import annotations

import os
import re
from contextlib import aclosing
from pathlib import Path

import httpx
import pytest
import time_machine
from starlette.types import ASGIApp

from multisession.app import create_app
from multisession.project.store.interface import Document
from multisession.project.store.sqlite import create_project
from multisession.sessions.host.key import HostKey
from multisession.settings import Settings
from tests.sessions.host.studio import KEY, Visitor, client, serving

pytestmark = pytest.mark.anyio
LIST = "/api/host/sessions"


async def signed_in(app: ASGIApp, **more: str) -> httpx.AsyncClient:
    browser: httpx.AsyncClient = client(app, **more)
    answer = await browser.post("/api/host/sign-in", json={"key": KEY})
    assert answer.status_code == 204, answer.text
    return browser


async def test_the_key_opens_the_console_by_cookie(app: ASGIApp) -> None:
    async with client(app) as browser:
        refused = await browser.get(LIST)
        assert (refused.status_code, refused.json()["code"]) == (401, "host-key-needed")
        assert refused.headers["www-authenticate"] == "Bearer"
        assert "set-cookie" not in refused.headers
        assert (await browser.get("/api/host/sign-in")).json() == {"signed_in": False}
        answer = await browser.post("/api/host/sign-in", json={"key": f"  {KEY.upper()} "})
        cookie = answer.headers["set-cookie"]
        assert re.fullmatch(
            r"ls-host-[0-9a-f]{6}=[\w-]+\.[\w-]{43}; Max-Age=43200; Path=/; HttpOnly; SameSite=Strict", cookie
        )
        assert (await browser.get("/api/host/sign-in")).json() == {"signed_in": True}
        assert (await browser.get(LIST)).json() == {"total": 0, "sessions": []}


async def test_a_stranger_learns_nothing_of_what_a_request_should_look_like(app: ASGIApp, guest: Visitor) -> None:
    for session_id in (guest.id, "0" * 32):
        for body in (b"{", b'{"days": 0}', b'{"days": 1}'):
            answer = await guest.client.post(f"{LIST}/{session_id}/extend", content=body)
            assert (answer.status_code, answer.json()["code"]) == (401, "host-key-needed")
    assert (await guest.client.get(f"{LIST}?sort=colour")).status_code == 401


async def test_where_one_project_is_served_there_is_no_console(tmp_path: Path) -> None:
    settings = Settings(mode="single", root_dir=tmp_path, project="pets")
    create_project(tmp_path / "pets", Document())
    app = create_app(settings)
    async with app.router.lifespan_context(app), client(app, url="http://127.0.0.1:8080") as browser:
        assert (await browser.get("/host")).status_code == 404
        assert (await browser.get(LIST, headers={"authorization": f"Bearer {KEY}"})).status_code == 404
    assert not (tmp_path / "pets" / ".studio" / "host-key").exists()


async def test_over_https_the_cookie_has_the_prefix_that_keeps_siblings_out(app: ASGIApp) -> None:
    async with client(app, url="https://studio.test") as browser:
        cookie = (await browser.post("/api/host/sign-in", json={"key": KEY})).headers["set-cookie"]
        assert re.match(r"__Host-ls-host-[0-9a-f]{6}=", cookie)
        assert cookie.endswith("Path=/; HttpOnly; SameSite=Strict; Secure")
        assert (await browser.get(LIST)).status_code == 200


async def test_the_key_opens_the_console_as_a_bearer_token(app: ASGIApp, console: httpx.AsyncClient) -> None:
    assert (await console.get(LIST)).status_code == 200
    async with client(app, authorization="Bearer wrong") as program:
        refused = await program.get(LIST)
    assert (refused.status_code, refused.json()["code"]) == (401, "host-key-invalid")


async def test_a_wrong_token_is_not_helped_by_a_good_cookie(app: ASGIApp) -> None:
    async with aclosing(await signed_in(app)) as browser:
        for wrong in ({"authorization": "Bearer wrong"}, {"authorization": f"Token {KEY}"}, {"x-api-key": KEY}):
            assert (await browser.get(LIST, headers=wrong)).status_code == 401, wrong


async def test_a_visitors_cookie_and_token_are_nothing_here(app: ASGIApp, guest: Visitor) -> None:
    assert (await guest.client.get(LIST)).json()["code"] == "host-key-needed"
    token = (await guest.client.post("/api/session/token")).json()["token"]
    refresh = (await guest.client.post("/api/token")).json()["token"]
    access = (await guest.client.post("/api/token/refresh", json={"refresh": refresh})).json()["access"]
    visitors_cookie = next(iter(guest.client.cookies.jar)).value
    async with client(app, address="203.0.113.77") as other:
        name = (await other.post("/api/host/sign-in", json={"key": KEY})).headers["set-cookie"].partition("=")[0]
        other.cookies.clear()
        for headers in (
            {"authorization": f"Token {token}"},
            {"x-api-key": token},
            {"authorization": f"Bearer {access}"},
            {"cookie": f"{name}={visitors_cookie}"},
        ):
            answer = await other.get(LIST, headers=headers)
            assert answer.status_code == 401, headers
            assert guest.id not in answer.text


async def test_the_hosts_cookie_is_nothing_to_a_visitors_routes(app: ASGIApp, guest: Visitor) -> None:
    async with aclosing(await signed_in(app)) as browser:
        hosts_cookie = next(iter(browser.cookies.jar))
        assert (await browser.get("/api/tasks/")).json()["total"] == 0
        browser.cookies.clear()
        name = next(iter(guest.client.cookies.jar)).name
        as_visitors = {"cookie": f"{name}={hosts_cookie.value}"}
        answer = await browser.post("/api/tasks/", json={"data": {}}, headers=as_visitors)
        assert (answer.status_code, answer.json()["code"]) == (401, "session-needed")
        as_token = await browser.get("/api/tasks/", headers={"authorization": f"Bearer {KEY}"})
        assert as_token.status_code == 401


async def test_the_console_sets_and_reads_no_visitors_cookie(app: ASGIApp, guest: Visitor) -> None:
    async with aclosing(await signed_in(app)) as browser:
        for path in ("/host", LIST, f"{LIST}/{guest.id}", "/api/host/nowhere"):
            assert "set-cookie" not in (await browser.get(path)).headers, path


async def test_signing_out_ends_the_cookie_and_every_copy_of_it(app: ASGIApp) -> None:
    async with aclosing(await signed_in(app)) as browser, aclosing(await signed_in(app)) as elsewhere:
        copied = f"{next(iter(browser.cookies.jar)).name}={next(iter(browser.cookies.jar)).value}"
        answer = await browser.delete("/api/host/sign-in")
        assert (answer.status_code, "Max-Age=0" in answer.headers["set-cookie"]) == (204, True)
        async with client(app, cookie=copied) as thief:
            assert (await thief.get(LIST)).status_code == 401
        assert (await elsewhere.get(LIST)).status_code == 200


async def test_the_cookie_ends_after_twelve_hours(app: ASGIApp) -> None:
    with time_machine.travel("2030-01-01T00:00:00Z", tick=False) as clock:
        async with aclosing(await signed_in(app)) as browser:
            cookie = next(iter(browser.cookies.jar))
            headers = {"cookie": f"{cookie.name}={cookie.value}"}
            browser.cookies.clear()
            clock.shift(12 * 3600 - 1)
            assert (await browser.get(LIST, headers=headers)).status_code == 200
            clock.shift(1)
            assert (await browser.get(LIST, headers=headers)).status_code == 401


async def test_another_key_ends_every_cookie(root: Path) -> None:
    async with serving(root, host_key="") as app, client(app) as browser:
        key = HostKey(root / ".studio")
        await browser.post("/api/host/sign-in", json={"key": key.text})
        assert (await browser.get(LIST)).status_code == 200
        key.replace()
        assert (await browser.get(LIST)).status_code == 401
        assert (await browser.post("/api/host/sign-in", json={"key": key.text})).status_code == 204


async def test_ten_wrong_keys_a_minute_from_one_network_whichever_worker_asks(root: Path) -> None:
    """Two applications on one root directory stand for two workers; one /64 is one household."""
    with time_machine.travel("2030-01-01T00:00:00Z", tick=False) as clock:
        async with serving(root) as one, serving(root) as two:
            knocks = [client(app, address=f"2001:db8::{number:x}") for number, app in enumerate((one, two), start=1)]
            for number in range(10):
                browser = knocks[number % 2]
                if number < 8:
                    answer = await browser.post("/api/host/sign-in", json={"key": f"wrong {number}"})
                else:
                    answer = await browser.get(LIST, headers={"authorization": f"Bearer wrong {number}"})
                assert (answer.status_code, answer.json()["code"]) == (401, "host-key-invalid")
            for browser in knocks:
                limited = await browser.post("/api/host/sign-in", json={"key": KEY})
                assert (limited.status_code, limited.json()["code"]) == (429, "rate")
                assert 0 < int(limited.headers["retry-after"]) <= 61
            async with client(two, address="2001:db8:0:1::1") as neighbour:
                assert (await neighbour.post("/api/host/sign-in", json={"key": KEY})).status_code == 204
            clock.shift(61)
            assert (await knocks[0].post("/api/host/sign-in", json={"key": KEY})).status_code == 204
            for browser in knocks:
                await browser.aclose()


async def test_a_wrong_key_counts_wherever_it_is_tried(app: ASGIApp) -> None:
    async with client(app, address="203.0.113.50") as guesser:
        for number in range(10):
            wrong = {"authorization": f"Bearer wrong {number}"}
            assert (await guesser.get("/metrics", headers=wrong)).status_code == 404
        assert (await guesser.get("/metrics", headers={"authorization": f"Bearer {KEY}"})).status_code == 404
        assert (await guesser.post("/api/host/sign-in", json={"key": KEY})).status_code == 429
    async with client(app, authorization=f"Bearer {KEY}") as prometheus:
        assert (await prometheus.get("/metrics")).status_code == 200


async def test_another_sites_page_cannot_act_as_the_host(root: Path) -> None:
    async with serving(root, cors_origins=("https://app.example",)) as app, aclosing(await signed_in(app)) as browser:
        for headers in (
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site", "origin": "https://app.example"},
            {"origin": "https://app.example"},
        ):
            answer = await browser.post(f"{LIST}/{'0' * 32}/freeze", headers=headers)
            assert (answer.status_code, answer.json()["code"]) == (403, "cross-site"), headers
        own = await browser.post(f"{LIST}/{'0' * 32}/freeze", headers={"sec-fetch-site": "same-origin"})
        assert own.status_code == 404


async def test_a_key_file_that_others_can_read_shuts_the_console_and_tells_strangers_nothing(root: Path) -> None:
    async with serving(root, host_key="") as app, client(app) as browser:
        (root / ".studio" / "host-key").chmod(0o644)
        for answer in (
            await browser.post("/api/host/sign-in", json={"key": "k"}),
            await browser.get(LIST, headers={"authorization": "Bearer k"}),
        ):
            assert (answer.status_code, answer.json()["code"]) == (503, "console-shut")
            assert os.fspath(root) not in answer.text


async def test_the_page_is_open_to_all_and_holds_nothing(app: ASGIApp, guest: Visitor) -> None:
    page = await guest.client.get("/host")
    assert page.status_code == 200
    assert guest.id not in page.text
    assert "Harbour" not in page.text
    assert '"signed_in":false' in page.text
    policy = dict(part.split(" ", 1) for part in page.headers["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["frame-ancestors"] == "'none'"
    assert policy["img-src"] == "'self' data:"
    assert "frame-src" not in policy
    assert "media-src" not in policy
    assert "unsafe" not in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "private, no-store"
    async with aclosing(await signed_in(app)) as browser:
        assert '"signed_in":true' in (await browser.get("/host")).text
