"""Archives: honest ones are read, and of the others nothing comes but a sentence."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import struct
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multisession.project.import_media import FolderMedia
from multisession.project.importers import Refusal, read_tasks
from multisession.project.importers.archive import is_archive, open_archive
from multisession.project.importers.archive_limits import ArchiveLimits
from multisession.project.importers.entry_names import ArchiveRefused
from tests.project.importers.archives import Raw, joined, tarred, tarred_entry, with_end_64, zipped

FILES = [("a.json", b'[{"text": "one"}]'), ("folder/b.txt", b"two\n" * 50_000), ("folder/øst 🚢.csv", b"text\nthree\n")]
SMALL = ArchiveLimits(entries=50, directory=64 * 1024, entry=2**20, total=2 * 2**20, ratio=50, free=2**18)


def read(content: bytes, name: str = "set.zip", limits: ArchiveLimits = SMALL) -> list[tuple[str, bytes]]:
    """Every file of an archive, whole."""
    found = []
    for entry, stream in open_archive(io.BytesIO(content), name, limits).files():
        parts = []
        while part := stream.read(10_000):
            assert len(part) <= 10_000
            parts.append(part)
        found.append((entry, b"".join(parts)))
    return found


@pytest.mark.parametrize(
    "content",
    [
        zipped(FILES),
        zipped(FILES, zipfile.ZIP_STORED),
        zipped([("folder/", b""), *FILES]),
        tarred(FILES),
        tarred(FILES, format=tarfile.GNU_FORMAT),
        tarred(FILES, "w:gz"),
        tarred(FILES, "w:bz2"),
        tarred(FILES, "w:xz"),
    ],
    ids=["zip", "stored", "folders", "tar", "gnu", "gz", "bz2", "xz"],
)
def test_what_went_in_comes_out_and_can_be_read_again(content: bytes) -> None:
    assert is_archive(content[:1024])
    limits = ArchiveLimits(ratio=2_000)
    archive = open_archive(io.BytesIO(content), "set", limits)
    for _ in range(2):
        assert [name for name, _ in archive.files()] == [name for name, _ in FILES]
    assert read(content, limits=limits) == FILES


def test_zips_that_others_write() -> None:
    streamed = io.BytesIO()

    class Pipe(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, data: bytes) -> int:  # type: ignore[override]
            return streamed.write(data)

    # Into a pipe: the sizes follow the content.
    with zipfile.ZipFile(Pipe(), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json", b"[]")
    assert read(streamed.getvalue()) == [("a.json", b"[]")]
    large = io.BytesIO()
    with zipfile.ZipFile(large, "w") as archive, archive.open("b.json", "w", force_zip64=True) as entry:
        entry.write(b"[1]")
    assert read(large.getvalue()) == [("b.json", b"[1]")]
    old = Raw().add("\xe9t\xe9.txt".encode("cp437"), b"x", flags=0).bytes(comment=b"made by hand")
    assert read(old) == [("été.txt", b"x")]


@pytest.mark.parametrize(
    ("name", "pack"), [("rows.csv.gz", gzip.compress), ("rows.csv.bz2", bz2.compress), ("rows.csv.xz", lzma.compress)]
)
def test_a_file_that_is_compressed_by_itself(name: str, pack: Callable[[bytes], bytes]) -> None:
    assert read(pack(b"text\none\n"), name) == [("rows.csv", b"text\none\n")]
    assert read(pack(b"text\n") + pack(b"one\n"), name) == [("rows.csv", b"text\none\n")]
    with pytest.raises(ArchiveRefused, match="damaged"):
        read(pack(b"text\none\n")[:-6], name)


def test_a_file_that_is_compressed_needs_no_name(tmp_path: Path) -> None:
    packed = gzip.compress(b'{"text": "a"}\n{"text": "b"}\n')
    found = read_tasks(
        io.BytesIO(packed), name="rows.gz", data_keys={"text": "Text"}, media=FolderMedia(tmp_path / "upload")
    )
    assert [json.loads(bytes(item.data)) for item in found if not isinstance(item, Refusal)] == [
        {"text": "a"}, {"text": "b"},
    ]  # fmt: skip


def test_long_names_in_a_tar() -> None:
    name = "/".join(["folder" * 10] * 5) + "/picture.png"
    for format in (tarfile.PAX_FORMAT, tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT):
        chosen = name if format != tarfile.USTAR_FORMAT else f"{'f' * 90}/{'g' * 90}.png"
        assert read(tarred([(chosen, b"x")], format=format)) == [(chosen, b"x")]


def deflated(content: bytes) -> bytes:
    return bytes(Raw().add(b"x", content).content[31:])


def overlapping() -> bytes:
    """Two entries whose contents are the same bytes."""
    archive = Raw().add(b"a.txt", b"x" * 1000)
    return archive.add(b"b.txt", b"x" * 1000, offset=4, packed_size=10).bytes()


def shared() -> bytes:
    """A thousand names for one content, as bombs have it."""
    archive = Raw().add(b"a.txt", b"x" * 200_000)
    for number in range(40):
        archive.add(b"%d.txt" % number, b"x" * 200_000, offset=0)
    return archive.bytes()


def quoted() -> bytes:
    """An entry that holds the headers of the next ones, as Fifield's bomb does."""
    inner = Raw().add(b"b.txt", b"y" * 300)
    outer = Raw().add(b"a.txt", bytes(inner.content), method=0)
    outer.list.append(inner.list[0][:42] + struct.pack("<L", 35) + b"b.txt")
    return outer.bytes()


