"""What a person's browser does: bytes and requests of a cold page, opening many regions, selecting, heap, frames."""

from __future__ import annotations

import json
import statistics
import urllib.request
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.machine import scratch_directory
from benchmarks.report import Figure, milliseconds
from benchmarks.server import Server, running
from benchmarks.serving import LABEL_CONFIG, recipe

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--enable-precise-memory-info", "--js-flags=--expose-gc",
]  # fmt: skip
BOXES_CONFIG = """<View>
  <RectangleLabels name="label" toName="image"><Label value="Car"/><Label value="Person"/></RectangleLabels>
  <Image name="image" value="$image"/>
</View>
"""
WORDS = ["Maya", "went", "to", "Lund", "and", "saw", "Omar", "by", "the", "river", "in", "May"]
#: resolves with the time since navigation began, once ``count`` regions are on the page and two frames have passed
OPENED = """([selector, count]) => new Promise(resolve => {
  const look = () => {
    if (new Set([...document.querySelectorAll(selector)].map(e => e.dataset.region)).size >= count) {
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
    } else requestAnimationFrame(look);
  };
  look();
})"""


def page_weight() -> Iterator[Figure]:
    """The labeling page of a text task with nothing cached: what crosses the wire."""
    with running(*recipe(100)) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_context().new_page()
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        received: list[float] = []
        asked: list[str] = []
        session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
        session.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
        page.goto(f"http://127.0.0.1:{server.port}/label", wait_until="networkidle")
        browser.close()
    asked = [url for url in asked if not url.startswith("data:")]
    size = sum(received) / 1000
    yield Figure(
        "labeling page, text task, cold: transferred", "≤ 60 kB", f"{size:.1f} kB", size <= 60, "br, headers included"
    )
    yield Figure("the same: requests", "≤ 12", str(len(asked)), len(asked) <= 12)


def _spans(count: int) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    words = [WORDS[number % len(WORDS)] for number in range(count * 3)]
    text, starts, length = " ".join(words), [], 0
    for word in words:
        starts.append(length)
        length += len(word) + 1
    items = []
    for number in range(count):
        word = words[number * 3]
        begin = starts[number * 3]
        value = {
            "start": begin,
            "end": begin + len(word),
            "text": word,
            "labels": ["Person" if number % 2 else "Place"],
        }
        items.append({"id": f"r{number}", "from_name": "label", "to_name": "text", "type": "labels", "value": value})
    return {"text": text}, items


def _boxes(count: int) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    items = []
    for number in range(count):
        value = {
            "x": (number % 40) * 2.5, "y": (number // 40) * 4.0, "width": 2.0, "height": 3.0, "rotation": 0,
            "rectanglelabels": ["Car" if number % 2 else "Person"],
        }  # fmt: skip
        items.append(
            {
                "id": f"r{number}",
                "from_name": "label",
                "to_name": "image",
                "type": "rectanglelabels",
                "original_width": 1200,
                "original_height": 800,
                "image_rotation": 0,
                "value": value,
            }
        )
    picture = "data:image/svg+xml," + "<svg xmlns='http://www.w3.org/2000/svg' width='1200' height='800'/>".replace(
        "<", "%3C"
    ).replace(">", "%3E")
    return {"image": picture}, items


def _post(server: Server, path: str, document: Any) -> Any:
    request = urllib.request.Request(
        f"http://127.0.0.1:{server.port}{path}", json.dumps(document).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read())


def _open(browser: Browser, server: Server, selector: str, count: int) -> tuple[Page, float]:
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(f"http://127.0.0.1:{server.port}/label?task=1", wait_until="commit")
    return page, page.evaluate(OPENED, [selector, count]) / 1000


def _select(page: Page, selector: str, count: int) -> float:
    """Median time from the press of the mouse to the frame in which the region is selected, of 20 regions."""
    taken = []
    visible = page.evaluate(
        """(selector) => [...document.querySelectorAll(selector)]
        .map(e => [e.dataset.region, e.getBoundingClientRect()])
        .filter(([, r]) => r.top > 150 && r.bottom < 700 && r.left > 0 && r.right < 960 && r.width > 3)
        .map(([id, r]) => [id, r.left + r.width / 2, r.top + r.height / 2])""",
        selector,
    )
    for _, x, y in visible[: min(20, count)]:
        page.evaluate(
            """() => { window.__selected = new Promise(resolve => {
              addEventListener('pointerdown', event => {
                const begin = event.timeStamp;
                addEventListener('click', () => requestAnimationFrame(() => requestAnimationFrame(
                  () => resolve(performance.now() - begin))), {once: true, capture: true});
              }, {once: true, capture: true});
            }); }"""
        )
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.up()
        taken.append(page.evaluate("() => window.__selected"))
    return statistics.median(taken) / 1000 if taken else float("nan")


def editor() -> Iterator[Figure]:
    """Opening and selecting at 10, 1,000 and 5,000 spans and 1,000 boxes, in the real page of a real server."""
    cases = [
        ("text", 10, 0.5, LABEL_CONFIG, _spans), ("text", 1000, 0.7, LABEL_CONFIG, _spans),
        ("text", 5000, 1.5, LABEL_CONFIG, _spans), ("boxes", 1000, 0.8, BOXES_CONFIG, _boxes),
    ]  # fmt: skip
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for kind, count, budget, config, make in cases:
            path = scratch_directory() / f"{kind}.xml"
            path.write_text(config)
            data, items = make(count)
            with running("--init", "-b", "-l", str(path), command="start", positional=("bench",)) as server:
                _post(server, "/api/projects/1/import", [{"data": data, "annotations": [{"result": items}]}])
                selector = "mark[data-region], .m[data-region]" if kind == "text" else "svg [data-region]"
                opened = []
                for _ in range(5):
                    page, seconds = _open(browser, server, selector, count)
                    opened.append(seconds)
                    if len(opened) < 5:
                        page.context.close()
                median = statistics.median(opened)
                name = f"{count:,} {'spans' if kind == 'text' else 'boxes'}"
                yield Figure(
                    f"open {name}",
                    f"≤ {budget} s",
                    f"{median:.2f} s",
                    median <= budget,
                    f"median of 5, worst {max(opened):.2f} s",
                )
                selected = _select(page, selector, count)
                yield Figure(
                    f"select one of {name}",
                    "≤ 50 ms",
                    milliseconds(selected),
                    selected <= 0.05,
                    "median of 20, two frames included",
                )
                if count == 5000:
                    heap = page.evaluate("() => { gc(); return performance.memory.usedJSHeapSize / 1e6; }")
                    yield Figure("JS heap at 5,000 spans", "≤ 15 MB", f"{heap:.1f} MB", heap <= 15)
                page.context.close()
        browser.close()
