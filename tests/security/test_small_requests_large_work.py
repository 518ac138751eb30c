"""Attacks 9, 10, 11, 20 and 28: small requests cost the real process little time and no memory, and leave nothing."""

from __future__ import annotations

import io
import json
import os
import struct
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.server import Server
from tests.project.label_config.broken_configs import BROKEN_CONFIGS
from tests.security.conftest import PICTURES, Browser
from tests.security.wire import Wire

#: What one hostile request may take of a processor, in seconds: generous, since others work on this machine too.
MOST_SECONDS = 2.0
#: and of memory, in megabytes
MOST_MEMORY = 80.0
TICKS = os.sysconf("SC_CLK_TCK")


def processor_seconds(server: Server) -> float:
    """What the server's processes have used so far."""
    used = 0
    for process_id in server.processes():
        fields = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
        used += int(fields[11]) + int(fields[12])
    return used / TICKS


@contextmanager
def bounded(server: Server, victim: Browser) -> Iterator[None]:
    """What happens inside costs the server little, leaves the victim's files alone, and it goes on answering."""
    spent, held, files = processor_seconds(server), server.pss_megabytes(), files_of(victim)
    yield
    with Wire(server.port) as wire:
        assert wire.ask("GET", b"/health").status == 200
    assert processor_seconds(server) - spent < MOST_SECONDS
    assert server.pss_megabytes() - held < MOST_MEMORY
    assert files_of(victim) == files


def files_of(browser: Browser) -> dict[str, int]:
    """The files of a project and their sizes, but for the database, which any visit may touch."""
    paths = browser.directory.rglob("*")
    return {path.name: path.stat().st_size for path in paths if path.is_file() and "project.db" not in path.name}


BOMBS = [config for config in BROKEN_CONFIGS if config.code in ("declaration", "limit")]


def test_bombs_in_label_configs(studio: Server, attacker: Browser) -> None:
    assert len(BOMBS) > 10
    with bounded(studio, attacker), Wire(studio.port, cookie=attacker.cookie) as wire:
        for bomb in BOMBS:
            body = json.dumps({"label_config": bomb.text}).encode()
            for method, path in (("PATCH", b"/api/projects/1"), ("POST", b"/api/projects/validate")):
                started = time.perf_counter()
                answer = wire.ask(method, path, [(b"Content-Type", b"application/json")], body)
                assert (answer.status, time.perf_counter() - started < MOST_SECONDS) == (400, True), bomb.name


