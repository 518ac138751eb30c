"""Whose project a request acts on, seen from outside: HTTP in, directories on disk."""

from __future__ import annotations

import asyncio
import io
import json
import shutil
import sqlite3
import zipfile
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from multisession.sessions import archive, resolver
from multisession.sessions.pool import Lease
from multisession.sessions.resolver import MultiSession
from multisession.templates import template
from tests.sessions.studio import browser, projects_in, serving

pytestmark = pytest.mark.anyio

CONFIG = '<View><Text name="t" value="$text"/><Choices name="c" toName="t"><Choice value="a"/></Choices></View>'


@pytest.fixture
def exercise(tmp_path: Path) -> dict[str, Path]:
    (tmp_path / "config.xml").write_text(CONFIG)
    (tmp_path / "tasks.json").write_text(json.dumps([{"text": f"sentence {n}"} for n in range(3)]))
    return {"label_config": tmp_path / "config.xml", "input_path": tmp_path / "tasks.json"}


class TestStrangers:
    async def test_a_thousand_requests_without_a_cookie_leave_no_project(self, tmp_path: Path) -> None:
        root = tmp_path / "root"
        async with serving(root) as (_, app), browser(app) as client:
            kept = set()
            for number in range(250):
                for method, path in (
                    ("GET", "/api/tasks"), ("POST", "/api/tasks"), ("HEAD", "/health"), ("GET", "/api/session"),
                ):  # fmt: skip
                    client.cookies.clear()
                    answer = await client.request(method, path, content=b"{}" if number % 2 else b"")
                    kept.add((method, path, answer.status_code))
            assert kept == {
                ("GET", "/api/tasks", 200), ("POST", "/api/tasks", 401), ("HEAD", "/health", 200),
                ("GET", "/api/session", 200),
            }  # fmt: skip
            assert projects_in(root) == []

    async def test_refused_write_brings_a_cookie_and_the_second_try_succeeds(self, tmp_path: Path) -> None:
        async with serving(tmp_path) as (_, app), browser(app) as client:
            refused = await client.post("/api/tasks", json={"text": "a"})
            assert refused.status_code == 401
            assert refused.json()["code"] == "session-needed"
            assert projects_in(tmp_path) == []
            assert (await client.post("/api/tasks", json={"text": "a"})).json() == {"id": 1}
            assert len(projects_in(tmp_path)) == 1
            assert len(projects_in(tmp_path)[0]) == 32

    async def test_static_files_health_and_head_set_no_cookie(self, tmp_path: Path) -> None:
        async with serving(tmp_path) as (_, app), browser(app) as client:
            for method, path in (("GET", "/static/app.js"), ("GET", "/health"), ("HEAD", "/api/session")):
                assert "set-cookie" not in (await client.request(method, path)).headers

    async def test_personal_answers_vary_by_cookie(self, tmp_path: Path) -> None:
        async with serving(tmp_path) as (_, app), browser(app) as client:
            assert (await client.get("/api/tasks")).headers["vary"] == "Cookie"

    async def test_cookie_is_sent_once(self, tmp_path: Path) -> None:
        async with serving(tmp_path) as (_, app), browser(app) as client:
            assert "set-cookie" in (await client.get("/api/tasks")).headers
            assert "set-cookie" not in (await client.get("/api/tasks")).headers

    @pytest.mark.parametrize(
        "path", ["/api/session/token", "/api/session/resume-code", "/api/session/sign-out-elsewhere"]
    )
    async def test_secrets_need_a_session(self, tmp_path: Path, path: str) -> None:
        async with serving(tmp_path) as (_, app), browser(app) as client:
            assert (await client.post(path)).status_code == 401
            assert projects_in(tmp_path) == []


