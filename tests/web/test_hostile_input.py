"""Broken and hostile bodies through the real application: a sentence with a 4xx, and nothing changed."""

from __future__ import annotations

import json
import re
import tracemalloc
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from multisession.app import create_app
from multisession.settings import Settings
from tests.isolation.knocking import keys_of
from tests.isolation.tenants import Witness
from tests.project.importers.broken_files import BROKEN_FILES, BrokenFile
from tests.project.label_config.broken_configs import BROKEN_CONFIGS, BrokenConfig

pytestmark = pytest.mark.anyio

CONFIG = (
    '<View><Labels name="label" toName="text"><Label value="Person"/></Labels><Text name="text" value="$text"/></View>'
)
#: In bytes: a few times the largest task, and half of the file.
MOST_MEMORY = 10 * Settings().max_task_bytes
HUGE = 10_000_000


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[Starlette]:
    app = create_app(Settings(mode="multi", root_dir=tmp_path / "root"))
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture
async def client(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    """A browser with a project: one task, one annotation, one prediction, one draft, all of id 1."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=True)
    async with httpx.AsyncClient(transport=transport, base_url="http://studio.test") as http:
        await http.get("/")
        await http.patch("/api/projects/1", json={"label_config": CONFIG, "title": "Kept"})
        task = {"data": {"text": "a"}, "annotations": [{"result": []}], "predictions": [{"result": []}]}
        assert (await http.post("/api/projects/1/import", json=[task])).status_code == 201
        assert (await http.post("/api/tasks/1/drafts", json={"result": []})).status_code == 201
        yield http


@pytest.fixture
def witness(tmp_path: Path, client: httpx.AsyncClient) -> Iterator[Witness]:
    (session_id,) = (path.name for path in (tmp_path / "root").iterdir() if re.fullmatch("[0-9a-f]{32}", path.name))
    made = Witness(tmp_path / "root", session_id)
    yield made
    made.close()


def assert_refused(answer: httpx.Response) -> None:
    """A 4xx with one plain sentence, and no trace of the program."""
    assert 400 <= answer.status_code < 500, answer.text[:300]
    body = answer.json()
    assert body["status_code"] == answer.status_code
    assert re.match(r"\S.*[.)]\s*$", body["detail"], re.DOTALL), body["detail"]
    assert len(body["detail"]) < 1000
    assert "Traceback" not in answer.text and ".py" not in body["detail"]


@pytest.mark.parametrize("broken", BROKEN_CONFIGS, ids=lambda broken: broken.name)
async def test_a_broken_config_is_refused_wherever_it_is_sent(
    client: httpx.AsyncClient, witness: Witness, broken: BrokenConfig
) -> None:
    before = witness.state()
    body = json.dumps({"label_config": broken.text}).encode()
    headers = {"content-type": "application/json"}
    for method, path in (
        ("PATCH", "/api/projects/1"),
        ("POST", "/api/projects"),
        ("POST", "/api/projects/validate"),
        ("POST", "/api/projects/1/validate"),
        ("POST", "/api/projects/1/sample-task"),
    ):
        answer = await client.request(method, path, content=body, headers=headers)
        assert_refused(answer)
        # A lone surrogate is already no JSON that is taken; everything else is told with its place.
        if answer.json().get("code") != "invalid-json" and "\ud83d" not in broken.text:
            assert broken.says in answer.text.replace('\\"', '"'), path
    assert witness.state() == before


@pytest.mark.parametrize("broken", [file for file in BROKEN_FILES if file.repeat * len(file.content) < HUGE],
                         ids=lambda broken: broken.title)  # fmt: skip
async def test_a_broken_file_is_refused_as_a_file_and_as_the_body(
    client: httpx.AsyncClient, witness: Witness, broken: BrokenFile
) -> None:
    before = witness.state()
    whole = broken.whole()
    upload = await client.post("/api/projects/1/import", files={"file": (broken.name, whole, "text/plain")})
    assert_refused(upload)
    if broken.says != "no task":
        first = upload.json()["refusals"][0]
        assert (first["line"], broken.says in first["reason"]) == (broken.line, True), first
    format = broken.name.rpartition(".")[2]
    assert_refused(await client.post(f"/api/projects/1/import?format={format}", content=whole))
    assert witness.state() == before


@pytest.mark.full
@pytest.mark.parametrize("broken", [file for file in BROKEN_FILES if file.repeat * len(file.content) >= HUGE],
                         ids=lambda broken: broken.title)  # fmt: skip
async def test_a_huge_line_is_refused_within_bounded_memory(
    client: httpx.AsyncClient, witness: Witness, broken: BrokenFile
) -> None:
    before = witness.state()

    async def body() -> AsyncIterator[bytes]:
        for chunk in broken.chunks():
            yield chunk

    tracemalloc.start()
    try:
        format = broken.name.rpartition(".")[2]
        answer = await client.post(f"/api/projects/1/import?format={format}", content=body())
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert_refused(answer)
    assert broken.says in answer.text
    assert peak < MOST_MEMORY
    assert witness.state() == before


HOSTILE_BODIES = {
    "deep arrays": b"[" * 10_000 + b"]" * 10_000,
    "deep objects": b'{"result":' * 10_000 + b"1" + b"}" * 10_000,
    "a deep result": b'{"result": ' + b"[" * 10_000 + b"]" * 10_000 + b', "data": {"text": "x"}}',
    "deep and cut": b'{"result": ' + b"[{" * 5_000,
    "a huge number": b'{"result": [], "task": 1' + b"0" * 5_000 + b"}",
    "a number beyond 64 bits": b'{"result": [], "task": 99999999999999999999, "draft_id": 99999999999999999999}',
    "a number beyond floats": b'{"result": [], "task": 1e999, "lead_time": 1e999, "score": 1e999}',
    "NaN": b'{"result": NaN, "task": NaN}',
    "Infinity": b'{"result": [{"value": -Infinity}], "task": 1}',
    "bytes that are no UTF-8": b'{"result": "\xff\xfe", "title": "\xc3\x28"}',
    "half a character pair": b'{"result": [{"id": "\\ud800"}], "title": "\\ud800", "data": {"text": "\\udfff"}}',
    "text": b"hello",
    "a string": b'"hello"',
    "null": b"null",
    "cut": b'{"result": [',
    "wrong types": b'{"result": "x", "task": "y", "data": [], "title": 7, "label_config": {}, "index": "z", "code": 1}',
    "negative ids": b'{"task": -1, "result": [], "annotation": -9223372036854775808, "draft_id": -1, "index": -1}',
    "ids at the edge": b'{"task": 9223372036854775807, "result": [], "annotation": 9223372036854775807}',
    "ids over the edge": b'{"task": 9223372036854775808, "result": [], "parent_annotation": 18446744073709551615}',
    "NUL": b'{"result": [{"id": "\\u0000"}], "title": "\\u0000", "data": {"text": "\\u0000"}, "task": 1}',
    "a key a million times": b'{"result": [], "data": {' + b'"a": 1, ' * 100_000 + b'"a": 1}}',
    "a result of numbers": b'{"result": [1, 2, null], "task": 1}',
    "nothing": b"",
}
#: Read no body, or make a new session, or answer with more than is worth reading here.
UNREAD = {"/api/session/start-over", "/api/session/project", "/api/session/sign-out-elsewhere"}


@pytest.mark.parametrize("name", HOSTILE_BODIES)
async def test_no_body_makes_the_server_fail(app: Starlette, client: httpx.AsyncClient, name: str) -> None:
    body = HOSTILE_BODIES[name]
    for method, route in keys_of(app):
        if method in ("GET", "DELETE") or route.path in UNREAD:
            continue
        path = re.sub(r"\{\w+:int\}", "1", route.path).replace("{name}", "no-such")
        for content_type in ("application/json", "text/csv", ""):
            answer = await client.request(method, path, content=body, headers={"content-type": content_type})
            assert answer.status_code < 500, (method, path, content_type, answer.text)
            if answer.status_code >= 400:
                assert_refused(answer)
    assert (await client.get("/api/projects/1/export?download_all_tasks=true")).status_code == 200
    assert (await client.get("/label")).status_code == 200


@pytest.mark.parametrize("name", ["deep arrays", "deep objects", "a deep result", "cut", "NaN", "a string", "text"])
async def test_what_is_not_a_result_is_stored_nowhere(client: httpx.AsyncClient, witness: Witness, name: str) -> None:
    before = witness.state()
    for method, path in (
        ("POST", "/api/tasks"), ("PATCH", "/api/tasks/1"), ("POST", "/api/tasks/1/annotations"),
        ("PATCH", "/api/annotations/1"), ("POST", "/api/tasks/1/drafts"), ("PATCH", "/api/drafts/1"),
        ("POST", "/api/predictions"), ("PATCH", "/api/predictions/1"), ("POST", "/api/projects/1/import"),
        ("POST", "/api/projects/1/import/predictions"), ("PATCH", "/api/projects/1"),
    ):  # fmt: skip
        headers = {"content-type": "application/json"}
        answer = await client.request(method, path, content=HOSTILE_BODIES[name], headers=headers)
        if not (name == "a deep result" and path == "/api/projects/1"):
            assert_refused(answer)
    assert witness.state() == before


@pytest.mark.parametrize(
    "content_type",
    ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=x",
     "a/b; charset=nonsense", "application/x-www-form-urlencoded", "text/html; charset=utf-16", "/",
     "application/json; charset=\u00e9"],
)  # fmt: skip
async def test_content_types_that_lie(
    app: Starlette, client: httpx.AsyncClient, witness: Witness, content_type: str
) -> None:
    for body in (
        b"",
        b"--x\r\n",
        b"url=http://127.0.0.1/",
        b"--x\r\nContent-Disposition: form-data; name\r\n\r\n--x--",
    ):
        before = witness.state()
        for path in ("/api/projects/1/import", "/api/tasks", "/api/tasks/1/annotations", "/api/session/resume"):
            answer = await client.post(path, content=body, headers={"content-type": content_type.encode("latin-1")})
            assert answer.status_code < 500, (path, body)
            if answer.status_code >= 400:
                assert_refused(answer)
        if content_type.startswith("multipart") and body:
            assert witness.state()["files"] == before["files"]


BAD_IDS = ("0", "-1", "1.5", "1e3", "99999999999999999999", "9223372036854775807", "9223372036854775808", "\u0661", "x",
           "%00", "1%00", " 1", "0x1", "null", "1;2")  # fmt: skip


async def test_ids_that_are_none(app: Starlette, client: httpx.AsyncClient, witness: Witness) -> None:
    before = witness.state()
    for method, route in keys_of(app):
        if ":int}" not in route.path or route.path.endswith("{name}"):
            continue
        for bad in BAD_IDS:
            path = re.sub(r"\{\w+:int\}", bad, route.path)
            answer = await client.request(method, path, json={"result": []} if method != "DELETE" else None)
            assert 400 <= answer.status_code < 500, (method, path, answer.status_code)
            assert_refused(answer)
    assert witness.state() == before


async def test_queries_that_are_none(client: httpx.AsyncClient, witness: Witness) -> None:
    before = witness.state()
    values = ("", "-1", "0", "x", "1e400", "9" * 30, "%00", "%ff", "null", "true", "1,2,x", "{}", "a" * 5000)
    for path, keys in {
        "/api/tasks": ("page", "page_size", "project", "fields", "view", "query", "only_annotated"),
        "/api/projects": ("page", "page_size", "ids", "title", "include", "search"),
        "/api/projects/1/export": ("exportType", "export_type", "ids", "download_all_tasks"),
        "/api/predictions": ("task", "project"),
        "/api/projects/1/file-uploads": ("all", "ids"),
        "/label": ("task", "page"),
    }.items():
        for key in keys:
            for value in values:
                for name in (key, f"{key}[]"):
                    answer = await client.get(f"{path}?{name}={value}")
                    assert answer.status_code < 500, answer.url
                    if answer.status_code >= 400:
                        assert_refused(answer)
    for query in ("format=xlsx", "format=../json", "skip_refused=maybe", "dry_run=2"):
        assert_refused(await client.post(f"/api/projects/1/import?{query}", json=[{"text": "b"}]))
    assert_refused(await client.get("/api/projects/1/export?exportType=DOCX"))
    assert (await client.get("/api/tasks?" + "&".join(f"a{n}=1" for n in range(5000)))).status_code < 500
    assert witness.state() == before


async def test_headers_that_are_none(client: httpx.AsyncClient) -> None:
    for headers in (
        {"authorization": b"Token \xff\xfe"}, {"authorization": b"Bearer"},
        {"authorization": b"Token " + b"a" * 60_000},
        {"x-api-key": b"\xe9"}, {"cookie": b"\xff=\xff; ;;=;" * 2000}, {"range": b"bytes=" + b"0-1," * 5000},
        {"accept": b"\xff"}, {"accept-encoding": b"br;q=x, gzip;;"}, {"if-none-match": b"\xff"},
        {"origin": b"\xff"}, {"sec-fetch-site": b"\xff"}, {"content-length": b"x"}, {"x-forwarded-for": b"\xff, ::::"},
        {"host": b"\xff"}, {"host": b""}, {"forwarded": b"for=\xff"},
    ):  # fmt: skip
        for method, path in (
            ("GET", "/api/tasks"),
            ("GET", "/"),
            ("GET", "/static/manifest.json"),
            ("POST", "/api/tasks"),
        ):
            answer = await client.request(method, path, headers=headers)
            assert answer.status_code < 500, (headers, path, answer.text)


async def test_a_body_above_the_limit_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    settings = Settings(mode="multi", root_dir=tmp_path, max_body_bytes=100_000, max_json_bytes=10_000)
    app = create_app(settings)

    async def endless(number: int) -> AsyncIterator[bytes]:
        yield b'[{"text": "'
        for _ in range(number):
            yield b"x" * 10_000

    http = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://studio.test")
    async with app.router.lifespan_context(app), http:
        await http.get("/")
        answers: list[Any] = [
            await http.post("/api/tasks", content=endless(2)),
            await http.post("/api/projects/1/import", content=endless(20)),
            await http.post("/api/projects/1/import", files={"file": ("a.csv", b"text\n" + b"x\n" * 100_000)}),
        ]
        for answer in answers:
            assert answer.status_code == 413
            assert_refused(answer)
        assert (await http.get("/api/tasks")).json()["total"] == 0
