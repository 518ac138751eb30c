"""The routes of the host's console. Each gets the console from the entrance, or is never reached."""

from __future__ import annotations

import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from multisession.sessions.host.console import HostConsole
from multisession.sessions.host.overview import Overview
from multisession.sessions.host.shapes import (
    Extension,
    HistoryQuery,
    HostingState,
    HostSession,
    HostTask,
    NewResumeCode,
    SessionPage,
    SessionQuery,
    TaskList,
    TaskQuery,
)
from multisession.sessions.hosting import HostingChange
from multisession.sessions.own_session import Deleted
from multisession.web.history import Past
from multisession.web.operation import operation

TAG = "Host"
SESSION = {"session_id": "32 hex digits"}
ONE = "/api/host/sessions/{session_id}"


@operation("GET", "/api/host/overview", summary="How the server does", tag=TAG, scope="host", response=Overview)
async def show_overview(request: Request, console: HostConsole) -> Overview:
    """Sessions, disk, requests, refusals, slow requests and checks of all worker processes."""
    return await console.watch.overview()


@operation(
    "PATCH", "/api/host/mode", summary="Open, close or shut the studio", tag=TAG, scope="host", body=HostingChange,
    response=HostingState,
)  # fmt: skip
async def change_mode(request: Request, console: HostConsole, change: HostingChange) -> HostingState:
    """Changes what is given; every worker process follows within a second."""
    await console.care.change_mode(change)
    return await console.watch.state()


@operation(
    "GET", "/api/host/history", summary="Figures over time", tag=TAG, scope="host", query=HistoryQuery, response=Past
)
async def show_history(request: Request, console: HostConsole, query: HistoryQuery) -> Past:
    """Null where nothing was noted; the present minute last."""
    return await console.watch.history(query.hours)


@operation(
    "GET", "/api/host/sessions", summary="List sessions", tag=TAG, scope="host", query=SessionQuery,
    response=SessionPage,
)  # fmt: skip
async def list_sessions(request: Request, console: HostConsole, query: SessionQuery) -> SessionPage:
    """Found by the beginning of their id or a part of their title; figures as of the last note of a visit."""
    return await console.care.sessions(query)


@operation("GET", ONE, summary="Get a session", tag=TAG, scope="host", response=HostSession, parameters=SESSION)
async def get_session(request: Request, console: HostConsole) -> HostSession:
    """As it is now. To look is no visit."""
    return await console.care.session(request.path_params["session_id"])


@operation(
    "GET", f"{ONE}/tasks", summary="List a session's tasks", tag=TAG, scope="host", query=TaskQuery,
    response=TaskList, parameters=SESSION,
)  # fmt: skip
async def list_session_tasks(request: Request, console: HostConsole, query: TaskQuery) -> TaskList:
    """In the order of import; data as text, cut."""
    return await console.care.tasks(request.path_params["session_id"], query)


@operation(
    "GET", f"{ONE}/tasks/{{task_id:int}}", summary="Get a session's task", tag=TAG, scope="host", response=HostTask,
    parameters=SESSION,
)  # fmt: skip
async def get_session_task(request: Request, console: HostConsole) -> HostTask:
    """With its annotations and predictions."""
    return await console.care.task(request.path_params["session_id"], request.path_params["task_id"])


@operation(
    "POST", f"{ONE}/extend", summary="Let a session live longer", tag=TAG, scope="host", body=Extension,
    response=HostSession, parameters=SESSION,
)  # fmt: skip
async def extend_session(request: Request, console: HostConsole, extension: Extension) -> HostSession:
    """By so many days beyond its present end."""
    return await console.care.extend(request.path_params["session_id"], extension.days)


@operation(
    "POST", f"{ONE}/freeze", summary="Freeze a session", tag=TAG, scope="host", response=HostSession,
    parameters=SESSION,
)  # fmt: skip
async def freeze_session(request: Request, console: HostConsole) -> HostSession:
    """From the next write on its project takes no changes; reading and exporting go on."""
    return await console.care.freeze(request.path_params["session_id"], True)


@operation(
    "POST", f"{ONE}/unfreeze", summary="Unfreeze a session", tag=TAG, scope="host", response=HostSession,
    parameters=SESSION,
)  # fmt: skip
async def unfreeze_session(request: Request, console: HostConsole) -> HostSession:
    """Its project takes changes again."""
    return await console.care.freeze(request.path_params["session_id"], False)


@operation(
    "POST", f"{ONE}/resume-code", summary="Hand out a new resume code", tag=TAG, scope="host", status=201,
    response=NewResumeCode, parameters=SESSION,
)  # fmt: skip
async def make_session_resume_code(request: Request, console: HostConsole) -> NewResumeCode:
    """For a visitor who lost theirs; an earlier code stops working."""
    return NewResumeCode(await console.care.make_resume_code(request.path_params["session_id"]))


@operation("GET", f"{ONE}/download", summary="Download a session", tag=TAG, scope="host", parameters=SESSION)
async def download_session(request: Request, console: HostConsole) -> Response:
    """The zip that its owner would get: a project directory that stands alone, and labels.json."""
    session_id: str = request.path_params["session_id"]
    pieces = console.care.archive(session_id)
    name = f"session-{session_id[:8]}-{datetime.datetime.now(datetime.UTC):%Y-%m-%d-%H-%M}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(pieces, media_type="application/zip", headers=headers)


@operation("DELETE", ONE, summary="Delete a session", tag=TAG, scope="host", response=Deleted, parameters=SESSION)
async def delete_session(request: Request, console: HostConsole) -> Any:
    """For good, and says what was in it. Its cookie, tokens and codes end."""
    return await console.care.delete(request.path_params["session_id"])
