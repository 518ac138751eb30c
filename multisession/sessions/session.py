"""Who asks: what a request's cookie or token says once it is verified, and what the answer's cookie shall say."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any, Literal

from multisession.sessions.cookie import MOST_EARLIER, Grant
from multisession.sessions.records import Removed
from multisession.web.errors import NotAuthenticated

Via = Literal["cookie", "token", "single"]


@dataclass(frozen=True, slots=True)
class Session:
    """One session as one request sees it. ``id`` is 32 hex digits and has been verified.

    ``is_new`` means that the id was made for this very request: nothing may be written for it. ``earlier`` are this
    browser's other projects, the latest first.
    """

    id: str
    generation: int
    is_new: bool
    via: Via
    earlier: tuple[Grant, ...] = ()

    @property
    def grant(self) -> Grant:
        """The right that this session stands for."""
        return Grant(self.id, self.generation)

    def with_active(self, grant: Grant, *, earlier: tuple[Grant, ...], is_new: bool = False) -> Session:
        """The same browser, working on another project; ``earlier`` never repeats it."""
        others = tuple(other for other in earlier if other.session_id != grant.session_id)
        return Session(grant.session_id, grant.generation, is_new, self.via, others[:MOST_EARLIER])


def new_grant() -> Grant:
    """128 random bits, and a generation to start from: random, so that no lost registry ever comes back to it."""
    return Grant(secrets.token_hex(16), secrets.randbits(62) + 1)


@dataclass(frozen=True, slots=True)
class Ended:
    """The project that a browser's cookie still named is gone: since when (seconds since 1970), and why."""

    when: int
    because: Removed


@dataclass(slots=True)
class Visit:
    """One request's dealings with sessions, from the middleware to the end of the answer.

    ``refusal`` is set when the request named itself with something invalid: whoever needs a session raises it.
    ``send_cookie`` makes the answer carry ``session`` as a cookie. ``leases`` are released after the answer.
    """

    session: Session
    refusal: NotAuthenticated | None = None
    send_cookie: bool = False
    leases: list[Any] = field(default_factory=list)
    #: when the cookie that came was issued, seconds since 1970; 0 when none came
    cookie_issued: int = 0
    #: what became of the project that the cookie named, when it is gone
    ended: Ended | None = None

    def replace(self, session: Session) -> None:
        """From now on the browser is in ``session``; the answer tells it so."""
        self.session = session
        self.send_cookie = session.via == "cookie"
