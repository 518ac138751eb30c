"""Maintenance mode: everybody but the host is told to come back later."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from multisession.sessions.hosting import Hosting
from multisession.web.errors import StudioError

#: What answers as ever: whoever watches over the server, and the host.
STAYS_OPEN = ("/health", "/metrics", "/static", "/host", "/api/host")
#: When to ask again, in seconds.
RETRY_AFTER = 120


class UnderMaintenance(StudioError):
    """503 with Retry-After: the host has put the studio into maintenance mode."""

    status_code = 503
    code = "maintenance"


class MaintenanceGate:
    """Raises UnderMaintenance for every request but the host's own. Stands inside the session and error layers."""

    def __init__(self, app: ASGIApp, *, hosting: Hosting) -> None:
        self._app = app
        self._hosting = hosting

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and self._hosting.mode == "maintenance" and not _stays_open(scope["path"]):
            visit = scope.get("state", {}).get("visit")
            if visit is not None:
                # Whoever is turned away needs no session yet.
                visit.send_cookie = False
            raise UnderMaintenance(
                self._hosting.message or "The studio is being looked after. Your work is kept; come back in a while.",
                headers={"Retry-After": str(RETRY_AFTER)},
            )
        await self._app(scope, receive, send)


def _stays_open(path: str) -> bool:
    return any(path == prefix or path.startswith(f"{prefix}/") for prefix in STAYS_OPEN)
