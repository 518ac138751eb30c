"""nginx and Caddy in front of the studio, at a sub-path, over TLS: what has to come through does, and nothing else."""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from benchmarks.server import Server, running
from tests.proxies.programs import PROGRAMS, Proxy, in_front_of

#: new sessions an hour from one address in these tests
CREATIONS = 12
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    flags = ("--root-path", "/studio", "--trusted-proxies", "127.0.0.1", "--max-creations-per-hour", str(CREATIONS))
    root: Path = tmp_path_factory.mktemp("proxied")
    with running(*flags, root=root) as server:
        yield server


@pytest.fixture(scope="module", params=sorted(PROGRAMS))
def proxy(request: pytest.FixtureRequest, studio: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    directory: Path = tmp_path_factory.mktemp(request.param)
    with in_front_of(studio.port, request.param, directory) as started:
        yield started


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


class Visitor:
    """A browser's worth of requests through the proxy: keeps its cookie."""

    def __init__(self, connection: http.client.HTTPConnection) -> None:
        self.connection = connection
        self.cookie = ""

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookie:
            sent["Cookie"] = self.cookie
        self.connection.request(method, f"/studio{path}", body, sent)
        answer = self.connection.getresponse()
        if answer.getheader("Set-Cookie"):
            self.cookie = str(answer.getheader("Set-Cookie")).split(";")[0]
        return Answer(answer.status, answer.headers, answer.read())


@pytest.fixture
def visitor(proxy: Proxy) -> Iterator[Visitor]:
    with contextlib.closing(proxy.connect()) as connection:
        yield Visitor(connection)


def test_the_cookie_is_secure_and_comes_back(visitor: Visitor) -> None:
    page = visitor.ask("GET", "/label")
    attributes = page.headers["Set-Cookie"].split("; ")
    assert attributes[0].startswith("__Host-ls-")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} < set(attributes)
    assert page.headers["Strict-Transport-Security"] == "max-age=31536000"
    made = visitor.ask("POST", "/api/projects/1/import", b'[{"text": "kept"}]', Content_Type="application/json")
    assert made.status == 201
    assert "Set-Cookie" not in made.headers
    assert visitor.ask("GET", "/api/tasks").json()["total"] == 1


def test_pages_of_the_sub_path_name_it_and_static_files_stay_compressed(visitor: Visitor) -> None:
    page = visitor.ask("GET", "/", Accept="text/html", Accept_Encoding="br")
    assert page.status == 200
    script = page.body.decode().split('src="/studio/static/', 1)[1].split('"')[0]
    file = visitor.ask("GET", f"/static/{script}", Accept_Encoding="br")
    assert (file.status, file.headers["Content-Encoding"]) == (200, "br")
    assert "immutable" in file.headers["Cache-Control"]


def test_plain_http_leads_to_https_and_the_bare_path_to_the_studio(proxy: Proxy) -> None:
    with contextlib.closing(http.client.HTTPConnection("localhost", proxy.plain_port, timeout=30)) as connection:
        connection.request("GET", "/studio/label", headers={"Host": "localhost"})
        answer = connection.getresponse()
        assert answer.status in (301, 308)
        assert str(answer.getheader("Location")).startswith("https://localhost")
        assert str(answer.getheader("Location")).endswith("/studio/label")
    with contextlib.closing(proxy.connect()) as connection:
        connection.request("GET", "/studio")
        answer = connection.getresponse()
        assert answer.status == 308
        assert str(answer.getheader("Location")).endswith("/studio/")


@pytest.mark.parametrize("path", ["/metrics", "/metrics/", "//metrics", "/%6detrics", "/x/../metrics"])
def test_figures_of_the_host_are_not_passed_on(visitor: Visitor, studio: Server, path: str) -> None:
    answer = visitor.ask("GET", path)
    assert answer.status in (400, 404)
    assert b"# TYPE" not in answer.body
    assert visitor.ask("GET", "/health").status == 200