DOCUMENTS = {
    "arrays in arrays": b'{"data":{"text":' + b"[" * 500_000 + b"]" * 500_000 + b"}}",
    "objects in objects": b'{"data":' + b'{"a":' * 200_000 + b"1" + b"}" * 200_000 + b"}",
    "brackets in a string": b'{"data":{"text":"' + b"[" * 2_000_000 + b'"}}',
    "a number of a million digits": b'{"data":{"text":' + b"9" * 1_000_000 + b"}}",
    "a million exponents": b'{"data":{"text":[' + b"1e308," * 300_000 + b"1]}}",
    "one key a hundred thousand times": b'{"data":{' + b'"a":1,' * 100_000 + b'"a":1}}',
    "a hundred thousand keys": b'{"data":{' + b",".join(b'"k%d":1' % n for n in range(100_000)) + b"}}",
    "backslashes": b'{"data":{"text":"' + b"\\\\" * 1_000_000 + b'"}}',
    "half pairs": b'{"data":{"text":"' + b"\\ud800" * 200_000 + b'"}}',
    "quotation marks": b'"' * 2_000_000,
    "NaN": b'{"data":{"text":[' + b"NaN," * 100_000 + b"1]}}",
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_that_are_hard_to_read(studio: Server, attacker: Browser, name: str) -> None:
    with bounded(studio, attacker), Wire(studio.port, cookie=attacker.cookie) as wire:
        for path in (b"/api/tasks", b"/api/tasks/1/annotations", b"/api/projects/1/import", b"/api/session/resume"):
            answer = wire.ask("POST", path, [(b"Content-Type", b"application/json")], DOCUMENTS[name])
            assert answer.status and answer.status < 500, path


def test_forms_of_a_hundred_thousand_parts(studio: Server, attacker: Browser) -> None:
    field = b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n'
    file = b'--b\r\nContent-Disposition: form-data; name="f"; filename="f.json"\r\n\r\n[]\r\n'
    wide = b"--b\r\nContent-Disposition: form-data; " + b"a=b; " * 100_000 + b'name="f"\r\n\r\nx\r\n'
    headers = b"--b\r\n" + b"X-A: b\r\n" * 200_000 + b"\r\nx\r\n"
    with bounded(studio, attacker), Wire(studio.port, cookie=attacker.cookie) as wire:
        for body in (field * 100_000, file * 100_000, wide, headers, b"--b\r\n" * 500_000, b"\r\n" * 1_000_000):
            given = [(b"Content-Type", b"multipart/form-data; boundary=b")]
            answer = wire.ask("POST", b"/api/projects/1/import", given, body + b"--b--\r\n")
            assert answer.status == 400, (body[:60], answer.status, answer.body[:200])


def test_a_million_ranges(studio: Server, attacker: Browser) -> None:
    size = (attacker.directory / "upload" / attacker.upload).stat().st_size
    many = [
        b"bytes=" + b",".join(b"%d-%d" % (at % size, at % size) for at in range(count)) for count in (2, 2_000, 6_000)
    ]
    odd = [b"bytes=0-0,-1", b"bytes=-", b"bytes=5-1", b"bytes=1-2-3", b"bytes=0-99999999999999999999", b"items=0-1",
           b"bytes=" + b"9" * 30_000 + b"-", b"bytes=--1", b"bytes=\xff-1"]  # fmt: skip
    with bounded(studio, attacker), Wire(studio.port, cookie=attacker.cookie) as wire:
        for asked in [*many, *odd, b"bytes=" + b"0-0," * 1_000_000]:
            for target in (f"/data/upload/1/{attacker.upload}".encode(), b"/static/tags.json"):
                answer = wire.ask("GET", target, [(b"Range", asked)])
                assert answer.status in (200, 206, 400, 416, 431), (asked[:40], answer.status)
                assert answer.status != 206 or len(answer.body) <= size
        # In one million ranges the head is refused before it is held.
        assert answer.status in (400, 431)


def archives() -> dict[str, bytes]:
    """Archives that grow, climb, link, overlap and nest."""
    made = {}
    for name, entries in {
        "grows.zip": [("a.json", b"0" * 30_000_000)],
        "climbs.zip": [("../../../etc/passwd", b"x"), ("/etc/passwd", b"x"), ("..\\..\\a.png", b"x")],
        "many.zip": [(f"{number}.txt", b"") for number in range(20_000)],
    }.items():
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry, content in entries:
                archive.writestr(entry, content)
        made[name] = held.getvalue()
    link = zipfile.ZipInfo("link.png")
    link.external_attr = 0o120777 << 16
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("inner.zip", made["grows.zip"])
    return made | {
        "links.zip": held.getvalue(),
        "cut.zip": made["grows.zip"][:100],
        "g.json.gz": b"\x1f\x8b\x08" + bytes(99),
    }


def test_hostile_archives_bring_nothing(studio: Server, attacker: Browser) -> None:
    """Whatever they are called: a sentence, little work, and nothing on the disk."""
    with bounded(studio, attacker), Wire(studio.port, cookie=attacker.cookie) as wire:
        before = wire.ask("GET", b"/api/projects/1/file-uploads?all=true", [], b"").body
        for name, content in archives().items():
            for told in (name, "tasks.json", "picture.png", "table.csv"):
                head = f'--b\r\nContent-Disposition: form-data; name="f"; filename="{told}"\r\n\r\n'.encode()
                given = [(b"Content-Type", b"multipart/form-data; boundary=b")]
                answer = wire.ask("POST", b"/api/projects/1/import", given, head + content + b"\r\n--b--\r\n")
                assert answer.status == 400, (name, told)
                assert json.loads(answer.body)["code"] in ("archive-refused", "import-refused"), (name, told)
        assert wire.ask("GET", b"/api/projects/1/file-uploads?all=true", [], b"").body == before


def flood_of_pixels(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that says it has so many pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(100_000))) + chunk(b"IEND", b"")


def test_a_flood_of_pixels_is_a_file_like_any_other(studio: Server, attacker: Browser) -> None:
    head = b'--b\r\nContent-Disposition: form-data; name="f"; filename="flood.png"\r\n\r\n'
    flood = head + flood_of_pixels(50_000, 50_000) + b"\r\n--b--\r\n"
    form, json_type = [(b"Content-Type", b"multipart/form-data; boundary=b")], [(b"Content-Type", b"application/json")]
    config = json.dumps({"label_config": PICTURES}).encode()
    spent, held = processor_seconds(studio), studio.pss_megabytes()
    with Wire(studio.port, cookie=attacker.cookie) as wire:
        assert wire.ask("PATCH", b"/api/projects/1?force=true", json_type, config).status == 200
        assert wire.ask("POST", b"/api/projects/1/import", form, flood).status == 201
        for path in (b"/label?task=3", b"/api/projects/1/export?exportType=JSON_MIN&download_all_tasks=true"):
            assert wire.ask("GET", path).status == 200
    assert processor_seconds(studio) - spent < MOST_SECONDS
    assert studio.pss_megabytes() - held < MOST_MEMORY
    # Nothing that decodes pictures, sound or documents is even loaded.
    for process_id in studio.processes():
        maps = Path(f"/proc/{process_id}/maps").read_text().lower()
        found = [part for part in ("/pil/", "numpy", "cv2", "libav", "libpng", "libjpeg", "magick") if part in maps]
        assert found == []
