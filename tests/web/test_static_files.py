"""Static files over HTTP: caching, compressed copies, and no way out of the directory."""

from __future__ import annotations

import os
from pathlib import Path

import httpx
import pytest
from starlette.routing import Route

from multisession.web.error_handling import ErrorHandling
from multisession.web.routing import SegmentRouter
from multisession.web.static_files import StaticFiles

pytestmark = pytest.mark.anyio


@pytest.fixture
def http(tmp_path: Path) -> httpx.AsyncClient:
    dist = tmp_path / "dist"
    (dist / "assets").mkdir(parents=True)
    (dist / "assets" / "text-BvRk9kiK.js").write_text("export const x = 1;")
    (dist / "assets" / "text-BvRk9kiK.js.br").write_bytes(b"brotli")
    (dist / "assets" / "text-BvRk9kiK.js.gz").write_bytes(b"gzip")
    (dist / "tags.json").write_text("{}")
    (dist / ".hidden").write_text("no")
    (tmp_path / "secret.txt").write_text("no")
    (dist / "link.txt").symlink_to(tmp_path / "secret.txt")
    app = ErrorHandling(SegmentRouter([Route("/static/{path:path}", StaticFiles(dist), methods=["GET"])]))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://studio.example")


async def test_hashed_files_are_kept_for_a_year(http: httpx.AsyncClient) -> None:
    answer = await http.get("/static/assets/text-BvRk9kiK.js", headers={"accept-encoding": "identity"})
    assert answer.text == "export const x = 1;"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "etag" not in answer.headers, "its name says what it is, and it is never asked for again"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("gzip;q=1.0, br;q=0", "gzip"), ("zstd", None), ("", None)],
)
async def test_the_best_compressed_copy_is_sent(http: httpx.AsyncClient, accepted: str, encoding: str | None) -> None:
    request = http.build_request("GET", "/static/assets/text-BvRk9kiK.js", headers={"accept-encoding": accepted})
    answer = await http.send(request, stream=True)
    assert answer.headers.get("content-encoding") == encoding
    assert answer.headers["vary"] == "accept-encoding"
    await answer.aclose()


async def test_a_stale_compressed_copy_is_not_sent(http: httpx.AsyncClient, tmp_path: Path) -> None:
    for suffix in (".br", ".gz"):
        os.utime(tmp_path / "dist" / "assets" / f"text-BvRk9kiK.js{suffix}", (1, 1))
    answer = await http.get("/static/assets/text-BvRk9kiK.js", headers={"accept-encoding": "br, gzip"})
    assert answer.text == "export const x = 1;"


async def test_other_files_are_revalidated_by_etag(http: httpx.AsyncClient, tmp_path: Path) -> None:
    first = await http.get("/static/tags.json")
    assert first.headers["cache-control"] == "no-cache"
    assert first.headers["cross-origin-resource-policy"] == "cross-origin", "editors in others' pages load it"
    again = await http.get("/static/tags.json", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    (tmp_path / "dist" / "tags.json").write_text('{"api": 1}')
    changed = await http.get("/static/tags.json", headers={"if-none-match": first.headers["etag"]})
    assert changed.json() == {"api": 1}


@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt",
        "%2e%2e/secret.txt",
        "..%2fsecret.txt",
        "..%5csecret.txt",
        "assets/../../secret.txt",
        "%2fetc/passwd",
        "tags.json%00",
        ".hidden",
        "link.txt",
        "assets",
        "assets/",
        "",
        "tags.json/x",
    ],
)
async def test_nothing_outside_is_served(http: httpx.AsyncClient, path: str) -> None:
    answer = await http.get(f"/static/{path}")
    assert answer.status_code == 404
    assert answer.json()["status_code"] == 404
