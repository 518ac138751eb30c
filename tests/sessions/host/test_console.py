"""What the host sees and does: read live, without being a visit, beside the visitor's own work."""

from __future__ import annotations

import io
import json
import logging
import sqlite3
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from starlette.types import ASGIApp

from multisession.sessions.host import routes as host_routes
from multisession.web.operation import operations_of
from tests.sessions.host.studio import CONFIG, RESULT, Visitor, client, host, serving, visitor

pytestmark = pytest.mark.anyio
LIST = "/api/host/sessions"
DAY = 24 * 3600


def row(root: Path, session_id: str) -> dict[str, Any]:
    with sqlite3.connect(root / ".studio" / "registry.db") as database:
        database.row_factory = sqlite3.Row
        return dict(database.execute("SELECT * FROM sessions WHERE id=?", (session_id,)).fetchone())


def seconds(moment: str) -> float:
    return datetime.fromisoformat(moment).astimezone(UTC).timestamp()


async def test_a_session_is_read_live(console: httpx.AsyncClient, guest: Visitor, root: Path) -> None:
    seen = (await console.get(f"{LIST}/{guest.id}")).json()
    assert {name: seen[name] for name in ("id", "title", "state", "frozen", "because", "has_resume_code")} == {
        "id": guest.id, "title": "Harbour", "state": "live", "frozen": False, "because": None, "has_resume_code": False,
    }  # fmt: skip
    assert (seen["task_number"], seen["finished_task_number"], seen["total_annotations_number"]) == (3, 1, 1)
    assert seen["bytes"] >= (root / guest.id / "project.db").stat().st_size > 0
    assert seen["expires_because"] == "idle"
    assert abs(seconds(seen["expires_at"]) - time.time() - 7 * DAY) < 2 * 3600
    await guest.client.post("/api/tasks/2/annotations", json={"result": RESULT})
    assert (await console.get(f"{LIST}/{guest.id}")).json()["finished_task_number"] == 2


async def test_the_list_tells_what_open_projects_hold_now(console: httpx.AsyncClient, guest: Visitor) -> None:
    # Nothing was noted at the end of a visit yet: the server has been up for a moment only.
    page = (await console.get(LIST, params={"search": "harb"})).json()
    (listed,) = page["sessions"]
    assert listed == (await console.get(f"{LIST}/{guest.id}")).json()
    assert (listed["title"], listed["task_number"], listed["finished_task_number"]) == ("Harbour", 3, 1)


async def test_looking_is_no_visit_and_writes_nothing(console: httpx.AsyncClient, guest: Visitor, root: Path) -> None:
    with sqlite3.connect(root / ".studio" / "registry.db") as database:
        database.execute("UPDATE sessions SET last_seen=last_seen-1000000")
    before = row(root, guest.id)
    with sqlite3.connect(root / guest.id / "project.db") as database:
        rows = list(database.iterdump())
    files = {path.name for path in (root / guest.id).iterdir()}
    for path in ("", "/tasks", "/tasks/1", "/download"):
        assert (await console.get(f"{LIST}/{guest.id}{path}")).status_code == 200, path
    assert row(root, guest.id) == before
    with sqlite3.connect(root / guest.id / "project.db") as database:
        assert list(database.iterdump()) == rows
    assert {path.name for path in (root / guest.id).iterdir()} == files


async def test_answers_are_what_their_operation_declares(console: httpx.AsyncClient, guest: Visitor) -> None:
    await guest.client.post("/api/predictions/", json={"task": 1, "result": RESULT})
    declared = [one for one in operations_of(host_routes) if one.method == "GET" and one.response is not None]
    assert len(declared) == 6
    for operation in declared:
        answer = await console.get(operation.path.replace(":int", "").format(session_id=guest.id, task_id=1))
        assert answer.status_code == 200, operation.path
        msgspec.json.decode(answer.content, type=operation.response, strict=True)


