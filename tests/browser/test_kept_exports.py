"""Ground truth from the star to the file: an export made on the server, kept, fetched and deleted by a person."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import running_for
from tests.browser.project_api import ProjectApi

pytestmark = pytest.mark.browser


def marked_with_a_star(page: Page, project: ProjectApi, annotation: int) -> None:
    """Marks task 2's annotation; what is changed of it afterwards is no conflict and leaves the mark."""
    page.goto(f"{project.origin}/label?task=2")
    star = page.get_by_role("button", name="Ground truth")
    tab = page.get_by_role("tab", name="Ground truth")
    expect(star).to_have_attribute("aria-pressed", "false")
    expect(tab).to_have_count(0)
    star.press("Enter")
    expect(star).to_have_attribute("aria-pressed", "true")
    expect(tab).to_be_visible()
    page.get_by_role("radio", name="Good").click()
    page.get_by_role("button", name="Update").click()
    expect(page.locator(".saved")).to_contain_text("Saved")
    stored = project.get(f"/api/annotations/{annotation}/")
    assert (stored["ground_truth"], len(stored["result"])) == (True, 1)
    page.reload()
    expect(star).to_have_attribute("aria-pressed", "true")
    expect(tab).to_be_visible()


def filtered_in_data(page: Page, project: ProjectApi) -> None:
    """Finds the marked task by the filter."""
    page.goto(f"{project.origin}/data")
    page.get_by_role("button", name="Add filter").click()
    page.get_by_role("option", name="Ground truth").click()
    page.get_by_role("button", name="Apply").click()
    expect(page.locator(".pager")).to_contain_text("1–1 of 1")
    expect(page.get_by_role("row").nth(1)).to_contain_text("letter 1")


def test_an_export_is_made_kept_fetched_and_deleted(page: Page, tmp_path: Path) -> None:
    with running_for(page, root=tmp_path) as server:
        project = ProjectApi(page, server)
        project.project_of([{"text": f"letter {number}"} for number in range(3)])
        made = [project.send("POST", f"/api/tasks/{task}/annotations/", {"result": []})["id"] for task in (1, 2)]
        marked_with_a_star(page, project, made[1])
        filtered_in_data(page, project)
        page.goto(f"{project.origin}/export")
        expect(page.get_by_role("link", name="Export 2 tasks")).to_be_visible()
        expect(page.get_by_text("Nothing is kept yet.")).to_be_visible()
        page.get_by_role("radio", name="Only ground truth").check()
        expect(page.get_by_role("link", name="Export 1 task")).to_be_visible()
        kept = page.get_by_role("region", name="Kept exports")
        kept.get_by_role("button", name="Make and keep").press("Enter")
        expect(kept.get_by_role("status")).to_have_text("Export 1 is ready.")
        # What is kept is what the page said, however the project goes on.
        project.send("POST", "/api/tasks/3/annotations/", {"result": [], "ground_truth": True})
        page.reload()
        row = kept.get_by_role("row", name="Export 1")
        expect(row.get_by_text("1 annotation newer")).to_be_visible()
        with page.expect_download() as fetched:
            row.get_by_role("link", name="Download Export 1").click()
        assert fetched.value.suggested_filename == "Export-1.json"
        tasks = json.loads(Path(fetched.value.path()).read_bytes())
        assert [(task["id"], len(task["annotations"])) for task in tasks] == [(2, 1)]
        row.get_by_role("button", name="Delete Export 1").click()
        page.get_by_role("button", name="Delete it").click()
        expect(page.get_by_text("Nothing is kept yet.")).to_be_visible()
        assert project.get("/api/projects/1/exports") == []
        assert list(tmp_path.glob("*/exports/*")) == []
