"""What a person's browser does: opening many regions, selecting, heap, frames."""

from __future__ import annotations

import json
import statistics
import urllib.request
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.machine import scratch_directory
from benchmarks.report import Figure, milliseconds
from benchmarks.server import Server, running
from benchmarks.serving import LABEL_CONFIG

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
    if (document.querySelectorAll(selector).length >= count) {
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
    } else requestAnimationFrame(look);
  };
  look();
})"""


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
    columns = round((count * 1.6) ** 0.5)
    rows = -(-count // columns)
    for number in range(count):
        value = {
            "x": (number % columns) * 100 / columns, "y": (number // columns) * 100 / rows,
            "width": 80 / columns, "height": 75 / rows, "rotation": 0,
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


def post(server: Server, path: str, document: Any) -> Any:
    request = urllib.request.Request(
        f"http://127.0.0.1:{server.port}{path}", json.dumps(document).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read())


def _open(browser: Browser, server: Server, selector: str, count: int) -> tuple[Page, float]:
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(f"http://127.0.0.1:{server.port}/label?task=1", wait_until="commit")
    return page, page.evaluate(OPENED, [selector, count]) / 1000


def _select(page: Page, selector: str) -> float:
    """Median time from the press of the mouse to the frame in which the region is selected, of 20 regions."""
    taken: list[float] = []
    visible = page.evaluate(
        """(selector) => [...document.querySelectorAll(selector)]
        .map(element => element.getBoundingClientRect())
        .filter(box => box.top > 150 && box.bottom < 700 && box.left > 60 && box.right < 960 && box.width > 3)
        .map(box => [box.left + box.width / 2, box.top + box.height / 2])""",
        selector,
    )
    for x, y in visible[:20]:
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


def frames(page: Page, gesture: Callable[[Page], None]) -> float:
    """The 95th percentile of the time from one frame to the next while ``gesture`` lasts, in seconds."""
    page.evaluate(
        """() => { window.__frames = []; window.__watching = true;
          const look = (now) => { window.__frames.push(now); if (window.__watching) requestAnimationFrame(look); };
          requestAnimationFrame(look); }"""
    )
    gesture(page)
    times = page.evaluate("() => { window.__watching = false; return window.__frames; }")
    apart: list[float] = sorted(after - before for before, after in pairwise(times))
    return apart[int(len(apart) * 0.95)] / 1000


def _zoom(page: Page) -> None:
    page.mouse.move(480, 400)
    page.keyboard.down("Control")
    for step in range(60):
        page.mouse.wheel(0, -24 if step < 30 else 24)
    page.keyboard.up("Control")


def _pan(page: Page) -> None:
    page.keyboard.down("Space")
    page.mouse.move(480, 400)
    page.mouse.down()
    for step in range(60):
        page.mouse.move(480 + step * 3, 400 + step)
    page.mouse.up()
    page.keyboard.up("Space")


def _drag(page: Page) -> None:
    """Drags one box, the first that lies clear of the tools."""
    x, y = page.evaluate(
        """() => { const box = [...document.querySelectorAll("svg [data-region] .sh")]
          .map(shape => shape.getBoundingClientRect()).find(box => box.left > 300 && box.top > 300);
          return [box.left + box.width / 2, box.top + box.height / 2]; }"""
    )
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(60):
        page.mouse.move(x + step * 3, y + step)
    page.mouse.up()


def _scroll(page: Page) -> None:
    page.mouse.move(480, 400)
    for _ in range(60):
        page.mouse.wheel(0, 120)


def _scroll_list(page: Page) -> None:
    box = page.locator(".editor .regs").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for _ in range(60):
        page.mouse.wheel(0, 120)


def _label(page: Page) -> float:
    """Median time from a label's key to the frame that shows the new region, of 10 words, the words marked before."""
    taken: list[float] = []
    for number in range(10):
        places = page.evaluate(
            """() => { const text = [...document.querySelectorAll(".text .ln")].flatMap(line => [...line.childNodes])
              .filter(node => node.nodeType === Node.TEXT_NODE && node.data.trim().length > 2);
              const range = document.createRange();
              return text.slice(0, 400).map(node => { range.selectNodeContents(node); return range.getClientRects(); })
                .filter(boxes => boxes.length === 1).map(([box]) => box)
                .filter(box => box.top > 200 && box.bottom < 650)
                .map(box => [box.left, box.right, box.top + box.height / 2]); }"""
        )
        left, right, y = places[number * 2]
        page.mouse.move(left + 6, y)
        page.mouse.down()
        page.mouse.move(right - 6, y, steps=2)
        page.mouse.up()
        page.evaluate(
            """() => { window.__labeled = new Promise(resolve => addEventListener("keydown", event => {
              const begin = event.timeStamp;
              requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - begin)));
            }, {once: true, capture: true})); }"""
        )
        page.keyboard.press("1")
        taken.append(page.evaluate("() => window.__labeled"))
        page.keyboard.press("Escape")
    return statistics.median(taken) / 1000


