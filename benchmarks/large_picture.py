"""A picture of 102 million pixels: opening, zooming in, moving; whether the page stays at hand meanwhile."""

from __future__ import annotations

import base64
import time
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.browser import BOXES_CONFIG, CHROMIUM, FLAGS
from benchmarks.machine import scratch_directory
from benchmarks.report import Figure, milliseconds
from benchmarks.server import Server, running

WIDTH, HEIGHT = 12_000, 8_500
#: a JPEG of some 9 MB with something on it everywhere, as base64; made where there is a canvas
PICTURE = """async ([width, height]) => {
  const canvas = new OffscreenCanvas(width, height), context = canvas.getContext('2d');
  const sky = context.createLinearGradient(0, 0, width, height);
  sky.addColorStop(0, '#35506b'); sky.addColorStop(1, '#d8c8a0');
  context.fillStyle = sky;
  context.fillRect(0, 0, width, height);
  for (let n = 0; n < 40000; n += 1) {
    context.fillStyle = `hsl(${n * 47 % 360} 55% ${30 + n % 45}%)`;
    context.beginPath();
    context.arc(n * 7919 % width, n * 104729 % height, 4 + n * 31 % 60, 0, 7);
    context.fill();
  }
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 });
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.split(',')[1]);
    reader.readAsDataURL(blob);
  });
}"""
#: keeps the longest task of the main thread and the longest wait for a frame, in milliseconds
WATCH = """() => {
  window.longest = { task: 0, frame: 0 };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest.task = Math.max(longest.task, duration);
  }).observe({ type: 'longtask', buffered: true });
  let before = performance.now();
  const look = (now) => {
    longest.frame = Math.max(longest.frame, now - before);
    before = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""
SHARP = (
    "() => { const part = document.querySelector('canvas.detail'); return part && !part.hidden && part.width > 500; }"
)


def _make(browser: Browser) -> bytes:
    page = browser.new_page()
    page.goto("about:blank")
    picture = base64.b64decode(page.evaluate(PICTURE, [WIDTH, HEIGHT]))
    page.close()
    return picture


def _import(page: Page, server: Server, picture: bytes) -> int:
    """The id of the one task, which shows the picture."""
    origin = f"http://127.0.0.1:{server.port}"
    file: Any = {"name": "large.jpg", "mimeType": "image/jpeg", "buffer": picture}
    answer = page.request.post(f"{origin}/api/projects/1/import", multipart={"file": file})
    assert answer.ok, answer.text()
    [task] = page.request.get(f"{origin}/api/tasks/?project=1").json()["tasks"]
    return int(task["id"])


def _longest(page: Page, what: str) -> Iterator[Figure]:
    """What there was since the last time."""
    longest = page.evaluate("() => { const was = { ...longest }; longest.task = longest.frame = 0; return was; }")
    task, frame = longest["task"] / 1000, longest["frame"] / 1000
    note = f"0: none over 50 ms; longest wait for a frame {milliseconds(frame)}"
    yield Figure(f"{what}: longest task of the main thread", "≤ 100 ms", milliseconds(task), task <= 0.1, note)


def _zoom_in(page: Page) -> float:
    """Turns the wheel until the picture is shown larger than it is; seconds until its own pixels are there."""
    stage = page.locator(".image-surface").bounding_box()
    assert stage is not None
    page.mouse.move(stage["x"] + stage["width"] * 0.55, stage["y"] + stage["height"] * 0.45)
    page.keyboard.down("Control")
    for _ in range(14):
        page.mouse.wheel(0, -60)
        page.wait_for_timeout(30)
    page.keyboard.up("Control")
    begin = time.perf_counter()
    page.wait_for_function(SHARP)
    return time.perf_counter() - begin


def _move(page: Page) -> None:
    page.keyboard.press("h")
    page.mouse.down()
    for step in range(30):
        page.mouse.move(800 - step * 15, 400 - step * 8)
        page.wait_for_timeout(16)
    page.mouse.up()
    page.wait_for_timeout(600)


def large_picture() -> Iterator[Figure]:
    """In the real page of a real server."""
    path = scratch_directory() / "large-picture.xml"
    path.write_text(BOXES_CONFIG)
    with (
        running("--init", "-b", "-l", str(path), command="start", positional=("bench",)) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        picture = _make(browser)
        page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
        task = _import(page, server, picture)
        page.add_init_script(f"({WATCH})()")
        begin = time.perf_counter()
        page.goto(f"http://127.0.0.1:{server.port}/label?task={task}")
        page.wait_for_selector(".image-surface .tools")
        seconds = time.perf_counter() - begin
        name = f"a picture of {WIDTH:,} × {HEIGHT:,} pixels ({len(picture) / 1e6:.0f} MB)"
        yield Figure(f"open {name}", "", f"{seconds:.2f} s", None, "the file, decoded in a worker, and its stand-in")
        page.wait_for_timeout(1000)
        yield from _longest(page, "opening it")
        sharp = _zoom_in(page)
        yield Figure("its own pixels after zooming in", "", f"{sharp:.2f} s", None, "from the last turn of the wheel")
        yield from _longest(page, "zooming in")
        _move(page)
        yield from _longest(page, "moving it at that zoom")
        browser.close()
