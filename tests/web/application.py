"""A small application of real web parts, for tests of the layer alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import msgspec
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.types import ASGIApp

from multisession.web.body_limit import BodyLimit
from multisession.web.csrf import CrossSiteProtection
from multisession.web.dispatch import routes
from multisession.web.error_handling import ErrorHandling
from multisession.web.errors import Gone, TooManyRequests
from multisession.web.metrics import Metrics
from multisession.web.operation import Operation, operation
from multisession.web.root_path import RootPath
from multisession.web.routing import SegmentRouter
from multisession.web.security_headers import SecurityHeaders


class Thing(msgspec.Struct):
    number: int
    label: str = ""


class Paging(msgspec.Struct):
    page: int = 1
    exact: bool = False
    ids: list[int] = []


class Shelf:
    revision = "r1"


class Subjects:
    """Counts how often a project was asked for, and whether to write."""

    def __init__(self) -> None:
        self.asked: list[bool] = []

    async def project(self, request: Request, *, write: bool) -> Shelf:
        self.asked.append(write)
        return Shelf()

    async def session(self, request: Request) -> str:
        return "session"


@operation("GET", "/api/things/", summary="List", tag="Things", query=Paging, response=list[Thing])
async def list_things(request: Request, shelf: Shelf, query: Paging) -> Any:
    return {"page": query.page, "exact": query.exact, "ids": query.ids}


@operation("POST", "/api/things/", summary="Create", tag="Things", body=Thing, response=Thing, status=201)
async def create_thing(request: Request, shelf: Shelf, body: Thing) -> Thing:
    return body


@operation("GET", "/api/things/{thing_id:int}", summary="Get", tag="Things", response=Thing)
async def get_thing(request: Request, shelf: Shelf) -> Thing:
    return Thing(number=request.path_params["thing_id"])


@operation("DELETE", "/api/things/{thing_id:int}/", summary="Delete", tag="Things", status=204)
async def delete_thing(request: Request, shelf: Shelf) -> None:
    return None


@operation("GET", "/api/things/counts", summary="Count", tag="Things")
async def count_things(request: Request, shelf: Shelf) -> dict[str, int]:
    return {"count": 2}


@operation("GET", "/api/projects/{project_id:int}/things", summary="In a project", tag="Things")
async def project_things(request: Request, shelf: Shelf) -> list[int]:
    return []


@operation("GET", "/files/{path:path}", summary="A file", tag="Files", scope="public")
async def file_path(request: Request, subject: None) -> dict[str, str]:
    return {"path": request.path_params["path"]}


@operation("GET", "/api/broken", summary="Fails", tag="Failures", scope="public")
async def broken(request: Request, subject: None) -> None:
    raise RuntimeError("secret detail")


@operation("GET", "/api/busy", summary="Refuses", tag="Failures", scope="public")
async def busy(request: Request, subject: None) -> None:
    raise TooManyRequests("Many people are here. Try again in 7 seconds.", retry_after=7)


@operation("GET", "/gone", summary="Was removed", tag="Failures", scope="public")
async def gone(request: Request, subject: None) -> None:
    raise Gone("This <project> was removed.")


@operation("GET", "/api/cut", summary="Fails half way", tag="Failures", scope="public")
async def cut(request: Request, subject: None) -> StreamingResponse:
    async def parts() -> AsyncIterator[bytes]:
        yield b"half"
        raise RuntimeError("secret detail")

    return StreamingResponse(parts())


OPERATIONS: list[Operation] = [
    *(made for handler in (list_things, create_thing, get_thing) for made in handler.__operations__),  # type: ignore[attr-defined]
    *(made for handler in (delete_thing, count_things, project_things) for made in handler.__operations__),  # type: ignore[attr-defined]
    *(made for handler in (file_path, broken, busy, gone, cut) for made in handler.__operations__),  # type: ignore[attr-defined]
]


def application(
    subjects: Subjects, *, root_path: str = "/studio", body_limit: int = 4096, metrics: Metrics | None = None
) -> ASGIApp:
    app: ASGIApp = SegmentRouter(routes(OPERATIONS, subjects, limits={"json": 1024}))
    app = CrossSiteProtection(app)
    app = BodyLimit(app, limit=body_limit)
    app = ErrorHandling(app, root_path=root_path, metrics=metrics)
    app = SecurityHeaders(app, outside_media=True)
    return RootPath(app, root_path=root_path)


def client(app: ASGIApp) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://studio.example")
