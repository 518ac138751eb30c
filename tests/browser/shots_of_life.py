"""Pictures of what is said of a project's life and of what the host refuses, on a server of their own."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, expect

from benchmarks.server import Server
from multisession.sessions.rates import BURST_SECONDS, RateTable
from tests.browser.hands import label_button, mark, open_template, saved, submit
from tests.browser.projects_at_hand import labeled_project
from tests.browser.test_life import DAY, age, as_host, bar, change_registry, newest

Take = Callable[[str], None]
PER_SECOND = 10
#: what the server of these pictures is started with
FLAGS = ("--contact", "Ada, room 12", "--banner", "A public demo: bring nothing secret.",
         "--max-session-tasks", "60", "--max-session-bytes", "1000000", "--max-creations-per-hour", "100",
         "--max-requests-per-second", str(PER_SECOND))  # fmt: skip
#: the hour may turn while a picture is taken
CREATIONS_SPENT = (
    "INSERT OR IGNORE INTO creations SELECT hour + 1, network, amount FROM creations",
    "UPDATE creations SET amount = amount + 1000",
)

#: a little more than the server lets come at once, and less than what it takes for a clock put back
AHEAD_SECONDS = BURST_SECONDS + 1


@contextmanager
def share_used(server: Server, session: str) -> Iterator[None]:
    """As if the session had, all this time, asked for more than its share: each of its requests is one too many."""
    table = RateTable(server.root / ".studio" / "rates")
    ended = threading.Event()

    def keep_used() -> None:
        while not ended.wait(0.02):
            while not table.wait(bytes.fromhex(session), PER_SECOND, burst_seconds=AHEAD_SECONDS):
                pass

    thread = threading.Thread(target=keep_used)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        table.close()


def spent(server: Server) -> None:
    """As if as many projects had been begun from here in this hour as may be."""
    for statement in CREATIONS_SPENT:
        change_registry(server, statement)


def ends(page: Page, server: Server, take: Take) -> None:
    """The end is near, put off, come; and that of the greatest age, which cannot be put off."""
    root = labeled_project(page, server)
    session = newest(page, server)
    page.clock.install()
    page.goto(f"{root}/label?task=15")
    expect(page.locator(".life")).to_be_attached()
    page.route("**/api/**", lambda route: route.abort("internetdisconnected"))
    page.locator(".opt", has_text="Glad").click()
    expect(bar(page, "No connection")).to_be_visible()
    take("life-offline")
    page.unroute("**/api/**")
    saved(page)
    page.clock.fast_forward(int(6.25 * DAY * 1000))
    expect(bar(page, "unless you come back")).to_be_visible()
    take("life-ends-soon")
    page.get_by_role("button", name="Keep it").click()
    expect(bar(page, "Kept until")).to_be_visible()
    take("life-kept")
    as_host(page, server, "POST", f"sessions/{session}/freeze")
    page.locator(".opt", has_text="Sad").click()
    submit(page)
    expect(bar(page, "The host froze this project.")).to_be_visible()
    take("life-frozen")
    as_host(page, server, "POST", f"sessions/{session}/unfreeze")
    page.reload()
    expect(page.locator(".life")).to_be_attached()
    age(server, days=7.1)
    page.clock.fast_forward(8 * DAY * 1000)
    expect(page.get_by_role("heading", name="This project has ended", level=2)).to_be_visible()
    take("life-ended")


def old_age(page: Page, server: Server, take: Take) -> None:
    """Nothing keeps a project longer than the host keeps any; and one that ended while nobody was there."""
    root = labeled_project(page, server)
    age(server, days=29.5, created=True)
    page.goto(f"{root}/data")
    expect(bar(page, "Projects are kept 30 days here")).to_be_visible()
    take("life-old-age")
    age(server, days=1, created=True)
    page.goto(f"{root}/export")
    expect(bar(page, "Your project was deleted on")).to_be_visible()
    take("life-gone")


def deleted(page: Page, server: Server, take: Take) -> None:
    """The host deletes the project, and one change never reached the server."""
    open_template(page, server, "Named entities")
    expect(page.locator(".life")).to_be_attached()
    as_host(page, server, "DELETE", f"sessions/{newest(page, server)}")
    label_button(page, "Place").click()
    mark(page, "Bergen")
    expect(page.locator(".say")).to_contain_text("The host deleted it from the server.")
    take("life-deleted")


def refused(page: Page, server: Server, take: Take) -> None:
    """More than fits, more than may be begun, more than may be asked, maintenance, and a studio that is closed."""
    root = f"http://127.0.0.1:{server.port}"
    open_template(page, server, "Named entities")
    expect(page.locator(".life")).to_be_attached()
    label_button(page, "Person").click()
    mark(page, "Maria Lindqvist")
    saved(page)
    with share_used(server, newest(page, server)):
        label_button(page, "Date").click()
        mark(page, "March 2019")
        expect(bar(page, "Too much at once.")).to_be_visible()
        take("life-too-much")
    expect(bar(page, "Too much at once.")).to_have_count(0)
    as_host(page, server, "PATCH", "mode", mode="maintenance", message="Back at noon.")
    label_button(page, "Place").click()
    mark(page, "Bergen")
    expect(bar(page, "The host is working on the studio.")).to_be_visible()
    take("life-maintenance")
    page.goto(f"{root}/data")
    expect(page.get_by_role("heading", name="Closed for maintenance")).to_be_visible()
    take("life-maintenance-page")
    as_host(page, server, "PATCH", "mode", mode="open", message="")
    page.goto(f"{root}/import")
    chooser = page.locator("input[type=file]").first
    many = json.dumps([{"text": "Dear Ada, the ship came in."}] * 80).encode()
    chooser.set_input_files({"name": "letters.json", "mimeType": "application/json", "buffer": many})
    expect(page.locator(".pill.bad")).to_have_text("Does not fit")
    take("life-full")
    long = json.dumps([{"text": "Dear Ada, " * 2450}] * 40).encode()
    chooser.set_input_files({"name": "long.json", "mimeType": "application/json", "buffer": long})
    expect(page.locator(".pill.bad")).to_have_text(["Does not fit", "Does not fit"])
    take("life-full-bytes")


def shut(page: Page, server: Server, take: Take) -> None:
    """Who comes when nothing can be begun."""
    root = f"http://127.0.0.1:{server.port}"
    as_host(page, server, "PATCH", "mode", mode="closed", message="The course begins on Monday.")
    page.goto(f"{root}/")
    expect(bar(page, "Closed to new projects.")).to_be_visible()
    page.locator(".tpl", has_text="Named entities").click()
    expect(page.locator(".refusal")).to_be_visible()
    take("life-closed")
    as_host(page, server, "PATCH", "mode", mode="open", message="")
    spent(server)
    page.goto(f"{root}/")
    page.locator(".tpl", has_text="Named entities").click()
    expect(page.locator(".refusal")).to_contain_text("Many people are here")
    take("life-many-people")
    change_registry(server, "UPDATE creations SET amount = 0")
