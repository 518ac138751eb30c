"""The document for tasks' HTML: open to everybody, and with a policy that lets it do nothing."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from multisession.app import create_app
from multisession.settings import Settings

pytestmark = pytest.mark.anyio


async def asked(tmp_path: Path, **settings: object) -> httpx.Response:
    app = create_app(Settings(mode="multi", root_dir=tmp_path, **settings))  # type: ignore[arg-type]
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://studio.example") as client:
            return await client.get("/editor/frame")


async def test_it_runs_and_loads_nothing_and_carries_no_cookie(tmp_path: Path) -> None:
    answer = await asked(tmp_path)
    policy = dict(part.split(" ", 1) for part in answer.headers["content-security-policy"].split("; "))
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/html")
    assert policy == {
        "default-src": "'none'", "script-src": "'none'", "style-src": "'unsafe-inline'", "img-src": "'self' data:",
        "media-src": "'self' data:", "font-src": "data:", "base-uri": "'none'", "form-action": "'none'",
        "frame-ancestors": "'self'",
    }  # fmt: skip
    assert "set-cookie" not in answer.headers and answer.headers["cache-control"] == "public, max-age=3600"
    assert answer.headers["x-content-type-options"] == "nosniff" and "<body></body>" in answer.text


async def test_pages_that_may_show_the_studio_may_show_its_documents(tmp_path: Path) -> None:
    answer = await asked(tmp_path, embed_origins=("https://course.example",))
    assert answer.headers["content-security-policy"].endswith("frame-ancestors 'self' https://course.example")
