"""axe-core on a page as it is: findings that keep people out are collected, with where they are and what helps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent.parent
#: From this width on, the dark theme is checked too.
WIDE = 900
AXE = ROOT / "static" / "node_modules" / "axe-core" / "axe.min.js"

# Findings of the checked rules; elements are told by their path and their beginning.
RUN = """async ([rules, part]) => {
  const options = { resultTypes: ['violations'], elementRef: false };
  if (rules.length > 0) options.runOnly = { type: 'rule', values: rules };
  const { violations } = await axe.run(part ?? document, options);
  const bad = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return bad.flatMap(({ id, impact, help, nodes }) => nodes.map(({ target, html, any }) => ({
    id, impact, help, target: target.join(' '), html: html.slice(0, 160),
    why: any.map(({ message }) => message).join(' ').slice(0, 200),
  })));
}"""


class Checker:
    """Checks a page's states as they come up; `findings` tells each fault once."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._axe = AXE.read_text(encoding="utf-8")
        self._seen: set[tuple[str, str]] = set()
        self.findings: list[str] = []

    def check(self, state: str, part: str | None = None) -> None:
        """All rules in the light theme, and the contrast in the dark one; only in ``part``, a selector, if given."""
        self._run(f"{state}, light", [], part)
        size = self._page.viewport_size
        if size is not None and size["width"] < WIDE:
            return  # the colours are those of the wide page
        self._page.emulate_media(color_scheme="dark")
        self._run(f"{state}, dark", ["color-contrast"], part)
        self._page.emulate_media(color_scheme="light")

    def _run(self, state: str, rules: list[str], part: str | None) -> None:
        if not self._page.evaluate("() => 'axe' in window"):
            # Evaluated from outside: the page's Content-Security-Policy lets in no script of another origin.
            self._page.evaluate(self._axe)
        found: list[dict[str, Any]] = self._page.evaluate(RUN, [rules, part])
        for fault in found:
            key = fault["id"], fault["target"]
            if key not in self._seen:
                self._seen.add(key)
                self.findings.append(
                    f"{state}: {fault['impact']} {fault['id']} at {fault['target']}: {fault['help']}. {fault['why']}"
                    f" {fault['html']}"
                )
