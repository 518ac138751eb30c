"""The Figures page shows what was submitted: every number is computed here again, from what was sent."""

from __future__ import annotations

import csv
import json
import statistics
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from benchmarks.server import Server
from tests.browser.conftest import Watch

pytestmark = [pytest.mark.browser, pytest.mark.full]

CONFIG = """<View>
  <Labels name="names" toName="text">
    <Label value="Person"/><Label value="Place" background="#00aa55"/><Label value="=Sum(1)"/>
  </Labels>
  <Choices name="mood" toName="text"><Choice value="Glad"/><Choice value="Sad"/></Choices>
  <Text name="text" value="$text"/>
</View>"""
TASKS = 8
TIMES = [4.2, 11.0, 31.5, 75.0, 240.0]


def span(identity: str, label: str, start: int) -> dict[str, Any]:
    value = {"start": start, "end": start + 4, "text": "text", "labels": [label]}
    return {"id": identity, "from_name": "names", "to_name": "text", "type": "labels", "value": value}


def mood(choice: str) -> dict[str, Any]:
    value = {"choices": [choice]}
    return {"id": f"mood{choice}", "from_name": "mood", "to_name": "text", "type": "choices", "value": value}


#: what is proposed for every task
PROPOSED = [span("a", "Person", 0), span("b", "Place", 10), span("c", "Place", 20)]
#: per labeled task: all kept, one moved, one rejected, one added, all anew
MADE = [
    [*PROPOSED, mood("Glad")],
    [span("a", "Person", 1), *PROPOSED[1:], mood("Glad")],
    [*PROPOSED[:2], mood("Sad")],
    [*PROPOSED, span("d", "=Sum(1)", 30), mood("Glad")],
    [span("x", "Place", 50)],
]
KEPT, CHANGED, ADDED, REJECTED = 3 + 2 + 2 + 3, 1, 1 + 1, 1 + 3


def post(page: Page, server: Server, path: str, body: Any) -> Any:
    answer = page.request.post(f"http://127.0.0.1:{server.port}{path}", data=json.dumps(body), headers=JSON)
    assert answer.ok, answer.text()
    return answer.json()


JSON = {"Content-Type": "application/json"}


@pytest.fixture
def project(page: Page, demo: Server) -> str:
    """A project with eight tasks, each with a prediction; nothing labeled. The address of the studio."""
    root = f"http://127.0.0.1:{demo.port}"
    page.goto(f"{root}/privacy")
    post(page, demo, "/api/projects/", {"title": "Names", "label_config": CONFIG})
    predictions = [{"result": PROPOSED, "model_version": "tagger 2"}]
    tasks = [{"data": {"text": f"A text {number}"}, "predictions": predictions} for number in range(TASKS)]
    post(page, demo, "/api/projects/1/import", tasks)
    return root


@pytest.fixture
def labeled(page: Page, demo: Server, project: str) -> str:
    """The same with five tasks labeled, one of them changed again, and one skipped."""
    tasks = [task["id"] for task in page.request.get(f"{project}/api/tasks/").json()["tasks"]]
    for task, result, seconds in zip(tasks, MADE, TIMES, strict=False):
        made = post(page, demo, f"/api/tasks/{task}/annotations/", {"result": result, "lead_time": seconds})
    page.request.patch(f"{project}/api/annotations/{made['id']}/", data=json.dumps({"result": MADE[-1]}), headers=JSON)
    post(page, demo, f"/api/tasks/{tasks[5]}/annotations/", {"result": [], "was_cancelled": True, "lead_time": 900})
    return project


def card(page: Page, title: str) -> Locator:
    return page.get_by_role("region", name=title, exact=True).first


def rows(page: Page, title: str) -> list[list[str]]:
    """The table behind a chart, as it stands on the screen."""
    shown = card(page, title)
    shown.get_by_role("button", name="Table").click()
    return [row.locator("td").all_inner_texts() for row in shown.locator("tbody tr").all()]


def file(page: Page, button: Locator) -> str:
    with page.expect_download() as download:
        button.click()
    return Path(download.value.path()).read_text(encoding="utf-8")


def test_every_number_is_that_of_what_was_submitted(page: Page, labeled: str) -> None:
    page.goto(f"{labeled}/export")
    page.get_by_role("link", name="Figures", exact=True).click()
    glance = page.get_by_role("region", name="At a glance")
    expect(glance).to_contain_text("5 of 8, 1 skipped")
    expect(page.get_by_text("5 of 8 tasks labeled")).to_be_visible()
    lower, median, upper = statistics.quantiles(TIMES, n=4, method="inclusive")
    assert (lower, median, upper) == (11, 31.5, 75)
    expect(glance).to_contain_text("32 s half between 11 s and 1 min 15 s")
    share = round(100 * KEPT / (KEPT + CHANGED + REJECTED))
    expect(glance).to_contain_text(f"{share} % tagger 2")
    uses = Counter(label for result in MADE for item in result for label in next(iter(names(item))))
    assert sorted(rows(page, "Labels")) == sorted(
        [control, label, str(uses[label]), f"{round(100 * uses[label] / sum(uses[each] for each in labels))} %"]
        for control, labels in (("names", ("Person", "Place", "=Sum(1)")), ("mood", ("Glad", "Sad")))
        for label in labels
    )
    assert [sum(column) for column in zip(*numbers(rows(page, "Annotations per hour")), strict=True)] == [5, 1, 1]
    assert numbers(rows(page, "Progress"))[-1][-1] == 5
    assert sum(number for number, *_ in numbers(rows(page, "Time per task"), first=2)) == 5
    compared = rows(page, "Predictions and annotations")
    assert compared[-1][1:] == ["All labels", str(KEPT), str(CHANGED), str(ADDED), str(REJECTED), f"{share} %"]
    assert "mood" not in {row[0] for row in compared}, "nothing was proposed for it"
    place = next(row for row in compared if row[1] == "Place")
    assert place[2:6] == ["7", "0", "1", "3"]


