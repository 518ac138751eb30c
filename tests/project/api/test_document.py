"""The OpenAPI document and docs/api.md against the routes, and answers against their declared shapes."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import msgspec
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from multisession.web.dispatch import OperationEndpoint
from multisession.web.operation import Operation
from tests.project.api.conftest import PERSON

pytestmark = pytest.mark.anyio
DOCUMENTATION = Path(__file__).parents[3] / "docs" / "api.md"


def operations(app: Starlette) -> list[Operation]:
    return [
        route.endpoint.operation
        for route in app.router.routes
        if isinstance(route, Route) and isinstance(route.endpoint, OperationEndpoint)
    ]


def documented_path(operation: Operation) -> str:
    return re.sub(r"\{(\w+):\w+\}", r"{\1}", operation.path.rstrip("/") or "/")


async def test_every_operation_is_in_the_openapi_document(app: Starlette, http: httpx.AsyncClient) -> None:
    document = (await http.get("/docs/api/schema/json/")).json()
    assert document["openapi"] == "3.1.0"
    declared = {
        (operation.method.lower(), documented_path(operation))
        for operation in operations(app)
        if operation.tag != "Pages"
    }
    described = {(method, path) for path, methods in document["paths"].items() for method in methods}
    assert described == declared
    names = [method["operationId"] for methods in document["paths"].values() for method in methods.values()]
    assert len(names) == len(set(names))


async def test_every_route_is_documented(app: Starlette) -> None:
    text = DOCUMENTATION.read_text(encoding="utf-8")
    missing = [
        f"{operation.method} {documented_path(operation)}"
        for operation in operations(app)
        if f"`{operation.method} {documented_path(operation)}`" not in text
    ]
    assert missing == []


async def test_answers_are_what_their_operation_declares(app: Starlette, labeling: httpx.AsyncClient) -> None:
    await labeling.post("/api/tasks/1/annotations/", json={"result": [PERSON]})
    await labeling.post("/api/tasks/1/drafts", json={"result": [PERSON], "annotation": 1})
    await labeling.post("/api/predictions/", json={"task": 1, "result": [PERSON]})
    filled = {"project_id": "1", "task_id": "1", "annotation_id": "1", "draft_id": "1", "prediction_id": "1"}
    checked = 0
    for operation in operations(app):
        # Those of the host's console are held to it in tests/sessions/host.
        if operation.method != "GET" or operation.response is None or operation.scope == "host":
            continue
        path = documented_path(operation)
        if set(re.findall(r"\{(\w+)\}", path)) - set(filled):
            continue
        answer = await labeling.get(path.format_map(filled))
        assert answer.status_code == 200, f"{path}: {answer.text}"
        msgspec.json.decode(answer.content, type=operation.response)
        checked += 1
    assert checked >= 12
