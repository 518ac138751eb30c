"""The gallery over HTTP, and opening a template."""

from __future__ import annotations

import io
import zipfile

import httpx
import pytest

from multisession.templates import list_templates
from multisession.web.compression import SMALLEST

pytestmark = pytest.mark.anyio


async def test_the_gallery_has_every_template_with_a_picture(http: httpx.AsyncClient) -> None:
    templates = (await http.get("/api/templates/")).json()
    assert [template["name"] for template in templates] == [each.name for each in list_templates()]
    for template in templates:
        picture = await http.get(template["image"])
        assert picture.headers["content-type"] == "image/svg+xml"
        assert len(picture.content) < SMALLEST or picture.headers["content-encoding"] == "gzip"
        assert "set-cookie" not in picture.headers


async def test_every_template_brings_a_labeled_sample(http: httpx.AsyncClient) -> None:
    for each in (await http.get("/api/templates/")).json():
        answer = await http.get(f"/api/templates/{each['name']}/")
        template = answer.json()
        assert template["sample"]["result"] and template["sample"]["data"]
        assert template["tags"] == each["tags"]
        for value in template["sample"]["data"].values():
            if isinstance(value, str) and value.startswith("/"):
                file = await http.get(value)
                kind = {b"WEBP": "image/webp", b"WAVE": "audio/wav"}[file.content[8:12]]
                assert file.headers["content-type"] == kind
                assert "set-cookie" not in file.headers


async def test_only_a_template_s_own_media_are_served(http: httpx.AsyncClient) -> None:
    for file in ("none.webp", "..%2fconfig.xml", "%2e%2e", "config.xml"):
        refused = await http.get(f"/api/templates/image_bbox/media/{file}")
        assert refused.status_code == 404, file


@pytest.mark.parametrize("name", ["text_named_entity", "image_bbox"])
async def test_opening_a_template_gives_something_to_label(http: httpx.AsyncClient, name: str) -> None:
    opened = await http.post(f"/api/templates/{name}/open")
    assert opened.status_code == 201, opened.text
    assert opened.json()["task_number"] >= 2
    assert opened.json()["config_has_control_tags"] is True
    assert opened.json()["label_config_problems"] == []
    task = (await http.get("/api/projects/1/next")).json()
    for value in task["data"].values():
        if isinstance(value, str) and value.startswith("/data/upload/"):
            assert (await http.get(value)).headers["content-type"].startswith("image/")


async def test_a_project_with_work_is_replaced_only_when_asked(http: httpx.AsyncClient) -> None:
    await http.post("/api/templates/text_named_entity/open")
    refused = await http.post("/api/templates/image_bbox/open")
    assert (refused.status_code, refused.json()["code"]) == (400, "project-not-empty")
    replaced = await http.post("/api/templates/image_bbox/open?replace=true")
    assert replaced.status_code == 201
    assert replaced.json()["total_annotations_number"] == 0
    again = await http.post("/api/templates/image_bbox/open?replace=true")
    assert again.json()["task_number"] == replaced.json()["task_number"]


async def test_an_unknown_template_names_the_nearest(http: httpx.AsyncClient) -> None:
    answer = await http.post("/api/templates/text_named_entty/open")
    assert answer.status_code == 404
    assert "text_named_entity" in answer.json()["detail"]


async def test_sessions_share_a_template_s_pictures_and_keep_their_own_labels(http: httpx.AsyncClient) -> None:
    """Only the session's own rows are on its disk; what it downloads stands alone."""
    assert (await http.post("/api/templates/image_bbox/open")).status_code == 201
    assert (await http.get("/api/session")).json()["usage"]["bytes"] < 48 * 1024
    task = (await http.get("/api/projects/1/next")).json()
    assert (await http.post(f"/api/tasks/{task['id']}/annotations/", json={"result": []})).status_code == 201
    taken = zipfile.ZipFile(io.BytesIO((await http.get("/api/session/download")).content))
    pictures = [entry for entry in taken.infolist() if "/upload/" in f"/{entry.filename}"]
    assert len(pictures) >= 2
    assert all(entry.file_size > 1000 for entry in pictures)
