"""Attacks 16, 17, 19, 23 and 25: what answers say, to whom a cache may give them, and where they lead."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from starlette.applications import Starlette

from benchmarks.server import Server
from multisession.app import create_app
from multisession.project.store.sqlite import SqliteStore
from multisession.settings import Settings
from tests.isolation.knocking import knocks_on, send
from tests.isolation.tenants import MARK, Tenant, first_tenant
from tests.project.media_samples import PDF, PNG, SVG
from tests.security.wire import Wire

pytestmark = pytest.mark.anyio

EVIL = "evil.example"
POISON = {"host": f"{EVIL}:666", "x-forwarded-host": EVIL, "x-forwarded-proto": "https", "x-host": EVIL,
          "forwarded": f"host={EVIL}", "x-original-url": f"//{EVIL}", "x-rewrite-url": f"//{EVIL}"}  # fmt: skip


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[Starlette]:
    app = create_app(Settings(mode="multi", root_dir=tmp_path / "root", max_requests_per_second=0))
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture
async def first(app: Starlette) -> AsyncIterator[Tenant]:
    tenant = await first_tenant(app)
    yield tenant
    await tenant.client.aclose()


def is_personal(response: httpx.Response) -> bool:
    """True when an answer holds something of the first tenant's."""
    return MARK.encode() in response.content or "set-cookie" in response.headers


async def test_no_cache_between_keeps_what_belongs_to_somebody(app: Starlette, first: Tenant) -> None:
    personal = set()
    for knock in knocks_on(app):
        if knock.method != "GET":
            continue
        operation = getattr(knock.route.endpoint, "operation", None)
        for answer in await send(first.client, knock, first.ids):
            said = answer.headers.get("cache-control", "")
            if operation is None or operation.scope == "public":
                assert not is_personal(answer), answer.url
                continue
            personal.add(knock.route.path)
            assert "private" in said and ("no-store" in said or "no-cache" in said), (answer.url, said)
            assert "public" not in said and "max-age" not in said, (answer.url, said)
            # The host's own pages are kept nowhere; a visitor's picture may be kept by the visitor's own browser.
            assert operation.scope == "host" or "cookie" in answer.headers["vary"].lower(), answer.url
    assert len(personal) > 25


async def test_no_answer_repeats_a_host_that_the_request_named(app: Starlette, first: Tenant) -> None:
    for knock in knocks_on(app):
        first.client.headers.update(POISON)
        for answer in await send(first.client, knock, first.ids):
            told = answer.content + str(answer.headers).encode()
            assert EVIL.encode() not in told, (knock.method, answer.url)
            assert b"studio.test" not in told, (knock.method, answer.url)


async def test_no_answer_tells_where_on_the_disk_things_are(app: Starlette, first: Tenant, tmp_path: Path) -> None:
    program = str(Path(__file__).parents[2])
    for knock in knocks_on(app):
        for answer in await send(first.client, knock, first.ids):
            for secret in (str(tmp_path), program, "site-packages", "Traceback"):
                assert secret not in answer.text, (knock.method, answer.url, secret)


FORMS = [
    "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example",
    "https:evil.example", "http:///evil.example", "//evil.example/%2e%2e", "/%09/evil.example", "/..//evil.example",
    "%0d%0aLocation:%20//evil.example", "javascript:alert(1)", "data:text/html,x", "1@evil.example",
    "1/../../evil.example", "1%0d%0aSet-Cookie:a=b", "1?x=//evil.example", "1#//evil.example", "%2f%2fevil.example",
    "//%65vil.example", ".evil.example", "//evil\u3002example", "\uff11",
]  # fmt: skip


