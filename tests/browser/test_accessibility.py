"""No page, in no state, has what axe-core calls serious or critical: at two widths, the wide one in both themes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from benchmarks.server import Server, running
from tests.browser.axe import Checker
from tests.browser.conftest import NewPage, Watch
from tests.browser.hands import label_button, mark, open_template, position, regions, submit
from tests.browser.projects_at_hand import PAGES, labeled_project, settled

pytestmark = pytest.mark.browser
WIDTHS = [1280, 390]
OVERLAY = "[role=dialog], [role=alertdialog], [role=menu]"


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(root=tmp_path_factory.mktemp("accessible")) as server:
        yield server


def visitor(new_page: NewPage, width: int = 1280) -> tuple[Page, Checker]:
    page = new_page(viewport={"width": width, "height": 800}, color_scheme="light", reduced_motion="reduce")
    return page, Checker(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_a_new_visitor(new_page: NewPage, studio: Server, width: int) -> None:
    page, checker = visitor(new_page, width)
    for name, path in PAGES.items():
        page.goto(f"http://127.0.0.1:{studio.port}{path}")
        settled(page)
        checker.check(f"{name}, empty")
    assert checker.findings == []


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_a_project_and_all_that_opens_on_them(new_page: NewPage, studio: Server, width: int) -> None:
    page, checker = visitor(new_page, width)
    root = labeled_project(page, studio)
    opened: set[str] = set()
    for name, path in PAGES.items():
        page.goto(f"{root}{path}")
        settled(page)
        checker.check(f"{name}, full")
        _open_everything(page, checker, name, opened)
    assert len(opened) > 5
    assert checker.findings == []


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


def test_labeling(new_page: NewPage, studio: Server, watch: Watch) -> None:
    watch.expected = ["404"]
    page, checker = visitor(new_page)
    open_template(page, studio, "Named entities")
    expect(page.get_by_role("button", name="Show me around")).to_be_visible()
    checker.check("the tour is offered")
    page.get_by_role("button", name="Show me around").click()
    expect(page.get_by_text("Step 1 of 5")).to_be_visible()
    checker.check("the tour's first step")
    page.keyboard.press("Escape")
    label_button(page, "Person").click()
    mark(page, "Maria Lindqvist")
    label_button(page, "Place").click()
    mark(page, "Bergen")
    regions(page).first.click()
    checker.check("a region is selected")
    page.keyboard.press("Shift+?")
    expect(page.get_by_role("dialog")).to_be_visible()
    checker.check("the hotkeys")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="What to do")).to_be_focused()
    checker.check("the command palette")
    page.keyboard.press("Escape")
    submit(page)
    position(page, 2)
    page.goto(f"http://127.0.0.1:{studio.port}/label?task=4711")
    expect(page.get_by_role("heading", name="This task is not here")).to_be_visible()
    checker.check("a task that is not there")
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"http://127.0.0.1:{studio.port}/label?task=1")
    page.locator(".sheet-toggle").click()
    expect(regions(page).first).to_be_visible()
    checker.check("the sheet of regions on a phone")
    assert checker.findings == []


def test_other_tags_and_a_project_that_is_done(new_page: NewPage, studio: Server, watch: Watch) -> None:
    watch.expected = ["400", "404"]
    page, checker = visitor(new_page)
    for template in ("Sentiment", "Object boxes"):
        page.goto(f"http://127.0.0.1:{studio.port}/?show=templates")
        page.locator(".tpl", has_text=template).click()
        if template == "Object boxes":
            expect(page.get_by_role("button", name="Replace it")).to_be_visible()
            checker.check("a template would take the place of work", OVERLAY)
            page.get_by_role("button", name="Replace it").click()
        page.wait_for_url("**/label**")
        expect(page.get_by_role("button", name="Submit")).to_be_visible()
        checker.check(template)
        if template == "Sentiment":
            page.keyboard.press("1")
            submit(page)
            position(page, 2)
    tasks = page.request.get(f"http://127.0.0.1:{studio.port}/api/tasks/").json()["tasks"]
    for task in tasks:
        page.request.post(
            f"http://127.0.0.1:{studio.port}/api/tasks/{task['id']}/annotations/",
            data='{"result": [], "was_cancelled": true}',
            headers={"Content-Type": "application/json"},
        )
    page.goto(f"http://127.0.0.1:{studio.port}/label")
    settled(page)
    checker.check("all done")
    assert checker.findings == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_data_page_at_work(new_page: NewPage, studio: Server, width: int) -> None:
    page, checker = visitor(new_page, width)
    root = labeled_project(page, studio)
    page.goto(f"{root}/data")
    settled(page)
    page.get_by_role("checkbox", name="Select task").first.check()
    expect(page.get_by_role("complementary", name="Selected tasks")).to_be_visible()
    checker.check("a task is selected")
    page.keyboard.press("Escape")
    page.get_by_role("searchbox").first.fill("nothing has these words")
    expect(page.locator("h2").first).to_be_visible()
    checker.check("nothing is found")
    assert checker.findings == []


def test_setup_import_and_settings_at_work(new_page: NewPage, studio: Server, watch: Watch) -> None:
    watch.expected = ["400"]
    page, checker = visitor(new_page)
    root = labeled_project(page, studio)
    page.goto(f"{root}/import")
    rows = b'[{"text": "one"}, {"words": "two"}, 7]'
    page.locator("input[type=file]").first.set_input_files(
        {"name": "rows.json", "mimeType": "application/json", "buffer": rows}
    )
    expect(page.get_by_role("button", name="Import the rest")).to_be_visible()
    checker.check("refused rows")
    page.goto(f"{root}/settings")
    settled(page)
    for secret in page.get_by_role("button", name="Show").all():
        secret.click()
    page.get_by_role("button", name="Delete this project").click()
    expect(page.get_by_role("button", name="Keep it")).to_be_visible()
    checker.check("the project would be deleted")
    page.keyboard.press("Escape")
    checker.check("secrets are shown")
    page.goto(f"{root}/dashboard")
    for button in page.get_by_role("button", name="Table", exact=True).all():
        button.click()
    checker.check("figures as tables")
    assert checker.findings == []


#: pages that ask the server for what they show, and what they ask for
ASKING = {
    "data": "**/api/tasks/**",
    "figures": "**/api/projects/1/figures*",
    "export": "**/api/projects/1/export/formats*",
    "privacy": "**/api/privacy",
}


def test_pages_that_wait_and_pages_that_get_no_answer(new_page: NewPage, studio: Server, watch: Watch) -> None:
    watch.expected = ["ERR_"]
    page, checker = visitor(new_page)
    root = labeled_project(page, studio)
    for name, asked in ASKING.items():
        _without_answer(page, checker, name, f"{root}{PAGES[name]}", asked)
    assert checker.findings == []


def _without_answer(page: Page, checker: Checker, name: str, address: str, asked: str) -> None:
    """Holds back what a page asks for, then lets it fail."""
    held: list[Route] = []
    failing: list[bool] = []
    page.route(asked, lambda route: route.abort() if failing else held.append(route))
    page.goto(address, wait_until="domcontentloaded")
    expect(page.locator("[aria-busy=true]").first).to_be_attached()
    checker.check(f"{name}, waiting")
    failing.append(True)
    for route in held:
        route.abort()
    expect(page.get_by_role("button", name="Try again").first).to_be_visible()
    checker.check(f"{name}, no answer")
    page.unroute(asked)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_hosts_console(new_page: NewPage, studio: Server, width: int) -> None:
    labeled_project(visitor(new_page)[0], studio)
    page, checker = visitor(new_page, width)
    root = f"http://127.0.0.1:{studio.port}"
    page.goto(f"{root}/host")
    expect(page.get_by_label("Host key", exact=True)).to_be_visible()
    checker.check("sign in")
    page.goto(f"{root}/host#key={(studio.root / '.studio' / 'host-key').read_text().strip()}")
    row = page.locator("table.sessions tbody tr").first
    expect(row).to_be_visible()
    checker.check("sessions")
    row.get_by_role("button", name="Actions for").click()
    expect(page.get_by_role("menuitem", name="Open, read only")).to_be_visible()
    checker.check("what can be done with a session")
    page.get_by_role("menuitem", name="Open, read only").click()
    page.locator(".task-line").first.click()
    expect(page.get_by_role("region", name="Data")).to_be_visible()
    checker.check("a session's tasks")
    for view in ("load", "mode"):
        page.goto(f"{root}/host?view={view}")
        settled(page)
        checker.check(view)
    assert checker.findings == []
