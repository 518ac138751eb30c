"""A config built without XML, by mouse and by keyboard alone; both views show the same; what went comes back."""

from __future__ import annotations

import json
import re
import urllib.request

import pytest
from playwright.sync_api import Locator, Page, expect

from benchmarks.server import Server
from tests.browser.conftest import Watch
from tests.browser.hands import (
    config_field,
    config_text,
    expect_config,
    export,
    label_button,
    mark,
    open_template,
    position,
    results,
    submit,
)

pytestmark = pytest.mark.browser

TEXTS = b'[{"id": 1, "body": "Maria leads the shipyard in Bergen."}, {"id": 2, "body": "Nothing happened in May."}]'
BUILT = """<View>
  <Labels name="label" toName="text">
    <Label value="Person" background="#13905e"/>
    <Label value="Place"/>
    <Label value="Date" hotkey="d"/>
  </Labels>
  <Text name="text" value="$body"/>
  <Choices name="choice" toName="text" choice="single" required="true">
    <Choice value="News"/>
    <Choice value="Other"/>
  </Choices>
</View>"""


def with_texts(page: Page, server: Server) -> str:
    """Imports two texts into a new project and opens its setup."""
    root = f"http://127.0.0.1:{server.port}"
    page.goto(f"{root}/import")
    page.locator("input[type=file]").first.set_input_files(
        {"name": "texts.json", "mimeType": "application/json", "buffer": TEXTS}
    )
    expect(page.get_by_text("2 tasks", exact=False).first).to_be_visible()
    page.goto(f"{root}/setup")
    expect(page.get_by_role("heading", name="What do your tasks show?")).to_be_visible()
    return root


def config_of(page: Page, root: str) -> str:
    """The label config as the server holds it."""
    cookie = "; ".join(f"{each['name']}={each['value']}" for each in page.context.cookies())
    request = urllib.request.Request(f"{root}/api/projects/1/", headers={"Cookie": cookie})
    with urllib.request.urlopen(request) as answer:
        return str(json.load(answer)["label_config"])


def part(page: Page, title: str) -> Locator:
    """A card of the builder."""
    return page.get_by_role("listitem", name=title, exact=True)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".sbar [role=status]")).to_have_text("Saved")


def test_a_config_is_built_without_xml_and_labeled_with(page: Page, demo: Server) -> None:
    root = with_texts(page, demo)
    page.get_by_role("button", name="Text", exact=False).first.click()
    expect(part(page, "Text").get_by_label("Field of the task")).to_have_value("body")
    page.get_by_role("button", name="Labels to mark with").click()
    for name in ("Person", "Place"):
        page.get_by_role("textbox", name="Name of the next label").fill(name)
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Paste a list").click()
    page.get_by_role("textbox", name="Names").fill("Date\nPlace\n")
    page.get_by_role("button", name="Add 2 labels").click()
    page.get_by_role("button", name="Colour of “Person”").click()
    page.get_by_role("button", name="Colour 7 of 12").click()
    page.get_by_role("textbox", name="Hotkey of “Date”").press("d")
    # in a low window the menu's first rows are within reach all the same
    page.set_viewport_size({"width": 1280, "height": 520})
    page.get_by_role("button", name="Ask or mark something").click()
    page.get_by_role("menuitem", name="Choices").click()
    page.set_viewport_size({"width": 1280, "height": 800})
    # a list without anything in it is not saved, and says so where it stands
    expect(part(page, "Choices").get_by_role("alert")).to_contain_text("Choices has no Choice. Add one")
    expect(page.get_by_role("alert")).to_have_count(1)
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_disabled()
    for name in ("News", "Other"):
        page.get_by_role("textbox", name="Name of the next choice").fill(name)
        page.keyboard.press("Enter")
    part(page, "Choices").get_by_label("An answer is needed").check()
    expect(label_button(page, "Date")).to_be_visible()  # the preview follows
    question = part(page, "Choices").get_by_label("Question")
    question.press_sequentially("Which sort?", delay=20)  # the first letter makes the heading above, and takes no focus
    expect(part(page, "Heading").get_by_role("textbox")).to_have_value("Which sort?")
    question.fill("")
    expect(part(page, "Heading")).to_have_count(0)
    save(page)
    assert config_of(page, root) == BUILT

    page.goto(f"{root}/label")
    label_button(page, "Person").click()
    mark(page, "Maria")
    page.keyboard.press("d")
    mark(page, "Bergen")
    page.get_by_role("radio", name="News").check()
    submit(page)
    position(page, 2)
    [made, *_] = results(export(page))
    chosen = [item["value"].get("labels") or item["value"]["choices"] for item in made]
    assert chosen == [["Person"], ["Date"], ["News"]]


