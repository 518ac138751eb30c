"""The Data page as people use it: the least certain tasks fixed, thousands deleted and brought back."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from benchmarks.server import Server
from tests.browser.project_api import ProjectApi

pytestmark = pytest.mark.browser


def mood(value: str) -> list[dict[str, Any]]:
    return [{"from_name": "mood", "to_name": "text", "type": "choices", "value": {"choices": [value]}}]


# ---- the ten least certain


def score(number: int) -> float:
    """A different one for each of 40 tasks, in no order."""
    return ((number * 17) % 40) / 40 + 0.005


@pytest.fixture
def predicted(page: Page, demo: Server) -> ProjectApi:
    """40 tasks, on each of which a model said "Good", more or less certain."""
    api = ProjectApi(page, demo)
    api.project_of(
        [
            {
                "data": {"text": f"Guest {number} wrote a card."},
                "predictions": [{"model_version": "m1", "score": score(number), "result": mood("Good")}],
            }
            for number in range(40)
        ]
    )
    return api


def fixed(api: ProjectApi) -> None:
    """The ten least certain say "Bad" now, once; no other task was touched."""
    tasks = api.get("/api/tasks/?page_size=100&fields=all")["tasks"]
    by_score = sorted(tasks, key=lambda task: task["predictions"][0]["score"])
    said = [[item["result"][0]["value"]["choices"] for item in task["annotations"]] for task in by_score]
    assert said == [[["Bad"]]] * 10 + [[]] * 30


def least_first(page: Page) -> None:
    """Waits until the rows stand in the order that was asked for."""
    expect(page.get_by_role("row").nth(1)).to_contain_text(f"Guest {min(range(40), key=score)} wrote")


def heads(page: Page, position: int) -> None:
    """Waits until the quick look shows this row of the 40, drawn."""
    expect(page.locator(".quick-head .num")).to_have_text(f"{position} of 40")
    number = sorted(range(40), key=score)[position - 1]
    expect(page.locator(".quick-look .textwrap")).to_contain_text(f"Guest {number} wrote")


def test_the_ten_least_certain_are_found_and_fixed(page: Page, predicted: ProjectApi) -> None:
    page.goto(f"{predicted.origin}/data")
    page.get_by_role("columnheader", name="Score").click()
    least_first(page)
    page.get_by_role("row").nth(1).get_by_text("Guest").click()
    for position in range(1, 11):
        heads(page, position)
        page.locator(".quick-look .opt", has_text="Bad").click()
        page.get_by_role("button", name="Submit and next").click()
    heads(page, 11)
    page.get_by_role("button", name="Close the quick look").click()
    expect(page.locator(".head")).to_contain_text("10 done")
    fixed(predicted)
    in_a_row(page, sorted(range(40), key=score)[11:13])


def in_a_row(page: Page, guests: list[int]) -> None:
    """ "Label" goes through exactly the rows that are ticked, in the table's order, also after a reload, and ends."""
    for guest in reversed(guests):
        page.get_by_role("row").filter(has_text=f"Guest {guest} wrote").get_by_role("checkbox").check()
    page.get_by_role("complementary", name="Selected tasks").get_by_role("button", name="Label").click()
    for place, guest in enumerate(guests, 1):
        expect(page.locator(".editor .pos")).to_have_text(f"{place} of 2")
        expect(page.locator(".editor .textwrap")).to_contain_text(f"Guest {guest} wrote")
        page.reload()
        expect(page.get_by_role("button", name="2 selected tasks")).to_be_visible()
        page.get_by_role("button", name="Skip").click()
    expect(page.get_by_text("That was the last of 2 selected tasks")).to_be_visible()


@pytest.mark.full
def test_the_ten_least_certain_by_keyboard_alone(page: Page, predicted: ProjectApi) -> None:
    page.goto(f"{predicted.origin}/data")
    grid = page.get_by_role("grid")
    expect(grid).to_contain_text("Guest")
    tab_to(page, grid)
    sort_by_keyboard(page, "Score")
    least_first(page)
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    for position in range(1, 11):
        heads(page, position)
        page.keyboard.press("2")
        expect(page.locator(".quick-look .opt", has_text="Bad").get_by_role("radio")).to_be_checked()
        page.keyboard.press("Control+Enter")
    heads(page, 11)
    page.keyboard.press("Escape")
    expect(page.locator(".quick-look")).to_have_count(0)
    expect(grid).to_be_focused()
    fixed(predicted)


def tab_to(page: Page, target: Locator, most: int = 40) -> None:
    """Presses Tab until the focus is there."""
    for _ in range(most):
        if target.evaluate("(element) => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not lead to {target}")


