"""Backups of root directories in use: what is in them, what is not, and that they come back as they were."""

from __future__ import annotations

import asyncio
import io
import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from multisession.backup import project_snapshot
from multisession.backup.project_snapshot import snapshot_project
from multisession.cli import main
from multisession.project.media import Media
from multisession.project.store.interface import Document
from multisession.project.store.sqlite import Writers, create_project, open_project
from multisession.project.tasks import NewTask
from multisession.sessions.single import SingleProject
from multisession.settings import Settings
from tests.backup.roots import back_up, back_up_watched, everything, let_settle, names_in, restore
from tests.project.media_samples import PNG
from tests.sessions.studio import browser, projects_in, serving, tombstones

pytestmark = pytest.mark.anyio


async def test_what_a_visitor_did_while_it_was_served_comes_back_with_cookie_and_token(tmp_path: Path) -> None:
    root, copy = tmp_path / "root", tmp_path / "copy"
    async with serving(root) as (_, app), browser(app) as client:
        await client.get("/api/tasks")
        task = (await client.post("/api/tasks", json={"n": 1})).json()["id"]
        assert (await client.post(f"/api/tasks/{task}/annotations")).status_code == 200
        token = (await client.post("/api/session/token")).json()["token"]
        names = back_up(root, tmp_path / "b.tar.gz")
        await client.post("/api/tasks", json={"n": 2})
        cookies = dict(client.cookies)
    [session] = projects_in(root)
    state = {f".studio/{name}" for name in ("secret-keys", "instance-id", "registry.db")}
    assert names == {f"{session}/{name}" for name in ("config.json", "config.xml", "project.db")} | state
    restore(tmp_path / "b.tar.gz", copy)
    async with serving(copy) as (_, app), browser(app) as client, browser(app) as program:
        client.cookies.update(cookies)
        assert (await client.get("/api/tasks")).json() == {"total": 1, "data": [{"n": 1}]}
        answer = await program.get("/api/tasks", headers={"Authorization": f"Token {token}"})
        assert answer.json()["total"] == 1
        assert (await client.post("/api/tasks", json={"n": 3})).status_code == 200
    assert projects_in(copy) == [session]


async def test_a_session_that_was_removed_before_is_not_in_the_backup_even_when_its_directory_is(
    tmp_path: Path,
) -> None:
    root = tmp_path / "root"
    async with serving(root) as (studio, app), browser(app) as client, browser(app) as other:
        for one in (client, other):
            await one.get("/api/tasks")
            await one.post("/api/tasks", json={})
        assert (await client.delete("/api/session/project")).status_code == 200
        [left] = projects_in(root)
        # What another worker process leaves for an instant: the tombstone is written, the directory not yet renamed.
        await asyncio.to_thread(studio.registry.bury, left)
        names = back_up(root, tmp_path / "b.tar.gz")
    assert {name for name in names if not name.startswith(".studio/")} == set()
    copy = restore(tmp_path / "b.tar.gz", tmp_path / "copy")
    async with serving(copy) as (studio, app), browser(app) as client:
        assert left in tombstones(studio)
        assert len(tombstones(studio)) == 2


async def test_a_session_that_is_removed_while_the_backup_is_taken_does_not_come_back(tmp_path: Path) -> None:
    root, file = tmp_path / "root", tmp_path / "b.tar.gz"
    async with serving(root) as (studio, app), browser(app) as one, browser(app) as two:
        for client in (one, two):
            await client.get("/api/tasks")
            await client.post("/api/tasks", json={})
        first, second = projects_in(root)
        loop = asyncio.get_running_loop()

        def remove_both(done: int, of_all: int) -> None:
            for client in (one, two) if done == 1 else ():
                removed = asyncio.run_coroutine_threadsafe(client.delete("/api/session/project"), loop).result(10)
                assert removed.status_code == 200

        await asyncio.to_thread(back_up_watched, root, file, remove_both)
        assert projects_in(root) == []
    # The first had been read already, the second was gone when its turn came.
    assert f"{first}/project.db" in names_in(file)
    assert not any(name.startswith(second) for name in names_in(file))
    copy = restore(file, tmp_path / "copy")
    async with serving(copy) as (studio, _):
        assert projects_in(copy) == []
        assert tombstones(studio) == sorted([first, second])


