"""The real nginx and Caddy before a studio, run with the examples in deploy/: only name, ports and paths differ."""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.server import free_port
from tests.needs import executable

DEPLOY = Path(__file__).parent.parent.parent / "deploy"
NAME = "labels.example.org"
CERTIFICATE = f"/etc/ssl/certs/{NAME}.pem"
KEY = f"/etc/ssl/private/{NAME}.key"


@dataclass(frozen=True)
class Proxy:
    """A running proxy: its two ports and its certificate."""

    plain_port: int
    port: int
    certificate: Path

    @property
    def url(self) -> str:
        return f"https://localhost:{self.port}/studio"

    def connect(self, *, source: str = "127.0.0.1") -> http.client.HTTPSConnection:
        """A connection that checks the certificate, from an address of this machine."""
        context = ssl.create_default_context(cafile=str(self.certificate))
        return http.client.HTTPSConnection(
            "localhost", self.port, context=context, timeout=120, source_address=(source, 0)
        )


def make_certificate(directory: Path) -> tuple[Path, Path]:
    """A self-signed certificate for localhost, and its key."""
    certificate, key = directory / "certificate.pem", directory / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
         "-keyout", str(key), "-out", str(certificate)],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return certificate, key


def replaced(text: str, *pairs: tuple[str, str]) -> str:
    """The example with other values; each of them has to be in it."""
    for old, new in pairs:
        assert old in text, f"the example does not hold {old!r}"
        text = text.replace(old, new)
    return text


def nginx(directory: Path, proxy: Proxy, key: Path, studio_port: int) -> list[str]:
    """Writes nginx's configuration and returns its command."""
    site = replaced(
        (DEPLOY / "nginx.conf").read_text(),
        (f"https://{NAME}$request_uri", f"https://localhost:{proxy.port}$request_uri"),
        (CERTIFICATE, str(proxy.certificate)),
        (KEY, str(key)),
        (NAME, "localhost"),
        ("    listen [::]:80;\n", ""),
        ("    listen [::]:443 ssl http2;\n", ""),
        ("listen 80;", f"listen 127.0.0.1:{proxy.plain_port};"),
        ("listen 443 ", f"listen 127.0.0.1:{proxy.port} "),
        ("127.0.0.1:8080;\n    #", f"127.0.0.1:{studio_port};\n    #"),
    )
    (directory / "site.conf").write_text(site)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    (directory / "nginx.conf").write_text(
        # One process, which stays the user who started it.
        f"daemon off; master_process off; pid {directory}/pid; error_log {directory}/error.log warn;\n"
        "events { worker_connections 512; }\n"
        "http { access_log off;\n"
        + "".join(f"{kind}_temp_path {directory}/{kind};\n" for kind in kinds)
        + f"include {directory}/site.conf; }}\n"
    )
    return [installed("nginx"), "-p", str(directory), "-e", f"{directory}/error.log", "-c", f"{directory}/nginx.conf"]


def caddy(directory: Path, proxy: Proxy, key: Path, studio_port: int) -> list[str]:
    """Writes Caddy's configuration and returns its command."""
    ours = (
        f"{{\n\tadmin off\n\tdefault_bind 127.0.0.1\n\thttp_port {proxy.plain_port}\n\thttps_port {proxy.port}\n"
        f"\tstorage file_system {directory}/storage\n"
    )
    text = replaced(
        (DEPLOY / "Caddyfile").read_text(),
        (f"# tls {CERTIFICATE} {KEY}", f"tls {proxy.certificate} {key}"),
        ("\n{\n", f"\n{ours}"),
        (f"\n{NAME} {{", "\nlocalhost {"),
        ("reverse_proxy 127.0.0.1:8080", f"reverse_proxy 127.0.0.1:{studio_port}"),
    )
    (directory / "Caddyfile").write_text(text)
    return [installed("caddy"), "run", "--config", str(directory / "Caddyfile"), "--adapter", "caddyfile"]


PROGRAMS: dict[str, Callable[[Path, Proxy, Path, int], list[str]]] = {"nginx": nginx, "caddy": caddy}


def installed(name: str) -> str:
    found = executable(name)
    assert found, f"{name} is not installed: python -m tests.needs"
    return found


@contextlib.contextmanager
def in_front_of(studio_port: int, kind: str, directory: Path) -> Iterator[Proxy]:
    """Runs the proxy until the block ends."""
    directory.mkdir(exist_ok=True)
    certificate, key = make_certificate(directory)
    proxy = Proxy(free_port(), free_port(), certificate)
    command = PROGRAMS[kind](directory, proxy, key, studio_port)
    homes = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")
    environment = {**os.environ, **dict.fromkeys(homes, str(directory))}
    with (directory / "output.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment, cwd=directory)
    try:
        until = time.monotonic() + 30
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", proxy.port), timeout=1):
                break
            assert process.poll() is None and time.monotonic() < until, (directory / "output.log").read_text()
            time.sleep(0.02)
        yield proxy
    finally:
        process.terminate()
        process.wait(20)
