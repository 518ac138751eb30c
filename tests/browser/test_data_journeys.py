"""The Data page as people use it: the least certain tasks fixed, thousands deleted and brought back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from benchmarks.server import Server

pytestmark = pytest.mark.browser

CONFIG = """<View>
  <Text name="text" value="$text"/>
  <Choices name="mood" toName="text"><Choice value="Good"/><Choice value="Bad"/></Choices>
</View>"""


class Api:
    """The server's own account of the project that the page shows: same cookie, no page in between."""

    def __init__(self, page: Page, server: Server) -> None:
        self._request = page.request
        self.origin = f"http://127.0.0.1:{server.port}"
        page.goto(f"{self.origin}/privacy")  # a page that asks for nothing, and brings the cookie

    def get(self, path: str) -> Any:
        answer = self._request.get(self.origin + path)
        assert answer.ok, answer.text()
        return answer.json()

    def send(self, method: str, path: str, body: object) -> Any:
        answer = self._request.fetch(
            self.origin + path, method=method, data=json.dumps(body), headers={"Content-Type": "application/json"}
        )
        assert answer.ok, answer.text()
        return answer.json()

    def project_of(self, tasks: list[dict[str, Any]]) -> None:
        """Gives the browser's project these tasks."""
        self.send("PATCH", "/api/projects/1/", {"label_config": CONFIG})
        self.send("POST", "/api/projects/1/import", tasks)

    def counts(self) -> tuple[int, int, int]:
        """(tasks, annotations, predictions)."""
        own = self.get("/api/projects/1/")
        return own["task_number"], own["total_annotations_number"], own["total_predictions_number"]

    def count(self, query: dict[str, Any]) -> int:
        return int(self.get(f"/api/tasks/?page_size=1&fields=task_only&query={json.dumps(query)}")["total"])


def mood(value: str) -> list[dict[str, Any]]:
    return [{"from_name": "mood", "to_name": "text", "type": "choices", "value": {"choices": [value]}}]


# ---- the ten least certain


def score(number: int) -> float:
    """A different one for each of 40 tasks, in no order."""
    return ((number * 17) % 40) / 40 + 0.005


@pytest.fixture
def predicted(page: Page, demo: Server) -> Api:
    """40 tasks, on each of which a model said "Good", more or less certain."""
    api = Api(page, demo)
    api.project_of(
        [
            {
                "data": {"text": f"Guest {number} wrote a card."},
                "predictions": [{"model_version": "m1", "score": score(number), "result": mood("Good")}],
            }
            for number in range(40)
        ]
    )
    return api


def fixed(api: Api) -> None:
    """The ten least certain say "Bad" now, once; no other task was touched."""
    tasks = api.get("/api/tasks/?page_size=100&fields=all")["tasks"]
    by_score = sorted(tasks, key=lambda task: task["predictions"][0]["score"])
    said = [[item["result"][0]["value"]["choices"] for item in task["annotations"]] for task in by_score]
    assert said == [[["Bad"]]] * 10 + [[]] * 30


def least_first(page: Page) -> None:
    """Waits until the rows stand in the order that was asked for."""
    expect(page.get_by_role("row").nth(1)).to_contain_text(f"Guest {min(range(40), key=score)} wrote")


def heads(page: Page, position: int) -> None:
    """Waits until the quick look shows this row of the 40, drawn."""
    expect(page.locator(".quick-head .num")).to_have_text(f"{position} of 40")
    number = sorted(range(40), key=score)[position - 1]
    expect(page.locator(".quick-look .textwrap")).to_contain_text(f"Guest {number} wrote")


def test_the_ten_least_certain_are_found_and_fixed(page: Page, predicted: Api) -> None:
    page.goto(f"{predicted.origin}/data")
    page.get_by_role("columnheader", name="Score").click()
    least_first(page)
    page.get_by_role("row").nth(1).get_by_text("Guest").click()
    for position in range(1, 11):
        heads(page, position)
        page.locator(".quick-look .opt", has_text="Bad").click()
        page.get_by_role("button", name="Submit").click()
        expect(page.get_by_role("button", name="Update")).to_be_visible()
        page.get_by_role("button", name="Next task").click()
    page.get_by_role("button", name="Close the quick look").click()
    expect(page.locator(".head")).to_contain_text("10 done")
    fixed(predicted)


def test_the_ten_least_certain_by_keyboard_alone(page: Page, predicted: Api) -> None:
    page.goto(f"{predicted.origin}/data")
    grid = page.get_by_role("grid")
    expect(grid).to_contain_text("Guest")
    tab_to(page, grid)
    sort_by_keyboard(page, "Score")
    least_first(page)
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    for position in range(1, 11):
        heads(page, position)
        page.keyboard.press("2")
        expect(page.locator(".quick-look .opt", has_text="Bad").get_by_role("radio")).to_be_checked()
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("button", name="Update")).to_be_visible()
        page.keyboard.press("j")
    heads(page, 11)
    page.keyboard.press("Escape")
    expect(page.locator(".quick-look")).to_have_count(0)
    expect(grid).to_be_focused()
    fixed(predicted)


def tab_to(page: Page, target: Locator, most: int = 40) -> None:
    """Presses Tab until the focus is there."""
    for _ in range(most):
        if target.evaluate("(element) => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not lead to {target}")


def sort_by_keyboard(page: Page, title: str) -> None:
    """From the grid's first row up to its head, along to a column, and once Enter: the smallest first."""
    grid = page.get_by_role("grid")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowUp")
    head = page.get_by_role("columnheader", name=title)
    wanted = head.get_attribute("id")
    for _ in range(12):
        if grid.get_attribute("aria-activedescendant") == wanted:
            break
        page.keyboard.press("ArrowRight")
    expect(grid).to_have_attribute("aria-activedescendant", wanted or "")
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
