"""Saved views of the Data page: saved, changed, put in order, deleted and brought back; and the quick look's way on."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server
from tests.browser.project_api import ProjectApi

pytestmark = pytest.mark.browser


@pytest.fixture
def guests(page: Page, demo: Server) -> ProjectApi:
    """Thirty tasks, Guest 0 to Guest 29."""
    api = ProjectApi(page, demo)
    api.project_of([{"data": {"text": f"Guest {number}."}} for number in range(30)])
    page.goto(f"{api.origin}/data")
    expect(page.get_by_role("grid")).to_contain_text("Guest")
    return api


def views(api: ProjectApi) -> list[dict[str, Any]]:
    return [view["data"] for view in api.get("/api/dm/views/?project=1")]


def titles(api: ProjectApi) -> list[str]:
    return [view["title"] for view in views(api)]


def tabs(page: Page) -> Any:
    return page.locator(".views .view-tab .name")


def save_as(page: Page, name: str) -> None:
    page.get_by_role("button", name="Save as a view").click()
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    expect(page.locator(".view-tab.on")).to_have_text(name)


def choose(page: Page, row: str) -> None:
    page.locator(".view-tab.on").get_by_role("button", name="What to do").click()
    page.get_by_role("menuitem", name=row).click()


def test_a_view_is_saved_changed_and_opened_by_its_address(page: Page, guests: ProjectApi) -> None:
    page.get_by_label("Search text and file names").fill("Guest 2")
    expect(page.locator(".pager")).to_contain_text("of 11")
    save_as(page, "Twenties")
    assert views(guests)[0]["search"] == "Guest 2"
    changed = page.get_by_role("img", name="changed since it was saved")
    expect(changed).to_have_count(0)
    page.get_by_role("button", name="Status").click()
    page.get_by_role("menuitemradio", name="Done").click()
    expect(changed).to_be_visible()
    page.get_by_role("button", name="Discard").click()
    expect(page.locator(".pager")).to_contain_text("of 11")
    expect(changed).to_have_count(0)
    page.get_by_role("button", name="Status").click()
    page.get_by_role("menuitemradio", name="New").click()
    page.get_by_role("button", name="Save changes").click()
    expect(changed).to_have_count(0)
    assert len(views(guests)[0]["filters"]["items"]) == 3
    page.goto(f"{guests.origin}/data?view=1")
    expect(page.locator(".view-tab.on")).to_have_text("Twenties")
    expect(page.get_by_role("button", name="Status")).to_contain_text("New")
    expect(page.get_by_label("Search text and file names")).to_have_value("Guest 2")


@pytest.mark.full
def test_views_are_named_ordered_by_keys_deleted_and_brought_back(page: Page, guests: ProjectApi) -> None:
    page.get_by_label("Search text and file names").fill("Guest 2")
    save_as(page, "A")
    choose(page, "Duplicate")
    expect(page.locator(".view-tab.on")).to_have_text("A (copy)")
    choose(page, "Rename")
    page.keyboard.type("B")
    page.keyboard.press("Enter")
    expect(tabs(page)).to_have_text(["All tasks", "A", "B"])
    page.locator(".view-tab.on .name").press("Alt+ArrowLeft")
    expect(tabs(page)).to_have_text(["All tasks", "B", "A"])
    expect(page.locator(".view-tab.on .name")).to_be_focused()
    assert titles(guests) == ["B", "A"]
    choose(page, "Delete")
    expect(tabs(page)).to_have_text(["All tasks", "A"])
    assert titles(guests) == ["A"]
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(tabs(page)).to_have_text(["All tasks", "B", "A"])
    expect(page.locator(".view-tab.on")).to_have_text("B")
    assert titles(guests) == ["B", "A"]


@pytest.mark.full
def test_a_task_that_leaves_the_filter_when_it_is_submitted_skips_none(page: Page, guests: ProjectApi) -> None:
    page.get_by_role("button", name="Status").click()
    page.get_by_role("menuitemradio", name="New").click()
    expect(page.get_by_role("button", name="Status")).to_contain_text("New")
    page.get_by_role("grid").press("Enter")
    for number in range(3):
        expect(page.locator(".quick-look .textwrap")).to_have_text(f"Guest {number}.")
        page.keyboard.press("1")
        page.keyboard.press("Control+Enter")
        expect(page.locator(".pager")).to_contain_text(f"of {29 - number}")
    expect(page.locator(".quick-look .textwrap")).to_have_text("Guest 3.")
    tasks = guests.get("/api/tasks/?page_size=30&fields=all")["tasks"]
    assert [len(task["annotations"]) for task in tasks] == [1] * 3 + [0] * 27
    page.get_by_role("button", name="Close the quick look").click()
    page.get_by_role("link", name="Label 27 open of these").click()
    expect(page.locator(".editor .pos")).to_have_text("1 of 27")
    expect(page.locator(".editor .textwrap")).to_have_text("Guest 3.")
    page.keyboard.press("Control+Space")
    expect(page.locator(".editor .pos")).to_have_text("2 of 27")
    expect(page.locator(".editor .textwrap")).to_have_text("Guest 4.")
    page.get_by_role("button", name="27 open tasks from Data").click()
    expect(page.locator(".editor .pos")).to_have_text("5 of 30")
    expect(page.locator(".foot")).to_contain_text("3 of 30 done, 1 skipped")


@pytest.mark.full
def test_the_end_of_everything_asks_first_and_can_be_undone(page: Page, guests: ProjectApi) -> None:
    page.get_by_role("grid").press("Control+a")
    delete = page.get_by_role("complementary", name="Selected tasks").get_by_role("button", name="Delete", exact=True)
    delete.click()
    question = page.get_by_role("alertdialog", name="Delete all 30 tasks?")
    expect(question.get_by_role("button", name="Keep them")).to_be_focused()
    page.keyboard.press("Enter")
    expect(question).to_have_count(0)
    assert guests.counts()[0] == 30
    delete.click()
    question.get_by_role("button", name="Delete all").click()
    expect(page.locator(".toast").get_by_role("button", name="Undo")).to_be_visible()
    assert guests.counts()[0] == 0
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("grid")).to_contain_text("Guest")
    assert guests.counts()[0] == 30