@pytest.mark.parametrize("root_path", ["", "/studio"])
async def test_nothing_leads_to_another_host(tmp_path: Path, root_path: str) -> None:
    app = create_app(Settings(mode="multi", root_dir=tmp_path / "root", root_path=root_path))
    async with app.router.lifespan_context(app):
        client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://studio.test")
        await client.get(f"{root_path}/")
        await client.patch(f"{root_path}/api/projects/1", json={"label_config": "<View/>"})
        await client.post(f"{root_path}/api/tasks", json={"data": {"a": 1}})
        cookie = {"cookie": "; ".join(f"{name}={value}" for name, value in client.cookies.items())}
        led = []
        for form in FORMS:
            escaped = quote(form, safe="%/\\:@?")
            for target in (f"/?task={escaped}", f"/?next={escaped}&url={escaped}&redirect={escaped}", f"/{escaped}",
                           f"//{escaped}", f"/label/{escaped}/", f"/static/{escaped}", f"/api/{escaped}/"):  # fmt: skip
                url = client.base_url.copy_with(raw_path=f"{root_path}{target}".encode())
                answer = await client.send(client.build_request("GET", url, headers=cookie), follow_redirects=False)
                assert answer.status_code < 500, target
                if "location" in answer.headers:
                    led.append(answer.headers["location"])
        assert {place for place in led if not re.fullmatch(rf"{root_path}/label(\?task=[0-9]+)?", place)} == set()
        assert (await client.get(f"{root_path}/", headers=cookie)).headers["location"] == f"{root_path}/label"
        await client.aclose()


NAMES = [
    'a".png', "a\r\nSet-Cookie: a=b.png", "a\nContent-Type: text/html\n\n<script>.png", "a;filename=b.html.png",
    "a\\\".png", "a%0d%0aX: y.png", "a\u2028b.png", "\u202egnp.html.png", "a\x00.html.png", "../../a.png",
    "a" * 500 + ".png", "=1+1.png",
    ".png", " .png", "a\x7f\x1b[31m.png", "UTF-8''x.png", "CON.png", "a.html", "a.png/", "a.svg", "a.pdf",
]  # fmt: skip


async def test_names_of_files_and_projects_write_no_headers(first: Tenant) -> None:
    client = first.client
    await client.delete("/api/projects/1/tasks")
    config = '<View><Image name="image" value="$image"/></View>'
    assert (await client.patch("/api/projects/1", json={"label_config": config, "title": NAMES[1]})).is_success
    for name in NAMES:
        content = SVG if name.endswith("svg") else PDF if name.endswith("pdf") else PNG
        head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        if name.endswith("pdf"):
            await client.patch("/api/projects/1", json={"label_config": '<View><Pdf name="p" value="$pdf"/></View>'})
        body = head.encode() + content + b"\r\n--b--\r\n"
        answer = await client.post(
            "/api/projects/1/import?skip_refused=true", content=body,
            headers={"content-type": "multipart/form-data; boundary=b"},
        )  # fmt: skip
        assert answer.status_code < 500, name
    uploads = (await client.get("/api/projects/1/file-uploads?all=true")).json()
    assert len(uploads) > 10
    paths = [f"/data/{upload['file']}" for upload in uploads]
    paths += ["/api/session/download", *(f"/api/projects/1/export?exportType={kind}" for kind in ("JSON", "CSV"))]
    for path in paths:
        headers = (await client.get(path)).headers
        (said,) = headers.get_list("content-disposition")
        assert re.fullmatch(r'(inline|attachment); filename="[A-Za-z0-9_.-]+"', said), said
        assert ("attachment" in said) is not path.endswith("png"), path
        assert headers.get("set-cookie") is None
        assert headers["x-content-type-options"] == "nosniff"


async def test_an_unforeseen_error_says_nothing_of_itself(
    first: Tenant, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(store: SqliteStore) -> None:
        raise RuntimeError("the password of the database is hunter2")

    monkeypatch.setattr(SqliteStore, "counts", broken)
    for path in ("/api/projects/1", "/label", "/api/session"):
        answer = await first.client.get(path, headers={"accept": "text/html"})
        assert answer.status_code == 500
        told = answer.text + str(answer.headers)
        assert not any(word in told for word in ("hunter2", "RuntimeError", "Traceback", ".py", "line "))
        identifier = re.search(r"[0-9a-f]{16}", answer.text)
        assert identifier and identifier[0] in caplog.text, "the host finds it in the log"


@pytest.mark.parametrize(
    "request_line", [b"GET /health HTTP/1.1", b"GET /nothing HTTP/1.1", b"BREW / HTTP/1.1", b"nonsense"]
)
def test_the_server_does_not_say_what_it_is(studio: Server, request_line: bytes) -> None:
    with Wire(studio.port) as wire:
        answer = wire.send(b"%s\r\nHost: x\r\n\r\n" % request_line)
    assert answer.status in (200, 400, 404, 405)
    assert not any(answer.header(name) for name in ("server", "x-powered-by", "via"))
    assert b"uvicorn" not in (answer.head + answer.body).lower()
