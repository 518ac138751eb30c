"""A real server with two worker processes: what the host does through one of them, or beside them, counts in both."""

from __future__ import annotations

import http.client
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.server import COMMAND, Server, running
from tests.sessions.host.studio import RESULT

#: So many new connections reach both workers, but for one chance in a million.
KNOCKS = 20


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    root = tmp_path / "root"
    root.mkdir()
    with running("--workers", "2", "--max-requests-per-second", "0", root=root) as server:
        yield server


def ask(server: Server, method: str, path: str, document: Any = None, **headers: str) -> tuple[int, Any, str]:
    """(status, JSON, cookie) over a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    try:
        body = None if document is None else json.dumps(document)
        connection.request(method, path, body, {"Content-Type": "application/json", **headers})
        answer = connection.getresponse()
        text = answer.read()
        told = json.loads(text) if text.startswith((b"{", b"[")) else None
        return answer.status, told, (answer.getheader("Set-Cookie") or "").partition(";")[0]
    finally:
        connection.close()


def sessions(server: Server, *arguments: str) -> Any:
    """The answer of ``label-studio sessions`` beside the server."""
    line = [str(COMMAND), "sessions", *arguments, "--root-dir", str(server.root), "--json"]
    done = subprocess.run(line, capture_output=True, text=True, check=True, timeout=60)
    return json.loads(done.stdout)


def test_what_the_host_does_counts_in_every_process_at_once(server: Server) -> None:
    key = sessions(server, "key")
    assert key["link"] == f"http://127.0.0.1:{server.port}/host#key={key['key']}"
    said = (server.root / ".server.log").read_text()
    assert f"The host's console is at http://127.0.0.1:{server.port}/host; its key: label-studio sessions key" in said
    assert key["key"] not in said
    status, _, hosts = ask(server, "POST", "/api/host/sign-in", {"key": key["key"]})
    assert (status, hosts.startswith("ls-host-")) == (204, True)
    visitors = ask(server, "GET", "/")[2]
    for document in ({"text": "one"}, {"text": "two"}):
        assert ask(server, "POST", "/api/tasks/", {"data": document}, Cookie=visitors)[0] == 201
    (session,) = ask(server, "GET", "/api/host/sessions", Cookie=hosts)[1]["sessions"]

    write = ("POST", "/api/tasks/1/annotations", {"result": RESULT})
    statuses = [ask(server, *write, Cookie=visitors)[0] for _ in range(KNOCKS)]
    assert statuses == [201] * KNOCKS
    assert ask(server, "POST", f"/api/host/sessions/{session['id']}/freeze", Cookie=hosts)[0] == 200
    frozen = [ask(server, *write, Cookie=visitors) for _ in range(KNOCKS)]
    assert {(status, told["code"]) for status, told, _ in frozen} == {(403, "frozen")}
    assert sessions(server, "unfreeze", session["id"])["state"] == "live"
    assert [ask(server, *write, Cookie=visitors)[0] for _ in range(KNOCKS)] == [201] * KNOCKS

    overview = ask(server, "GET", "/api/host/overview", Cookie=hosts)[1]
    assert overview["workers"] == 2
    assert {"code": "frozen", "count": KNOCKS} in overview["refusals"]
    assert sessions(server, "delete", session["id"], "--yes")["annotations"] == 2 * KNOCKS
    assert {ask(server, "GET", "/api/tasks/1", Cookie=visitors)[0] for _ in range(KNOCKS)} == {404}
    wrong = [ask(server, "POST", "/api/host/sign-in", {"key": "wrong"})[0] for _ in range(12)]
    assert wrong == [401] * 10 + [429] * 2
    sessions(server, "key", "--new")
    assert {ask(server, "GET", "/api/host/overview", Cookie=hosts)[0] for _ in range(KNOCKS)} == {401}


def test_a_server_does_not_start_with_a_key_that_others_can_read(tmp_path: Path) -> None:
    state = tmp_path / ".studio"
    state.mkdir()
    (state / "host-key").write_text("k" * 40)
    (state / "host-key").chmod(0o644)
    line = [str(COMMAND), "start-multi-session", "--root-dir", str(tmp_path), "--port", "0"]
    done = subprocess.run(line, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "can be read by other users" in done.stderr
    assert done.stderr.count("\n") == 1
