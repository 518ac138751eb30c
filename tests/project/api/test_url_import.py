"""Importing from an address: where it is allowed, what it brings, and that what fails leaves nothing."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from multisession.app import create_app
from multisession.project.import_files import import_files
from multisession.project.import_jobs.book import JobBook
from multisession.project.import_jobs.fetching import MOST_FETCHED_BY_HOST, FetchPlace
from multisession.project.import_jobs.jobs import ImportJobs
from multisession.project.import_jobs.model import MOST_FETCHED, JobGone
from multisession.project.import_jobs.staging import DIRECTORY
from multisession.project.media import Media
from multisession.project.project import Project
from multisession.project.store.interface import Document
from multisession.project.store.sqlite import Writers, create_project, open_project
from multisession.settings import Settings
from tests.project.api.conftest import CONFIG, browser
from tests.web.other_host import OtherHost, other_host

pytestmark = pytest.mark.anyio

FETCH = "/api/projects/1/import/address"
JOBS = "/api/projects/1/import/jobs"
TABLE = b"text,id\nAda wrote.,1\nBen read.,2\n"
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001e221bc33"
    "0000000049454e44ae426082"
)


@pytest.fixture
async def other() -> AsyncIterator[OtherHost]:
    async with other_host() as host:
        yield host


def settings(root: Path, **more: Any) -> Settings:
    own = Settings(mode="multi", root_dir=root, max_body_bytes=4_000_000, allow_url_import=True)
    return dataclasses.replace(own, **{"private_networks": ("127.0.0.1",), **more})


@contextlib.asynccontextmanager
async def visit(told: Settings, config: str = CONFIG) -> AsyncIterator[httpx.AsyncClient]:
    """A browser with a project that has a label config and no tasks."""
    app: Starlette = create_app(told)
    async with app.router.lifespan_context(app), browser(app) as client:
        await client.get("/")
        assert (await client.post("/api/projects/", json={"label_config": config})).status_code == 201
        yield client


@pytest.fixture
async def http(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with visit(settings(tmp_path)) as client:
        yield client


async def lines(http: httpx.AsyncClient, path: str, body: dict[str, Any]) -> list[dict[str, Any]]:
    answer = await http.post(path, json=body)
    assert answer.status_code == 200, answer.text
    return [json.loads(line) for line in answer.text.splitlines()]


async def nothing_is_left(http: httpx.AsyncClient, root: Path) -> bool:
    files = list(root.glob(f"*/{DIRECTORY}/*")) + list(root.glob("*/.import-*.lock"))
    tasks = (await http.get("/api/projects/1/")).json()["task_number"]
    return (files, (await http.get(JOBS)).json(), tasks, FetchPlace.taken) == ([], [], 0, 0)


async def test_a_form_with_an_address_imports_the_file_there(
    http: httpx.AsyncClient, other: OtherHost, tmp_path: Path
) -> None:
    address = other.has("/people.csv?key=secret".partition("?")[0], TABLE)
    tried = await http.post("/api/projects/1/import?dry_run=true", data={"url": f"{address}?key=secret"})
    assert tried.status_code == 201, tried.text
    assert await nothing_is_left(http, tmp_path)
    answer = await http.post("/api/projects/1/import?return_task_ids=true", data={"url": f"{address}?key=secret"})
    assert (answer.json()["task_count"], answer.json()["task_ids"], answer.json()["found_formats"]) == (
        2,
        [1, 2],
        [".csv"],
    )
    tasks = (await http.get("/api/tasks?fields=all")).json()["tasks"]
    assert [task["data"]["text"] for task in tasks] == ["Ada wrote.", "Ben read."]
    assert (await http.get(JOBS)).json() == []
    assert [head.split(" ")[1] for head in other.heads] == ["/people.csv?key=secret"] * 2
    assert not any(b"key=secret" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


async def test_what_was_imported_is_told_though_somebody_removed_its_job_meanwhile(
    http: httpx.AsyncClient, other: OtherHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    importing = import_files

    async def removed_meanwhile(project: Project, *arguments: Any, **more: Any) -> Any:
        [job] = (await http.get(JOBS)).json()
        assert (await http.delete(f"{JOBS}/{job['id']}")).status_code == 204
        return await importing(project, *arguments, **more)

    monkeypatch.setattr("multisession.project.api.imports.import_files", removed_meanwhile)
    answer = await http.post("/api/projects/1/import", data={"url": other.has("/people.csv", TABLE)})
    assert (answer.status_code, answer.json().get("task_count")) == (201, 2)


async def test_nobody_else_commits_what_is_imported_in_one_request(
    http: httpx.AsyncClient, other: OtherHost, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    importing = import_files

    async def committed_meanwhile(project: Project, *arguments: Any, **more: Any) -> Any:
        [job] = (await http.get(JOBS)).json()
        assert job["state"] == "importing"
        refused = await http.post(f"{JOBS}/{job['id']}/commit", json={})
        assert (refused.status_code, refused.json()["code"]) == (400, "import-running")
        assert refused.json()["detail"] == "This file is being imported at this moment. Wait for it to end."
        return await importing(project, *arguments, **more)

    monkeypatch.setattr("multisession.project.api.imports.import_files", committed_meanwhile)
    for query, there in (("?dry_run=true", 0), ("", 2)):
        answer = await http.post(f"/api/projects/1/import{query}", data={"url": other.has("/people.csv", TABLE)})
        assert (answer.status_code, answer.json().get("task_count")) == (201, 2)
        assert (await http.get("/api/projects/1/")).json()["task_number"] == there
    assert (await http.get(JOBS)).json() == []
    assert list(tmp_path.glob("*/.import-*.lock")) == []


async def test_the_page_fetches_with_progress_then_imports_as_of_a_file_that_was_sent(
    http: httpx.AsyncClient, other: OtherHost, tmp_path: Path
) -> None:
    body = b"text\n" + b"Ada wrote.\n" * 3_000
    told = await lines(http, FETCH, {"url": other.has("/people.csv", body)})
    first, last = told[0]["progress"], told[-1]["job"]
    assert (first["name"], first["received"]) == ("people.csv", 0)
    assert (last["state"], last["received"], last["size"]) == ("receiving", len(body), len(body))
    seen = await http.post(f"/api/projects/1/import/preview?job={last['id']}")
    assert [column["name"] for column in seen.json()["columns"]] == ["text"]
    assert (await http.post("/api/projects/1/import/preview?job=0123456789abcdef")).status_code == 404
    done = (await lines(http, f"{JOBS}/{last['id']}/commit", {}))[-1]["job"]
    assert (done["state"], done["report"]["task_count"]) == ("done", 3_000)
    assert list(tmp_path.glob(f"*/{DIRECTORY}/*")) == []


async def test_a_picture_becomes_a_task(tmp_path: Path, other: OtherHost) -> None:
    config = '<View><Image name="i" value="$image"/><Choices name="c" toName="i"><Choice value="a"/></Choices></View>'
    async with visit(settings(tmp_path), config) as http:
        job = (await lines(http, FETCH, {"url": other.has("/dot.png", PICTURE)}))[-1]["job"]
        assert (await lines(http, f"{JOBS}/{job['id']}/commit", {}))[-1]["job"]["report"]["task_count"] == 1
        (task,) = (await http.get("/api/tasks?fields=all")).json()["tasks"]
        assert (await http.get(task["data"]["image"])).content == PICTURE


@pytest.mark.parametrize(
    ("allowed", "url", "status", "code"),
    [
        (False, "{other}", 403, "url-import-off"),
        (True, "file:///etc/passwd", 400, "address-refused"),
        (True, "http://me:word@127.0.0.1/", 400, "address-refused"),
        (True, "{other}", 400, "address-refused"),
    ],
)
async def test_what_a_host_of_strangers_does_not_fetch(
    tmp_path: Path, other: OtherHost, allowed: bool, url: str, status: int, code: str
) -> None:
    url = url.format(other=other.has("/people.csv", TABLE))
    async with visit(settings(tmp_path, allow_url_import=allowed, private_networks=())) as http:
        form = await http.post("/api/projects/1/import", data={"url": url})
        assert (form.status_code, form.json()["code"]) == (status, code)
        page = await http.post(FETCH, json={"url": url})
        told = page.json() if page.status_code != 200 else json.loads(page.text.splitlines()[-1])["error"]
        assert (told["status_code"], told["code"]) == (status, code)
        assert "/etc" not in form.text and "word" not in form.json()["detail"].replace("password", "")
        assert other.connections == 0
        assert await nothing_is_left(http, tmp_path)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\ntext\n" + b"x\n" * 400, "address-failed"),
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "address-failed"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 5_000_000, None),
    ],
)
async def test_what_breaks_off_or_is_too_large_leaves_nothing(
    http: httpx.AsyncClient, other: OtherHost, tmp_path: Path, said: bytes, code: str | None
) -> None:
    error = (await lines(http, FETCH, {"url": other.says("/x.csv", said)}))[-1]["error"]
    assert (error["status_code"], error["code"]) == ((413 if code is None else 400), code)
    assert await nothing_is_left(http, tmp_path)


async def test_one_whose_process_died_is_forgotten(tmp_path: Path) -> None:
    create_project(tmp_path / "one", Document())
    writers = Writers()
    store = open_project(tmp_path / "one", writers=writers)
    book = JobBook(store, tmp_path / "one")
    job, living = await book.begin_fetch("people.csv")
    assert [each.state for each in await book.all()] == ["fetching"]
    living.end()  # as the system lets go of a dead process' lock
    assert await book.all() == []
    for _ in range(MOST_FETCHED):
        await book.begin_fetch("again.csv")
    with pytest.raises(JobGone):
        await book.note_fetch(job.id, living.owner, lambda _: None)
    await store.close()
    writers.close()


async def test_the_page_offers_it_where_it_is_allowed(tmp_path: Path) -> None:
    for allowed in (True, False):
        async with visit(settings(tmp_path / str(allowed), allow_url_import=allowed)) as http:
            assert f'"url_import":{str(allowed).lower()}' in (await http.get("/import")).text.replace(" ", "")
    assert Settings(mode="single").url_import
    assert not Settings(mode="multi").url_import


async def endless(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\ntext\n")
    while True:
        writer.write(b"x\n")
        await writer.drain()
        await asyncio.sleep(0.01)


async def fetching(http: httpx.AsyncClient, count: int) -> list[dict[str, Any]]:
    async with asyncio.timeout(10):
        while True:
            jobs = [job for job in (await http.get(JOBS)).json() if job["state"] == "fetching"]
            if len(jobs) == count:
                return jobs
            await asyncio.sleep(0.01)


async def test_few_are_fetched_at_once_and_removing_one_ends_it(
    http: httpx.AsyncClient, other: OtherHost, tmp_path: Path
) -> None:
    other.answers["/endless.csv"] = endless
    running = [
        asyncio.create_task(lines(http, FETCH, {"url": other.address("/endless.csv")})) for _ in range(MOST_FETCHED)
    ]
    jobs = await fetching(http, MOST_FETCHED)
    refused = await http.post(FETCH, json={"url": other.address("/endless.csv")})
    assert (refused.status_code, refused.json()["code"], refused.headers["retry-after"]) == (
        429,
        "too-many-fetched",
        "5",
    )
    part = await http.put(f"{JOBS}/{jobs[0]['id']}?offset=0", content=b"mine")
    assert (part.status_code, part.json()["code"]) == (400, "import-running")
    for job in jobs:
        assert (await http.delete(f"{JOBS}/{job['id']}")).status_code == 204
    for told in await asyncio.gather(*running):
        assert told[-1]["error"]["code"] == "import-gone"
    assert await nothing_is_left(http, tmp_path)


async def test_the_whole_host_fetches_few_at_once(http: httpx.AsyncClient, other: OtherHost) -> None:
    places = [FetchPlace("http://x/", "x") for _ in range(MOST_FETCHED_BY_HOST)]
    refused = await http.post(FETCH, json={"url": other.has("/people.csv", TABLE)})
    assert (refused.status_code, refused.json()["code"]) == (429, "too-many-fetched")
    for place in places:
        place.leave()
        place.leave()
    assert FetchPlace.taken == 0
    assert "job" in (await lines(http, FETCH, {"url": other.address("/people.csv")}))[-1]


async def test_who_does_not_read_the_progress_keeps_no_place(tmp_path: Path, other: OtherHost) -> None:
    directory = tmp_path / "one"
    create_project(directory, Document())
    told = Settings(mode="single", private_networks=("127.0.0.1",))
    with contextlib.closing(Writers()) as writers:
        store = open_project(directory, writers=writers)
        try:
            jobs = await ImportJobs.of(Project(store, Media(directory, None, store), directory, b"", told))
            assert jobs is not None
            async with contextlib.aclosing((await jobs.fetch(other.has("/people.csv", TABLE))).run()) as steps:
                await anext(steps)
                assert FetchPlace.taken == 1
                async with asyncio.timeout(3):
                    while FetchPlace.taken:
                        await asyncio.sleep(0.01)
            assert [job.state for job in await jobs.all()] == ["receiving"]
        finally:
            await store.close()


async def test_a_file_larger_than_the_project_may_keep_is_refused(tmp_path: Path, other: OtherHost) -> None:
    address = other.says("/x.csv", b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 600_000)
    async with visit(settings(tmp_path, max_session_bytes=300_000)) as http:
        error = (await lines(http, FETCH, {"url": address}))[-1]["error"]
        assert (error["status_code"], error["code"]) == (403, "quota-bytes")
        assert await nothing_is_left(http, tmp_path)
