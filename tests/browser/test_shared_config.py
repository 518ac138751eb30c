"""A label config in an address: made, opened as a proposal, used or discarded; a hostile one changes nothing."""

from __future__ import annotations

import base64
import json
import urllib.request
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server
from tests.browser.conftest import NewPage, Watch
from tests.browser.hands import config_field, expect_config, label_button, mark, open_template, position, submit

pytestmark = pytest.mark.browser

CONFIG = (
    '<View>\n  <Labels name="kind" toName="text">\n    <Label value="Boat"/>\n'
    '    <Label value="Größe 🥐"/>\n  </Labels>\n'
    '  <Text name="text" value="$text"/>\n</View>\n'
)
#: Counts the bytes that the page gives its inflater. Deflate makes at most 1,032 bytes of one.
METER = """
window.fed = 0;
const Real = DecompressionStream;
window.DecompressionStream = class {
  constructor(format) {
    const meter = new TransformStream({transform(chunk, controller) {
      window.fed += chunk.length;
      controller.enqueue(chunk);
    }});
    this.writable = meter.writable;
    this.readable = meter.readable.pipeThrough(new Real(format));
  }
};
"""


def fragment(content: bytes) -> str:
    """What the page makes of a config, by Python's deflate."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = deflate.compress(content) + deflate.flush()
    return f"config=v1.{base64.urlsafe_b64encode(packed).decode().rstrip('=')}"


def address(server: Server, content: str | bytes) -> str:
    content = content.encode() if isinstance(content, str) else content
    return f"http://127.0.0.1:{server.port}/setup#{fragment(content)}"


def on_disk(server: Server) -> list[str]:
    """The project directories of the root directory."""
    return sorted(path.name for path in Path(server.root).iterdir() if len(path.name) == 32)


def link_is_gone(page: Page) -> None:
    """Waits until the address carries no config any more."""
    page.wait_for_function("() => location.hash === ''")


def config_of(page: Page, server: Server) -> str:
    cookie = "; ".join(f"{each['name']}={each['value']}" for each in page.context.cookies())
    request = urllib.request.Request(
        f"http://127.0.0.1:{server.port}/api/projects/1/", headers={"Cookie": cookie, "Accept": "application/json"}
    )
    with urllib.request.urlopen(request) as answer:
        return str(json.load(answer)["label_config"])


def test_a_link_carries_a_config_from_one_visitor_to_another(new_page: NewPage, demo: Server) -> None:
    maker, taker = new_page(permissions=["clipboard-read", "clipboard-write"]), new_page()
    open_template(maker, demo, "Sentiment")
    maker.get_by_role("link", name="Setup", exact=True).first.click()
    config_field(maker).fill(CONFIG)  # not even saved
    maker.get_by_role("button", name="Copy link to this config").click()
    expect(maker.get_by_text("no server sees it")).to_be_visible()
    link = maker.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"http://127.0.0.1:{demo.port}/setup#config=v1.")

    before = on_disk(demo)
    asked: list[str] = []
    taker.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    taker.goto(link)
    expect(taker.get_by_text("From a link, not saved").first).to_be_visible()
    expect_config(taker, CONFIG)
    expect(label_button(taker, "Boat")).to_be_visible()  # the preview
    assert on_disk(demo) == before, "looking at a link made a project"
    assert not any("config=" in url for url in asked), "the config was sent"
    taker.get_by_role("button", name="Use this config").click()
    expect(taker.get_by_text("From a link, not saved")).to_have_count(0)
    link_is_gone(taker)
    assert config_of(taker, demo) == CONFIG
    assert len(on_disk(demo)) == len(before) + 1


@pytest.mark.full
def test_discarding_leaves_the_project_as_it_was(page: Page, demo: Server) -> None:
    open_template(page, demo, "Named entities")
    before = config_of(page, demo)
    page.goto(address(demo, CONFIG))
    page.get_by_role("button", name="Discard").click()
    expect_config(page, before)
    link_is_gone(page)
    assert config_of(page, demo) == before
    # a proposal that nobody touched is left without a question
    page.goto(address(demo, CONFIG))
    expect(page.get_by_role("button", name="Use this config")).to_be_enabled()
    page.get_by_role("link", name="Export", exact=True).first.click()
    expect(page.get_by_role("heading", level=1, name="Export")).to_be_visible()
    assert config_of(page, demo) == before


@pytest.mark.full
def test_labels_in_use_are_asked_about_before(page: Page, demo: Server, watch: Watch) -> None:
    watch.expected = ["400"]
    open_template(page, demo, "Named entities")
    label_button(page, "Person").click()
    mark(page, "Maria Lindqvist")
    submit(page)
    position(page, 2)
    page.goto(address(demo, CONFIG))
    page.get_by_role("button", name="Use this config").click()
    asked = page.get_by_role("alertdialog", name="Labels in use")
    asked.get_by_role("button", name="Go on editing").click()
    assert "Boat" not in config_of(page, demo)
    page.get_by_role("button", name="Use this config").click()
    asked.get_by_role("button", name="Save anyway").click()
    expect(page.get_by_text("From a link, not saved")).to_have_count(0)
    assert config_of(page, demo) == CONFIG


UNREADABLE = "The link holds no label config that can be read."
NOT_READ = {
    "garbage": ("config=v1.%00%ff<b>", UNREADABLE),
    "not deflated": ("config=v1.anVzdCB0ZXh0IHRoYXQgbm9ib2R5IGRlZmxhdGVk", UNREADABLE),
    "cut off": (fragment(CONFIG.encode())[:-9], UNREADABLE),
    "not text": (fragment(b"\xff\xfe\x00"), UNREADABLE),
    "another version": ("config=v9.abc", "The link was made by another version of this studio."),
}


def test_a_link_that_cannot_be_read_says_so(page: Page, demo: Server) -> None:
    before = on_disk(demo)
    for kind, (content, sentence) in NOT_READ.items():
        page.goto(f"http://127.0.0.1:{demo.port}/setup#{content}")
        said = page.get_by_role("alert").filter(has_text="Nothing was changed")
        expect(said, kind).to_contain_text(sentence)
        said.get_by_role("button", name="Close").click()
        expect(said, kind).to_have_count(0)
        link_is_gone(page)
    assert on_disk(demo) == before


def test_a_bomb_is_not_inflated(page: Page, demo: Server) -> None:
    page.add_init_script(METER)
    page.goto(address(demo, bytes(40 * 1024 * 1024)))
    expect(page.get_by_role("alert")).to_contain_text("The config in the link is larger than the")
    assert 0 < page.evaluate("window.fed") < 4096  # of 40,000


LAUGHS = "".join(f'<!ENTITY {name} "{f"&{last};" * 10}">' for last, name in zip("abcdefgh", "bcdefghi", strict=True))
HOSTILE = {
    f'<!DOCTYPE v [<!ENTITY a "ha">{LAUGHS}]><View><Header value="&i;"/></View>': "A DOCTYPE is not accepted.",
    '<View><img src="x" onerror="window.caught=1"/><script>window.caught=1</script></View>': "",
    '<View onload="window.caught=1"><Header value="&lt;img src=x onerror=window.caught=1&gt;"/></View>': "",
}


def test_a_hostile_config_is_only_looked_at(page: Page, demo: Server, watch: Watch) -> None:
    watch.expected = ["400"]
    before = on_disk(demo)
    for config, sentence in HOSTILE.items():
        page.goto(address(demo, config))
        note, use = page.locator(".from-link"), page.get_by_role("button", name="Use this config")
        expect(note).to_contain_text("From a link, not saved")
        expect_config(page, config)
        if sentence:
            expect(note).to_contain_text(sentence)
            expect(use).to_be_disabled()
        else:
            expect(use).to_be_enabled()  # it was checked, and its preview drawn
            expect(page.locator(".preview-editor .lab")).to_be_attached()
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.caught") is None
        page.get_by_role("button", name="Discard").click()
        expect(note).to_have_count(0)
    assert on_disk(demo) == before
