"""What the server says about itself, and about the one who asks."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.requests import Request

from multisession import __version__
from multisession.project.api.shapes import USER_ID
from multisession.web.operation import operation

TAG = "Server"


class Version(msgspec.Struct):
    """The release. Clients of today branch on ``edition``."""

    release: str
    edition: str


class User(msgspec.Struct, kw_only=True):
    """The one user of a session: nobody has an account here."""

    id: int = USER_ID
    username: str = "annotator"
    email: str = ""
    first_name: str = ""
    last_name: str = ""
    initials: str = "AN"
    phone: str = ""
    avatar: str | None = None
    active_organization: int = 1
    active_organization_meta: dict[str, str] = {}
    allow_newsletters: bool = False
    custom_hotkeys: dict[str, Any] = {}
    permissions: list[str] = []


@operation("GET", "/api/version/", summary="The version", tag=TAG, scope="public", response=Version)
@operation("GET", "/version", summary="The version", tag=TAG, scope="public", response=Version, name="plain_version")
async def version(request: Request, subject: None) -> Version:
    """The release of this server."""
    return Version(release=__version__, edition="Community")


@operation("GET", "/api/current-user/whoami", summary="Who am I", tag=TAG, scope="session", response=User)
async def whoami(request: Request, session: Any) -> User:
    """Always the same user: a session is one person's."""
    return User()