class TestTenants:
    async def test_two_browsers_see_their_own(self, tmp_path: Path) -> None:
        async with serving(tmp_path) as (_, app), browser(app) as ann, browser(app) as bob:
            for client, text in ((ann, "anna's"), (bob, "bob's")):
                await client.get("/api/tasks")
                await client.post("/api/tasks", json={"text": text})
            assert (await ann.get("/api/tasks")).json()["data"] == [{"text": "anna's"}]
            assert (await bob.get("/api/tasks")).json()["data"] == [{"text": "bob's"}]
            assert len(projects_in(tmp_path)) == 2

    async def test_forty_parallel_first_writes_make_one_project_and_keep_all(self, tmp_path: Path) -> None:
        async with serving(tmp_path) as (_, app), browser(app) as client:
            await client.get("/api/tasks")
            answers = await asyncio.gather(*(client.post("/api/tasks", json={"n": n}) for n in range(40)))
            assert {answer.status_code for answer in answers} == {200}
            assert (await client.get("/api/tasks")).json()["total"] == 40
            assert len(projects_in(tmp_path)) == 1

    async def test_work_is_there_after_a_restart(self, tmp_path: Path) -> None:
        async with serving(tmp_path) as (_, app), browser(app) as client:
            await client.get("/api/tasks")
            await client.post("/api/tasks", json={"text": "kept"})
            cookies = dict(client.cookies)
        async with serving(tmp_path) as (_, app), browser(app) as client:
            client.cookies.update(cookies)
            assert (await client.get("/api/tasks")).json()["data"] == [{"text": "kept"}]

    async def test_cookie_of_another_root_directory_opens_nothing(self, tmp_path: Path) -> None:
        async with serving(tmp_path / "a") as (_, app), browser(app) as client:
            await client.get("/api/tasks")
            await client.post("/api/tasks", json={})
            value = next(iter(client.cookies.values()))
        keys = (tmp_path / "a" / ".studio" / "secret-keys").read_text()
        (tmp_path / "b" / ".studio").mkdir(parents=True)
        (tmp_path / "b" / ".studio" / "secret-keys").write_text(keys)
        (tmp_path / "b" / ".studio" / "secret-keys").chmod(0o600)
        async with serving(tmp_path / "b") as (studio, app), browser(app) as client:
            name = f"ls-{studio.identity.keys.instance[:6]}"
            answer = await client.post("/api/tasks", json={}, headers={"cookie": f"{name}={value}"})
            assert answer.status_code == 401
            assert projects_in(tmp_path / "b") == []

    async def test_more_projects_than_may_be_open_all_answer(self, tmp_path: Path) -> None:
        async with serving(tmp_path, max_open_projects=4) as (studio, app):
            clients = [browser(app) for _ in range(8)]
            for number, client in enumerate(clients):
                await client.get("/api/tasks")
                await client.post("/api/tasks", json={"n": number})
            answers = await asyncio.gather(*(client.get("/api/tasks") for client in clients))
            assert [answer.json()["data"] for answer in answers] == [[{"n": number}] for number in range(8)]
            assert len(studio.pool) <= 4


