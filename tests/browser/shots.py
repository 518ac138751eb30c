"""``python -m tests.browser.shots [JOURNEY ...]``: pictures of every page and state, at two widths, light and dark."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, Route, expect, sync_playwright

from benchmarks.server import Server, running
from tests.browser.conftest import FLAGS, PATIENCE
from tests.browser.document_hands import Document
from tests.browser.hands import (
    config_field,
    config_text,
    label_button,
    mark,
    position,
    regions,
    saved,
    submit,
)
from tests.browser.shots_at_work import labeling, playing, searching, setting_up
from tests.browser.shots_of_exports import kept_exports
from tests.browser.shots_of_life import FLAGS as SHORT_LIVED
from tests.browser.shots_of_life import deleted, ends, old_age, refused, shut
from tests.browser.shots_of_pictures import boxes, ellipses, keypoints, label_picture, masks, outlines
from tests.browser.shots_of_templates import lists_of_pictures, picture_templates

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "shots"
WIDTHS = (1280, 390)
THEMES = ("light", "dark")
STORIES = """<View>
  <Labels name="label" toName="text"><Label value="Person"/><Label value="Place"/></Labels>
  <Text name="text" value="$text"/>
</View>"""
PAGES = {
    "welcome": "/?show=templates",
    "data": "/data",
    "setup": "/setup",
    "import": "/import",
    "export": "/export",
    "playground": "/playground",
    "figures": "/dashboard",
    "settings": "/settings",
    "projects": "/projects",
    "privacy": "/privacy",
}


def label_text(page: Page, root: str) -> None:
    """The labeling page of a text with a few names marked."""
    page.goto(f"{root}/?show=templates")
    page.get_by_role("button", name="Named entities").first.click()
    page.wait_for_url("**/label**")
    label_button(page, "Person").click()
    mark(page, "Maria Lindqvist")
    label_button(page, "Organisation").click()
    mark(page, "Nordlys Institute")
    label_button(page, "Date").click()
    mark(page, "March 2019")
    label_button(page, "Place").click()
    mark(page, "Bergen")
    label_button(page, "Place").click()
    mark(page, "Tromsø")
    saved(page)


Take = Callable[[str], None]
#: a label config with two labels, as the Setup page writes it into an address
LINKED = (
    "config=v1.swnLTC2341JQsPFJTErNKVbIS8xNtVXKzsxLUVIoyfcD80pSK0qUQIpgyhTKEnNKgRJO-YklSvrYZDwS"
    "i5LyS4sgkjb6EMPB7BCgYVBbwObCdKiAeUD1NvoQNwEA"
)


def pages(page: Page, root: str, take: Take) -> None:
    """Every page of a project with one labeled task."""
    label_text(page, root)
    take("label-text")
    submit(page)
    position(page, 2)
    for name, path in PAGES.items():
        page.goto(f"{root}{path}")
        page.wait_for_load_state("networkidle")
        take(name)


def states(page: Page, root: str, take: Take) -> None:
    """What comes up only when something happens: a faulty config, refused rows, questions, menus, sheets."""
    page.goto(f"{root}/setup")
    config = config_field(page)
    config.fill(config_text(page).replace('toName="text"', 'toName="txt"'))
    expect(page.get_by_text("no tag has that name").first).to_be_visible()
    take("setup-problem")
    page.get_by_role("button", name="Visual").click()
    page.get_by_role("button", name="Colour of “Place”").click()
    expect(page.get_by_role("dialog", name="Colour of “Place”")).to_be_visible()
    take("setup-color")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="History").click()
    expect(page.get_by_role("dialog", name="Earlier versions").get_by_role("listitem").first).to_be_visible()
    take("setup-history")
    page.keyboard.press("Escape")
    config.fill(config_text(page).replace('toName="txt"', 'toName="text"'))
    page.goto(f"{root}/import")
    rows = b'[{"text": "one"}, {"words": "two"}, 7]'
    page.locator("input[type=file]").first.set_input_files(
        {"name": "rows.json", "mimeType": "application/json", "buffer": rows}
    )
    expect(page.get_by_role("button", name="Import the rest")).to_be_visible()
    take("import-refused")
    import_states(page, take)
    page.goto(f"{root}/setup#{LINKED}")
    expect(page.get_by_role("button", name="Use this config")).to_be_enabled()
    take("setup-link")
    page.get_by_role("button", name="Discard").click()
    page.goto(f"{root}/settings")
    page.get_by_role("button", name="Delete this project").click()
    expect(page.get_by_role("button", name="Keep it")).to_be_visible()
    take("settings-delete")
    page.goto(f"{root}/label?task=1")
    expect(regions(page).first).to_be_attached()
    page.keyboard.press("Shift+?")
    expect(page.get_by_role("dialog")).to_contain_text("Submit")
    take("label-hotkeys")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="What to do")).to_be_focused()
    take("palette")
    page.goto(f"{root}/label?task=4711")
    expect(page.get_by_role("heading", name="This task is not here")).to_be_visible()
    take("label-missing")


def import_states(page: Page, take: Take) -> None:
    """A table that waits for its mapping, one on its way, one that is done."""
    chooser = page.locator("input[type=file]").first
    odd = "\ufeffReview body;Id;Id;;Region\nNice lamp, warm light;7;x;;north\nToo loud;8;y;z;south\n".encode()
    chooser.set_input_files({"name": "reviews.csv", "mimeType": "text/csv", "buffer": odd})
    expect(page.locator(".task-list")).to_be_visible()
    take("import-mapping")
    page.locator(".task-list").scroll_into_view_if_needed()
    take("import-mapping-task")
    page.get_by_label("What “Id (2)” becomes").select_option("leave")
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_role("button", name="Undo import")).to_be_visible()
    take("import-done")
    held: list[Route] = []
    page.route("**/import/jobs/*?offset=*", lambda route: held.append(route))
    long = b"text\n" + b"word\n" * 100_000
    chooser.set_input_files({"name": "letters.csv", "mimeType": "text/csv", "buffer": long})
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.get_by_role("progressbar").evaluate("(bar) => bar.scrollIntoView({ block: 'center' })")
    take("import-running")
    page.get_by_role("button", name="Stop the import of letters.csv").click()
    expect(page.get_by_text("Stopped. Nothing of it was imported.")).to_be_visible()
    for route in held:
        route.abort()
    page.unroute("**/import/jobs/*?offset=*")
    page.get_by_role("button", name="From an address").click()
    page.get_by_label("Address of a file").fill("http://me:word@data.example/letters.csv")
    page.get_by_label("Address of a file").press("Enter")
    take("import-address")
    page.get_by_label("Address of a file").fill("http://10.0.0.7/letters.csv")
    page.get_by_label("Address of a file").press("Enter")
    expect(page.locator(".imp").get_by_text("is not on the public internet").first).to_be_visible()
    take("import-address-refused")


def filters(page: Page, root: str, take: Take) -> None:
    """Filters, views, the bulk bar and the quick look on 300 texts, and what they say when something is wrong."""
    filled(page, root)
    page.goto(f"{root}/data")
    expect(page.get_by_role("grid")).to_contain_text("Story 3")
    take("views")
    page.get_by_role("button", name="Add filter").click()
    expect(page.get_by_role("combobox")).to_be_focused()
    take("filters-add")
    page.keyboard.type("folder = harbour, hills, lab, sea")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Add filter").click()
    page.keyboard.type("score")
    page.keyboard.press("Enter")
    page.keyboard.type("much")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    take("filters-problem")
    page.keyboard.press("Escape")
    for row in (1, 2):
        page.locator(".tbody .check").nth(row).click()
    take("filters-bulk")
    page.get_by_role("button", name="Clear the selection").click()
    page.locator(".tbody").get_by_text("Story").nth(2).click()
    expect(page.locator(".quick-look .textwrap")).to_contain_text("Story")
    take("quick-look")
    page.goto(f"{root}/data?look=4711")
    expect(page.get_by_role("heading", name="This task is gone")).to_be_visible()
    take("quick-look-missing")
    page.goto(f"{root}/data?q=%7B%22ordering%22%3A%5B%22tasks%3Ano_such_column%22%5D%7D")
    expect(page.get_by_role("alert").first).to_be_visible()
    take("filters-refused")


def filled(page: Page, root: str) -> None:
    """Gives the browser's project 300 tasks with predictions, and two saved views."""
    page.goto(f"{root}/privacy")

    def send(method: str, path: str, body: object) -> None:
        headers = {"Content-Type": "application/json"}
        assert page.request.fetch(root + path, method=method, data=json.dumps(body), headers=headers).ok

    folders = ("harbour", "hills", "lab", "sea", "fields")
    send("PATCH", "/api/projects/1/", {"title": "Harbour stories", "label_config": STORIES})
    send(
        "POST",
        "/api/projects/1/import",
        [
            {
                "data": {
                    "text": f"Story {number}: Anna walked to the {folders[number % 5]}.",
                    "folder": folders[number % 5],
                },
                "predictions": [{"model_version": "m1", "score": number * 37 % 100 / 100, "result": []}],
                **({"annotations": [{"result": []}]} if number % 7 == 0 else {}),
            }
            for number in range(300)
        ],
    )
    for title in ("Least certain first", "Night shift"):
        send("POST", "/api/dm/views/", {"data": {"title": title, "ordering": ["tasks:predictions_score"]}})


