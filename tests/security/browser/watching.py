"""A page that is watched for markup that was taken for markup."""

from __future__ import annotations

import contextlib

from playwright.sync_api import Dialog, Locator, Page
from playwright.sync_api import Error as PlaywrightError

from tests.security.browser.conftest import SETTLED, Canary
from tests.security.browser.corpus import MARK

#: What the page made of the payloads: elements, handlers, addresses that run, or the proof that something ran.
FOUND = """(mark) => {
  const found = [];
  const places = ['href', 'src', 'action', 'formaction', 'data', 'xlink:href'];
  const walk = (root) => {
    for (const element of root.querySelectorAll('*')) {
      const told = element.outerHTML.slice(0, 120);
      if (element.hasAttribute(mark)) found.push(`injected ${told}`);
      for (const { name, value } of element.attributes) {
        if (name.startsWith('on') || name === 'srcdoc') found.push(`handler ${told}`);
        if (places.includes(name) && /^\\W*(javascript|data:text|vbscript)/i.test(value)) found.push(`address ${told}`);
      }
      if (element.tagName === 'SCRIPT' && element.type !== 'application/json' &&
          new URL(element.src, location.href).origin !== location.origin) found.push(`script ${told}`);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(document);
  if (window.ran || ({}).ran) found.push('something ran');
  return found;
}"""
#: Two frames: styles are computed, and whatever they load was asked for.
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
SHOWN = "() => document.readyState === 'complete' && document.body.innerText.trim() !== ''"
#: Buttons that only show something.
SHOWING = "button[aria-haspopup], button[aria-expanded='false']"
#: Presses the nth of them that can be seen; false when there are not so many.
PRESS = """async ([which, nth]) => {
  const button = [...document.querySelectorAll(which)].filter((one) => one.checkVisibility())[nth];
  button?.click();
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return button !== undefined;
}"""
MOST_BUTTONS = 4


class Watched:
    """A page, and everything in it that must not happen."""

    def __init__(self, page: Page, canary: Canary) -> None:
        self.page = page
        self.faults: list[str] = []
        self._canary = canary
        canary.taken()
        page.on("dialog", self._dialog)

    def _dialog(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def open(self, address: str, *, showing: str = "") -> None:
        """Goes to a page, waits until it shows something (or these words), and looks at it."""
        self.page.goto(address)
        self.page.wait_for_function(SHOWN)
        if showing:
            self.page.get_by_text(showing).first.wait_for()
        self.look(address)

    def look(self, where: str) -> None:
        """Notes what stands in the page now, and who was asked for something."""
        found = [*self.page.evaluate(FOUND, MARK), *self._canary.taken()]
        self.faults += [f"{where}: {fault}" for fault in found]

    def look_around(self, where: str) -> None:
        """Opens whatever menus, sheets and panels the page has, one after the other."""
        for number in range(MOST_BUTTONS):
            if not self.page.evaluate(PRESS, [SHOWING, number]):
                break
            self.look(f"{where}, button {number}")
            self.page.keyboard.press("Escape")

    def press(self, what: Locator, where: str) -> None:
        """Clicks on something if it is still there to be clicked on, and looks."""
        with contextlib.suppress(PlaywrightError):
            what.click(timeout=300)
        self.look(f"{where}, {what}")

    def settle(self) -> None:
        """Waits until what the page has asked for up to now has arrived."""
        self.page.evaluate(PAINTED)
        self.page.request.get(self._canary.at("127.0.0.1") + SETTLED)

    def end(self) -> list[str]:
        """All faults, after the last request has had its time."""
        self.settle()
        self.look("at the end")
        return self.faults
