"""The keyboard alone: Tab reaches everything on every page, the focus can always be seen, and it is never caught."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server, running
from tests.browser.conftest import NewPage
from tests.browser.projects_at_hand import PAGES, labeled_project, settled

pytestmark = pytest.mark.browser

#: More stops than any page has: who needs more is caught.
MOST_STOPS = 250
#: pages whose parts are others on a phone, not only narrower
OTHERWISE = {"label", "data", "setup", "playground"}

# What Tab has to reach, each marked with a number: all that can be pressed or typed into. Of radio buttons of one name
# and of the parts of a widget that arrows walk (tabindex -1) Tab reaches one.
MARK_REACHABLE = """() => {
  const groups = new Set();
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, [tabindex="0"]')];
  const wanted = all.filter((element) => {
    if (element.tabIndex < 0 || element.disabled || element.closest('[inert], [hidden]')) return false;
    if (!element.checkVisibility({ visibilityProperty: true }) || element.type === 'file') return false;
    if (element.type !== 'radio') return true;
    const group = element.name + (element.form ?? '');
    return groups.has(group) ? false : Boolean(groups.add(group));
  });
  wanted.forEach((element, place) => element.setAttribute('data-stop', place));
  return wanted.length;
}"""

# Where the focus is, and whether it can be seen: inside the window, and with a ring, a shadow or a border that is not
# there without it, on the element or on what stands around it.
LOOK = """() => {
  const own = document.activeElement;
  if (!own || own === document.body || own === document.documentElement) return null;
  const name = own.getAttribute('aria-label') ?? own.textContent ?? '';
  const told = `${own.tagName.toLowerCase()} ${name.trim().slice(0, 40)}`;
  // a grid keeps the focus, and tells which of its cells is meant
  const meant = document.getElementById(own.getAttribute('aria-activedescendant'));
  const around = meant ? [meant, meant.querySelector('.active') ?? meant.firstElementChild] : [];
  for (let element = own; element && around.length < 6; element = element.parentElement) around.push(element);
  const look = () => around.map((element) => {
    const { outlineStyle, outlineWidth, boxShadow, borderColor, backgroundColor } = getComputedStyle(element);
    return [outlineStyle === 'none' ? '' : outlineWidth, boxShadow, borderColor, backgroundColor].join('|');
  });
  const ring = around.slice(0, meant ? 3 : 2).some((element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1;
  });
  let seen = ring;
  if (!ring) {
    const focused = look();
    const blurred = (own.blur(), look());
    own.focus();
    seen = focused.some((style, at) => style !== blurred[at]);
  }
  const box = own.getBoundingClientRect();
  const across = box.width > 0 && box.right > 0 && box.left < innerWidth;
  const inside = across && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
  const first = own.type === 'radio' ? document.querySelector(`[data-stop][type=radio][name="${own.name}"]`) : null;
  return { told, seen, inside, stop: (first ?? own.closest('[data-stop]'))?.getAttribute('data-stop') ?? null };
}"""


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(root=tmp_path_factory.mktemp("keyboard")) as server:
        yield server


def faults_of(page: Page) -> list[str]:
    """Walks with Tab from the top of the page to its end; what a person at the keyboard would complain about."""
    wanted: int = page.evaluate(MARK_REACHABLE)
    stops: list[dict[str, Any]] = []
    faults = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(LOOK)
        if stop is not None and stops and stop == stops[-1]:
            # A field where Tab indents says how it is left.
            page.keyboard.press("Escape")
            page.keyboard.press("Tab")
            stop = page.evaluate(LOOK)
        if stop is None or (stops and stop["stop"] is not None and stop["stop"] == stops[0]["stop"]):
            break
        stops.append(stop)
        if not stop["seen"]:
            faults.append(f"the focus is not seen on {stop['told']}")
        if not stop["inside"]:
            faults.append(f"the focus is outside the window on {stop['told']}")
    else:
        faults.append(f"Tab is caught at {stops[-1]['told']}")
    reached = {stop["stop"] for stop in stops}
    # what the page put something else in the place of meanwhile is not there to be reached
    missed = [place for place in page.evaluate(STILL_THERE) if str(place) not in reached and place < wanted]
    faults += [f"Tab does not reach {page.evaluate(TOLD, place)}" for place in missed]
    return faults


STILL_THERE = "() => [...document.querySelectorAll('[data-stop]')].map(({ dataset }) => Number(dataset.stop))"
TOLD = """(place) => {
  const element = document.querySelector(`[data-stop="${place}"]`);
  return element ? element.outerHTML.slice(0, 140) : 'what is gone by now';
}"""


def everywhere(new_page: NewPage, studio: Server, width: int, names: Iterable[str]) -> list[str]:
    """The faults of these pages, each loaded anew: Tab begins at the top."""
    page = new_page(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    root = labeled_project(page, studio, tasks=6)
    faults = []
    for name in names:
        page.goto(f"{root}{PAGES[name]}")
        settled(page)
        faults += [f"{name}: {fault}" for fault in faults_of(page)]
    return faults


@pytest.mark.full
def test_tab_reaches_everything_and_is_seen_everywhere(new_page: NewPage, studio: Server) -> None:
    assert everywhere(new_page, studio, 1280, PAGES) == []


@pytest.mark.full
def test_tab_on_a_phone_where_pages_are_built_otherwise(new_page: NewPage, studio: Server) -> None:
    assert everywhere(new_page, studio, 390, OTHERWISE) == []


@pytest.mark.full
def test_tab_on_all_other_pages_on_a_phone(new_page: NewPage, studio: Server) -> None:
    assert everywhere(new_page, studio, 390, PAGES.keys() - OTHERWISE) == []


@pytest.mark.full
def test_the_hosts_console_by_tab(new_page: NewPage, studio: Server) -> None:
    page = new_page(reduced_motion="reduce")
    labeled_project(page, studio, tasks=3)
    root = f"http://127.0.0.1:{studio.port}"
    page.goto(f"{root}/host#key={(studio.root / '.studio' / 'host-key').read_text().strip()}")
    expect(page.locator("table.sessions tbody tr").first).to_be_visible()
    faults = faults_of(page)
    for view in ("load", "mode"):
        page.goto(f"{root}/host?view={view}")
        settled(page)
        faults += [f"{view}: {fault}" for fault in faults_of(page)]
    assert faults == []


def tab_to(page: Page, role: Any, name: str) -> None:
    """Goes on with Tab until the focus is on this one."""
    wanted = page.get_by_role(role, name=name).first
    expect(wanted).to_be_visible()
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"no way to {name!r} by Tab")


def test_a_project_is_named_looked_at_and_taken_along(new_page: NewPage, studio: Server) -> None:
    page = new_page(reduced_motion="reduce")
    root = labeled_project(page, studio, tasks=6)
    page.goto(f"{root}/settings")
    tab_to(page, "textbox", "Name")
    page.keyboard.press("Control+a")
    page.keyboard.type("Cards by keyboard")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Cards by keyboard")).to_be_visible()
    page.keyboard.press("Control+Home")
    page.goto(f"{root}/dashboard")
    tab_to(page, "button", "Table")
    page.keyboard.press("Space")
    expect(page.get_by_role("table").first).to_be_visible()
    tab_to(page, "button", "Download as CSV: Progress")
    with page.expect_download() as figures:
        page.keyboard.press("Enter")
    assert figures.value.suggested_filename == "progress.csv"
    page.goto(f"{root}/export")
    tab_to(page, "link", "Export 1 task")
    with page.expect_download() as labels:
        page.keyboard.press("Enter")
    assert labels.value.suggested_filename.endswith(".json")
