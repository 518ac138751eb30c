"""Attack 2: bytes in the path, sent to the real process as they are, open nobody else's files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.routing import Route

from benchmarks.server import Server
from multisession.app import create_app
from multisession.settings import Settings
from tests.isolation.tenants import MARK
from tests.security.conftest import Browser
from tests.security.wire import Answer, Wire

#: What can stand between two names of a path, each byte as it is and percent-encoded; and what decoders fold into one.
BYTES = [bytes([code]) for code in range(1, 256) if code not in b"\r\n ?#"]
ENCODED = [b"%%%02x" % code for code in range(256)]
FOLDED = [b"%252f", b"%c0%af", b"%e0%80%af", b"%ef%bc%8f", b"%e2%88%95", b"%u002f", b"%%2f", b"//", b"/./", b"\\/"]
CLIMBS = (b"..", b"%2e%2e", b"..;", b".%00.")
ADDRESSES_OF_TEXT = re.compile(r"\{(?:path:path|name|template|key)\}")


@pytest.fixture(scope="module")
def targets(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    """(method, address up to the parameter) of every route with a parameter in its path."""
    app = create_app(Settings(mode="multi", root_dir=tmp_path_factory.mktemp("routes")))
    found = set()
    for route in app.router.routes:
        assert isinstance(route, Route)
        parts = route.path.split("/")
        for at, part in enumerate(parts):
            if part.startswith("{"):
                before = "/".join(piece if not piece.startswith("{") else "1" for piece in parts[:at])
                found |= {(method, before) for method in route.methods or () if method != "HEAD"}
    return sorted(found)


def spellings(separators: list[bytes], files: list[bytes]) -> Iterator[bytes]:
    """The ways up and down to each file, with every separator."""
    for separator in separators:
        for file in files:
            for climb in CLIMBS[: 1 if len(separators) > 50 else len(CLIMBS)]:
                yield separator.join([climb, climb, *file.split(b"/")])


def gives_away(answer: Answer, key: bytes) -> bool:
    """True when an answer holds a file of the victim's, the key, or a file of the machine's."""
    return any(secret in answer.body for secret in (MARK.encode(), key, b"root:x:", b"SQLite format"))


def test_the_routes_with_parameters_are_walked(targets: list[tuple[str, str]]) -> None:
    addresses = {address for _, address in targets}
    assert {"/static", "/data/upload", "/data/upload/1", "/api/templates", "/api/tasks", "/api/projects"} <= addresses


def test_no_byte_between_two_names_leads_out(
    studio: Server, victim: Browser, attacker: Browser, targets: list[tuple[str, str]]
) -> None:
    key = (studio.root / ".studio" / "secret-keys").read_bytes().strip()
    file = f"{victim.directory.name}/upload/{victim.upload}".encode()
    with Wire(studio.port, cookie=attacker.cookie) as wire:
        for address in ("/static", "/data/upload", "/data/upload/1"):
            for spelling in spellings([*BYTES, *ENCODED, *FOLDED], [file]):
                answer = wire.ask("GET", address.encode() + b"/" + spelling)
                assert answer.status in (0, 400, 404, 414), (address, spelling, answer.status)
                assert not gives_away(answer, key), (address, spelling)
        for method, address in targets:
            for spelling in spellings([b"/", b"%2f", b"%5c", b"\\", b"%00", *FOLDED], [file, b".studio/secret-keys"]):
                answer = wire.ask(method, address.encode() + b"/" + spelling)
                assert answer.status < 500, (method, address, spelling)
                assert not gives_away(answer, key), (method, address, spelling)
        # The server is in good health, and what was looked for is there for who may have it.
        own = wire.ask("GET", f"/data/upload/1/{victim.upload}".encode(), [(b"Cookie", victim.cookie.encode())])
    assert (own.status, gives_away(own, key)) == (200, True)


@pytest.mark.parametrize(
    "target",
    [
        b"http://127.0.0.1/../../etc/passwd", b"http://evil.example/data/upload/x", b"*", b"//etc/passwd",
        b"/../etc/passwd",
        b"file:///etc/passwd", b"/static/" + b"a" * 60_000, b"/static/" + b"../" * 2000 + b"etc/passwd", b"",
        b"/static//etc/passwd", b"/static/%2fetc%2fpasswd", b"/static/....//....//etc/passwd",
        b"/static/CON", b"/static/nul.js", b"/static/C:%5cwindows%5cwin.ini", b"/static/tags.json::$DATA",
        b"/static/tags.json%00.png", b"/static/TAGS.JSON/", b"/static/.manifest.json", b"/static/assets",
    ],
)  # fmt: skip
def test_whole_targets_that_are_none_of_ours(studio: Server, attacker: Browser, target: bytes) -> None:
    key = (studio.root / ".studio" / "secret-keys").read_bytes().strip()
    with Wire(studio.port, cookie=attacker.cookie) as wire:
        answer = wire.ask("GET", target)
        assert answer.status < 500
        assert answer.status not in (200, 206), answer.body[:200]
        assert not gives_away(answer, key)
        assert wire.ask("GET", b"/health").status == 200


def test_a_link_among_the_uploads_is_not_followed(studio: Server, victim: Browser, attacker: Browser) -> None:
    """As an archive or a restored backup might bring one."""
    for number, to in enumerate((victim.directory / "upload" / victim.upload, Path("/etc/passwd"), Path("/etc"))):
        link = attacker.directory / "upload" / f"{number:016x}-link.png"
        link.symlink_to(to)
        with Wire(studio.port, cookie=attacker.cookie) as wire:
            assert wire.ask("GET", f"/data/upload/1/{link.name}".encode()).status == 404
        link.unlink()
