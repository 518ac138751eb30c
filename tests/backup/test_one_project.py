"""A downloaded project is a project directory: ``label-studio start`` serves it with all that was in it."""

from __future__ import annotations

import http.client
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from benchmarks.server import running
from tests.project.media_samples import PNG
from tests.sessions.studio import browser, serving

pytestmark = pytest.mark.anyio


def read(port: int, path: str) -> Any:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    assert answer.status == 200, content
    return json.loads(content) if content.startswith((b"{", b"[")) else content


async def test_start_serves_a_downloaded_project(tmp_path: Path) -> None:
    (tmp_path / "tasks.txt").write_text("one\ntwo")
    async with (
        serving(tmp_path / "root", input_path=tmp_path / "tasks.txt") as (studio, app),
        browser(app) as client,
    ):
        await client.get("/api/tasks")
        assert (await client.post("/api/tasks/2/annotations")).status_code == 200
        [session] = [path.name for path in studio.root.iterdir() if path.name != ".studio"]
        lease = await studio.lease(session)
        upload = await lease.project.media.save(io.BytesIO(PNG), original_name="flower.png")
        lease.release()
        packed = (await client.get("/api/session/download")).content
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(tmp_path / "projects" / "flowers")
    with running(command="start", positional=("flowers",), root=tmp_path / "projects") as server:
        counts = read(server.port, "/api/projects/1/")
        assert (counts["task_number"], counts["total_annotations_number"]) == (2, 1)
        exported = read(server.port, "/api/projects/1/export?exportType=JSON&download_all_tasks=true")
        assert [(task["data"], len(task["annotations"])) for task in exported] == [
            ({"text": "one"}, 0),
            ({"text": "two"}, 1),
        ]
        assert read(server.port, f"/data/upload/1/{upload.name}") == PNG
