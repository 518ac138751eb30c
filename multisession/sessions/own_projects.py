"""The routes of one project in a browser's own list, whether it is the active one or not."""

from __future__ import annotations

from typing import Annotated

import msgspec
from starlette.requests import Request
from starlette.responses import StreamingResponse

from multisession.sessions.archive import archive_response
from multisession.sessions.cookie import Grant
from multisession.sessions.current import CurrentSession
from multisession.sessions.expiry import iso
from multisession.sessions.middleware import replace_session, visit_of
from multisession.sessions.own_session import Deleted
from multisession.web.errors import NotFound
from multisession.web.operation import operation

TAG = "Session"


class Listed(msgspec.Struct):
    """What, beside its place, names a project of the list: its ``created_at`` as the list told it.

    Another window may have changed the order meanwhile: nobody shall delete what they did not see.
    """

    created_at: Annotated[str, msgspec.Meta(max_length=40)]


def listed_grant(current: CurrentSession, index: int, created_at: str) -> Grant:
    """A project of this browser by its place in the list and its time. Raises NotFound, BrowserOnly."""
    current.require_browser()
    grants = (current.session.grant, *current.session.earlier)
    if index < len(grants) and current.opens(grants[index]):
        record = current.studio.registry.record(grants[index].session_id)
        if record is not None and iso(record.created) == created_at:
            return grants[index]
    raise NotFound("This browser has no such project any more. Load the list again.")


async def delete_listed(current: CurrentSession, grant: Grant) -> Deleted:
    """Removes a project of this browser's list; when it is the active one the browser goes on in a new session."""
    session = current.session
    if grant == session.grant:
        return await current.delete_project()
    report = await current.remove(grant.session_id)
    others = tuple(other for other in session.earlier if other != grant)
    replace_session(current.request, session.with_active(session.grant, earlier=others, is_new=session.is_new))
    return report


@operation(
    "DELETE", "/api/session/projects/{index:int}", summary="Delete one of my projects", tag=TAG, scope="session",
    query=Listed, response=Deleted,
)  # fmt: skip
async def delete_one(request: Request, current: CurrentSession, named: Listed) -> Deleted:
    """Removes it for good and says what was in it. 404 when the list has changed since it was loaded."""
    return await delete_listed(current, listed_grant(current, request.path_params["index"], named.created_at))


@operation(
    "GET", "/api/session/projects/{index:int}/download", summary="Download one of my projects", tag=TAG,
    scope="session", query=Listed,
)  # fmt: skip
async def download_one(request: Request, current: CurrentSession, named: Listed) -> StreamingResponse:
    """A zip of the project directory that stands alone, and labels.json."""
    grant = listed_grant(current, request.path_params["index"], named.created_at)
    lease = await current.studio.lease(grant.session_id)
    visit_of(request).leases.append(lease)
    base = current.studio.base_of(lease.project)
    return archive_response(request, lease.project, base=base, scratch=current.studio.scratch)
