"""What crosses the wire when somebody opens a page for the first time, with nothing kept from before."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Browser, sync_playwright

from benchmarks.browser import CHROMIUM, FLAGS
from benchmarks.report import Figure
from benchmarks.server import Server, running
from benchmarks.serving import recipe

#: every page but the labeling page, with the most that it may take, in kB
PAGES = {
    "/?show=templates": 90,
    "/data": 90,
    "/setup": 90,
    "/import": 90,
    "/export": 90,
    "/dashboard": 90,
    "/settings": 90,
    "/playground": 90,
}
#: the XML editor and what it knows of the tags come after the first paint, and have a budget of their own, in kB
XML_EDITOR = ("/code-view-", "/xml-editor-", "/static/tags.json")
XML_EDITOR_BUDGET = 150


def page_weight() -> Iterator[Figure]:
    """Each page in a context of its own, until nothing is fetched for half a second."""
    with running(*recipe(100)) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        label = _fetched(browser, server, "/label")
        size, requests = sum(label.values()), len(label)
        note = "br, headers included"
        yield Figure("labeling page, text task, cold: transferred", "≤ 60 kB", f"{size:.1f} kB", size <= 60, note)
        yield Figure("the same: requests", "≤ 12", str(requests), requests <= 12)
        with_late = _fetched(browser, server, "/label", milliseconds=4000)
        late = sum(with_late.values()) - size
        note = f"{len(with_late) - requests} files, so that work goes on when the connection is lost"
        yield Figure("the same: fetched ahead a second later", "no budget", f"{late:.1f} kB", None, note)
        for path, most in PAGES.items():
            fetched = _fetched(browser, server, path)
            editor = sum(size for url, size in fetched.items() if any(part in url for part in XML_EDITOR))
            size = sum(fetched.values()) - editor
            note = f"{len(fetched)} requests"
            yield Figure(f"{path}, cold: transferred", f"≤ {most} kB", f"{size:.1f} kB", size <= most, note)
            if editor:
                what = f"{path}: the XML editor, after the first paint"
                yield Figure(what, f"≤ {XML_EDITOR_BUDGET} kB", f"{editor:.1f} kB", editor <= XML_EDITOR_BUDGET)
        browser.close()


def _fetched(browser: Browser, server: Server, path: str, *, milliseconds: int = 0) -> dict[str, float]:
    """What a first visit of the page fetches: kB by address. ``milliseconds`` more are waited at its end."""
    page = browser.new_context().new_page()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    urls: dict[str, str] = {}
    sizes: dict[str, float] = {}
    session.on("Network.requestWillBeSent", lambda event: urls.update({event["requestId"]: event["request"]["url"]}))
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: event["encodedDataLength"] / 1000}),
    )
    page.goto(f"http://127.0.0.1:{server.port}{path}", wait_until="networkidle")
    page.wait_for_timeout(milliseconds)
    page.context.close()
    return {urls[request]: size for request, size in sizes.items() if not urls[request].startswith("data:")}
