"""Media on disk and on the wire: generated names, checked types, ranges, and nothing left of what failed."""

from __future__ import annotations

import errno
import io
import os
import re
import secrets
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from multisession.project.media import Media, generated_name, place_file, shown_name
from multisession.project.media_types import SUFFIXES, type_for, type_of_bytes
from multisession.project.store.interface import Document, ProjectClosing
from multisession.project.store.sqlite import SqliteStore, Writers, create_project, open_project
from multisession.web.errors import BodyTooLarge, NotFound, StorageFull, UnsupportedMedia
from tests.project.media_samples import GIF, JPEG, MP3, MP4, OGG, PDF, PNG, SVG, WAV, WEBM, WEBP

pytestmark = pytest.mark.anyio
NAME = re.compile(r"[0-9a-f]{16}-[A-Za-z0-9_-]{1,60}\.[a-z0-9]+")


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    directory = tmp_path / "project"
    directory.mkdir()
    create_project(directory, Document())
    writers = Writers()
    opened = open_project(directory, writers=writers)
    yield opened
    await opened.close()
    writers.close()


@pytest.fixture
def media(tmp_path: Path, store: SqliteStore) -> Media:
    return Media(tmp_path / "project", tmp_path / "base", store)


def uploaded(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "project" / "upload").iterdir())


@pytest.mark.parametrize(
    ("content", "name", "content_type", "suffix"),
    [
        (PNG, "a.png", "image/png", "png"), (JPEG, "a.JPEG", "image/jpeg", "jpeg"),
        (JPEG, "a.png", "image/jpeg", "jpg"),
        (GIF, "noname", "image/gif", "gif"), (WEBP, "a.webp", "image/webp", "webp"),
        (SVG, "a.svg", "image/svg+xml", "svg"),
        (WAV, "a.wav", "audio/wav", "wav"), (MP3, "a.mp3", "audio/mpeg", "mp3"), (OGG, "a.opus", "audio/ogg", "opus"),
        (MP4, "a.mp4", "video/mp4", "mp4"), (MP4, "a.m4a", "audio/mp4", "m4a"), (WEBM, "a.webm", "video/webm", "webm"),
        (PDF, "a.pdf", "application/pdf", "pdf"),
    ],
)  # fmt: skip
def test_types_by_first_bytes_and_name(content: bytes, name: str, content_type: str, suffix: str) -> None:
    found = type_for(name, content)
    assert found is not None and found.content_type == content_type
    assert generated_name(name, found).endswith(f".{suffix}")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<html><script>1</script>", "a.png"), (b"<!doctype html>", "a.svg"), (b"hello", "a.png"), (b"", "a.png"),
        (PDF, "a.png"), (WAV, "a.png"), (PNG, "a.wav"), (MP3, "a.mp4"), (b'<?xml version="1.0"?><x/>', "a.svg"),
        (b"MZ\x90\0", "a.exe"), (b"GIF88a", "a.gif"), (b"ID3,name\n1,a\n", "a.csv"),
    ],
)  # fmt: skip
async def test_what_is_not_taken_leaves_nothing(
    media: Media, store: SqliteStore, tmp_path: Path, content: bytes, name: str
) -> None:
    with pytest.raises(UnsupportedMedia, match="is not a media file"):
        await media.save(io.BytesIO(content), original_name=name)
    assert uploaded(tmp_path) == []
    assert await store.uploads() == []


async def test_a_saved_file_and_its_row(media: Media, store: SqliteStore, tmp_path: Path) -> None:
    upload = await media.save(io.BytesIO(PNG), original_name="C:\\pictures\\Mein Föto\r\n(1).PNG")
    assert re.fullmatch(r"[0-9a-f]{16}-Mein-Foto-1\.png", upload.name)
    assert (upload.original_name, upload.size, upload.content_type) == ("Mein Föto(1).PNG", len(PNG), "image/png")
    assert uploaded(tmp_path) == [upload.name]
    assert (tmp_path / "project" / "upload" / upload.name).read_bytes() == PNG
    assert await store.uploaded_bytes() == len(PNG)
    assert await media.delete(upload.id)
    assert not await media.delete(upload.id)
    assert (uploaded(tmp_path), await store.uploaded_bytes()) == ([], 0)