class TestRecipe:
    async def test_reading_it_makes_nothing_and_labeling_makes_an_overlay(
        self, tmp_path: Path, exercise: dict[str, Path]
    ) -> None:
        root = tmp_path / "root"
        async with serving(root, **exercise) as (_, app), browser(app) as client:
            assert (await client.get("/api/tasks")).json()["total"] == 3
            assert projects_in(root) == []
            assert (await client.post("/api/tasks/2/annotations")).json() == {"id": 1}
        directory = root / projects_in(root)[0]
        assert sum(path.stat().st_size for path in directory.iterdir()) < 48 * 1024
        with closing(sqlite3.connect(directory / "project.db")) as database:
            assert database.execute("SELECT id, data FROM task").fetchall() == [(2, None)]

    async def test_same_flags_find_the_same_base_and_others_make_another(
        self, tmp_path: Path, exercise: dict[str, Path]
    ) -> None:
        root = tmp_path / "root"
        for title in ("", "", "Another"):
            async with serving(root, title=title, **exercise):
                pass
        assert len([path for path in (root / ".studio" / "bases").iterdir() if path.is_dir()]) == 2

    async def test_open_sessions_keep_their_base_when_the_recipe_changes(
        self, tmp_path: Path, exercise: dict[str, Path]
    ) -> None:
        root = tmp_path / "root"
        async with serving(root, **exercise) as (_, app), browser(app) as client:
            await client.get("/api/tasks")
            await client.post("/api/tasks/1/annotations")
            cookies = dict(client.cookies)
        exercise["input_path"].write_text('[{"text": "new"}]')
        async with serving(root, **exercise) as (_, app), browser(app) as old, browser(app) as new:
            old.cookies.update(cookies)
            assert (await old.get("/api/tasks")).json()["total"] == 3
            assert (await new.get("/api/tasks")).json()["total"] == 1

    async def test_session_whose_base_is_gone_is_told_so(self, tmp_path: Path, exercise: dict[str, Path]) -> None:
        root = tmp_path / "root"
        async with serving(root, **exercise) as (_, app), browser(app) as client:
            await client.get("/api/tasks")
            await client.post("/api/tasks/1/annotations")
            cookies = dict(client.cookies)
        for base in (root / ".studio" / "bases").iterdir():
            base.rename(tmp_path / base.name)
        async with serving(root) as (_, app), browser(app) as client:
            client.cookies.update(cookies)
            answer = await client.get("/api/tasks")
            assert (answer.status_code, answer.json()["code"]) == (410, "base-gone")


