"""Moving between the pages of a studio by the links of its top bar: from the press to the next page with its data."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from itertools import combinations

from playwright.sync_api import Browser, Page, StorageState, sync_playwright

from benchmarks.browser import CHROMIUM, FLAGS
from benchmarks.report import Figure, milliseconds
from benchmarks.server import Server, running
from benchmarks.serving import ANNOTATION, recipe

SIZES = (100, 1_000_000)
LABELED = 40
TRIES = 3
#: what each page of the top bar shows when its data is there, besides its heading
SHOWN = {
    "label": [".editor .text .ln"],
    "data": [".tbody .num"],
    "dashboard": [".kpis", ".dash svg"],
    "setup": [".builder .card", ".preview-editor .text .ln"],
    "import": [".imp .frame"],
    "export": [".fmt", "pre.peek"],
}
#: waits for a click on the link to a page; ``window.moved`` becomes the time from the click until two frames have
#: passed after the page's heading and its data came
WATCH = """([page, selectors]) => {
  const link = document.querySelector(`.top .nav a[href$="/${page}"]`);
  const shown = (selector) => [...document.querySelectorAll(selector)].some(
    (element) => element.textContent !== "" || element instanceof SVGElement);
  window.moved = new Promise((resolve) => link.addEventListener("click", ({ timeStamp }) => {
    const look = () => {
      if (document.documentElement.dataset.page === page && ["#main h1", ...selectors].every(shown)) {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - timeStamp)));
      } else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, { once: true, capture: true }));
  const box = link.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
}"""

#: seconds by the page that was left and the one that was gone to
Moves = dict[tuple[str, str], list[float]]


def moving() -> Iterator[Figure]:
    """Each of the six pages from each of the others, for the first time and again."""
    for size in SIZES:
        with running(*recipe(size)) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            visitor = _visitor(browser, server)
            first, again = _first_visits(browser, server, visitor), _again(browser, server, visitor)
            browser.close()
        yield from _figures(first, again, size)


def _visitor(browser: Browser, server: Server) -> StorageState:
    """The cookies of somebody who has labeled some of the tasks."""
    context = browser.new_context()
    address = f"http://127.0.0.1:{server.port}"
    context.request.get(f"{address}/label")
    for task in range(1, LABELED + 1):
        path = f"{address}/api/tasks/{task}/annotations/"
        answer = context.request.post(path, data=ANNOTATION, headers={"Content-Type": "application/json"})
        if answer.status != 201:
            raise RuntimeError(f"The server answered {answer.status}: {answer.text()}")
    state = context.storage_state()
    context.close()
    return state


def _open(browser: Browser, server: Server, visitor: StorageState, name: str) -> Page:
    """A page with nothing cached, at rest: what comes after the first paint has come, too."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, storage_state=visitor)
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{server.port}/{name}", wait_until="networkidle")
    page.wait_for_selector(".life", state="attached")
    page.wait_for_timeout(300)
    return page


def _move(page: Page, name: str) -> float:
    """Presses the link to a page as soon as the pointer is on it; seconds until that page is painted."""
    x, y = page.evaluate(WATCH, [name, SHOWN[name]])
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.up()
    taken: float = page.evaluate("() => window.moved") / 1000
    page.wait_for_timeout(300)
    return taken


def _first_visits(browser: Browser, server: Server, visitor: StorageState) -> Moves:
    """Only the page that is left has been seen in this browser."""
    moves: Moves = {}
    for here in SHOWN:
        for there in SHOWN:
            for _ in range(TRIES if here != there else 0):
                page = _open(browser, server, visitor, here)
                moves.setdefault((here, there), []).append(_move(page, there))
                page.context.close()
    return moves


def _again(browser: Browser, server: Server, visitor: StorageState) -> Moves:
    """To and fro between two pages that have both been seen."""
    moves: Moves = {}
    for here, there in combinations(SHOWN, 2):
        page = _open(browser, server, visitor, here)
        _move(page, there)
        for _ in range(TRIES):
            moves.setdefault((there, here), []).append(_move(page, here))
            moves.setdefault((here, there), []).append(_move(page, there))
        page.context.close()
    return moves


def _figures(first: Moves, again: Moves, size: int) -> Iterator[Figure]:
    note = f"the slowest of the five pages to come from, median of {TRIES} each; {size:,} tasks"
    for name in SHOWN:
        for moves, how in ((first, "for the first time"), (again, "again")):
            slowest = max(statistics.median(taken) for (_, there), taken in moves.items() if there == name)
            yield Figure(f"go to {name} {how}", "≤ 150 ms", milliseconds(slowest), slowest <= 0.15, note)
