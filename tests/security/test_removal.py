"""Attack 26: between the sweeper's look and its removal somebody comes back, deterministically: the session stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest
import time_machine

from multisession.project.store.interface import ProjectClosing
from multisession.sessions.records import Record
from tests.sessions.studio import browser, projects_in, serving

pytestmark = pytest.mark.anyio

START = 1_800_000_000


async def written(visitor: httpx.AsyncClient) -> None:
    await visitor.get("/api/session")
    assert (await visitor.post("/api/tasks")).is_success


def records(studio: Any, root: Path) -> list[Record]:
    """What the registry says of the projects that are there."""
    return [studio.registry.record(name) for name in projects_in(root)]


async def test_who_comes_back_after_the_look_keeps_the_project(tmp_path: Path) -> None:
    with time_machine.travel(START, tick=False) as traveller:
        async with serving(tmp_path, idle_expiry=3600) as (studio, app), browser(app) as visitor, browser(app) as gone:
            await written(visitor)
            await written(gone)
            seen = records(studio, tmp_path)
            traveller.shift(3500)
            assert (await visitor.post("/api/tasks/1/annotations")).is_success
            removed = studio.lifecycle.remove_unseen([(record, "idle") for record in seen])
            assert len(removed) == 1
            session = (await visitor.get("/api/session")).json()
            assert session["projects"][0]["total_annotations_number"] == 1
            assert len(projects_in(tmp_path)) == 1
            assert (await gone.get("/api/session")).json()["ended"]["because"] == "idle"


async def test_an_extension_after_the_look_counts_too(tmp_path: Path) -> None:
    with time_machine.travel(START, tick=False):
        async with serving(tmp_path, idle_expiry=3600) as (studio, app), browser(app) as visitor:
            await written(visitor)
            (record,) = records(studio, tmp_path)
            assert studio.registry.extend(record.session_id, START + 86_400)
            assert studio.lifecycle.remove_unseen([(record, "idle")]) == []
            assert (await visitor.get("/api/tasks")).json()["total"] == 1


async def test_what_was_under_way_is_refused_and_comes_back_nowhere(tmp_path: Path) -> None:
    with time_machine.travel(START, tick=False):
        async with serving(tmp_path, idle_expiry=3600) as (studio, app), browser(app) as visitor:
            await written(visitor)
            (record,) = records(studio, tmp_path)
            lease = await studio.lease(record.session_id)
            assert studio.lifecycle.remove_unseen([(record, "idle")]) == [record.session_id]
            with pytest.raises(ProjectClosing):
                await lease.project.create_task(b"{}", b"{}")
            lease.release()
            assert projects_in(tmp_path) == []
