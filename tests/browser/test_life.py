"""What a visitor sees of a project's life: warned, taken along, ended, refused, deleted. The page's clock is moved by
Playwright's; that of a project is moved in the registry, so nobody waits for days."""

from __future__ import annotations

import json
import sqlite3
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from benchmarks.server import Server, running
from tests.browser.conftest import NewPage, Watch
from tests.browser.hands import export, label_button, mark, open_template, position, regions, results, submit

pytestmark = [pytest.mark.browser, pytest.mark.full]

DAY = 86_400
#: what a refused request leaves in the console of the browser
REFUSED = "Failed to load resource"


@pytest.fixture(scope="module")
def studio() -> Iterator[Server]:
    with running("--contact", "Ada, room 12", "--banner", "A public demo: bring nothing secret.") as server:
        yield server


def change_registry(server: Server, statement: str) -> None:
    with closing(sqlite3.connect(server.root / ".studio" / "registry.db", timeout=10)) as registry, registry:
        registry.execute(statement)


def age(server: Server, *, days: float, created: bool = False) -> None:
    """Moves the last visit (or the beginning) of every project back."""
    column = "created" if created else "last_seen"
    change_registry(server, f"UPDATE sessions SET {column} = {column} - {int(days * DAY)} WHERE state = 'live'")


def as_host(page: Page, server: Server, method: str, path: str, **body: Any) -> Any:
    """Asks as the host, from outside the visitor's browser."""
    key = (server.root / ".studio" / "host-key").read_text().strip()
    context = page.context.browser.new_context()  # type: ignore[union-attr]
    answer = context.request.fetch(
        f"http://127.0.0.1:{server.port}/api/host/{path}",
        method=method,
        headers={"Authorization": f"Bearer {key}"},
        data=body or None,
    )
    assert answer.ok, answer.text()
    told = answer.json() if answer.body() else None
    context.close()
    return told


def newest(page: Page, server: Server) -> str:
    """The id of the project that was begun last, as the host knows it."""
    return str(as_host(page, server, "GET", "sessions?sort=created")["sessions"][0]["id"])


def bar(page: Page, text: str) -> Locator:
    return page.locator(".lbar", has_text=text)


def downloaded(page: Page, press: Locator) -> Path:
    with page.expect_download() as download:
        press.click()
    return Path(download.value.path())


def test_warned_taken_along_ended_and_begun_anew(studio: Server, page: Page, watch: Watch) -> None:
    page.clock.install()
    # after its first change the page asks how long the project lives; later it fetches a task in advance, and is quiet
    with page.expect_response("**/api/session"), page.expect_response("**/tasks/3/neighbours"):
        open_template(page, studio, "Named entities")
        label_button(page, "Person").click()
        mark(page, "Maria Lindqvist")
        submit(page)
        position(page, 2)
    badge = page.locator(".sess")
    expect(badge).to_have_text("Private · kept 7 days")
    expect(page.get_by_text("A public demo: bring nothing secret.")).to_be_visible()

    # nobody comes for six days and a quarter; the page is still open
    page.get_by_role("button", name="Skip").focus()
    page.clock.fast_forward(int(6.25 * DAY * 1000))
    expect(bar(page, "unless you come back")).to_contain_text("Deleted")
    expect(badge).to_have_text("Private · kept 18 hours")
    expect(page.get_by_role("button", name="Skip")).to_be_focused()
    page.get_by_role("button", name="Keep it").click()
    expect(bar(page, "Kept until")).to_be_visible()
    expect(badge).to_have_text("Private · kept 7 days")

    # again; this time everything is taken along
    page.clock.fast_forward(int(6.25 * DAY * 1000))
    taken = downloaded(page, bar(page, "unless you come back").get_by_role("link", name="Download everything"))
    with zipfile.ZipFile(taken) as archive:
        (labels,) = [name for name in archive.namelist() if name.endswith("labels.json")]
        (labeled,) = [task for task in json.loads(archive.read(labels)) if task["annotations"]]
    assert labeled["annotations"][0]["result"][0]["value"]["text"] == "Maria Lindqvist"
    expect(bar(page, "Kept until")).to_be_visible()  # to take it along is a visit, too

    # and then the end
    age(studio, days=7.1)
    page.clock.fast_forward(8 * DAY * 1000)
    expect(page.get_by_role("heading", name="This project has ended", level=2)).to_be_visible()
    expect(page.locator(".say")).to_contain_text("7 days after the last visit")
    expect(page.locator(".say")).to_contain_text("Nothing of it is left in this browser that was not saved before.")
    page.get_by_role("button", name="Start a new project").click()
    page.locator(".tpl", has_text="Object boxes").click()
    expect(page.get_by_role("button", name="Submit")).to_be_visible()
    expect(badge).to_have_text("Private · kept 7 days")


def test_age_cannot_be_put_off(studio: Server, page: Page) -> None:
    open_template(page, studio, "Named entities")
    age(studio, days=29.5, created=True)
    page.reload()
    warned = bar(page, "Projects are kept 30 days here, however often you come.")
    expect(warned).to_contain_text("Deleted")
    expect(warned.get_by_role("link", name="Download everything")).to_be_visible()
    expect(page.get_by_role("button", name="Keep it")).to_have_count(0)
    age(studio, days=1, created=True)


