"""Projects for tests that look at every page: the same kinds of content everywhere, made through the API."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page

from benchmarks.server import Server

CONFIG = """<View>
  <Labels name="label" toName="text"><Label value="Person"/><Label value="Place"/></Labels>
  <Choices name="mood" toName="text"><Choice value="Glad"/><Choice value="Sad"/></Choices>
  <Text name="text" value="$text"/>
</View>"""
PAGES = {
    "welcome": "/?show=templates",
    "label": "/label",
    "data": "/data",
    "figures": "/dashboard",
    "setup": "/setup",
    "import": "/import",
    "export": "/export",
    "settings": "/settings",
    "projects": "/projects",
    "privacy": "/privacy",
    "playground": "/playground",
}
_HEADERS = {"Content-Type": "application/json"}


def send(page: Page, method: str, address: str, body: object) -> None:
    """Asks the server with the page's cookie."""
    answer = page.request.fetch(address, method=method, data=json.dumps(body), headers=_HEADERS)
    assert answer.ok, answer.text()


def labeled_project(page: Page, server: Server, tasks: int = 30) -> str:
    """A project with texts: a third is labeled, one of them skipped, all have predictions. The studio's address."""
    root = f"http://127.0.0.1:{server.port}"
    page.goto(f"{root}/privacy")
    send(page, "PATCH", f"{root}/api/projects/1/", {"title": "Guest book", "label_config": CONFIG})
    send(page, "POST", f"{root}/api/projects/1/import", [_task(number, tasks // 3) for number in range(tasks)])
    return root


def _task(number: int, labeled: int) -> dict[str, Any]:
    result = [
        {
            "id": f"r{number}",
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {"start": 0, "end": 3, "text": "Ada", "labels": ["Person"]},
        },
        {"from_name": "mood", "to_name": "text", "type": "choices", "value": {"choices": ["Glad"]}},
    ]
    task: dict[str, Any] = {
        "data": {"text": f"Ada wrote to Bergen, card {number}."},
        "predictions": [{"result": result, "score": (number % 10) / 10, "model_version": "first"}],
    }
    if number < labeled:
        task["annotations"] = [{"result": result, "lead_time": 4 + number, "was_cancelled": number == 1}]
    return task


def settled(page: Page) -> None:
    """Waits until a page shows what it has: its heading, and nothing that is still on the way."""
    page.wait_for_function(
        "() => document.querySelector('h1, .editor .main')"
        " && !document.querySelector('.skeleton, #main[aria-busy=true]')"
    )
