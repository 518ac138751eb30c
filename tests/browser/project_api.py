"""The project of a page's browser as the server knows it: filled before a journey, asked after it."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page

from benchmarks.server import Server

CONFIG = """<View>
  <Text name="text" value="$text"/>
  <Choices name="mood" toName="text"><Choice value="Good"/><Choice value="Bad"/></Choices>
</View>"""


def open_only_task(page: Page, root: str, config: str, task: dict[str, Any]) -> None:
    """Leaves the one project at ``root`` with this config and this task, and opens the task on the labeling page."""
    request = page.context.request
    for old in request.get(f"{root}/api/tasks/?project=1").json()["tasks"]:
        assert request.delete(f"{root}/api/tasks/{old['id']}/").ok
    assert request.patch(f"{root}/api/projects/1/", data={"label_config": config}).ok
    assert request.post(f"{root}/api/projects/1/import", data=[task]).ok
    [imported] = request.get(f"{root}/api/tasks/?project=1").json()["tasks"]
    page.goto(f"{root}/label?task={imported['id']}")


class ProjectApi:
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
