"""Export snapshots over HTTP: made, listed, fetched, converted, deleted, refused."""

from __future__ import annotations

import contextlib
import hashlib
import io
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from multisession.app import create_app
from multisession.project.snapshots.model import MOST_SNAPSHOTS
from multisession.settings import Settings
from tests.project.api.conftest import CONFIG, PERSON, browser

pytestmark = pytest.mark.anyio

EXPORTS = "/api/projects/1/exports"


async def make(http: httpx.AsyncClient, **body: Any) -> dict[str, Any]:
    answer = await http.post(f"{EXPORTS}/", json=body)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    assert made["status"] == "completed", made
    return made


async def annotate(http: httpx.AsyncClient, task: int, **more: Any) -> int:
    made = await http.post(f"/api/tasks/{task}/annotations/", json={"result": [PERSON], **more})
    return int(made.json()["id"])


async def held(http: httpx.AsyncClient) -> int:
    return int((await http.get("/api/session")).json()["usage"]["bytes"])


async def test_a_snapshot_is_made_kept_fetched_and_deleted(labeling: httpx.AsyncClient, tmp_path: Path) -> None:
    assert (await labeling.get(f"{EXPORTS}/")).json() == []
    first = await annotate(labeling, 2)
    before = await held(labeling)
    made = await make(labeling, title="Friday / check")
    assert (made["id"], made["title"], made["export_type"]) == (1, "Friday / check", "JSON")
    assert made["counters"] == {"task_number": 3, "annotation_number": 1}
    assert made["progress"] == {"done": 3, "total": 3}
    assert (made["converted_formats"], made["detail"], made["newer"]) == ([], "", 0)
    assert made["created_at"].endswith("Z") and made["finished_at"] >= made["created_at"]
    # What came since is not in it.
    await annotate(labeling, 3)
    answer = await labeling.get(f"{EXPORTS}/1/download?exportType=JSON")
    assert answer.headers["content-disposition"] == 'attachment; filename="Friday-check.json"'
    assert made["md5"] == hashlib.md5(answer.content).hexdigest()
    assert [[one["id"] for one in task["annotations"]] for task in answer.json()] == [[], [first], []]
    part = await labeling.get(f"{EXPORTS}/1/download", headers={"Range": "bytes=0-1"})
    assert (part.status_code, part.content) == (206, b"[\n")
    await make(labeling)
    listed = (await labeling.get(f"{EXPORTS}?ordering=id")).json()
    assert [(one["id"], one["newer"]) for one in listed] == [(1, 1), (2, 0)]
    assert listed[0] == (await labeling.get(f"{EXPORTS}/1")).json()
    assert [one["id"] for one in (await labeling.get(EXPORTS)).json()] == [2, 1]
    # The files lie in the project's own directory, and the quota counts them.
    files = sorted(tmp_path.glob("*/exports/*"))
    assert sorted(file.stat().st_size for file in files) == sorted(one["size"] for one in listed)
    assert await held(labeling) - before >= sum(one["size"] for one in listed)
    for export in (1, 2):
        assert (await labeling.delete(f"{EXPORTS}/{export}")).status_code == 204
    assert list(tmp_path.glob("*/exports/*")) == []
    gone = await labeling.get(f"{EXPORTS}/1")
    assert (gone.status_code, gone.json()["code"]) == (404, "snapshot-gone")
    assert (await labeling.delete(f"{EXPORTS}/1")).status_code == 404


async def test_a_snapshot_in_another_format_holds_what_it_held_then(labeling: httpx.AsyncClient) -> None:
    first = await annotate(labeling, 2)
    await make(labeling)
    await annotate(labeling, 2)
    await labeling.delete("/api/tasks/1")
    missing = await labeling.get(f"{EXPORTS}/1/download?exportType=JSON_MIN")
    assert (missing.status_code, missing.json()["code"]) == (404, "snapshot-not-ready")
    converted = await labeling.post(f"{EXPORTS}/1/convert", json={"export_type": "JSON_MIN"})
    assert converted.json() == {"export_type": "JSON_MIN", "converted_format": 2}
    again = await labeling.post(f"{EXPORTS}/1/convert", json={"export_type": "json_min"})
    assert again.json() == converted.json()
    (listed,) = (await labeling.get(f"{EXPORTS}/1")).json()["converted_formats"]
    assert listed == {"id": 2, "export_type": "JSON_MIN", "status": "completed", "traceback": ""}
    records = (await labeling.get(f"{EXPORTS}/1/download?exportType=JSON_MIN")).json()
    assert [(record["id"], record["annotation_id"]) for record in records] == [(1, None), (2, first), (3, None)]
    for body, code in (({"export_type": "COCO"}, "format-does-not-fit"), ({"export_type": "MAGIC"}, None)):
        refused = await labeling.post(f"{EXPORTS}/1/convert", json=body)
        assert (refused.status_code, refused.json().get("code")) == (400, code)
    await make(labeling, export_type="CSV")
    refused = await labeling.post(f"{EXPORTS}/3/convert", json={"export_type": "JSON"})
    assert (refused.status_code, refused.json()["code"]) == (400, "snapshot-not-json")
    csv = await labeling.get(f"{EXPORTS}/3/download")
    assert csv.headers["content-type"].startswith("text/csv") and b"Ben read." in csv.content


