"""Where the server listens, and under which address people know it (design section 5)."""

from __future__ import annotations

import errno
import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from multisession.settings import SettingInvalid, Settings

#: How many ports after the wanted one ``start`` tries.
PORTS_TO_TRY = 100
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - named, not bound here
HOST_NAME = re.compile(r"(?=.{1,253}\Z)[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9])?\Z")


@dataclass(frozen=True, slots=True)
class Address:
    """The address to listen on, and what links to the outside begin with ("" when only the request knows)."""

    bind_host: str
    port: int
    public_url: str


def address_of(settings: Settings) -> Address:
    """Reads --host, --internal-host and --port. Raises SettingInvalid when they contradict each other."""
    bind_host = settings.internal_host or ("127.0.0.1" if settings.mode != "multi" else "0.0.0.0")  # noqa: S104
    public_url = ""
    if settings.host:
        if "://" in settings.host:
            public_url = _public_url(settings.host)
        elif _binds(settings.host):
            bind_host = settings.internal_host or settings.host
        elif HOST_NAME.match(settings.host):
            public_url = f"https://{settings.host}"
        else:
            raise SettingInvalid(
                f'--host is "{settings.host}"; it takes an IP address, a host name or a public address.'
            )
    if settings.debug and not is_loopback(bind_host):
        raise SettingInvalid(
            f"--debug shows more than strangers should see, and {bind_host} is open to them. Use 127.0.0.1."
        )
    return Address(bind_host, settings.port, public_url)


def _public_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise SettingInvalid(f'--host is "{value}"; a public address looks like https://labels.example.org/studio.')
    return value.rstrip("/")


def _binds(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def is_loopback(host: str) -> bool:
    """True for addresses that only this machine reaches."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def listen(settings: Settings, address: Address) -> tuple[socket.socket, str | None]:
    """A listening-ready socket, and a notice when the port is another than asked for.

    Raises SettingInvalid when the port is taken (or, in ``start``, a hundred in a row are) or not allowed.
    """
    next_free = settings.mode != "multi" and not settings.exit_on_busy_port and address.port != 0
    last = min(address.port + (PORTS_TO_TRY if next_free else 0), 65535)
    for port in range(address.port, last + 1):
        try:
            bound = _bind(address.bind_host, port)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                continue
            raise SettingInvalid(f"{address.bind_host}:{port} cannot be listened on: {error.strerror}.") from None
        notice = None if port == address.port else f"Port {address.port} is taken; using {port}."
        return bound, notice
    raise SettingInvalid(f"Port {address.port} is taken. Stop the other program, or choose another with --port.")


def _bind(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[
        0
    ]
    bound = socket.socket(family, kind, protocol)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(where)
    except OSError:
        bound.close()
        raise
    bound.set_inheritable(True)
    return bound


def local_url(bound: socket.socket, root_path: str) -> str:
    """What a person on this machine types into the browser."""
    host, port = bound.getsockname()[:2]
    if host in EVERYWHERE:
        host = "127.0.0.1"
    return f"http://{f'[{host}]' if ':' in host else host}:{port}{root_path}/"
