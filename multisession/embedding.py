"""Embed mode: which pages may show the studio in a frame, and where that can work at all."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from multisession.address import Address, is_loopback
from multisession.settings import SettingInvalid, Settings

_ORIGIN = re.compile(
    r"https?://"
    r"(?:(?=.{1,253}(?::\d+)?\Z)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:.]{2,45}\])"
    r"(?::(?P<port>\d{1,5}))?",
    re.IGNORECASE,
)


def check_embedding(settings: Settings, address: Address) -> str | None:
    """A sentence for the host when embed mode may not work where the studio is served; None when all is well.

    Raises SettingInvalid for what is no origin, and where it is known that no browser would keep the cookie.
    """
    for origin in settings.embed_origins:
        if not is_origin(origin):
            raise SettingInvalid(
                f'--embed-origin has "{origin}"; it takes origins such as https://blog.example, without a path.'
            )
    if not settings.embed_origins:
        return None
    public = urlsplit(address.public_url)
    local = is_loopback(public.hostname or address.bind_host)
    if public.scheme == "http" and not local:
        raise SettingInvalid(
            "In frames of other sites browsers keep cookies over https only, and --host begins with http://. "
            "Give the studio's https address, or leave --embed-origin out."
        )
    if local or public.scheme == "https" or settings.trusted_proxies:
        return None
    return (
        "In frames of other sites browsers keep cookies over https only. "
        "Put a proxy that ends TLS in front, and name it with --trusted-proxies."
    )


def is_origin(text: str) -> bool:
    """True for ``scheme://host`` or ``scheme://host:port``, and nothing more."""
    found = _ORIGIN.fullmatch(text)
    return found is not None and 0 < int(found["port"] or 443) < 65536