async def test_tasks_come_as_text_cut_short(app: ASGIApp, console: httpx.AsyncClient) -> None:
    browser: httpx.AsyncClient = client(app)
    await browser.get("/")
    long = "ü" * 5000
    await browser.post("/api/projects/1/import", json=[{"text": "<img src=x>"}, {"text": long}, {"text": "three"}])
    await browser.post("/api/tasks/3/annotations", json={"result": [], "was_cancelled": True})
    session_id = (await browser.post("/api/session/token")).json()["token"].split("_")[1]
    answer = (await console.get(f"{LIST}/{session_id}/tasks?page_size=2")).json()
    assert answer["total"] == 3
    assert [task["id"] for task in answer["tasks"]] == [1, 2]
    assert json.loads(answer["tasks"][0]["data"]) == {"text": "<img src=x>"}
    assert len(answer["tasks"][1]["data"]) == 2000
    assert answer["tasks"][1]["data"].endswith("ü")
    (last,) = (await console.get(f"{LIST}/{session_id}/tasks?page_size=2&page=2")).json()["tasks"]
    assert (last["annotations"], last["skipped"]) == (0, True)
    await browser.aclose()


async def test_one_task_comes_with_what_was_made_of_it(console: httpx.AsyncClient, guest: Visitor) -> None:
    task = (await console.get(f"{LIST}/{guest.id}/tasks/1")).json()
    assert (task["id"], task["data"], task["predictions"]) == (1, {"text": "Harbour 0"}, [])
    assert [annotation["result"] for annotation in task["annotations"]] == [RESULT]
    assert (await console.get(f"{LIST}/{guest.id}/tasks/9")).status_code == 404


@pytest.mark.parametrize("unknown", ["0" * 32, "A" * 32, "..", "x", "0" * 31, f"{'0' * 32}%0a", "%2e%2e%2fregistry.db"])
async def test_there_is_no_other_session(console: httpx.AsyncClient, unknown: str) -> None:
    for method, path in (("GET", ""), ("GET", "/tasks"), ("POST", "/freeze"), ("GET", "/download"), ("DELETE", "")):
        answer = await console.request(method, f"{LIST}/{unknown}{path}")
        assert answer.status_code == 404, (method, path)


async def test_a_frozen_project_is_read_and_exported_and_takes_no_changes(
    console: httpx.AsyncClient, guest: Visitor
) -> None:
    frozen = await console.post(f"{LIST}/{guest.id}/freeze")
    assert (frozen.status_code, frozen.json()["frozen"], frozen.json()["state"]) == (200, True, "frozen")
    for method, path, document in (
        ("POST", "/api/tasks/2/annotations", {"result": RESULT}),
        ("POST", "/api/tasks/2/drafts", {"result": RESULT}),
        ("POST", "/api/projects/1/import", [{"text": "more"}]),
        ("PATCH", "/api/projects/1", {"title": "other"}),
        ("DELETE", "/api/tasks/1", None),
    ):
        refused = await guest.client.request(method, path, json=document)
        assert (refused.status_code, refused.json()["code"]) == (403, "frozen"), (method, path)
    assert len((await guest.client.get("/api/projects/1/export?download_all_tasks=true")).json()) == 3
    assert (await guest.client.get("/api/session")).json()["frozen"] is True
    assert (await console.post(f"{LIST}/{guest.id}/unfreeze")).json()["state"] == "live"
    assert (await guest.client.post("/api/tasks/2/annotations", json={"result": RESULT})).status_code == 201
    counts = (await guest.client.get("/api/projects/1")).json()
    assert (counts["title"], counts["task_number"], counts["total_annotations_number"]) == ("Harbour", 3, 2)


async def test_an_extension_counts_from_the_present_end(console: httpx.AsyncClient, guest: Visitor) -> None:
    before = seconds((await console.get(f"{LIST}/{guest.id}")).json()["expires_at"])
    answer = await console.post(f"{LIST}/{guest.id}/extend", json={"days": 60})
    assert seconds(answer.json()["expires_at"]) - before == 60 * DAY
    assert seconds((await guest.client.get("/api/session")).json()["expires_at"]) - before == 60 * DAY
    for days in (0, 366, -1, 1.5, "2"):
        assert (await console.post(f"{LIST}/{guest.id}/extend", json={"days": days})).status_code == 400


