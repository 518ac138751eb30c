"""The session's own routes: what its owner may see, take along, hand on and delete."""

from __future__ import annotations

import datetime
from typing import Annotated

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from multisession.project.api.shapes import ProjectView
from multisession.sessions.archive import archive_response
from multisession.sessions.current import CurrentSession
from multisession.sessions.own_session import Deleted, OwnProject, OwnSession
from multisession.sessions.records import RefreshToken
from multisession.templates import template
from multisession.web.operation import operation

TAG = "Session"
TOKEN_TAG = "Tokens"  # noqa: S105 - a heading


class Token(msgspec.Struct):
    """An API token, for ``Authorization: Token …``."""

    token: str


class RefreshTokenMade(msgspec.Struct):
    """A refresh token, shown this once."""

    token: str
    created_at: str
    expires_at: str


class RefreshTokenListed(msgspec.Struct):
    """A refresh token that holds, without its secret."""

    id: str
    created_at: str
    expires_at: str


class Refresh(msgspec.Struct):
    """A refresh token on its way in."""

    refresh: Annotated[str, msgspec.Meta(max_length=4096)]


class Access(msgspec.Struct):
    """An access token, for ``Authorization: Bearer …``, good for 300 seconds."""

    access: str


class Rotated(msgspec.Struct):
    """The refresh token that replaces the one given."""

    refresh: str


class ResumeCode(msgspec.Struct):
    """Twelve words."""

    code: Annotated[str, msgspec.Meta(max_length=400)]


class Chosen(msgspec.Struct):
    """A place in this browser's own list of projects."""

    index: Annotated[int, msgspec.Meta(ge=0, le=9)]


class OpenQuery(msgspec.Struct, kw_only=True):
    """``replace=true`` throws away what the project holds."""

    replace: bool = False


@operation("GET", "/api/session", summary="My session", tag=TAG, scope="session", response=OwnSession)
async def my_session(request: Request, current: CurrentSession) -> OwnSession:
    """How long it is kept, and the projects of this browser. Makes nothing."""
    return await current.describe()


@operation("GET", "/api/session/projects", summary="My projects", tag=TAG, scope="session", response=list[OwnProject])
async def my_projects(request: Request, current: CurrentSession) -> list[OwnProject]:
    """The active project first."""
    return await current.projects()


@operation(
    "POST", "/api/session/projects/switch", summary="Go to another of my projects", tag=TAG, scope="session",
    body=Chosen, response=OwnSession,
)  # fmt: skip
async def switch_project(request: Request, current: CurrentSession, chosen: Chosen) -> OwnSession:
    """By its index in this browser's own list; the cookie, not the request, says which project that is."""
    await current.switch(chosen.index)
    return await current.describe()


@operation(
    "POST", "/api/templates/{name}/open", summary="Open a template", tag="Templates", scope="session", query=OpenQuery,
    response=ProjectView, status=201,
)  # fmt: skip
async def open_template(request: Request, current: CurrentSession, query: OpenQuery) -> ProjectView:
    """Makes the session's project from the template; one that holds work is replaced only when that was asked for."""
    project = await current.open_template(template(request.path_params["name"]), replace=query.replace)
    return await project.view()


@operation("POST", "/api/session/start-over", summary="Start over", tag=TAG, scope="session", response=OwnSession)
async def start_over(request: Request, current: CurrentSession) -> OwnSession:
    """A new, empty session; the present project stays in the list."""
    await current.start_over()
    return await current.describe()


@operation("POST", "/api/session/token", summary="Show my API token", tag=TAG, scope="session", response=Token)
async def make_token(request: Request, current: CurrentSession) -> Token:
    """The same token each time, until it is reset."""
    return Token(await current.make_token())


@operation(
    "POST", "/api/session/resume-code", summary="Make a resume code", tag=TAG, scope="session", status=201,
    response=ResumeCode,
)  # fmt: skip
async def make_resume_code(request: Request, current: CurrentSession) -> ResumeCode:
    """Shown this once; an earlier code stops working."""
    return ResumeCode(await current.make_resume_code())


@operation("DELETE", "/api/session/resume-code", summary="Revoke my resume code", tag=TAG, scope="session")
async def revoke_resume_code(request: Request, current: CurrentSession) -> None:
    """The words open nothing any more."""
    await current.revoke_resume_code()