async def test_a_session_that_begins_while_the_backup_is_taken_is_new_afterwards(tmp_path: Path) -> None:
    root, file, copy = tmp_path / "root", tmp_path / "b.tar.gz", tmp_path / "copy"
    async with serving(root) as (_, app), browser(app) as client, browser(app) as late:
        await client.get("/api/tasks")
        await client.post("/api/tasks", json={})
        await late.get("/api/tasks")
        requests = []

        def begin(done: int, of_all: int) -> None:
            requests.append(asyncio.run_coroutine_threadsafe(late.post("/api/tasks", json={}), loop).result(10))

        loop = asyncio.get_running_loop()
        await asyncio.to_thread(back_up_watched, root, file, begin)
        assert [answer.status_code for answer in requests] == [200]
        cookies = dict(late.cookies)
    restore(file, copy)
    async with serving(copy) as (_, app), browser(app) as late:
        late.cookies.update(cookies)
        assert (await late.get("/api/tasks")).json()["total"] == 0
        assert (await late.post("/api/tasks", json={})).status_code == 200
        assert (await late.get("/api/tasks")).json()["total"] == 1


async def test_what_is_only_of_the_moment_is_left_out(tmp_path: Path) -> None:
    root = tmp_path / "root"
    async with serving(root) as (_, app), browser(app) as client:
        await client.get("/api/tasks")
        await client.post("/api/tasks", json={})
        before = back_up(root, tmp_path / "before.tar.gz")
        [session] = projects_in(root)
        for name in (
            f".making-{session}-0a1b2c3d/project.db",
            ".studio/bases/.making-0a1b2c3d/base.db",
            f".studio/trash/{session}-0a1b2c3d/project.db",
            ".studio/downloads/download-x/project.db",
            ".studio/slots/07.lock",
            ".studio/keys.lock",
            ".studio/metrics/1-a.values",
            ".studio/registry-damaged-1.db",
            ".studio/.secret-keys.0a1b2c3d4e5f",
            f"{session}/.import-0a1b2c3d4e5f6071.lock",
            f"{session}/.config.json.0a1b2c3d4e5f6071.new",
            f"{session}/upload/.incoming-0a1b2c3d4e5f6071",
            "notes.txt",
            "photos/1.png",
        ):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(b"x")
        assert back_up(root, tmp_path / "after.tar.gz") == before


async def test_links_and_sockets_are_left_out_and_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = tmp_path / "root" / "p"
    create_project(project, Document())
    (project / "passwords").symlink_to("/etc/passwd")
    with closing(socket.socket(socket.AF_UNIX)) as made:
        made.bind(str(project / "socket"))
        assert back_up(tmp_path / "root", tmp_path / "b.tar.gz") == {
            "p/config.json",
            "p/config.xml",
            "p/project.db",
        }
    said = capsys.readouterr().err
    assert said.startswith("Not in it: 2 links or special files")
    assert str(project) in said


async def test_a_root_that_nobody_serves_is_not_touched(tmp_path: Path) -> None:
    root = tmp_path / "root"
    async with serving(root) as (_, app), browser(app) as client:
        await client.get("/api/tasks")
        await client.post("/api/tasks", json={})
    let_settle(root)
    before = everything(root)
    back_up(root, tmp_path / "b.tar.gz")
    assert everything(root) == before


async def test_the_leftovers_of_an_import_under_way_do_not_show_after_a_restore(tmp_path: Path) -> None:
    root = tmp_path / "root"
    create_project(root / "p", Document())
    writers = Writers()
    store = open_project(root / "p", writers=writers)
    await store.create_task(NewTask(data=msgspec.Raw(b'{"kept": 1}')))
    under_way = await store.begin_import(source="big.json")
    await store.add_to_import(under_way, [NewTask(data=msgspec.Raw(b"{}"))] * 10)
    assert not any(name.endswith(".lock") for name in back_up(root, tmp_path / "b.tar.gz"))
    await store.commit_import(under_way)
    await store.close()
    copy = restore(tmp_path / "b.tar.gz", tmp_path / "copy")
    store = open_project(copy / "p", writers=writers)
    assert (await store.counts()).task_number == 1
    new = await store.create_task(NewTask(data=msgspec.Raw(b"{}")))
    await store.close()
    writers.close()
    with closing(sqlite3.connect(copy / "p" / "project.db")) as database:
        assert database.execute("SELECT count(*) FROM import_range").fetchone() == (0,)
        assert [row[0] for row in database.execute("SELECT id FROM task ORDER BY id")] == [1, new.id]


