"""A dialogue, labeled by hand: across turns, one author alone, with a note, and as it stood when it is opened again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server, running
from tests.browser.hands import label_button, mark, submit, without_id
from tests.browser.project_api import open_only_task

pytestmark = pytest.mark.browser

CONFIG = (
    '<View><ParagraphLabels name="part" toName="talk">'
    '<Label value="Question"/><Label value="Answer"/></ParagraphLabels>'
    '<Paragraphs name="talk" value="$turns" layout="dialogue" nameKey="speaker" textKey="words"/></View>'
)
TURNS = [
    {"speaker": "Ada", "words": "Does the 🐟 ferry run at night?"},
    {"speaker": "Ben", "words": "Only on Fridays. It is full of bicycles then."},
    {"speaker": "Ada", "words": "I shall walk."},
]
# Offsets count UTF-16 units within a paragraph: the fish is two.
RESULT = [
    {
        "from_name": "part",
        "to_name": "talk",
        "type": "paragraphlabels",
        "origin": "manual",
        "meta": {"text": ["About the boat"]},
        "value": {
            "start": "0",
            "end": "0",
            "startOffset": 12,
            "endOffset": 17,
            "text": "ferry",
            "paragraphlabels": ["Question"],
        },
    },
    {
        "from_name": "part",
        "to_name": "talk",
        "type": "paragraphlabels",
        "origin": "manual",
        "value": {
            "start": "1",
            "end": "2",
            "startOffset": 17,
            "endOffset": 7,
            "text": "It is full of bicycles then.\nI shall",
            "paragraphlabels": ["Answer"],
        },
    },
]


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root: Path = tmp_path_factory.mktemp("paragraphs")
    with running("-b", "--init", command="start", positional=("p",), root=root) as server:
        yield server


def test_turns_are_marked_filtered_submitted_and_opened_as_they_were(single: Server, page: Page) -> None:
    root = f"http://127.0.0.1:{single.port}"
    open_only_task(page, root, CONFIG, {"data": {"turns": TURNS}})
    label_button(page, "Question").click()
    mark(page, "ferry")
    label_button(page, "Answer").click()
    mark(page, "It is full", until="I shall")
    expect(page.locator("mark")).to_have_count(3)  # the second one goes over two turns

    page.get_by_role("button", name="Ben").first.click()
    expect(page.get_by_text("Does the")).to_be_hidden()
    expect(page.get_by_text("Only on Fridays")).to_be_visible()
    page.get_by_role("button", name="Ben").first.click()
    expect(page.get_by_text("Does the")).to_be_visible()

    page.locator("mark").first.click()
    page.keyboard.press("Alt+m")
    page.keyboard.type("About the boat")
    page.keyboard.press("Enter")
    with page.expect_response(lambda it: it.request.method == "POST" and "/annotations/" in it.url) as answer:
        submit(page)
    assert [without_id(each) for each in answer.value.json()["result"]] == RESULT
    page.goto(f"{root}/label?task=1")
    expect(page.locator("mark")).to_have_count(3)
