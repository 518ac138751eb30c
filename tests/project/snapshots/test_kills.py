"""Snapshots with two worker processes: seen from both, and when one is killed nothing of its file stays."""

from __future__ import annotations

import http.client
import json
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from benchmarks.server import running
from tests.project.import_jobs.test_kills import Client, kill_workers, wait_for

EXPORTS = "/api/projects/1/exports"
TASKS = 25_000


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    with running("--workers", "2", "--max-requests-per-second", "0", root=tmp_path) as server:
        client = Client(server)
        client.ask("GET", "/")
        assert client.ask("PATCH", "/api/projects/1", {"title": "kills"})[0] == 200
        rows = json.dumps([{"text": f"row {number}", "more": "x" * 200} for number in range(TASKS)]).encode()
        assert client.ask("POST", "/api/projects/1/import", rows)[0] == 201
        yield client


def begun(client: Client, title: str) -> tuple[threading.Thread, dict[str, Any]]:
    """A thread that asks for an export, and the export as another connection sees it being made."""

    def ask() -> None:
        # A pretty slow format: parsed, flattened and sorted into columns.
        with suppress(OSError, http.client.HTTPException):
            client.ask("POST", EXPORTS, {"title": title, "export_type": "CSV"})

    asking = threading.Thread(target=ask)
    asking.start()
    seen: list[dict[str, Any]] = []

    def is_seen() -> bool:
        seen[:] = [one for one in client.read(EXPORTS) if one["title"] == title and one["progress"]["done"]]
        return bool(seen)

    wait_for(is_seen, "the export is on its way")
    return asking, seen[0]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killed_it_has_failed_and_deleted_it_ends(client: Client, tmp_path: Path) -> None:
    asking, seen = begun(client, "killed")
    assert seen["status"] == "in_progress" and 0 < seen["progress"]["done"] <= seen["progress"]["total"] == TASKS
    assert list(tmp_path.glob("*/exports/.incoming-*"))
    kill_workers(client.server)
    asking.join()
    (killed,) = client.read(EXPORTS)
    assert (killed["status"], killed["size"]) == ("failed", 0) and "Make it again" in killed["detail"]
    assert list(tmp_path.glob("*/exports/*")) == []
    # Deleted through whatever process, it ends and leaves nothing.
    asking, seen = begun(client, "deleted")
    assert client.ask("DELETE", f"{EXPORTS}/{seen['id']}")[0] == 204
    asking.join()
    wait_for(lambda: list(tmp_path.glob("*/exports/*")) == [], "its file goes")
    wait_for(lambda: list(tmp_path.glob("*/.import-*.lock")) == [], "nobody makes it any more")
    assert [one["title"] for one in client.read(EXPORTS)] == ["killed"]
    # And the next one is made.
    status, text = client.ask("POST", EXPORTS, {})
    made = json.loads(text)["id"]
    assert status == 201
    wait_for(lambda: client.read(f"{EXPORTS}/{made}")["status"] == "completed", "the next one is made")
    status, text = client.ask("GET", f"{EXPORTS}/{made}/download")
    assert status == 200 and len(json.loads(text)) == TASKS