def sort_by_keyboard(page: Page, title: str) -> None:
    """From the grid's first row up to its head, along to a column, and once Enter: the smallest first."""
    grid = page.get_by_role("grid")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowUp")
    head = page.get_by_role("columnheader", name=title)
    wanted = head.get_attribute("id")
    for _ in range(12):
        if grid.get_attribute("aria-activedescendant") == wanted:
            break
        page.keyboard.press("ArrowRight")
    expect(grid).to_have_attribute("aria-activedescendant", wanted or "")
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")


# ---- five thousand by filter, and back

OLD, NEW = 5_000, 1_000


@pytest.fixture
def crowded(page: Page, demo: Server) -> ProjectApi:
    """6,000 tasks of which 5,000 lie in the folder "old"; every 50th is labeled, every 40th has a prediction."""
    api = ProjectApi(page, demo)
    tasks = []
    for number in range(OLD + NEW):
        task: dict[str, Any] = {"data": {"text": f"Guest {number}", "folder": "old" if number % 6 else "new"}}
        if number % 50 == 0:
            task["annotations"] = [{"result": mood("Bad")}]
        if number % 40 == 0:
            task["predictions"] = [{"model_version": "m1", "score": 0.5, "result": mood("Good")}]
        tasks.append(task)
    api.project_of(tasks)
    return api


IN_OLD = {"filter": "filter:tasks:data.folder", "operator": "equal", "type": "String", "value": "old"}
LABELED = {"filter": "filter:tasks:annotations_results", "operator": "contains", "type": "String", "value": "Bad"}


def both(*items: dict[str, Any]) -> dict[str, Any]:
    return {"filters": {"conjunction": "and", "items": list(items)}}


def deleted_and_back(page: Page, api: ProjectApi, undo: Locator, press: Any) -> None:
    """Waits for the deletion, checks the server's account of it, undoes it, and finds all as it was."""
    labels = len([number for number in range(0, OLD + NEW, 50) if number % 6])
    predictions = len([number for number in range(0, OLD + NEW, 40) if number % 6])
    expect(undo).to_be_visible()
    expect(page.locator(".toast")).to_contain_text("5,000")
    assert api.counts() == (NEW, 120 - labels, 150 - predictions)
    assert api.count(both(IN_OLD)) == 0
    press()
    expect(page.locator(".toast")).to_contain_text("Brought back 5,000 tasks")
    assert api.counts() == (OLD + NEW, 120, 150)
    assert api.count(both(IN_OLD)) == OLD
    assert api.count(both(IN_OLD, LABELED)) == labels
    expect(page.locator(".data-page .head")).to_contain_text("6,000 tasks")


def test_five_thousand_are_deleted_by_a_filter_and_brought_back(page: Page, crowded: ProjectApi) -> None:
    page.goto(f"{crowded.origin}/data")
    page.get_by_role("button", name="Add filter").click()
    page.get_by_role("option", name="folder").click()
    page.get_by_label("Condition").select_option("is")
    page.get_by_label("Value").fill("old")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator(".pager")).to_contain_text("of 5,000")
    page.get_by_role("row").nth(1).get_by_role("checkbox").click()
    page.get_by_role("button", name="Select all 5,000").click()
    page.get_by_role("complementary", name="Selected tasks").get_by_role("button", name="Delete", exact=True).click()
    # Not the message, which is gone after twelve seconds: what stands under the counts, also after a reload.
    undo = page.locator(".take-back").get_by_role("button", name="Undo")

    def after_a_reload() -> None:
        page.reload()
        undo.click()

    deleted_and_back(page, crowded, undo, after_a_reload)


def test_five_thousand_by_keyboard_alone(page: Page, crowded: ProjectApi) -> None:
    page.goto(f"{crowded.origin}/data")
    grid = page.get_by_role("grid")
    expect(grid).to_contain_text("Guest")
    page.keyboard.press("f")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("folder = old")
    page.keyboard.press("Enter")
    expect(page.locator(".pager")).to_contain_text("of 5,000")
    tab_to(page, grid)
    page.keyboard.press("Control+a")
    bar = page.get_by_role("complementary", name="Selected tasks")
    expect(bar).to_contain_text("5,000 selected")
    tab_to(page, bar.get_by_role("button", name="Delete", exact=True))
    page.keyboard.press("Enter")
    undo = page.locator(".toast").get_by_role("button", name="Undo")
    expect(undo).to_be_visible()
    tab_to(page, undo)
    deleted_and_back(page, crowded, undo, lambda: page.keyboard.press("Enter"))
