"""A practitioner on one machine: a table and a folder of pictures in, labels by mouse and keyboard, labels out."""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import COMMAND, Server, running
from tests.browser.conftest import running_for
from tests.browser.hands import drag_box, export, label_button, mark, picture, position, regions, results, saved, submit

pytestmark = pytest.mark.browser

TEXT = (
    '<View><Labels name="ner" toName="text"><Label value="Name"/><Label value="Place"/></Labels>'
    '<Text name="text" value="$text"/></View>'
)
TEXTS = ["Ada saw Rome", "Bo saw Oslo", "Cy saw Lima", "Di saw Kyiv"]
BOXES = (
    '<View><RectangleLabels name="box" toName="picture"><Label value="Red"/><Label value="Blue"/></RectangleLabels>'
    '<Image name="picture" value="$image"/></View>'
)


def initialise(root: Path, name: str, *flags: str) -> None:
    subprocess.run(
        [str(COMMAND), "init", name, "--root-dir", str(root), *flags], check=True, capture_output=True, cwd=root
    )


@pytest.fixture
def texts(tmp_path: Path) -> Iterator[Server]:
    (tmp_path / "labels.xml").write_text(TEXT)
    (tmp_path / "tasks.csv").write_text("\n".join(["text", *TEXTS]) + "\n")
    initialise(tmp_path, "reports", "-l", "labels.xml", "-i", "tasks.csv")
    with running("-b", command="start", positional=("reports",), root=tmp_path) as server:
        yield server


def write_picture(page: Page, path: Path, color: str) -> None:
    """A PNG of 320 × 200 that this browser painted."""
    page.set_content(
        f'<body style="margin:0"><div id="paint" style="width:320px;height:200px;background:{color}"></div>'
    )
    page.locator("#paint").screenshot(path=path)


def named(start: int, end: int, text: str, label: str) -> dict[str, Any]:
    return {
        "from_name": "ner",
        "to_name": "text",
        "type": "labels",
        "origin": "manual",
        "value": {"start": start, "end": end, "text": text, "labels": [label]},
    }


def test_a_practitioner_labels_a_table_and_edits_the_config_by_hand(page: Page, tmp_path: Path) -> None:
    config = '<View><Choices name="mood" toName="text"><Choice value="good"/><Choice value="bad"/></Choices>'
    config += (
        '<Labels name="label" toName="text"><Label value="Thing"/></Labels><Text name="text" value="$text"/></View>'
    )
    (tmp_path / "config.xml").write_text(config)
    (tmp_path / "reviews.csv").write_text('id,text\n007,"Nice 👍 lamp, warm light"\n008,Too loud\n009,Fine\n')
    flags = ("--init", "-b", "-l", str(tmp_path / "config.xml"), "-i", str(tmp_path / "reviews.csv"))
    with running_for(page, *flags, command="start", positional=("p",), root=tmp_path) as server:
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


@pytest.mark.full
def test_a_table_labeled_with_keyboard_and_mouse(texts: Server, page: Page) -> None:
    page.goto(f"http://127.0.0.1:{texts.port}/")
    position(page, 1)
    page.keyboard.press("1")
    mark(page, "Ada")
    page.keyboard.press("2")
    mark(page, "Rome")
    expect(regions(page)).to_have_count(2)
    page.keyboard.press("Control+z")
    expect(regions(page)).to_have_count(1)
    page.keyboard.press("Control+Shift+z")
    expect(regions(page)).to_have_count(2)
    page.keyboard.press("Control+Enter")
    position(page, 2)
    page.keyboard.press("Control+Space")  # skip
    position(page, 3)
    label_button(page, "Place").click()
    mark(page, "Lima")
    submit(page)
    position(page, 4)

    # back to the first, and a change of it
    for number in (3, 2, 1):
        page.get_by_role("button", name="Previous task").click()
        position(page, number)
    regions(page).filter(has_text="Rome").click()
    page.keyboard.press("Delete")
    expect(regions(page)).to_have_count(1)
    with page.expect_response(lambda response: response.request.method == "PATCH"):
        page.get_by_role("button", name="Update").click()
    saved(page)
    page.get_by_role("button", name="Next task").click()
    position(page, 2)

    exported = export(page, skipped=True)
    assert [task["data"] for task in exported] == [{"text": text} for text in TEXTS[:3]]
    assert [task["annotations"][0]["was_cancelled"] for task in exported] == [False, True, False]
    assert results(exported) == [[named(0, 3, "Ada", "Name")], [], [named(7, 11, "Lima", "Place")]]
    rows = list(csv.DictReader(io.StringIO(export(page, "CSV"))))
    assert rows[0]["text"] == "Ada saw Rome"
    assert '"start": 0' in rows[0]["ner"] or '"start":0' in rows[0]["ner"]


@pytest.mark.full
def test_a_config_edited_by_hand_keeps_the_open_work(texts: Server, page: Page) -> None:
    page.goto(f"http://127.0.0.1:{texts.port}/")
    position(page, 1)
    page.keyboard.press("1")
    mark(page, "Ada")
    saved(page)
    (texts.root / "reports" / "config.xml").write_text(
        TEXT.replace('<Label value="Place"/>', '<Label value="Place"/><Label value="Verb"/>')
    )
    expect(label_button(page, "Verb")).to_be_visible()
    expect(regions(page)).to_have_count(1)
    page.keyboard.press("3")
    mark(page, "saw")
    submit(page)
    position(page, 2)
    assert results(export(page)) == [[named(0, 3, "Ada", "Name"), named(4, 7, "saw", "Verb")]]


@pytest.mark.full
def test_a_folder_of_pictures(tmp_path: Path, page: Page) -> None:
    (tmp_path / "photos").mkdir()
    for name, color in (("a", "linear-gradient(red, gold)"), ("b", "linear-gradient(blue, teal)")):
        write_picture(page, tmp_path / "photos" / f"{name}.png", color)
    (tmp_path / "labels.xml").write_text(BOXES)
    initialise(tmp_path, "photos_project", "-l", "labels.xml", "-i", "photos", "--input-format", "image-dir")
    with running_for(page, "-b", command="start", positional=("photos_project",), root=tmp_path) as server:
        page.goto(f"http://127.0.0.1:{server.port}/")
        picture(page)
        page.keyboard.press("1")
        box = drag_box(page, 0.25, 0.25, 0.75, 0.5)
        expect(regions(page)).to_have_count(1)
        submit(page)
        position(page, 2)
        picture(page)
        assert results(export(page)) == [
            [
                {
                    "from_name": "box",
                    "to_name": "picture",
                    "type": "rectanglelabels",
                    "origin": "manual",
                    "original_width": 320,
                    "original_height": 200,
                    "image_rotation": 0,
                    "value": box.value() | {"rectanglelabels": ["Red"]},
                }
            ]
        ]
