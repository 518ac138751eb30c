"""The host's console in a real browser: from an alert to a deleted session. What visitors wrote is never markup."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import APIRequestContext, BrowserContext, Dialog, Locator, Page, expect

from benchmarks.server import Server, running
from tests.browser.conftest import NewPage, Watch

pytestmark = [pytest.mark.browser, pytest.mark.full]

RUN = "window.ran=1,alert(1)"
#: Every element that these texts would become carries this attribute.
MARK = "data-injected"
MARKUP = (
    f'"\'></title></pre></script><img {MARK} src="https://canary.test/img" onerror="{RUN}">'
    f"<script {MARK}>{RUN}</script>"
    f'<svg {MARK} onload="{RUN}"></svg><a {MARK} href="javascript:{RUN}">x</a><!--'
)
TITLE = f"<img {MARK} src=x onerror={RUN}> invoice\u202egpj.exe"
CONFIG = """<View><Text name="text" value="$text"/><Choices name="mood" toName="text">
<Choice value="good"/><Choice value="&lt;script&gt;bad&lt;/script&gt;"/></Choices></View>"""
HOSTILE_DATA = {
    "text": MARKUP,
    "javascript:alert(1)": f"javascript:{RUN}",
    "image": "https://canary.test/picture.png",
    "turned": "abc\u202edef\u2066",
    "formula": '=HYPERLINK("https://canary.test/")',
    "long": "x" * 10_000,
    f"<b {MARK}>key</b>" * 20: [None, {"</script>": 1}],
}
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
#: Whatever could run, load or lead elsewhere; our own links are relative to us, our icons are inline drawings.
FOREIGN = (
    f"() => [...document.querySelectorAll('[{MARK}], img, iframe, object, embed, video, audio, base, main script, "
    'main style, main link, a[href^="javascript:" i], a[href^="http"], a[href*="canary"]\')]'
    ".map((element) => element.outerHTML.slice(0, 200))"
)


def host_key(server: Server) -> str:
    return (server.root / ".studio" / "host-key").read_text().strip()


def result(choice: str) -> list[dict[str, Any]]:
    return [{"from_name": "mood", "to_name": "text", "type": "choices", "value": {"choices": [choice]}}]


def begin(context: BrowserContext, address: str, title: str, tasks: list[dict[str, Any]]) -> APIRequestContext:
    """A visitor who makes a project and labels its first task."""
    request = context.request
    request.get(address)
    for answer in (
        request.patch(f"{address}/api/projects/1", data={"title": title, "label_config": CONFIG}),
        request.post(f"{address}/api/projects/1/import", data=tasks),
        request.post(f"{address}/api/tasks/1/annotations", data={"result": result(MARKUP)}),
    ):
        assert answer.ok, answer.text()
    return request


def row(page: Page, name: str) -> Locator:
    return page.locator("table.sessions tbody tr").filter(has_text=name)


@pytest.fixture
def harmless(page: Page) -> Iterator[Page]:
    """The host's page; dialogs, what ran, and markup that came of a text fail the test."""
    dialogs: list[str] = []

    def seen(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", seen)
    yield page
    assert dialogs == []
    assert page.evaluate("() => window.ran") is None
    assert page.evaluate(FOREIGN) == []


@pytest.fixture(scope="module")
def hosted() -> Iterator[Server]:
    with running() as server:
        yield server


def opened(page: Page, server: Server, place: str = "") -> str:
    """Signs in with the key's link; the address of the server."""
    address = f"http://127.0.0.1:{server.port}"
    page.goto(f"{address}/host{place}#key={host_key(server)}")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    return address


def test_from_the_alert_to_a_deleted_session(harmless: Page, new_page: NewPage, watch: Watch) -> None:
    page = harmless
    watch.expected = ["401"]  # the wrong key
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    with running("--max-sessions", "2") as server:
        address = f"http://127.0.0.1:{server.port}"
        begin(new_page().context, address, "Harbour street", [{"text": "a"}, {"text": "b"}])
        visitor = begin(new_page().context, address, TITLE, [HOSTILE_DATA, *({"text": f"n {n}"} for n in range(60))])

        page.goto(f"{address}/host")
        page.get_by_label("Host key", exact=True).fill("not-the-key")
        page.keyboard.press("Enter")
        expect(page.get_by_text("not the key of this studio")).to_be_visible()
        page.goto(f"{address}/host#key={host_key(server)}")
        alert = page.get_by_role("button", name="The studio is full")
        expect(alert).to_contain_text("2 of 2 sessions are taken")
        assert page.url == f"{address}/host", "the key stays in no address"
        alert.click()
        expect(page.locator("#sessions")).to_be_focused()
        assert urlsplit(page.url).query == "order=asc", "who was gone longest comes first"
        expect(row(page, "Harbour street")).to_contain_text("1 / 2")

        page.get_by_label("Find a session").fill("onerror")
        expect(page.locator("table.sessions tbody tr")).to_have_count(1)
        expect(
            row(page, "invoice\\u202egpj.exe")
        ).to_be_visible()  # the mark that turns the reading shows as its number
        row(page, "onerror").get_by_role("link").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(f"<img {MARK} src=x onerror={RUN}>")
        reads_its_tasks(page)
        freezes_it(page, visitor, address)
        downloads_it(page)
        deletes_it(page, visitor, address)
        # the console asks for nothing of a visitor's, and has no cookie but its own
        assert {path for path in asked if not path.startswith(("/static/", "/api/host/"))} == {"/host"}
        assert [cookie["name"].startswith("ls-host-") for cookie in page.context.cookies()] == [True]


def reads_its_tasks(page: Page) -> None:
    first = page.locator(".task-line").first
    expect(page.locator(".task-line")).to_have_count(50)
    first.focus()
    page.keyboard.press("Enter")
    data = page.get_by_role("region", name="Data")
    expect(data).to_contain_text("canary.test/img")
    assert json.loads(data.inner_text()) == HOSTILE_DATA
    assert data.evaluate("element => element.children.length") == 0
    annotations = page.get_by_role("region", name="1 annotation")
    assert json.loads(annotations.inner_text())[0]["result"][0]["value"] == {"choices": [MARKUP]}
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("heading", name="Task 2")).to_be_visible()
    expect(page.locator(".task-line").nth(1)).to_be_focused()
    expect(data).to_have_text(re.compile(r'^\s*{\s*"text": "n 0"\s*}\s*$'))
    page.get_by_role("button", name="Next page").click()
    expect(page.locator(".task-line").first).to_contain_text("51")
    page.go_back()
    expect(page.get_by_role("heading", name="Task 2")).to_be_visible()
    assert page.evaluate(FOREIGN) == []


