"""The main job, end to end, in a real browser: two visitors apart, a server killed in the middle, labels taken home."""

from __future__ import annotations

import json
import os
import re
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import free_port, running
from tests.browser.conftest import Watch
from tests.browser.hands import draw_box, exported, mark, saved

pytestmark = pytest.mark.browser

NewPage = Callable[..., Page]


def without_id(item: dict[str, Any]) -> dict[str, Any]:
    """A result item without what is made by chance."""
    assert len(item["id"]) == 10
    return {key: value for key, value in item.items() if key != "id"}


def test_two_visitors_label_apart_through_a_kill_and_take_their_labels_home(
    new_page: NewPage, watch: Watch, tmp_path: Path
) -> None:
    port = free_port()
    root = f"http://127.0.0.1:{port}"
    watch.expected = ["ERR_CONNECTION_REFUSED", "ERR_EMPTY_RESPONSE", "Failed to load resource"]
    ada, omar = new_page(), new_page()
    with running(root=tmp_path, port=port) as server:
        ada.goto(root)
        ada.get_by_role("button", name="Named entities").first.click()
        expect(ada.get_by_text("1 of 16")).to_be_visible()
        mark(ada, "Maria Lindqvist", "1")
        mark(ada, "Bergen", "3")
        ada.get_by_role("button", name="Submit and next").click()
        expect(ada.get_by_text("2 of 16")).to_be_visible()

        omar.goto(root)
        expect(omar.get_by_role("heading", name="Label something real")).to_be_visible()
        omar.get_by_role("button", name="Object boxes").first.click()
        expect(omar.get_by_text("1 of ", exact=False).first).to_be_visible()
        drawn = draw_box(omar, "1", 0.2, 0.3, 0.4, 0.6)
        expect(omar.get_by_role("complementary", name="Regions")).to_contain_text("1")
        omar.get_by_role("button", name="Submit and next").click()
        expect(omar.get_by_text("2 of ", exact=False).first).to_be_visible()
        draft = draw_box(omar, "2", 0.5, 0.5, 0.7, 0.8)
        saved(omar)
        os.killpg(server.process.pid, signal.SIGKILL)
        server.process.wait()

    with running(root=tmp_path, port=port):
        ada.reload()
        expect(ada.get_by_text("2 of 16")).to_be_visible()
        expect(ada.get_by_text("1 of 16 done")).to_be_visible()
        omar.reload()
        expect(omar.get_by_role("complementary", name="Regions").get_by_role("row")).not_to_have_count(0)
        omar.get_by_role("button", name="Submit").first.click()
        expect(omar.get_by_text("3 of ", exact=False).first).to_be_visible()

        (task,) = exported(ada, root)
        assert task["data"]["text"].startswith("Maria Lindqvist leads the Nordlys Institute")
        begin = task["data"]["text"].index("Bergen")
        items = sorted(task["annotations"][0]["result"], key=lambda item: item["value"]["start"])
        shared = {"from_name": "label", "to_name": "text", "type": "labels", "origin": "manual"}
        assert [without_id(item) for item in items] == [
            {**shared, "value": {"start": 0, "end": 15, "text": "Maria Lindqvist", "labels": ["Person"]}},
            {**shared, "value": {"start": begin, "end": begin + 6, "text": "Bergen", "labels": ["Place"]}},
        ]

        tasks = exported(omar, root)
        assert len(tasks) == 2
        for task, expected in zip(tasks, (drawn, draft), strict=True):
            (item,) = task["annotations"][0]["result"]
            assert item["type"] == "rectanglelabels"
            assert (item["original_width"], item["original_height"], item["image_rotation"]) == (1200, 800, 0)
            assert item["value"]["rotation"] == 0
            for key, value in expected.items():
                assert item["value"][key] == pytest.approx(value, abs=0.2), key
        assert "Maria" not in json.dumps(tasks)

        # a resume code opens the project in a third browser
        ada.goto(f"{root}/settings")
        ada.get_by_role("button", name="Make a resume code").click()
        code = ada.get_by_role("region", name="Go on from another device").get_by_text(
            re.compile(r"^(\w+[- ]){11}\w+$")
        )
        words = code.inner_text()
        other = new_page()
        other.goto(f"{root}/settings")
        other.get_by_role("textbox", name="I have a resume code").fill(words)
        other.get_by_role("button", name="Open").click()
        other.wait_for_url("**/label**")
        other.goto(f"{root}/label?task=1")
        expect(other.get_by_role("complementary", name="Regions")).to_contain_text("Maria Lindqvist")


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
        thing = page.get_by_role("button", name="Thing").first.get_by_text("3", exact=True)
        mark(page, "lamp", "3" if thing.count() else "1")
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
        tasks = exported(page, root)
    assert [task["data"]["id"] for task in tasks][:2] == ["007", "008"]
    results = {item["type"]: item["value"] for item in tasks[0]["annotations"][0]["result"]}
    assert results["choices"] == {"choices": ["good"]}
    # "Nice 👍 " is seven code points: the emoji counts as one
    assert results["labels"] == {"start": 7, "end": 11, "text": "lamp", "labels": ["Thing"]}
    assert tasks[1]["annotations"][0]["result"][0]["value"] == {"choices": ["bad"]}


def test_the_stand_alone_backend_writes_each_submit_to_its_file(page: Page, tmp_path: Path) -> None:
    (tmp_path / "config.xml").write_text(
        '<View><Choices name="mood" toName="text"><Choice value="good"/></Choices>'
        '<Text name="text" value="$text"/></View>'
    )
    (tmp_path / "tasks.json").write_text('[{"text": "first one"}, {"text": "second one"}]')
    interfaces = ["basic", "panel", "side-column", "submit", "submit:load", "submit:skip"]
    document = {"label_config": "config.xml", "input_path": "tasks.json", "output_dir": "labels"}
    (tmp_path / "config.json").write_text(json.dumps({**document, "editor": {"interfaces": interfaces}}))
    with running("-c", str(tmp_path / "config.json"), "-b", command="start", root=tmp_path) as server:
        page.goto(f"http://127.0.0.1:{server.port}")
        expect(page.get_by_text("first one")).to_be_visible()
        page.get_by_role("radio", name="good").check(force=True)
        page.get_by_role("button", name="Submit").first.click()
        expect(page.get_by_text("second one")).to_be_visible()
        page.get_by_role("button", name="Skip").click()
        expect(page.get_by_text("second one")).to_be_hidden()
    assert [path.name for path in (tmp_path / "labels").iterdir()] == ["0.json"]
    written = json.loads((tmp_path / "labels" / "0.json").read_text())
    (item,) = written["completions"][0]["result"]
    assert item["value"] == {"choices": ["good"]}
    assert written["task"] == {"text": "first one"}
