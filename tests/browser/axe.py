"""axe-core on a page as it is: findings that keep people out are collected, with where they are and what helps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser.projects_at_hand import settled

ROOT = Path(__file__).parent.parent.parent
AXE = ROOT / "static" / "node_modules" / "axe-core" / "axe.min.js"
#: the widths that pages are looked at, and the height, in pixels
WIDE, NARROW, HEIGHT = 1280, 390, 800
THEMES = ("light", "dark")

# All rules in one theme and then in the other: the page is told by the attribute that its own switch sets, so nothing
# is loaded again. Elements are told by their path and their beginning. One frame lets the page lay itself out.
RUN = """async ([themes, part]) => {
  const options = { resultTypes: ['violations'], elementRef: false, preload: false };
  const root = document.documentElement, before = root.dataset.theme, found = [];
  for (const theme of themes) {
    root.dataset.theme = theme;
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const { violations } = await axe.run(part ?? document, options);
    const bad = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    found.push(...bad.flatMap(({ id, impact, help, nodes }) => nodes.map(({ target, html, any }) => ({
      theme, id, impact, help, target: target.join(' '), html: html.slice(0, 160),
      why: any.map(({ message }) => message).join(' ').slice(0, 200),
    }))));
  }
  if (before === undefined) delete root.dataset.theme;
  else root.dataset.theme = before;
  return found;
}"""

# A link of the page itself: the router takes it, as it takes any other, and no document is loaded.
FOLLOW = """(address) => {
  const link = document.createElement('a');
  link.href = address;
  document.body.append(link);
  link.click();
  link.remove();
}"""

ARRIVED = """(address) => {
  const { pathname } = new URL(address, location.href);
  const page = { '': 'welcome' }[pathname.slice(1)] ?? pathname.slice(1);
  return location.pathname === pathname && document.documentElement.dataset.page === page;
}"""


class Checker:
    """Checks a page's states as they come up; `findings` tells each fault once, `states` what was looked at."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._axe = AXE.read_text(encoding="utf-8")
        self._seen: set[tuple[str, str, str]] = set()
        self.findings: list[str] = []
        self.states: list[str] = []

    def follow(self, address: str) -> None:
        """Goes to another page of the studio without loading a document, and waits until all of it is there."""
        self._page.evaluate(FOLLOW, address)
        self._page.wait_for_function(ARRIVED, arg=address)
        settled(self._page)

    def check(self, state: str, part: str | None = None) -> None:
        """All rules in both themes at the width that the window has; only in ``part``, a selector, if given."""
        size = self._page.viewport_size
        self.states.append(state)
        if not self._page.evaluate("() => 'axe' in window"):
            # Evaluated from outside: the page's Content-Security-Policy lets in no script of another origin.
            self._page.evaluate(self._axe)
        for fault in self._page.evaluate(RUN, [THEMES, part]):
            self._tell(f"{state}, {size['width'] if size else 0} px", fault)

    def check_both(self, state: str, part: str | None = None) -> None:
        """The same at both widths: the window is made narrow, and wide again."""
        self.check(state, part)
        self._page.set_viewport_size({"width": NARROW, "height": HEIGHT})
        self.check(state, part)
        self._page.set_viewport_size({"width": WIDE, "height": HEIGHT})

    def nothing_found(self) -> None:
        assert not self.findings, "\n".join(self.findings)

    def _tell(self, state: str, fault: dict[str, Any]) -> None:
        key = fault["theme"], fault["id"], fault["target"]
        if key in self._seen:
            return
        self._seen.add(key)
        self.findings.append(
            f"{state}, {fault['theme']}: {fault['impact']} {fault['id']} at {fault['target']}: {fault['help']}."
            f" {fault['why']} {fault['html']}"
        )
