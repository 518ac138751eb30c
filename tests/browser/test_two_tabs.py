"""Two tabs (or devices) on one task: nothing that was made in either is lost, and each hears of the other."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server
from tests.browser.conftest import Watch
from tests.browser.hands import label_button, mark, open_template, position, regions, saved, submit

pytestmark = pytest.mark.browser


def other_tab(page: Page, watch: Watch, server: Server, path: str = "/label?task=1") -> Page:
    """A second tab of the same browser."""
    tab = page.context.new_page()
    tab.on("console", watch.console)
    tab.on("pageerror", lambda error: watch.faults.append(f"exception: {error}"))
    show(tab, server, path)
    return tab


def show(page: Page, server: Server, path: str) -> None:
    page.goto(f"http://127.0.0.1:{server.port}{path}")
    expect(page.get_by_role("button", name="Submit").or_(page.get_by_role("button", name="Update"))).to_be_visible()
    around(page)


def around(page: Page) -> None:
    """What stands around the editor is there: it shows the time."""
    expect(page.locator(".worked")).to_be_visible()


def task(page: Page, number: int = 1) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("(id) => fetch(`/api/tasks/${id}/`).then((answer) => answer.json())", number)
    return found


def texts(holder: dict[str, Any]) -> list[str]:
    return sorted(item["value"]["text"] for item in holder["result"])


def made(page: Page, number: int = 1) -> list[list[str]]:
    """The words marked in each annotation and draft of a task."""
    found = task(page, number)
    return sorted(texts(holder) for holder in [*found["annotations"], *found["drafts"]])


def mark_as(page: Page, label: str, words: str) -> None:
    label_button(page, label).click()
    mark(page, words)
    saved(page)


@pytest.mark.full
def test_the_same_draft_in_two_tabs_becomes_two(demo: Server, page: Page, watch: Watch) -> None:
    # the draft that the other tab has saved meanwhile; and for a moment there is no connection
    watch.expected += ["400 (Bad Request)", "ERR_INTERNET_DISCONNECTED"]
    open_template(page, demo, "Named entities")
    around(page)
    mark_as(page, "Person", "Maria Lindqvist")
    tab = other_tab(page, watch, demo)
    expect(regions(tab)).to_have_count(1)
    expect(tab.locator(".saved")).to_contain_text("Draft from")

    mark_as(page, "Place", "Bergen")
    page.bring_to_front()
    # the other tab has made nothing itself: it shows what there is now
    tab.bring_to_front()
    expect(regions(tab)).to_have_count(2)

    # both go on, and neither sees the other in time
    tab.context.set_offline(True)
    label_button(tab, "Place").click()
    mark(tab, "Tromsø")
    tab.context.set_offline(False)
    saved(tab)
    page.bring_to_front()
    label_button(page, "Organisation").click()
    mark(page, "Nordlys Institute")
    notice = page.get_by_role("region", name="This task changed in another tab")
    expect(notice).to_be_visible()
    expect(notice).to_contain_text("Nordlys Institute")
    expect(notice).to_contain_text("Tromsø")
    page.get_by_role("button", name="Go on with this tab").click()
    expect(notice).to_be_hidden()
    expect(page.get_by_role("tab")).to_have_count(2)
    expect(regions(page)).to_have_count(3)
    submit(page)
    position(page, 2)
    assert made(page) == [
        ["Bergen", "Maria Lindqvist", "Nordlys Institute"],
        ["Bergen", "Maria Lindqvist", "Tromsø"],
    ]


@pytest.mark.full
def test_an_annotation_updated_in_two_tabs_by_keys_alone(demo: Server, page: Page, watch: Watch) -> None:
    watch.expected += ["400 (Bad Request)", "was changed since it was read"]  # the update of an older revision
    open_template(page, demo, "Named entities")
    mark_as(page, "Person", "Maria Lindqvist")
    page.keyboard.press("Control+Enter")
    position(page, 2)
    show(page, demo, "/label?task=1")
    tab = other_tab(page, watch, demo)
    # the second tab cannot tell: it is as another device would be
    tab.evaluate("BroadcastChannel.prototype.postMessage = () => undefined")
    mark_as(tab, "Place", "Bergen")
    tab.keyboard.press("Control+Enter")
    saved(tab)

    page.bring_to_front()
    notice = page.get_by_role("region", name="This task changed in another tab")
    label_button(page, "Place").click()
    mark(page, "Tromsø")
    page.keyboard.press("Control+Enter")
    expect(notice).to_be_visible()
    notice.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowDown")
    expect(notice.get_by_role("radio").last).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Go on with the other tab")).to_be_focused()
    page.keyboard.press("Enter")
    expect(notice).to_be_hidden()
    expect(regions(page)).to_have_count(2)
    expect(regions(page)).to_contain_text(["Maria Lindqvist", "Bergen"])
    assert made(page) == [["Bergen", "Maria Lindqvist"], ["Maria Lindqvist", "Tromsø"]]


@pytest.mark.full
def test_an_annotation_deleted_elsewhere_is_submitted_anew(demo: Server, page: Page, watch: Watch) -> None:
    watch.expected.append("404 (Not Found)")
    open_template(page, demo, "Named entities")
    mark_as(page, "Person", "Maria Lindqvist")
    submit(page)
    position(page, 2)
    show(page, demo, "/label?task=1")
    label_button(page, "Place").click()
    mark(page, "Bergen")
    saved(page)
    number = task(page)["annotations"][0]["id"]
    page.evaluate("(id) => fetch(`/api/annotations/${id}/`, { method: 'DELETE' })", number)
    page.get_by_role("button", name="Update").click()
    position(page, 2)
    assert made(page) == [["Bergen", "Maria Lindqvist"]]
