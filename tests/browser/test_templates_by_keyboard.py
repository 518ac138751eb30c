"""Templates completed by keyboard alone: found in the gallery, labeled and submitted without a pointer."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from playwright.sync_api import Locator, Page, expect

from benchmarks.server import Server
from multisession.templates import template
from tests.browser.hands import position, regions

pytestmark = pytest.mark.browser

#: more stops than a labeling page has
MOST_STOPS = 60


def opened_by_keys(page: Page, server: Server, name: str) -> None:
    """From the gallery into a template's first task: it is searched by what it says of itself, and its card taken."""
    page.goto(f"http://127.0.0.1:{server.port}/?show=templates")
    expect(page.locator(".tpl").first).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type(f"{template(name).title} {template(name).description}")
    expect(page.locator(".tpl:not([hidden])")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/label**")
    expect(page.get_by_role("button", name="Submit")).to_be_visible()


def tab_to(page: Page, goal: Locator) -> None:
    """Goes on with Tab until this has the focus."""
    expect(goal).to_be_visible()
    for _ in range(MOST_STOPS):
        if goal.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab does not reach it")


def mark_by_keys(page: Page, words: str, key: str) -> None:
    """Picks a label by its key, and marks words of the text with the caret."""
    page.keyboard.press(key)
    count = regions(page).count()
    text = page.locator(".textwrap .text").first
    tab_to(page, text)
    start = text.inner_text().index(words)
    page.keyboard.press("Control+Home")
    for _ in range(start):
        page.keyboard.press("ArrowRight")
    for _ in words:
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    expect(regions(page)).to_have_count(count + 1)


def submitted_by_keys(page: Page) -> list[dict[str, Any]]:
    """What was written, after Ctrl+Enter and the next task."""
    with page.expect_response(lambda it: it.request.method == "POST" and "/annotations/" in it.url) as answer:
        page.keyboard.press("Control+Enter")
    position(page, 2)
    result: list[dict[str, Any]] = answer.value.json()["result"]
    return result


def values(result: list[dict[str, Any]]) -> dict[str, Any]:
    """What each control says."""
    return {item["from_name"]: next(iter(item["value"].values())) for item in result}


def test_named_entities(page: Page, demo: Server) -> None:
    opened_by_keys(page, demo, "text_named_entity")
    mark_by_keys(page, "Maria Lindqvist", "1")
    mark_by_keys(page, "Nordlys Institute", "2")
    page.keyboard.press("Control+z")
    expect(regions(page)).to_have_count(1)
    page.keyboard.press("Control+Shift+z")
    found = [(item["value"]["text"], item["value"]["labels"]) for item in submitted_by_keys(page)]
    assert found == [("Maria Lindqvist", ["Person"]), ("Nordlys Institute", ["Organisation"])]


@pytest.mark.full
def test_one_answer(page: Page, demo: Server) -> None:
    opened_by_keys(page, demo, "text_classification")
    page.keyboard.press("2")
    assert values(submitted_by_keys(page)) == {"sentiment": ["Mixed"]}


@pytest.mark.full
def test_questions_that_depend_on_others(page: Page, demo: Server) -> None:
    opened_by_keys(page, demo, "adv_nested_conditional")
    page.keyboard.press("Control+Enter")  # refused: the first question must be answered, and has the focus
    yes = page.get_by_role("radio", name="Yes")
    expect(yes).to_be_focused()
    page.keyboard.press("Space")
    first = page.get_by_role("radio", name="The first")
    tab_to(page, first)
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="The second")).to_be_checked()
    assert values(submitted_by_keys(page)) == {"same": ["Yes"], "precise": ["The second"]}


@pytest.mark.full
def test_relations_between_names(page: Page, demo: Server) -> None:
    opened_by_keys(page, demo, "adv_other_relations")
    mark_by_keys(page, "Ida Brekke", "1")
    mark_by_keys(page, "Halden Marine", "2")
    # The list selects the person, and then the firm that she is related to.
    tab_to(page, page.get_by_role("grid"))
    page.keyboard.press("Home")
    page.keyboard.press("Alt+r")
    expect(page.locator(".relating-note")).to_contain_text("Ida Brekke")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".rel")).to_have_count(1)
    tab_to(page, page.locator(".rel .rel-end").first)
    tab_to(page, page.locator(".rel").get_by_role("button", name="works for"))
    page.keyboard.press("Space")
    person, firm, relation = submitted_by_keys(page)
    assert (relation["from_id"], relation["to_id"]) == (person["id"], firm["id"])
    assert (relation["direction"], relation["labels"]) == ("right", ["works for"])


@pytest.mark.full
def test_pictures_put_in_order(page: Page, demo: Server) -> None:
    opened_by_keys(page, demo, "image_ranking")
    shown = [item["id"] for item in _first_task("image_ranking")["items"]]
    tab_to(page, page.locator("[data-id]").first)
    for key in ("Space", "ArrowDown", "ArrowDown", "Space"):
        page.keyboard.press(key)
    assert values(submitted_by_keys(page)) == {"order": {"order": [shown[1], shown[2], shown[0], shown[3]]}}


@pytest.mark.full
def test_a_sound_written_down(page: Page, demo: Server) -> None:
    opened_by_keys(page, demo, "audio_transcribe")
    page.keyboard.press("Alt+Space")
    page.wait_for_function("() => [...document.querySelectorAll('audio')].some((audio) => audio.currentTime > 0)")
    tab_to(page, page.get_by_placeholder("long short short"))
    page.keyboard.press("Control+1")
    page.keyboard.type("and that is all")
    page.keyboard.press("Enter")
    assert values(submitted_by_keys(page)) == {"signal": ["short and that is all"]}


def _first_task(name: str) -> dict[str, Any]:
    task: dict[str, Any] = msgspec.json.decode(next(template(name).tasks()).data)
    return task