class TestOwnRoutes:
    async def written(self, client: httpx.AsyncClient, text: str = "mine") -> None:
        await client.get("/api/tasks")
        assert (await client.post("/api/tasks", json={"text": text})).status_code == 200

    async def test_token_opens_the_same_project_and_sets_no_cookie(self, tmp_path: Path) -> None:
        async with serving(tmp_path) as (_, app), browser(app) as client, browser(app) as program:
            await self.written(client)
            token = (await client.post("/api/session/token")).json()["token"]
            assert (await client.get("/api/current-user/token")).json() == {"token": token}
            answer = await program.get("/api/tasks", headers={"Authorization": f"Token {token}"})
            assert answer.json()["data"] == [{"text": "mine"}]
            assert "set-cookie" not in answer.headers

    async def test_reading_a_token_makes_nothing(self, tmp_path: Path) -> None:
        async with serving(tmp_path) as (_, app), browser(app) as client:
            await client.get("/api/tasks")
            assert (await client.get("/api/current-user/token")).status_code == 404
            assert projects_in(tmp_path) == []

    async def test_refresh_token_gives_access_until_it_is_taken_back(self, tmp_path: Path) -> None:
        async with serving(tmp_path) as (_, app), browser(app) as client, browser(app) as program:
            await self.written(client)
            made = (await client.post("/api/token")).json()
            access = (await program.post("/api/token/refresh", json={"refresh": made["token"]})).json()["access"]
            bearer = {"Authorization": f"Bearer {access}"}
            assert (await program.get("/api/tasks", headers=bearer)).json()["total"] == 1
            wrong = {"Authorization": f"Bearer {made['token']}"}
            assert (await program.get("/api/tasks", headers=wrong)).status_code == 401
            assert len((await client.get("/api/token")).json()) == 1
            rotated = (await client.post("/api/token/rotate", json={"refresh": made["token"]})).json()["refresh"]
            refused = await program.post("/api/token/refresh", json={"refresh": made["token"]})
            assert (refused.status_code, refused.json()["detail"]) == (401, "Token is invalid")
            assert (await client.post("/api/token/blacklist", json={"refresh": rotated})).status_code == 204
            assert (await program.post("/api/token/refresh", json={"refresh": rotated})).status_code == 401

    async def test_sign_out_elsewhere_ends_other_browsers_and_tokens_but_not_this_one(self, tmp_path: Path) -> None:
        async with serving(tmp_path) as (_, app), browser(app) as here, browser(app) as there:
            await self.written(here)
            there.cookies.update(dict(here.cookies))
            token = (await here.post("/api/session/token")).json()["token"]
            assert (await here.post("/api/session/sign-out-elsewhere")).status_code == 200
            assert (await here.get("/api/tasks")).json()["total"] == 1
            assert (await there.get("/api/tasks")).json()["total"] == 0
            assert (await there.get("/api/tasks", headers={"Authorization": f"Token {token}"})).status_code == 401

    async def test_other_process_sees_the_raised_generation_at_once(self, tmp_path: Path) -> None:
        async with serving(tmp_path) as (_, app), browser(app) as here, serving(tmp_path) as (_, other_app):
            await self.written(here)
            async with browser(other_app) as there:
                there.cookies.update(dict(here.cookies))
                assert (await there.get("/api/tasks")).json()["total"] == 1
                await here.post("/api/session/sign-out-elsewhere")
                assert (await there.get("/api/tasks")).json()["total"] == 0

    async def test_resume_code_opens_the_project_and_keeps_the_browsers_own(self, tmp_path: Path) -> None:
        async with serving(tmp_path) as (_, app), browser(app) as first, browser(app) as second:
            await self.written(first, "first")
            await self.written(second, "second")
            code = (await first.post("/api/session/resume-code")).json()["code"]
            assert len(code.split()) == 12
            resumed = await second.post("/api/session/resume", json={"code": f"  {code.upper().replace(' ', '-')} "})
            assert resumed.status_code == 200
            assert [project["index"] for project in resumed.json()["projects"]] == [0, 1]
            assert (await second.get("/api/tasks")).json()["data"] == [{"text": "first"}]
            await second.post("/api/session/projects/switch", json={"index": 1})
            assert (await second.get("/api/tasks")).json()["data"] == [{"text": "second"}]

    async def test_resume_code_is_hashed_at_rest_and_revocable(self, tmp_path: Path) -> None:
        async with serving(tmp_path) as (_, app), browser(app) as first, browser(app) as second:
            await self.written(first)
            code = (await first.post("/api/session/resume-code")).json()["code"]
            on_disk = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
            assert code.encode() not in on_disk
            assert (await first.delete("/api/session/resume-code")).status_code == 204
            refused = await second.post("/api/session/resume", json={"code": code})
            assert (refused.status_code, refused.json()["code"]) == (404, "resume-code-unknown")

    async def test_guessing_codes_is_slowed_down(self, tmp_path: Path) -> None:
        async with serving(tmp_path) as (_, app), browser(app, address="2001:db8::1") as client:
            statuses = [
                (await client.post("/api/session/resume", json={"code": "able acid acorn"})).status_code
                for _ in range(25)
            ]
            assert statuses == [404] * 20 + [429] * 5

    async def test_start_over_keeps_the_old_project_in_the_list(self, tmp_path: Path) -> None:
        async with serving(tmp_path) as (_, app), browser(app) as client:
            await self.written(client, "old")
            listed = (await client.post("/api/session/start-over")).json()["projects"]
            assert [(project["index"], project["active"]) for project in listed] == [(1, False)]
            assert (await client.get("/api/tasks")).json()["total"] == 0
            assert len(projects_in(tmp_path)) == 1

    async def test_eleventh_project_is_refused_rather_than_losing_the_first(self, tmp_path: Path) -> None:
        async with serving(tmp_path) as (_, app), browser(app) as client:
            for number in range(10):
                await self.written(client, str(number))
                answer = await client.post("/api/session/start-over")
            assert (answer.status_code, answer.json()["code"]) == (403, "too-many-projects")
            assert len((await client.get("/api/session/projects")).json()) == 10

    async def test_switch_takes_no_place_outside_the_list(self, tmp_path: Path) -> None:
        async with serving(tmp_path) as (_, app), browser(app) as client:
            await self.written(client)
            assert (await client.post("/api/session/projects/switch", json={"index": 1})).status_code == 404
            assert (await client.post("/api/session/projects/switch", json={"index": 10})).status_code == 400

    async def test_delete_reports_removes_and_starts_anew(self, tmp_path: Path) -> None:
        async with serving(tmp_path) as (_, app), browser(app) as client, browser(app) as copy:
            await self.written(client)
            await client.post("/api/tasks/1/annotations")
            copy.cookies.update(dict(client.cookies))
            report = (await client.delete("/api/session/project")).json()
            assert (report["tasks"], report["annotations"]) == (1, 1)
            assert projects_in(tmp_path) == []
            assert list((tmp_path / ".studio" / "trash").iterdir()) == []
            assert (await copy.get("/api/tasks")).json()["total"] == 0
            await self.written(client, "again")
            assert len(projects_in(tmp_path)) == 1

    async def test_damaged_projects_hide_no_other_and_can_be_deleted(self, tmp_path: Path) -> None:
        async with serving(tmp_path) as (_, app), browser(app) as client:
            await self.written(client, "earlier")
            await client.post("/api/session/start-over")
            await self.written(client, "active")
            cookies = client.cookies
        for name in projects_in(tmp_path):
            (tmp_path / name / "project.db").write_bytes(b"damaged " * 1024)
        async with serving(tmp_path) as (_, app), browser(app) as client:
            client.cookies = cookies
            session = await client.get("/api/session")
            assert (session.status_code, session.json()["projects"], session.json()["usage"]) == (200, [], None)
            deleted = await client.delete("/api/session/project")
            assert (deleted.status_code, deleted.json()["tasks"]) == (200, 0)
            assert len(projects_in(tmp_path)) == 1
            await self.written(client, "again")
            assert [project["title"] for project in (await client.get("/api/session/projects")).json()] == [""]

    async def test_a_project_whose_base_was_taken_away_can_be_deleted(
        self, tmp_path: Path, exercise: dict[str, Path]
    ) -> None:
        root = tmp_path / "root"
        async with serving(root, **exercise) as (_, app), browser(app) as client:
            await client.get("/api/tasks")
            await client.post("/api/tasks/1/annotations")
            cookies = client.cookies
        for base in (root / ".studio" / "bases").iterdir():
            if base.is_dir():
                shutil.rmtree(base)
        async with serving(root) as (_, app), browser(app) as client:
            client.cookies = cookies
            assert (await client.get("/api/tasks")).status_code == 410
            assert (await client.delete("/api/session/project")).status_code == 200
            assert projects_in(root) == []

    async def test_download_is_a_project_directory_that_stands_alone(
        self, tmp_path: Path, exercise: dict[str, Path]
    ) -> None:
        async with serving(tmp_path / "root", **exercise) as (studio, app), browser(app) as client:
            await client.get("/api/tasks")
            await client.post("/api/tasks/2/annotations")
            answer = await client.get("/api/session/download")
            assert list(studio.scratch.iterdir()) == []
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            assert archive.testzip() is None
            assert sorted(archive.namelist()) == ["config.json", "config.xml", "labels.json", "project.db"]
            assert archive.read("config.xml").decode() == CONFIG
            assert "base" not in json.loads(archive.read("config.json"))
            assert [len(task["annotations"]) for task in json.loads(archive.read("labels.json"))] == [0, 1, 0]
            archive.extract("project.db", tmp_path)
        with closing(sqlite3.connect(tmp_path / "project.db")) as database:
            rows = database.execute("SELECT id, data FROM task ORDER BY id").fetchall()
        assert rows == [(number + 1, f'{{"text": "sentence {number}"}}') for number in range(3)]

    async def test_download_before_the_first_write_makes_no_project(
        self, tmp_path: Path, exercise: dict[str, Path]
    ) -> None:
        async with serving(tmp_path / "root", **exercise) as (_, app), browser(app) as client:
            answer = await client.get("/api/session/download")
            with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
                assert len(json.loads(archive.read("labels.json"))) == 3
            assert projects_in(tmp_path / "root") == []


