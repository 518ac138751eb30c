"""A form of every kind of question, filled by hand: typed, pressed, slid, picked; and what the server then holds."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from benchmarks.server import Server
from tests.browser.conftest import NewPage
from tests.browser.hands import label_button, mark, saved, without_id
from tests.browser.project_api import ProjectApi

pytestmark = pytest.mark.browser

FORM = """<View>
  <Labels name="part" toName="story"><Label value="Claim"/></Labels>
  <Text name="story" value="$story"/>
  <Header value="Why?"/>
  <TextArea name="why" toName="story" perRegion="true" required="true"/>
  <Header value="Summary"/>
  <TextArea name="summary" toName="story" rows="3" maxSubmissions="2" required="true">
    <Shortcut alias="Unclear" value="[unclear]" hotkey="ctrl+1"/>
  </TextArea>
  <Header value="Keywords"/>
  <TextArea name="keywords" toName="story" skipDuplicates="true"/>
  <Header value="How clear is it?"/>
  <Rating name="clarity" toName="story" maxRating="5" hotkey="r"/>
  <Header value="People"/>
  <Number name="people" toName="story" min="0" max="50" step="1"/>
  <Header value="Share in percent"/>
  <Number name="share" toName="story" min="0" max="100" step="0.5" slider="true"/>
  <Header value="When?"/>
  <DateTime name="day" toName="story" only="date" format="%d.%m.%Y" min="2020-01-01"/>
  <DateTime name="month" toName="story" only="month,year" min="2020" max="2026"/>
  <DateTime name="moment" toName="story"/>
  <Header value="Which title is better?"/>
  <Pairwise name="better" toName="first,second" required="true"/>
  <View style="display:grid;grid-template-columns:1fr 1fr;gap:12px">
    <Text name="first" value="$first"/>
    <Text name="second" value="$second"/>
  </View>
</View>"""
TASK = {
    "story": "The ferry left at noon. Nobody was told.",
    "first": "A ferry leaves",
    "second": "Gone at noon",
}


def question(page: Page, name: str) -> Locator:
    return page.locator(f'[data-name="{name}"]')


def fill_texts(page: Page) -> None:
    keywords = question(page, "keywords").locator(".adding textarea")
    keywords.press_sequentially("ferry")
    keywords.press("Enter")
    keywords.press_sequentially("noon")
    keywords.press("Enter")
    keywords.press_sequentially("ferry")
    keywords.press("Enter")
    expect(question(page, "keywords").locator(".err")).to_have_text("This text is there already.")
    keywords.fill("harbour")  # is not added, and counts all the same
    question(page, "keywords").get_by_role("button", name="Take out: noon").click()
    summary = question(page, "summary").locator(".adding textarea")
    summary.press_sequentially("It left.\n")
    summary.press("Control+1")
    expect(summary).to_have_value("It left.\n[unclear]")


def fill_the_rest(page: Page) -> None:
    stars = question(page, "clarity").get_by_role("radio")
    stars.nth(1).click()
    stars.nth(1).press("ArrowRight")
    expect(question(page, "clarity").get_by_role("radio", checked=True)).to_have_accessible_name("3 of 5")
    people = question(page, "people").get_by_role("textbox")
    people.press_sequentially("12")
    people.press("ArrowUp")
    share = question(page, "share").get_by_role("slider")
    share.focus()
    share.press("End")
    share.press("ArrowLeft")
    expect(question(page, "share").get_by_role("textbox")).to_have_value("99.5")
    question(page, "share").get_by_role("textbox").fill("12,5")
    question(page, "day").locator("input").fill("2024-02-29")
    question(page, "month").get_by_role("combobox", name="Month").select_option("January")
    question(page, "month").get_by_role("combobox", name="Year").select_option("2023")
    question(page, "moment").locator("input").fill("2024-02-29T08:05")


def item(name: str, kind: str, value: dict[str, Any], to_name: str = "story") -> dict[str, Any]:
    return {"from_name": name, "to_name": to_name, "type": kind, "origin": "manual", "value": value}


def result_on_disk(api: ProjectApi) -> list[dict[str, Any]]:
    [task] = api.get("/api/tasks/?project=1&fields=all")["tasks"]
    [annotation] = task["annotations"]
    return [without_id(one) for one in annotation["result"]]


def test_a_form_is_filled_by_hand_and_stands_on_the_server_as_label_studio_writes_it(
    demo: Server, new_page: NewPage
) -> None:
    page = new_page()
    api = ProjectApi(page, demo)
    api.send("PATCH", "/api/projects/1/", {"label_config": FORM})
    api.send("POST", "/api/projects/1/import", [TASK])
    page.goto(f"{api.origin}/label")
    label_button(page, "Claim").click()
    mark(page, "Nobody")
    fill_texts(page)
    fill_the_rest(page)
    saved(page)

    # What is missing is said, and so is what is not taken; both lead to their question.
    people = question(page, "people").get_by_role("textbox")
    people.fill("80")
    page.get_by_role("button", name="Submit").click()
    expect(question(page, "people").locator(".err")).to_have_text("Write a number from 0 to 50.")
    expect(page.locator(".problems")).to_contain_text("Which title is better?")
    expect(page.locator(".foot")).to_contain_text("3 missing")
    people.fill("13")
    page.locator('[data-name="second"]').click()
    expect(question(page, "better").get_by_role("radio", checked=True)).to_have_accessible_name("Right")
    page.get_by_role("button", name="Submit").click()
    why = question(page, "why").locator(".adding textarea")
    why.fill("no source")
    # Undone from outside the field, and done again.
    page.locator(".saved").click()
    page.keyboard.press("Control+z")
    expect(why).to_have_value("")
    page.keyboard.press("Control+Shift+z")
    expect(question(page, "why").locator(".entries textarea")).to_have_value("no source")
    with page.expect_response(lambda it: it.request.method == "POST" and it.url.endswith("/annotations/")) as answer:
        page.get_by_role("button", name="Submit").click()
    assert answer.value.ok

    place = {"start": 24, "end": 30}
    assert result_on_disk(api) == [
        item("part", "labels", {**place, "text": "Nobody", "labels": ["Claim"]}),
        item("why", "textarea", {**place, "text": ["no source"]}),
        item("keywords", "textarea", {"text": ["ferry", "harbour"]}),
        item("summary", "textarea", {"text": ["It left.\n[unclear]"]}),
        item("clarity", "rating", {"rating": 3}),
        item("share", "number", {"number": 12.5}),
        item("day", "datetime", {"datetime": "29.02.2024"}),
        item("month", "datetime", {"datetime": "2023-01"}),
        item("moment", "datetime", {"datetime": "2024-02-29T08:05"}),
        # taken back when 80 was refused, then answered anew
        item("people", "number", {"number": 13}),
        item("better", "pairwise", {"selected": "right"}, "better"),
    ]
