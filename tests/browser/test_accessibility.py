"""No page, in no state, has what axe-core calls serious or critical: at two widths, in both themes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from benchmarks.server import Server, running
from tests.browser.axe import HEIGHT, NARROW, WIDE, Checker
from tests.browser.conftest import NewPage, Watch
from tests.browser.hands import label_button, mark, open_template, position, regions, submit
from tests.browser.projects_at_hand import PAGES, labeled_project, settled

pytestmark = pytest.mark.browser
OVERLAY = "[role=dialog], [role=alertdialog], [role=menu], dialog[open]"


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(root=tmp_path_factory.mktemp("accessible")) as server:
        yield server


def visitor(new_page: NewPage, width: int = WIDE) -> tuple[Page, Checker]:
    page = new_page(viewport={"width": width, "height": HEIGHT}, color_scheme="light", reduced_motion="reduce")
    return page, Checker(page)


def test_pages_of_a_new_visitor(new_page: NewPage, studio: Server) -> None:
    page, checker = visitor(new_page)
    page.goto(f"http://127.0.0.1:{studio.port}/privacy")
    for name, path in PAGES.items():
        checker.follow(path)
        checker.check_both(f"{name}, empty")
    checker.nothing_found()


@pytest.mark.full
def test_pages_of_a_project_and_all_that_opens_on_them(new_page: NewPage, studio: Server) -> None:
    page, checker = visitor(new_page)
    labeled_project(page, studio)
    opened: set[str] = set()
    for name, path in PAGES.items():
        checker.follow(path)
        checker.check_both(f"{name}, full")
        _open_everything(page, checker, name, opened)
    assert len(opened) > 5
    checker.nothing_found()


@pytest.mark.full
def test_all_that_opens_on_a_phone(new_page: NewPage, studio: Server) -> None:
    page, checker = visitor(new_page, NARROW)
    labeled_project(page, studio)
    opened: set[str] = set()
    for name, path in PAGES.items():
        checker.follow(path)
        _open_everything(page, checker, name, opened)
    assert len(opened) > 5
    checker.nothing_found()


def _open_everything(page: Page, checker: Checker, place: str, opened: set[str]) -> None:
    """Opens each menu and dialog that announces itself as one, those of the frame once."""
    openers = page.locator("[aria-haspopup]:visible:enabled")
    for at in range(openers.count()):
        opener = openers.nth(at)
        title = opener.get_attribute("aria-label") or opener.inner_text()
        if title in opened or opener.get_attribute("role") == "combobox":
            continue
        opened.add(title)
        opener.click()
        expect(page.locator(OVERLAY).locator("visible=true").first).to_be_visible()
        checker.check(f"{place}, {title.strip()}", OVERLAY)
        page.keyboard.press("Escape")


@pytest.mark.full
def test_the_first_steps_of_a_visitor(new_page: NewPage, studio: Server, watch: Watch) -> None:
    watch.expected = ["400", "404"]
    page, checker = visitor(new_page)
    open_template(page, studio, "Named entities")
    expect(page.get_by_role("button", name="Show me around")).to_be_visible()
    checker.check_both("the tour is offered")
    page.get_by_role("button", name="Show me around").click()
    expect(page.get_by_text("Step 1 of 5")).to_be_visible()
    checker.check("the tour's first step")
    page.keyboard.press("Escape")
    label_button(page, "Person").click()
    mark(page, "Maria Lindqvist")
    label_button(page, "Place").click()
    mark(page, "Bergen")
    regions(page).first.click()
    checker.check_both("a region is selected")
    page.keyboard.press("Shift+?")
    expect(page.get_by_role("dialog")).to_be_visible()
    checker.check("the hotkeys", OVERLAY)
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="What to do")).to_be_focused()
    checker.check("the command palette", OVERLAY)
    page.keyboard.press("Escape")
    submit(page)
    position(page, 2)
    checker.follow("/?show=templates")
    page.locator(".tpl", has_text="Object boxes").click()
    expect(page.get_by_role("button", name="Replace it")).to_be_visible()
    checker.check("a template would take the place of work", OVERLAY)
    page.get_by_role("button", name="Replace it").click()
    page.wait_for_url("**/label**")
    expect(page.get_by_role("button", name="Submit")).to_be_visible()
    checker.check_both("a picture with boxes")
    checker.follow("/label?task=4711")
    expect(page.get_by_role("heading", name="This task is not here")).to_be_visible()
    checker.check_both("a task that is not there")
    for task in page.request.get(f"http://127.0.0.1:{studio.port}/api/tasks/").json()["tasks"]:
        page.request.post(
            f"http://127.0.0.1:{studio.port}/api/tasks/{task['id']}/annotations/",
            data='{"result": [], "was_cancelled": true}',
            headers={"Content-Type": "application/json"},
        )
    page.goto(f"http://127.0.0.1:{studio.port}/label")
    settled(page)
    checker.check("all done")
    checker.nothing_found()


#: pages that ask the server for what they show, and what they ask for
ASKING = {
    "data": "**/api/tasks/**",
    "figures": "**/api/projects/1/figures*",
    "export": "**/api/projects/1/export/formats*",
    "privacy": "**/api/privacy",
}


@pytest.mark.full
def test_pages_that_wait_and_pages_that_get_no_answer(new_page: NewPage, studio: Server, watch: Watch) -> None:
    watch.expected = ["ERR_"]
    first, _ = visitor(new_page)
    root = labeled_project(first, studio)
    # each in a tab of its own: what is asked for is asked again after a while, and so they wait together
    held: dict[str, list[Route]] = {name: [] for name in ASKING}
    failing: list[bool] = []
    tabs = {name: first.context.new_page() for name in ASKING}
    checkers = {name: Checker(tab) for name, tab in tabs.items()}
    for name, tab in tabs.items():
        tab.on("console", watch.console)
        tab.route(ASKING[name], _holding(held[name], failing))
        tab.goto(f"{root}{PAGES[name]}", wait_until="domcontentloaded")
        expect(tab.locator("[aria-busy=true]").first).to_be_attached()
        checkers[name].check(f"{name}, waiting")
    failing.append(True)
    for routes in held.values():
        for route in routes:
            route.abort()
    for name, tab in tabs.items():
        expect(tab.get_by_role("button", name="Try again").first).to_be_visible()
        checkers[name].check_both(f"{name}, no answer")
    for checker in checkers.values():
        checker.nothing_found()


def _holding(held: list[Route], failing: list[bool]) -> Callable[[Route], None]:
    """Keeps what is asked for without an answer, until it is to fail."""
    return lambda route: route.abort() if failing else held.append(route)


@pytest.mark.full
def test_the_hosts_console(new_page: NewPage, studio: Server) -> None:
    labeled_project(visitor(new_page)[0], studio)
    page, checker = visitor(new_page)
    root = f"http://127.0.0.1:{studio.port}"
    page.goto(f"{root}/host")
    expect(page.get_by_label("Host key", exact=True)).to_be_visible()
    checker.check_both("sign in")
    page.goto(f"{root}/host#key={(studio.root / '.studio' / 'host-key').read_text().strip()}")
    row = page.locator("table.sessions tbody tr").first
    expect(row).to_be_visible()
    checker.check_both("sessions")
    row.get_by_role("button", name="Actions for").click()
    expect(page.get_by_role("menuitem", name="Open, read only")).to_be_visible()
    checker.check("what can be done with a session", OVERLAY)
    page.get_by_role("menuitem", name="Open, read only").click()
    page.locator(".task-line").first.click()
    expect(page.get_by_role("region", name="Data")).to_be_visible()
    checker.check_both("a session's tasks")
    for view in ("load", "mode"):
        page.goto(f"{root}/host?view={view}")
        settled(page)
        checker.check_both(view)
    checker.nothing_found()
