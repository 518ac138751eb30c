"""Cookies, tokens and codes that are almost somebody's open nothing of that somebody's."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from multisession.app import create_app
from multisession.sessions.cookie import CookieContent, Grant, encode_cookie
from multisession.sessions.key_ring import KeyRing, open_key_ring
from multisession.sessions.tokens import api_token, encode_jwt, new_claims
from multisession.settings import Settings
from tests.isolation.tenants import Tenant, Witness, browser, first_tenant, leaks, visitor

pytestmark = pytest.mark.anyio

READS = ("/api/tasks/?fields=all", "/api/session", "/api/current-user/token", "/settings")
OLD, NEW = "o" * 40, "n" * 40


async def opened(app: Starlette, first: Tenant, headers: list[tuple[str, str]]) -> list[str]:
    """What a browser with these headers gets to see of the first tenant."""
    found = []
    client = browser(app)
    for path in READS:
        client.cookies.clear()
        answer = await client.get(path, headers=headers)
        assert answer.status_code < 500, (path, headers)
        found += [f"{path}: {leak}" for leak in leaks(answer, first.secrets)]
    client.cookies.clear()
    answer = await client.delete("/api/projects/1/tasks", headers=headers)
    assert answer.status_code < 500, headers
    await client.aclose()
    return found


def token_header(token: str) -> list[tuple[str, str]]:
    return [("authorization", f"Token {token}")]


def grant_of(first: Tenant) -> Grant:
    _, session_id, generation, _ = first.ids["token"].split("_", 3)
    return Grant(session_id, int(generation, 16))


def cookie_of(client: httpx.AsyncClient) -> tuple[str, str]:
    ((name, value),) = client.cookies.items()
    return name, value


def flipped(text: str, at: int) -> str:
    return text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]


def altered_tokens(token: str) -> Iterator[str]:
    """The token with one character changed, in every part; cut, lengthened, and written in other ways."""
    prefix, session_id, generation, signature = token.split("_", 3)
    for at in range(len(token)):
        yield flipped(token, at)
    for other in (int(generation, 16) - 1, int(generation, 16) + 1, 0):
        yield f"{prefix}_{session_id}_{other:x}_{signature}"
    yield f"{prefix}_{session_id}_0{generation}_{signature}"
    yield f"{prefix}_{session_id.upper()}_{generation}_{signature}" if session_id.upper() != session_id else ""
    yield f"{prefix}_{'0' * 32}_{generation}_{signature}"
    yield f"{prefix}_{session_id}_{generation}_"
    yield from (token[:-1], f"{token}A", f"{token}\u00e9", f"{session_id}", f"{prefix}_{session_id}")


async def test_altered_tokens_open_nothing(app: Starlette, first: Tenant, witness: Witness) -> None:
    before = witness.state()
    tokens = [token for token in altered_tokens(first.ids["token"]) if token]
    client = browser(app)
    for token in tokens:
        for header in ({"authorization": f"Token {token}"}, {"x-api-key": token}):
            raw = {name: value.encode() for name, value in header.items()}
            answer = await client.get("/api/tasks/?fields=all", headers=raw)
            assert answer.status_code == 401, token
            assert leaks(answer, first.secrets) == []
    assert await opened(app, first, token_header(tokens[0])) == []
    assert witness.state() == before
    assert await opened(app, first, token_header(first.ids["token"])) != []
    assert witness.state() != before


def forged_jwts(first: Tenant, keys: KeyRing) -> Iterator[tuple[str, str]]:
    grant, now = grant_of(first), time.time()
    foreign = KeyRing([b"f" * 32], instance=keys.instance)
    elsewhere = KeyRing([b"f" * 32], instance="0" * 16)
    access = new_claims("access", grant, now=now)
    yield "another key", encode_jwt(access, foreign)
    yield "another root", encode_jwt(access, elsewhere)
    yield "expired", encode_jwt(new_claims("access", grant, now=now - 301), keys)
    yield "a refresh token as an access token", encode_jwt(new_claims("refresh", grant, now=now), keys)
    yield "of another generation", encode_jwt(new_claims("access", Grant(grant[0], grant[1] + 1), now=now), keys)
    header, body, signature = encode_jwt(access, keys).split(".")
    for algorithm in ("none", "None", "HS384", "RS256", ""):
        forged = base64.urlsafe_b64encode(json.dumps({"alg": algorithm, "typ": "JWT"}).encode()).rstrip(b"=").decode()
        for ending in ("", signature, "A" * 43):
            yield f"alg {algorithm!r}", f"{forged}.{body}.{ending}"
    for at in range(0, len(body), 7):
        yield "a flipped claim", f"{header}.{flipped(body, at)}.{signature}"
    yield "a cookie's signature", f"{header}.{body}.{keys.signature('cookie', f'{header}.{body}'.encode())}"


async def test_forged_jwts_open_nothing(app: Starlette, root: Path, first: Tenant, witness: Witness) -> None:
    before = witness.state()
    keys = open_key_ring(root / ".studio")
    client = browser(app)
    for what, token in forged_jwts(first, keys):
        answer = await client.get("/api/tasks/?fields=all", headers={"authorization": f"Bearer {token}"})
        assert (answer.status_code, leaks(answer, first.secrets)) == (401, []), what
        for path in ("refresh", "rotate", "blacklist"):
            answer = await client.post(f"/api/token/{path}", json={"refresh": token})
            assert (answer.status_code, leaks(answer, first.secrets)) == (401, []), (what, path)
    assert witness.state() == before
    good = encode_jwt(new_claims("access", grant_of(first), now=time.time()), keys)
    assert leaks(await client.get("/api/tasks/", headers={"authorization": f"Bearer {good}"}), ())


async def test_altered_cookies_open_nothing(app: Starlette, first: Tenant, witness: Witness) -> None:
    before = witness.state()
    name, value = cookie_of(first.client)
    neighbour = await visitor(app)
    _, own = cookie_of(neighbour)
    payload, _, signature = value.partition(".")
    own_payload, _, own_signature = own.partition(".")
    values = [flipped(value, at) for at in range(len(value)) if value[at] != "."]
    values += [value[:length] for length in range(0, len(value), 5)]
    values += [f"{payload}.{own_signature}", f"{own_payload}.{signature}", f"{payload}=.{signature}", f"{value}="]
    # The first tenant's id in the neighbour's cookie, under the neighbour's signature.
    packed = bytearray(base64.urlsafe_b64decode(own_payload + "=="))
    packed[1:17] = bytes.fromhex(first.session_id)
    grafted = base64.urlsafe_b64encode(bytes(packed)).rstrip(b"=").decode()
    values += [f"{grafted}.{own_signature}", f"{grafted}.{signature}", grafted, f"{grafted}.", first.session_id]
    client = browser(app)
    for forged in values:
        client.cookies.clear()
        answer = await client.get("/api/tasks/?fields=all", headers={"cookie": f"{name}={forged}"})
        assert (answer.status_code, leaks(answer, first.secrets)) == (200, []), forged
        assert "set-cookie" in answer.headers, "a cookie that does not hold is replaced"
    for forged in values[-5:]:
        assert await opened(app, first, [("cookie", f"{name}={forged}")]) == []
    assert witness.state() == before
    for forged in (f"x{name}={value}", f"{name}x={value}", f"__Host-{name}={value}", f"{name.upper()}={value}"):
        assert await opened(app, first, [("cookie", forged)]) == []
    assert leaks(await client.get("/api/tasks/", headers={"cookie": f"{name}={value}"}), ())


async def test_of_several_cookies_the_one_that_holds_counts(app: Starlette, first: Tenant) -> None:
    """A sibling host or another path may have set some of the same name."""
    name, value = cookie_of(first.client)
    for header in (f"{name}=tossed; {name}={value}", f"{name}={value}; {name}=tossed", f"a=b;{name}={value}"):
        assert leaks(await browser(app).get("/api/tasks/", headers={"cookie": header}), ()), header
    many = "; ".join([f"{name}={flipped(value, 5)}"] * 60)
    assert await opened(app, first, [("cookie", many)]) == []
    # A token, even one that does not hold, is never replaced by the cookie beside it.
    both = {"cookie": f"{name}={value}", "authorization": "Token ls_nobody"}
    assert (await browser(app).get("/api/tasks/", headers=both)).status_code == 401


async def test_resume_codes_with_something_changed_open_nothing(app: Starlette, first: Tenant) -> None:
    words = first.ids["resume_code"].split()
    codes = [
        first.ids["altered_resume_code"],
        " ".join(reversed(words)),
        " ".join(words[:-1]),
        " ".join([*words, words[0]]),
        " ".join([*words[:-1], words[-1][:-1]]),
        first.session_id,
        "",
    ]
    for code in codes:
        client = await visitor(app)
        answer = await client.post("/api/session/resume", json={"code": code})
        assert (answer.status_code, leaks(answer, first.secrets)) == (404, []), code
        assert leaks(await client.get("/api/tasks/"), first.secrets) == []
    client = await visitor(app)
    assert (await client.post("/api/session/resume", json={"code": first.ids["resume_code"]})).status_code == 200
    assert leaks(await client.get("/api/tasks/"), ())


async def test_what_another_root_signed_opens_nothing(
    app: Starlette, root: Path, first: Tenant, witness: Witness, tmp_path: Path
) -> None:
    before = witness.state()
    name, _ = cookie_of(first.client)
    instance = open_key_ring(root / ".studio").instance
    other = open_key_ring(tmp_path / "other" / ".studio")
    ours = (root / ".studio" / "secret-keys").read_text().strip().encode()
    for keys in (other, KeyRing([b"f" * 64], instance=instance), KeyRing([ours], instance=other.instance)):
        cookie = encode_cookie(CookieContent(grant_of(first), (), int(time.time())), keys)
        for headers in ([("cookie", f"{name}={cookie}")], token_header(api_token(grant_of(first), keys))):
            assert await opened(app, first, headers) == []
    assert witness.state() == before
    same = KeyRing([ours], instance=instance)
    assert await opened(app, first, token_header(api_token(grant_of(first), same))) != []


@asynccontextmanager
async def serving(root: Path, *keys: str) -> AsyncIterator[Starlette]:
    app = create_app(Settings(mode="multi", root_dir=root, secret_keys=keys))
    async with app.router.lifespan_context(app):
        yield app


async def test_a_key_that_was_taken_off_the_list_opens_nothing(tmp_path: Path) -> None:
    async with serving(tmp_path, OLD) as app:
        first = await first_tenant(app)
    name, value = cookie_of(first.client)
    credentials = [[("cookie", f"{name}={value}")], token_header(first.ids["token"])]
    async with serving(tmp_path, OLD, NEW) as app:
        for headers in credentials:
            assert leaks(await browser(app).get("/api/tasks/?fields=all", headers=headers), ())
    async with serving(tmp_path, NEW) as app:
        witness = Witness(tmp_path, first.session_id)
        before = witness.state()
        for headers in credentials:
            assert await opened(app, first, headers) == []
        refresh = await browser(app).post("/api/token/refresh", json={"refresh": first.ids["refresh_token"]})
        assert refresh.status_code == 401
        assert witness.state() == before
        witness.close()