PICTURES = """<View>
  <RectangleLabels name="box" toName="img"><Label value="Car"/></RectangleLabels>
  <Image name="img" value="$image"/>
</View>"""
BOX = {
    "from_name": "box",
    "to_name": "img",
    "type": "rectanglelabels",
    "original_width": 4,
    "original_height": 4,
    "value": {"x": 0, "y": 0, "width": 50, "height": 50, "rectanglelabels": ["Car"]},
}


async def test_pictures_are_packed_where_that_is_asked_for(http: httpx.AsyncClient) -> None:
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000040000000408000000008c9a0e540000000e49444154789c6360c0040c00140001"
        "7dd2dd140000000049454e44ae426082"
    )
    await http.post("/api/projects/", json={"title": "Cars", "label_config": PICTURES})
    imported = await http.post("/api/projects/1/import", files={"file": ("car.png", png, "image/png")})
    assert imported.status_code == 201, imported.text
    await http.post("/api/tasks/1/annotations/", json={"result": [BOX]})
    alone, packed = await make(http, export_type="COCO"), await make(http, export_type="COCO_WITH_IMAGES")
    await make(http)
    assert (await http.post(f"{EXPORTS}/3/convert", json={"export_type": "YOLO_WITH_IMAGES"})).status_code == 200
    names = []
    for address in (f"{alone['id']}/download", f"{packed['id']}/download", "3/download?exportType=YOLO_WITH_IMAGES"):
        with zipfile.ZipFile(io.BytesIO((await http.get(f"{EXPORTS}/{address}")).content)) as archive:
            names.append([name for name in archive.namelist() if name.endswith(".png")])
    assert [len(found) for found in names] == [0, 1, 1]


async def test_filters_of_tasks_and_annotations(labeling: httpx.AsyncClient) -> None:
    usual, true = await annotate(labeling, 1), await annotate(labeling, 1, ground_truth=True)
    skip = await annotate(labeling, 2, was_cancelled=True)
    view = await labeling.post(
        "/api/dm/views/",
        json={
            "project": 1,
            "data": {
                "filters": {
                    "conjunction": "or",
                    "items": [{"filter": "filter:tasks:id", "operator": "greater", "type": "Number", "value": 1}],
                },
                "ordering": ["-tasks:id"],
            },
        },
    )
    for tasks, of_them, expected in (
        (None, None, {1: [usual, true], 2: [skip], 3: []}),
        ({"only_with_annotations": True}, None, {1: [usual, true], 2: [skip]}),
        ({"annotated": "only"}, None, {1: [usual, true]}),
        ({"annotated": "exclude"}, None, {2: [skip], 3: []}),
        ({"skipped": "only"}, None, {2: [skip]}),
        ({"skipped": "exclude", "annotated": "exclude"}, None, {3: []}),
        ({"finished": "only"}, None, {1: [usual, true], 2: [skip]}),
        ({"finished": "exclude"}, None, {3: []}),
        ({"view": view.json()["id"]}, None, {3: [], 2: [skip]}),
        ({"view": view.json()["id"], "finished": "only"}, None, {2: [skip]}),
        ({"ids": [3, 1]}, None, {3: [], 1: [usual, true]}),
        (None, {}, {1: [usual], 2: [], 3: []}),
        (None, {"ground_truth": True}, {1: [usual, true], 2: [], 3: []}),
        ({"only_with_annotations": True}, {"usual": False, "ground_truth": True}, {1: [true]}),
        ({"only_with_annotations": True}, {"usual": False, "skipped": True}, {2: [skip]}),
        (None, {"ground_truth": True, "annotations": "newest"}, {1: [true], 2: [], 3: []}),
        (
            {"query": '{"ordering": ["-tasks:id"]}', "finished": "exclude", "only_with_annotations": True},
            {"usual": True},
            {},
        ),
    ):
        made = await make(labeling, task_filter_options=tasks, annotation_filter_options=of_them)
        answer = (await labeling.get(f"{EXPORTS}/{made['id']}/download")).json()
        held = [(task["id"], [one["id"] for one in task["annotations"]]) for task in answer]
        assert held == list(expected.items()), (tasks, of_them)
        assert made["progress"] == {"done": len(expected), "total": len(expected)}, (tasks, of_them)
        await labeling.delete(f"{EXPORTS}/{made['id']}")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"export_type": "MAGIC"}, 400, None),
        ({"export_type": "COCO"}, 400, "format-does-not-fit"),
        ({"task_filter_options": {"view": 77}}, 404, None),
        ({"task_filter_options": {"finished": "some"}}, 400, None),
        ({"task_filter_options": {"query": '{"filters": {"items": 7}}'}}, 400, "query-invalid"),
        ({"serialization_options": {"drafts": {"only_id": True}}}, 400, "snapshot-option"),
        ({"serialization_options": {"predictions": {"only_id": False}}}, 400, "snapshot-option"),
        ({"serialization_options": {"annotations__completed_by": {"only_id": False}}}, 400, "snapshot-option"),
        ({"serialization_options": {"interpolate_key_frames": True}}, 400, "snapshot-option"),
        ({"serialization_options": {"include_annotation_history": True}}, 400, "snapshot-option"),
    ],
)
async def test_what_cannot_be_made_is_refused_and_leaves_nothing(
    labeling: httpx.AsyncClient, tmp_path: Path, body: dict[str, Any], status: int, code: str | None
) -> None:
    refused = await labeling.post(EXPORTS, json=body)
    assert (refused.status_code, refused.json().get("code")) == (status, code), refused.text
    assert (await labeling.get(EXPORTS)).json() == []
    assert list(tmp_path.glob("*/exports/*")) == []


