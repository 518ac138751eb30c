"""What a person does in a document that lies in a frame: marks words, presses them, drags ends.

The mouse is the browser's own, by way of the debugging protocol: while a button is down, Playwright waits for a
script of its own in every frame, and in this one nothing may run.
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import CDPSession, Page, TimeoutError, expect

FRAME = ".hypertext iframe"
#: The places of words on the screen, found in the frame's own text nodes.
WORDS = """([frame, words]) => {
  const iframe = document.querySelector(frame), page = iframe.contentDocument;
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let whole = '';
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push([whole.length, node]);
    whole += node.data;
  }
  const at = whole.indexOf(words);
  if (at < 0) throw new Error(`"${words}" is not in the document`);
  const place = (offset) => {
    const [start, node] = nodes.findLast(([start]) => start <= offset);
    return [node, offset - start];
  };
  const range = page.createRange();
  range.setStart(...place(at));
  const [node, inside] = place(at + words.length - 1);
  range.setEnd(node, inside + 1);
  const rects = [...range.getClientRects()].filter((rect) => rect.width > 0);
  const { left, top } = iframe.getBoundingClientRect();
  const [first, last] = [rects[0], rects[rects.length - 1]];
  return [left + first.left, top + first.top + first.height / 2, left + last.right, top + last.top + last.height / 2];
}"""
HANDLE = """([frame, end]) => {
  const iframe = document.querySelector(frame);
  const knob = iframe.contentDocument.querySelector(end ? '.knob.end' : '.knob:not(.end)');
  if (!knob || knob.hidden) return null;
  const [outer, inner] = [iframe.getBoundingClientRect(), knob.getBoundingClientRect()];
  return [outer.left + inner.left + inner.width / 2, outer.top + inner.top + inner.height / 2];
}"""
MARKS = """(frame) => Array.from(document.querySelector(frame)?.contentDocument.querySelectorAll('region-mark') ?? [],
  (mark) => mark.textContent)"""


class Document:
    """The first document of a labeling page, with a mouse over it."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._session: CDPSession = page.context.new_cdp_session(page)
        expect(page.locator(FRAME)).to_be_visible()

    def mark(self, words: str) -> None:
        """Drags the mouse over the first occurrence of these words."""
        left, top, right, bottom = self.place(words)
        self._drag(left + 1, top, right - 0.5, bottom)

    def press(self, words: str) -> None:
        """Presses the middle of these words, which stand in one line."""
        left, top, right, _ = self.place(words)
        self._mouse("mousePressed", (left + right) / 2, top)
        self._mouse("mouseReleased", (left + right) / 2, top)

    def drag_end(self, words: str) -> None:
        """Drags the end of the selected region to where these words end."""
        knob = self._page.wait_for_function(HANDLE, arg=[FRAME, True]).json_value()
        _, _, right, bottom = self.place(words)
        self._drag(knob[0], knob[1], right - 0.5, bottom)

    def place(self, words: str) -> list[float]:
        """Where these words begin and end on the screen: x, y, x, y."""
        found: list[float] = self._page.evaluate(WORDS, [FRAME, words])
        return found

    def marks(self) -> list[str]:
        """The words of each painted piece."""
        found: list[str] = self._page.evaluate(MARKS, FRAME)
        return found

    def expect_marks(self, expected: list[str]) -> None:
        """Waits until just these pieces are painted."""
        same = f"([frame, expected]) => JSON.stringify(({MARKS})(frame)) === JSON.stringify(expected)"
        try:
            self._page.wait_for_function(same, arg=[FRAME, expected])
        except TimeoutError:
            raise AssertionError(f"{self.marks()} and not {expected}") from None

    def focus(self) -> None:
        self._page.evaluate("(frame) => document.querySelector(frame).contentDocument.body.focus()", FRAME)

    def _drag(self, left: float, top: float, right: float, bottom: float) -> None:
        self._mouse("mouseMoved", left, top, pressed=False)
        self._mouse("mousePressed", left, top)
        for step in (0.4, 0.8, 1):
            self._mouse("mouseMoved", left + (right - left) * step, top + (bottom - top) * step)
        self._mouse("mouseReleased", right, bottom)

    def _mouse(self, kind: str, x: float, y: float, *, pressed: bool = True) -> None:
        event: dict[str, Any] = {"type": kind, "x": x, "y": y, "button": "left" if pressed else "none", "clickCount": 1}
        self._session.send("Input.dispatchMouseEvent", event | {"buttons": 1 if pressed else 0})
