"""The connection goes while somebody labels: the work goes on, and all of it is on the server afterwards."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server
from tests.browser.conftest import Watch
from tests.browser.hands import label_button, mark, open_template, position, regions, saved, submit
from tests.browser.test_two_tabs import around, made, texts
from tests.browser.test_visitor import Demo

pytestmark = pytest.mark.browser

NO_CONNECTION = [
    "ERR_INTERNET_DISCONNECTED",
    "Failed to load resource",
    "ERR_CONNECTION",
    "ERR_EMPTY",
    "ERR_INCOMPLETE",
]


#: What labeling goes on with is there: it comes a second after the page.
FETCHED_AHEAD = """() => {
  const there = performance.getEntriesByType('resource').filter(({ responseEnd }) => responseEnd > 0);
  return ['/marking-', '/parts-', '/relations-'].every((part) =>
    there.some(({ name }) => name.includes(part) && name.endsWith('.js')));
}"""


def waits(page: Page, number: int) -> None:
    expect(page.locator(".saved [role=status]")).to_have_text(f"{number} not saved yet")


def results_of(page: Page, number: int) -> list[list[str]]:
    found: list[dict[str, Any]] = page.evaluate(
        "(id) => fetch(`/api/tasks/${id}/annotations/`).then((answer) => answer.json())", number
    )
    return [texts(annotation) for annotation in found]


def test_work_goes_on_without_a_connection_and_is_sent_when_it_comes_back(
    demo: Server, page: Page, watch: Watch
) -> None:
    watch.expected += NO_CONNECTION
    with page.expect_response("**/api/tasks/2/"):  # the next task is fetched in advance for whoever stays a second
        open_template(page, demo, "Named entities")
    around(page)
    expect(page.locator(".life")).to_be_attached()
    page.wait_for_function(FETCHED_AHEAD)
    page.context.set_offline(True)
    page.keyboard.press("1")
    mark(page, "Maria Lindqvist")
    waits(page, 1)
    page.keyboard.press("Control+Enter")
    position(page, 2)
    page.keyboard.press("3")
    mark(page, "Port Aldery")
    waits(page, 2)
    expect(page.get_by_text("No connection")).to_be_visible()
    # closing the window now would lose nothing: it is in this browser
    page.context.set_offline(False)
    page.reload()
    position(page, 2)
    expect(regions(page)).to_have_count(1)
    page.wait_for_function("() => fetch('/api/tasks/2/drafts').then((a) => a.json()).then((d) => d.length === 1)")
    assert results_of(page, 1) == [["Maria Lindqvist"]]
    assert made(page, 2) == [["Port Aldery"]]
    submit(page)
    position(page, 3)
    assert results_of(page, 2) == [["Port Aldery"]]
    assert made(page, 2) == [["Port Aldery"]], "the draft went with its submission"


@pytest.mark.full
def test_what_was_changed_elsewhere_meanwhile_is_kept_beside(demo: Server, page: Page, watch: Watch) -> None:
    watch.expected += [*NO_CONNECTION, "400 (Bad Request)"]
    open_template(page, demo, "Named entities")
    label_button(page, "Person").click()
    mark(page, "Maria Lindqvist")
    submit(page)
    position(page, 2)
    page.get_by_role("button", name="Previous task").click()
    position(page, 1)
    around(page)
    label_button(page, "Place").click()
    mark(page, "Bergen")
    saved(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Update").click()
    waits(page, 1)
    # another device of the same person, which has a connection
    device = page.context.request
    address = f"http://127.0.0.1:{demo.port}/api"
    first = device.get(f"{address}/tasks/1/annotations/").json()[0]
    other = [{**first["result"][0], "value": {**first["result"][0]["value"], "text": "other"}}]
    assert device.patch(f"{address}/annotations/{first['id']}/", data={"result": other}).ok
    page.context.set_offline(False)
    expect(page.get_by_text("kept as a second annotation").first).to_be_visible()
    assert sorted(results_of(page, 1)) == [["Bergen", "Maria Lindqvist"], ["other"]]


@pytest.mark.full
def test_typing_survives_a_server_that_is_killed(tmp_path: Path, page: Page, watch: Watch) -> None:
    watch.expected += NO_CONNECTION
    studio = Demo(tmp_path)
    try:
        open_template(page, studio.server, "Named entities")
        around(page)
        label_button(page, "Person").click()
        mark(page, "Maria Lindqvist")
        saved(page)
        studio.kill()
        label_button(page, "Place").click()
        mark(page, "Bergen")
        waits(page, 1)
        studio.start_again()
        expect(page.locator(".saved [role=status]")).to_have_text(
            "Saved", timeout=20_000
        )  # it asks at growing intervals
        assert made(page) == [["Bergen", "Maria Lindqvist"]]
        submit(page)
        position(page, 2)
        assert results_of(page, 1) == [["Bergen", "Maria Lindqvist"]]
    finally:
        page.context.close()
        studio.stack.close()


@pytest.mark.full
def test_what_is_said_about_the_connection_comes_when_it_could_not_be_fetched_at_first(
    demo: Server, page: Page, watch: Watch
) -> None:
    watch.expected += [*NO_CONNECTION, "Unable to preload CSS", "Failed to fetch dynamically imported module"]
    late = re.compile(r"/assets/(Life|marking)-")
    page.route(late, lambda route: route.abort("internetdisconnected"))
    with page.expect_event("requestfailed", lambda request: "Life-" in request.url and ".css" in request.url):
        open_template(page, demo, "Named entities")
    # what marks did not come either, which is said to whoever wants to mark
    page.locator(".text").click()
    expect(page.locator(".toast-at")).to_contain_text("A part of this page did not arrive")
    page.unroute(late)
    bar = page.locator(".life")
    expect(bar).to_be_attached(timeout=15_000)
    page.context.set_offline(True)
    page.keyboard.press("1")
    mark(page, "Maria Lindqvist")
    expect(bar.get_by_text("No connection")).to_be_visible()
    expect(bar.locator(".lbar")).to_have_css("display", "flex")
