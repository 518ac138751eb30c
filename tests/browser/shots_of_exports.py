"""Pictures of the exports that are kept: none, one under way, some that are there, one that failed, and a full list."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from benchmarks.server import Server
from tests.browser.projects_at_hand import labeled_project, send

Take = Callable[[str], None]
EXPORTS = "/api/projects/1/exports"


def kept_exports(page: Page, server: Server, take: Take) -> None:
    """What is real is made; what would take long, or twenty of them, is what the server answers in such a case."""
    root = labeled_project(page, server)
    page.goto(f"{root}/export?annotations=truth")
    expect(page.get_by_text("Nothing is kept yet.")).to_be_visible()
    page.get_by_role("heading", name="Kept exports").scroll_into_view_if_needed()
    take("export-none-kept")
    for title in (
        "Reviewed by Anna",
        "A title that is a good deal longer than most people would make it, but who knows",
    ):
        made = page.request.post(f"{root}{EXPORTS}", data={"title": title, "export_type": "CSV"}).json()
    send(page, "POST", f"{root}/api/tasks/25/annotations/", {"result": []})
    running = made | {"id": 7, "title": "Letters 7", "status": "in_progress", "export_type": "JSON"}
    running["progress"] = {"done": 251, "total": 612}
    failed = made | {"id": 6, "title": "Letters 6", "status": "failed"}
    failed["detail"] = "The server stopped while this export was made. Make it again."
    listed = [running, failed, *page.request.get(f"{root}{EXPORTS}").json()]
    page.route(f"**{EXPORTS}/", lambda route: route.fulfill(json=listed))
    page.goto(f"{root}/export")
    expect(page.get_by_text("251 of 612")).to_be_visible()
    page.get_by_role("heading", name="Kept exports").scroll_into_view_if_needed()
    take("export-kept")
    listed[:] = [made | {"id": number + 1} for number in range(20)]
    page.reload()
    expect(page.get_by_text("All 20 places are taken.")).to_be_visible()
    page.get_by_text("All 20 places are taken.").scroll_into_view_if_needed()
    take("export-kept-full")