def upload(visitor: Visitor, size: int) -> tuple[str, str]:
    """Sends a file of random bytes as multipart; returns the path of the upload and the file's digest."""
    content = PNG + os.urandom(size - len(PNG))
    head = b'--frontier\r\nContent-Disposition: form-data; name="file"; filename="large.png"\r\n'
    body = head + b"Content-Type: image/png\r\n\r\n" + content + b"\r\n--frontier--\r\n"
    visitor.ask("GET", "/label")
    answer = visitor.ask("POST", "/api/projects/1/import", body, Content_Type="multipart/form-data; boundary=frontier")
    assert answer.status == 201, answer.body
    task = visitor.ask("GET", "/api/tasks").json()["tasks"][0]
    (address,) = task["data"].values()
    return address.removeprefix("/studio"), hashlib.sha256(content).hexdigest()


def check_upload(visitor: Visitor, size: int) -> None:
    path, digest = upload(visitor, size)
    whole = visitor.ask("GET", path)
    assert (whole.status, whole.headers["Content-Type"]) == (200, "image/png")
    assert hashlib.sha256(whole.body).hexdigest() == digest
    for first, last in ((0, 0), (1000, 1999), (size - 10, size - 1)):
        part = visitor.ask("GET", path, Range=f"bytes={first}-{last}")
        assert part.status == 206
        assert part.headers["Content-Range"] == f"bytes {first}-{last}/{size}"
        assert part.body == whole.body[first : last + 1]
    assert visitor.ask("GET", path, Range=f"bytes={size}-").status == 416


def test_an_upload_comes_back_whole_and_in_ranges(visitor: Visitor) -> None:
    check_upload(visitor, 3 * 2**20)


@pytest.mark.full
def test_an_upload_of_200_mb_comes_back_whole_and_in_ranges(visitor: Visitor) -> None:
    check_upload(visitor, 200 * 10**6)


def test_a_body_that_is_too_large_gets_the_studios_own_sentence(visitor: Visitor) -> None:
    answer = visitor.ask("PATCH", "/api/projects/1/", b" " * (17 * 2**20), Content_Type="application/json")
    assert answer.status == 413
    assert "16 MB" in answer.json()["detail"]


def test_a_visitors_address_is_believed_from_the_proxy_alone(proxy: Proxy, studio: Server) -> None:
    def create(connection: http.client.HTTPConnection, number: int) -> int:
        newcomer = Visitor(connection)
        spoof = {"X_Forwarded_For": f"203.0.113.{number}", "Forwarded": f"for=203.0.113.{number}"}
        newcomer.ask("GET", "/label", **spoof)
        body = b'[{"text": "x"}]'
        return newcomer.ask("POST", "/api/projects/1/import", body, Content_Type="application/json", **spoof).status

    number = proxy.port % 100
    by_proxy, other, direct = f"127.1.{number}.1", f"127.1.{number}.2", f"127.1.{number}.3"
    with contextlib.closing(proxy.connect(source=by_proxy)) as connection:
        assert [create(connection, each) for each in range(CREATIONS)] == [201] * CREATIONS
        assert create(connection, 99) == 429
    # Another address behind the same proxy is another visitor.
    with contextlib.closing(proxy.connect(source=other)) as connection:
        assert create(connection, 0) == 201
    # Whoever is not the proxy can say what they like.
    connection = http.client.HTTPConnection("127.0.0.1", studio.port, timeout=30, source_address=(direct, 0))
    with contextlib.closing(connection):
        assert [create(connection, each) for each in range(CREATIONS)] == [201] * CREATIONS
        assert create(connection, 99) == 429


@pytest.mark.parametrize("kind", sorted(PROGRAMS))
def test_events_arrive_one_by_one(kind: str, tmp_path: Path) -> None:
    flags = ("--init", "--root-path", "/studio", "--trusted-proxies", "127.0.0.1")
    root = tmp_path / "root"
    root.mkdir()
    with (
        running(*flags, command="start", positional=("p",), root=root) as server,
        in_front_of(server.port, kind, tmp_path / kind) as proxy,
        contextlib.closing(proxy.connect()) as connection,
    ):
        begin = time.monotonic()
        connection.request("GET", "/studio/api/events")
        answer = connection.getresponse()
        assert answer.status == 200
        assert answer.readline() == b"retry: 2000\n"
        assert answer.readline() == b"\n"
        for number in range(2):
            (root / "p" / "config.xml").write_text(f'<View><Header value="{number}"/></View>')
            assert answer.readline() == b"event: config\n"
            assert [answer.readline(), answer.readline()] == [b"data: {}\n", b"\n"]
        assert time.monotonic() - begin < 10
