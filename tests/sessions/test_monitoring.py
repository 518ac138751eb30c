"""Health and figures of the whole application: who sees what, and that looking costs nothing on disk."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette

from multisession.app import create_app
from multisession.commands import make_project
from multisession.sessions.host.key import HostKey
from multisession.sessions.monitoring import Monitoring
from multisession.settings import Settings
from multisession.web import access_log

pytestmark = pytest.mark.anyio
CONFIG = '<View><Text name="text" value="$text"/></View>'
HARD = {"root-directory", "registry", "keys", "recipe"}


@asynccontextmanager
async def serving(root: Path, **settings: Any) -> AsyncIterator[Starlette]:
    app = create_app(Settings(mode="multi", root_dir=root, **settings))
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[Starlette]:
    async with serving(tmp_path) as made:
        yield made


def client(app: Starlette, address: str = "127.0.0.1", host: str = "127.0.0.1:8080") -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app, client=(address, 5000)), base_url=f"http://{host}")


def stranger(app: Starlette) -> httpx.AsyncClient:
    return client(app, "203.0.113.9", "labels.example.org")


def figures(text: str) -> dict[str, float]:
    """name{labels} -> value, of every sample."""
    return {
        sample.name + "".join(f"|{value}" for value in sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def files(root: Path) -> dict[str, int]:
    """Every file below the root directory and when it was changed, but for those that are mapped, and locks."""
    mapped = (".db-shm", ".lock", ".values")
    return {
        str(path.relative_to(root)): path.stat().st_mtime_ns
        for path in root.rglob("*")
        if path.is_file() and path.suffix not in mapped and path.name not in ("rates", "swept")
    }


async def begin(http: httpx.AsyncClient) -> None:
    await http.get("/label")
    assert (await http.post("/api/projects/1/import", json=[{"text": "one"}])).status_code == 201


async def test_health_is_good_and_told_in_full_on_this_machine_only(app: Starlette, tmp_path: Path) -> None:
    async with client(app) as here, stranger(app) as elsewhere:
        full, brief = await here.get("/health"), await elsewhere.get("/health")
    assert (full.status_code, full.json()["status"]) == (200, "UP")
    checks = {check["name"]: check for check in full.json()["checks"]}
    assert {name for name, check in checks.items() if not check["soft"]} == HARD
    assert set(checks) - HARD == {"sweeper", "free-disk", "event-loop"}
    assert str(tmp_path) in checks["root-directory"]["detail"]
    assert brief.status_code == 200
    assert [check["detail"] for check in brief.json()["checks"]] == [""] * len(checks)
    assert str(tmp_path) not in brief.text
    for answer in (full, brief):
        assert "set-cookie" not in answer.headers
        assert answer.headers["cache-control"] == "no-store"


async def fails(root: Path, name: str, **settings: Any) -> httpx.Response:
    """What /health says when the check of that name is made to fail."""
    async with serving(root, **settings) as app, client(app) as http:
        assert (await http.get("/health")).status_code == 200
        breaking = {
            "keys": lambda: (root / ".studio" / "secret-keys").chmod(0o644),
            "recipe": lambda: shutil.rmtree(root / ".studio" / "bases"),
            "registry": lambda: app.state.monitoring.house.registry._reader.close(),
        }
        breaking[name]()
        app.state.monitoring.health._looked = float("-inf")
        return await http.get("/health")


@pytest.mark.parametrize("name", ["keys", "recipe", "registry"])
async def test_a_hard_failure_is_503_and_names_its_check(tmp_path: Path, name: str) -> None:
    settings = {}
    if name == "recipe":
        (tmp_path / "tasks.json").write_text('[{"text": "one"}]')
        (tmp_path / "label.xml").write_text(CONFIG)
        settings = {"label_config": tmp_path / "label.xml", "input_path": tmp_path / "tasks.json"}
    answer = await fails(tmp_path / "root", name, **settings)
    assert (answer.status_code, answer.json()["status"]) == (503, "DOWN")
    assert [check["name"] for check in answer.json()["checks"] if not check["ok"]] == [name]


async def test_a_root_directory_that_is_gone_is_503(tmp_path: Path) -> None:
    async with serving(tmp_path / "root") as app, client(app) as http:
        (tmp_path / "root").rename(tmp_path / "elsewhere")
        answer = await http.get("/health")
        assert (await http.get("/metrics")).status_code == 200
        assert not (tmp_path / "root").exists(), "looking made it again"
    assert answer.status_code == 503
    assert "root-directory" in [check["name"] for check in answer.json()["checks"] if not check["ok"]]


async def test_a_soft_failure_is_told_and_fails_nothing(tmp_path: Path) -> None:
    async with serving(tmp_path, free_disk_floor_bytes=2**60) as app, client(app) as http:
        answer = await http.get("/health")
        assert figures((await http.get("/metrics")).text)["multisession_check_ok|free-disk|true"] == 0
    assert (answer.status_code, answer.json()["status"]) == (200, "UP")
    assert [check["name"] for check in answer.json()["checks"] if not check["ok"]] == ["free-disk"]


async def test_figures_count_what_was_done(app: Starlette, tmp_path: Path) -> None:
    async with client(app) as http:
        refused = await http.post("/api/projects/1/import", json=[{"text": "one"}])
        assert refused.status_code == 401
        await begin(http)
        answer = await http.get("/metrics")
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert "set-cookie" not in answer.headers
    found = figures(answer.text)
    assert found["multisession_requests_total|POST|2xx"] == 1
    assert found["multisession_requests_total|POST|4xx"] == 1
    assert found["multisession_request_duration_seconds_count"] == 3
    assert found["multisession_refusals_total|session-needed"] == 1
    assert found["multisession_sessions|live"] == 1
    assert found["multisession_sessions_active"] == 1
    assert found["multisession_workers"] == 1
    assert found["multisession_disk_free_bytes"] > 0
    assert found["multisession_check_ok|registry|false"] == 1
    assert all(name.startswith("multisession_") for name in found)


async def test_figures_are_for_this_machine_and_the_hosts_key(app: Starlette, tmp_path: Path) -> None:
    key = HostKey(tmp_path / ".studio").text
    async with client(app) as here, stranger(app) as elsewhere:
        assert (await here.get("/metrics")).status_code == 200
        assert (await elsewhere.get("/metrics", headers={"authorization": f"Bearer {key}"})).status_code == 200
        assert "registry.db" not in (await elsewhere.get("/health")).text
        told = await elsewhere.get("/health", headers={"authorization": f"Bearer {key}"})
        assert str(tmp_path) in told.text
        nothing = (await elsewhere.get("/nothing")).json()
        for headers in (
            {},
            {"authorization": "Bearer wrong"},
            {"authorization": f"Token {key}"},
            {"authorization": "Bearer "},
            {"x-forwarded-for": "127.0.0.1"},
        ):
            refused = await elsewhere.get("/metrics", headers=headers)
            assert (refused.status_code, refused.json()) == (404, nothing)
        for headers in ({"x-forwarded-for": "203.0.113.9"}, {"via": "1.1 proxy"}, {"host": "labels.example.org"}):
            assert (await here.get("/metrics", headers=headers)).status_code == 404


async def test_a_trusted_proxy_lets_nobody_pretend_to_be_here(tmp_path: Path) -> None:
    async with serving(tmp_path, trusted_proxies=("*",)) as app, client(app) as http:
        headers = {"x-forwarded-for": "127.0.0.1", "x-forwarded-host": "127.0.0.1:8080"}
        assert (await http.get("/metrics", headers=headers)).status_code == 404


async def test_a_key_that_others_can_read_opens_nothing(app: Starlette, tmp_path: Path) -> None:
    key = HostKey(tmp_path / ".studio").text
    (tmp_path / ".studio" / "host-key").chmod(0o644)
    async with stranger(app) as elsewhere:
        answer = await elsewhere.get("/metrics", headers={"authorization": f"Bearer {key}"})
    assert answer.status_code == 404


async def test_looking_writes_nothing(app: Starlette, tmp_path: Path) -> None:
    HostKey(tmp_path / ".studio").require()
    async with client(app) as here, stranger(app) as elsewhere:
        await here.get("/metrics")
        before = files(tmp_path)
        for _ in range(20):
            await here.get("/health")
            await here.get("/metrics")
            await elsewhere.get("/health")
            await elsewhere.get("/metrics")
            await elsewhere.head("/health")
    assert files(tmp_path) == before


async def test_the_hosts_overview(app: Starlette, monkeypatch: pytest.MonkeyPatch) -> None:
    monitoring: Monitoring = app.state.monitoring
    async with client(app) as http:
        await begin(http)
        session = (await http.get("/api/session")).json()
        for _ in range(3):
            assert (await http.post("/api/session/resume", json={"code": "no such words"})).status_code == 404
        for _ in range(2):
            assert (await http.get("/api/projects/1/", headers={"x-api-key": "wrong"})).status_code == 401
        monkeypatch.setattr(access_log, "SLOW_SECONDS", 0.0)
        await http.get("/api/tasks/1?secret=1")
    monitoring._sampler.sample(0.25)
    told = await monitoring.figures()
    assert session["new"] is False
    assert told.workers == 1
    assert told.requests.total == 9
    assert told.requests.p50_ms is not None and told.requests.p99_ms is not None
    assert 0 < told.requests.p50_ms <= told.requests.p99_ms
    assert told.requests.per_second > 0
    assert {one.code: one.count for one in told.refusals}["status-401"] == 2
    (slow,) = told.slow
    assert (slow.method, slow.path, slow.status) == ("GET", "/api/tasks/{task_id:int}", 200)
    assert len(slow.session) == 10
    assert {check.name for check in told.checks} >= HARD


async def test_a_session_has_one_short_name_in_logs_and_strangers_none(app: Starlette) -> None:
    monitoring: Monitoring = app.state.monitoring
    names = []

    async def note(scope: Any, receive: Any, send: Any) -> None:
        await app(scope, receive, send)
        names.append(monitoring.pseudonym(scope["state"]))

    async with httpx.AsyncClient(transport=httpx.ASGITransport(note), base_url="http://127.0.0.1") as http:
        for _ in range(3):
            await http.get("/label")
        cookie = next(iter(http.cookies.values()))
    assert names[0] == ""
    assert names[1] == names[2] and len(names[1]) == 10
    assert names[1] not in cookie


async def test_a_minute_of_history(app: Starlette, tmp_path: Path) -> None:
    monitoring: Monitoring = app.state.monitoring
    async with client(app) as http:
        await begin(http)
    await asyncio.to_thread(monitoring.note)
    past = await monitoring.history(1)
    noted = {name: [value for value in getattr(past.series, name) if value is not None] for name in
             ("sessions", "active", "created", "requests", "refusals")}  # fmt: skip
    assert noted == {"sessions": [1], "active": [1], "created": [1], "requests": [2], "refusals": [0]}
    assert past.step_seconds == 60


async def test_every_figure_and_check_is_documented(app: Starlette) -> None:
    text = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
    async with client(app) as http:
        families = list(text_string_to_metric_families((await http.get("/metrics")).text))
        checks = [check["name"] for check in (await http.get("/health")).json()["checks"]]
    # The parser takes the ending off a counter's name.
    names = [f"{one.name}_total" if one.type == "counter" else one.name for one in families]
    assert [name for name in names if not re.search(rf"`{name}[{{`]", text)] == []
    assert [name for name in checks if f"`{name}`" not in text] == []
    assert set(re.findall(r"multisession_[a-z0-9_]+", text)) - set(names) <= {
        "multisession_request_duration_seconds_bucket"
    }
    assert all(one.documentation.endswith(".") for one in families)


async def test_one_project_has_figures_too(tmp_path: Path) -> None:
    (tmp_path / "label.xml").write_text(CONFIG)
    settings = Settings(mode="single", root_dir=tmp_path, project="pets", label_config=tmp_path / "label.xml")
    await asyncio.to_thread(make_project, settings)
    app = create_app(settings)
    async with app.router.lifespan_context(app), client(app) as http:
        await http.get("/label")
        health, metrics = await http.get("/health"), await http.get("/metrics")
        await asyncio.to_thread(app.state.monitoring.note)
        past = await app.state.monitoring.history(1)
    names = [check["name"] for check in health.json()["checks"]]
    assert (health.status_code, names) == (200, ["project-directory", "database", "keys", "event-loop"])
    found = figures(metrics.text)
    assert found["multisession_requests_total|GET|2xx"] == 2
    assert found["multisession_open_projects"] == 1
    assert not any("sessions" in name.removeprefix("multisession_") for name in found)
    assert [value for value in past.series.requests if value is not None] == [3]
    assert past.series.sessions == [None] * 60
