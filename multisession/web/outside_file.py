"""A file at an address: asked for, followed through redirects, and given out block by block within limits."""

from __future__ import annotations

import asyncio
import contextlib
import http
import http.cookiejar
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

import httpx

from multisession import __version__
from multisession.web.errors import BodyTooLarge
from multisession.web.guarded_transport import AddressFailed, AddressRefused, GuardedTransport, checked_url
from multisession.web.written_size import written_size

MOST_REDIRECTS = 5
_HEADERS = {
    "User-Agent": f"multisession-studio/{__version__}",
    "Accept": "*/*",
    # What comes is as large as it says; what is compressed all the same is unpacked by the importer within its limits.
    "Accept-Encoding": "identity",
}
#: names in Content-Disposition (RFC 6266); the standard library's reader fails at hostile ones
_EXTENDED_NAME = re.compile(r"(?:^|;)\s*filename\*\s*=\s*(utf-8|iso-8859-1)'[^';]*'([^;\s]+)", re.IGNORECASE)
_PLAIN_NAME = re.compile(r'(?:^|;)\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s"]+))', re.IGNORECASE)
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How much, and how long."""

    #: bytes
    size: int
    #: seconds for all of it
    seconds: float = 900.0
    #: seconds without a byte
    idle_seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class OutsideFile:
    """What an address has."""

    #: as the other host names it, not to be used as a path
    name: str
    content_type: str
    #: bytes, as the other host says; None when it does not
    size: int | None
    #: raises AddressFailed when the other host breaks off, BodyTooLarge
    blocks: AsyncIterator[bytes]


@contextlib.asynccontextmanager
async def outside_file(address: str, transport: GuardedTransport, limits: FetchLimits) -> AsyncIterator[OutsideFile]:
    """The file at an address; ``blocks`` are to be read inside the block. Closes the transport.

    Raises AddressRefused, AddressFailed, BodyTooLarge.
    """
    async with contextlib.AsyncExitStack() as stack:
        client = await stack.enter_async_context(
            httpx.AsyncClient(
                transport=transport,
                trust_env=False,
                headers=_HEADERS,
                timeout=httpx.Timeout(limits.idle_seconds, connect=10.0),
                # None is kept or sent on, whatever a redirect sets.
                cookies=http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(allowed_domains=[])),
            )
        )
        try:
            async with asyncio.timeout(limits.seconds):
                response = await _answer(client, checked_url(address), stack)
                yield _described(response, limits)
        except TimeoutError:
            raise AddressFailed(
                f"The file was not here after {limits.seconds / 60:g} minutes. Download it, and import it from your "
                "computer."
            ) from None


async def _answer(client: httpx.AsyncClient, url: httpx.URL, stack: contextlib.AsyncExitStack) -> httpx.Response:
    for _ in range(MOST_REDIRECTS + 1):
        response = await client.send(client.build_request("GET", url), stream=True)
        stack.push_async_callback(response.aclose)
        if response.status_code not in _REDIRECTS:
            return response
        await response.aclose()
        # By hand, and checked like the first: an address on the internet may lead to one next door.
        url = _following(url, response.headers.get("location", ""))
    raise AddressFailed(f"The address leads on more than {MOST_REDIRECTS} times. Give the one at its end.")


def _following(url: httpx.URL, location: str) -> httpx.URL:
    try:
        return checked_url(str(url.join(location)))
    except (httpx.InvalidURL, ValueError):
        raise AddressRefused("The address leads on to something that is no address. Give another one.") from None
    except AddressRefused as error:
        raise AddressRefused(f"The address leads on to another one. {error.detail}") from None


def _described(response: httpx.Response, limits: FetchLimits) -> OutsideFile:
    if response.status_code != http.HTTPStatus.OK:
        raise AddressFailed(f"The other host answered {_status(response.status_code)}. Check the address.")
    name = _name(response)
    content_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    is_page = content_type in ("text/html", "application/xhtml+xml")
    if is_page and not name.lower().endswith((".html", ".htm", ".xhtml")):
        raise AddressFailed(
            "The address shows a web page and no file. Give the address that its download button leads to."
        )
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding in ("gzip", "x-gzip"):
        name, content_type = name if name.lower().endswith((".gz", ".tgz")) else f"{name}.gz", "application/gzip"
    elif encoding not in ("", "identity"):
        raise AddressFailed("The other host compresses the file in a way that is not read here. Give another address.")
    declared = response.headers.get("content-length", "")
    size = int(declared) if declared.isascii() and declared.isdigit() and len(declared) < 19 else None
    if size is not None and size > limits.size:
        raise _too_large(limits.size)
    return OutsideFile(name=name, content_type=content_type, size=size, blocks=_limited(response, limits.size))


async def _limited(response: httpx.Response, limit: int) -> AsyncIterator[bytes]:
    received = 0
    async for block in response.aiter_raw():
        received += len(block)
        if received > limit:
            raise _too_large(limit)
        yield block


def _too_large(limit: int) -> BodyTooLarge:
    return BodyTooLarge(
        f"The file is larger than the {written_size(limit)} accepted here. Split it, and import the parts."
    )


def _status(code: int) -> str:
    try:
        return f"{code} {http.HTTPStatus(code).phrase}"
    except ValueError:
        return str(code)


def _name(response: httpx.Response) -> str:
    """The name in Content-Disposition, else the last part of the address that answered, else its host."""
    said = response.headers.get("content-disposition", "")
    named = ""
    if extended := _EXTENDED_NAME.search(said):
        named = unquote(extended[2], encoding=extended[1].lower(), errors="replace")
    elif plain := _PLAIN_NAME.search(said):
        named = re.sub(r"\\(.)", r"\1", plain[1]) if plain[1] is not None else plain[2]
    return named or PurePosixPath(response.request.url.path).name or response.request.url.host
