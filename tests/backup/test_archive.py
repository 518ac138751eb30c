"""The archive itself: what is written is read back by anybody, and what was changed on the way is refused."""

from __future__ import annotations

import gzip
import io
import json
import random
import tarfile
from pathlib import Path

import pytest

from multisession.backup.archive import ArchiveReader, ArchiveWriter, BackupRefused, Start
from tests.backup.archives import START, Entry, archive, digest_of, entry, tar_of

FILES = {
    "p/project.db": random.Random(1).randbytes(600_000),
    "p/empty": b"",
    f"p/{'long' * 40}/{'é' * 100}.json": b"{}",
    "p/\udcff not utf-8": b"1",
    ".studio/secret-keys": b"k" * 512,
}


def written() -> bytes:
    output = io.BytesIO()
    writer = ArchiveWriter(output, Start(1, "0.1.0", "i", "2026-01-01T00:00:00+00:00"))
    for name, content in FILES.items():
        writer.add(name, len(content), 1_700_000_000, [content[:1000], content[1000:]])
    writer.end.projects = 1
    writer.finish()
    return output.getvalue()


def read(packed: bytes) -> dict[str, bytes]:
    return {member.name: b"".join(member.pieces) for member in ArchiveReader(io.BytesIO(packed)).members()}


def test_what_is_written_is_read_back() -> None:
    reader = ArchiveReader(io.BytesIO(written()))
    assert (reader.start.instance, reader.start.made_at) == ("i", "2026-01-01T00:00:00+00:00")
    found = {member.name: (b"".join(member.pieces), member.changed) for member in reader.members()}
    assert found == {name: (content, 1_700_000_000) for name, content in FILES.items()}
    assert (reader.end.projects, reader.end.files, reader.end.bytes) == (1, 5, sum(map(len, FILES.values())))


def test_any_tar_reads_it_and_the_digest_is_as_documented() -> None:
    with tarfile.open(fileobj=io.BytesIO(written()), mode="r:gz") as tar:
        members = tar.getmembers()
        assert [member.name for member in members] == [
            "backup.json",
            *(f"root/{name}" for name in FILES),
            "digest.json",
        ]
        assert {member.mode for member in members} == {0o600}
        first = tar.extractfile(members[1])
        assert first is not None
        assert first.read() == FILES["p/project.db"]
    made = archive([("root/a/b", b"1"), ("root/a/c", b"")])
    assert read(made) == {"a/b": b"1", "a/c": b""}


@pytest.mark.parametrize(
    ("entries", "sentence"),
    [
        ([("/etc/cron.d/x", b"")], "not below its root"),
        ([("root//etc/x", b"")], "not below its root"),
        ([("root/../x", b"")], "not below its root"),
        ([("root/a/../../x", b"")], "not below its root"),
        ([("root/./x", b"")], "not below its root"),
        ([("root/", b"")], "not below its root"),
        ([("elsewhere/x", b"")], "not below its root"),
        ([("backup.json", b"{}")], "not below its root"),
        ([entry("root/x", tarfile.SYMTYPE, "/etc/passwd")], "not a plain file"),
        ([entry("root/x", tarfile.LNKTYPE, "backup.json")], "not a plain file"),
        ([entry("root/x", tarfile.CHRTYPE)], "not a plain file"),
        ([entry("root/x", tarfile.BLKTYPE)], "not a plain file"),
        ([entry("root/x", tarfile.FIFOTYPE)], "not a plain file"),
        ([entry("root/x", tarfile.DIRTYPE)], "not a plain file"),
        ([entry("root/x", tarfile.GNUTYPE_SPARSE)], "not a plain file"),
    ],
)
def test_members_that_lead_elsewhere_are_refused(entries: list[Entry], sentence: str) -> None:
    with pytest.raises(BackupRefused) as refused:
        read(archive(entries))
    assert sentence in refused.value.detail


@pytest.mark.parametrize(
    ("packed", "sentence"),
    [
        (b"", "not a backup"),
        (b"hello" * 1000, "not a backup"),
        (gzip.compress(b"hello" * 1000), "not a backup"),
        (gzip.compress(tar_of([("root/a", b"1")])), "not a backup"),
        (archive([], start=START | {"format": 2}), "of format 2, and this program reads format 1"),
        (archive([], start={"form": 1}), "damaged"),
        (archive([("root/a", b"1")], sha256="0" * 64), "damaged"),
        (archive([("root/a", b"1")], files=2), "damaged"),
        (archive([("root/a", b"1")], bytes=0), "damaged"),
        (archive([("root/a", b"1")], sha256=digest_of([("root/b", b"1")])), "damaged"),
        (archive([("root/a", b"1")], after=[("root/b", b"")]), "damaged"),
        (gzip.compress(tar_of([("backup.json", json.dumps(START).encode()), ("root/a", b"1")])), "ends before its end"),
    ],
)
def test_what_is_not_a_whole_backup_is_refused(packed: bytes, sentence: str) -> None:
    with pytest.raises(BackupRefused) as refused:
        read(packed)
    assert sentence in refused.value.detail


def test_an_archive_cut_anywhere_is_refused() -> None:
    whole = written()
    assert read(whole) == FILES
    for length in [*range(0, len(whole) - 1, max(len(whole) // 60, 1)), *range(len(whole) - 40, len(whole) - 1)]:
        with pytest.raises(BackupRefused):
            read(whole[:length])


def test_a_changed_byte_never_changes_what_is_read() -> None:
    whole = written()
    refused = 0
    places = range(10, len(whole), max(len(whole) // 80, 1))
    for place in places:
        try:
            # A few bits of a packed stream mean nothing; with those changed it is still the same backup.
            assert read(whole[:place] + bytes([whole[place] ^ 0x20]) + whole[place + 1 :]) == FILES
        except BackupRefused:
            refused += 1
    assert refused > len(places) * 0.95


@pytest.mark.parametrize("pieces", [[b"12"], [b"123", b"4"]])
def test_a_file_of_another_size_than_was_said_ends_the_archive(pieces: list[bytes], tmp_path: Path) -> None:
    writer = ArchiveWriter(io.BytesIO(), Start(1, "0", "", ""))
    with pytest.raises(ValueError, match="another size"):
        writer.add("a", 3, 0, pieces)
