"""Two strangers on one demo site: text and pictures, a server killed in the middle, labels taken home."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server, free_port, running
from tests.browser.conftest import NewPage, Watch
from tests.browser.hands import (
    Box,
    drag_box,
    export,
    label_button,
    mark,
    open_template,
    position,
    regions,
    results,
    saved,
    submit,
)

pytestmark = pytest.mark.browser


class Demo:
    """A studio on one root and port that can be killed and started again."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.port = free_port()
        self.stack = contextlib.ExitStack()
        self.server = self.stack.enter_context(running(root=root, port=self.port))

    def kill(self) -> None:
        os.killpg(self.server.process.pid, signal.SIGKILL)
        self.server.process.wait()

    def start_again(self) -> Server:
        self.server = self.stack.enter_context(running(root=self.root, port=self.port))
        return self.server


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Demo]:
    made = Demo(tmp_path)
    yield made
    made.stack.close()


def text_item(start: int, end: int, text: str, label: str) -> dict[str, Any]:
    return {
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "origin": "manual",
        "value": {"start": start, "end": end, "text": text, "labels": [label]},
    }


def box_item(box: Box, label: str, size: tuple[int, int]) -> dict[str, Any]:
    return {
        "from_name": "label",
        "to_name": "image",
        "type": "rectanglelabels",
        "origin": "manual",
        "original_width": size[0],
        "original_height": size[1],
        "image_rotation": 0,
        "value": box.value() | {"rectanglelabels": [label]},
    }


def natural_size(page: Page) -> tuple[int, int]:
    width, height = page.evaluate(
        "(() => { const p = document.querySelector('img.pic'); return [p.naturalWidth, p.naturalHeight]; })()"
    )
    return int(width), int(height)


def test_two_visitors_label_apart_and_survive_a_kill(studio: Demo, new_page: NewPage, watch: Watch) -> None:
    reader, viewer = new_page(), new_page()
    open_template(reader, studio.server, "Named entities")
    open_template(viewer, studio.server, "Object boxes")

    # text: one label by hotkey, one by click
    reader.keyboard.press("1")
    mark(reader, "Maria Lindqvist")
    label_button(reader, "Place").click()
    mark(reader, "Bergen")
    expect(regions(reader)).to_have_count(2)
    submit(reader)
    position(reader, 2)

    # a picture: one box by hotkey, one by click
    viewer.keyboard.press("2")
    car = drag_box(viewer, 0.1, 0.2, 0.4, 0.6)
    label_button(viewer, "Dog").click()
    dog = drag_box(viewer, 0.55, 0.5, 0.8, 0.9)
    expect(regions(viewer)).to_have_count(2)
    size = natural_size(viewer)
    submit(viewer)
    position(viewer, 2)

    # work that nobody submitted, on the way when the server dies
    mark_draft(reader)
    viewer.keyboard.press("5")
    boat = drag_box(viewer, 0.2, 0.2, 0.5, 0.5)
    saved(viewer)
    watch.expected += ["Failed to load resource", "ERR_CONNECTION", "ERR_INCOMPLETE", "ERR_EMPTY"]
    studio.kill()
    studio.start_again()
    for page in (reader, viewer):
        page.reload()
        position(page, 2)
        expect(regions(page)).to_have_count(1)
        submit(page)
        position(page, 3)

    text, pictures = results(export(reader)), results(export(viewer))
    assert text == [
        [text_item(0, 15, "Maria Lindqvist", "Person"), text_item(76, 82, "Bergen", "Place")],
        [text_item(20, 31, "Port Aldery", "Place")],
    ]
    assert pictures == [
        [box_item(car, "Car", size), box_item(dog, "Dog", size)],
        [box_item(boat, "Boat", size)],
    ]


def mark_draft(page: Page) -> None:
    page.keyboard.press("3")
    mark(page, "Port Aldery")
    expect(regions(page)).to_have_count(1)
    saved(page)


def test_offsets_count_an_emoji_as_one(demo: Server, page: Page) -> None:
    open_template(page, demo, "Named entities")
    for number in range(2, 6):
        page.get_by_role("button", name="Next task").click()
        position(page, number)
    expect(page.locator(".textwrap .text")).to_contain_text("🥐")
    label_button(page, "Date").click()
    mark(page, "Ten years")
    page.keyboard.press("4")
    mark(page, "2008. 🥐")
    expect(regions(page)).to_have_count(2)
    submit(page)
    position(page, 6)
    # "Hélène Garnier and José Peña opened Café Mirador in Valparaíso in the spring of 2008. 🥐 Ten years later …"
    assert results(export(page)) == [[text_item(88, 97, "Ten years", "Date"), text_item(80, 87, "2008. 🥐", "Date")]]


def test_a_resume_code_opens_the_project_elsewhere_and_deleting_removes_it(
    demo: Server, new_page: NewPage, watch: Watch
) -> None:
    watch.expected = ["404"]  # the other window asks for the next task of a project that is gone meanwhile
    home, elsewhere = new_page(), new_page()
    open_template(home, demo, "Named entities")
    home.keyboard.press("1")
    mark(home, "Maria Lindqvist")
    submit(home)
    position(home, 2)
    home.goto(f"http://127.0.0.1:{demo.port}/settings")
    home.get_by_role("button", name="Make a resume code").click()
    code = home.locator(".secret.wrap .grow").inner_text()

    elsewhere.goto(f"http://127.0.0.1:{demo.port}/settings")
    elsewhere.get_by_label("I have a resume code").fill(code)
    elsewhere.get_by_role("button", name="Open", exact=True).click()
    elsewhere.wait_for_url("**/label*")
    position(elsewhere, 2)
    assert results(export(elsewhere)) == [[text_item(0, 15, "Maria Lindqvist", "Person")]]

    home.get_by_role("button", name="Delete this project").click()
    expect(home.get_by_role("button", name="Keep it")).to_be_focused()
    home.get_by_role("alertdialog").get_by_role("button", name="Delete", exact=True).click()
    expect(home.get_by_role("heading", name="Your data is deleted")).to_be_visible()
    elsewhere.goto(f"http://127.0.0.1:{demo.port}/label")
    expect(elsewhere.get_by_role("heading", name="Nothing to label yet")).to_be_visible()
