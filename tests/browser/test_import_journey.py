"""Importing as people meet it: a table that fits nothing, a connection that breaks, and no mouse."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request, Route, expect

from benchmarks.server import Server, running
from tests.browser.conftest import Watch
from tests.browser.hands import position

pytestmark = pytest.mark.browser

CONFIG = (
    '<View><Text name="text" value="$text"/><Choices name="mood" toName="text">'
    '<Choice value="good"/><Choice value="bad"/></Choices></View>'
)
#: Semicolons, a byte order mark, a column twice, one without a name, names with spaces.
ODD = (
    "\ufeffReview body;Id;Id;;Region name;Mood\n"
    "Nice lamp, warm light;7;x;;north;good\n"
    '"Too loud; ""very"" loud";8;y;z;south;bad\n'
).encode()


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(root=tmp_path_factory.mktemp("import")) as server:
        yield server


def open_import(page: Page, server: Server, config: str = CONFIG, says: str | None = None) -> None:
    """The Import page of a project that labels texts, or with another label config, as soon as it says so."""
    root = f"http://127.0.0.1:{server.port}"
    page.goto(root)
    assert page.evaluate(
        """config => fetch("/api/projects/1/", {method: "PATCH", headers: {"Content-Type": "application/json"},
        body: JSON.stringify({label_config: config})}).then(answer => answer.status)""",
        config,
    ) == 200  # fmt: skip
    page.goto(f"{root}/import")
    says = says or ("Your labels read $text" if config == CONFIG else "No labels yet.")
    expect(page.get_by_text(says)).to_be_visible()


def choose(page: Page, name: str, content: bytes) -> None:
    page.locator("input[type=file]").first.set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})


def api(page: Page, path: str) -> Any:
    return page.evaluate("path => fetch(path).then(answer => answer.json())", path)


def tab_to(page: Page, words: str) -> None:
    """Goes on with Tab to the button with these words, and presses it."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == words:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"no way to {words!r} by Tab")


def first_task(page: Page) -> Any:
    """The first task as the page previews it."""
    return json.loads(page.locator(".first-task pre").inner_text())


def test_a_table_with_odd_columns_is_mapped_by_hand_and_labeled(page: Page, studio: Server) -> None:
    open_import(page, studio)
    choose(page, "odd reviews.csv", ODD)
    names = page.locator(".columns tbody th > bdi")
    expect(names).to_have_text(["Review body", "Id", "Id (2)", "column_4", "Region name", "Mood"])
    expect(page.get_by_label("Separator")).to_have_value(";")
    page.get_by_label("What “Review body” becomes").select_option("leave")
    expect(page.get_by_text("No column becomes $text yet")).to_be_visible()
    expect(page.get_by_role("button", name="Import", exact=True)).to_be_disabled()
    page.get_by_label("What “Review body” becomes").select_option("key:text")
    page.get_by_label("What “Id” becomes").select_option("meta")
    page.get_by_label("What “Id (2)” becomes").select_option("leave")
    page.get_by_label("What “column_4” becomes").select_option("leave")
    page.get_by_label("What “Region name” becomes").select_option("other")
    page.get_by_label("Name: Region name").fill("region")
    page.get_by_label("What “Mood” becomes").select_option("prediction:mood")
    page.get_by_label("Model version: Mood").fill("spring")
    shown = page.locator(".task-list > div")
    expect(shown).to_have_text(["textNice lamp, warm light", "regionnorth", "Idmeta7", "moodprediction, springgood"])
    page.get_by_role("button", name="JSON", exact=True).click()
    task = first_task(page)
    assert task["data"] == {"text": "Nice lamp, warm light", "region": "north"}
    assert task["meta"] == {"Id": "7"}
    page.get_by_role("button", name="In the editor").click()
    expect(page.locator(".first-task .textwrap .text")).to_have_text("Nice lamp, warm light")
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.locator(".sum")).to_contain_text("2tasks added")
    page.get_by_role("link", name="Start labeling").click()
    position(page, 1)
    expect(page.locator(".textwrap .text")).to_have_text("Nice lamp, warm light")
    second = api(page, "/api/tasks/2")
    assert second["data"] == {"text": 'Too loud; "very" loud', "region": "south"}
    (prediction,) = second["predictions"]
    assert (prediction["model_version"], prediction["result"][0]["value"]) == ("spring", {"choices": ["bad"]})


def test_a_table_is_imported_as_its_mapping_shows_it(page: Page, studio: Server) -> None:
    open_import(page, studio, "<View></View>")
    table = b"\xef\xbb\xbfNr;Comment (EN);;Site;Site\n" + b"".join(b"%d;Nice;;quay;%d\n" % (n, n) for n in range(240))
    choose(page, "visitor comments.csv", table)
    expect(page.get_by_label("What “Site (2)” becomes")).to_have_value("keep")
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.locator(".sum")).to_contain_text("240tasks added")
    last = {"Nr": "239", "Comment (EN)": "Nice", "column_3": "", "Site": "quay", "Site (2)": "239"}
    assert api(page, "/api/tasks/240")["data"] == last


