"""The playground: try a config, see its result, hand the address on; nothing is kept on the server."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server
from tests.browser.conftest import NewPage, Watch
from tests.browser.hands import label_button, mark

pytestmark = pytest.mark.browser


def config(page: Page) -> object:
    """The config editor, once it is the one with colours."""
    field = page.locator(".cm-content")
    field.wait_for(state="attached")
    return field


def result(page: Page) -> list[dict[str, object]]:
    """What stands in the result pane, as JSON."""
    return list(json.loads(page.locator(".jsonbox").inner_text()))


def test_a_result_stands_there_as_soon_as_it_is_made(page: Page, demo: Server) -> None:
    before = sorted(path.name for path in demo.root.iterdir())
    page.goto(f"http://127.0.0.1:{demo.port}/playground")
    label_button(page, "Place").click()
    mark(page, "Bergen")
    expect(page.get_by_text("1 item", exact=True)).to_be_visible()
    (item,) = result(page)
    assert item["from_name"] == "ner"
    assert item["type"] == "labels"
    assert item["value"] == {"start": 76, "end": 82, "text": "Bergen", "labels": ["Place"]}
    page.locator(".opt", has_text="Positive").click()
    expect(page.get_by_text("2 items", exact=True)).to_be_visible()
    assert result(page)[1]["value"] == {"choices": ["Positive"]}
    # Whoever only plays has no project.
    assert sorted(path.name for path in demo.root.iterdir()) == before


def test_the_address_opens_the_same_config_elsewhere_and_becomes_a_project(new_page: NewPage, demo: Server) -> None:
    first, second = new_page(), new_page()
    first.goto(f"http://127.0.0.1:{demo.port}/playground?tag=choices")
    config(first)
    first.locator(".cm-content").click()
    first.keyboard.press("Control+End")
    first.keyboard.press("Control+Home")
    first.keyboard.press("ArrowDown")
    first.keyboard.press("Home")
    first.keyboard.insert_text('<Header value="Which of these?"/>\n')
    expect(first.locator(".preview-editor").get_by_text("Which of these?")).to_be_visible()
    first.wait_for_function("() => location.hash.startsWith('#config=v1.')")
    second.goto(first.url)
    expect(second.locator(".preview-editor").get_by_text("Which of these?")).to_be_visible()
    expect(second.locator(".opt", has_text="Travel")).to_be_visible()
    second.get_by_role("button", name="Make a project").click()
    second.wait_for_url("**/setup#config=*")
    second.get_by_role("button", name="Use this config").click()
    expect(second.get_by_text("From a link, not saved")).to_have_count(0)
    saved = second.evaluate("async () => (await (await fetch('/api/projects/1/')).json()).label_config")
    assert '<Header value="Which of these?"/>' in saved


@pytest.mark.full
def test_a_tag_is_looked_up_and_its_example_gives_way_again(page: Page, demo: Server) -> None:
    page.goto(f"http://127.0.0.1:{demo.port}/playground")
    label_button(page, "Date").wait_for()
    page.get_by_role("combobox", name="Find a tag").fill("rectanglelabels")
    page.get_by_role("button", name="Open the example").click()
    label_button(page, "Bicycle").wait_for()
    page.get_by_role("button", name="Undo").click()
    label_button(page, "Date").wait_for()


def test_data_of_ones_own_is_shown_and_what_is_none_is_said(page: Page, demo: Server) -> None:
    page.goto(f"http://127.0.0.1:{demo.port}/playground")
    label_button(page, "Date").wait_for()
    page.get_by_role("button", name="Task", exact=True).click()
    field = page.get_by_role("textbox", name="The task's data, JSON")
    field.fill('{"letter": "Written in Cork."}')
    expect(page.locator(".textwrap .text")).to_contain_text("Written in Cork.")
    field.fill("[1]")
    expect(page.get_by_text("The data of a task is an object")).to_be_visible()
    expect(page.locator(".textwrap .text")).to_contain_text("Written in Cork.")


def test_a_broken_config_is_told_at_its_line_and_the_preview_stays(page: Page, watch: Watch, demo: Server) -> None:
    watch.expected.append("400 (Bad Request)")
    page.goto(f"http://127.0.0.1:{demo.port}/playground?tag=Text")
    config(page)
    label_button(page, "Claim").wait_for()
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("<View")
    expect(page.locator(".p-preview").get_by_text("This is the last version without a problem")).to_be_visible()
    expect(label_button(page, "Claim")).to_be_visible()


def test_an_address_that_cannot_be_read_is_said(page: Page, demo: Server) -> None:
    page.goto(f"http://127.0.0.1:{demo.port}/playground#config=v1.nonsense")
    expect(page.get_by_role("alert").filter(has_text="The config in the address was not read")).to_be_visible()
    label_button(page, "Date").wait_for()
