"""Who may enter the host's console: whoever gave its key, by cookie or as a Bearer token. Nobody's session counts."""

from __future__ import annotations

import asyncio
import hmac
import logging
import time
from collections.abc import Callable

from starlette.requests import Request

from multisession.address import address_of
from multisession.sessions.cookie import cookie_values
from multisession.sessions.host.caretaker import Caretaker
from multisession.sessions.host.console import HostConsole
from multisession.sessions.host.cookie import (
    HostCookie,
    decode_host_cookie,
    encode_host_cookie,
    host_cookie_header,
    host_cookie_name,
    new_host_cookie,
)
from multisession.sessions.host.key import ADDRESS, KEY_SOURCE, HostKey, key_digest
from multisession.sessions.host.overview import Watch
from multisession.sessions.host.sign_ins import SignIns
from multisession.sessions.identity import presented_token
from multisession.sessions.key_ring import KeyRing, KeysRefused
from multisession.sessions.monitoring import Monitoring
from multisession.sessions.resolver import MultiSession
from multisession.web.csrf import CrossSiteRequest, refuses
from multisession.web.errors import NotAuthenticated, StudioError, TooManyRequests

logger = logging.getLogger("multisession.host")


class HostKeyNeeded(NotAuthenticated):
    """401: this is the host's, and nobody else's cookie or token opens it."""

    code = "host-key-needed"


class HostKeyInvalid(NotAuthenticated):
    """401: not the key of this studio's console."""

    code = "host-key-invalid"


class ConsoleShut(StudioError):
    """503: the key on the disk cannot be used, so nobody enters."""

    status_code = 503
    code = "console-shut"


class HostEntrance:
    """Gives the host's routes their console, and everybody else a refusal. Implements HostSubjects.

    ``public_scheme`` is as in :class:`multisession.sessions.identity.SessionIdentity`.
    """

    def __init__(
        self,
        console: HostConsole,
        *,
        keys: KeyRing,
        key: HostKey,
        sign_ins: SignIns,
        root_path: str = "",
        public_scheme: str = "",
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._console = console
        self._keys = keys
        self._key = key
        self._sign_ins = sign_ins
        self._root_path = root_path
        self._public_scheme = public_scheme
        self._clock = clock

    def close(self) -> None:
        """Closes what was opened for it."""
        self._sign_ins.close()

    async def host(self, request: Request) -> HostConsole:
        """The console. Raises HostKeyNeeded, HostKeyInvalid, TooManyRequests; CrossSiteRequest for another site's."""
        kind, _, given = request.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            await self._require_key(request, given)
        elif presented_token(request.scope["headers"]) is not None or self.signed_in(request) is None:
            raise HostKeyNeeded(
                "This is the host's console. Sign in with its key, or send it as Authorization: Bearer.",
                headers={"WWW-Authenticate": "Bearer"},
            )
        elif refuses(request.method, request.headers, scheme=request.scope["scheme"]):
            # Stricter than for visitors: an origin that --cors-origin lists may not act as the host either.
            raise CrossSiteRequest("This request comes from another site's page. Open the console itself.")
        return self._console

    async def recognises(self, request: Request) -> bool:
        """True for whoever :meth:`host` lets in; a wrong key counts as one, wherever it is tried."""
        try:
            await self.host(request)
        except (NotAuthenticated, TooManyRequests, ConsoleShut, CrossSiteRequest):
            return False
        return True

    def signed_in(self, request: Request) -> HostCookie | None:
        """The sign-in that the request's cookie proves, None when it proves none."""
        name = host_cookie_name(self._keys.instance, secure=self._is_secure(request))
        for value in cookie_values(request.scope["headers"], name):
            cookie = decode_host_cookie(value, self._keys, host_key=self._key_digest(), now=self._clock())
            if cookie is not None and not self._sign_ins.has_ended(cookie.identifier):
                return cookie
        return None

    async def sign_in(self, request: Request, key: str) -> str:
        """The Set-Cookie value for somebody who has the key. Raises HostKeyInvalid, TooManyRequests."""
        await self._require_key(request, key)
        logger.info("The host: act=sign-in", extra={"act": {"act": "sign-in"}})
        cookie = new_host_cookie(self._clock())
        return self._header(request, encode_host_cookie(cookie, self._keys, host_key=self._key_digest()))

    async def sign_out(self, request: Request) -> str:
        """The Set-Cookie value that takes the cookie away; a copy of it is worth nothing any more."""
        cookie = self.signed_in(request)
        if cookie is not None:
            await asyncio.to_thread(self._sign_ins.end, cookie.identifier, cookie.until)
        return self._header(request, "")

    async def _require_key(self, request: Request, given: str) -> None:
        address = request.client.host if request.client else ""
        self._sign_ins.check(address)
        if not hmac.compare_digest(key_digest(given), self._key_digest()):
            await asyncio.to_thread(self._sign_ins.note_wrong, address)
            logger.warning("Somebody tried a wrong key for the host's console.")
            raise HostKeyInvalid("This is not the key of this studio. label-studio sessions key prints it.")

    def _key_digest(self) -> bytes:
        try:
            return self._key.digest
        except (KeysRefused, OSError) as refusal:
            # Where the key lies, and who can read it, is nothing for those who ask from outside.
            logger.error("The host's console is shut: %s", refusal)
            raise ConsoleShut("The console's key cannot be used. The server's log says why.") from None

    def _header(self, request: Request, value: str) -> str:
        secure = self._is_secure(request)
        name = host_cookie_name(self._keys.instance, secure=secure)
        return host_cookie_header(name, value, path=self._root_path, secure=secure)

    def _is_secure(self, request: Request) -> bool:
        return (self._public_scheme or request.scope["scheme"]) == "https"


def entrance_to(studio: MultiSession, monitoring: Monitoring) -> HostEntrance:
    """The way into the console of a studio that this process serves. Blocks. Raises KeysRefused."""
    settings = studio.settings
    key = HostKey(settings.state_directory, override=settings.host_key)
    # Made, or refused, before the first visitor comes.
    key.require()
    address = address_of(settings)
    studio.registry.keep(KEY_SOURCE, "environment" if settings.host_key else "file")
    studio.registry.keep(ADDRESS, address.public_url or f"http://127.0.0.1:{address.port}{settings.root_path}")
    caretaker = Caretaker(
        settings,
        studio.registry,
        studio.lifecycle,
        studio.hosting,
        expiry=studio.expiry,
        retire=studio.pool.retire,
        note_open=studio.note_open,
    )
    watch = Watch(settings, studio.registry, studio.hosting, monitoring)
    return HostEntrance(
        HostConsole(caretaker, watch),
        keys=studio.identity.keys,
        key=key,
        sign_ins=SignIns(settings.state_directory),
        root_path=settings.root_path,
        public_scheme="https" if address.public_url.startswith("https://") else "",
    )
