"""Results of Label Studio's own editor builds: made there by hand, opened here, saved, and the same.

Neither build has DateTime or the Ranker of today. They come from the npm registry when the test runs, and
stay out of the repository.
"""

from __future__ import annotations

import json
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server
from static.build_static import toolchain
from tests.browser.conftest import NewPage, Watch
from tests.browser.project_api import ProjectApi
from tests.browser.test_embed import website

pytestmark = [pytest.mark.browser, pytest.mark.full]

BUILDS = {"1.0.1": "label-studio@1.0.1", "1.4.0": "@heartexlabs/label-studio@1.4.0"}
#: Kept between runs: seven megabytes each.
KEPT = Path(__file__).parents[2] / ".tmp" / "official-builds"
PAGE = """<!doctype html><meta charset="utf-8"><title>official</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/css/main.css"><div id="label-studio"></div><script src="/js/main.js"></script>
<script>
const given = %s;
new LabelStudio("label-studio", {
  config: given.config, user: {pk: 1, firstName: "A"},
  task: {id: 1, data: given.data, annotations: [], predictions: []},
  interfaces: ["side-column", "controls", "submit", "panel", "annotations:menu", "predictions:menu"],
  onLabelStudioLoad: (studio) => {
    const annotation = studio.annotationStore.addAnnotation({userGenerate: true});
    studio.annotationStore.selectAnnotation(annotation.id);
    window.store = studio;
  },
});
</script>"""
# Where words stand on the screen, in the page's own text nodes or in those of a frame in it.
PLACE = """(words) => {
  const frames = [...document.querySelectorAll('iframe')];
  const places = [[document, 0, 0], ...frames.map((frame) => {
    const box = frame.getBoundingClientRect();
    return [frame.contentDocument, box.left, box.top];
  })];
  for (const [root, left, top] of places) {
    const walker = root.createTreeWalker(root.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(words);
      if (at < 0 || !node.parentElement.getClientRects().length || node.parentElement.closest('script')) continue;
      const range = root.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + words.length);
      const box = range.getBoundingClientRect();
      return [left + box.left, top + box.top + box.height / 2, left + box.right];
    }
  }
  return null;
}"""
SEEN = '<Choices name="seen" toName="{object}" choice="multiple"><Choice value="Opened here"/></Choices>'


def drag_over(page: Page, first: str, last: str | None = None) -> None:
    """Drags the mouse from the beginning of these words to the end of those."""
    page.wait_for_function(f"(words) => ({PLACE})(words) !== null", arg=first)
    start, end = page.evaluate(PLACE, first), page.evaluate(PLACE, last or first)
    page.mouse.move(start[0] + 1, start[1])
    page.mouse.down()
    page.mouse.move((start[0] + end[2]) / 2, end[1], steps=4)
    page.mouse.move(end[2] - 1, end[1], steps=4)
    page.mouse.up()


def made(page: Page) -> list[dict[str, Any]]:
    """The result in the official editor, as it would be sent."""
    result: list[dict[str, Any]] = json.loads(
        page.evaluate("JSON.stringify(window.store.annotationStore.selected.serializeAnnotation())")
    )
    return result


def wait_for_items(page: Page, number: int) -> None:
    page.wait_for_function(
        "(number) => window.store.annotationStore.selected.serializeAnnotation().length >= number", arg=number
    )


def spans(page: Page) -> None:
    page.keyboard.press("1")
    drag_over(page, "Maria Lindqvist")
    wait_for_items(page, 1)
    page.keyboard.press("2")
    drag_over(page, "Port Aldery")
    wait_for_items(page, 2)


def answers(page: Page) -> None:
    page.locator("label", has_text="Friendly").first.click()
    page.locator("textarea, input[type=text]").first.fill("A short one")
    page.keyboard.press("Enter")
    wait_for_items(page, 2)


