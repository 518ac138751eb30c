"""A practitioner on one machine: a table in, labels by mouse and keyboard, the config edited by hand, labels out."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import running
from tests.browser.hands import export, label_button, mark, regions, saved

pytestmark = pytest.mark.browser


def test_a_practitioner_labels_a_table_and_edits_the_config_by_hand(page: Page, tmp_path: Path) -> None:
    config = '<View><Choices name="mood" toName="text"><Choice value="good"/><Choice value="bad"/></Choices>'
    config += (
        '<Labels name="label" toName="text"><Label value="Thing"/></Labels><Text name="text" value="$text"/></View>'
    )
    (tmp_path / "config.xml").write_text(config)
    (tmp_path / "reviews.csv").write_text('id,text\n007,"Nice 👍 lamp, warm light"\n008,Too loud\n009,Fine\n')
    flags = ("--init", "-b", "-l", str(tmp_path / "config.xml"), "-i", str(tmp_path / "reviews.csv"))
    with running(*flags, command="start", positional=("p",), root=tmp_path) as server:
        root = f"http://127.0.0.1:{server.port}"
        page.goto(root)
        expect(page.get_by_text("1 of 3")).to_be_visible()
        page.get_by_role("radio", name="good").check(force=True)
        label_button(page, "Thing").click()
        mark(page, "lamp")
        expect(regions(page)).not_to_have_count(0)
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("2 of 3")).to_be_visible()
        page.get_by_role("radio", name="bad").check(force=True)
        saved(page)
        text = (tmp_path / "p" / "config.xml").read_text()
        (tmp_path / "p" / "config.xml").write_text(text.replace('value="good"', 'value="splendid"'))
        expect(page.get_by_role("radio", name="splendid")).to_be_visible()
        page.get_by_role("button", name="Submit and next").click()
        expect(page.get_by_text("3 of 3")).to_be_visible()
        page.get_by_role("button", name="Skip").click()
        expect(page.get_by_role("heading", name="All 3 done")).to_be_visible()
        tasks = export(page)
    assert [task["data"]["id"] for task in tasks][:2] == ["007", "008"]
    results = {item["type"]: item["value"] for item in tasks[0]["annotations"][0]["result"]}
    assert results["choices"] == {"choices": ["good"]}
    # "Nice 👍 " is seven code points: the emoji counts as one
    assert results["labels"] == {"start": 7, "end": 11, "text": "lamp", "labels": ["Thing"]}
    assert tasks[1]["annotations"][0]["result"][0]["value"] == {"choices": ["bad"]}