#: to the top again, and two frames for what that shows
BACK = """() => new Promise((resolve) => {
  for (const element of document.querySelectorAll("main, .main, .regs")) element.scrollTop = 0;
  requestAnimationFrame(() => requestAnimationFrame(resolve));
})"""
GESTURES: dict[str, Callable[[Page], None]] = {"zoom": _zoom, "pan": _pan, "drag one of": _drag}


def _smoothness(page: Page, kind: str, count: int) -> Iterator[Figure]:
    """Frames while the view or a region moves."""
    moves = GESTURES if kind == "boxes" else {"scroll": _scroll, "scroll the list of": _scroll_list}
    for name, gesture in moves.items():
        slowest = []
        for _ in range(5):
            slowest.append(frames(page, gesture))
            page.evaluate(BACK)
        median, worst = statistics.median(slowest), milliseconds(max(slowest))
        what = f"{name} {count:,} {kind}: p95 frame"
        note = f"60 steps, painted without a GPU; median of 5, worst {worst}"
        yield Figure(what, "≤ 20 ms", milliseconds(median), median <= 0.02, note)


def editor() -> Iterator[Figure]:
    """Opening and selecting at 10, 1,000 and 5,000 spans and boxes, in the real page of a real server."""
    cases = [
        ("spans", 10, 0.5, LABEL_CONFIG, _spans), ("spans", 1000, 0.7, LABEL_CONFIG, _spans),
        ("spans", 5000, 1.5, LABEL_CONFIG, _spans), ("boxes", 1000, 0.8, BOXES_CONFIG, _boxes),
        ("boxes", 5000, 3, BOXES_CONFIG, _boxes),
    ]  # fmt: skip
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for kind, count, budget, config, make in cases:
            path = scratch_directory() / f"{kind}.xml"
            path.write_text(config)
            data, items = make(count)
            with running("--init", "-b", "-l", str(path), command="start", positional=("bench",)) as server:
                post(server, "/api/projects/1/import", [{"data": data, "annotations": [{"result": items}]}])
                selector = ".text mark" if kind == "spans" else "svg [data-region]"
                opened = []
                for _ in range(5):
                    page, seconds = _open(browser, server, selector, count)
                    opened.append(seconds)
                    if len(opened) < 5:
                        page.context.close()
                median = statistics.median(opened)
                name = f"{count:,} {kind}"
                yield Figure(
                    f"open {name}",
                    f"≤ {budget} s",
                    f"{median:.2f} s",
                    median <= budget,
                    f"median of 5, worst {max(opened):.2f} s",
                )
                selected = _select(page, selector)
                limit = 100 if name == "5,000 boxes" else 50
                yield Figure(
                    f"select one of {name}",
                    f"≤ {limit} ms",
                    milliseconds(selected),
                    selected <= limit / 1000,
                    "median of 20, two frames included",
                )
                if kind == "spans" and count >= 1000:
                    labeled = _label(page)
                    yield Figure(
                        f"label a word among {name}",
                        "≤ 50 ms",
                        milliseconds(labeled),
                        labeled <= 0.05,
                        "median of 10, two frames included; the text is one paragraph",
                    )
                if count >= 1000:
                    yield from _smoothness(page, kind, count)
                if count == 5000:
                    heap = page.evaluate("() => { gc(); return performance.memory.usedJSHeapSize / 1e6; }")
                    yield Figure(f"JS heap at {name}", "≤ 15 MB", f"{heap:.1f} MB", heap <= 15)
                page.context.close()
        browser.close()