async def test_a_stream_is_capped_while_it_comes(media: Media, tmp_path: Path) -> None:
    taken = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal taken
        while True:
            taken += 1
            yield PNG

    with pytest.raises(BodyTooLarge):
        await media.save(endless(), original_name="a.png", max_bytes=10 * len(PNG))
    assert taken == 11
    with pytest.raises(BodyTooLarge):
        await media.save(io.BytesIO(PNG), original_name="a.png", max_bytes=len(PNG) - 1)
    assert uploaded(tmp_path) == []


async def test_a_stream_that_breaks_leaves_nothing(media: Media, tmp_path: Path) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield PNG
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await media.save(broken(), original_name="a.png")
    assert uploaded(tmp_path) == []


async def test_a_project_that_is_being_removed_takes_no_file(media: Media, store: SqliteStore, tmp_path: Path) -> None:
    await store.begin_closing()
    with pytest.raises(ProjectClosing):
        await media.save(io.BytesIO(PNG), original_name="a.png")
    assert uploaded(tmp_path) == []


async def test_a_full_disk_leaves_nothing(media: Media, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFull, match="The disk is full"):
        await media.save(io.BytesIO(PNG), original_name="a.png")
    assert uploaded(tmp_path) == []


async def test_what_a_crash_left_goes_a_day_later(media: Media, tmp_path: Path) -> None:
    upload = tmp_path / "project" / "upload"
    upload.mkdir(exist_ok=True)
    for name, age in ((".incoming-old", 90_000), (".incoming-new", 10)):
        (upload / name).write_bytes(b"x")
        os.utime(upload / name, (time.time() - age,) * 2)
    saved = await media.save(io.BytesIO(PNG), original_name="a.png")
    assert uploaded(tmp_path) == [".incoming-new", saved.name]


async def test_a_session_that_has_written_nothing_has_no_place(store: SqliteStore) -> None:
    with pytest.raises(NotFound):
        await Media(None, None, store).save(io.BytesIO(PNG), original_name="a.png")


async def test_the_projects_file_comes_before_the_bases(media: Media, tmp_path: Path) -> None:
    (tmp_path / "base" / "upload").mkdir(parents=True)
    name = place_file(io.BytesIO(PNG), "cat.png", tmp_path / "base" / "upload")[0].name
    assert NAME.fullmatch(name)
    file = media.open(name)
    assert file is not None
    with file:
        assert file.read() == PNG
    (tmp_path / "project" / "upload").mkdir(exist_ok=True)
    (tmp_path / "project" / "upload" / name).write_bytes(GIF)
    file = media.open(name)
    assert file is not None
    with file:
        assert file.read() == GIF


NAMES = st.one_of(
    st.text(max_size=40),
    st.text(st.sampled_from("./\\%2e0af-:\0 png~"), max_size=40),
    st.builds(
        "{}-{}.{}".format,
        st.sampled_from(["0" * 16, "A" * 16, "0" * 15]),
        st.text(max_size=8),
        st.sampled_from(["png", "html", "PNG", ""]),
    ),
)


