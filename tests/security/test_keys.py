"""Attack 1: nobody forges a cookie with a key that could be known; against the real process and the built files."""

from __future__ import annotations

import ast
import re
import stat
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

import multisession
from benchmarks.server import COMMAND, Server, free_port
from multisession.sessions.cookie import CookieContent, cookie_name, decode_cookie, encode_cookie
from multisession.sessions.key_ring import KeyRing, open_key_ring
from multisession.web.static_files import static_directory
from tests.security.conftest import Browser

PACKAGE = Path(multisession.__file__).parent
#: Keys of the studios before this one, and what people put in their place.
WELL_KNOWN = (
    "A0Zr98j/3yX R~XHH!jmN]LWX/,?RT",
    "$(fefwefwef13;LFK{P!)@#*!)kdsjfWF2l+i5e3t(8a1n",
    "secret",
    "changeme",
    "",
)
#: Anything in a built file that is long enough to serve as a key.
LONG_WORDS = re.compile(rb"[A-Za-z0-9+/=_.-]{32,200}")


def ring_of(server: Server) -> KeyRing:
    """The server's own keys."""
    state = server.root / ".studio"
    instance = (state / "instance-id").read_text().strip()
    return KeyRing([state.joinpath("secret-keys").read_bytes().strip()], instance=instance)


def literals() -> Iterator[bytes]:
    """Every string in the program and every long word in what the browser loads."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
                yield node.value if isinstance(node.value, bytes) else node.value.encode("utf-8", "replace")
    for path in [*PACKAGE.rglob("*"), *static_directory().rglob("*")]:
        if path.is_file() and path.suffix not in (".py", ".pyc", ".br", ".gz", ".webp", ".wav"):
            yield from LONG_WORDS.findall(path.read_bytes())


def test_no_text_in_the_build_signs_a_cookie(studio: Server, victim: Browser) -> None:
    keys = ring_of(studio)
    _, _, value = victim.cookie.partition("=")
    payload, _, signature = value.partition(".")
    assert keys.verifies("cookie", payload.encode(), signature), "the test reads the right key"
    tried = {*literals(), *(key.encode() for key in WELL_KNOWN)}
    assert len(tried) > 2000
    guilty = [
        key
        for key in tried
        if KeyRing([key], instance=keys.instance).signature("cookie", payload.encode()) == signature
    ]
    assert guilty == []


@pytest.mark.parametrize("key", WELL_KNOWN)
def test_a_cookie_forged_with_a_well_known_key_opens_nothing(studio: Server, victim: Browser, key: str) -> None:
    keys = ring_of(studio)
    value = victim.cookie.partition("=")[2]
    content = decode_cookie(value, keys, now=time.time())
    assert content is not None
    forged = encode_cookie(
        CookieContent(content.active, (), int(time.time())), KeyRing([key.encode()], instance=keys.instance)
    )
    name = cookie_name(keys.instance, secure=False)
    url = f"http://127.0.0.1:{studio.port}/api/tasks"
    assert httpx.get(url, headers={"cookie": f"{name}={forged}"}).json()["total"] == 0
    assert httpx.get(url, headers={"cookie": f"{name}={value}"}).json()["total"] == 2


def test_only_the_owner_of_the_process_reads_what_opens_sessions(studio: Server, victim: Browser) -> None:
    state = studio.root / ".studio"
    for path in (state, state / "secret-keys", victim.directory, victim.directory / "upload"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_the_process_does_not_start_with_a_key_that_others_can_read(tmp_path: Path) -> None:
    state = tmp_path / ".studio"
    state.mkdir()
    (state / "secret-keys").write_text("k" * 64)
    (state / "secret-keys").chmod(0o644)
    command = [
        str(COMMAND),
        "start-multi-session",
        "--root-dir",
        str(tmp_path),
        "--host",
        "127.0.0.1",
        "--port",
        str(free_port()),
    ]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert ended.returncode not in (0, None)
    assert "can be read by other users" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "k" * 64 not in ended.stdout + ended.stderr


def test_two_studios_have_nothing_in_common(studio: Server, tmp_path: Path) -> None:
    other = open_key_ring(tmp_path / ".studio")
    assert other.instance != ring_of(studio).instance
    assert (tmp_path / ".studio" / "secret-keys").read_bytes() != (studio.root / ".studio" / "secret-keys").read_bytes()
    assert len((studio.root / ".studio" / "secret-keys").read_bytes().strip()) == 64
