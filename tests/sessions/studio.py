"""A small application around the real sessions: the pages and the API in front of them are other tests' business."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import msgspec
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.types import ASGIApp

from multisession.project.project import Project
from multisession.project.tasks import NewAnnotation
from multisession.sessions import routes as session_routes
from multisession.sessions.middleware import SessionMiddleware
from multisession.sessions.resolver import MultiSession
from multisession.sessions.trusted_proxies import TrustedProxies
from multisession.settings import Settings
from multisession.web.dispatch import routes
from multisession.web.error_handling import ErrorHandling
from multisession.web.operation import Operation, operations_of
from multisession.web.routing import SegmentRouter


async def read_tasks(request: Request, project: Project) -> Any:
    page = await project.store.tasks(page=1, page_size=10)
    return {"total": page.total, "data": [msgspec.json.decode(task.data) for task in page.tasks]}


async def add_task(request: Request, project: Project) -> Any:
    return {"id": (await project.create_task(await request.body() or b"{}", b"{}")).id}


async def label(request: Request, project: Project) -> Any:
    annotation = NewAnnotation(result=msgspec.Raw(b"[]"))
    return {"id": (await project.create_annotation(request.path_params["task"], annotation))[0].id}


async def settled(request: Request, subject: None) -> Any:
    client = request.client
    return {"client": client.host if client else None, "scheme": request.url.scheme, "host": request.headers["host"]}


def operation(method: Any, path: str, handler: Any, **declared: Any) -> Operation:
    return Operation(method=method, path=path, handler=handler, name=handler.__name__, summary="", tag="", **declared)


OPERATIONS = [
    operation("GET", "/api/tasks", read_tasks),
    operation("POST", "/api/tasks", add_task, streams=True),
    operation("POST", "/api/tasks/{task:int}/annotations", label, streams=True),
    operation("GET", "/settled", settled, scope="public"),
    operation("GET", "/static/app.js", settled, scope="public"),
    operation("GET", "/health", settled, scope="public"),
]


def application(studio: MultiSession) -> ASGIApp:
    router = SegmentRouter(routes([*OPERATIONS, *operations_of(session_routes)], studio))
    layers = [
        Middleware(TrustedProxies, trusted=studio.settings.trusted_proxies),
        Middleware(SessionMiddleware, identity=studio.identity),
        Middleware(ErrorHandling),
    ]
    app: ASGIApp = router
    for layer in reversed(layers):
        app = layer.cls(app, *layer.args, **layer.kwargs)
    assert not isinstance(app, Starlette)
    return app


@asynccontextmanager
async def serving(root: Path, **settings: Any) -> AsyncIterator[tuple[MultiSession, ASGIApp]]:
    studio = MultiSession(Settings(mode="multi", root_dir=root, **settings))
    await studio.open()
    try:
        yield studio, application(studio)
    finally:
        await studio.close()


def browser(app: ASGIApp, *, address: str = "203.0.113.9", url: str = "http://studio.test") -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app, client=(address, 1234)), base_url=url)


def projects_in(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir() if path.name != ".studio")


def tombstones(studio: MultiSession) -> list[str]:
    return sorted(row[0] for row in studio.registry.read("SELECT id FROM sessions WHERE state='removed'"))
