"""From a request's headers to a session: verifies what it brings, and asks the registry whether it still holds."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Protocol
from urllib.parse import urlsplit

from starlette.types import Scope

from multisession.address import is_loopback
from multisession.sessions.cookie import (
    RENEW_AFTER,
    CookieContent,
    Grant,
    cookie_name,
    cookie_values,
    decode_cookie,
    encode_cookie,
    set_cookie_header,
)
from multisession.sessions.expiry import FOR_EVER, Expiry
from multisession.sessions.key_ring import KeyRing
from multisession.sessions.registry import Registry
from multisession.sessions.session import Ended, Session, Visit, new_grant
from multisession.sessions.stamp import stamp_of
from multisession.sessions.tokens import Claims, read_api_token, read_jwt
from multisession.web.errors import NotAuthenticated

Headers = Iterable[tuple[bytes, bytes]]

TOKEN_INVALID = "The token is not valid. Take a new one from the Settings page."  # noqa: S105


class Identity(Protocol):
    """Tells who asks, and writes the answer's cookie."""

    def identify(self, scope: Scope) -> Visit:
        """Never raises: what is invalid is a refusal in the visit."""
        ...

    def cookie_for(self, visit: Visit, scope: Scope) -> str | None:
        """A Set-Cookie value, None when the answer needs none."""
        ...

    def cookie_name(self, scope: Scope) -> str | None:
        """What the cookie is called that a browser has; None where there is none."""
        ...

    def stamp(self, visit: Visit) -> str:
        """The mark that pages of the visit's project carry; "" where there is only one project."""
        ...