async def test_an_upload_that_is_deleted_while_the_backup_is_taken_leaves_no_row(tmp_path: Path) -> None:
    directory = tmp_path / "p"
    create_project(directory, Document())
    writers = Writers()
    store = open_project(directory, writers=writers)
    media = Media(directory, None, store)
    kept = await media.save(io.BytesIO(PNG), original_name="kept.png")
    gone = await media.save(io.BytesIO(PNG), original_name="gone.png")
    snapshot = snapshot_project(directory, tmp_path / "copy.db")
    assert await media.delete(gone.id)
    snapshot.forget_uploads_not_in(directory / "upload")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert copy.execute("SELECT name FROM upload").fetchall() == [(kept.name,)]
        assert copy.execute("SELECT uploaded_bytes FROM project").fetchone() == (len(PNG),)
    await store.close()
    writers.close()


async def test_documents_are_those_of_the_moment_of_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory = tmp_path / "p"
    create_project(directory, Document())
    real = project_snapshot.copy_database
    changes = iter(["<View>1</View>", "<View>2</View>"])

    def changing_meanwhile(source: Path, target: Path) -> bool:
        (directory / "config.xml").write_text(next(changes, "<View>2</View>"))
        return real(source, target)

    monkeypatch.setattr(project_snapshot, "copy_database", changing_meanwhile)
    assert snapshot_project(directory, tmp_path / "copy.db").documents["config.xml"] == b"<View>2</View>"


async def test_the_root_of_a_single_project_comes_back_with_its_uploads_and_keys(tmp_path: Path) -> None:
    root = tmp_path / "root"
    made = ["init", "flowers", "--root-dir", str(root), "--template", "image_bbox"]
    assert await asyncio.to_thread(main, made) == 0
    (root / "flowers" / "completions").mkdir()
    (root / "flowers" / "completions" / "1.json").write_text("{}")
    (root / "tasks.csv").write_text("somebody's own file")
    settings = Settings(mode="single", root_dir=root, project="flowers")
    studio = SingleProject(settings)
    await studio.open()
    names = back_up(root, tmp_path / "b.tar.gz")
    uploads = {upload.name for upload in await studio._opened.store.uploads()}
    await studio.close()
    assert uploads
    assert names == {f"flowers/upload/{name}" for name in uploads} | {
        f"flowers/{name}"
        for name in (
            "config.json",
            "config.xml",
            "project.db",
            "completions/1.json",
            ".studio/secret-keys",
            ".studio/instance-id",
        )
    }
    copy = restore(tmp_path / "b.tar.gz", tmp_path / "copy")
    restored = SingleProject(Settings(mode="single", root_dir=copy, project="flowers"))
    await restored.open()
    assert restored.identity.session.id == studio.identity.session.id
    for name in uploads:
        file = restored._opened.media.open(name)
        assert file is not None
        with file:
            assert file.read() == (root / "flowers" / "upload" / name).read_bytes()
    await restored.close()


async def test_the_state_of_a_stand_alone_backend_is_a_project_too(tmp_path: Path) -> None:
    state = tmp_path / "root" / ".studio" / "config"
    create_project(state, Document())
    (state / ".studio" / "downloads").mkdir(parents=True)
    for name in ("secret-keys", "outbox.lock", "downloads/left"):
        (state / ".studio" / name).write_bytes(b"x")
    names = back_up(tmp_path / "root", tmp_path / "b.tar.gz")
    kept = ("config.json", "config.xml", "project.db", ".studio/secret-keys")
    assert names == {f".studio/config/{name}" for name in kept}
    restore(tmp_path / "b.tar.gz", tmp_path / "copy")


async def test_a_base_comes_back_with_the_sessions_that_stand_on_it(tmp_path: Path) -> None:
    (tmp_path / "tasks.txt").write_text("one\ntwo")
    root = tmp_path / "root"
    recipe = {"input_path": tmp_path / "tasks.txt"}
    async with serving(root, **recipe) as (_, app), browser(app) as client:
        await client.get("/api/tasks")
        await client.post("/api/tasks/2/annotations")
        back_up(root, tmp_path / "b.tar.gz")
        cookies = dict(client.cookies)
    copy = restore(tmp_path / "b.tar.gz", tmp_path / "copy")
    # The recipe is another one by now: the session keeps its own.
    async with serving(copy) as (_, app), browser(app) as client:
        client.cookies.update(cookies)
        assert (await client.get("/api/tasks")).json()["data"] == [{"text": "one"}, {"text": "two"}]
