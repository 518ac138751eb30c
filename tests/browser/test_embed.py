"""The demo inside a page of another site: a visitor labels there, and nobody else's page shows it."""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from benchmarks.server import Server, free_port, running
from tests.browser.conftest import NewPage, Watch

pytestmark = pytest.mark.browser

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "embed"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        return


@contextlib.contextmanager
def website(directory: Path) -> Iterator[int]:
    """Somebody's website: files on 127.0.0.1, which is another site than localhost."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=directory)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, Server]]:
    """The example page on its origin, the same page on an origin that is not listed, and the studio they frame."""
    directory: Path = tmp_path_factory.mktemp("blog")
    port = free_port()
    page = (EXAMPLE / "index.html").read_text().replace("http://localhost:8080/", f"http://localhost:{port}/")
    (directory / "index.html").write_text(page)
    (directory / "page.css").write_text((EXAMPLE / "page.css").read_text())
    (directory / "attack.html").write_text(
        '<link rel="icon" href="data:,">'
        f'<form method="post" action="http://localhost:{port}/api/templates/text_named_entity/open">'
        "<button>Win a prize</button></form>"
    )
    root: Path = tmp_path_factory.mktemp("embedded")
    with website(directory) as listed, website(directory) as unlisted:
        origin = f"http://127.0.0.1:{listed}"
        with running("--embed-origin", origin, root=root, port=port) as server:
            yield origin, f"http://127.0.0.1:{unlisted}", server


@pytest.fixture
def framed(new_page: NewPage, watch: Watch, blog: tuple[str, str, Server]) -> Page:
    page = new_page()
    # The page around is not ours, and has no policy; Chromium says what it does not show.
    page.remove_listener("response", watch.response)
    page.goto(blog[0])
    return page


def studio(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


def test_a_visitor_labels_in_a_frame_of_another_site_and_finds_the_label_again(
    framed: Page, blog: tuple[str, str, Server]
) -> None:
    inside = studio(framed)
    inside.get_by_role("button", name="Object boxes").first.click()
    expect(inside.get_by_role("button", name="Submit")).to_be_visible()
    inside.locator('.lb[data-value="Car"]').click()
    picture = inside.locator("img.pic")
    expect(picture).to_be_visible()
    framed.locator("iframe").evaluate("frame => frame.scrollIntoView({block: 'center'})")
    place = picture.bounding_box()
    assert place is not None
    framed.mouse.move(place["x"] + place["width"] * 0.3, place["y"] + place["height"] * 0.3)
    framed.mouse.down()
    framed.mouse.move(place["x"] + place["width"] * 0.4, place["y"] + place["height"] * 0.4, steps=3)
    framed.mouse.move(place["x"] + place["width"] * 0.5, place["y"] + place["height"] * 0.5, steps=3)
    framed.mouse.up()
    expect(inside.locator(".rg")).to_have_count(1)
    inside.get_by_role("button", name="Submit").click()
    expect(inside.locator(".task .pos b")).to_have_text("2")

    framed.reload()
    inside = studio(framed)
    inside.get_by_role("link", name="Export", exact=True).first.click()
    with framed.expect_download() as download:
        inside.locator(".actions a.btn.primary").click()
    exported = json.loads(Path(download.value.path()).read_text())
    assert [len(task["annotations"][0]["result"]) for task in exported] == [1]

    cookies = framed.context.cookies()
    assert [(cookie["sameSite"], cookie["secure"], cookie["httpOnly"]) for cookie in cookies] == [("None", True, True)]
    assert cookies[0].get("partitionKey", "").startswith("http://127.0.0.1")


@pytest.mark.full
def test_what_happens_in_the_frame_is_another_project_than_in_a_tab(framed: Page) -> None:
    with framed.context.expect_page() as opened:
        framed.get_by_role("link", name="Open the studio in a tab of its own").click()
    tab = opened.value
    expect(tab.get_by_role("button", name="Object boxes").first).to_be_visible()
    assert len({cookie["value"] for cookie in framed.context.cookies()}) == 2


@pytest.mark.full
def test_a_page_that_is_not_listed_shows_nothing(
    new_page: NewPage, watch: Watch, blog: tuple[str, str, Server]
) -> None:
    watch.expected.append("frame-ancestors")
    page = new_page()
    page.remove_listener("response", watch.response)
    with page.expect_console_message(lambda said: "frame-ancestors" in said.text):
        page.goto(blog[1])
    (frame,) = page.frames[1:]
    assert not frame.url.startswith("http")
    assert frame.locator("button").count() == 0


@pytest.mark.full
def test_a_form_of_the_page_around_is_refused(framed: Page, watch: Watch, blog: tuple[str, str, Server]) -> None:
    origin = blog[0]
    watch.expected.append("403")
    expect(studio(framed).get_by_role("button", name="Object boxes").first).to_be_visible()
    framed.goto(f"{origin}/attack.html")
    with framed.expect_response(lambda response: "/open" in response.url) as response:
        framed.get_by_role("button", name="Win a prize").click()
    sent = response.value.request.all_headers()
    assert sent["sec-fetch-site"] == "cross-site"
    assert response.value.status == 403
    assert response.value.json()["code"] == "cross-site"
