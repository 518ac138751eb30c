"""Attack 5: markup in every field that a tenant controls, opened on every page in a real browser, is text.

The Content-Security-Policy is switched off in these browsers, so that it hides nothing. That it would suffice alone is
the last test.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Error as PlaywrightError

from multisession.app import create_app
from multisession.settings import Settings
from tests.browser.hands import config_field
from tests.project.media_samples import PDF
from tests.security.browser.conftest import Canary
from tests.security.browser.corpus import MARK, RUN, Corpus
from tests.security.browser.watching import SHOWN, Watched

pytestmark = pytest.mark.browser

#: Markup and a script, as if a page had taken a text for them.
INSERT = """(markup) => {
  document.body.insertAdjacentHTML('beforeend', markup);
  document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = 1' }));
}"""

#: True when a click on the middle of the element reaches it, or when it is scrolled out of sight.
REACHED = """(element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  const hit = document.elementFromPoint(x + width / 2, y + height / 2);
  return hit === null || element.contains(hit) || hit.contains(element) || !hit.closest('.node');
}"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The paths of all pages, as the application declares them."""
    app = create_app(Settings(mode="multi", root_dir=tmp_path_factory.mktemp("routes")))
    return [route.path for route in app.router.routes if str(getattr(route, "name", "")).endswith("_page")]


@pytest.fixture
def watched(texts: BrowserContext, canary: Canary) -> Iterator[Watched]:
    """A page of the visitor with texts. Whatever happens in it fails the test."""
    made = Watched(texts.new_page(), canary)
    yield made
    faults = made.end()
    made.page.close()
    assert faults == []


def test_every_page_shows_it_as_text(watched: Watched, address: str, pages: list[str]) -> None:
    assert {"/", "/label", "/setup", "/import", "/export", "/settings"} <= set(pages)
    for path in pages:
        watched.open(address + (f"{path}?show=templates" if path == "/" else path))
        watched.look_around(path)
    watched.open(f"{address}/label?task=2", showing=MARK)


def test_so_does_work_on_it(watched: Watched, address: str) -> None:
    page = watched.page
    watched.open(f"{address}/label?task=1", showing=MARK)
    for part in (".rg", ".lb", ".opt", ".guide button", ".textwrap mark"):
        for element in page.locator(part).all()[:2]:
            watched.press(element, part)
    page.keyboard.press("?")
    watched.look("the sheet of keys")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")


@pytest.mark.parametrize("written", ["markdown", "markup"])
def test_a_guideline_is_drawn_without_what_runs_or_loads(
    watched: Watched, address: str, corpus: Corpus, written: str
) -> None:
    page = watched.page
    source = f"Guideline in {written}. {getattr(corpus, written)}"
    if written == "markdown":
        source = re.sub(r"<(/?)(\w)", r"<\1x-\2", source)  # tags that nobody knows: else it counts as HTML
    described = page.context.request.patch(f"{address}/api/projects/1", data={"expert_instruction": source})
    assert described.ok, described.text()
    watched.open(f"{address}/label?task=1", showing=MARK)
    page.locator(".guide button").click()
    page.locator(".guideline:not(.plain)", has_text="Guideline in").wait_for()
    watched.look("the guideline")
    assert page.locator(".guideline a[href]:not([rel='noopener noreferrer'])").count() == 0
    watched.open(f"{address}/setup")
    page.get_by_role("tab", name="Guideline").or_(page.get_by_role("button", name="Guideline")).first.click()
    page.locator(".guideline:not(.plain)", has_text="Guideline in").wait_for()
    watched.look("the preview of the guideline")


def test_so_does_the_preview_of_what_is_typed(watched: Watched, address: str, corpus: Corpus) -> None:
    watched.open(f"{address}/setup", showing=MARK)
    editor = config_field(watched.page)
    for config in (corpus.image_config(), f"<View><{RUN}", corpus.markup, f"<a:b x='{corpus.color}'/>"):
        with watched.page.expect_response("**/validate**"):
            editor.fill(config)
        watched.look("the preview")
    watched.look_around("the preview")


