"""Maintenance mode over the whole application: everybody is told to come back, and the host is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sessions.host.studio import KEY, client, host, serving, visitor

pytestmark = pytest.mark.anyio


async def test_everybody_but_the_host_is_told_to_come_back(tmp_path: Path) -> None:
    async with serving(tmp_path) as app, host(app) as console:
        guest = await visitor(app)
        shut = {"mode": "maintenance", "message": "New disks until <noon>."}
        assert (await console.patch("/api/host/mode", json=shut)).json()["mode"] == "maintenance"
        cookie = next(iter(guest.client.cookies.jar))
        for path in ("/api/tasks/", "/api/session", "/label", "/", "/docs/api/schema/json/", "/nowhere"):
            answer = await guest.client.get(path)
            assert answer.status_code == 503, path
            assert int(answer.headers["retry-after"]) > 0
            assert "set-cookie" not in answer.headers
            assert "New disks" in answer.text
        refused = (await guest.client.post("/api/tasks/", json={"data": {}})).json()
        assert (refused["code"], refused["status_code"]) == ("maintenance", 503)
        for path in ("/label", "/data"):
            page = await guest.client.get(path, headers={"accept": "text/html"})
            assert "New disks until &lt;noon&gt;." in page.text
            assert '<a class="btn" href="" autofocus>Try again</a>' in page.text
        for path in ("/health", "/host", "/api/host/sessions", "/static/manifest.json"):
            assert (await console.get(path)).status_code == 200, path
        async with client(app) as stranger:
            turned_away = await stranger.get("/")
            assert (turned_away.status_code, "set-cookie" in turned_away.headers) == (503, False)
            assert (await stranger.post("/api/host/sign-in", json={"key": KEY})).status_code == 204
        await console.patch("/api/host/mode", json={"mode": "open"})
        assert (await guest.client.get("/api/tasks/")).json()["total"] == 3
        assert next(iter(guest.client.cookies.jar)).value == cookie.value
        await guest.client.aclose()


async def test_one_whose_project_ended_meanwhile_is_told_when_the_studio_is_back(tmp_path: Path) -> None:
    async with serving(tmp_path) as app, host(app) as console:
        guest = await visitor(app)
        await console.patch("/api/host/mode", json={"mode": "maintenance"})
        await console.delete(f"/api/host/sessions/{guest.id}")
        turned_away = await guest.client.get("/")
        assert (turned_away.status_code, "set-cookie" in turned_away.headers) == (503, False)
        await console.patch("/api/host/mode", json={"mode": "open"})
        assert (await guest.client.get("/api/session")).json()["ended"]["because"] == "host"
        await guest.client.aclose()


async def test_closed_to_new_sessions_who_has_one_goes_on(tmp_path: Path) -> None:
    async with serving(tmp_path) as app, host(app) as console, client(app) as stranger:
        guest = await visitor(app)
        state = (await console.patch("/api/host/mode", json={"mode": "closed", "banner": "A demo."})).json()
        assert (state["mode"], state["message"], state["banner"]) == ("closed", "", "A demo.")
        assert (await guest.client.post("/api/tasks/", json={"data": {"text": "more"}})).status_code == 201
        page = await stranger.get("/?gallery=1")
        assert (page.status_code, "A demo." in page.text) == (200, True)
        refused = await stranger.post("/api/tasks/", json={"data": {}})
        assert (refused.status_code, refused.json()["code"]) == (403, "closed")
        for wrong in ({"mode": "ajar"}, {"message": "x" * 501}, {"banner": 7}):
            assert (await console.patch("/api/host/mode", json=wrong)).status_code == 400
        await guest.client.aclose()