def documents(page: Page, root: str, take: Take) -> None:
    """A page in a task, names in it marked, one of them selected."""
    page.goto(f"{root}/?show=templates")
    page.get_by_role("button", name="Names in web pages").first.click()
    page.wait_for_url("**/label**")
    document = Document(page)
    for label, words in (("Date", "31 August 2026"), ("Place", "Skagen Point"), ("Sum", "€ 11")):
        label_button(page, label).click()
        document.mark(words)
    document.press("Skagen")
    take("label-document")


def table(page: Page, root: str, take: Take) -> None:
    """The data table: empty, full, selected, its columns, as a grid, with a quick look, finding nothing, offline."""
    page.goto(f"{root}/data")
    expect(page.get_by_role("heading", name="Nothing here yet")).to_be_visible()
    take("data-empty")
    label_picture(page, root)
    submit(page)
    page.goto(f"{root}/data")
    rows = page.locator(".tbody .tr")
    expect(rows.first).to_contain_text("Done")
    take("data-pictures")
    rows.nth(1).get_by_role("checkbox").click()
    rows.nth(2).get_by_role("checkbox").click()
    take("data-selected")
    page.get_by_role("grid").focus()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Columns").click()
    expect(page.get_by_role("dialog", name="Columns")).to_be_visible()
    take("data-columns")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Pictures", exact=True).click()
    expect(page.locator(".pcard").first).to_be_visible()
    take("data-grid")
    page.get_by_role("button", name="Table", exact=True).click()
    page.goto(f"{root}/data?look=1")
    expect(page.locator(".quick-look img.pic")).to_be_visible()
    take("data-quick-look")
    page.goto(f"{root}/data?q=%7B%22search%22%3A%22zebra%22%7D")
    expect(page.get_by_role("heading", name="No task matches")).to_be_visible()
    take("data-nothing-found")
    page.route("**/api/tasks/**", lambda route: route.abort())
    page.goto(f"{root}/data")
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()
    take("data-offline")
    page.unroute("**/api/tasks/**")


