"""The data table at a hundred and at a million tasks: opened, scrolled, paged, filtered and sorted."""

from __future__ import annotations

import json
import statistics
import time
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.browser import CHROMIUM, FLAGS, frames
from benchmarks.report import Figure, milliseconds
from benchmarks.server import Server, running
from benchmarks.serving import recipe

SIZES = (100, 1_000_000)
TEXT = "data.text"
#: resolves with the time since navigation began, once rows with their tasks have been painted
ROWS_SHOWN = """() => new Promise(resolve => {
  const look = () => {
    if (document.querySelectorAll(".tbody .tr .num").length > 5) {
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
    } else requestAnimationFrame(look);
  };
  look();
})"""
#: drags the scroll bar from one end to the other in 120 frames
DRAG = """() => new Promise(resolve => {
  const table = document.querySelector("[role=grid]");
  const far = table.scrollHeight - table.clientHeight;
  let step = 0;
  const move = () => {
    step += 1;
    table.scrollTop = far * step / 120;
    if (step < 120) requestAnimationFrame(move); else resolve();
  };
  move();
})"""


#: the least that scrolls like a table: rows of text over a background, without a script
PLAIN = (
    "<!doctype html><style>body{margin:0}main{height:541px;overflow:auto;background:#fff}"
    "p{margin:0;height:47px;border-bottom:1px solid #ccc;font:14px sans-serif}</style><main>"
    + "".join(f"<p>Maya took ferry {row} to the island and wrote home." for row in range(2000))
)


def data_table() -> Iterator[Figure]:
    """The page in a browser, and what the server takes for its questions, over the tasks of a recipe."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
        page.set_content(PLAIN)
        page.wait_for_timeout(500)
        floor = milliseconds(frames(page, _wheel))
        yield Figure("wheel a plain list without a script: p95 frame", "", floor, None, "the least this browser takes")
        browser.close()
    for size in SIZES:
        with running(*recipe(size)) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            yield from _in_the_browser(browser, server, size)
            browser.close()
            yield from _questions(server, size)


def _in_the_browser(browser: Browser, server: Server, size: int) -> Iterator[Figure]:
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    opened = []
    for _ in range(6):
        page.goto(f"http://127.0.0.1:{server.port}/data", wait_until="commit")
        opened.append(page.evaluate(ROWS_SHOWN) / 1000)
    median = statistics.median(opened[1:])
    name = f"table of {size:,} tasks"
    note = f"median of 5, from navigation to painted rows; the first visit took {milliseconds(opened[0])}"
    yield Figure(f"open the {name}", "≤ 300 ms", milliseconds(median), median <= 0.3, note)
    for what, gesture, settings in (
        ("wheel", _wheel, "60 steps of 120 px at once"),
        ("drag the bar of", _drag, "end to end in 120 frames"),
    ):
        page.wait_for_timeout(500)
        slowest = frames(page, gesture)
        yield Figure(
            f"{what} the {name}: p95 frame",
            "≤ 20 ms",
            milliseconds(slowest),
            slowest <= 0.02,
            f"{settings}, painted without a GPU",
        )
    page.context.close()


def _wheel(page: Page) -> None:
    page.mouse.move(480, 500)
    for _ in range(60):
        page.mouse.wheel(0, 120)


def _drag(page: Page) -> None:
    page.evaluate(DRAG)


def _questions(server: Server, size: int) -> Iterator[Figure]:
    """Pages of 100 rows over HTTP."""
    pages = [_seconds(server, page) for page in range(2, min(size // 100, 30) + 2)]
    median = statistics.median(pages)
    name = f"{size:,} tasks"
    yield Figure(f"the next page of {name}", "≤ 50 ms", milliseconds(median), median <= 0.05, "median, over HTTP")
    contains = {"filter": f"filter:tasks:{TEXT}", "operator": "contains", "type": "String", "value": "ferry 99 "}
    found = _seconds(server, 1, {"filters": {"conjunction": "and", "items": [contains]}})
    yield Figure(f"filter {name} by a data key", "≤ 1 s", milliseconds(found), found <= 1, "contains, over HTTP")
    ordered = _seconds(server, 1, {"ordering": [f"-tasks:{TEXT}"]})
    yield Figure(f"sort {name} by a data key", "≤ 2 s", milliseconds(ordered), ordered <= 2, "a text, over HTTP")
    # The rest is sorted once the first page has been answered; this asks for it, and is answered when it is there.
    _seconds(server, size // 100, {"ordering": [f"-tasks:{TEXT}"]})
    later = _seconds(server, max(1, size // 200), {"ordering": [f"-tasks:{TEXT}"]})
    yield Figure(f"a page far down {name} in order", "≤ 50 ms", milliseconds(later), later <= 0.05, "once it is sorted")
    often = {"filter": f"filter:tasks:{TEXT}", "operator": "contains", "type": "String", "value": "e"}
    found = _seconds(server, 1, {"filters": {"conjunction": "and", "items": [often]}})
    yield Figure(f"a filter that finds all {name}", "≤ 1 s", milliseconds(found), found <= 1, "contains, over HTTP")
    yield from _actions(server, size)


def _actions(server: Server, size: int) -> Iterator[Figure]:
    """A half per cent of the tasks by a filter, deleted and brought back, in a session that has a cookie."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    address = f"http://127.0.0.1:{server.port}"
    opener.open(f"{address}/").read()

    def act(action: str, body: dict[str, Any]) -> tuple[float, dict[str, Any]]:
        headers = {"Content-Type": "application/json"}
        asked = urllib.request.Request(f"{address}/api/dm/actions/?id={action}", json.dumps(body).encode(), headers)
        begin = time.perf_counter()
        with opener.open(asked) as answer:
            return time.perf_counter() - begin, json.loads(answer.read())

    # The first write makes the session's project; what it costs is another figure's.
    act("skip_tasks", {"selectedItems": {"all": False, "included": [1]}})
    few = {"filter": "filter:tasks:id", "operator": "less_or_equal", "type": "Number", "value": max(size // 200, 1)}
    chosen = {"selectedItems": {"all": True}, "filters": {"conjunction": "and", "items": [few]}}
    deleted, answer = act("delete_tasks", chosen)
    number = answer["processed_items"]
    yield Figure(
        f"delete {number:,} of {size:,} tasks", "≤ 0.5 s", milliseconds(deleted), deleted <= 0.5, "by a filter"
    )
    undone, _ = act("undo", {"undo": answer["undo"]["id"]})
    yield Figure(f"undo that: {number:,} of {size:,} tasks", "≤ 0.5 s", milliseconds(undone), undone <= 0.5)


def _seconds(server: Server, page: int, query: dict[str, Any] | None = None) -> float:
    asked = {"fields": "table", "page": page, "page_size": 100} | ({"query": json.dumps(query)} if query else {})
    begin = time.perf_counter()
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/api/tasks/?{urlencode(asked)}") as answer:
        json.loads(answer.read())
    return time.perf_counter() - begin
