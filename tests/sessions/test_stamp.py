"""A page of one project never writes into another that a different tab of the same browser opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sessions.studio import browser, serving

pytestmark = pytest.mark.anyio


async def test_a_page_of_the_project_before_is_refused_and_nothing_is_saved(tmp_path: Path) -> None:
    async with serving(tmp_path) as (_, app), browser(app) as visitor:
        first = (await visitor.get("/api/session")).json()["stamp"]
        assert (await visitor.post("/api/tasks", headers={"X-Project": first})).status_code == 200
        started = await visitor.post("/api/session/start-over", headers={"X-Project": first})
        second = started.json()["stamp"]
        assert started.headers["x-project"] == second != first
        assert (await visitor.post("/api/tasks", headers={"X-Project": second})).status_code == 200
        for method, path in (
            ("POST", "/api/tasks"),
            ("POST", "/api/tasks/1/annotations"),
            ("DELETE", "/api/session/project"),
            ("POST", "/api/session/start-over"),
        ):
            refused = await visitor.request(method, path, headers={"X-Project": first})
            assert (refused.status_code, refused.json()["code"]) == (409, "other-project"), path
        assert (await visitor.get("/api/tasks", headers={"X-Project": first})).json()["total"] == 1
        # Whoever sends no stamp is no page of ours: a program, which knows what it does.
        assert (await visitor.post("/api/tasks")).status_code == 200


async def test_the_first_write_and_the_one_after_an_end_go_through_with_the_stamp_that_came(tmp_path: Path) -> None:
    async with serving(tmp_path) as (_, app), browser(app) as visitor:
        needed = await visitor.post("/api/tasks")
        assert (needed.status_code, needed.json()["code"]) == (401, "session-needed")
        assert (await visitor.post("/api/tasks", headers={"X-Project": needed.headers["x-project"]})).status_code == 200
        ended = await visitor.delete("/api/session/project", headers={"X-Project": needed.headers["x-project"]})
        assert (await visitor.post("/api/tasks", headers={"X-Project": ended.headers["x-project"]})).status_code == 200


async def test_a_token_needs_no_stamp_and_a_wrong_one_says_nothing(tmp_path: Path) -> None:
    async with serving(tmp_path) as (_, app), browser(app) as visitor:
        await visitor.get("/api/session")
        token = (await visitor.post("/api/session/token")).json()["token"]
        visitor.cookies.clear()
        headers = {"Authorization": f"Token {token}", "X-Project": "of another page"}
        assert (await visitor.post("/api/tasks", headers=headers)).status_code == 200