class TestLostRegistry:
    async def lose(self, root: Path) -> None:
        for path in (root / ".studio").glob("registry.db*"):
            path.unlink()

    async def test_cookies_still_hold_and_revoked_tokens_stay_revoked(self, tmp_path: Path) -> None:
        async with serving(tmp_path) as (_, app), browser(app) as client:
            await client.get("/api/tasks")
            await client.post("/api/tasks", json={})
            revoked = (await client.post("/api/session/token")).json()["token"]
            token = (await client.post("/api/current-user/reset-token")).json()["token"]
            code = (await client.post("/api/session/resume-code")).json()["code"]
            cookies = dict(client.cookies)
        await self.lose(tmp_path)
        async with serving(tmp_path) as (_, app), browser(app) as client, browser(app) as program:
            old = await program.get("/api/tasks", headers={"Authorization": f"Token {revoked}"})
            assert old.status_code == 401
            client.cookies.update(cookies)
            assert (await client.get("/api/tasks")).json()["total"] == 1
            new = await program.get("/api/tasks", headers={"Authorization": f"Token {token}"})
            assert new.json()["total"] == 1
            assert (await program.post("/api/session/resume", json={"code": code})).status_code == 200

    async def test_damaged_registry_is_set_aside(self, tmp_path: Path) -> None:
        async with serving(tmp_path) as (_, app), browser(app) as client:
            await client.get("/api/tasks")
            await client.post("/api/tasks", json={})
            cookies = dict(client.cookies)
        await self.lose(tmp_path)
        (tmp_path / ".studio" / "registry.db").write_bytes(b"not a database" * 1000)
        async with serving(tmp_path) as (_, app), browser(app) as client:
            client.cookies.update(cookies)
            assert (await client.get("/api/tasks")).json()["total"] == 1
        assert len(list((tmp_path / ".studio").glob("registry-damaged-*"))) == 1


