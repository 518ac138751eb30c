"""What a server writes to its log while it is shown every kind of secret: none of them, and JSON line by line."""

from __future__ import annotations

import http.client
import json
import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.server import Server, running

QUERY = "query-5f1e9a77c0"
WRONG_TOKEN = "ls_00112233445566778899aabbccddeeff_1_wrong-4d2c81b6"
WRONG_WORDS = "harbour-9c3b7e52d1 no such words"
WRONG_KEY = "wrong-host-key-8a6f20d94b77-and-long-enough"
#: What the command prints on standard output, which is no log.
FOR_PEOPLE = ("Multisession is running at ", "The host's console is at ")
IN_GARBAGE = "garbage-77aa41c3e9"


class Client:
    """Somebody who keeps cookies, and remembers every secret that was shown or sent."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.cookies: dict[str, str] = {}
        self.secrets: set[str] = set()

    def ask(self, method: str, path: str, document: Any = None, **headers: str) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **headers}
        if document is not None:
            sent["Content-Type"] = "application/json"
        connection.request(method, path, None if document is None else json.dumps(document), sent)
        answer = connection.getresponse()
        text = answer.read()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, kept = value.partition(";")[0].partition("=")
                self.cookies[key] = kept
                # The signature and the payload, and each alone.
                self.secrets |= {kept, *kept.split(".")} - {""}
        connection.close()
        assert answer.status < 500, text
        return json.loads(text) if text.startswith((b"{", b"[")) else None


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[set[str], str]]:
    """Every secret that a server in its most talkative mode was shown, and all that it wrote."""
    root = tmp_path_factory.mktemp("secrets")
    with running("--debug", "--log-format", "json", root=root) as server:
        client = Client(server)
        client.ask("GET", f"/label?{QUERY}=1&token={QUERY}")
        client.ask("POST", "/api/projects/1/import", [{"text": "one"}])
        use_tokens(client)
        use_codes(client)
        use_host_key(client)
        send_garbage(server.port)
        wait_for(root / ".server.log", "/api/host/sign-in")
        identifier = next(path.name for path in root.iterdir() if re.fullmatch("[0-9a-f]{32}", path.name))
    keys = (root / ".studio" / "secret-keys").read_text().split()
    secrets = client.secrets | {QUERY, WRONG_TOKEN, WRONG_WORDS, WRONG_KEY, IN_GARBAGE, identifier, *keys}
    yield secrets, (root / ".server.log").read_text(errors="replace")


def use_tokens(client: Client) -> None:
    token = client.ask("POST", "/api/session/token")["token"]
    refresh = client.ask("POST", "/api/token", {})["token"]
    access = client.ask("POST", "/api/token/refresh", {"refresh": refresh})["access"]
    client.secrets |= {token, refresh, access, *refresh.split(".")[1:], *access.split(".")[1:]}
    for header in (f"Token {token}", f"Bearer {access}", f"Token {WRONG_TOKEN}", f"Bearer {access}x"):
        client.ask("GET", f"/api/projects/1/?{QUERY}", Authorization=header)
    client.ask("GET", "/api/tasks/1", **{"X-API-Key": token})
    client.ask("POST", "/api/token/blacklist", {"refresh": refresh})


def use_codes(client: Client) -> None:
    code = client.ask("POST", "/api/session/resume-code")["code"]
    client.secrets.add(code)
    client.ask("POST", "/api/session/resume", {"code": code})
    client.ask("POST", "/api/session/resume", {"code": WRONG_WORDS})
    client.ask("POST", "/api/session/resume", {"code": code, QUERY: {"deeply": [WRONG_WORDS]}})


def use_host_key(client: Client) -> None:
    key = (client.server.root / ".studio" / "host-key").read_text().strip()
    client.secrets |= {key, key.replace("-", "")}
    client.ask("GET", "/metrics", Authorization=f"Bearer {key}", Via="1.1 proxy")
    client.ask("GET", "/health", Authorization=f"Bearer {WRONG_KEY}")
    client.ask("GET", "/api/host/overview", Authorization=f"Bearer {WRONG_KEY}")
    client.ask("POST", "/api/host/sign-in", {"key": key})
    client.ask("GET", "/api/host/overview")


def send_garbage(port: int) -> None:
    """What is no HTTP at all, and a head that is."""
    for garbage in (f"GET /{IN_GARBAGE}\x00 nonsense\r\n", f"GET / HTTP/1.1\r\nCookie {IN_GARBAGE}\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            connection.sendall(garbage.encode() + b"\r\n")
            connection.recv(4096)


def wait_for(log: Path, text: str) -> None:
    deadline = time.monotonic() + 10
    while text not in log.read_text(errors="replace"):
        assert time.monotonic() < deadline, "the log does not tell of the last request"
        time.sleep(0.02)


def test_no_secret_is_in_the_log(shown: tuple[set[str], str]) -> None:
    secrets, log = shown
    assert len(secrets) >= 15
    assert [secret for secret in secrets if secret in log] == []


def test_every_line_is_an_object_and_every_request_has_one(shown: tuple[set[str], str]) -> None:
    lines = [json.loads(line) for line in shown[1].splitlines() if not line.startswith(FOR_PEOPLE)]
    assert all({"time", "level", "logger", "message"} <= set(line) for line in lines)
    requests = [line for line in lines if line["logger"] == "multisession.access"]
    assert {(line["method"], line["path"]) for line in requests} >= {
        ("GET", "/label"), ("POST", "/api/projects/1/import"), ("POST", "/api/token/refresh"),
        ("POST", "/api/session/resume"), ("GET", "/metrics"), ("POST", "/api/host/sign-in"),
    }  # fmt: skip
    # The visitor's own short name, the same throughout, and none where nobody was known yet.
    names = [line["session"] for line in requests if line["path"].startswith(("/api/tasks", "/api/token"))]
    assert len(set(names)) == 1 and len(names[0]) == 10
    assert next(line for line in requests if line["path"] == "/label")["session"] == ""
    assert all(line["ms"] >= 0 and isinstance(line["status"], int) for line in requests)
