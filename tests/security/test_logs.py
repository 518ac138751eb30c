"""Attack 27: what strangers write stays on its line of the log, and moves no cursor there."""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from benchmarks.server import running
from multisession.app import create_app
from multisession.project.store.sqlite import SqliteStore
from multisession.server import configure_logging
from multisession.settings import Settings
from tests.security.wire import Wire

FORGED = "2026-01-01 00:00:00,000 INFO multisession.access: GET '/forged' 200 1.0 ms"
PATH = "/label/%0d%0a" + FORGED.replace(" ", "%20") + "%1b%5b2J%e2%80%a8%c2%85%e2%80%ae"
RECORD = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+ [\w.]+: ")


@pytest.fixture(params=["text", "json"])
def log(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, io.StringIO]]:
    """The log as the server sets it up, written into memory."""
    written = io.StringIO()
    root = logging.getLogger()
    kept = list(root.handlers), root.level, logging.getLogger("uvicorn.error").level
    monkeypatch.setattr("sys.stderr", written)
    configure_logging(Settings(mode="multi", log_format=request.param))
    yield request.param, written
    root.handlers[:], level, uvicorn = kept[0], kept[1], kept[2]
    root.setLevel(level)
    logging.getLogger("uvicorn.error").setLevel(uvicorn)


def assert_whole(form: str, text: str) -> None:
    """Every line is a record or belongs, indented, to the one above it; nothing in it is a control character."""
    lines = text.split("\n")[:-1]
    assert lines and all(line.isprintable() for line in lines)
    for line in lines:
        if form == "json":
            assert "message" in json.loads(line)
        else:
            assert RECORD.match(line) or line.startswith("    "), line
            assert not line.startswith(FORGED)


@pytest.mark.anyio
async def test_paths_and_errors_forge_no_lines(
    log: tuple[str, io.StringIO], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form, written = log

    async def broken(store: SqliteStore) -> None:
        raise RuntimeError(f"a value that holds\r\n{FORGED}\n\x1b[2J")

    monkeypatch.setattr(SqliteStore, "counts", broken)
    app = create_app(Settings(mode="multi", root_dir=tmp_path, debug=True, internal_host="127.0.0.1"))
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://studio.test")
    async with app.router.lifespan_context(app), client:
        assert (await client.get(PATH)).status_code == 404
        assert (await client.get("/api/projects/1")).status_code == 500
    assert "forged" in written.getvalue(), "the path and the error are told"
    assert "Traceback" in written.getvalue()
    assert_whole(form, written.getvalue())


def test_a_real_process_keeps_to_its_lines(tmp_path: Path) -> None:
    with running("--debug", root=tmp_path) as server, Wire(server.port) as wire:
        assert wire.ask("GET", PATH.encode()).status == 404
        for raw in (
            b"GET / HTTP/1.1\r\nHost: a\r\nX: \x1b[2J\r\n\r\n",
            b"\x1b[2J\r\n\r\n",
            b"GET /\x85\x1b HTTP/1.1\r\n\r\n",
        ):
            wire.send(raw)
    text = (tmp_path / ".server.log").read_text(encoding="utf-8")
    assert "forged" in text
    # What the program tells whoever started it is no record.
    records = [line for line in text.split("\n")[:-1] if not line.startswith(("Multisession is", "The host's console"))]
    assert_whole("text", "".join(f"{line}\n" for line in records))
