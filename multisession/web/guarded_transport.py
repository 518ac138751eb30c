"""How this program asks other hosts: httpx over connections that end on the public internet, or where the host allows.

A name is resolved once. Every address it has must be one that may be connected to, and the connection goes to exactly
such an address: nobody asks the resolver a second time, so nobody can answer differently (DNS rebinding, as in
CVE-2023-47116). The Host header, and the name that the certificate must be for, stay the real name. No proxy of the
environment is used.
Redirects are nobody's business here: whoever follows one makes a new request, which is checked like the first.
"""

from __future__ import annotations

import contextlib
import functools
import ipaddress
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from typing import Any

import anyio
import httpcore
import httpx

from multisession.web.errors import BadRequest, excerpt
from multisession.web.public_addresses import Network, may_connect

#: characters of an address; those that cloud storage signs have about 2,000
LONGEST_ADDRESS = 8_192
#: Ports from 1024 on at which services other than web servers listen, as browsers refuse them (Fetch standard).
_OTHER_SERVICES = frozenset({1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6679, 6697, 10080}) | {
    *range(6665, 6670)
}
#: seconds that finding and reaching one address may take
_RESOLVING, _CONNECTING = 10.0, 10.0
#: addresses of one name that are tried
_MOST_TRIED = 4

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]


class AddressRefused(BadRequest):
    """400: an address that this server does not ask."""

    code = "address-refused"


class AddressFailed(BadRequest):
    """400: the other host does not answer, or not in a way that is of use."""

    code = "address-failed"


def checked_url(text: str) -> httpx.URL:
    """An address that may be asked, without what stands after #. Raises AddressRefused with the reason.

    The name's own addresses are checked when it is connected to.
    """
    text = text.strip()
    if not text or len(text) > LONGEST_ADDRESS or any(not sign.isprintable() or sign in ' \\"<>' for sign in text):
        raise AddressRefused("This is not an address. Give one that begins with https:// or http://.")
    try:
        url = httpx.URL(text).copy_with(fragment=None)
        host, port = url.raw_host, url.port
    except (httpx.InvalidURL, ValueError):
        raise AddressRefused("This is not an address. Give one that begins with https:// or http://.") from None
    if url.scheme not in ("http", "https") or not host:
        raise AddressRefused("Only addresses that begin with https:// or http:// are fetched. Give one of those.")
    if url.userinfo:
        raise AddressRefused("The address holds a name or password, which is not sent on. Give one without them.")
    if port is not None and port not in (80, 443) and not (1024 <= port < 65536 and port not in _OTHER_SERVICES):
        raise AddressRefused(f"Port {port} is not a web server's. Give an address with port 80, 443 or 1024 and more.")
    return url


async def system_resolver(host: str, port: int) -> list[str]:
    """The IP addresses of a name, as this machine's resolver knows them. Raises OSError."""
    found = await anyio.getaddrinfo(host, port, type=1)  # SOCK_STREAM
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


@functools.cache
def _authorities() -> ssl.SSLContext:
    """certifi's, or those of SSL_CERT_FILE where the host has its own; reading them takes a tenth of a second."""
    return httpx.create_ssl_context()


class GuardedTransport(httpx.AsyncBaseTransport):
    """For ``httpx.AsyncClient(transport=…, trust_env=False)``: refuses what :func:`may_connect` does not allow.

    ``allowed`` are networks beyond the public ones. Raises AddressRefused, AddressFailed.
    """

    def __init__(
        self,
        *,
        allowed: Sequence[Network] = (),
        resolver: Resolver = system_resolver,
        certificates: ssl.SSLContext | None = None,
    ) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=certificates or _authorities(),
            network_backend=_CheckedConnections(tuple(allowed), resolver),
            max_connections=4,
            max_keepalive_connections=0,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """See httpx."""
        url = checked_url(str(request.url))
        with _told():
            response = await self._pool.handle_async_request(
                httpcore.Request(
                    method=request.method,
                    url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                    headers=request.headers.raw,
                    content=request.stream,
                    extensions=request.extensions,
                )
            )
        return httpx.Response(response.status, headers=response.headers, stream=_Body(response))

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._pool.aclose()


class _Body(httpx.AsyncByteStream):
    """What the other host sends, as it comes."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _told():
            async for block in self._response.aiter_stream():
                yield block

    async def aclose(self) -> None:
        await self._response.aclose()


class _CheckedConnections(httpcore.AsyncNetworkBackend):
    """Connects to the addresses that a name has at this moment, when all of them may be connected to."""

    def __init__(self, allowed: Sequence[Network], resolver: Resolver) -> None:
        self._allowed = allowed
        self._resolver = resolver
        self._connections = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """See httpcore; ``host`` is the name in the address."""
        failure: Exception | None = None
        for address in (await self._addresses(host, port))[:_MOST_TRIED]:
            try:
                # An IP address, so nothing is resolved again.
                return await self._connections.connect_tcp(address, port, timeout or _CONNECTING, local_address)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise AddressFailed("The other host does not answer. Check the address, or try again later.") from failure

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.AsyncNetworkStream:
        """Never."""
        raise AddressRefused("Only addresses that begin with https:// or http:// are fetched. Give one of those.")

    async def sleep(self, seconds: float) -> None:
        """See httpcore."""
        await anyio.sleep(seconds)

    async def _addresses(self, host: str, port: int) -> list[str]:
        found: Sequence[str] = ()
        with contextlib.suppress(OSError, UnicodeError, TimeoutError), anyio.fail_after(_RESOLVING):
            found = await self._resolver(host, port)
        # A name that has one public and one private address is a trick, so one that may not be asked refuses all. It
        # is not told from a name that does not exist: strangers are not to learn the names of a private network.
        if not found or not all(may_connect(ipaddress.ip_address(one), self._allowed) for one in found):
            raise AddressRefused(
                f"{excerpt(host)} is not on the public internet, or there is no such name. Give another address, or "
                "download the file and import it."
            )
        return list(found)


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Says in a sentence what went wrong on the way."""
    try:
        yield
    except httpcore.TimeoutException:
        raise AddressFailed("The other host took too long to answer. Try again later.") from None
    except httpcore.ConnectError as error:
        if isinstance(error.__cause__ or error.__context__, ssl.SSLError) or "CERTIFICATE" in str(error):
            raise AddressFailed(
                "The other host has no valid certificate for this name, so nothing was fetched from it."
            ) from None
        raise AddressFailed("The other host does not answer. Check the address, or try again later.") from None
    except httpcore.NetworkError:
        raise AddressFailed("The connection to the other host was cut. Nothing was imported; try again.") from None
    except httpcore.ProtocolError:
        raise AddressFailed(
            "The other host broke off in the middle, or answered in a way that no browser reads. Nothing was imported; "
            "try again."
        ) from None
