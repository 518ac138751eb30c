"""The Data page on a project of 12,000 tasks: scrolled to its end, sorted, selected, laid out, by mouse and by keys."""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server, running
from tests.browser.conftest import NewPage, Watch
from tests.browser.hands import open_template

pytestmark = pytest.mark.browser

CONFIG = (
    '<View><Text name="text" value="$text"/>'
    '<Choices name="kind" toName="text"><Choice value="Good"/><Choice value="Bad"/></Choices></View>'
)
TASKS = 12_000
#: has no factor in common with TASKS: every task gets another place
STEP = 7_919


def place_of(number: int) -> int:
    """The value that the task of this number, counted from 1, holds as ``place``: a permutation of 0 to TASKS - 1."""
    return number * STEP % TASKS


def call(server: Server, method: str, path: str, document: Any = None) -> Any:
    request = urllib.request.Request(
        f"http://127.0.0.1:{server.port}{path}",
        json.dumps(document).encode(),
        {"Content-Type": "application/json"},
        method=method,
    )
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read())


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A studio of one project with 12,000 tasks."""
    root: Path = tmp_path_factory.mktemp("table")
    (root / "labels.xml").write_text(CONFIG)
    with running("--init", "-b", "-l", "labels.xml", command="start", positional=("big",), root=root) as server:
        tasks = [{"text": f"Report {number}", "place": place_of(number)} for number in range(1, TASKS + 1)]
        call(server, "POST", "/api/projects/1/import", tasks)
        yield server


def show(page: Page, server: Server, query: str = "") -> None:
    page.goto(f"http://127.0.0.1:{server.port}/data{query}")
    expect(page.get_by_role("heading", name="Data")).to_be_visible()


def grid(page: Page) -> Any:
    return page.get_by_role("grid", name="Tasks")


def row(page: Page, number: int) -> Any:
    """The row at a position, counted from 1."""
    return page.locator(f'.tbody [role=row][aria-rowindex="{number + 1}"]')


def header(page: Page, name: str) -> Any:
    return page.get_by_role("columnheader").filter(has_text=re.compile(f"^{name}"))


def test_every_row_of_twelve_thousand_is_reached(page: Page, table: Server) -> None:
    show(page, table)
    expect(page.get_by_text("12,000 tasks · 0 done")).to_be_visible()
    expect(page.get_by_role("link", name="Label 12,000 open tasks")).to_be_visible()
    expect(row(page, 1)).to_contain_text("Report 1")
    expect(grid(page)).to_have_attribute("aria-rowcount", "12001")
    assert page.locator(".tbody [role=row]").count() < 60
    expect(page.locator(".pager")).to_contain_text("1–50 of 12,000")

    grid(page).focus()
    page.keyboard.press("End")
    expect(row(page, TASKS)).to_contain_text("Report 12000")
    expect(page.locator(".pager")).to_contain_text("11,951–12,000 of 12,000")
    page.keyboard.press("PageUp")
    page.keyboard.press("ArrowUp")
    active = grid(page).get_attribute("aria-activedescendant")
    assert active is not None and 11_900 < int(active.split("-")[1]) < 11_999
    expect(page.locator(f"#{active}")).to_be_in_viewport()

    page.get_by_label("Go to row").fill("6,000")
    page.keyboard.press("Enter")
    expect(row(page, 6_000)).to_contain_text("Report 6000")
    expect(row(page, 6_000)).to_be_in_viewport()
    page.get_by_role("button", name="Next page").click()
    expect(page.locator(".pager")).to_contain_text("6,001–6,050 of 12,000")
    page.get_by_role("link", name="Figures").first.click()
    page.wait_for_url("**/dashboard")
    page.go_back()  # to the row that was left
    expect(row(page, 6_001)).to_be_in_viewport()
    page.mouse.move(600, 500)
    page.mouse.wheel(0, -1_000_000)
    expect(row(page, 1)).to_contain_text("Report 1")
    expect(page.get_by_role("button", name="Previous page")).to_be_disabled()


def test_columns_are_sorted_by_mouse_and_keys(page: Page, table: Server) -> None:
    show(page, table)
    header(page, "place").click()
    expect(header(page, "place")).to_have_attribute("aria-sort", "ascending")
    first = next(number for number in range(1, TASKS + 1) if place_of(number) == 0)
    expect(row(page, 1)).to_contain_text(f"Report {first}")
    header(page, "place").click()
    expect(header(page, "place")).to_have_attribute("aria-sort", "descending")
    expect(row(page, 1)).to_contain_text("11999")
    header(page, "Task").click(modifiers=["Shift"])
    expect(header(page, "Task").locator(".key")).to_have_text("2")
    expect(header(page, "place").locator(".key")).to_have_text("1")
    order = quote('{"ordering":["-tasks:data.place","-tasks:id"]}', safe="")
    expect(page).to_have_url(re.compile(f"{re.escape(order)}$"))

    grid(page).focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    expect(grid(page)).to_have_attribute("aria-activedescendant", re.compile("^rows-head-"))
    page.keyboard.press("Enter")  # the texts, from A
    expect(header(page, "text")).to_have_attribute("aria-sort", "ascending")
    expect(row(page, 1)).to_contain_text("Report 1")
    expect(row(page, 2)).to_contain_text("Report 10")
    page.go_back()
    expect(header(page, "place")).to_have_attribute("aria-sort", "descending")


@pytest.mark.full
def test_ranges_and_everything_are_selected_by_keys(page: Page, table: Server) -> None:
    show(page, table)
    expect(row(page, 1)).to_contain_text("Report 1")
    grid(page).focus()
    bar = page.get_by_role("complementary", name="Selected tasks").or_(page.locator("aside.bulk"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowDown")
    expect(bar.first).to_contain_text("4 selected")
    for number in (2, 3, 4, 5):
        expect(row(page, number)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Shift+ArrowUp")
    expect(bar.first).to_contain_text("3 selected")
    expect(row(page, 5)).to_have_attribute("aria-selected", "false")
    page.keyboard.press("x")
    page.keyboard.press("End")
    page.keyboard.press("Home")
    expect(bar.first).to_contain_text("2 selected")  # it survives scrolling
    expect(row(page, 2)).to_have_attribute("aria-selected", "true")

    page.keyboard.press("Control+a")
    expect(bar.first).to_contain_text("12,000 selected")
    row(page, 7).get_by_role("checkbox").click()
    expect(bar.first).to_contain_text("11,999 selected")
    expect(row(page, 7)).to_have_attribute("aria-selected", "false")
    grid(page).focus()
    page.keyboard.press("Escape")
    expect(bar).to_have_count(0)

    row(page, 3).get_by_role("checkbox").click()
    row(page, 6).get_by_role("checkbox").click(modifiers=["Shift"])
    expect(bar.first).to_contain_text("4 selected")
    page.get_by_role("checkbox", name="Select this page").click()
    expect(bar.first).to_contain_text("50 selected")
    header(page, "place").click()  # another order, the same tasks
    expect(bar.first).to_contain_text("50 selected")
    page.get_by_role("button", name="Select all 12,000").click()
    expect(bar.first).to_contain_text("12,000 selected")


@pytest.mark.full
def test_columns_are_shown_moved_and_kept(page: Page, table: Server) -> None:
    show(page, table)
    names = page.get_by_role("columnheader")
    expect(names).to_have_text(["", "Task", "text", "place", "Status", "Labels", "Changed"])
    button = page.get_by_role("button", name="Columns")
    button.focus()
    page.keyboard.press("Enter")
    menu = page.get_by_role("dialog", name="Columns")
    expect(menu.get_by_role("checkbox", name="Task")).to_be_focused()
    menu.get_by_role("checkbox", name="Labels").click()
    menu.get_by_role("checkbox", name="Annotations").click()
    menu.get_by_role("checkbox", name="place").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(names).to_have_text(["", "Task", "place", "text", "Status", "Changed", "Annotations"])
    grip = menu.locator("li", has_text="Annotations").locator(".grip").bounding_box()
    goal = menu.locator("li", has_text="Status").bounding_box()
    assert grip and goal
    page.mouse.move(grip["x"] + 8, grip["y"] + 10)
    page.mouse.down()
    page.mouse.move(goal["x"] + 8, goal["y"] + 10, steps=6)
    page.mouse.up()
    expect(names).to_have_text(["", "Task", "place", "text", "Annotations", "Status", "Changed"])
    page.keyboard.press("Escape")
    expect(menu).to_have_count(0)

    edge = header(page, "text").locator(".edge").bounding_box()
    before = header(page, "text").bounding_box()
    assert edge and before
    page.mouse.move(edge["x"] + 4, edge["y"] + 8)
    page.mouse.down()
    page.mouse.move(edge["x"] - 96, edge["y"] + 8, steps=4)
    page.mouse.up()
    page.reload()
    expect(names).to_have_text(["", "Task", "place", "text", "Annotations", "Status", "Changed"])
    after = header(page, "text").bounding_box()
    assert after and abs(before["width"] - after["width"] - 100) <= 2


def test_addresses_lead_to_what_they_name(page: Page, table: Server) -> None:
    show(page, table, "?q=" + quote('{"search":"Report 1199"}', safe=""))
    expect(page.locator(".pager")).to_contain_text("1–11 of 11")
    expect(page.get_by_role("searchbox")).to_have_value("Report 1199")
    view = call(
        table,
        "POST",
        "/api/dm/views/",
        {
            "data": {
                "title": "The last ones",
                "filters": {
                    "conjunction": "and",
                    "items": [
                        {
                            "filter": "filter:tasks:data.place",
                            "operator": "greater",
                            "type": "Number",
                            "value": 11_990,
                        }
                    ],
                },
                "ordering": ["tasks:data.place"],
                "columns": ["data.place", "id"],
            }
        },
    )
    show(page, table, f"?view={view['id']}")
    expect(page.get_by_role("columnheader")).to_have_text(["", "place", "Task"])
    expect(row(page, 1)).to_contain_text("11991")
    expect(page.get_by_role("button", name="The last ones", exact=True)).to_have_attribute("aria-current", "true")
    show(page, table, "?q=" + quote('{"search":"nothing like it"}', safe=""))
    expect(page.get_by_role("heading", name="No task matches")).to_be_visible()
    page.get_by_role("button", name="Show all tasks").click()
    expect(row(page, 1)).to_contain_text("Report 1")


def test_a_quick_look_follows_the_keyboard_and_the_counts_follow_the_project(page: Page, table: Server) -> None:
    show(page, table)
    expect(row(page, 1)).to_contain_text("Report 1")
    grid(page).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".quick-look")).to_contain_text("Report 2")
    expect(page).to_have_url(re.compile("look=2$"))
    page.keyboard.press("Escape")
    expect(page.locator(".quick-look")).to_have_count(0)
    result = [{"from_name": "kind", "to_name": "text", "type": "choices", "value": {"choices": ["Good"]}}]
    made = call(table, "POST", "/api/tasks/2/annotations/", {"result": result})
    page.evaluate("dispatchEvent(new Event('focus'))")  # somebody comes back to this window
    expect(page.get_by_text("12,000 tasks · 1 done")).to_be_visible()
    expect(row(page, 2)).to_contain_text("Done")
    expect(row(page, 2)).to_contain_text("Good")
    urllib.request.urlopen(
        urllib.request.Request(f"http://127.0.0.1:{table.port}/api/annotations/{made['id']}/", method="DELETE")
    ).close()


@pytest.mark.full
def test_what_does_not_come_is_said_and_tried_again(page: Page, table: Server, watch: Watch) -> None:
    watch.expected = ["ERR_FAILED", "400 (Bad Request)"]
    page.route("**/api/tasks/**", lambda route: route.abort())
    page.route("**/health", lambda route: route.abort())  # else the page may find the way back before it is told to
    show(page, table)
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()
    page.unroute("**/api/tasks/**")
    page.get_by_role("button", name="Try again").click()
    expect(row(page, 1)).to_contain_text("Report 1")
    page.unroute("**/health")
    show(page, table, "?q=" + quote('{"ordering":["tasks:nothing"]}', safe=""))
    expect(page.get_by_role("heading", name="The table did not load")).to_be_visible()
    page.get_by_role("button", name="Show all tasks").click()
    expect(row(page, 1)).to_contain_text("Report 1")


def test_an_empty_project_offers_data(page: Page, demo: Server) -> None:
    show(page, demo)
    expect(page.get_by_role("heading", name="Nothing here yet")).to_be_visible()
    page.locator(".nothing").get_by_role("link", name="Add data").click()
    page.wait_for_url("**/import")


def test_pictures_are_a_grid_with_the_same_keys(page: Page, demo: Server) -> None:
    open_template(page, demo, "Object boxes")
    show(page, demo)
    expect(page.locator(".tbody .thumb img").first).to_have_js_property("complete", True)
    page.get_by_role("button", name="Pictures", exact=True).click()
    pictures = page.get_by_role("grid", name="Pictures")
    expect(pictures.get_by_role("gridcell").first).to_contain_text("mill-street.webp")
    line = int(pictures.get_attribute("aria-colcount") or "0")
    assert line >= 3
    pictures.focus()
    page.keyboard.press("ArrowDown")
    expect(pictures).to_have_attribute("aria-activedescendant", f"cards-{line}")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("x")
    expect(page.locator(f"#cards-{line - 1}")).to_have_attribute("aria-selected", "true")
    page.get_by_role("button", name="Table", exact=True).click()
    expect(row(page, line)).to_have_attribute("aria-selected", "true")


@pytest.mark.full
def test_a_phone_shows_cards_and_scrolls_the_page(new_page: NewPage, table: Server) -> None:
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    show(page, table)
    expect(row(page, 1)).to_contain_text("Report 1")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    box = row(page, 2).bounding_box()
    assert box and box["height"] > 80
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    expect(row(page, TASKS)).to_contain_text("Report 12000")
    last, pager = row(page, TASKS).bounding_box(), page.locator(".pager").bounding_box()
    assert last and pager and last["y"] + last["height"] <= pager["y"] + 1
    row(page, TASKS).get_by_role("checkbox").tap()
    expect(page.locator("aside.bulk")).to_contain_text("1 selected")