async def test_a_project_keeps_so_many_and_the_oldest_does_not_go_by_itself(labeling: httpx.AsyncClient) -> None:
    for _ in range(MOST_SNAPSHOTS):
        await make(labeling)
    refused = await labeling.post(EXPORTS, json={})
    assert (refused.status_code, refused.json()["code"]) == (403, "too-many-snapshots")
    kept = (await labeling.get(f"{EXPORTS}?ordering=id")).json()
    assert [one["id"] for one in kept] == [*range(1, MOST_SNAPSHOTS + 1)]
    await labeling.delete(f"{EXPORTS}/7")
    assert (await make(labeling))["id"] == MOST_SNAPSHOTS + 1


async def test_one_that_does_not_fit_fails_with_a_sentence_and_its_file_goes(tmp_path: Path) -> None:
    app: Starlette = create_app(Settings(mode="multi", root_dir=tmp_path, max_session_bytes=400_000))
    async with app.router.lifespan_context(app), browser(app) as http:
        await http.get("/")
        await http.post("/api/projects/", json={"title": "Full", "label_config": CONFIG})
        tasks = [{"text": "Ada wrote. " * 1000} for _ in range(10)]
        assert (await http.post("/api/projects/1/import", json=tasks)).status_code == 201
        await make(http)
        assert (await http.post(EXPORTS, json={"title": "second"})).json()["status"] in ("completed", "failed")
        failed = (await http.post(EXPORTS, json={"title": "third"})).json()
        assert failed["status"] == "failed" and "does not fit" in failed["detail"], failed
        whole = [one for one in (await http.get(EXPORTS)).json() if one["status"] == "completed"]
        assert len(list(tmp_path.glob("*/exports/*"))) == len(whole) > 0
        # Labels still fit.
        assert (await http.post("/api/tasks/1/annotations/", json={"result": [PERSON]})).status_code == 201
        refused = await http.get(f"{EXPORTS}/{failed['id']}/download")
        assert (refused.status_code, refused.json()["code"]) == (404, "snapshot-not-ready")
        for one in (await http.get(EXPORTS)).json():
            await http.delete(f"{EXPORTS}/{one['id']}")
        await make(http)


async def test_a_downloaded_project_lists_no_exports_that_are_not_in_it(
    labeling: httpx.AsyncClient, tmp_path: Path
) -> None:
    await make(labeling)
    archive = zipfile.ZipFile(io.BytesIO((await labeling.get("/api/session/download")).content))
    assert not [name for name in archive.namelist() if "exports/" in name]
    moved = tmp_path / "moved"
    archive.extractall(moved)
    (directory,) = (path.parent for path in moved.rglob("project.db"))
    with contextlib.closing(sqlite3.connect(directory / "project.db")) as database:
        assert database.execute("SELECT name FROM value WHERE name LIKE 'export-%'").fetchall() == []
    # Restored from a backup that has the list and not the files, it is as empty.
    for file in tmp_path.glob("*/exports/*"):
        file.unlink()
    assert (await labeling.get(EXPORTS)).json() == []
    assert (await make(labeling))["id"] == 2
    assert [one["id"] for one in (await labeling.get(EXPORTS)).json()] == [2]
