"""A labeling page loads the code of the tags that its config names, and of no other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server, running

pytestmark = pytest.mark.browser

MANIFEST = Path(__file__).parents[2] / "static" / "dist" / "manifest.json"
#: come with the editor: nearly every config has them
ALWAYS = {"view", "header", "labels", "text"}
NAMES = (
    '<View><Labels name="ner" toName="text"><Label value="Person"/></Labels><Text name="text" value="$text"/></View>',
    set[str](),
)
FORM = (
    '<View><Text name="text" value="$text"/><Rating name="stars" toName="text"/>'
    '<Number name="weight" toName="text"/></View>',
    {"rating", "number"},
)
BOXES = (
    '<View><RectangleLabels name="box" toName="image"><Label value="Car"/></RectangleLabels>'
    '<Image name="image" value="$image"/></View>',
    {"image", "rectangle"},
)
PICTURE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='40' height='30'/%3E"


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root = tmp_path_factory.mktemp("chunks")
    with running("-b", "--init", command="start", positional=("p",), root=root) as server:
        yield server


def folders_of(file: str) -> set[str]:
    """The folders of tags whose modules begin this chunk."""
    manifest = json.loads(MANIFEST.read_text("utf-8"))
    sources = [entry.get("src", "") for entry in manifest.values() if entry["file"] == file]
    return {
        source.split("/")[3] for source in sources if source.startswith("src/editor/tags/") and source.count("/") > 3
    }


@pytest.mark.parametrize(("config", "named"), [NAMES, FORM, BOXES], ids=["names", "a form", "boxes"])
def test_no_other_tags_code_is_loaded(single: Server, page: Page, config: str, named: set[str]) -> None:
    root = f"http://127.0.0.1:{single.port}"
    request = page.context.request
    assert request.patch(f"{root}/api/projects/1/", data={"label_config": config}).ok
    task = request.post(f"{root}/api/tasks/?project=1", data={"data": {"text": "Ada wrote.", "image": PICTURE}}).json()
    loaded: list[str] = []
    page.on("request", lambda each: loaded.append(urlsplit(each.url).path.partition("/static/")[2]))
    page.goto(f"{root}/label?task={task['id']}")
    expect(page.locator(".textwrap .text, .image-surface .tools")).to_be_visible()
    page.wait_for_load_state("networkidle")  # what comes after the first paint counts too
    assert set[str]().union(*map(folders_of, loaded)) - ALWAYS == named