def freezes_it(page: Page, visitor: APIRequestContext, address: str) -> None:
    page.get_by_role("button", name="Freeze", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Frozen. Reading and exporting go on")).to_be_visible()
    expect(page.locator(".head .pill", has_text="Frozen")).to_be_visible()
    refused = visitor.post(f"{address}/api/tasks/2/annotations", data={"result": result("good")})
    assert (refused.status, refused.json()["code"]) == (403, "frozen")
    assert visitor.get(f"{address}/api/projects/1/export?exportType=JSON").ok


def downloads_it(page: Page) -> None:
    page.locator(".head").get_by_role("button", name="Actions for").press("Enter")
    expect(page.get_by_role("menuitem", name="Extend")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitem", name="Download")).to_be_focused()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    with zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())) as archive:
        assert json.loads(archive.read("config.json"))["title"] == TITLE
        labels = json.loads(archive.read("labels.json"))
    assert [task["data"] for task in labels if task["id"] == 1] == [HOSTILE_DATA]
    expect(page.locator(".head").get_by_role("button", name="Actions for")).to_be_focused()


def deletes_it(page: Page, visitor: APIRequestContext, address: str) -> None:
    page.get_by_role("link", name="All sessions").click()
    expect(row(page, "onerror")).to_have_count(1)  # the search is as it was left
    row(page, "onerror").hover()
    row(page, "onerror").get_by_role("button", name="Delete").click()
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_contain_text("1 labeled task of 61, with 1 annotation")
    expect(dialog.get_by_role("link", name="Download first")).to_be_visible()
    expect(dialog.get_by_role("button", name="Keep it")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    assert visitor.get(f"{address}/api/projects/1").json()["task_number"] == 61
    row(page, "onerror").get_by_role("button", name="Delete").click()
    dialog.get_by_role("button", name="Delete").click()
    expect(page.locator(".note.ok")).to_contain_text("61 tasks, 1 annotation")
    expect(page.locator("#main")).to_be_focused()
    expect(page.get_by_text("No session is like this")).to_be_visible()
    expect(page.get_by_role("button", name="The studio is full")).to_be_hidden()
    page.get_by_role("button", name="Show all sessions").click()
    expect(row(page, "Harbour street")).to_have_count(1)
    page.get_by_role("button", name="Removed").click()
    expect(row(page, "Deleted by host")).to_have_count(1)
    gone = visitor.post(f"{address}/api/tasks/2/annotations", data={"result": result("good")})
    assert (gone.status, gone.json()["code"]) == (401, "session-expired")


def test_a_lost_visitor_gets_a_new_code_and_more_time(harmless: Page, new_page: NewPage, hosted: Server) -> None:
    page = harmless
    address = opened(page, hosted)
    begin(new_page().context, address, "Lost and found", [{"text": "a"}])
    page.get_by_label("Find a session").fill("lost and")
    found = row(page, "Lost and found")
    found.get_by_role("button", name="Actions for").click()
    page.get_by_role("menuitem", name="New resume code").click()
    page.get_by_role("button", name="Make the code").click()
    code = page.get_by_role("group", name="Resume code").inner_text()
    page.get_by_role("dialog").get_by_role("button", name="Done").click()
    assert code not in page.content(), "shown once"
    other = new_page().context.request
    other.get(address)
    assert other.post(f"{address}/api/session/resume", data={"code": code}).ok
    assert other.get(f"{address}/api/projects/1").json()["title"] == "Lost and found"

    end = other.get(f"{address}/api/session").json()["expires_at"]
    found.get_by_role("button", name="Actions for").click()
    page.get_by_role("menuitem", name="Extend").click()
    page.get_by_label("Days", exact=True).fill("0")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Days", exact=True)).to_have_attribute("aria-invalid", "true")
    page.get_by_role("button", name="30 days").click()
    page.get_by_role("dialog").get_by_role("button", name="Extend").click()
    expect(page.get_by_role("status").filter(has_text="Kept until")).to_be_visible()
    assert other.get(f"{address}/api/session").json()["expires_at"] > end


def test_maintenance_and_back(harmless: Page, new_page: NewPage, hosted: Server) -> None:
    page = harmless
    address = opened(page, hosted, "?view=mode")
    visitor = new_page().context.request
    page.get_by_label("Maintenance").check()
    page.get_by_label("Message to who").fill("Back at noon.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Begin maintenance").click()
    expect(page.get_by_role("status").filter(has_text="Visitors meet it from their next request on")).to_be_visible()
    shut = visitor.get(f"{address}/api/projects/1")
    assert (shut.status, shut.json()["code"]) == (503, "maintenance")
    assert "Back at noon." in shut.json()["detail"]
    page.get_by_role("link", name="Sessions").first.click()
    expect(page.locator(".head .pill", has_text="Maintenance")).to_be_visible()
    page.go_back()
    page.get_by_label("Open").check()
    page.get_by_label("Message to who").fill("")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("label", has_text="Open").locator(".pill")).to_be_visible()
    assert visitor.get(f"{address}/api/projects/1").ok


def test_a_server_that_is_silent_is_told_of_and_what_was_seen_stays(
    harmless: Page, new_page: NewPage, hosted: Server, watch: Watch
) -> None:
    page = harmless
    watch.expected = ["net::ERR"]
    address = opened(page, hosted)
    begin(new_page().context, address, "Silence", [{"text": "a"}])
    search = page.get_by_label("Find a session")
    search.fill("silence")
    expect(row(page, "Silence")).to_be_visible()
    page.context.set_offline(True)
    page.get_by_role("button", name="Refresh now").click()
    expect(page.get_by_text("The server does not answer. What you see is from")).to_be_visible()
    expect(row(page, "Silence")).to_be_visible()
    page.context.set_offline(False)
    search.focus()
    page.get_by_role("button", name="Try now").click()
    expect(page.get_by_text("The server does not answer")).to_be_hidden()


def test_refreshing_leaves_focus_scroll_and_what_was_typed(harmless: Page, new_page: NewPage, hosted: Server) -> None:
    page = harmless
    page.clock.install()
    page.set_viewport_size({"width": 1280, "height": 300})
    address = opened(page, hosted)
    visitor = begin(new_page().context, address, "Watched", [{"text": "a"}, {"text": "b"}])
    page.get_by_label("Find a session").fill("watched")
    page.clock.run_for(300)
    watched = row(page, "Watched")
    expect(watched).to_contain_text("1 / 2")
    more = watched.get_by_role("button", name="Actions for")
    more.scroll_into_view_if_needed()
    more.focus()
    kept = watched.element_handle()
    scrolled = page.evaluate("() => scrollY")
    assert scrolled > 0
    assert visitor.post(f"{address}/api/tasks/2/annotations", data={"result": result("good")}).ok
    page.clock.run_for(11_000)
    expect(watched).to_contain_text("2 / 2")
    expect(more).to_be_focused()
    assert page.evaluate("() => scrollY") == scrolled
    assert kept is not None and kept.evaluate("element => element.isConnected")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_every_view_fits_and_is_without_fault(new_page: NewPage, hosted: Server, width: int, scheme: str) -> None:
    page = new_page(viewport={"width": width, "height": 800}, color_scheme=scheme, has_touch=width < 900)
    page.goto(f"http://127.0.0.1:{hosted.port}/host")
    expect(page.get_by_label("Host key", exact=True)).to_be_focused()
    assert page.evaluate(WIDER) <= 0
    address = opened(page, hosted)
    begin(new_page().context, address, TITLE + "x" * (255 - len(TITLE)), [HOSTILE_DATA])
    page.get_by_role("button", name="Refresh now").click()
    row(page, "onerror").first.get_by_role("button", name="Actions for").click()
    expect(page.get_by_role("menuitem", name="Delete")).to_be_in_viewport()
    assert page.evaluate(WIDER) <= 0
    page.get_by_role("menuitem", name="Open, read only").click()
    page.locator(".task-line").first.click()
    expect(page.get_by_role("region", name="Data")).to_be_visible()
    assert page.evaluate(WIDER) <= 0
    for view, heading in (("Load", "Load"), ("Mode", "Who may come in")):
        page.get_by_role("link", name=view).locator("visible=true").click()
        expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert page.evaluate(WIDER) <= 0, view
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("no longer has the host's cookie")).to_be_visible()
    assert page.context.cookies() == []
