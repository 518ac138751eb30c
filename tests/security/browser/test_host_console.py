"""Attack 6: the same markup, opened by the host in the console, is text there too: in lists, tasks and dialogs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from benchmarks.server import Server
from tests.security.browser.conftest import PATIENCE, WITHOUT_POLICY, Canary
from tests.security.browser.corpus import MARK, Corpus
from tests.security.browser.watching import Watched

pytestmark = pytest.mark.browser


@pytest.fixture
def console(
    browser: Browser, studio: Server, texts: BrowserContext, pictures: BrowserContext, canary: Canary, address: str
) -> Iterator[Watched]:
    """The host, signed in. Whatever happens in the page fails the test."""
    key = (studio.root / ".studio" / "host-key").read_text().strip()
    context = browser.new_context(**WITHOUT_POLICY)
    context.set_default_timeout(PATIENCE)
    made = Watched(context.new_page(), canary)
    made.open(f"{address}/host#key={key}", showing="Sign out")
    yield made
    assert made.end() == []
    context.close()


def sessions_with(console: Watched, address: str) -> list[str]:
    """The ids of the sessions whose name holds the markup."""
    listed = console.page.request.get(f"{address}/api/host/sessions?search={quote(MARK)}").json()
    assert listed["total"] == 2
    return [one["id"] for one in listed["sessions"]]


def test_the_list_and_its_dialogs(console: Watched, address: str, corpus: Corpus) -> None:
    page = console.page
    console.open(f"{address}/host?search={quote(corpus.line[:40])}", showing=MARK)
    row = page.locator("table.sessions tbody tr").first
    row.hover()
    for button in row.get_by_role("button").all():
        console.press(button, "the row")
        for item in page.get_by_role("menuitem").all():
            console.press(item, "the menu")
            page.keyboard.press("Escape")
        page.keyboard.press("Escape")
    for view in ("load", "mode"):
        console.open(f"{address}/host?view={view}&search={quote(corpus.line)}")
        console.look_around(view)
    # what was pressed froze a session, or did not: others go on working in it
    for session in sessions_with(console, address):
        thawed = page.request.post(f"{address}/api/host/sessions/{session}/unfreeze", headers={"origin": address})
        assert thawed.ok, thawed.text()


def test_every_task_of_every_session(console: Watched, address: str) -> None:
    page = console.page
    for session in sessions_with(console, address):
        console.open(f"{address}/host?session={session}", showing=MARK)
        lines = page.locator(".task-line")
        expect(lines).to_have_count(2)
        for number in range(2):
            lines.nth(number).click()
            expect(page.get_by_role("region", name="Data")).to_be_visible()
            console.look(f"task {number}")
        console.look_around("the session")


def test_answers_opened_by_themselves(console: Watched, address: str, corpus: Corpus) -> None:
    session = sessions_with(console, address)[0]
    payload = quote(corpus.line)
    for path in (
        f"sessions?search={quote(MARK)}", f"sessions?search={payload}&sort={payload}", f"sessions/{session}",
        f"sessions/{session}/tasks", f"sessions/{session}/tasks/1", f"sessions/{payload}", "overview",
    ):  # fmt: skip
        console.open(f"{address}/api/host/{path}")
    page = console.page
    answer = page.request.get(f"{address}/api/host/sessions/{session}/tasks/1")
    assert re.match("application/json", answer.headers["content-type"])
    assert answer.headers["x-content-type-options"] == "nosniff"
    download = page.request.get(f"{address}/api/host/sessions/{session}/download")
    assert re.fullmatch(r'attachment; filename="[A-Za-z0-9_.-]+"', download.headers["content-disposition"])
