"""Attacks 7 and 22: real pages of other origins make a visitor's browser send requests, and show the studio in a frame.

Two attackers: ``localhost`` is another site than 127.0.0.1, so that Lax cookies stay at home; 127.0.0.1 at another port
is the same site (as a sibling subdomain is), so that they go along.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Frame, Page

from benchmarks.server import Server
from tests.security.browser.conftest import PATIENCE, Canary

pytestmark = pytest.mark.browser

ATTACKERS = ["localhost", "127.0.0.1"]
CONFIG = '<View><Text name="text" value="$text"/></View>'
#: What a form can post and a browser sends without asking first: three content types.
FORM = """<form method="post" action="{action}" enctype="{kind}"><input name='{name}' value='{value}'></form>
<script>document.forms[0].submit()</script>"""
FETCHES = """async (urls) => {
  for (const [url, body] of urls) {
    for (const options of [
      { method: 'POST', mode: 'no-cors', credentials: 'include', body },
      { method: 'POST', mode: 'cors', credentials: 'include', body, headers: { 'Content-Type': 'application/json' } },
      { method: 'DELETE', mode: 'cors', credentials: 'include' },
      { method: 'PATCH', mode: 'cors', credentials: 'include', body },
      { method: 'GET', mode: 'no-cors', credentials: 'include' },
    ]) await fetch(url, options).then((answer) => answer.text(), () => undefined);
    navigator.sendBeacon(url, body);
    navigator.sendBeacon(url, new Blob([body], { type: 'text/plain' }));
  }
}"""
READS = """async (url) => {
  for (const mode of ['cors', 'no-cors', 'same-origin']) {
    const text = await fetch(url, { mode, credentials: 'include' }).then((answer) => answer.text(), () => '');
    if (text) return text;
  }
  return '';
}"""


@pytest.fixture
def address(studio: Server) -> str:
    return f"http://127.0.0.1:{studio.port}"


@pytest.fixture
def victim(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A visitor with one task, one annotation, and a token."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(f"{address}/?show=templates")
    request = context.request
    for answer in (
        request.patch(f"{address}/api/projects/1", data={"label_config": CONFIG, "title": "Kept"}),
        request.post(f"{address}/api/projects/1/import", data=[{"text": "a"}]),
        request.post(f"{address}/api/tasks/1/annotations", data={"result": []}),
        request.post(f"{address}/api/session/token"),
    ):
        assert answer.ok, answer.text()
    page.close()
    yield context
    context.close()


def state(context: BrowserContext, address: str) -> dict[str, Any]:
    """All that an attacker could have changed, and the cookie that opens it."""
    paths = ("/api/projects/1/export?download_all_tasks=true", "/api/projects/1", "/api/current-user/token")
    answers = {path: context.request.get(address + path).text() for path in paths}
    cookies = {cookie.get("name"): cookie.get("value") for cookie in context.cookies(address)}
    return {**answers, "cookies": cookies}


def changes(address: str) -> list[tuple[str, str]]:
    """(address, body) of requests that would change something."""
    return [
        (f"{address}/api/projects/1", '{"title":"taken"}'),
        (f"{address}/api/tasks/1", '{"data":{"text":"taken"}}'),
        (f"{address}/api/tasks/1/annotations/", '{"result":[],"was_cancelled":true}'),
        (f"{address}/api/projects/1/tasks", ""),
        (f"{address}/api/projects/1/import", '[{"text":"taken"}]'),
        (f"{address}/api/session/start-over", "{}"),
        (f"{address}/api/session/project", "{}"),
        (f"{address}/api/session/sign-out-elsewhere", "{}"),
        (f"{address}/api/current-user/reset-token", "{}"),
    ]


def at(canary: Canary, page: Page, host: str, content: str, name: str = "/page") -> None:
    """Opens a page of the attacker's."""
    canary.pages[name] = f"<!doctype html><title>attacker</title>{content}"
    page.goto(f"{canary.at(host)}{name}")


@pytest.mark.parametrize("host", ATTACKERS)
def test_scripts_of_other_origins_change_and_read_nothing(
    victim: BrowserContext, canary: Canary, address: str, host: str
) -> None:
    before = state(victim, address)
    page = victim.new_page()
    refused = []
    page.on("response", lambda answer: refused.append((answer.request.method, answer.status)))
    at(canary, page, host, "")
    page.evaluate(FETCHES, [list(pair) for pair in changes(address)])
    assert ("POST", 403) in refused, "the requests did arrive"
    assert {status for method, status in refused if method not in ("GET", "OPTIONS")} <= {403}
    for path in ("/api/projects/1/export?download_all_tasks=true", "/api/session", "/label", "/api/current-user/token"):
        assert page.evaluate(READS, address + path) == ""
    assert state(victim, address) == before


@pytest.mark.parametrize("host", ATTACKERS)
def test_forms_of_other_origins_change_nothing(victim: BrowserContext, canary: Canary, address: str, host: str) -> None:
    before = state(victim, address)
    page = victim.new_page()
    for target, kind in (
        ("/api/session/start-over", "application/x-www-form-urlencoded"),
        ("/api/projects/1/import", "text/plain"),
        ("/api/projects/1/import", "multipart/form-data"),
        ("/api/tasks/1/annotations/", "text/plain"),
    ):
        # As text/plain the two halves of name=value make one JSON document.
        form = FORM.format(action=address + target, kind=kind, name='[{"text":"', value='taken"}]')
        with page.expect_response(lambda answer, target=target: target in answer.url) as answered:  # type: ignore[misc]
            at(canary, page, host, form)
        assert answered.value.status == 403
    assert state(victim, address) == before


@pytest.mark.parametrize("host", ATTACKERS)
def test_being_led_to_the_studio_changes_nothing(
    victim: BrowserContext, canary: Canary, address: str, host: str
) -> None:
    before = state(victim, address)
    page = victim.new_page()
    for path in ("/", "/label?task=1", "/?task=1", "/api/session/start-over", "/api/projects/1/tasks?_method=DELETE"):
        at(canary, page, host, f'<a id="link" href="{address}{path}">Look</a><img src="{address}{path}">')
        page.click("#link")
        page.wait_for_url(f"{address}/**")
    assert state(victim, address) == before


def shows_the_studio(frame: Frame) -> bool:
    """Whether a frame holds one of our pages; the browser takes refused ones away at a moment of its own."""
    try:
        return bool(
            frame.evaluate("() => document.querySelector('#studio') || document.body.innerText.includes('Kept')")
        )
    except Error:
        if frame.is_detached():
            return False
        raise


@pytest.mark.parametrize("host", ATTACKERS)
def test_the_studio_is_not_shown_in_a_frame(victim: BrowserContext, canary: Canary, address: str, host: str) -> None:
    before = state(victim, address)
    page = victim.new_page()
    frames = [f'<iframe src="{address}{path}"></iframe>' for path in ("/", "/label", "/settings", "/api/session")]
    frames += [f'<object data="{address}/label"></object>', f'<embed src="{address}/label">']
    at(canary, page, host, "".join(frames))
    page.wait_for_load_state("load")
    assert [frame.url for frame in page.frames[1:] if shows_the_studio(frame)] == []
    # Nor can a page that opened the studio reach into its window, or send it elsewhere.
    at(canary, page, host, "", "/opener")
    with page.expect_popup() as opened:
        page.evaluate("(url) => { window.studio = open(url) }", f"{address}/label")
    opened.value.wait_for_load_state()
    assert page.evaluate("() => window.studio.closed"), "cross-origin-opener-policy cuts the two windows apart"
    assert state(victim, address) == before
