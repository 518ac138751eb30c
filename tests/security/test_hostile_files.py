"""Attacks 9, 10, 11 and 28: files that mean harm, sent to a real server. It says a sentence, and goes on as before.

Each is refused with the right status; nothing of it is on the disk afterwards, in the project or beside it; memory
stays within a few of the largest tasks; and an honest file is imported after all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx
import pytest

from benchmarks.server import Server, running
from multisession.settings import Settings
from tests.project.importers.fuzzing.samples import TEXTS
from tests.project.importers.hostile_files import HOSTILE_FILES, HostileFile
from tests.project.importers.test_archive import HOSTILE

#: bytes by which the largest of the server's processes may grow: the longest text of a table has four bytes a letter
MOST_GROWTH = 8 * Settings().max_task_bytes
#: refused for the limits of the archives' own test, which are smaller than the real ones
WITHIN_LIMITS = re.compile(r"more than 50|1 MB|2 MB")
CODES = {"archive-refused", "import-refused"}
#: what the server writes by itself
OWN = re.compile(r"^\.(studio|server\.log)|-(wal|shm)$")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One of its own, whose memory nothing else has grown."""
    with running("--max-requests-per-second", "0", root=tmp_path_factory.mktemp("root")) as server:
        yield server


@pytest.fixture
def visitor(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"http://127.0.0.1:{server.port}", timeout=120) as client:
        client.get("/").raise_for_status()
        client.patch("/api/projects/1", json={"label_config": TEXTS}).raise_for_status()
        yield client


def files_below(root: Path) -> dict[str, int]:
    """Every file and folder of the root but the server's own, with the size of media; a folder for media may stay."""
    return {
        name: path.stat().st_size if "upload" in path.parts and path.is_file() else 0
        for path in root.rglob("*")
        if not OWN.search(name := path.relative_to(root).as_posix()) and path.name != "upload"
    }


def send(client: httpx.Client, file: HostileFile) -> None:
    """Sends a file, which is refused for what it is."""
    query = {"format": file.format} if file.format else {}
    answer = client.post("/api/projects/1/import", params=query, files={"file": (file.name, file.content())})
    said = answer.json()
    assert (answer.status_code, said.get("code") in CODES) == (400, True), (file.title, answer.text[:300])
    assert re.search(file.says, said["detail"]), (file.title, said["detail"])
    assert said["detail"].endswith(".") and len(said["detail"]) < 1_000 and "Traceback" not in answer.text, file.title


def test_there_are_enough_of_them() -> None:
    assert len(HOSTILE_FILES) >= 60
    assert len({file.title for file in HOSTILE_FILES}) == len(HOSTILE_FILES)


@pytest.mark.parametrize(
    "files",
    [
        pytest.param([file for file in HOSTILE_FILES if not file.is_slow], id="quick"),
        pytest.param(HOSTILE_FILES, id="every", marks=pytest.mark.full),
    ],
)
def test_hostile_files_are_refused_and_leave_nothing(
    server: Server, visitor: httpx.Client, files: Sequence[HostileFile]
) -> None:
    before, memory = files_below(server.root), server.peak_megabytes()
    config = ""
    for file in files:
        if file.config != config:
            config = file.config
            visitor.patch("/api/projects/1", json={"label_config": config}).raise_for_status()
        send(visitor, file)
        assert files_below(server.root) == before, file.title
    assert server.peak_megabytes() - memory < MOST_GROWTH / 1e6
    goes_on(visitor)


def test_archives_that_lie_are_refused_and_leave_nothing(server: Server, visitor: httpx.Client) -> None:
    before = files_below(server.root)
    for title, (content, said) in HOSTILE.items():
        if not WITHIN_LIMITS.search(said):
            name = f"a.{title.partition(':')[0]}"
            send(visitor, HostileFile(title, name, lambda content=content: content, said))  # type: ignore[misc]
    assert files_below(server.root) == before
    goes_on(visitor)


def goes_on(client: httpx.Client) -> None:
    """The project has no task of them, and takes an honest one."""
    client.patch("/api/projects/1", json={"label_config": TEXTS}).raise_for_status()
    assert client.get("/api/projects/1").json()["task_number"] == 0
    assert client.post("/api/projects/1/import", json=[{"text": "honest"}]).status_code == 201
    exported = client.get("/api/projects/1/export", params={"download_all_tasks": "true"}).json()
    assert [task["data"] for task in exported] == [{"text": "honest"}]
