"""No template, labeled or empty, has what axe-core calls serious or critical: at two widths, in both themes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server
from multisession.templates import Template, list_templates
from tests.browser.axe import HEIGHT, WIDE, Checker
from tests.browser.conftest import NewPage
from tests.browser.hands import regions
from tests.browser.project_api import ProjectApi

pytestmark = [pytest.mark.browser, pytest.mark.full]  # a second and a half for each of them


def test_every_template_as_its_example_labels_it(new_page: NewPage, demo: Server) -> None:
    page = new_page(viewport={"width": WIDE, "height": HEIGHT}, color_scheme="light", reduced_motion="reduce")
    checker = Checker(page)
    for template in list_templates():
        api = ProjectApi(page, demo)  # away from the task, which opening another template throws away
        first, labeled = _opened(api, template)
        page.goto(f"{api.origin}/label?task={labeled}")
        _shown(page)
        checker.check_both(f"{template.name}, labeled")
        if regions(page).count():
            regions(page).first.click()
            expect(page.locator(".det")).to_be_visible()
            checker.check(f"{template.name}, a region is selected", ".side")
        page.goto(f"{api.origin}/label?task={first}")
        _shown(page)
        page.get_by_role("button", name="Submit").click()  # where something must be answered, this says so
        checker.check(f"{template.name}, submitted as it is", ".main")
    assert len(checker.states) >= 3 * len(list_templates())
    checker.nothing_found()


def _opened(api: ProjectApi, template: Template) -> tuple[int, int]:
    """Opens a template with its example as an annotation: the ids of a task without labels, and of the labeled one."""
    api.send("POST", f"/api/templates/{template.name}/open?replace=true", {})
    tasks = sorted(task["id"] for task in api.get("/api/tasks/?page_size=30")["tasks"])
    labeled = tasks.pop(template.example.task - 1)
    api.send("POST", f"/api/tasks/{labeled}/annotations/", {"result": template.example.result})
    return tasks[0], labeled


def _shown(page: Page) -> None:
    """Waits until the task is there, with its pictures."""
    expect(page.locator(".editor .config .node").first).to_be_attached()
    page.wait_for_function("() => [...document.querySelectorAll('.config img')].every((image) => image.complete)")
