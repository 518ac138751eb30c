"""A document of 200 kB with 1,000 regions in its frame: opening, selecting, heap."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.browser import CHROMIUM, FLAGS, post
from benchmarks.machine import scratch_directory
from benchmarks.report import Figure, milliseconds
from benchmarks.server import Server, running

CONFIG = """<View>
  <HyperTextLabels name="label" toName="page"><Label value="Person"/><Label value="Place"/></HyperTextLabels>
  <HyperText name="page" value="$html"/>
</View>
"""
REGIONS = 1_000
BYTES = 200_000
NAMES = ["Maya Lund", "Omar", "Tromsø", "Ida Holm", "Bergen 🚢"]
#: resolves with the time since navigation began, once so many marks are in the frame and two frames have passed
OPENED = """(count) => new Promise((resolve) => {
  const look = () => {
    const page = document.querySelector('.hypertext iframe')?.contentDocument;
    if (page && page.querySelectorAll('region-mark').length >= count) {
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
    } else requestAnimationFrame(look);
  };
  look();
})"""
PLACES = """() => {
  const frame = document.querySelector('.hypertext iframe'), { left, top } = frame.getBoundingClientRect();
  return Array.from(frame.contentDocument.querySelectorAll('region-mark'), (mark) => mark.getBoundingClientRect())
    .map((box) => [left + box.right - 6, top + box.top + box.height / 2])
    .filter(([, y]) => y > 200 && y < 650).slice(0, 20);
}"""
#: from the press to the second frame after its click
PRESSED = """() => {
  const page = document.querySelector('.hypertext iframe').contentDocument, once = { once: true, capture: true };
  window.__selected = new Promise((resolve) => page.addEventListener('pointerdown', () => {
    const begin = performance.now();
    page.addEventListener('click', () => requestAnimationFrame(() => requestAnimationFrame(
      () => resolve(performance.now() - begin))), once);
  }, once));
}"""


def document(regions: int, size: int) -> tuple[str, list[dict[str, Any]]]:
    """Markup of about so many bytes in UTF-8, nested as pages are, and a region on a name in each of its paragraphs."""
    filler = "and then the ferry went on along the coast " * 8
    parts, items, length = [], [], 0
    wanted = size // regions
    for number in range(regions):
        name = NAMES[number % len(NAMES)]
        start = f"{number}. They met "
        rest = filler[: wanted - len(start) - len(name.encode()) - 50]
        parts.append(f"<section><p>{start}<b><i>{name}</i></b> <u>early</u> {rest}</p></section>\n")
        path = f"/section[{number + 1}]/p[1]/b[1]/i[1]/text()[1]"
        begin = length + len(start)
        value = {
            "start": path, "end": path, "startOffset": 0, "endOffset": len(name), "text": name,
            "globalOffsets": {"start": begin, "end": begin + len(name)},
            "hypertextlabels": ["Place" if number % 2 else "Person"],
        }  # fmt: skip
        items.append({"id": f"r{number}", "from_name": "label", "to_name": "page", "type": "hypertextlabels",
                      "value": value})  # fmt: skip
        length = begin + len(name) + len(" early ") + len(rest) + 1
    return "".join(parts), items


def _open(browser: Browser, server: Server) -> tuple[Page, float]:
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(f"http://127.0.0.1:{server.port}/label?task=1", wait_until="commit")
    return page, page.evaluate(OPENED, REGIONS) / 1000


def _select(page: Page) -> float:
    """Median time from a press on a region to the second frame after its click, of 20."""
    mouse = page.context.new_cdp_session(page)
    taken: list[float] = []
    for x, y in page.evaluate(PLACES):
        page.evaluate(PRESSED)
        for kind in ("mousePressed", "mouseReleased"):
            event = {"type": kind, "x": x, "y": y, "button": "left", "buttons": 1, "clickCount": 1}
            mouse.send("Input.dispatchMouseEvent", event)
        taken.append(page.evaluate("() => window.__selected"))
    return statistics.median(taken) / 1000


def documents() -> Iterator[Figure]:
    """In the real page of a real server, as the editor's other figures."""
    markup, items = document(REGIONS, BYTES)
    path = scratch_directory() / "document.xml"
    path.write_text(CONFIG)
    with (
        running("--init", "-b", "-l", str(path), command="start", positional=("bench",)) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        post(server, "/api/projects/1/import", [{"data": {"html": markup}, "annotations": [{"result": items}]}])
        opened = []
        for turn in range(5):
            page, seconds = _open(browser, server)
            opened.append(seconds)
            if turn < 4:
                page.context.close()
        median, name = statistics.median(opened), f"a document of {BYTES // 1000} kB with {REGIONS:,} regions"
        note = f"median of 5, worst {max(opened):.2f} s"
        yield Figure(f"open {name}", "≤ 0.7 s", f"{median:.2f} s", median <= 0.7, note)
        selected = _select(page)
        note = "median of 20, two frames included"
        yield Figure("select one of them", "≤ 50 ms", milliseconds(selected), selected <= 0.05, note)
        heap = page.evaluate("() => { gc(); return performance.memory.usedJSHeapSize / 1e6; }")
        yield Figure("JS heap with it", "≤ 15 MB", f"{heap:.1f} MB", heap <= 15)
        browser.close()