def form(page: Page) -> None:
    for name in ("News", "Letter"):
        page.locator("label", has_text=name).first.click()
    page.locator(".ant-rate-star").nth(2).click()
    page.get_by_text("Click to add...").click()

    page.locator("label", has_text="Land").first.click()
    wait_for_items(page, 3)


def number(page: Page) -> None:
    page.locator("input[type=number]").fill("12.5")
    page.keyboard.press("Enter")
    wait_for_items(page, 1)


def pair(page: Page) -> None:
    page.get_by_text("Another thing").first.click()
    wait_for_items(page, 1)


def boxes(page: Page) -> None:
    stage = page.locator("canvas").first
    stage.wait_for()
    place = stage.bounding_box()
    assert place
    for key, left, top, right, bottom in (("1", 60, 40, 210, 160), ("2", 300, 200, 481, 333)):
        page.keyboard.press(key)
        page.mouse.move(place["x"] + left, place["y"] + top)
        page.mouse.down()
        page.mouse.move(place["x"] + right - 20, place["y"] + bottom - 20, steps=3)
        page.mouse.move(place["x"] + right, place["y"] + bottom, steps=3)
        page.mouse.up()
        wait_for_items(page, int(key))


def relation(page: Page) -> None:
    spans(page)
    click_on(page, "Maria Lindqvist")
    page.locator(".anticon-link").first.click()
    click_on(page, "ort Alder")  # after an emoji 1.4.0 paints a region one letter too far
    wait_for_items(page, 3)


def questions(page: Page) -> None:
    page.keyboard.press("1")
    drag_over(page, "Maria Lindqvist")
    wait_for_items(page, 1)
    if not page.locator("label", has_text="Sure").first.is_visible():
        click_on(page, "aria Lindqvis")
    page.locator("label", has_text="Sure").first.click()
    page.locator("textarea, input[type=text]").first.fill("as she signs")
    page.keyboard.press("Enter")
    wait_for_items(page, 3)


def click_on(page: Page, words: str) -> None:
    """Clicks into these words."""
    left, middle, right = page.evaluate(PLACE, words)
    page.mouse.click((left + right) / 2, middle)


@dataclass(frozen=True)
class Case:
    """A config, a task, and what a person does with them."""

    objects: str
    config: str
    data: dict[str, Any]
    hands: Callable[[Page], None]
    #: builds that have not all of its tags
    without: tuple[str, ...] = ()


TEXT = "🚢 Captain Maria Lindqvist\nleft Port Aldery 🌊 at dawn."
#: 600 × 400 pixels, and no file
PICTURE = (
    "data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' width='600' height='400'>"
    "<rect width='600' height='400' fill='teal'/></svg>"
)
CASES = {
    "spans": Case(
        "text",
        '<View><Labels name="ner" toName="text"><Label value="Person"/><Label value="Place"/></Labels>'
        '<Text name="text" value="$text"/>{seen}</View>',
        {"text": TEXT},
        spans,
    ),
    "answers": Case(
        "text",
        '<View><Text name="text" value="$text"/><Choices name="tone" toName="text"><Choice value="Friendly"/>'
        '<Choice value="Angry"/></Choices><TextArea name="sum" toName="text"/>{seen}</View>',
        {"text": TEXT},
        answers,
    ),
    "choices, rating and taxonomy": Case(
        "text",
        '<View><Text name="text" value="$text"/><Choices name="kinds" toName="text" choice="multiple">'
        '<Choice value="News"/><Choice value="Letter" alias="letter"/><Choice value="Report"/></Choices>'
        '<Rating name="stars" toName="text"/><Taxonomy name="shelf" toName="text"><Choice value="Sea">'
        '<Choice value="Ships"/></Choice><Choice value="Land"/></Taxonomy>{seen}</View>',
        {"text": TEXT},
        form,
    ),
    "number": Case(
        "text",
        '<View><Text name="text" value="$text"/><Number name="people" toName="text"/>{seen}</View>',
        {"text": TEXT},
        number,
        without=("1.0.1",),
    ),
    "pairwise": Case(
        "first",
        '<View><Pairwise name="better" toName="first,second"/><Text name="first" value="$first"/>'
        '<Text name="second" value="$second"/>{seen}</View>',
        {"first": "One thing", "second": "Another thing"},
        pair,
    ),
    "boxes": Case(
        "image",
        '<View><RectangleLabels name="box" toName="image"><Label value="Ship"/><Label value="Pier"/></RectangleLabels>'
        '<Image name="image" value="$image"/>{seen}</View>',
        {"image": PICTURE},
        boxes,
    ),
    "questions about a region": Case(
        "text",
        '<View><Labels name="ner" toName="text"><Label value="Person"/></Labels><Text name="text" value="$text"/>'
        '<Choices name="sure" toName="text" perRegion="true"><Choice value="Sure"/><Choice value="Unsure"/></Choices>'
        '<TextArea name="why" toName="text" perRegion="true"/>{seen}</View>',
        {"text": TEXT},
        questions,
    ),
    "relations": Case(
        "text",
        '<View><Relations><Relation value="leaves"/></Relations><Labels name="ner" toName="text">'
        '<Label value="Person"/><Label value="Place"/></Labels><Text name="text" value="$text"/>{seen}</View>',
        {"text": TEXT},
        relation,
    ),
}