@pytest.mark.full
def test_a_heading_that_cannot_be_used_is_no_row(page: Page, studio: Server) -> None:
    open_import(page, studio)
    choose(page, "two ids.csv", ODD)
    page.get_by_label("What “Id” becomes").select_option("other")
    page.get_by_label("Name: Id", exact=True).fill("Mood")
    page.get_by_role("button", name="Import", exact=True).click()
    card = page.locator("section.card", has_text="two ids.csv")
    expect(card).to_contain_text("The heading cannot be used, so no row was read and nothing was imported.")
    expect(card).to_contain_text('Two columns go to "Mood"')
    expect(card.get_by_text("1 row")).to_have_count(0)
    expect(card.get_by_role("button", name="Import the rest")).to_have_count(0)
    expect(card.locator(".btn.primary")).to_have_text("Change the columns")
    expect(card.get_by_role("columnheader")).to_have_text(["Line", "Why it cannot be used", "What stands there"])
    card.get_by_role("button", name="Change the columns").click()
    expect(page.get_by_label("Name: Id", exact=True)).to_have_value("Mood")
    page.get_by_label("Name: Id", exact=True).fill("number")
    page.get_by_role("button", name="Import", exact=True).click()
    expect(card.locator(".sum")).to_contain_text("2tasks added")
    expect(card.get_by_role("table")).to_have_count(0)
    card.get_by_role("button", name="Undo import").click()
    expect(card.get_by_text("Taken back. Its tasks are gone.")).to_be_visible()
    expect(card.get_by_text("tasks added")).to_have_count(0)
    expect(card.locator(".pill")).to_have_count(0)


def test_a_connection_that_breaks_in_the_middle_loses_nothing(page: Page, studio: Server, watch: Watch) -> None:
    open_import(page, studio)
    watch.expected.append("ERR_")
    sent: list[int] = []
    broken: list[str] = []

    def cut_the_second(route: Route, request: Request) -> None:
        offset = re.search(r"offset=(\d+)", request.url)
        if request.method == "PUT" and offset:
            sent.append(int(offset[1]))
            if len(sent) == 2:
                broken.append(request.url)
                route.abort("connectionreset")
                return
        route.continue_()

    page.route("**/import/jobs/**", cut_the_second)
    rows = 40_000
    choose(page, "long.csv", b"text\n" + b"".join(b"%064d\n" % number for number in range(rows)))
    expect(page.locator(".sum")).to_contain_text("40,000tasks added")
    assert len(broken) == 1
    # The part that was cut off was sent again from where it began, and nothing twice.
    assert sent[1] == sent[2] and len(sent) == len(set(sent)) + 1
    assert api(page, "/api/projects/1/")["task_number"] == rows


@pytest.mark.full
def test_an_import_of_an_earlier_visit_goes_on_with_the_same_file(
    page: Page, studio: Server, watch: Watch, tmp_path: Path
) -> None:
    open_import(page, studio)
    content = b"text\n" + b"".join(b"%099d\n" % number for number in range(30_000))
    (tmp_path / "long.csv").write_bytes(content)
    (tmp_path / "other.csv").write_bytes(content[:-1] + b"x")
    begun = page.evaluate(
        """async size => {
          const headers = {"Content-Type": "application/json"};
          const answer = await fetch("/api/projects/1/import/jobs",
            {method: "POST", headers, body: JSON.stringify({name: "long.csv", size})});
          return answer.json();
        }""",
        len(content),
    )
    text = content[:1_000_000].decode()
    page.evaluate(
        "([id, text]) => fetch(`/api/projects/1/import/jobs/${id}?offset=0`, {method: 'PUT', body: text})",
        [begun["id"], text],
    )
    page.reload()
    card = page.locator("section.card", has_text="long.csv")
    expect(card).to_contain_text(
        "Interrupted: 977 kB of 2.9 MB are on the server. Choose the same file again to go on."
    )
    watch.expected.append("400")
    card.locator("input[type=file]").set_input_files(tmp_path / "other.csv")
    expect(card).to_contain_text('This is not the file that was begun: that one is called "long.csv"')
    offsets: list[str] = []
    page.on("request", lambda request: offsets.append(request.url) if request.method == "PUT" else None)
    card.locator("input[type=file]").set_input_files(tmp_path / "long.csv")
    expect(card.locator(".sum")).to_contain_text("30,000tasks added")
    assert offsets[0].endswith("offset=1000000")
    assert api(page, "/api/tasks/30000")["data"] == {"text": f"{29_999:099}"}


