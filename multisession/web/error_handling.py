"""Errors as answers: one JSON shape under /api, a small page elsewhere, and never a traceback."""

from __future__ import annotations

import html
import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from multisession.web.errors import StudioError
from multisession.web.json import encode
from multisession.web.metrics import Metrics

logger = logging.getLogger(__name__)

#: Paths below these are programs' and get JSON, whatever they accept.
JSON_PATHS = ("/api", "/data/", "/health", "/version", "/docs/api", "/static")

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>{styles}</head>
<body><main class="page center"><div class="say">
<h1>{title}</h1><p class="muted">{detail}</p>{action}
</div></main></body></html>
"""
#: By code, else by status: what a person is told, where the standard's phrase says little.
TITLES: dict[str | int | None, str] = {
    "maintenance": "Closed for maintenance",
    404: "Nothing is here",
    429: "Many requests",
    503: "Not just now",
}
#: What is over after a while, and is asked again at the same address.
PASSING = frozenset({408, 429, 503})


def error_body(error: StudioError, status_code: int, **more: Any) -> dict[str, Any]:
    """The JSON of an error: ``{detail, status_code, validation_errors?, code?}`` and what the error adds itself."""
    body: dict[str, Any] = {"detail": error.detail, "status_code": status_code}
    if error.validation_errors:
        body["validation_errors"] = {field: list(said) for field, said in error.validation_errors.items()}
    if error.code:
        body["code"] = error.code
    return body | dict(error.extra or {}) | more


def json_response(content: Any, status_code: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """An answer in JSON, encoded once; ``content`` may hold structs and Raw parts."""
    return Response(encode(content), status_code, headers, media_type="application/json")


def refusal_code(code: str | None, status_code: int) -> str:
    """Under which name a refusal is counted."""
    return code or f"status-{status_code}"


class ErrorHandling:
    """Turns every exception below into an answer. Refusals are counted by code, where they have none by status.

    That nothing is there (404) is no refusal. What nobody foresaw is logged under an opaque id.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        root_path: str = "",
        metrics: Metrics | None = None,
        styles: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        self._app = app
        self._home = f"{root_path}/"
        self._styles = styles
        self._metrics = metrics or Metrics()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except ClientDisconnect:
            # Nobody is there to answer.
            return
        except Exception as error:
            answer = self._answer(scope, error)
            if started:
                # The status is out already. Ending without the last body message makes the server cut the connection,
                # so that nobody takes half an answer for a whole one.
                raise AnswerCut from None
            await answer(scope, receive, send)

    def _answer(self, scope: Scope, error: Exception) -> Response:
        if isinstance(error, StudioError) and error.status_code != 500:
            return self._render(scope, error_body(error, error.status_code), error.headers)
        if isinstance(error, HTTPException):
            told = StudioError(_sentence(error))
            return self._render(scope, error_body(told, error.status_code), error.headers or {})
        identifier = secrets.token_hex(8)
        logger.error("Error %s: %s %r", identifier, scope["method"], scope["path"], exc_info=error)
        told = StudioError(f"Something went wrong on the server. The host finds it in the log as {identifier}.")
        return self._render(scope, error_body(told, 500, id=identifier), {})

    def _render(self, scope: Scope, body: dict[str, Any], headers: Mapping[str, str]) -> Response:
        status = body["status_code"]
        if status != 404:
            self._metrics.count_refusal(refusal_code(body.get("code"), status))
        if wants_page(scope):
            return Response(self._page(scope, body), status, headers, media_type="text/html")
        return json_response(body, status, headers)

    def _page(self, scope: Scope, body: dict[str, Any]) -> str:
        status, code = body["status_code"], body.get("code")
        home = html.escape(self._home)
        again = status in PASSING and scope["method"] == "GET"
        # It does not reload by itself: that would begin anew under whoever has it read aloud. Enter tries again.
        link = ("", "Try again") if again else (home, "Back to the studio")
        return PAGE.format(
            title=html.escape(TITLES.get(code) or TITLES.get(status) or HTTPStatus(status).phrase),
            detail=html.escape(body["detail"]),
            action='<p><a class="btn" href="{}" autofocus>{}</a></p>'.format(*link),
            styles="".join(f'<link rel="stylesheet" href="{home}static/{path}">' for path in self._styles()),
        )


class AnswerCut(Exception):
    """Raised to the server after an error in the middle of an answer, which is already in the log."""


def wants_page(scope: Scope) -> bool:
    """True when a person's browser asked for something outside the API."""
    if scope["path"].startswith(JSON_PATHS):
        return False
    return any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])


def _sentence(error: HTTPException) -> str:
    if error.status_code == 404:
        return "There is nothing at this address."
    if error.status_code == 405:
        return "This address does not take that method."
    return error.detail if error.detail.endswith(".") else f"{error.detail}."
