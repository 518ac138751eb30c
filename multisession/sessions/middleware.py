"""The session middleware: puts the visit into the request's state, and the cookie on the answer."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from multisession.sessions.identity import Identity
from multisession.sessions.session import Session, Visit
from multisession.sessions.stamp import STAMP_HEADER
from multisession.web.csrf import refuses

#: Nothing below these paths is a visitor's: no cookie of theirs is read or set there.
IMPERSONAL_PATHS = (
    "/static",
    "/health",
    "/metrics",
    "/version",
    "/api/version",
    "/robots.txt",
    "/favicon.ico",
    "/docs/api",
    "/host",
    "/api/host",
)


class SessionMiddleware:
    """Sets ``request.state.session`` (a :class:`Session`) and ``request.state.visit`` for everything below.

    Nothing is written here. Leases that the request took are given back when its answer has been sent.
    """

    def __init__(self, app: ASGIApp, *, identity: Identity) -> None:
        self._app = app
        self._identity = identity

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or is_impersonal(scope["path"]):
            await self._app(scope, receive, send)
            return
        visit = self._identity.identify(scope)
        state = scope.setdefault("state", {})
        state["visit"] = visit
        state["session"] = visit.session

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add_cookie(message, visit, scope)
            await send(message)

        try:
            await self._app(scope, receive, send_with_cookie)
        finally:
            for lease in visit.leases:
                lease.release()

    def _add_cookie(self, message: Message, visit: Visit, scope: Scope) -> None:
        message.setdefault("headers", [])
        headers = MutableHeaders(scope=message)
        if is_shared(headers.get("cache-control", "")):
            return
        headers.add_vary_header("Cookie")
        if scope["method"] == "HEAD" or (visit.session.is_new and may_have_left_its_cookie_at_home(scope)):
            return
        cookie = self._identity.cookie_for(visit, scope)
        if cookie is not None:
            headers.append("set-cookie", cookie)
            if not headers.get("content-type", "").startswith("text/html"):
                # The page that asked goes on with what it asked for: another project, or its first. A page that is
                # being loaded has the stamp in itself.
                headers[STAMP_HEADER] = self._identity.stamp(visit)


def is_impersonal(path: str) -> bool:
    """True for static files, health checks and the like."""
    return any(path == prefix or path.startswith(f"{prefix}/") for prefix in IMPERSONAL_PATHS)


def may_have_left_its_cookie_at_home(scope: Scope) -> bool:
    """True where a browser that has our cookie does not send it. A new session's cookie on the answer would take its
    place, and the visitor's project would be out of reach: another site's form could do that to everybody."""
    headers = Headers(scope=scope)
    return is_part_of_a_page(scope) or refuses(scope["method"], headers, scheme=scope["scheme"])


def is_part_of_a_page(scope: Scope) -> bool:
    """True for a picture, sound or the like that a page loads."""
    for name, value in scope["headers"]:
        if name == b"sec-fetch-dest":
            return value not in (b"document", b"iframe", b"frame", b"empty")
    return False


def is_shared(cache_control: str) -> bool:
    """True when an answer says that others may get it from a cache: it must not carry anybody's cookie."""
    said = cache_control.lower()
    return "private" not in said and "no-store" not in said and ("public" in said or "max-age" in said)


def visit_of(request: Request) -> Visit:
    """The visit of a request that came through the middleware."""
    visit: Visit = request.state.visit
    return visit


def replace_session(request: Request, session: Session) -> None:
    """Moves the browser to another session; the answer carries its cookie."""
    visit_of(request).replace(session)
    request.state.session = session