class TestProxies:
    async def test_headers_of_strangers_are_ignored(self, tmp_path: Path) -> None:
        async with serving(tmp_path) as (_, app), browser(app) as client:
            forged = {"X-Forwarded-For": "10.0.0.1", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.test"}
            said = (await client.get("/settled", headers=forged)).json()
            assert said == {"client": "203.0.113.9", "scheme": "http", "host": "studio.test"}

    async def test_trusted_proxy_settles_scheme_host_and_client(self, tmp_path: Path) -> None:
        headers = {
            "X-Forwarded-For": "1.1.1.1, 198.51.100.7, 10.2.3.4",
            "X-Forwarded-Proto": "https",
            "X-Forwarded-Host": "labels.example.org",
        }
        trusted = ("127.0.0.1", "10.0.0.0/8")
        async with (
            serving(tmp_path, trusted_proxies=trusted) as (_, app),
            browser(app, address="127.0.0.1") as client,
        ):
            said = (await client.get("/settled", headers=headers)).json()
            assert said == {"client": "198.51.100.7", "scheme": "https", "host": "labels.example.org"}
            cookie = (await client.get("/api/tasks", headers=headers)).headers["set-cookie"]
            assert cookie.startswith("__Host-ls-")
            assert cookie.endswith("; Path=/; HttpOnly; SameSite=Lax; Secure")

    async def test_public_https_address_makes_the_cookie_secure(self, tmp_path: Path) -> None:
        host = "https://labels.example.org/studio"
        async with serving(tmp_path, host=host, root_path="/studio") as (_, app), browser(app) as client:
            assert (await client.get("/api/tasks")).headers["set-cookie"].startswith("__Host-ls-")

    async def test_sub_path_is_the_cookies_path_over_http(self, tmp_path: Path) -> None:
        async with serving(tmp_path, root_path="/studio") as (_, app), browser(app) as client:
            assert "; Path=/studio; " in (await client.get("/api/tasks")).headers["set-cookie"]


async def test_sweep_clears_what_a_crash_left(tmp_path: Path) -> None:
    async with serving(tmp_path) as (_, app), browser(app) as client:
        await client.get("/api/tasks")
        await client.post("/api/tasks", json={})
    (tmp_path / f".making-{'0a' * 16}-12345678").mkdir()
    (tmp_path / ".studio" / "trash" / "thrown-away").mkdir()
    studio: MultiSession
    async with serving(tmp_path) as (studio, _):
        assert len(projects_in(tmp_path)) == 1
        assert list((studio.root / ".studio" / "trash").iterdir()) == []


async def test_two_processes_that_start_together_clear_the_same_leftovers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving(tmp_path) as (studio, _):
        left = studio.scratch / "download-left"
        left.mkdir()
        listed = list(studio.scratch.iterdir())
        left.rmdir()
        monkeypatch.setattr(Path, "iterdir", lambda path: iter(listed if path == studio.scratch else ()))
        studio._sweep()


async def test_looking_after_open_projects_outlives_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resolver, "TIDY_SECONDS", 0.01)
    async with serving(tmp_path) as (studio, app), browser(app) as client:
        await client.get("/api/tasks")
        await client.post("/api/tasks", json={})
        tried = asyncio.Event()

        def full(*_: object) -> None:
            tried.set()
            raise sqlite3.OperationalError("database or disk is full")

        with monkeypatch.context() as broken:
            broken.setattr(studio.registry, "note", full)
            await asyncio.wait_for(tried.wait(), 10)
            await asyncio.sleep(0.05)
        studio.registry.bury(projects_in(tmp_path)[0])
        for _ in range(500):
            if not len(studio.pool):
                break
            await asyncio.sleep(0.01)
        assert len(studio.pool) == 0


