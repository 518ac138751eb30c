"""One Chromium per run, a new context per test; a console error or a request to another host fails the test."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from benchmarks.server import Server, running

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

#: How long a page may take for anything, in milliseconds: a machine that does other things as well is no fault of its.
PATIENCE = 20_000

NewPage = Callable[..., Page]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    # As long as this package: Playwright runs an event loop of its own in this thread, and others want theirs.
    executable = shutil.which("chromium")
    assert executable, "Chromium is not installed: python -m tests.needs"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield launched
        launched.close()


class Watch:
    """Collects what must not happen in a page."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        #: console errors that a test causes on purpose contain one of these
        self.expected: list[str] = []

    def console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(part in message.text for part in self.expected):
            self.faults.append(f"console: {message.text}")

    def request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in ("127.0.0.1", "localhost"):
            self.faults.append(f"request to another host: {request.url}")

    def response(self, response: Response) -> None:
        if "text/html" in response.headers.get("content-type", ""):
            policy = response.headers.get("content-security-policy", "")
            # a task's document may style itself, and nothing of it may run
            document = urlsplit(response.url).path.endswith("/editor/frame")
            strict = "script-src 'none'" if document else "script-src 'self'"
            if strict not in policy or ("unsafe-inline" in policy and not document):
                self.faults.append(f"no strict Content-Security-Policy on {response.url}: {policy!r}")


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def new_page(browser: Browser, watch: Watch) -> Iterator[NewPage]:
    """Makes a page in a context of its own: another visitor. Keyword arguments go to the context."""
    contexts: list[BrowserContext] = []

    def make(**options: object) -> Page:
        context = browser.new_context(**({"viewport": {"width": 1280, "height": 800}} | options))  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", watch.console)
        page.on("pageerror", lambda error: watch.faults.append(f"exception: {error}"))
        page.on("request", watch.request)
        page.on("response", watch.response)
        return page

    yield make
    for context in contexts:
        context.close()
    assert watch.faults == []


@pytest.fixture
def page(new_page: NewPage) -> Page:
    return new_page()


@contextlib.contextmanager
def running_for(page: Page, *flags: str, **options: Any) -> Iterator[Server]:
    """A server of the test's own. The page goes before it stops: an open one would notice, and say so."""
    with running(*flags, **options) as server:
        yield server
        page.context.close()


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A multi-session studio without a recipe: the public demo site."""
    root: Path = tmp_path_factory.mktemp("demo")
    with running(root=root) as server:
        yield server
