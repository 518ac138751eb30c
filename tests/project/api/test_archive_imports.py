"""Archives over HTTP: what is in them, all of it or nothing."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from multisession.app import create_app
from multisession.settings import Settings
from tests.project.api.conftest import browser
from tests.project.api.test_imports import png
from tests.project.importers.archives import Raw, tarred, zipped

pytestmark = pytest.mark.anyio
IMAGES = '<View><Image name="image" value="$image"/><Text name="t" value="$note"/></View>'
ONLY_IMAGES = '<View><Image name="image" value="$image"/></View>'


def files_of(root: Path) -> list[str]:
    """Uploads of the only session of a root directory, and what was left while they came."""
    return sorted(path.name for path in root.glob("*/upload/*")) + [str(p) for p in root.glob("*/.import-*")]


async def project(http: httpx.AsyncClient, config: str) -> None:
    created = await http.post("/api/projects/", json={"title": "Pictures", "label_config": config})
    assert created.status_code == 201, created.text


async def send(http: httpx.AsyncClient, content: bytes, query: str = "", name: str = "set.zip") -> httpx.Response:
    return await http.post(f"/api/projects/1/import{query}", files={"file": (name, content)})


@pytest.mark.parametrize("pack", [zipped, tarred, lambda files: tarred(files, "w:gz")], ids=["zip", "tar", "tar.gz"])
async def test_tasks_name_the_pictures_beside_them(http: httpx.AsyncClient, pack, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    await project(http, IMAGES)
    rows = [
        {"image": "pictures/a.png", "note": "1.50 of a.png"},
        {"data": {"image": "b.png", "note": "n", "more": {"all": ["./pictures/a.png", "none.png"], "n": 1.50}}},
    ]
    archive = pack(
        [
            ("set/tasks.json", json.dumps(rows).encode()),
            ("set/pictures/a.png", png()),
            ("set/pictures/b.png", png()),
            ("set/README.txt", b"about this set"),
            ("__MACOSX/set/._a.png", b"rubbish"),
            ("set/inner.zip", zipped([("c.json", b"[]")])),
        ]
    )
    answer = await send(http, archive)
    assert answer.status_code == 201, answer.text
    assert answer.json()["task_count"] == 2
    uploads = (await http.get("/api/projects/1/file-uploads?all=true")).json()
    assert [upload["original_name"] for upload in uploads] == ["a.png", "b.png"]
    first, second = (f"/data/{upload['file']}" for upload in uploads)
    tasks = (await http.get("/api/tasks?page_size=10")).json()["tasks"]
    assert tasks[0]["data"] == {"image": first, "note": "1.50 of a.png"}
    assert tasks[1]["data"]["image"] == second
    assert tasks[1]["data"]["more"] == {"all": [first, "none.png"], "n": 1.5}
    assert (await http.get(first)).content == png()


async def test_pictures_alone_are_a_task_each(http: httpx.AsyncClient, tmp_path: Path) -> None:
    await project(http, ONLY_IMAGES)
    answer = await send(
        http,
        zipped([("b.png", png()), ("a/a.png", png()), ("notes.txt", b"x"), ("a/.hidden.png", b""), ("b.xml", b"<x/>")]),
    )
    assert answer.status_code == 201, answer.text
    body = answer.json()
    assert (body["task_count"], len(body["file_upload_ids"])) == (2, 2)
    tasks = (await http.get("/api/tasks?page_size=10")).json()["tasks"]
    assert [task["file_upload"] for task in tasks] == ["a/a.png", "b.png"]
    assert len(files_of(tmp_path)) == 2


async def test_nothing_stays_of_an_archive_that_is_refused(http: httpx.AsyncClient, tmp_path: Path) -> None:
    await project(http, IMAGES)
    pictures = [(f"{number}.png", png()) for number in range(150)]
    refused = await send(http, zipped([*pictures, ("tasks.json", b'[{"image": "1.png"}]')]))
    assert (refused.status_code, refused.json()["code"]) == (400, "import-refused")
    assert refused.json()["refusals"][0]["source"] == "tasks.json"
    raw = Raw()
    for name, content in pictures:
        raw.add(name.encode(), content)
    raw.add(b"bad.csv", b"image,note\n" + b"1.png,n\n" * 5_000, checksum=7)
    refused = await send(http, raw.bytes(), "?skip_refused=true")
    assert (refused.status_code, refused.json()["code"]) == (400, "archive-refused")
    assert "bad.csv" in refused.json()["detail"]
    wrong = await send(http, zipped([*pictures, ("x.png", b"<html></html>"), ("t.json", b'[{"note": "n"}]')]))
    assert [one["source"] for one in wrong.json()["refusals"]] == ["x.png", "t.json"]
    tried = await send(http, zipped([*pictures, ("t.json", b'[{"image": "1.png", "note": "n"}]')]), "?dry_run=true")
    assert (tried.status_code, tried.json()["task_count"]) == (201, 1)
    assert files_of(tmp_path) == []
    assert (await http.get("/api/projects/1/file-uploads?all=true")).json() == []
    assert (await http.get("/api/projects/1/")).json()["task_number"] == 0


@pytest.mark.parametrize(
    ("name", "files", "said"),
    [
        ("a.xlsx", [("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>")], "Office document"),
        ("a.zip", [("inner.zip", zipped([]))], "no files of tasks or media"),
        ("a.zip", [], "no files of tasks or media"),
    ],
)
async def test_what_holds_no_tasks_says_so(
    labeling: httpx.AsyncClient, name: str, files: list[tuple[str, bytes]], said: str
) -> None:
    answer = await send(labeling, zipped(files), name=name)
    assert answer.status_code == 400
    assert said in answer.json()["detail"]


async def test_a_compressed_table(labeling: httpx.AsyncClient) -> None:
    import gzip

    answer = await send(labeling, gzip.compress(b"text\nEve won.\n"), name="rows.csv.gz")
    assert (answer.status_code, answer.json()["task_count"]) == (201, 1)
    tasks = (await labeling.get("/api/tasks?page_size=10")).json()["tasks"]
    assert tasks[-1]["data"] == {"text": "Eve won."}


async def test_an_archive_in_parts(http: httpx.AsyncClient, tmp_path: Path) -> None:
    await project(http, ONLY_IMAGES)
    for content, outcome in ((zipped([("a.png", png())]), "job"), (Raw().add(b"../a.png", png()).bytes(), "error")):
        job = (await http.post("/api/projects/1/import/jobs", json={"name": "set.zip", "size": len(content)})).json()
        sent = await http.put(f"/api/projects/1/import/jobs/{job['id']}?offset=0", content=content)
        assert sent.json()["received"] == len(content)
        told = await http.post(f"/api/projects/1/import/jobs/{job['id']}/commit", json={})
        last = json.loads(told.text.splitlines()[-1])
        assert list(last) == [outcome], last
    assert last["error"]["code"] == "archive-refused"
    assert '"../a.png"' in last["error"]["detail"]
    assert len(files_of(tmp_path)) == 1
    [task] = (await http.get("/api/tasks?page_size=10")).json()["tasks"]
    assert (await http.get(task["data"]["image"])).content == png()


async def test_refused_rows_of_an_archive_in_parts_name_their_file(http: httpx.AsyncClient) -> None:
    await project(http, ONLY_IMAGES)
    content = zipped([("a.png", png()), ("rows/t.csv", b"image,note\na.png,x\nb.png\n")])
    job = (await http.post("/api/projects/1/import/jobs", json={"name": "set.zip", "size": len(content)})).json()["id"]
    await http.put(f"/api/projects/1/import/jobs/{job}?offset=0", content=content)
    told = json.loads((await http.post(f"/api/projects/1/import/jobs/{job}/commit", json={})).text.splitlines()[-1])
    assert (told["job"]["state"], told["job"]["refusals"][0]["source"]) == ("refused", "rows/t.csv")
    table = (await http.get(f"/api/projects/1/import/jobs/{job}/refused")).text.splitlines()
    assert (table[0], table[1].rpartition(",")[2]) == ("line,reason,content,file", '"rows/t.csv"')
    told = await http.post(f"/api/projects/1/import/jobs/{job}/commit", json={"skip_refused": True})
    assert json.loads(told.text.splitlines()[-1])["job"]["report"]["task_count"] == 1


async def test_labels_in_an_archive_in_parts_bring_a_config(http: httpx.AsyncClient) -> None:
    await project(http, ONLY_IMAGES)
    content = zipped([("classes.txt", b"cat\n"), ("images/a.png", png()), ("labels/a.txt", b"0 .5 .5 .5 .5\n")])
    job = (await http.post("/api/projects/1/import/jobs", json={"name": "set.zip", "size": len(content)})).json()["id"]
    await http.put(f"/api/projects/1/import/jobs/{job}?offset=0", content=content)
    told = json.loads((await http.post(f"/api/projects/1/import/jobs/{job}/commit", json={})).text.splitlines()[-1])
    assert told["error"]["code"] == "config-needed"
    changed = await http.patch("/api/projects/1/", json={"label_config": told["error"]["proposed_config"]})
    assert changed.status_code == 200, changed.text
    told = json.loads((await http.post(f"/api/projects/1/import/jobs/{job}/commit", json={})).text.splitlines()[-1])
    assert told["job"]["report"]["annotation_count"] == 1


async def test_a_large_document_in_a_small_archive_obeys_the_quota(tmp_path: Path) -> None:
    notes = [{"id": n, "image_id": 1, "category_id": 1, "bbox": [0, 0, 9, 9], "note": "x" * 1_000} for n in range(900)]
    image = {"id": 1, "file_name": "a.png", "coco_url": "https://example.org/a.png", "width": 10, "height": 10}
    document = {"images": [image], "annotations": notes, "categories": [{"id": 1, "name": "cat"}]}
    archive = zipped([("instances.json", json.dumps(document).encode())])
    labels = '<RectangleLabels name="b" toName="i"><Label value="cat"/></RectangleLabels>'
    for most, status in ((800_000, 403), (8_000_000, 201)):
        app = create_app(Settings(mode="multi", root_dir=tmp_path / str(most), max_session_bytes=most))
        async with app.router.lifespan_context(app), browser(app) as http:
            await http.get("/")
            await project(http, f'<View><Image name="i" value="$i"/>{labels}</View>')
            answer = await send(http, archive)
            assert (answer.status_code, answer.json().get("code")) == (status, "quota-bytes" if status == 403 else None)
            assert (await http.get("/api/projects/1/")).json()["task_number"] == (status == 201)
    assert list(tmp_path.glob("*/*/tmp*")) == []
