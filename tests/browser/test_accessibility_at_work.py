"""What comes up while somebody works has nothing serious for axe-core either: drawers, editors, bars, mistakes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server, running
from tests.browser.axe import WIDE, Checker
from tests.browser.conftest import NewPage, Watch
from tests.browser.hands import config_field, config_text, label_button, mark, regions, saved
from tests.browser.projects_at_hand import labeled_project, send, settled
from tests.browser.test_accessibility import OVERLAY, visitor

pytestmark = [pytest.mark.browser, pytest.mark.full]
FLYOUT = ".fly"


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running("--banner", "A public demo: bring nothing secret.", root=tmp_path_factory.mktemp("at-work")) as server:
        yield server


def test_labeling_with_its_drawer_and_its_comparison(new_page: NewPage, studio: Server, watch: Watch) -> None:
    watch.expected = ["400"]  # the draft that is older than the other tab's
    page, checker = visitor(new_page)
    root = labeled_project(page, studio)
    page.goto(f"{root}/label?task=1")
    expect(page.locator(".worked")).to_be_visible()
    page.keyboard.press("Alt+t")
    drawer = page.get_by_role("dialog", name="Tasks")
    expect(drawer.get_by_text("card 3", exact=False).first).to_be_visible()
    checker.check_both("the drawer", "dialog[open]")
    drawer.get_by_role("searchbox").fill("no such words")
    expect(drawer.get_by_text("No task matches")).to_be_visible()
    checker.check("the drawer finds nothing", "dialog[open]")
    drawer.get_by_role("tab", name="What I did").click()
    checker.check("what I did", "dialog[open]")
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+c")
    expect(page.get_by_role("dialog", name="Compare")).to_be_visible()
    expect(page.locator("dialog.compare .textwrap").first).to_be_visible()
    checker.check_both("two annotations side by side", "dialog[open]")
    page.keyboard.press("Escape")

    page.goto(f"{root}/label?task=20")
    label_button(page, "Place").click()
    mark(page, "Bergen")
    saved(page)
    checker.check("a draft beside a prediction")
    page.locator(".suggestions").click()
    expect(page.locator("dialog.compare").get_by_text("Only in", exact=False).first).to_be_visible()
    checker.check("what a prediction has more", "dialog[open]")
    page.keyboard.press("Escape")
    another_tab_was_quicker(page, f"{root}/label?task=20")
    checker.check_both("the task changed in another tab")
    checker.nothing_found()


def another_tab_was_quicker(page: Page, address: str) -> None:
    """Two tabs change one draft, and neither hears of the other in time."""
    tab = page.context.new_page()
    tab.goto(address)
    expect(regions(tab)).to_have_count(1)
    expect(tab.locator(".worked")).to_be_attached()
    tab.evaluate("BroadcastChannel.prototype.postMessage = () => undefined")
    label_button(tab, "Person").click()
    mark(tab, "Ada")
    saved(tab)
    page.bring_to_front()
    label_button(page, "Person").click()
    mark(page, "wrote")
    expect(page.get_by_role("region", name="This task changed in another tab")).to_be_visible()
    tab.close()


def test_the_data_page_at_work(new_page: NewPage, studio: Server, watch: Watch) -> None:
    watch.expected = ["404"]  # the task that is gone
    page, checker = visitor(new_page)
    root = labeled_project(page, studio)
    view = {"title": "Least certain first", "ordering": ["tasks:predictions_score"]}
    send(page, "POST", f"{root}/api/dm/views/", {"data": view})
    page.goto(f"{root}/data?view=1")
    settled(page)
    page.get_by_role("button", name="What to do with the view").click()
    checker.check("the menu of a view", FLYOUT)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Columns").click()
    checker.check("the columns", FLYOUT)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Add filter").click()
    expect(page.get_by_role("option").first).to_be_visible()
    checker.check("a column for a filter", FLYOUT)
    page.keyboard.type("score")
    page.keyboard.press("Enter")
    page.keyboard.type("much")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    checker.check("a filter with a mistake", FLYOUT)
    page.get_by_label("Value").fill("0.9")
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("button", name="Change this filter")).to_be_visible()
    page.get_by_role("checkbox", name="Select task").first.check()
    expect(page.get_by_role("complementary", name="Selected tasks")).to_be_visible()
    checker.check_both("a filter, a changed view, a task that is selected")
    page.set_viewport_size({"width": 390, "height": 800})
    page.get_by_role("button", name="More actions").click()
    expect(page.get_by_role("menuitem").first).to_be_visible()
    checker.check("more actions on a phone", OVERLAY)
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": WIDE, "height": 800})
    page.get_by_role("grid").press("Control+a")
    page.get_by_role("complementary", name="Selected tasks").get_by_role("button", name="Skip").click()
    expect(page.locator(".toast").get_by_role("button", name="Undo")).to_be_visible()
    checker.check("a message with Undo")
    page.goto(f"{root}/data?look=3")
    expect(page.locator(".quick-look .textwrap")).to_be_visible()
    checker.check_both("the quick look with its editor")
    page.goto(f"{root}/data?look=4711")
    expect(page.get_by_role("heading", name="This task is gone")).to_be_visible()
    checker.check("the quick look at a task that is gone")
    page.get_by_role("searchbox").first.fill("nothing has these words")
    expect(page.get_by_role("heading", name="No task matches")).to_be_visible()
    checker.check_both("nothing is found")
    checker.nothing_found()


def test_setup_at_work(new_page: NewPage, studio: Server, watch: Watch) -> None:
    watch.expected = ["400"]
    page, checker = visitor(new_page)
    root = labeled_project(page, studio)
    page.goto(f"{root}/setup")
    page.get_by_role("textbox", name="Name of label 1").fill("Human")
    expect(page.get_by_text("which this removes.")).to_be_visible()
    page.get_by_text("More settings").first.click()
    page.get_by_role("textbox", name="Hotkey of “Place”").press("1")
    checker.check_both("a label is edited, a card is open")
    page.get_by_role("button", name="Colour of “Place”").click()
    expect(page.get_by_role("dialog", name="Colour of “Place”")).to_be_visible()
    checker.check("a colour is chosen", FLYOUT)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Paste a list").first.click()
    expect(page.get_by_role("textbox", name="Names")).to_be_visible()
    checker.check("a list is pasted", OVERLAY)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Ask or mark something").click()
    expect(page.get_by_role("menuitem").first).to_be_visible()
    checker.check("what can be asked", OVERLAY)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Keep as “Human”").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".sbar [role=status]")).to_have_text("Saved")
    page.get_by_role("button", name="History").click()
    history = page.get_by_role("dialog", name="Earlier versions")
    history.get_by_role("listitem").nth(1).get_by_role("button").first.click()
    expect(history.locator(".diff .added").first).to_be_visible()
    checker.check_both("the history with its lines that differ", OVERLAY)
    page.keyboard.press("Escape")
    config = config_field(page)
    config.fill(config_text(page).replace('toName="text"', 'toName="txt"'))
    expect(page.get_by_text("no tag has that name").first).to_be_visible()
    checker.check_both("a mistake in the XML")
    config.press("Control+End")
    page.keyboard.type("\n<Te")
    expect(page.get_by_role("option").first).to_be_visible()
    checker.check("what completes the XML", ".cm-tooltip-autocomplete")
    checker.nothing_found()


def test_import_export_settings_and_playground_at_work(new_page: NewPage, studio: Server, watch: Watch) -> None:
    watch.expected = ["400"]
    page, checker = visitor(new_page)
    root = labeled_project(page, studio)
    page.goto(f"{root}/import")
    _import_states(page, checker)
    checker.follow("/export")
    expect(page.locator(".peek")).to_contain_text("annotations")
    page.get_by_role("button", name="All 32").click()
    page.get_by_role("button", name="Make and keep").click()
    expect(page.get_by_role("region", name="Kept exports").get_by_role("link")).to_be_visible()
    checker.check_both("the first item of an export, and one that is kept")
    checker.follow("/settings")
    for secret in page.get_by_role("button", name="Show").all():
        secret.click()
    page.get_by_role("button", name="Delete this project").click()
    expect(page.get_by_role("button", name="Keep it")).to_be_visible()
    checker.check("the project would be deleted", OVERLAY)
    page.keyboard.press("Escape")
    checker.check("secrets are shown")
    checker.follow("/dashboard")
    for button in page.get_by_role("button", name="Table", exact=True).all():
        button.click()
    checker.check_both("figures as tables")
    checker.follow("/playground")
    label_button(page, "Place").click()
    mark(page, "Bergen")
    expect(page.get_by_text("1 item", exact=True)).to_be_visible()
    config_field(page).press("Control+End")
    page.keyboard.type("<View")
    expect(page.get_by_text("This is the last version without a problem")).to_be_visible()
    checker.check_both("a mistake in the playground")
    checker.nothing_found()


def _import_states(page: Page, checker: Checker) -> None:
    chooser = page.locator("input[type=file]").first
    rows = b'[{"text": "one"}, {"words": "two"}, 7]'
    chooser.set_input_files({"name": "rows.json", "mimeType": "application/json", "buffer": rows})
    expect(page.get_by_role("button", name="Import the rest")).to_be_visible()
    checker.check_both("refused rows")
    odd = "\ufeffReview body;Id;Id;;Region\nNice lamp, warm light;7;x;;north\nToo loud;8;y;z;south\n".encode()
    chooser.set_input_files({"name": "reviews.csv", "mimeType": "text/csv", "buffer": odd})
    expect(page.locator(".task-list")).to_be_visible()
    checker.check_both("what the columns become")
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_role("button", name="Undo import")).to_be_visible()
    checker.check("an import is done")
