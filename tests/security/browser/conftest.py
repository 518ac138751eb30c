"""A browser, a studio, and a second origin that holds an attacker's pages and writes down whatever it is asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from benchmarks.server import Server, running
from tests.browser.conftest import PATIENCE, browser
from tests.project.media_samples import PNG
from tests.security.browser.corpus import Corpus

__all__ = ["PATIENCE", "browser"]

#: The one path of the second origin that may be asked for.
SETTLED = "/settled"
#: The policy is switched off: what only the policy stops would run here, and be seen.
WITHOUT_POLICY: Any = {"viewport": {"width": 1280, "height": 800}, "bypass_csp": True}


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
            if page is None and self.path != SETTLED:
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


@pytest.fixture(scope="package")
def corpus(canary: Canary) -> Corpus:
    return Corpus(canary.at("127.0.0.1"))


@pytest.fixture(scope="package")
def address(studio: Server) -> str:
    return f"http://127.0.0.1:{studio.port}"


@pytest.fixture(scope="package")
def texts(browser: Browser, address: str, corpus: Corpus) -> Iterator[BrowserContext]:
    """A visitor with a project of texts that holds the corpus in every field."""
    context = browser.new_context(**WITHOUT_POLICY)
    context.set_default_timeout(PATIENCE)
    request = context.request
    request.get(f"{address}/")
    described = {**corpus.described(), "label_config": corpus.text_config()}
    task = corpus.text_task()
    for answer in (
        request.patch(f"{address}/api/projects/1", data=described),
        request.post(f"{address}/api/projects/1/import", data=[task, task]),
        request.post(f"{address}/api/tasks/2/drafts", data={"result": task["annotations"][0]["result"]}),
    ):
        assert answer.ok, answer.text()
    yield context
    context.close()


@pytest.fixture(scope="package")
def pictures(browser: Browser, address: str, corpus: Corpus) -> Iterator[BrowserContext]:
    """Another one with pictures, whose names and labels hold it; one is a drawing that is a page."""
    context = browser.new_context(**WITHOUT_POLICY)
    context.set_default_timeout(PATIENCE)
    request = context.request
    request.get(f"{address}/")
    described = {**corpus.described(), "label_config": corpus.image_config()}
    assert request.patch(f"{address}/api/projects/1", data=described).ok
    for task, (ending, content) in enumerate(((".png", PNG), (".svg", corpus.drawing())), 1):
        file = {"name": corpus.file_name + ending, "mimeType": "image/png", "buffer": content}
        imported = request.post(f"{address}/api/projects/1/import", multipart={"file": file})  # type: ignore[dict-item]
        assert imported.ok, imported.text()
        assert request.post(f"{address}/api/tasks/{task}/annotations", data={"result": corpus.box()}).ok
    yield context
    context.close()