def console(page: Page, key: str, root: str, take: Take) -> None:
    """The host's console, after the others have made sessions."""
    page.goto(f"{root}/host")
    expect(page.get_by_label("Host key", exact=True)).to_be_visible()
    take("host-sign-in")
    page.goto(f"{root}/host#key={key}")
    expect(page.locator("table.sessions tbody tr").first).to_be_visible()
    take("host")
    page.locator("table.sessions tbody tr").first.get_by_role("button", name="Actions for").click()
    take("host-menu")
    page.get_by_role("menuitem", name="Open, read only").click()
    page.locator(".task-line").first.click()
    expect(page.get_by_role("region", name="Data")).to_be_visible()
    take("host-session")
    for view in ("load", "mode"):
        page.goto(f"{root}/host?view={view}")
        page.wait_for_load_state("networkidle")
        take(f"host-{view}")


def journeys(server: Server, short_lived: Server) -> dict[str, Callable[[Page, Take], None]]:
    """What is walked through, each by a visitor of its own: the name, and the way."""
    root = f"http://127.0.0.1:{server.port}"
    key = (server.root / ".studio" / "host-key").read_text().strip()

    def pages_and_states(page: Page, take: Take) -> None:
        pages(page, root, take)
        states(page, root, take)

    return {
        "pages": pages_and_states,
        "boxes": lambda page, take: boxes(page, root, take),
        "ellipses": lambda page, take: ellipses(page, root, take),
        "keypoints": lambda page, take: keypoints(page, root, take),
        "masks": lambda page, take: masks(page, root, take),
        "outlines": lambda page, take: outlines(page, root, take),
        "documents": lambda page, take: documents(page, root, take),
        "filters": lambda page, take: filters(page, root, take),
        "table": lambda page, take: table(page, root, take),
        **{way.__name__: _on(way, server) for way in (labeling, setting_up, playing, searching, kept_exports)},
        **{way.__name__: _on(way, server) for way in (picture_templates, lists_of_pictures)},
        **{way.__name__: _on(way, short_lived) for way in (refused, shut, ends, deleted, old_age)},
        "console": lambda page, take: console(page, key, root, take),
    }


def _on(way: Callable[[Page, Server, Take], None], server: Server) -> Callable[[Page, Take], None]:
    return lambda page, take: way(page, server, take)


def taking(page: Page, width: int) -> Take:
    """Takes a picture in each theme, told by the attribute that the page's own switch sets: nothing is loaded again."""

    def take(name: str) -> None:
        for theme in THEMES:
            page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
            page.screenshot(path=FOLDER / f"{name}-{width}-{theme}.png")

    return take


def main(wanted: list[str]) -> int:
    """Takes the pictures, of the journeys named or of all; docs/pictures/label.png is one of them."""
    FOLDER.mkdir(exist_ok=True)
    failed = []
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright, running("--allow-url-import") as server, running(*SHORT_LIVED) as short_lived:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for name, journey in journeys(server, short_lived).items():
            for width in WIDTHS if not wanted or name in wanted else ():
                context = browser.new_context(
                    viewport={"width": width, "height": 800}, color_scheme="light", reduced_motion="reduce"
                )
                context.set_default_timeout(PATIENCE)
                page = context.new_page()
                try:
                    journey(page, taking(page, width))
                except (PlaywrightError, AssertionError) as error:  # the others are taken all the same
                    failed.append(f"{name} at {width} px: {error}\n")
                    page.screenshot(path=FOLDER / f"failed-{name}-{width}.png")
                context.close()
        browser.close()
    if not wanted or "pages" in wanted:
        shutil.copyfile(FOLDER / "label-text-1280-light.png", ROOT / "docs" / "pictures" / "label.png")
    sys.stdout.write(f"Pictures are in {FOLDER.name}/.\n")
    sys.stderr.writelines(failed)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