@pytest.mark.parametrize(("method", "path"), [("GET", "/api/tasks"), ("POST", "/api/tasks/1/annotations")])
async def test_a_project_that_another_process_removes_while_it_is_used_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str, path: str
) -> None:
    async with serving(tmp_path) as (_, app), browser(app) as client:
        await client.get("/api/tasks")
        await client.post("/api/tasks", json={})
        cookies = client.cookies
    async with serving(tmp_path) as (studio, app), browser(app) as client:
        client.cookies = cookies
        lease = studio.pool.lease

        async def lease_of_the_last_moment(session_id: str) -> Lease:
            leased = await lease(session_id)
            await asyncio.to_thread(studio.lifecycle.remove_now, session_id, "idle")
            return leased

        monkeypatch.setattr(studio.pool, "lease", lease_of_the_last_moment)
        answer = await client.request(method, path)
        assert (answer.status_code, answer.json()["code"]) == (410, "project-removed")


async def test_a_template_whose_base_was_taken_away_gets_another(tmp_path: Path) -> None:
    async with serving(tmp_path) as (studio, _):
        opened = template("text_classification")
        first = (await studio.template_bases.beginning(opened)).base
        assert first is not None
        shutil.rmtree(first)
        assert (await studio.template_bases.beginning(opened)).base == first
        assert first.is_dir()


async def test_downloads_under_way_are_counted_as_each_is_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copying, go_on = asyncio.Event(), asyncio.Event()
    under_way = 0

    async def held(*_: object, **__: object) -> AsyncIterator[bytes]:
        nonlocal under_way
        under_way += 1
        if under_way == archive.MOST_DOWNLOADS:
            copying.set()
        await go_on.wait()
        yield b"zip"

    monkeypatch.setattr(archive, "project_archive", held)
    async with serving(tmp_path) as (_, app), browser(app) as client, browser(app) as other:
        for visitor in (client, other):
            await visitor.get("/api/tasks")
            await visitor.post("/api/tasks", json={})
        waiting = [asyncio.create_task(client.get("/api/session/download")) for _ in range(archive.MOST_DOWNLOADS)]
        await asyncio.wait_for(copying.wait(), 10)
        refused = await client.get("/api/session/download")
        assert (refused.status_code, refused.json()["code"]) == (429, "rate")
        go_on.set()
        assert (await other.get("/api/session/download")).status_code == 200
        assert {(await task).status_code for task in waiting} == {200}
        assert (await client.get("/api/session/download")).status_code == 200
