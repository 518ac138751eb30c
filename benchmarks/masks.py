"""Thirty masks painted by hand on a picture of 12 million pixels: strokes, frames, submitting, the page's memory."""

from __future__ import annotations

import base64
import statistics
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.browser import CHROMIUM, FLAGS, frames, post
from benchmarks.machine import scratch_directory
from benchmarks.report import Figure, milliseconds
from benchmarks.server import Server, running

CONFIG = """<View>
  <BrushLabels name="mask" toName="image"><Label value="Tree"/><Label value="Road"/></BrushLabels>
  <Image name="image" value="$image"/>
</View>
"""
WIDTH, HEIGHT, MASKS = 4000, 3000, 30
#: resolves with the time from a press to the second frame after it, for the next press on the picture
PRESSED = """() => { const stage = document.querySelector('.image-surface');
  window.__pressed = new Promise(resolve => stage.addEventListener('pointerdown', event =>
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - event.timeStamp))),
    {once: true, capture: true})); }"""
#: resolves with the time since navigation began, once the masks are painted and two frames have passed
OPENED = """() => new Promise(resolve => {
  const look = () => {
    const canvas = document.querySelector('canvas.masks');
    if (canvas && !canvas.hidden) {
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
    } else requestAnimationFrame(look);
  };
  look();
})"""


def picture(width: int, height: int) -> str:
    """A PNG of bands of colour, as a data address: little to send, all of it to decode."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = (b"\0" + bytes((y * 5 // 64 % 256, 120, 200 - y * 3 // 64 % 200)) * width for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(b"".join(rows), 1)), chunk(b"IEND", b"")]
    return "data:image/png;base64," + base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"".join(parts)).decode()


def _place(page: Page) -> tuple[float, float, float, float]:
    page.wait_for_function("() => document.querySelector('img.pic')?.getBoundingClientRect().width > 100")
    box = page.locator("img.pic").bounding_box()
    assert box is not None
    return box["x"], box["y"], box["width"], box["height"]


def _stroke(page: Page, number: int, *, turns: int = 8) -> float:
    """Paints back and forth in one of 30 fields of the picture; says how long its start took, in seconds."""
    x, y, width, height = _place(page)
    wide, high = width / 6, height / 5
    left, top = x + number % 6 * wide, y + number // 6 % 5 * high
    page.mouse.move(left + wide * 0.1, top + high * 0.15)
    page.evaluate(PRESSED)
    page.mouse.down()
    for turn in range(1, turns + 1):
        page.mouse.move(left + wide * (0.9 if turn % 2 else 0.1), top + high * (0.15 + 0.7 * turn / turns), steps=4)
    page.mouse.up()
    return float(page.evaluate("() => window.__pressed")) / 1000


def _painted(page: Page) -> None:
    """Thirty masks by hand: a label, then a stroke, then another that adds to it."""
    for number in range(MASKS):
        page.keyboard.press("2" if number % 2 else "1")
        _stroke(page, number)
        _stroke(page, number, turns=3)


def _long_stroke(page: Page) -> None:
    """Across all of the picture and back, in 120 steps."""
    x, y, width, height = _place(page)
    page.mouse.move(x + width * 0.1, y + height * 0.1)
    page.mouse.down()
    page.mouse.move(x + width * 0.9, y + height * 0.9, steps=60)
    page.mouse.move(x + width * 0.1, y + height * 0.5, steps=60)
    page.mouse.up()


def _zoom(page: Page) -> None:
    x, y, width, height = _place(page)
    page.mouse.move(x + width / 2, y + height / 2)
    page.keyboard.down("Control")
    for step in range(60):
        page.mouse.wheel(0, -24 if step < 30 else 24)
    page.keyboard.up("Control")


def _submitted(page: Page) -> tuple[float, dict[str, Any]]:
    """From the press of Submit to the server's answer, in seconds, and what it answered."""
    page.evaluate("() => { window.__begun = performance.now(); }")
    with page.expect_response(lambda it: it.request.method == "POST" and "/annotations/" in it.url) as answered:
        page.get_by_role("button", name="Submit").click()
    answered.value.finished()
    return float(page.evaluate("() => performance.now() - window.__begun")) / 1000, answered.value.json()


def _renderer_megabytes(browser: Browser) -> tuple[float, float]:
    """Resident memory of the largest page process: now, and at most so far."""
    session = browser.new_browser_cdp_session()
    sizes = []
    for process in session.send("SystemInfo.getProcessInfo")["processInfo"]:
        if process["type"] == "renderer":
            lines = Path(f"/proc/{process['id']}/status").read_text().splitlines()
            size = {
                line.split(":")[0]: int(line.split()[1]) / 1000 for line in lines if line.startswith(("VmRSS", "VmHWM"))
            }
            sizes.append((size["VmRSS"], size["VmHWM"]))
    return max(now for now, _ in sizes), max(most for _, most in sizes)


def _figures(browser: Browser, server: Server) -> Iterator[Figure]:
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(f"http://127.0.0.1:{server.port}/label?task=1")
    page.locator(".image-surface .tools").wait_for()
    _painted(page)
    name = f"{MASKS} masks on {WIDTH} x {HEIGHT}"
    starts = [_stroke(page, number) for number in range(20)]
    median = statistics.median(starts)
    note = f"median of 20, two frames included; worst {milliseconds(max(starts))}"
    yield Figure(f"a stroke begins among {name}", "≤ 50 ms", milliseconds(median), median <= 0.05, note)
    for what, gesture in (("paint across the picture", _long_stroke), ("zoom", _zoom)):
        taken = [frames(page, gesture) for _ in range(5)]
        median = statistics.median(taken)
        note = f"painted without a GPU; median of 5, worst {milliseconds(max(taken))}"
        yield Figure(f"{what}, {name}: p95 frame", "≤ 20 ms", milliseconds(median), median <= 0.02, note)
    now, most = _renderer_megabytes(browser)
    note = f"the page's process at rest; at most {most:.0f} MB while painting"
    yield Figure(f"memory with {name}", "≤ 600 MB", f"{now:.0f} MB", most <= 600, note)
    seconds, annotation = _submitted(page)
    items = annotation["result"]
    size = sum(len(item["value"]["rle"]) for item in items) / 1000
    note = f"{len(items)} items, {size:.0f} kB of run-length code, to the server's answer"
    yield Figure(f"submit {name}", "≤ 1 s", milliseconds(seconds), seconds <= 1 and len(items) == MASKS, note)
    opened = []
    for _ in range(5):
        other = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
        other.goto(f"http://127.0.0.1:{server.port}/label?task=1", wait_until="commit")
        opened.append(float(other.evaluate(OPENED)) / 1000)
        other.context.close()
    note = f"the picture decoded, the masks painted; median of 5, worst {max(opened):.2f} s"
    yield Figure(f"open {name}", "", f"{statistics.median(opened):.2f} s", None, note)
    page.context.close()


def masks() -> Iterator[Figure]:
    """In the real page of a real server, each mask painted with the mouse."""
    path = scratch_directory() / "masks.xml"
    path.write_text(CONFIG)
    with (
        running("--init", "-b", "-l", str(path), command="start", positional=("bench",)) as server,
        sync_playwright() as playwright,
    ):
        post(server, "/api/projects/1/import", [{"data": {"image": picture(WIDTH, HEIGHT)}}])
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield from _figures(browser, server)
        browser.close()
