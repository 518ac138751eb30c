"""Cross-site request forgery: an unsafe request from a browser must come from our own pages.

The session cookie is SameSite=Lax, so browsers of today already leave it out of cross-site POSTs. That alone does not
suffice: sibling subdomains are "same site", SameSite=None is needed in embed mode, and old browsers know nothing of it.
A token in every form would work, but needs state, breaks plain API clients, and must be threaded through each page.
The browser itself says where a request comes from, and scripts cannot alter what it says:

1. GET, HEAD, OPTIONS pass. They change nothing here, which the two-tenant test holds.
2. A request that carries an API token (``Authorization: Token|Bearer``, or ``X-API-Key``) passes. No other site can add
   these headers without a CORS preflight, which is refused; and a token wins over a cookie, so a wrong token does not
   fall back to the victim's session. ``Authorization: Basic`` does not count: browsers send it by themselves when a
   proxy in front asks for a password.
3. ``Sec-Fetch-Site: same-origin`` passes, so does ``none`` (typed by the person). Any other value is refused:
   ``same-site`` is another subdomain, perhaps somebody else's. An origin that the host listed (--cors-origin) passes.
4. Without Sec-Fetch-Site (browsers before 2023, and plain http on anything but localhost): ``Origin`` must name the
   host the request was sent to. ``Origin: null`` (sandboxed frames, data: pages) is not that.
5. With neither header the client is not a browser, and has no cookie that it did not choose to send: it passes.

Same algorithm as Go's http.CrossOriginProtection and Datasette's; no token, no state, one comparison.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from multisession.web.errors import Forbidden

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
DEFAULT_PORTS = {"http": 80, "https": 443}


class CrossSiteRequest(Forbidden):
    """403: an unsafe request that another site's page made the browser send."""

    code = "cross-site"


def refuses(method: str, headers: Headers, *, scheme: str, allowed_origins: Iterable[str] = ()) -> bool:
    """True when the request is a browser's, unsafe, and does not come from our own pages."""
    if method in SAFE_METHODS or carries_token(headers):
        return False
    origin = headers.get("origin")
    if origin is not None and origin in allowed_origins:
        return False
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site.strip().lower() not in ("same-origin", "none")
    if origin is None:
        return False
    return not same_host(origin, headers.get("host", ""), scheme)


def carries_token(headers: Headers) -> bool:
    """True when the request authenticates itself with something a foreign page cannot send."""
    if headers.get("x-api-key"):
        return True
    kind = headers.get("authorization", "").partition(" ")[0].lower()
    return kind in ("token", "bearer")


def same_host(origin: str, host: str, scheme: str) -> bool:
    """True when an Origin header names the host (and port) that the Host header names."""
    try:
        named = urlsplit(origin)
        asked = urlsplit(f"{scheme}://{host}")
        if named.scheme not in DEFAULT_PORTS or not named.hostname:
            return False
        # Behind a proxy that ends TLS and is not listed as trusted, our scheme is http and the page's is https: a port
        # that is not written is the page's default on both sides.
        named_port = named.port or DEFAULT_PORTS[named.scheme]
        asked_port = asked.port or DEFAULT_PORTS[named.scheme]
    except ValueError:
        return False
    return (named.hostname, named_port) == (asked.hostname, asked_port)


class CrossSiteProtection:
    """Answers 403 where :func:`refuses` says so. Stands behind the trusted-proxy handling, which settles Host."""

    def __init__(self, app: ASGIApp, *, allowed_origins: Iterable[str] = ()) -> None:
        self._app = app
        self._allowed_origins = frozenset(allowed_origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (
            scope["type"] == "http"
            and scope["method"] not in SAFE_METHODS
            and refuses(
                scope["method"], Headers(scope=scope), scheme=scope["scheme"], allowed_origins=self._allowed_origins
            )
        ):
            raise CrossSiteRequest(
                "This request comes from another site's page. Open the studio itself and do it there."
            )
        await self._app(scope, receive, send)
