"""Arrows between regions, drawn by hand: with a key and a press, turned, named, undone, gone with their ends."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from benchmarks.server import Server
from tests.browser.conftest import NewPage
from tests.browser.hands import saved
from tests.browser.project_api import ProjectApi

pytestmark = pytest.mark.browser

NAMED = """<View>
  <Relations><Relation value="lives in"/><Relation value="works for" background="#b5472c"/></Relations>
  <Labels name="ner" toName="text"><Label value="Person"/><Label value="Place"/><Label value="Company"/></Labels>
  <Text name="text" value="$text"/>
</View>"""
TEXT = (
    "Maria Lindqvist works for the Nordlys Institute. "
    + "Nobody remembers when she came. " * 12
    + "She lives in Tromsø, near the shipyard."
)


def span(name: str, words: str, label: str) -> dict[str, Any]:
    start = TEXT.index(words)
    value = {"start": start, "end": start + len(words), "text": words, "labels": [label]}
    return {"id": name, "from_name": "ner", "to_name": "text", "type": "labels", "origin": "manual", "value": value}


RESULT = [
    span("maria", "Maria Lindqvist", "Person"),
    span("nordlys", "Nordlys Institute", "Company"),
    span("tromso", "Tromsø", "Place"),
]


def started(page: Page, server: Server, config: str, tasks: list[dict[str, Any]]) -> None:
    api = ProjectApi(page, server)
    api.send("PATCH", "/api/projects/1/", {"label_config": config})
    api.send("POST", "/api/projects/1/import", tasks)
    [task] = api.get("/api/tasks/?project=1")["tasks"]
    page.goto(f"{api.origin}/label?task={task['id']}")


def mark_of(page: Page, words: str) -> Locator:
    return page.locator("mark", has_text=words).first


def test_arrows_are_drawn_turned_named_and_go_with_their_ends(demo: Server, new_page: NewPage) -> None:
    page = new_page()
    started(page, demo, NAMED, [{"data": {"text": TEXT}, "annotations": [{"result": RESULT}]}])
    listed = page.locator(".rel")
    expect(page.locator(".rels-none")).to_be_visible()

    # Alt+R, then a press on another region; Escape ends it without one.
    mark_of(page, "Maria Lindqvist").click()
    page.keyboard.press("Alt+r")
    expect(page.locator(".relating-note")).to_have_text('From "Maria Lindqvist": press another region. Esc ends this.')
    page.keyboard.press("Escape")
    expect(page.locator(".relating-note")).to_have_count(0)
    page.keyboard.press("Alt+r")
    mark_of(page, "Nordlys Institute").click()
    expect(listed).to_have_count(1)
    page.keyboard.press("Alt+r")
    page.locator(".rg", has_text="Tromsø").click()  # a row of the list is as good as the place in the text
    expect(listed).to_have_count(2)
    expect(page.locator(".arrows .line")).to_have_count(2)

    # Labels and direction are changed in the list.
    listed.nth(0).get_by_role("button", name="Maria Lindqvist").click()
    listed.nth(0).get_by_role("button", name="works for").click()
    expect(page.locator(".arrows text")).to_have_text("works for")
    listed.nth(1).get_by_role("button", name="Direction: to the second").click()
    listed.nth(1).get_by_role("button", name="Direction: to the first").click()
    saved(page)

    # A hidden end has no arrow; shown again, it has.
    mark_of(page, "Tromsø").click()
    for lines in (1, 2):
        page.keyboard.press("Alt+h")
        expect(page.locator(".arrows .line")).to_have_count(lines)

    # The arrow stays on its words when they move: it begins over the middle of the name.
    page.set_viewport_size({"width": 1000, "height": 420})
    page.locator(".editor .main").evaluate("main => main.scrollBy(0, 30)")
    page.wait_for_function(
        """() => {
        const mark = [...document.querySelectorAll('mark')].find((each) => each.textContent.includes('Maria'));
        const box = mark.getBoundingClientRect(), origin = document.querySelector('.arrows').getBoundingClientRect();
        const [x, y] = document.querySelector('.arrows .line').getAttribute('d').slice(1).split(/[L ]/).map(Number);
        return Math.abs(origin.x + x - (box.x + box.width / 2)) < 3 && Math.abs(origin.y + y - box.y) < 3;
    }"""
    )

    # An end that goes takes its arrow along; undo brings both back.
    mark_of(page, "Nordlys Institute").click()
    page.keyboard.press("Delete")
    expect(listed).to_have_count(1)
    page.keyboard.press("Control+z")
    expect(listed).to_have_count(2)
    listed.nth(1).get_by_role("button", name="Delete the relation").click()
    expect(listed).to_have_count(1)
    page.keyboard.press("Control+z")
    with page.expect_response(lambda it: it.request.method == "PATCH" and "/annotations/" in it.url) as answer:
        page.get_by_role("button", name="Update").click()
    assert answer.value.ok
    common = {"from_id": "maria", "type": "relation"}
    written = answer.value.json()["result"]
    assert written[:3] == RESULT
    assert sorted(written[3:], key=lambda item: item["to_id"]) == [
        {**common, "to_id": "nordlys", "direction": "right", "labels": ["works for"]},
        {**common, "to_id": "tromso", "direction": "bi", "labels": []},
    ]
