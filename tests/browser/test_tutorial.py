"""docs/tutorial/zero-to-one.md, done as it says: its commands, its files, its presses, in its order."""

from __future__ import annotations

import csv
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import running_for
from tests.browser.hands import config_field

pytestmark = pytest.mark.browser

DOCUMENT = (Path(__file__).parents[2] / "docs" / "tutorial" / "zero-to-one.md").read_text(encoding="utf-8")

#: What Ctrl+V does with this text; a page has no clipboard of its own to paste from.
PASTE = """(field, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def blocks(kind: str) -> list[str]:
    """What stands in the document's code blocks of a kind, in order."""
    return re.findall(rf"```{kind}\n(.*?)```", DOCUMENT, re.DOTALL)


class Reader:
    """Somebody who presses what the document names in bold, one after the other."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.names: Iterator[str] = iter(re.findall(r"\*\*(.+?)\*\*", DOCUMENT))

    def press(self, name: str, role: Any) -> None:
        assert next(self.names) == name, "the document's order"
        self.page.get_by_role(role, name=name, exact=True).first.click()


def without_time(entry: dict[str, Any], like: dict[str, Any]) -> dict[str, Any]:
    return {key: entry.get(key) for key in like}


def test_the_tutorial_does_what_it_says(page: Page, tmp_path: Path) -> None:
    start, fetch = (shlex.split(block) for block in blocks("sh"))
    program, command, project, *flags = start
    assert (program, command) == ("label-studio", "start")
    (table,), (config,), (expected,) = blocks("csv"), blocks("xml"), blocks("json")
    (tmp_path / "reviews.csv").write_text(table, encoding="utf-8")
    tasks = len(list(csv.DictReader(table.splitlines())))
    with running_for(page, *flags, "-b", command=command, positional=(project,), root=tmp_path) as server:
        page.goto(f"http://127.0.0.1:{server.port}/")
        expect(page.get_by_text("Bring your own data", exact=True)).to_be_visible()
        assert (tmp_path / project).is_dir()
        reader = Reader(page)
        with page.expect_file_chooser() as chooser:
            reader.press("Choose files", "button")
        chooser.value.set_files(tmp_path / "reviews.csv")
        expect(page.get_by_text(f"{tasks} tasks")).not_to_have_count(0)

        reader.press("Setup", "link")
        reader.press("XML", "button")
        config_field(page).press("Control+a")
        config_field(page).evaluate(PASTE, config)
        expect(page.locator(".preview").get_by_text("How does the buyer like the lamp?")).to_be_visible()
        reader.press("Save", "button")
        expect(page.locator("#main .saved")).to_have_text("Saved")

        reader.press("Label", "link")
        for number, presses in re.findall(r"^\| (\d+) \| (.*) \|$", DOCUMENT, re.MULTILINE):
            expect(page.locator(".task .pos b")).to_have_text(number)
            for key in re.findall(r"`(.+?)`", presses):
                page.keyboard.press(key.replace("Ctrl", "Control"))
        expect(page.get_by_role("heading", name=f"All {tasks} done")).to_be_visible()

        reader.press("Export", "link")
        assert next(reader.names) == "JSON-MIN"
        page.locator("label.fmt").filter(has_text="JSON-MIN").first.click()
        with page.expect_download() as download:
            reader.press(f"Export {tasks} tasks", "link")
        wanted = json.loads(expected)
        exported = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
        assert [without_time(entry, like) for entry, like in zip(exported, wanted, strict=True)] == wanted
        address = fetch[-1].replace("127.0.0.1:8080", f"127.0.0.1:{server.port}")
        assert httpx.get(address).json() == exported
