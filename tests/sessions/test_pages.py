"""The HTML of the pages: what is in it, and that nothing of a stranger's can break out of it."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from multisession.app import create_app
from multisession.settings import Settings
from multisession.templates import list_templates
from tests.project.api.conftest import CONFIG, browser

pytestmark = pytest.mark.anyio
EVIL = "</script><script>alert(1)</script><!--"


@pytest.fixture(params=["", "/studio"])
def root(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def http(tmp_path: Path, root: str) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(Settings(mode="multi", root_dir=tmp_path, root_path=root))
    async with app.router.lifespan_context(app), browser(app) as client:
        yield client


def bootstrap(page: httpx.Response) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="bootstrap">(.*?)</script>', page.text, re.DOTALL)
    assert found is not None
    return dict(json.loads(found[1]))


async def test_a_new_visitor_gets_the_gallery(http: httpx.AsyncClient, root: str) -> None:
    page = await http.get(f"{root}/")
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert '<html lang="en" data-page="welcome">' in page.text
    told = bootstrap(page)
    assert (told["root"], told["mode"], told["page"], told["task"]) == (root, "multi", "welcome", None)
    assert told["session"]["private"] is True
    assert told["session"]["new"] is True
    assert len(told["templates"]) == len(list_templates())
    assert told["limits"]["max_config_bytes"] == 256 * 1024


async def test_every_page_loads_only_our_own_files(http: httpx.AsyncClient, root: str) -> None:
    for path in ("/", "/label", "/setup", "/import", "/export", "/settings", "/projects", "/privacy"):
        page = await http.get(f"{root}{path}")
        assert page.status_code == 200
        assert "style=" not in page.text
        links = re.findall(r'(?:src|href)="([^"]+)"', page.text)
        assert len(links) >= 3
        for link in links:
            assert link.startswith((f"{root}/static/", f"{root}/privacy", "data:image/svg+xml,"))
            if link.startswith("/"):
                assert (await http.get(link)).status_code == 200, link
        scripts = re.findall(r"<script([^>]*)>", page.text)
        assert all("src=" in script or 'type="application/json"' in script for script in scripts)


async def test_the_labeling_page_brings_its_first_task(http: httpx.AsyncClient, root: str) -> None:
    await http.get(f"{root}/")
    await http.post(f"{root}/api/projects/", json={"title": EVIL, "label_config": CONFIG})
    await http.post(f"{root}/api/projects/1/import", json=[{"text": EVIL}, {"text": "two"}])
    page = await http.get(f"{root}/label")
    told = bootstrap(page)
    assert told["task"]["data"] == {"text": EVIL}
    assert told["task"]["annotations"] == []
    assert told["position"] == {"index": 1, "total": 2, "previous": None, "next": 2}
    assert told["project"]["title"] == EVIL
    assert told["session"]["new"] is False
    assert page.text.count("<script") == 2
    assert "alert(1)" in page.text and "<script>alert" not in page.text
    assert bootstrap(await http.get(f"{root}/label?task=2"))["task"]["id"] == 2
    assert bootstrap(await http.get(f"{root}/label?task=99"))["task"] is None


async def test_the_root_path_leads_to_the_work(http: httpx.AsyncClient, root: str) -> None:
    await http.get(f"{root}/")
    await http.post(f"{root}/api/projects/1/import", json=[{"text": "one"}])
    answer = await http.get(f"{root}/")
    assert (answer.status_code, answer.headers["location"]) == (302, f"{root}/label")
    named = await http.get(f"{root}/?task=1")
    assert (named.status_code, named.headers["location"]) == (302, f"{root}/label?task=1")
    assert (await http.get(f"{root}/?gallery")).status_code == 200


async def test_a_broken_config_does_not_close_the_pages(http: httpx.AsyncClient, root: str, tmp_path: Path) -> None:
    await http.get(f"{root}/")
    await http.post(f"{root}/api/projects/1/import", json=[{"text": "one"}])
    config = next(tmp_path.glob("*/config.xml"))
    config.write_text("<View>")
    told = bootstrap(await http.get(f"{root}/label"))
    assert told["task"]["id"] == 1
    assert told["project"]["label_config_problems"][0]["line"] == 1


async def test_unknown_paths_get_a_small_page_or_json(http: httpx.AsyncClient, root: str) -> None:
    page = await http.get(f"{root}/nowhere", headers={"accept": "text/html"})
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert f'href="{root}/"' in page.text
    sheet = re.search(r'<link rel="stylesheet" href="([^"]+)">', page.text)
    assert sheet is not None, "the page is in the look of the others"
    assert (await http.get(sheet[1])).status_code == 200
    assert "http-equiv" not in page.text
    assert (await http.get(f"{root}/api/nowhere")).json()["status_code"] == 404
