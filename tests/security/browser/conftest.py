"""A browser, a studio, and a second origin that holds an attacker's pages and writes down whatever it is asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from benchmarks.server import Server, running
from tests.browser.conftest import browser

__all__ = ["browser"]


@dataclass
class Canary:
    """``asked`` are the requests that came; ``pages`` what it answers with, by path."""

    port: int = 0
    asked: list[str] = field(default_factory=list)
    pages: dict[str, str] = field(default_factory=dict)

    def at(self, host: str) -> str:
        """Its origin under one of the names of this machine."""
        return f"http://{host}:{self.port}"

    def taken(self) -> list[str]:
        """What was asked for since the last time."""
        taken, self.asked[:] = list(self.asked), []
        return taken


def answering(canary: Canary) -> type[BaseHTTPRequestHandler]:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = canary.pages.get(self.path)
            if page is None:
                canary.asked.append(f"{self.command} {self.path}")
            content = (page or "").encode()
            self.send_response(200 if page else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET

        def log_message(self, format: str, *arguments: object) -> None:
            """Nothing: what matters is in the list."""

    return Answer


@pytest.fixture(scope="package")
def canary() -> Iterator[Canary]:
    made = Canary()
    with ThreadingHTTPServer(("127.0.0.1", 0), answering(made)) as server:
        made.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield made
        server.shutdown()
        thread.join()


@pytest.fixture(scope="package")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A public host as it starts by default."""
    root: Path = tmp_path_factory.mktemp("public")
    with running(root=root) as server:
        yield server