def test_a_wrong_clock_changes_nothing(studio: Server, page: Page) -> None:
    page.clock.install(time=time.time() + 400 * DAY)
    open_template(page, studio, "Named entities")
    page.reload()
    expect(page.locator(".sess")).to_have_text("Private · kept 7 days")
    page.clock.fast_forward(3000)
    expect(page.locator(".life")).to_be_attached()
    expect(page.locator(".lbar")).to_have_count(0)


def test_what_was_not_saved_can_be_taken_when_the_host_deleted_the_project(
    studio: Server, page: Page, watch: Watch
) -> None:
    watch.expected = [REFUSED]
    open_template(page, studio, "Named entities")
    label_button(page, "Person").click()
    mark(page, "Maria Lindqvist")
    expect(page.locator(".saved [role=status]")).to_have_text("Saved")
    as_host(page, studio, "DELETE", f"sessions/{newest(page, studio)}")
    label_button(page, "Place").click()
    mark(page, "Bergen")
    expect(page.locator(".say")).to_contain_text("The host deleted it from the server. 1 change was not saved")
    taken = json.loads(downloaded(page, page.get_by_role("button", name="Download 1 change")).read_text())
    (change,) = taken["changes"]
    assert (change["task"], change["submitted"]) == (1, False)
    assert [item["value"]["text"] for item in change["result"]] == ["Maria Lindqvist", "Bergen"]
    page.get_by_role("button", name="Start a new project").click()
    expect(page.locator(".tpl").first).to_be_visible()
    assert page.evaluate("() => Object.keys(localStorage).filter((key) => /pending|draft/.test(key))") == []


def test_a_project_that_ended_meanwhile_is_told_once(studio: Server, page: Page) -> None:
    open_template(page, studio, "Named entities")
    age(studio, days=8)
    address = f"http://127.0.0.1:{studio.port}"
    page.goto(f"{address}/export")
    told = bar(page, "Your project was deleted on")
    expect(told).to_contain_text("after 7 days without a visit. With your next change a new one begins.")
    told.get_by_role("link", name="Choose a template").click()
    expect(page.locator(".tpl").first).to_be_visible()
    page.reload()
    expect(page.locator(".tpl").first).to_be_visible()
    page.wait_for_selector(".life", state="attached")
    expect(page.locator(".lbar")).to_have_count(0)


def test_my_projects_are_listed_deleted_one_by_one_and_begun(studio: Server, page: Page, watch: Watch) -> None:
    watch.expected = [REFUSED]  # the resume code that is none
    address = f"http://127.0.0.1:{studio.port}"
    page.goto(f"{address}/projects")
    expect(page.get_by_role("heading", name="No project yet")).to_be_visible()
    open_template(page, studio, "Named entities")
    label_button(page, "Person").click()
    mark(page, "Maria Lindqvist")
    submit(page)
    position(page, 2)
    page.locator(".sess").click()
    page.get_by_role("link", name="My projects").click()
    page.get_by_role("button", name="New project", exact=True).last.click()
    page.wait_for_url("**/?show=templates")
    page.locator(".tpl", has_text="Object boxes").click()
    expect(page.get_by_role("button", name="Submit")).to_be_visible()

    page.goto(f"{address}/projects")
    rows = page.locator(".pr")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("Object boxes")
    expect(rows.nth(0)).to_contain_text("open now")
    expect(rows.nth(1)).to_contain_text("1 of 16 done")
    rows.nth(1).get_by_role("button", name="Delete Named entities").click()
    question = page.get_by_role("alertdialog")
    expect(question).to_contain_text("16 tasks, 1 annotation and all its files are removed from this server.")
    expect(question.get_by_role("button", name="Keep it")).to_be_focused()
    downloaded(page, question.get_by_role("link", name="Download first"))
    question.get_by_role("button", name="Delete", exact=True).click()
    report = page.locator(".counts")
    expect(report).to_contain_text("16tasks1annotation0files")
    expect(page.get_by_role("heading", name="“Named entities” is deleted")).to_be_focused()
    expect(rows).to_have_count(1)
    page.get_by_label("Resume code").fill("not twelve words")
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("No project has this code.")


def test_a_frozen_project_keeps_what_is_made_until_it_thaws(studio: Server, page: Page, watch: Watch) -> None:
    watch.expected = [REFUSED]
    open_template(page, studio, "Named entities")
    session = newest(page, studio)
    label_button(page, "Person").click()
    mark(page, "Maria Lindqvist")
    # Marked before: a bar that says so moves the text while the mouse is on it.
    expect(regions(page)).to_have_count(1)
    expect(page.locator(".saved [role=status]")).to_have_text("Saved")
    as_host(page, studio, "POST", f"sessions/{session}/freeze")
    submit(page)
    position(page, 2)
    frozen = bar(page, "The host froze this project.")
    expect(frozen).to_contain_text("Reading and export go on. 1 change waits in this browser")
    exported = page.request.get(f"http://127.0.0.1:{studio.port}/api/projects/1/export?exportType=JSON")
    assert (exported.status, exported.json()) == (200, [])
    as_host(page, studio, "POST", f"sessions/{session}/unfreeze")
    page.reload()  # what waits is sent as soon as the page is there
    expect(page.locator(".task .pos b")).to_be_visible()
    page.wait_for_selector(".life", state="attached")
    expect(frozen).to_have_count(0)
    assert [len(result) for result in results(export(page))] == [1]


