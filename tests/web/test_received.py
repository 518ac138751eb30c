"""Files in request bodies, multipart and bare."""

from __future__ import annotations

import json

import httpx
import pytest
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from multisession.web.error_handling import ErrorHandling, json_response
from multisession.web.received import received_files

pytestmark = pytest.mark.anyio


async def tell_files(scope: Scope, receive: Receive, send: Send) -> None:
    async with received_files(Request(scope, receive), 3_000_000) as files:
        told = [[file.name, file.content_type, file.size, len(file.file.read())] for file in files]
    assert all(file.file.closed for file in files)
    await json_response(told)(scope, receive, send)


@pytest.fixture
def http() -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=ErrorHandling(tell_files))
    return httpx.AsyncClient(transport=transport, base_url="http://studio.example")


@pytest.mark.parametrize("size", [0, 1, 2_000_000])
async def test_a_bare_body_is_one_file(http: httpx.AsyncClient, size: int) -> None:
    answer = await http.post("/", content=b"x" * size, headers={"content-type": "text/csv"})
    assert answer.json() == [["", "text/csv", size, size]]


async def test_the_parts_of_a_form(http: httpx.AsyncClient) -> None:
    files = [("file", ("a.json", b"[]", "application/json")), ("b.png", ("../b.png", b"x" * 2_000_000, "image/png"))]
    answer = await http.post("/", files=files, data={"other": "field"})
    assert answer.json() == [["a.json", "application/json", 2, 2], ["../b.png", "image/png", 2_000_000, 2_000_000]]


async def test_a_body_above_the_limit(http: httpx.AsyncClient) -> None:
    assert (await http.post("/", content=b"x" * 3_000_001)).status_code == 413


@pytest.mark.parametrize(
    ("content", "content_type", "sentence"),
    [
        (b"x", "multipart/form-data", "The form cannot be read: Missing boundary in multipart."),
        (b"no form", "multipart/form-data; boundary=x", "The form cannot be read: "),
        (b"--x\r\ncontent-disposition: form-data; name=a\r\n\r\nv\r\n--x--\r\n", "multipart/form-data; boundary=x",
         "The form holds no file."),
    ],
)  # fmt: skip
async def test_a_form_that_is_none(http: httpx.AsyncClient, content: bytes, content_type: str, sentence: str) -> None:
    answer = await http.post("/", content=content, headers={"content-type": content_type})
    assert answer.status_code == 400
    assert json.loads(answer.text)["detail"].startswith(sentence)