async def test_a_new_resume_code_opens_the_project_and_ends_the_old_one(
    app: ASGIApp, console: httpx.AsyncClient, guest: Visitor
) -> None:
    old = (await guest.client.post("/api/session/resume-code")).json()["code"]
    made = await console.post(f"{LIST}/{guest.id}/resume-code")
    assert made.status_code == 201
    async with client(app, address="203.0.113.20") as elsewhere:
        await elsewhere.get("/")
        assert (await elsewhere.post("/api/session/resume", json={"code": old})).status_code == 404
        assert (await elsewhere.post("/api/session/resume", json={"code": made.json()["code"]})).status_code == 200
        assert (await elsewhere.get("/api/projects/1")).json()["title"] == "Harbour"


async def test_a_download_is_what_its_owner_would_get(console: httpx.AsyncClient, guest: Visitor) -> None:
    await console.post(f"{LIST}/{guest.id}/freeze")
    answer = await console.get(f"{LIST}/{guest.id}/download")
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-disposition"].startswith(f'attachment; filename="session-{guest.id[:8]}-')
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert sorted(archive.namelist()) == ["config.json", "config.xml", "labels.json", "project.db"]
        assert archive.read("config.xml").decode() == CONFIG
        assert [task["data"]["text"] for task in json.loads(archive.read("labels.json"))] == [
            "Harbour 0", "Harbour 1", "Harbour 2",
        ]  # fmt: skip


async def test_deleting_says_what_was_there_and_is_for_good(
    console: httpx.AsyncClient, guest: Visitor, root: Path
) -> None:
    code = (await guest.client.post("/api/session/resume-code")).json()["code"]
    token = (await guest.client.post("/api/session/token")).json()["token"]
    gone = (await console.delete(f"{LIST}/{guest.id}")).json()
    assert (gone["tasks"], gone["annotations"], gone["uploads"]) == (3, 1, 0)
    assert gone["bytes"] > 0
    assert not (root / guest.id).exists()
    assert list((root / ".studio" / "trash").iterdir()) == []
    seen = (await console.get(f"{LIST}/{guest.id}")).json()
    assert (seen["state"], seen["because"], seen["title"]) == ("removed", "host", "")
    for method, path in (("GET", "/tasks"), ("POST", "/freeze"), ("POST", "/resume-code"), ("DELETE", "")):
        assert (await console.request(method, f"{LIST}/{guest.id}{path}")).status_code == 410, path
    ended = (await guest.client.get("/api/session")).json()["ended"]
    assert ended["because"] == "host"
    assert (await guest.client.get("/api/tasks/")).json()["total"] == 0
    assert (await guest.client.post("/api/session/resume", json={"code": code})).status_code == 404
    guest.client.cookies.clear()
    answer = await guest.client.get("/api/tasks/", headers={"authorization": f"Token {token}"})
    assert answer.status_code == 401


async def test_a_project_that_cannot_be_opened_is_listed_and_can_be_deleted(
    console: httpx.AsyncClient, guest: Visitor, root: Path
) -> None:
    (root / guest.id / "config.json").write_text("{broken")
    assert (await console.get(f"{LIST}/{guest.id}/download")).status_code == 500
    assert (await console.get(f"{LIST}/{guest.id}")).json()["id"] == guest.id
    assert (await console.delete(f"{LIST}/{guest.id}")).status_code == 200
    assert not (root / guest.id).exists()