def test_a_page_of_the_project_before_saves_nothing_in_the_one_another_tab_opened(
    studio: Server, page: Page, watch: Watch
) -> None:
    watch.expected.append(REFUSED)
    open_template(page, studio, "Named entities")
    other = page.context.new_page()
    other.goto(f"http://127.0.0.1:{studio.port}/projects")
    other.get_by_role("button", name="New project").click()
    other.wait_for_url("**/?show=templates")
    expect(other.get_by_role("button", name="Sentiment").first).to_be_visible()
    other.get_by_role("button", name="Sentiment").first.click()
    other.wait_for_url("**/label*")
    label_button(page, "Person").click()
    mark(page, "Maria Lindqvist")
    submit(page)
    expect(bar(page, "Another project is open")).to_be_visible()
    # Nothing reached the other project, and the label still waits in this browser.
    told = page.context.request.get(f"http://127.0.0.1:{studio.port}/api/projects/1/").json()
    assert (told["title"], told["total_annotations_number"]) == ("Sentiment", 0)
    expect(bar(page, "in this browser")).to_be_visible()


def test_closed_to_new_projects_and_then_open(studio: Server, page: Page, watch: Watch) -> None:
    watch.expected = [REFUSED]
    before = sorted(path.name for path in studio.root.iterdir())
    as_host(page, studio, "PATCH", "mode", mode="closed", message="The course begins on Monday.")
    try:
        page.goto(f"http://127.0.0.1:{studio.port}/")
        expect(bar(page, "Closed to new projects. The course begins on Monday.")).to_be_visible()
        page.locator(".tpl", has_text="Named entities").click()
        refusal = page.locator(".refusal")
        expect(refusal).to_contain_text("Closed to new projects")
        expect(refusal).to_contain_text("The course begins on Monday.")
        assert sorted(path.name for path in studio.root.iterdir()) == before
    finally:
        as_host(page, studio, "PATCH", "mode", mode="open", message="")
    refusal.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("button", name="Submit")).to_be_visible()


def test_maintenance_keeps_labels_in_the_browser(studio: Server, page: Page, watch: Watch) -> None:
    watch.expected = [REFUSED]
    open_template(page, studio, "Named entities")
    page.wait_for_selector(".life", state="attached")
    as_host(page, studio, "PATCH", "mode", mode="maintenance", message="Back at noon.")
    try:
        label_button(page, "Person").click()
        mark(page, "Maria Lindqvist")
        working = bar(page, "The host is working on the studio.")
        expect(working).to_contain_text("Back at noon. This page tries by itself. 1 change waits in this browser")
        expect(working).to_contain_text("Next try in")
    finally:
        as_host(page, studio, "PATCH", "mode", mode="open", message="")
    working.get_by_role("button", name="Try now").click()
    expect(working).to_have_count(0)
    page.reload()
    expect(regions(page)).to_have_count(1)


def test_too_many_from_one_network_are_told_when_it_opens_again(new_page: NewPage, watch: Watch) -> None:
    watch.expected = [REFUSED]
    with running("--max-creations-per-hour", "1") as server:
        open_template(new_page(), server, "Named entities")
        # the hour may turn while this runs: the next one is as full as this
        change_registry(server, "INSERT INTO creations SELECT hour + 1, network, amount FROM creations")
        late = new_page()
        late.goto(f"http://127.0.0.1:{server.port}/")
        late.locator(".tpl", has_text="Named entities").click()
        refusal = late.locator(".refusal")
        expect(refusal).to_contain_text("Many people are here")
        expect(refusal).to_contain_text("This page tries by itself.")
        expect(refusal).to_contain_text("Next try in")
        refusal.get_by_role("button", name="Look around").click()
        expect(refusal).to_have_count(0)


def test_the_privacy_page_needs_no_scripts(studio: Server, new_page: NewPage) -> None:
    plain = new_page(java_script_enabled=False)
    plain.goto(f"http://127.0.0.1:{studio.port}/privacy")
    expect(plain.get_by_role("heading", name="For how long")).to_be_visible()
    said = plain.locator("main").inner_text()
    assert "Your project is deleted 7 days after your last visit." in said
    assert "Ada, room 12" in said
    page = new_page()
    page.goto(f"http://127.0.0.1:{studio.port}/")
    page.get_by_role("link", name="Privacy").click()
    expect(page.get_by_text("Your project is deleted 7 days after your last visit.")).to_be_visible()
    assert plain.locator("main p").all_inner_texts() == page.locator(".notice p").all_inner_texts()