def press_until(page: Page, key: str, name: str) -> None:
    """Presses a key until what has the focus is called so."""
    for _ in range(80):
        focused = page.locator(":focus")
        if focused.count() and re.search(name, focused.first.get_attribute("aria-label") or focused.first.inner_text()):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} never came to {name}")


@pytest.mark.full
def test_so_it_is_by_keyboard_alone(page: Page, demo: Server) -> None:
    root = with_texts(page, demo)
    press_until(page, "Tab", r"^Text\b")
    page.keyboard.press("Enter")
    expect(part(page, "Text")).to_be_visible()
    press_until(page, "Tab", "^Labels to mark with")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Name of the next label")).to_be_focused()
    for name in ("Place", "Person", "Date"):
        page.keyboard.type(name)
        page.keyboard.press("Enter")
    press_until(page, "Shift+Tab", "^Move “Person”")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("button", name="Move “Person”, 1 of 3", exact=True)).to_be_focused()
    expect(page.get_by_text("“Person” is now 1 of 3")).to_be_attached()
    press_until(page, "Tab", "^Colour of “Person”")
    page.keyboard.press("Enter")
    press_until(page, "Tab", "^Colour 7 of 12")
    page.keyboard.press("Enter")
    press_until(page, "Tab", "^Hotkey of “Date”")
    page.keyboard.press("d")
    press_until(page, "Tab", "^Ask or mark something")
    page.keyboard.press("Enter")
    press_until(page, "ArrowDown", "^Choices")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Name of the next choice")).to_be_focused()
    for name in ("News", "Other", "Third"):
        page.keyboard.type(name)
        page.keyboard.press("Enter")
    page.keyboard.press("Control+z")  # the third went too far
    required = part(page, "Choices").get_by_label("An answer is needed")
    for _ in range(20):
        if required.evaluate("element => element === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(required).to_be_checked()
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_enabled()
    page.keyboard.press("Control+s")
    expect(page.locator(".sbar [role=status]")).to_have_text("Saved")
    assert config_of(page, root) == BUILT


@pytest.mark.full
def test_both_views_are_one_text_and_nothing_else_of_it_changes(page: Page, demo: Server, watch: Watch) -> None:
    watch.expected = ["400"]
    open_template(page, demo, "Named entities")
    page.goto(f"http://127.0.0.1:{demo.port}/setup")
    odd = """<View>
  <!-- mine -->
  <Labels   name='a' toName="text">
    <Label value="One"/>
  </Labels>
  <Strange kept="yes"><b/></Strange>
  <Text name="text" value="$text" />
</View>"""
    config_field(page).fill(odd)
    page.get_by_role("button", name="Visual").click()
    expect(part(page, "<Strange>")).to_be_visible()
    name = page.get_by_role("textbox", name="Name of label 1")
    name.fill("Two & more")
    page.get_by_role("button", name="XML", exact=True).click()
    expect_config(page, odd.replace('"One"', '"Two &amp; more"'))
    config_field(page).press("Control+z")
    page.get_by_role("button", name="Visual").click()
    expect(name).to_have_value("One")
    page.get_by_role("button", name="Remove Text").click()  # and the labels, which have nothing else
    expect(part(page, "Labels to mark with")).to_have_count(0)
    page.get_by_role("button", name="Undo", exact=True).last.click()
    expect(name).to_have_value("One")
    config_field(page).fill("<View>\n  <Text>\n</View>")
    page.get_by_role("button", name="Visual").click()
    expect(page.get_by_role("heading", name="This view waits")).to_be_visible()
    page.get_by_role("button", name="Open the XML").click()
    expect(config_field(page)).to_be_visible()


@pytest.mark.full
def test_what_a_change_takes_is_told_before_and_comes_back_after(page: Page, demo: Server) -> None:
    open_template(page, demo, "Named entities")
    label_button(page, "Person").click()
    mark(page, "Maria Lindqvist")
    submit(page)
    position(page, 2)
    root = f"http://127.0.0.1:{demo.port}"
    page.goto(f"{root}/setup")
    before = config_of(page, root)
    page.get_by_role("textbox", name="Name of label 1").fill("Human")
    expect(page.get_by_text("1 annotation uses “Person”, which this removes.")).to_be_visible()
    page.get_by_role("button", name="Keep as “Human”").click()
    expect(page.get_by_text("which this removes")).to_have_count(0)
    save(page)  # nothing is asked
    assert config_of(page, root) == before.replace('value="Person"', 'value="Human" alias="Person"')
    page.get_by_role("button", name="Remove “Place”").click()
    save(page)
    page.get_by_role("button", name="History").click()
    history = page.get_by_role("dialog", name="Earlier versions")
    expect(history.get_by_role("button", name="Removed “Place”")).to_be_visible()
    history.get_by_role("button", name="At the start").click()
    expect(history.locator(".diff .added").filter(has_text='<Label value="Place"/>')).to_be_visible()
    history.get_by_role("button", name="Put it into the editor").click()
    expect(page.get_by_role("textbox", name="Name of label 1")).to_have_value("Person")
    assert '"Human"' in config_of(page, root)  # it is not saved yet
    save(page)
    assert config_of(page, root) == before


def take_first(page: Page, name: str) -> None:
    """Takes what the list of completions offers first."""
    expect(page.get_by_role("option", name=name).first).to_be_visible()
    page.wait_for_timeout(100)  # a list takes no key in its first 75 ms, so that nobody hits it by chance
    page.keyboard.press("Enter")


@pytest.mark.full
def test_the_xml_is_completed_put_right_and_left_by_keyboard(page: Page, demo: Server, watch: Watch) -> None:
    watch.expected = ["400"]
    open_template(page, demo, "Named entities")
    page.goto(f"http://127.0.0.1:{demo.port}/setup?view=xml")
    field = config_field(page)
    field.fill("<View>\n</View>")
    field.press("Control+Home")
    field.press("End")
    page.keyboard.type("\n<Te")
    take_first(page, "Text")
    page.keyboard.type(" nam")
    take_first(page, "name")
    page.keyboard.type("t")
    page.keyboard.press("ArrowRight")
    page.keyboard.type(" val")
    take_first(page, "value")
    take_first(page, "$text")
    page.keyboard.press("ArrowRight")
    with page.expect_response(lambda answer: r"name=\"l\"/>" in (answer.request.post_data or "")):  # of the whole text
        page.keyboard.type('/><Labels toName="tt" name="l"/>')
    assert '<Text name="t" value="$text"/>' in config_text(page)
    expect(page.get_by_text("no tag has that name").first).to_be_visible()
    expect(page.locator(".cm-line.err")).to_have_count(1)
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Use “t”")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("no tag has that name")).to_have_count(0)
    assert 'toName="t"' in config_text(page)
    before = config_text(page)
    page.keyboard.press("Tab")
    assert len(config_text(page)) == len(before) + 2  # it indents again
