"""The interfaces of the stand-alone backend, each seen to do what docs/stand-alone.md says."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import running_for

pytestmark = pytest.mark.browser

CONFIG = (
    '<View><Labels name="label" toName="text"><Label value="Thing"/></Labels>'
    '<Choices name="mood" toName="text"><Choice value="good"/></Choices><Text name="text" value="$text"/></View>'
)
PREDICTION = [{"from_name": "mood", "to_name": "text", "type": "choices", "value": {"choices": ["good"]}}]
BARE = ["basic", "submit"]


@contextlib.contextmanager
def backend(page: Page, folder: Path, interfaces: list[str]) -> Iterator[Path]:
    """The backend with these interfaces, open in the page; gives its output directory."""
    (folder / "config.xml").write_text(CONFIG)
    first = {"data": {"text": "first one"}, "predictions": [{"result": PREDICTION, "model_version": "small"}]}
    (folder / "tasks.json").write_text(json.dumps([first, {"text": "second one"}]))
    document = {"label_config": "config.xml", "input_path": "tasks.json", "output_dir": "labels"}
    (folder / "config.json").write_text(json.dumps({**document, "editor": {"interfaces": interfaces}}))
    with running_for(page, "-c", str(folder / "config.json"), "-b", command="start", root=folder) as server:
        page.goto(f"http://127.0.0.1:{server.port}")
        expect(page.get_by_text("first one")).to_be_visible()
        yield folder / "labels"


def test_basic_shows_the_labeling_area_and_nothing_around_it(page: Page, tmp_path: Path) -> None:
    with backend(page, tmp_path, ["basic"]):
        expect(page.get_by_role("radio", name="good")).to_be_visible()
        expect(page.get_by_role("button", name="Undo")).to_have_count(0)
        expect(page.get_by_role("button", name="Submit")).to_have_count(0)
        expect(page.get_by_role("button", name="Skip")).to_have_count(0)
        expect(page.get_by_role("complementary", name="Regions")).to_have_count(0)


@pytest.mark.full
def test_panel_undoes_and_redoes_and_resets(page: Page, tmp_path: Path) -> None:
    with backend(page, tmp_path, [*BARE, "panel"]):
        choice = page.get_by_role("radio", name="good")
        choice.check(force=True)
        page.get_by_role("button", name="Undo").click()
        expect(choice).not_to_be_checked()
        page.get_by_role("button", name="Redo").click()
        expect(choice).to_be_checked()
        page.get_by_role("button", name="Reset").click()
        expect(choice).not_to_be_checked()


@pytest.mark.full
def test_side_column_lists_the_regions(page: Page, tmp_path: Path) -> None:
    with backend(page, tmp_path, [*BARE, "side-column"]):
        expect(page.get_by_role("complementary", name="Regions")).to_be_visible()


def test_submit_saves_and_stays(page: Page, tmp_path: Path) -> None:
    with backend(page, tmp_path, BARE) as labels:
        page.get_by_role("radio", name="good").check(force=True)
        page.get_by_role("button", name="Submit").click()
        expect(page.get_by_text("1 of 2 done")).to_be_visible()
        expect(page.get_by_text("first one")).to_be_visible()
    written = json.loads((labels / "0.json").read_text())
    assert isinstance(written["completions"][0]["result"][0].pop("id"), str)
    assert written == {
        "completions": [
            {
                "result": [
                    {
                        "from_name": "mood",
                        "to_name": "text",
                        "type": "choices",
                        "origin": "manual",
                        "value": {"choices": ["good"]},
                    }
                ]
            }
        ],
        "task": {"text": "first one"},
    }


@pytest.mark.full
def test_submit_load_goes_on_to_the_next_task(page: Page, tmp_path: Path) -> None:
    with backend(page, tmp_path, [*BARE, "submit:load"]):
        page.get_by_role("radio", name="good").check(force=True)
        page.get_by_role("button", name="Submit").click()
        expect(page.get_by_text("second one")).to_be_visible()


def test_submit_skip_passes_a_task_over(page: Page, tmp_path: Path) -> None:
    with backend(page, tmp_path, [*BARE, "submit:skip", "submit:load"]) as labels:
        page.get_by_role("button", name="Skip").click()
        expect(page.get_by_text("second one")).to_be_visible()
    assert list(labels.iterdir()) == []


@pytest.mark.full
def test_submit_check_empty_refuses_an_empty_result(page: Page, tmp_path: Path) -> None:
    with backend(page, tmp_path, [*BARE, "submit:check-empty", "submit:load"]) as labels:
        page.get_by_role("button", name="Submit").click()
        expect(page.get_by_text("Nothing is labeled yet")).to_be_visible()
        expect(page.get_by_text("first one")).to_be_visible()
        page.get_by_role("radio", name="good").check(force=True)
        page.get_by_role("button", name="Submit").click()
        expect(page.get_by_text("second one")).to_be_visible()
    assert [path.name for path in labels.iterdir()] == ["0.json"]


@pytest.mark.full
@pytest.mark.parametrize("hidden", [False, True])
def test_predictions_hide_keeps_them_out_of_sight(page: Page, tmp_path: Path, hidden: bool) -> None:
    interfaces = [*BARE, "predictions:tabs", *(["predictions:hide"] if hidden else [])]
    with backend(page, tmp_path, interfaces):
        expect(page.get_by_role("tab", name="small")).to_have_count(0 if hidden else 1)
