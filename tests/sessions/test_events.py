"""Server-sent events: who is told, and how streams end."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from multisession.sessions.events import Events, watch_documents

pytestmark = pytest.mark.anyio


async def test_every_listener_is_told() -> None:
    events = Events()
    streams = [events.stream(), events.stream()]
    assert [await anext(stream) for stream in streams] == [b"retry: 2000\n\n"] * 2
    events.tell("config")
    assert [await anext(stream) for stream in streams] == [b"event: config\ndata: {}\n\n"] * 2
    events.close()
    assert [[part async for part in stream] for stream in streams] == [[], []]


async def test_nobody_listens_to_a_server_that_stops() -> None:
    events = Events()
    events.close()
    assert [part async for part in events.stream()] == []


async def test_a_file_that_an_editor_replaces_is_news(tmp_path: Path) -> None:
    config = tmp_path / "config.xml"
    config.write_text("<View></View>")
    events = Events()
    stream = events.stream()
    await anext(stream)
    watching = asyncio.create_task(watch_documents([config], events))
    replacing = asyncio.create_task(replace_again_and_again(config))
    try:
        assert await asyncio.wait_for(anext(stream), 20) == b"event: config\ndata: {}\n\n"
    finally:
        for task in (watching, replacing):
            task.cancel()
        await asyncio.gather(watching, replacing, return_exceptions=True)


async def replace_again_and_again(path: Path) -> None:
    """As editors save; again and again, since nobody says when the watcher has begun."""
    while True:
        new = path.with_suffix(".new")
        new.write_text("<View/>")
        new.replace(path)
        await asyncio.sleep(0.1)
