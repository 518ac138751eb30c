"""The official SDK as a client of a real server process, in an environment of its own."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from benchmarks.server import Server, running

pytestmark = pytest.mark.full

EXPECTED = {
    "edition": "Community",
    "whoami": 1,
    "project": [1, "By the SDK", True],
    "projects": [1],
    "project 2": [404, "There is no project 2 here. Yours is project 1."],
    "a second project": [
        400,
        "Your project already exists and holds 0 tasks. Download it, then DELETE /api/projects/1/ to start over.",
    ],
    "renamed": ["Renamed", "Mark names.", 0],
    "labels": ["Person", "Place"],
    "valid": [True],
    "invalid": 400,
    "imported": [130, 130],
    "refused": 400,
    "listed": True,
    "changed": {"text": "One more, changed."},
    "deleted": 404,
    "full": 10,
    "found": [11, "Ada lives in town 129.", "Ada lives in town 12."],
    "view": [True],
    "in the view": 11,
    "actions": [
        "skip_tasks",
        "predictions_to_annotations",
        "delete_tasks",
        "delete_tasks_annotations",
        "delete_tasks_predictions",
    ],
    "one is left": 131,
    "none is left": 130,
    "annotation": [True, True, 1.5],
    "annotations": True,
    "update": [[], True, []],
    "annotation deleted": 404,
    "prediction": [0.75, "m1", True],
    "predictions": True,
    "prediction changed": 0.5,
    "prediction deleted": 404,
    "all predictions": 2,
    "as_json": [130, True],
    "as_pandas": [130, True],
    "download_sync": 1,
    "formats": True,
    "snapshot": ["Everything so far", "completed", 1, 1],
    "snapshot's file": [1, True],
    "snapshots": [True],
    "converted": [[True, "CSV", "completed"]],
    "converted file": 2,
    "snapshot deleted": 404,
    "by refresh token": "Renamed",
    "refresh tokens": 1,
    "rotated": 1,
    "old one": 401,
    "blacklisted": 401,
    "no token": 401,
    "emptied": 0,
}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with running(root=tmp_path) as started:
        yield started


def test_the_sdk_does_its_work_with_a_session_token(sdk_python: Path, server: Server) -> None:
    address = f"http://127.0.0.1:{server.port}"
    with httpx.Client(base_url=address) as browser:
        browser.get("/")
        token = browser.post("/api/session/token").raise_for_status().json()["token"]
        refresh = browser.post("/api/token").raise_for_status().json()["token"]
        journey = subprocess.run(
            [sdk_python, Path(__file__).with_name("sdk_journey.py"), address],
            input=f"{token}\n{refresh}\n",
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert journey.returncode == 0, journey.stderr[-3000:]
        assert json.loads(journey.stdout) == EXPECTED
        assert browser.get("/api/projects/1").json()["title"] == "Renamed"
