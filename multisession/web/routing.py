"""Finding the route of a path by its segments: a walk down a tree, the same time however many routes there are.

Starlette tries one regular expression after another; with eighty routes that costs a hot request more than its answer.
The routes stay ordinary Starlette routes, so everything that walks ``app.routes`` sees them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.routing import Route, Router
from starlette.types import Lifespan, Receive, Scope, Send

from multisession.web.errors import NotFound, StudioError

MAX_INTEGER = 2**63 - 1


class MethodNotAllowed(StudioError):
    """405 with the methods that the path does take."""

    status_code = 405


@dataclass(slots=True)
class Node:
    """One segment of a path: what follows it, and the routes that end here by method."""

    literal: dict[str, Node] = field(default_factory=dict)
    #: (name, is a number, next node)
    parameter: list[tuple[str, bool, Node]] = field(default_factory=list)
    #: a parameter that takes the rest of the path, slashes included: (name, routes by method)
    rest: tuple[str, dict[str, Route]] | None = None
    routes: dict[str, Route] = field(default_factory=dict)


def _add(root: Node, route: Route) -> None:
    node = root
    methods = route.methods or {"GET", "HEAD"}
    for segment in route.path.strip("/").split("/") if route.path != "/" else []:
        if not segment.startswith("{"):
            node = node.literal.setdefault(segment, Node())
            continue
        name, _, kind = segment.strip("{}").partition(":")
        if kind == "path":
            node.rest = (name, dict(node.rest[1] if node.rest else {}) | dict.fromkeys(methods, route))
            return
        number = kind == "int"
        for known in node.parameter:
            if known[0] == name and known[1] == number:
                node = known[2]
                break
        else:
            following = Node()
            node.parameter.append((name, number, following))
            # Numbers first: /{id:int} and /{name} on the same place do not shadow each other.
            node.parameter.sort(key=lambda known: not known[1])
            node = following
    for method in methods:
        node.routes.setdefault(method, route)


def _find(node: Node, segments: list[str], at: int, parameters: dict[str, Any]) -> dict[str, Route] | None:
    """The routes by method of a path; ``parameters`` is filled on the way."""
    if at == len(segments):
        return node.routes or None
    segment = segments[at]
    following = node.literal.get(segment)
    if following is not None:
        found = _find(following, segments, at + 1, parameters)
        if found is not None:
            return found
    for name, number, following in node.parameter:
        if not segment:
            continue
        value: Any = segment
        if number:
            if not (segment.isascii() and segment.isdigit() and len(segment) < 20):
                continue
            value = int(segment)
            if value > MAX_INTEGER:
                continue
        found = _find(following, segments, at + 1, parameters)
        if found is not None:
            parameters[name] = value
            return found
    if node.rest is not None:
        parameters[node.rest[0]] = "/".join(segments[at:])
        return node.rest[1]
    return None


class SegmentRouter(Router):
    """A Router over Route objects only. A trailing slash is optional everywhere, without a redirect."""

    def __init__(self, routes: Sequence[Route], *, lifespan: Lifespan[Any] | None = None) -> None:
        super().__init__(routes=list(routes), lifespan=lifespan, redirect_slashes=False)
        self._root = Node()
        for route in routes:
            _add(self._root, route)

    async def app(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Dispatches one request. Raises NotFound, or MethodNotAllowed with an Allow header."""
        if scope["type"] != "http":
            await super().app(scope, receive, send)
            return
        path: str = scope["path"]
        segments = path[1:-1].split("/") if len(path) > 1 and path[-1] == "/" else path[1:].split("/")
        parameters: dict[str, Any] = {}
        found = _find(self._root, segments if path != "/" else [], 0, parameters)
        if found is None:
            raise NotFound("There is nothing at this address.")
        route = found.get(scope["method"])
        if route is None:
            allowed = ", ".join(sorted(found))
            raise MethodNotAllowed(f"This address takes {allowed}.", headers={"Allow": allowed})
        scope["path_params"] = parameters
        scope["route"] = route
        # For layers outside, which may hold another copy of the scope but the same state.
        scope.setdefault("state", {})["route"] = route.path
        scope["endpoint"] = route.endpoint
        await route.app(scope, receive, send)