@pytest.fixture(scope="module", params=sorted(BUILDS))
def build(request: pytest.FixtureRequest) -> Path:
    """The files of one official build."""
    directory: Path = KEPT / request.param
    if not (directory / "js" / "main.js").exists():
        npm, environment = toolchain()
        directory.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [*npm, "pack", "--silent", BUILDS[request.param]], cwd=directory, env=environment, check=True, timeout=300
        )
        [packed] = directory.glob("*.tgz")
        with tarfile.open(packed) as archive:
            for name in ("css/main.css", "js/main.js"):
                found = archive.extractfile(f"package/build/static/{name}")
                assert found is not None
                (directory / name).parent.mkdir(exist_ok=True)
                (directory / name).write_bytes(found.read())
        packed.unlink()
    return directory


@pytest.fixture(scope="module")
def official(build: Path) -> Iterator[tuple[Path, int]]:
    with website(build) as port:
        yield build, port


@pytest.mark.parametrize("name", sorted(CASES))
def test_what_was_made_there_is_the_same_after_it_was_saved_here(
    name: str, official: tuple[Path, int], new_page: NewPage, watch: Watch, demo: Server
) -> None:
    case = CASES[name]
    directory, port = official
    if directory.name in case.without:
        return  # that build is older than the tag
    config = case.config.format(seen=SEEN.format(object=case.objects))
    (directory / "index.html").write_text(PAGE % json.dumps({"config": config, "data": case.data}))
    theirs = new_page()
    # their page has no policy of ours, and warns about itself
    for event, listener in (("console", watch.console), ("response", watch.response), ("request", watch.request)):
        theirs.remove_listener(event, listener)
    theirs.goto(f"http://127.0.0.1:{port}/")
    theirs.wait_for_function("() => window.store?.annotationStore?.selected")
    case.hands(theirs)
    result = made(theirs)
    assert result, "the hands made something"
    theirs.close()
    watch.faults.clear()  # what their page threw is theirs

    page = new_page()
    api = ProjectApi(page, demo)
    api.send("PATCH", "/api/projects/1/", {"label_config": config})
    api.send("POST", "/api/projects/1/import", [{"data": case.data, "annotations": [{"result": result}]}])
    task = api.get("/api/tasks/")["tasks"][0]["id"]
    page.goto(f"{api.origin}/label?task={task}")
    page.get_by_role("checkbox", name="Opened here").check()
    with page.expect_response("**/api/annotations/**"):
        page.get_by_role("button", name="Update").click()
    [annotation] = api.get(f"/api/tasks/{task}/annotations/")
    assert [item for item in annotation["result"] if item.get("from_name") != "seen"] == result
    expect(page.locator(".tag-missing")).to_have_count(0)
