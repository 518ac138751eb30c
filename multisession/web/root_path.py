"""Serving below a path: the proxy may strip the prefix or leave it on; both are understood."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send


class RootPath:
    """Removes ``root_path`` from the front of the path, so that routes are written without it."""

    def __init__(self, app: ASGIApp, *, root_path: str) -> None:
        self._app = app
        self._prefix = root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            path: str = scope["path"]
            if path == self._prefix or path.startswith(f"{self._prefix}/"):
                scope = dict(scope, path=path[len(self._prefix) :] or "/")
        await self._app(scope, receive, send)