@pytest.mark.full
def test_a_stopped_import_leaves_nothing_on_the_server(page: Page, studio: Server) -> None:
    open_import(page, studio)
    page.route("**/import/jobs/*?offset=*", lambda route: None)
    choose(page, "slow.csv", b"text\n" + b"word\n" * 100_000)
    card = page.locator("section.card", has_text="slow.csv")
    expect(card.get_by_role("progressbar")).to_be_visible()
    card.get_by_role("button", name="Stop the import of slow.csv").click()
    expect(card).to_contain_text("Stopped. Nothing of it was imported.")
    assert api(page, "/api/projects/1/import/jobs") == []
    assert list(studio.root.glob("*/.incoming-imports/*")) == []
    assert api(page, "/api/projects/1/")["task_number"] == 0


@pytest.mark.full
def test_rows_left_out_are_told_and_the_rest_imported_by_keyboard_alone(page: Page, studio: Server) -> None:
    open_import(page, studio)
    page.get_by_role("button", name="Paste", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Text to import")).to_be_focused()
    page.keyboard.insert_text("Body\tNumber\nNice lamp\t1\nToo loud\t2\t3\nFine\t3\n")
    tab_to(page, "Import this text")
    becomes = page.get_by_label("What “Body” becomes")
    expect(becomes).to_have_value("key:text")
    expect(page.get_by_role("button", name="Import", exact=True)).to_be_enabled()
    tab_to(page, "Import")
    expect(page.get_by_role("status").filter(has_text="1 row cannot be read, nothing was imported")).to_be_attached()
    row = page.locator(".twrap tbody tr")
    expect(row).to_have_count(1)
    expect(row.locator("td")).to_have_text(
        ["3", "This row has 3 values under 2 columns. Check its delimiters and quotation marks.", "Too loud\t2\t3"]
    )
    expect(page.locator(".sum")).to_contain_text("1row left out")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the 1 row").focus()
        page.keyboard.press("Enter")
    table = Path(download.value.path()).read_text()
    assert table.splitlines()[1].startswith("3,") and table.splitlines()[1].endswith('"Too loud\t2\t3"')
    # The file is still on the server, and is read as the mapping said.
    page.reload()
    page.get_by_role("button", name="Import the rest").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sum")).to_contain_text("2tasks added")
    assert [task["data"]["text"] for task in api(page, "/api/tasks/")["tasks"]] == ["Nice lamp", "Fine"]


@pytest.mark.full
def test_an_import_is_undone_and_work_on_it_is_asked_about(page: Page, studio: Server, watch: Watch) -> None:
    open_import(page, studio)
    choose(page, "two.csv", b"text\none\ntwo\n")
    page.get_by_role("button", name="Undo import").click()
    expect(page.get_by_text("Taken back. Its tasks are gone.")).to_be_visible()
    assert api(page, "/api/projects/1/")["task_number"] == 0
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_role("button", name="Undo import")).to_be_visible()
    assert api(page, "/api/projects/1/")["task_number"] == 2
    page.evaluate(
        """() => fetch("/api/tasks/1/annotations/", {method: "POST", headers: {"Content-Type": "application/json"},
        body: '{"result": []}'}).then(answer => answer.status)"""
    )
    watch.expected.append("400")
    page.get_by_role("button", name="Undo import").click()
    question = page.get_by_role("alertdialog", name="Undo this import all the same?")
    expect(question).to_contain_text("Since then 1 annotation was made on its tasks.")
    question.get_by_role("button", name="Keep them").click()
    assert api(page, "/api/projects/1/")["task_number"] == 2
    page.get_by_role("button", name="Undo import").click()
    question.get_by_role("button", name="Remove tasks and work").click()
    expect(page.get_by_text("Taken back. Its tasks are gone.")).to_be_visible()
    assert api(page, "/api/projects/1/")["task_number"] == 0


@pytest.mark.full
def test_labels_without_a_place_bring_a_config_that_has_one(page: Page, studio: Server, watch: Watch) -> None:
    open_import(page, studio, "<View></View>")
    choose(page, "ner.conll", b"Ida B-PER\nsaw O\nLund B-LOC\n\nOslo B-LOC\n")
    card = page.get_by_role("region", name="ner.conll")
    expect(card.get_by_text("Use the config that is proposed")).to_be_visible()
    watch.faults.clear()  # the refusal stands in the console
    page.get_by_role("button", name="Use this label config and import").click()
    expect(card.get_by_text("tasks added")).to_be_visible()
    task = api(page, "/api/tasks/")["tasks"][0]["id"]
    [annotation] = api(page, f"/api/tasks/{task}/annotations/")
    assert [(item["value"]["text"], item["value"]["labels"]) for item in annotation["result"]] == [
        ("Ida", ["PER"]), ("Lund", ["LOC"]),
    ]  # fmt: skip