@given(name=NAMES)
def test_only_generated_names_are_opened(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    root = tmp_path_factory.getbasetemp()
    media = Media(root, root / "..", None)  # type: ignore[arg-type]
    assert media.open(name) is None


@given(name=st.text(max_size=300), suffix=st.sampled_from(["", *SUFFIXES]))
def test_generated_names_are_names(name: str, suffix: str) -> None:
    media = type_of_bytes(PNG)
    assert media is not None
    made = generated_name(f"{name}.{suffix}", media)
    assert NAME.fullmatch(made) and len(made) <= 16 + 1 + 60 + 4
    shown = shown_name(name)
    assert shown.isprintable() and not set("/\\") & set(shown) and 0 < len(shown) <= 255


async def test_links_and_directories_are_not_opened(media: Media, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(PNG)
    upload = tmp_path / "project" / "upload"
    upload.mkdir(exist_ok=True)
    linked, folder, pipe = (f"{secrets.token_hex(8)}-{name}.png" for name in ("link", "folder", "pipe"))
    (upload / linked).symlink_to(secret)
    (upload / folder).mkdir()
    os.mkfifo(upload / pipe)
    assert [media.open(name) for name in (linked, folder, pipe)] == [None, None, None]
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    name = f"{secrets.token_hex(8)}-a.png"
    (elsewhere / name).write_bytes(PNG)
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "upload").symlink_to(elsewhere)
    assert media.open(name) is None


@pytest.fixture
async def http(media: Media) -> AsyncIterator[httpx.AsyncClient]:
    async def serve(request: Request) -> Response:
        try:
            return media.response(request.path_params["name"], request)
        except NotFound as error:
            return Response(error.detail, 404)

    app = Starlette(routes=[Route("/data/upload/1/{name}", serve)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://studio.example") as client:
        yield client


async def test_a_whole_file_and_its_headers(http: httpx.AsyncClient, media: Media) -> None:
    address = media.address((await media.save(io.BytesIO(WAV), original_name="a.wav")).name)
    answer = await http.get(address)
    assert (answer.status_code, answer.content) == (200, WAV)
    assert answer.headers["content-type"] == "audio/wav"
    assert answer.headers["content-length"] == str(len(WAV))
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.headers["content-disposition"] == 'inline; filename="a.wav"'
    head = await http.head(address)
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", str(len(WAV)))
    assert (await http.get(address, headers={"if-none-match": answer.headers["etag"]})).status_code == 304


@pytest.mark.parametrize(("content", "name"), [(SVG, "a.svg"), (PDF, "a.pdf")])
async def test_what_could_be_active_is_a_download(
    http: httpx.AsyncClient, media: Media, content: bytes, name: str
) -> None:
    answer = await http.get(media.address((await media.save(io.BytesIO(content), original_name=name)).name))
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert "script-src" not in answer.headers["content-security-policy"]
    assert answer.headers["content-security-policy"].startswith("sandbox;")


@pytest.mark.parametrize(
    ("asked", "status", "start", "end"),
    [
        ("bytes=0-0", 206, 0, 1), ("bytes=2-5", 206, 2, 6), ("bytes=40-", 206, 40, 52), ("bytes=-4", 206, 48, 52),
        ("bytes=-500", 206, 0, 52), ("bytes=50-500", 206, 50, 52), ("bytes=52-", 416, 0, 0), ("bytes=-0", 416, 0, 0),
        ("bytes=5-2", 200, 0, 52), ("bytes=0-1,4-5", 200, 0, 52), ("items=0-1", 200, 0, 52), ("bytes=x", 200, 0, 52),
        (f"bytes=0-{'9' * 400}", 200, 0, 52),
    ],
)  # fmt: skip
async def test_ranges(http: httpx.AsyncClient, media: Media, asked: str, status: int, start: int, end: int) -> None:
    address = media.address((await media.save(io.BytesIO(WAV), original_name="a.wav")).name)
    assert len(WAV) == 52
    answer = await http.get(address, headers={"range": asked})
    assert (answer.status_code, answer.content) == (status, WAV[start:end])
    ranges: dict[int, Any] = {206: f"bytes {start}-{end - 1}/52", 416: "bytes */52"}
    assert answer.headers.get("content-range") == ranges.get(status)
    old = await http.get(address, headers={"range": asked, "if-range": '"another"'})
    assert (old.status_code, old.content) == (200, WAV)


async def test_names_that_are_not_there(http: httpx.AsyncClient, media: Media) -> None:
    name = (await media.save(io.BytesIO(PNG), original_name="a.png")).name
    for other in ("..%2fproject.db", f"0{name[1:]}x", "a.png", f".incoming-{'0' * 16}", name.upper(), f"{name}%00"):
        assert (await http.get(f"/data/upload/1/{other}")).status_code == 404