NAMES = [
    "../evil.txt", "a/../../evil.txt", "/etc/evil.txt", "a/..", "..\\evil.txt", "a\\b.txt", "C:evil.txt", "C:/evil.txt",
    "//server/share.txt", "a\nb.txt", "a\x1bb.txt", "a\x7f.txt", "gpj.\u202etxt.exe", "n" * 1025, "\x85.txt",
]  # fmt: skip
ZIPS: dict[str, tuple[bytes, str]] = {
    **{f"zip: {name[:20]!r}": (Raw().add(name.encode(), b"x").bytes(), "The name") for name in NAMES},
    "zip: NUL in a name": (Raw().add(b"a.txt\0.png", b"x").bytes(), "control characters"),
    "zip: a name that is no UTF-8": (Raw().add(b"\xff\xfe.txt", b"x").bytes(), "not UTF-8"),
    "zip: a link": (Raw().add(b"a.txt", b"/etc/passwd", mode=0o120777).bytes(), '"a.txt" in the archive is a link'),
    "zip: a device": (Raw().add(b"a.txt", b"", mode=0o060644).bytes(), "is a device"),
    "zip: a pipe": (Raw().add(b"a.txt", b"", mode=0o010644).bytes(), "is a device"),
    "zip: encrypted": (Raw().add(b"a.txt", b"x", flags=0x801).bytes(), '"a.txt" in the archive is encrypted'),
    "zip: strongly encrypted": (Raw().add(b"a.txt", b"x", flags=0x841).bytes(), "encrypted"),
    "zip: a hidden list": (Raw().add(b"a.txt", b"x", flags=0x2800).bytes(), "encrypted"),
    "zip: the same name twice": (Raw().add(b"a.txt", b"x").add(b"./a.txt", b"y").bytes(), "twice"),
    "zip: the same name composed": (Raw().add("é.txt".encode(), b"x").add("e\u0301.txt".encode()).bytes(), "twice"),
    "zip: overlapping entries": (overlapping(), "overlaps"),
    "zip: one content, forty names": (shared(), "overlaps"),
    "zip: an entry inside an entry": (quoted(), "overlaps"),
    "zip: two names for one": (Raw().add(b"a.txt", b"x", local_name=b"b.txt").bytes(), "is not what"),
    "zip: a way of packing": (Raw().add(b"a.txt", b"x", method=99).bytes(), "is packed in a way"),
    "zip: larger than it says": (Raw().add(b"a.txt", b"x" * 5000, size=10).bytes(), "is not what"),
    "zip: smaller than it says": (Raw().add(b"a.txt", b"x", size=5000).bytes(), "is not what"),
    "zip: stored, and lying": (Raw().add(b"a.txt", b"x", method=0, size=5).bytes(), "is not what"),
    "zip: a wrong checksum": (Raw().add(b"a.txt", b"x", checksum=1).bytes(), "is damaged"),
    "zip: no Deflate": (Raw().add(b"a.txt", b"x", packed=b"\xff" * 30).bytes(), "is damaged"),
    "zip: Deflate without an end": (Raw().add(b"a.txt", b"xyz", packed=deflated(b"xyz")[:-2]).bytes(), "is damaged"),
    "zip: a bomb": (Raw().add(b"a.txt", b"\0" * 900_000).bytes(), "more than 50 times its size"),
    "zip: larger than a file may be": (Raw().add(b"a.bin", bytes(range(256)) * 5_000, method=0).bytes(), "1 MB"),
    "zip: more than all may be": (
        Raw()
        .add(b"a", b"ab" * 500_000, method=0)
        .add(b"b", b"cd" * 500_000, method=0)
        .add(b"c", b"ef" * 500_000, method=0)
        .bytes(),
        "more than 2 MB",
    ),
    "zip: too many entries": (zipped([(f"{number}.txt", b"") for number in range(60)]), "more than 50 entries"),
    "zip: a million entries, it says": (
        with_end_64(Raw().add(b"a", b"x"), count=1_000_000, size=47, offset=34),
        "more than 50",
    ),
    "zip: a list of terabytes": (with_end_64(Raw().add(b"a", b"x"), count=5, size=2**42), "does not hold|larger than"),
    "zip: fewer entries than it says": (Raw().add(b"a", b"x").bytes(count=3), "list of entries is damaged"),
    "zip: more entries than it says": (Raw().add(b"a").add(b"b").bytes(count=1), "list of entries is damaged"),
    "zip: a list elsewhere": (Raw().add(b"a", b"x").bytes(offset=3), "does not hold"),
    "zip: a part of several": (Raw().add(b"a", b"x").bytes(disk=2), "several parts"),
    "zip: cut off": (zipped(FILES)[:-30], "cut off"),
    "zip: its beginning alone": (b"PK\3\4" + b"\0" * 40, "cut off"),
    "zip: an entry behind the list": (Raw().add(b"b", b"y").add(b"a", b"x", offset=9_000).bytes(), "overlaps"),
    "zip: no numbers of 64 bits": (Raw().add(b"a", b"x", size=0xFFFFFFFF).bytes(), "is damaged"),
}
TARS: dict[str, tuple[bytes, str]] = {
    **{f"tar: {name[:20]!r}": (tarred([(name, b"x")]), "The name") for name in NAMES},
    "tar: a symbolic link": (joined([tarred_entry("a", b"2", link="/etc/passwd")]), '"a" in the archive is a link'),
    "tar: a hard link": (joined([tarred_entry("a", b"1", link="../b")]), "is a link"),
    "tar: a character device": (joined([tarred_entry("a", b"3")]), "is a device"),
    "tar: a block device": (joined([tarred_entry("a", b"4")]), "is a device"),
    "tar: a pipe": (joined([tarred_entry("a", b"6")]), "is a pipe"),
    "tar: a file with holes": (joined([tarred_entry("a", b"S")]), "holes"),
    "tar: an unknown kind": (joined([tarred_entry("a", b"Z")]), "unknown kind"),
    "tar: a long name of gigabytes": (joined([tarred_entry("a", b"L", size=2**32)]), "longer than 65,536"),
    "tar: a pax header of gigabytes": (joined([tarred_entry("a", b"x", size=2**32)]), "longer than 65,536"),
    "tar: a pax header that lies": (joined([tarred_entry("a", b"x", b"999 path=x\n")]), "damaged"),
    "tar: a pax header with a size of 5,000 digits": (
        joined([tarred_entry("a", b"x", b"5011 size=" + b"9" * 5_000 + b"\n"), tarred_entry("a", b"0")]), "larger than",
    ),
    "tar: a pax header with a link": (
        joined([tarred_entry("a", b"x", b"16 linkpath=/et\n"), tarred_entry("a", b"0")]), "a link",
    ),
    "tar: a name out of a pax header": (
        joined([tarred_entry("a", b"x", b"13 path=../b\n"), tarred_entry("a", b"0")]), "The name",
    ),
    "tar: a file of terabytes": (joined([tarred_entry("a", b"0", size=2**33 - 1)]), "larger than 1 MB"),
    "tar: a wrong checksum": (tarred_entry("a", b"0", b"x") + b"a" * 512, "header in the archive is damaged"),
    "tar: cut off": (tarred([("a.txt", b"x" * 5000)])[:2000], "cut off"),
    "tar: the same name twice": (joined([tarred_entry("a", b"0"), tarred_entry("./a", b"0")]), "twice"),
    "tar: too many entries": (tarred([(f"{number}", b"") for number in range(60)]), "more than 50 entries"),
    "gz: a bomb": (gzip.compress(b"\0" * 3_000_000), "more than 50 times its size"),
    "bz2: a bomb": (bz2.compress(b"\0" * 3_000_000), "more than 50 times its size"),
    "xz: a bomb": (lzma.compress(b"\0" * 3_000_000), "more than 50 times its size"),
    "tar.gz: a bomb": (tarred([("a", b"\0" * 1_000_000)], "w:gz"), "more than 50 times its size"),
    "gz: ten thousand pieces": (gzip.compress(b"") * 10_000, "too many pieces"),
    "gz: rubbish behind it": (gzip.compress(b"x") + b"rubbish", "damaged"),
    "xz: memory without end": (
        lzma.compress(b"x", lzma.FORMAT_XZ, filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 2**29}]), "too much memory",
    ),
}  # fmt: skip
HOSTILE = ZIPS | TARS


