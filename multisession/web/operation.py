"""One declaration per API operation: it validates the request, feeds OpenAPI and enters the two-tenant test.

A handler declared with :func:`operation` is called as ``handler(request, subject)`` or, when it declares a ``body``,
``handler(request, subject, body)``; when it declares a ``query``, the filled struct is the last argument. It returns a
Starlette response, or an object that is encoded as JSON under ``status``. The subject is what ``scope`` says: this
session's Project, the Session itself, the host's console, or None.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

Scope = Literal["project", "session", "host", "public"]
Handler = TypeVar("Handler", bound=Callable[..., Awaitable[Any]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """What one method on one path takes, answers and touches.

    ``path`` uses Starlette's syntax without the trailing slash (both forms are routed). ``body``, ``query`` and
    ``response`` are msgspec types. ``streams`` marks a handler that reads the request's body itself. ``writes`` is
    None for the rule: every method but GET and HEAD writes, and so makes the session's project when there is none.
    """

    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
    path: str
    handler: Callable[..., Awaitable[Any]]
    summary: str
    tag: str
    scope: Scope = "project"
    body: Any = None
    query: Any = None
    response: Any = None
    status: int = 200
    writes: bool | None = None
    streams: bool = False
    legacy: bool = False
    #: operation id of the document; the handler's name unless told
    name: str = ""
    #: extra documentation of path parameters: name -> sentence
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_write(self) -> bool:
        """True when the operation changes state, and so needs a project that exists."""
        return self.method not in ("GET",) if self.writes is None else self.writes


def operation(
    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"], path: str, *, summary: str, tag: str, **declared: Any
) -> Callable[[Handler], Handler]:
    """Declares the decorated coroutine function as an operation; :func:`operations_of` collects them from a module."""

    def declare(handler: Handler) -> Handler:
        made = Operation(
            method=method,
            path=path,
            handler=handler,
            summary=summary,
            tag=tag,
            name=declared.pop("name", "") or handler.__name__,
            **declared,
        )
        existing: list[Operation] = getattr(handler, "__operations__", [])
        handler.__operations__ = [*existing, made]  # type: ignore[attr-defined]
        return handler

    return declare


def operations_of(module: Any) -> list[Operation]:
    """Every operation declared in a module, in the order of their definition."""
    found: list[Operation] = []
    for value in vars(module).values():
        if getattr(value, "__module__", None) == module.__name__:
            found.extend(getattr(value, "__operations__", ()))
    return found
