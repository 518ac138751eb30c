"""The errors a client can cause, and the one shape in which it is told.

Every error under /api is ``{detail, status_code, validation_errors?, code?}``. Code below the HTTP layer raises these
(or its own errors derived from :class:`StudioError`); one handler turns them into responses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class StudioError(Exception):
    """Base of every error that is somebody's to read: a sentence, a status and, when useful, a code."""

    #: HTTP status the error is answered with.
    status_code: int = 400
    #: Short machine-readable name, or None where the status says it all.
    code: str | None = None
    #: more keys of the JSON answer, for errors that have something to list
    extra: Mapping[str, Any] | None = None

    def __init__(
        self,
        detail: str,
        *,
        code: str | None = None,
        validation_errors: Mapping[str, Sequence[str]] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        #: One plain sentence: what is, then what to do.
        self.detail = detail
        if code is not None:
            self.code = code
        self.validation_errors = validation_errors
        self.headers = dict(headers or {})


def excerpt(text: str, *, longest: int = 80) -> str:
    """What somebody sent, short enough to stand in a sentence about it."""
    return text if len(text) <= longest else f"{text[:longest]}…"


class BadRequest(StudioError):
    """400: the request does not say something we can act on."""


class ValidationFailed(BadRequest):
    """400 with ``validation_errors``: which field, and why."""


class NotAuthenticated(StudioError):
    """401: no valid cookie or token where one is needed."""

    status_code = 401


class MissingExtra(BadRequest):
    """400: the server was installed without a part that this needs."""

    code = "extra-missing"

    def __init__(self, extra: str, purpose: str) -> None:
        super().__init__(f"{purpose}, this server needs more than it was installed with: multisession-studio[{extra}].")


class Forbidden(StudioError):
    """403: understood, and refused; waiting does not help."""

    status_code = 403


class QuotaExceeded(Forbidden):
    """403 with a code: a limit that waiting will not cure."""

    code = "quota"


class NotFound(StudioError):
    """404: nothing of this project has that id or path."""

    status_code = 404


class RequestTimeout(StudioError):
    """408: the client let the server wait for the rest of its request."""

    status_code = 408
    code = "timeout"

    def __init__(self, detail: str) -> None:
        super().__init__(detail, headers={"Connection": "close"})


class Gone(StudioError):
    """410: it was here and has been removed."""

    status_code = 410


class BodyTooLarge(StudioError):
    """413: the body is larger than the host accepts."""

    status_code = 413


class UnsupportedMedia(StudioError):
    """415: a content type this path does not read."""

    status_code = 415


class TooManyRequests(StudioError):
    """429 with Retry-After: a rate, which waiting cures."""

    status_code = 429

    def __init__(self, detail: str, *, retry_after: int, code: str | None = "rate") -> None:
        super().__init__(detail, code=code, headers={"Retry-After": str(retry_after)})


class HeadTooLarge(StudioError):
    """431: the request line and headers are larger than any browser's."""

    status_code = 431

    def __init__(self) -> None:
        super().__init__("The request's headers are larger than 64 kB. Delete this site's cookies and try again.")


class TooManyConnections(StudioError):
    """503 with Retry-After: every connection of this process is in use."""

    status_code = 503
    code = "too-many-connections"

    def __init__(self) -> None:
        super().__init__(
            "Too many connections are open at this moment. Try again in a few seconds.", headers={"Retry-After": "5"}
        )


class StorageFull(StudioError):
    """507: the disk is below the floor the host has set, or full."""

    status_code = 507
    code = "disk-full"