def names(item: dict[str, Any]) -> list[list[str]]:
    return [item["value"][item["type"]]]


def numbers(table: list[list[str]], first: int = 1) -> list[list[int]]:
    return [[int(cell) for cell in row[first:] if cell.isdigit()] for row in table]


def test_charts_say_in_words_what_they_show_and_bars_have_the_labels_colours(page: Page, labeled: str) -> None:
    page.goto(f"{labeled}/dashboard")
    expect(page.get_by_role("img", name="Labeled tasks from 0 on")).to_be_visible()
    told = "Time per task: half of the tasks take between 11 s and 1 min 15 s, the median is 32 s"
    expect(page.get_by_role("img", name=told)).to_be_visible()
    place = "Place: 7 kept, 0 changed, 1 added by hand, 3 rejected"
    expect(page.get_by_role("img", name=place)).to_be_visible()
    bar = card(page, "Labels").locator("li", has_text="Place").locator("rect")
    expect(bar).to_have_css("fill", "rgb(0, 170, 85)")
    person = card(page, "Labels").locator("li", has_text="Person").locator("rect")
    first_label = page.evaluate(
        "() => { const e = document.createElement('i'); e.style.color = 'var(--label-1)'; document.body.append(e);"
        " const color = getComputedStyle(e).color; e.remove(); return color; }"
    )
    expect(person).to_have_css("fill", first_label)


def test_files_hold_the_numbers_and_no_formula(page: Page, labeled: str) -> None:
    page.goto(f"{labeled}/dashboard")
    labels = file(page, card(page, "Labels").get_by_role("button", name="Download as CSV: Labels"))
    table = list(csv.reader(labels.splitlines()))
    assert table[0] == ["Control", "Label", "Uses", "Share"]
    assert ["names", "'=Sum(1)", "1", "0.0769"] in table
    page.get_by_role("button", name="Download figures").press("Enter")
    everything = json.loads(file(page, page.get_by_role("menuitem", name="All figures as JSON")))
    assert everything["tasks"] == {"total": 8, "labeled": 5, "skipped": 1, "left": 2}
    page.get_by_role("button", name="Download figures").click()
    lines = list(csv.reader(file(page, page.get_by_role("menuitem", name="All figures as CSV")).splitlines()))
    assert lines[0] == ["figure", "of", "measure", "value"]
    assert ["Time per task", "", "median", "31.5"] in lines
    assert ["Labels", "names · =Sum(1)", "Uses", "1"] in lines


def test_a_range_is_chosen_by_keyboard_and_stands_in_the_address(page: Page, labeled: str) -> None:
    page.goto(f"{labeled}/dashboard")
    choice = page.get_by_role("combobox", name="Time")
    choice.focus()
    choice.press("End")
    page.get_by_role("textbox", name="From").fill("2100-01-01")
    expect(page).to_have_url(f"{labeled}/dashboard?time=dates&from=2100-01-01")
    expect(page.get_by_text("Nothing was labeled in this time.").first).to_be_visible()
    expect(page.get_by_role("region", name="At a glance")).to_contain_text("5 of 8")
    page.goto(f"{labeled}/dashboard?time=week")
    expect(choice).to_have_value("week")
    expect(page.get_by_role("img", name="Labeled tasks from")).to_be_visible()


def test_nothing_labeled_then_no_connection_then_too_much_to_count(page: Page, project: str, watch: Watch) -> None:
    watch.expected = ["ERR_", "400"]
    page.goto(f"{project}/dashboard")
    expect(page.get_by_role("heading", name="Nothing labeled yet")).to_be_visible()
    expect(page.get_by_text("8 tasks wait.")).to_be_visible()
    expect(page.get_by_role("link", name="Start labeling")).to_be_visible()
    asked = f"{project}/api/projects/1/figures*"
    page.route(asked, lambda route: route.abort())
    page.reload()
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()
    page.unroute(asked)
    # The page finds the way back by itself.
    expect(page.get_by_role("heading", name="Nothing labeled yet")).to_be_visible()
    too_slow = {"detail": "Counting was given up.", "status_code": 400, "code": "figures-too-slow"}
    page.route(asked, lambda route: route.fulfill(status=400, json=too_slow))
    page.reload()
    expect(page.get_by_role("heading", name="This project takes too long to count")).to_be_visible()
    page.unroute(asked)
    page.get_by_role("button", name="Count the last 7 days").click()
    expect(page.get_by_role("heading", name="Nothing labeled yet")).to_be_visible()
    expect(page).to_have_url(f"{project}/dashboard?time=week")