async def test_every_act_is_in_the_log(
    console: httpx.AsyncClient, guest: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="multisession.host"):
        await console.post(f"{LIST}/{guest.id}/extend", json={"days": 2})
        await console.post(f"{LIST}/{guest.id}/freeze")
        await console.post(f"{LIST}/{guest.id}/unfreeze")
        code = (await console.post(f"{LIST}/{guest.id}/resume-code")).json()["code"]
        await console.get(f"{LIST}/{guest.id}/tasks")
        await console.get(f"{LIST}/{guest.id}/tasks/2")
        await console.get(f"{LIST}/{guest.id}/download")
        await console.delete(f"{LIST}/{guest.id}")
    records = [record for record in caplog.records if record.name == "multisession.host"]
    assert [getattr(record, "act") for record in records] == [  # noqa: B009 - given by `extra`
        {"act": "extend", "session": guest.id, "days": 2},
        *({"act": act, "session": guest.id} for act in ("freeze", "unfreeze", "resume-code", "look")),
        {"act": "look", "session": guest.id, "task": 2},
        *({"act": act, "session": guest.id} for act in ("download", "delete")),
    ]
    assert all(guest.id in record.getMessage() for record in records)
    assert code not in caplog.text


async def test_ten_thousand_sessions_a_page_in_50_ms(root: Path) -> None:
    async with serving(root) as app, host(app) as console:
        now = int(time.time())
        with sqlite3.connect(root / ".studio" / "registry.db") as database:
            database.executemany(
                "INSERT INTO sessions(id, created, last_seen, generation, title, bytes, tasks, finished) "
                "VALUES(?,?,?,1,?,?,?,?)",
                [
                    (f"{number * 7919:032x}", now - number, now - number * 7 % 9973, f"Title {number * 31 % 10000}",
                     number * 104729 % 100003, number % 50, number % 49)
                    for number in range(10_000)
                ],
            )  # fmt: skip
        taken = []
        for sort in ("last_seen", "bytes", "progress", "title"):
            started = time.process_time()
            answer = (await console.get(f"{LIST}?sort={sort}&search=title 9&page=3")).json()
            taken.append(time.process_time() - started)
            assert (answer["total"], len(answer["sessions"])) == (1111, 50)
        # Processor time, so that neighbours on the machine do not count.
        assert sorted(taken)[1] < 0.05, taken


QUERIES = {
    "sort=title&order=asc": ["Apples", "berries 100%", "Cherries"],
    "sort=title&order=desc": ["Cherries", "berries 100%", "Apples"],
    "sort=tasks": ["berries 100%", "Apples", "Cherries"],
    "sort=progress&order=asc": ["berries 100%", "Apples", "Cherries"],
    "sort=title&order=asc&page=2&page_size=2": ["Cherries"],
    "search=ERR&sort=title&order=asc": ["berries 100%", "Cherries"],
    "search=%25": ["berries 100%"],
    "search=_": [],
    "search=%27": [],
}
UNKNOWN = ("sort=id;--", "order=up", "state=x", "page=0", "page_size=0", "page_size=201")


async def test_the_list_is_searched_sorted_and_divided(root: Path) -> None:
    async with serving(root) as app:
        for title, tasks in (("Apples", 2), ("berries 100%", 4), ("Cherries", 1)):
            await (await visitor(app, title, tasks=tasks)).client.aclose()
    # Closing notes what each project holds, as a minute of serving does.
    async with serving(root) as app, host(app) as console:
        for query, titles in QUERIES.items():
            answer = (await console.get(f"{LIST}?{query}")).json()
            assert [session["title"] for session in answer["sessions"]] == titles, query
        for query in UNKNOWN:
            assert (await console.get(f"{LIST}?{query}")).status_code == 400, query
        await check_states(console)


async def check_states(console: httpx.AsyncClient) -> None:
    sessions = (await console.get(f"{LIST}?sort=title&order=asc")).json()["sessions"]
    apples, berries, cherries = (session["id"] for session in sessions)
    await console.post(f"{LIST}/{berries}/freeze")
    await console.delete(f"{LIST}/{cherries}")
    for state, ids in (("", [apples, berries]), ("live", [apples]), ("frozen", [berries]), ("removed", [cherries])):
        answer = (await console.get(f"{LIST}?sort=title&order=asc&state={state}")).json()
        assert [session["id"] for session in answer["sessions"]] == ids
        assert answer["total"] == len(ids)
    for length in (1, 12, 32):
        answer = (await console.get(f"{LIST}?search={apples[:length].upper()}")).json()
        assert apples in [session["id"] for session in answer["sessions"]]
