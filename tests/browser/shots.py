"""``python -m tests.browser.shots``: pictures of every page at two widths, light and dark, into shots/."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.server import running
from tests.browser.conftest import FLAGS
from tests.browser.hands import drag_box, label_button, mark

FOLDER = Path(__file__).parent.parent.parent / "shots"
PAGES = {
    "welcome": "/?show=templates",
    "setup": "/setup",
    "import": "/import",
    "export": "/export",
    "settings": "/settings",
}


def label_text(page: Page, root: str) -> None:
    """The labeling page of a text with a few names marked."""
    page.goto(f"{root}/?show=templates")
    page.get_by_role("button", name="Named entities").first.click()
    page.wait_for_url("**/label**")
    label_button(page, "Person").click()
    mark(page, "Maria Lindqvist")
    label_button(page, "Organisation").click()
    mark(page, "Nordlys Institute")
    label_button(page, "Date").click()
    mark(page, "March 2019")
    label_button(page, "Place").click()
    mark(page, "Bergen")


def label_picture(page: Page, root: str) -> None:
    """The labeling page of a picture with two boxes."""
    page.goto(f"{root}/?show=templates")
    page.get_by_role("button", name="Object boxes").first.click()
    page.wait_for_url("**/label**")
    label_button(page, "Car").click()
    drag_box(page, 0.15, 0.55, 0.4, 0.8)


def main() -> int:
    """Takes the pictures; docs/pictures/label.png is the first of them."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright, running() as server:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        root = f"http://127.0.0.1:{server.port}"
        for width in (1280, 390):
            for scheme in ("light", "dark"):
                page = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()  # type: ignore[arg-type]
                ending = f"{width}-{scheme}.png"
                label_text(page, root)
                page.screenshot(path=FOLDER / f"label-text-{ending}")
                for name, path in PAGES.items():
                    page.goto(f"{root}{path}")
                    page.wait_for_load_state("networkidle")
                    page.screenshot(path=FOLDER / f"{name}-{ending}")
                page = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()  # type: ignore[arg-type]
                label_picture(page, root)
                page.screenshot(path=FOLDER / f"label-image-{ending}")
        browser.close()
    sys.stdout.write(f"Pictures are in {FOLDER.name}/.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
