"""A page's mark of the project that it was made for: so that what it sends never lands in another project.

One browser has one active project. When another tab opens a different one, the cookie that an open labeling page sends
names that other project, and a task there may well have the same id. So each page knows the stamp of its project and
sends it along with every change.
"""

from __future__ import annotations

import hmac

from starlette.requests import Request

from multisession.sessions.key_ring import KeyRing
from multisession.sessions.session import Session
from multisession.web.csrf import SAFE_METHODS
from multisession.web.errors import StudioError

#: Sent by our pages with every change, and by us with every cookie that names a project.
STAMP_HEADER = "x-project"


class OtherProject(StudioError):
    """409: the page was made for another project than the one that this browser has open now."""

    status_code = 409
    code = "other-project"


def stamp_of(session: Session, keys: KeyRing) -> str:
    """16 characters that tell one session's pages from another's, and nothing else."""
    return keys.signature("stamp", session.id.encode())[:16]


def require_same_project(request: Request, session: Session, keys: KeyRing) -> None:
    """Raises OtherProject for a change that a page of another project sends; who sends no stamp is no page of ours."""
    given = request.headers.get(STAMP_HEADER)
    if given is None or request.method in SAFE_METHODS or session.via != "cookie" or session.is_new:
        return
    if not hmac.compare_digest(given.encode(), stamp_of(session, keys).encode()):
        raise OtherProject(
            "Another project was opened in another tab, and this page belongs to the one before. Nothing was saved. "
            "Load the page again, or go back to that project under My projects."
        )
