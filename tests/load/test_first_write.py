"""The first write of a session, raced; and visitors without a cookie, who leave nothing behind."""

from __future__ import annotations

import http.client
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.server import Server, running
from tests.load.footprint import names_below


def ask(server: Server, method: str, path: str, body: str | None = None, cookie: str = "") -> tuple[int, str, bytes]:
    """(status, cookie set, body) of one request on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    headers = {"Content-Type": "application/json"} | ({"Cookie": cookie} if cookie else {})
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    made = str(answer.getheader("Set-Cookie") or "").split(";")[0]
    text = answer.read()
    connection.close()
    return answer.status, made, text


def projects(root: Path) -> list[Path]:
    return [path for path in root.iterdir() if len(path.name) == 32]


def test_forty_parallel_first_writes_make_one_project_and_all_are_kept(tmp_path: Path) -> None:
    with running("--workers", "4", root=tmp_path) as server:
        _, cookie, _ = ask(server, "GET", "/")
        assert cookie

        def write(number: int) -> int:
            body = json.dumps([{"text": f"{number}.{item}"} for item in range(10)])
            return ask(server, "POST", "/api/projects/1/import", body, cookie)[0]

        with ThreadPoolExecutor(40) as pool:
            statuses = list(pool.map(write, range(40)))
        assert statuses == [201] * 40
        _, _, text = ask(server, "GET", "/api/tasks?page_size=1000", cookie=cookie)
        page = json.loads(text)
        assert page["total"] == 400
        assert {task["data"]["text"] for task in page["tasks"]} == {f"{n}.{i}" for n in range(40) for i in range(10)}
    assert len(projects(tmp_path)) == 1


def test_a_thousand_requests_without_a_cookie_leave_no_project(tmp_path: Path) -> None:
    pages = ["/", "/label", "/setup", "/import", "/export", "/settings", "/nowhere", "/static/none.js"]
    read = [*pages, "/health", "/version", "/api/version", "/api/projects/1/", "/api/projects/1/next", "/api/tasks"]
    written = ["/api/projects/1/import", "/api/tasks/1/annotations/", "/api/templates/text_named_entity/open"]
    written += ["/api/session/token", "/api/session/resume-code"]
    asked = [("GET", path) for path in read] + [("POST", path) for path in written]
    asked += [("HEAD", "/label"), ("DELETE", "/api/projects/1/tasks/")]
    with running("--template", "text_named_entity", root=tmp_path) as server:
        before = names_below(tmp_path)

        def visit(number: int) -> int:
            method, path = asked[number % len(asked)]
            return ask(server, method, path, "[]" if method == "POST" else None)[0]

        with ThreadPoolExecutor(8) as pool:
            statuses = list(pool.map(visit, range(1000)))
        assert names_below(tmp_path) == before
    assert max(statuses) < 500
    assert projects(tmp_path) == []