def test_a_config_draws_in_its_own_place_only(watched: Watched, address: str) -> None:
    """Whoever opens a stranger's config by its link sees the buttons of the page where they are."""
    page = watched.page
    cover = "position:fixed;inset:0;z-index:99999;width:100vw;height:100vh;background:red"
    config = f"""<View style="{cover}"><Header value="Cover" style="{cover}"/><Text name="text" value="$text"/>
    <Choices name="c" toName="text"><Choice value="Cover" style="{cover}"/></Choices></View>"""
    watched.open(f"{address}/setup", showing=MARK)
    editor = config_field(page)
    with page.expect_response("**/validate**"):
        editor.fill(config)
    page.get_by_text("Cover").last.wait_for()
    reached: list[bool] = page.locator("button:visible, a:visible").evaluate_all(f"(all) => all.map({REACHED})")
    assert len(reached) > 8 and all(reached)


def test_so_do_files_on_their_way_in_and_out(watched: Watched, address: str, corpus: Corpus) -> None:
    page = watched.page
    watched.open(f"{address}/import")
    for ending, content in (
        (".json", corpus.broken_file()), (".html", corpus.markup.encode()), (".xml", corpus.drawing()), (".pdf", PDF),
    ):  # fmt: skip
        given = {"name": corpus.file_name + ending, "mimeType": "application/octet-stream", "buffer": content}
        with page.expect_response("**/import**"):
            page.locator("input[type=file]").first.set_input_files(given)  # type: ignore[arg-type]
        page.get_by_text(f"{MARK} src=x").last.wait_for()
        watched.look(f"a {ending} file")
    watched.look_around("the refusals")
    watched.open(f"{address}/export")
    for choice in page.locator("label.fmt").all():
        watched.press(choice, "the look at an export")


def test_addresses_and_fragments_run_nothing(watched: Watched, address: str, corpus: Corpus) -> None:
    payload = quote(corpus.line, safe="")
    for path in (
        f"/label?task={payload}#{payload}", f"/?show={payload}&config={payload}#config={payload}",
        f"/setup?config={payload}#config={payload}", f"/settings?{payload}#{payload}", f"/nothing/{payload}",
        f"/api/templates/{payload}", f"/api/projects/1/export?exportType={payload}", f"/data/upload/1/{payload}",
    ):  # fmt: skip
        watched.open(address + path)


def test_pictures_and_their_names(pictures: BrowserContext, canary: Canary, address: str, corpus: Corpus) -> None:
    watched = Watched(pictures.new_page(), canary)
    for path in ("/label?task=1", "/label?task=2", "/import", "/settings"):
        watched.open(address + path)
    watched.open(f"{address}/label")
    watched.look_around("/label")
    uploads = pictures.request.get(f"{address}/api/projects/1/file-uploads?all=true").json()
    drawing = next(upload["file"] for upload in uploads if upload["file"].endswith(".svg"))
    with watched.page.expect_download() as download, contextlib.suppress(PlaywrightError):
        watched.page.goto(f"{address}/data/{drawing}")
    assert Path(download.value.path()).read_bytes() == corpus.drawing(), "a drawing is only ever a download"
    assert watched.end() == []


def test_the_policy_alone_would_suffice(browser: Browser, canary: Canary, address: str, corpus: Corpus) -> None:
    context = browser.new_context()
    watched = Watched(context.new_page(), canary)
    # No policy keeps a page from leading elsewhere.
    markup = corpus.markup.replace("http-equiv=refresh", "http-equiv=none")
    for path in ("/?show=templates", "/nothing"):
        watched.page.goto(address + path)
        watched.page.wait_for_function(SHOWN)
        watched.page.evaluate(INSERT, markup)
        for element in watched.page.locator(f"a[{MARK}], input[{MARK}], x[{MARK}]").all():
            element.dispatch_event("click")
            element.focus()
        watched.settle()
        assert watched.page.locator(f"[{MARK}]").count() > 10
        assert watched.page.evaluate("() => window.ran === undefined || window.ran instanceof Element")
    assert watched.faults == []
    # Pictures may come from other hosts unless the host forbids it; nothing else may.
    assert {line.rpartition("/")[2] for line in canary.taken()} == {"img", "srcdoc"}
    context.close()
