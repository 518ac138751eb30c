"""``label-studio sessions …``: what it prints, what it does on disk, and its exit codes."""

from __future__ import annotations

import asyncio
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from multisession.cli import main
from tests.sessions.host.studio import RESULT, client, serving, visitor

TITLE = "Harbour \x1b[2J\u202etext"


async def made(root: Path) -> tuple[str, str]:
    """A root directory that a server has served: the id of its session, and the cookie of its visitor."""
    async with serving(root, host_key="") as app:
        guest = await visitor(app, TITLE)
        cookie = next(iter(guest.client.cookies.jar))
        await guest.client.aclose()
    return guest.id, f"{cookie.name}={cookie.value}"


async def asked(root: Path, cookie: str, method: str, path: str, document: Any = None) -> tuple[int, Any]:
    """What the visitor is answered by the next server."""
    async with serving(root, host_key="") as app, client(app, cookie=cookie) as browser:
        answer = await browser.request(method, path, json=document)
        return answer.status_code, answer.json()


async def resumed(root: Path, code: str) -> str:
    """The title of the project that a code opens in another browser."""
    async with serving(root, host_key="") as app, client(app, address="203.0.113.20") as browser:
        await browser.get("/")
        answer = await browser.post("/api/session/resume", json={"code": code})
        return str(answer.json()["projects"][0]["title"])


class Line:
    """The command line of one root directory."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self.session_id, self.cookie = asyncio.run(made(root))
        self._capsys = capsys

    def run(self, *arguments: str) -> tuple[int, str, str]:
        code = main(["sessions", *arguments, "--root-dir", str(self.root)])
        said = self._capsys.readouterr()
        return code, said.out, said.err

    def json(self, *arguments: str) -> Any:
        code, out, err = self.run(*arguments, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Line:
    monkeypatch.chdir(tmp_path)
    return Line(tmp_path / "root", capsys)


def test_sessions_are_listed_and_shown_without_what_could_redraw_a_terminal(line: Line) -> None:
    code, out, _ = line.run("list")
    heading, row, total = out.splitlines()
    assert (code, heading.split()[:2], total) == (0, ["ID", "TITLE"], "1 to 1 of 1")
    assert row.startswith(f"{line.session_id}  Harbour ·[2J·text  live ")
    assert " 1/3 " in row
    code, out, _ = line.run("show", line.session_id[:8])
    assert code == 0
    assert "Done:        1 of 3 tasks\n" in out
    assert "\x1b" not in out
    assert line.json("list")["sessions"][0]["title"] == TITLE
    assert line.json("show", line.session_id)["total_annotations_number"] == 1
    assert line.run("list", "--search", "nowhere")[1] == "No session fits.\n"


def test_a_session_is_frozen_extended_and_handed_out(line: Line) -> None:
    before = line.json("show", line.session_id)["expires_at"]
    assert line.json("freeze", line.session_id)["state"] == "frozen"
    write = ("POST", "/api/tasks/2/annotations", {"result": RESULT})
    status, refusal = asyncio.run(asked(line.root, line.cookie, *write))
    assert (status, refusal["code"]) == (403, "frozen")
    assert line.json("unfreeze", line.session_id)["state"] == "live"
    assert asyncio.run(asked(line.root, line.cookie, *write))[0] == 201
    assert line.json("extend", line.session_id, "--days", "30")["expires_at"] > before
    code, words, _ = line.run("resume-code", line.session_id)
    assert (code, len(words.split())) == (0, 12)
    assert asyncio.run(resumed(line.root, words)) == TITLE


def test_a_session_is_exported_then_deleted(line: Line, tmp_path: Path) -> None:
    file = tmp_path / "mine.zip"
    assert line.json("export", line.session_id, "-o", str(file))["bytes"] == file.stat().st_size
    with zipfile.ZipFile(file) as archive:
        assert len(json.loads(archive.read("labels.json"))) == 3
    assert line.run("export", line.session_id)[0] == 0
    assert len(list(tmp_path.glob(f"session-{line.session_id[:8]}-*.zip"))) == 1
    code, _, err = line.run("delete", line.session_id)
    assert (code, "--yes" in err) == (2, True)
    assert (line.root / line.session_id).is_dir()
    assert line.json("delete", line.session_id, "--yes")["tasks"] == 3
    assert not (line.root / line.session_id).exists()
    assert line.json("show", line.session_id)["because"] == "host"
    code, _, err = line.run("freeze", line.session_id)
    assert (code, err) == (1, "label-studio: This session was removed.\n")


REFUSED = [
    (("show", "0" * 32), 1, "There is no session"),
    (("show", "ab"), 1, "There is no session ab: give four digits of its id at least."),
    (("show", "%"), 1, "There is no session"),
    (("extend", "{id}", "--days", "0"), 2, "--days is 0"),
    (("list", "--page", "0"), 2, "--page counts from 1"),
    (("export", "{id}", "-o", "nowhere/x.zip"), 2, "cannot be written"),
    (("mode", "--banner", "x" * 501), 2, "at most 500"),
]


def test_what_cannot_be_done_is_one_sentence(line: Line) -> None:
    for arguments, code, sentence in REFUSED:
        given, _, err = line.run(*(argument.format(id=line.session_id) for argument in arguments))
        assert given == code, arguments
        assert err.startswith("label-studio: ")
        assert sentence in err
        assert err.count("\n") == 1


def test_another_directory_is_not_made_into_a_studio(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sessions", "list", "--root-dir", str(tmp_path)]) == 2
    assert "is not the root directory of a studio" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(SystemExit) as end:
        main(["sessions", "paint"])
    assert end.value.code == 2


def test_the_key_and_the_link_that_signs_in(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, _ = line.run("key")
    key = (line.root / ".studio" / "host-key").read_text().strip()
    assert (code, out) == (0, f"Key:  {key}\nLink: http://127.0.0.1:8080/host#key={key}\n")
    another = line.json("key", "--new")["key"]
    assert another == (line.root / ".studio" / "host-key").read_text().strip() != key
    monkeypatch.setenv("MULTISESSION_HOST_KEY", "own" * 12)
    assert line.json("key")["key"] == "own" * 12
    assert line.run("key", "--new")[0] == 2


def test_the_mode_is_shown_set_and_reset(line: Line) -> None:
    assert line.run("mode")[1].startswith("Mode:    as the server was started\n")
    assert line.json("mode", "closed", "--message", "Full.", "--banner", "A demo.") == {
        "mode": "closed", "message": "Full.", "banner": "A demo.",
    }  # fmt: skip
    status, refusal = asyncio.run(_first_write(line.root))
    assert (status, refusal["code"], refusal["detail"]) == (403, "closed", "Full.")
    line.run("mode", "maintenance")
    assert asyncio.run(asked(line.root, line.cookie, "GET", "/api/tasks/"))[1]["code"] == "maintenance"
    assert line.json("mode", "--reset") == {"mode": None, "message": None, "banner": None}
    assert asyncio.run(asked(line.root, line.cookie, "GET", "/api/tasks/"))[0] == 200


async def _first_write(root: Path) -> tuple[int, Any]:
    async with serving(root, host_key="") as app, client(app) as browser:
        await browser.get("/")
        answer = await browser.post("/api/tasks/", json={"data": {"text": "mine"}})
        return answer.status_code, answer.json()
