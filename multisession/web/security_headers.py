"""Headers on every answer: an enforced Content-Security-Policy, and no caching of what belongs to one person."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.types import ASGIApp, Message, Receive, Scope, Send

PERMISSIONS = (
    "accelerometer=(), autoplay=(self), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()"
)

NOBODY = "'none'"


def content_security_policy(
    *, scheme: str, outside_media: bool, connect_sources: Sequence[str] = (), embed_origins: Sequence[str] = ()
) -> str:
    """The policy of our pages. No ``unsafe-inline``: config styles go through CSSOM, bootstrap data is not script.

    Pictures and sound may come from anywhere over https (and over http, when the page itself came that way) unless the
    host forbids it: the data of real projects lie in buckets. Nothing else may leave the host but to listed origins.
    Pages of ``embed_origins``, and no others, may show the studio in a frame.
    """
    media = "'self' data: blob:"
    if outside_media:
        media += " https:" if scheme == "https" else " https: http:"
    connect = " ".join(["'self'", *connect_sources])
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            f"img-src {media}",
            f"media-src {media}",
            "font-src 'self' data:",
            f"connect-src {connect}",
            "frame-src 'self'",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            f"frame-ancestors {' '.join(embed_origins) or NOBODY}",
        ]
    )


#: Types that no browser shows as a document of its own: they need no policy, and a cold page loads many of them.
PARTS = (b"text/javascript", b"text/css")
#: JSON is shown when somebody opens its address: it may do nothing there.
DATA_POLICY = b"default-src 'none'; frame-ancestors 'none'"


class SecurityHeaders:
    """Adds the headers below to every HTTP answer that does not already carry its own value.

    Documents get all of them; scripts and styles, which are parts of documents, and JSON get those that mean something.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        outside_media: bool,
        connect_sources: Sequence[str] = (),
        embed_origins: Sequence[str] = (),
    ) -> None:
        self._app = app
        self._headers = {
            scheme: self._prepare(
                content_security_policy(
                    scheme=scheme,
                    outside_media=outside_media,
                    connect_sources=connect_sources,
                    embed_origins=embed_origins,
                )
            )
            for scheme in ("http", "https")
        }

    @staticmethod
    def _prepare(policy: str) -> list[tuple[bytes, bytes]]:
        headers = {
            "content-security-policy": policy,
            "x-content-type-options": "nosniff",
            "referrer-policy": "same-origin",
            "permissions-policy": PERMISSIONS,
            "cross-origin-opener-policy": "same-origin",
            "cache-control": "private, no-store",
        }
        return [(name.encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        ours = self._headers["https" if scope["scheme"] == "https" else "http"]

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message["headers"] = list(message.get("headers", ()))
                present = dict(headers)
                added = _fitting(ours, present.get(b"content-type", b""))
                headers.extend(item for item in added if item[0] not in present)
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _fitting(headers: list[tuple[bytes, bytes]], content_type: bytes) -> list[tuple[bytes, bytes]]:
    kind = content_type.partition(b";")[0]
    if kind not in PARTS and kind != b"application/json":
        return headers
    short = [item for item in headers if item[0] in (b"x-content-type-options", b"cache-control")]
    return short if kind in PARTS else [*short, (b"content-security-policy", DATA_POLICY)]
