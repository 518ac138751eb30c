"""One real server for all attacks on the wire, and a tenant in it who has something to lose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from benchmarks.server import Server, running
from tests.isolation.tenants import MARK
from tests.project.media_samples import PNG

CONFIG = (
    f'<View><Labels name="label" toName="text"><Label value="{MARK}"/></Labels><Text name="text" value="$text"/></View>'
)
PICTURES = '<View><Image name="image" value="$image"/></View>'


@dataclass(frozen=True)
class Browser:
    """Somebody with a project on the real server: the cookie as a header, and what is theirs on disk."""

    cookie: str
    directory: Path
    #: the generated name of their one upload
    upload: str


@pytest.fixture(scope="package")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A studio in a process of its own, without a limit of requests a second: speed is not what is tried here."""
    root: Path = tmp_path_factory.mktemp("studio")
    with running("--max-requests-per-second", "0", root=root) as server:
        yield server


@pytest.fixture(scope="package")
def victim(studio: Server) -> Browser:
    """A tenant whose config, tasks and files all hold the mark."""
    return settle(studio, MARK)


@pytest.fixture(scope="package")
def attacker(studio: Server, victim: Browser) -> Browser:
    """Another tenant of the same server, with a project and an upload."""
    return settle(studio, "neighbour")


def settle(server: Server, words: str) -> Browser:
    """A new visitor who uploads a picture and imports a task, all with ``words`` in it."""
    before = sessions_in(server.root)
    with httpx.Client(base_url=f"http://127.0.0.1:{server.port}", timeout=30) as client:
        client.get("/").raise_for_status()
        client.patch("/api/projects/1", json={"label_config": PICTURES}).raise_for_status()
        file = ("file", ("picture.png", PNG + words.encode(), "image/png"))
        client.post("/api/projects/1/import", files=[file]).raise_for_status()
        client.patch("/api/projects/1", json={"label_config": CONFIG.replace(MARK, words)}).raise_for_status()
        client.post("/api/projects/1/import", json=[{"text": words}]).raise_for_status()
        cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    (session,) = sessions_in(server.root) - before
    directory = server.root / session
    (upload,) = (path.name for path in (directory / "upload").iterdir())
    return Browser(cookie, directory, upload)


def sessions_in(root: Path) -> set[str]:
    """The names of the projects in a root directory."""
    return {path.name for path in root.iterdir() if path.is_dir() and not path.name.startswith(".")}