def test_there_are_enough_of_them() -> None:
    assert len(HOSTILE) >= 80


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_archive_is_refused_with_a_sentence(
    title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, said = HOSTILE[title]
    monkeypatch.chdir(tmp_path)
    tracemalloc.start()
    try:
        with pytest.raises(ArchiveRefused, match=said) as refused:
            read(content)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 16 * 2**20
    assert refused.value.detail.isprintable() and refused.value.detail.endswith(".")
    assert len(refused.value.detail) < 300
    assert list(tmp_path.iterdir()) == []


def test_a_real_million_of_entries_costs_nothing(tmp_path: Path) -> None:
    archive = Raw().add(b"a", b"")
    archive.list *= 1_000_000
    path = tmp_path / "set.zip"
    path.write_bytes(with_end_64(archive, count=10**6, size=47 * 10**6, offset=len(archive.content)))
    tracemalloc.start()
    try:
        with path.open("rb") as file, pytest.raises(ArchiveRefused, match="more than 100,000 entries"):
            open_archive(file, "set.zip")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 2**20


def test_a_list_as_long_as_it_may_be_fits_into_memory(tmp_path: Path) -> None:
    archive = Raw()
    for number in range(5_000):
        archive.add(b"pictures/of/a/long/journey/%06d.jpg" % number, b"", method=0)
    path = tmp_path / "set.zip"
    path.write_bytes(archive.bytes())
    tracemalloc.start()
    try:
        with path.open("rb") as file:
            assert sum(1 for _ in open_archive(file, "set.zip").files()) == 5_000
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 6 * 2**20


def test_what_pax_headers_tell_of_nothing_is_not_held() -> None:
    def records(number: int) -> bytes:
        return b"".join(b"520 %07d.%03d=" % (number, key) + b"x" * 503 + b"\n" for key in range(100))

    headers = [tarred_entry("a", b"x", records(number)) for number in range(300)]
    content = joined([*headers, tarred_entry("a", b"0", b"y")])
    tracemalloc.start()
    try:
        found = [(name, entry.read(9)) for name, entry in open_archive(io.BytesIO(content), "set.tar").files()]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (found, len(content) > 15_000_000, peak < 2**20) == ([("a", b"y")], True, True)


def test_a_nested_archive_is_a_file_like_any_other() -> None:
    bomb = zipped([("b", b"\0" * 10_000_000)])
    assert read(zipped([("inner.zip", bomb)], zipfile.ZIP_STORED)) == [("inner.zip", bomb)]


@given(st.binary(max_size=300), st.integers(0, 3), st.integers(0, 2000), st.binary(min_size=1, max_size=8))
def test_broken_bytes_never_do_anything_else(tail: bytes, which: int, place: int, patch: bytes) -> None:
    whole = [zipped(FILES[:1]), tarred(FILES[:1]), tarred(FILES[:1], "w:gz"), tarred(FILES[:1], "w:xz")][which]
    place %= len(whole)
    content = whole[:place] + patch + whole[place + len(patch) :] + tail
    if is_archive(content[:1024]):
        try:
            read(content)
        except ArchiveRefused as refused:
            assert refused.detail.isprintable()