@operation(
    "POST", "/api/session/resume", summary="Resume with a code", tag=TAG, scope="session", body=ResumeCode,
    response=OwnSession,
)  # fmt: skip
async def resume(request: Request, current: CurrentSession, given: ResumeCode) -> OwnSession:
    """Opens the project of the code in this browser, whose own project stays in its list."""
    await current.resume(given.code)
    return await current.describe()


@operation(
    "POST", "/api/session/sign-out-elsewhere", summary="Sign out everywhere else", tag=TAG, scope="session",
    response=OwnSession,
)  # fmt: skip
async def sign_out_elsewhere(request: Request, current: CurrentSession) -> OwnSession:
    """Ends all tokens and every other browser's access to this project."""
    await current.sign_out_elsewhere()
    return await current.describe()


@operation("GET", "/api/session/download", summary="Download my project", tag=TAG, scope="session")
async def download(request: Request, current: CurrentSession) -> Response:
    """A zip of a project directory that stands alone, and labels.json."""
    project = await current.project()
    return archive_response(request, project, base=current.studio.base_of(project), scratch=current.studio.scratch)


@operation("DELETE", "/api/session/project", summary="Delete my data", tag=TAG, scope="session", response=Deleted)
async def delete_project(request: Request, current: CurrentSession) -> Deleted:
    """Removes the project for good and says what was in it."""
    return await current.delete_project()


@operation("GET", "/api/current-user/token", summary="My API token", tag=TOKEN_TAG, scope="session", response=Token)
async def show_token(request: Request, current: CurrentSession) -> Token:
    """404 while the session has written nothing."""
    return Token(current.token())


@operation(
    "POST", "/api/current-user/reset-token", summary="Reset my API token", tag=TOKEN_TAG, scope="session", status=201,
    response=Token,
)  # fmt: skip
async def reset_token(request: Request, current: CurrentSession) -> Token:
    """A new token. The old one and every other browser are signed out."""
    return Token(await current.reset_token())


@operation(
    "GET", "/api/token", summary="My refresh tokens", tag=TOKEN_TAG, scope="session",
    response=list[RefreshTokenListed],
)  # fmt: skip
async def list_refresh_tokens(request: Request, current: CurrentSession) -> list[RefreshTokenListed]:
    """Those that still hold, oldest first."""
    return [RefreshTokenListed(kept.identifier, *_times(kept)) for kept in current.refresh_tokens()]


@operation(
    "POST", "/api/token", summary="Make a refresh token", tag=TOKEN_TAG, scope="session", status=201,
    response=RefreshTokenMade,
)  # fmt: skip
async def make_refresh_token(request: Request, current: CurrentSession) -> RefreshTokenMade:
    """A JWT that the SDK exchanges for access tokens by itself."""
    token, kept = await current.make_refresh_token()
    return RefreshTokenMade(token, *_times(kept))


@operation(
    "POST", "/api/token/refresh", summary="Exchange a refresh token", tag=TOKEN_TAG, scope="session", body=Refresh,
    response=Access,
)  # fmt: skip
async def refresh_token(request: Request, current: CurrentSession, given: Refresh) -> Access:
    """401 when it has expired or was taken back."""
    return Access(current.access_token(given.refresh))


@operation(
    "POST", "/api/token/rotate", summary="Replace a refresh token", tag=TOKEN_TAG, scope="session", body=Refresh,
    response=Rotated,
)  # fmt: skip
async def rotate_refresh_token(request: Request, current: CurrentSession, given: Refresh) -> Rotated:
    """The old one stops working."""
    return Rotated(await current.rotate(given.refresh))


@operation(
    "POST", "/api/token/blacklist", summary="Revoke a refresh token", tag=TOKEN_TAG, scope="session", body=Refresh,
    status=204,
)  # fmt: skip
async def revoke_refresh_token(request: Request, current: CurrentSession, given: Refresh) -> None:
    """A token that no longer holds is as good as revoked."""
    await current.revoke(given.refresh)


def _times(kept: RefreshToken) -> tuple[str, str]:
    created, expires = (
        datetime.datetime.fromtimestamp(seconds, datetime.UTC).isoformat().replace("+00:00", "Z")
        for seconds in (kept.created, kept.expires)
    )
    return created, expires