class SessionIdentity:
    """Identity in multi-session mode: signed cookies and tokens.

    ``embedded``: pages of other sites may show the studio in a frame, where the cookie must work.
    ``public_scheme`` is "https" when the host said so by its public address, else "" and the request's scheme counts.
    """

    def __init__(
        self,
        keys: KeyRing,
        registry: Registry,
        *,
        root_path: str = "",
        public_scheme: str = "",
        embedded: bool = False,
        expiry: Expiry = FOR_EVER,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.keys = keys
        self.registry = registry
        self.clock = clock
        self._expiry = expiry
        self._root_path = root_path
        self._public_scheme = public_scheme
        self._embedded = embedded

    def identify(self, scope: Scope) -> Visit:
        """A token wins over a cookie and sets none; without either the visitor gets a new id."""
        token = presented_token(scope["headers"])
        if token is not None:
            return self._by_token(token)
        content = self._cookie(scope)
        if content is None:
            return Visit(self._newcomer(()), send_cookie=True)
        if not self.holds(content.active, issued=content.issued):
            # Removed, or signed out from elsewhere: a new id. The other projects of this browser stay its own.
            # The cookie stays while nothing has told the person: the answer that tells it brings the new one.
            ended = self._ended(content.active)
            return Visit(self._newcomer(content.earlier), send_cookie=ended is None, ended=ended)
        session = Session(*content.active, is_new=False, via="cookie", earlier=content.earlier)
        renewed = self.clock() - content.issued > RENEW_AFTER
        return Visit(session, send_cookie=renewed, cookie_issued=content.issued)

    def cookie_for(self, visit: Visit, scope: Scope) -> str | None:
        """The signed cookie of the visit's session, when it is to be sent."""
        if not visit.send_cookie or visit.session.via != "cookie":
            return None
        content = CookieContent(visit.session.grant, visit.session.earlier, int(self.clock()))
        secure = self._secure(scope)
        return set_cookie_header(
            self.cookie_name(scope),
            encode_cookie(content, self.keys),
            path=self._root_path,
            secure=secure,
            framed=self._embedded and (secure or is_trusted_without_tls(scope)),
        )

    def stamp(self, visit: Visit) -> str:
        """See :mod:`multisession.sessions.stamp`."""
        return stamp_of(visit.session, self.keys)

    def cookie_name(self, scope: Scope) -> str:
        """The name under which a browser that asks so has its cookie."""
        return cookie_name(self.keys.instance, secure=self._secure(scope))

    def holds(self, grant: Grant, *, issued: int | None) -> bool:
        """True when a grant that we signed has been neither revoked nor removed.

        ``issued`` is the time of the cookie that brought it; None for a token, which exists only for a session that
        has a directory.
        """
        record = self.registry.record(grant.session_id) or self.registry.recover(grant.session_id, grant.generation)
        if record is not None:
            return (
                record.state == "live"
                and record.generation == grant.generation
                and self._expiry.is_over(record, self.clock()) is None
            )
        return issued is not None and self.registry.knows_of(issued)

    def _ended(self, grant: Grant) -> Ended | None:
        """What became of a project that does not hold any more; None when it is there, and only the cookie ended."""
        record = self.registry.record(grant.session_id)
        if record is None:
            return None
        if record.state == "removed":
            return Ended(record.last_seen, record.because or "deleted")
        end = self._expiry.end(record)
        return Ended(*end) if end is not None and end[0] <= self.clock() else None

    def refresh_claims(self, token: str) -> Claims | None:
        """The claims of a refresh token that still holds."""
        claims = read_jwt(token, "refresh", self.keys, now=self.clock())
        if claims is None or not self.holds(claims.grant, issued=None):
            return None
        known = {kept.identifier for kept in self.registry.refresh_tokens(claims.grant.session_id)}
        return claims if claims.identifier in known else None

    def _by_token(self, token: str) -> Visit:
        grant = read_api_token(token, self.keys)
        if grant is None:
            claims = read_jwt(token, "access", self.keys, now=self.clock())
            grant = None if claims is None else claims.grant
        if grant is None or not self.holds(grant, issued=None):
            refusal = NotAuthenticated(TOKEN_INVALID, headers={"WWW-Authenticate": "Token"})
            return Visit(Session(*new_grant(), is_new=True, via="token"), refusal)
        return Visit(Session(*grant, is_new=False, via="token"))

    def _cookie(self, scope: Scope) -> CookieContent | None:
        for value in cookie_values(scope["headers"], self.cookie_name(scope)):
            content = decode_cookie(value, self.keys, now=self.clock())
            if content is not None:
                return content
        return None

    def _newcomer(self, earlier: tuple[Grant, ...]) -> Session:
        return Session(*new_grant(), is_new=True, via="cookie", earlier=earlier)

    def _secure(self, scope: Scope) -> bool:
        return (self._public_scheme or scope["scheme"]) == "https"


class SingleIdentity:
    """Identity where one project serves everybody who reaches the port: no cookie, and tokens change nothing."""

    def __init__(self, keys: KeyRing) -> None:
        self.keys = keys
        self.session = Session(keys.instance.rjust(32, "0"), 1, is_new=False, via="single")

    def identify(self, scope: Scope) -> Visit:
        """Everybody is the same session."""
        return Visit(self.session)

    def cookie_for(self, visit: Visit, scope: Scope) -> str | None:
        """None: there is nothing to tell apart."""
        return None

    def cookie_name(self, scope: Scope) -> str | None:
        """None."""
        return None

    def stamp(self, visit: Visit) -> str:
        """Nothing: no page can be of another project."""
        return ""


def presented_token(headers: Headers) -> str | None:
    """The token that a request brings (``Authorization: Token|Bearer``, ``X-API-Key``), valid or not; else None."""
    for name, value in headers:
        if name == b"x-api-key" and value:
            return value.decode("latin-1").strip()
        if name == b"authorization":
            kind, _, token = value.decode("latin-1").partition(" ")
            if kind.lower() in ("token", "bearer"):
                return token.strip()
    return None


def is_trusted_without_tls(scope: Scope) -> bool:
    """True when browsers treat the address as https though it is http: names and addresses of their own machine."""
    host = next((value for name, value in scope["headers"] if name == b"host"), b"").decode("latin-1")
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    return name.endswith(".localhost") or is_loopback(name)
