"""Archives made by hand, with the standard tools, so that what is read back is not what our own writer meant."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile
from collections.abc import Sequence
from typing import Any

START = {"format": 1, "program": "0.1.0", "instance": "i", "made_at": "2026-01-01T00:00:00+00:00"}

Entry = tarfile.TarInfo | tuple[str, bytes]


def entry(name: str, kind: bytes = tarfile.REGTYPE, target: str = "") -> tarfile.TarInfo:
    """A member without content."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def digest_of(members: Sequence[tuple[str, bytes]]) -> str:
    """The digest of docs/backup.md: name below root/, NUL, size, NUL, time, NUL, content, of each file."""
    hashed = hashlib.sha256()
    for name, content in members:
        hashed.update(name.removeprefix("root/").encode() + b"\0%d\x000\0" % len(content) + content)
    return hashed.hexdigest()


def tar_of(entries: Sequence[Entry]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for item in entries:
            if isinstance(item, tarfile.TarInfo):
                tar.addfile(item)
                continue
            info = tarfile.TarInfo(item[0])
            info.size = len(item[1])
            tar.addfile(info, io.BytesIO(item[1]))
    return packed.getvalue()


def archive(
    entries: Sequence[Entry], *, start: dict[str, Any] | None = None, after: Sequence[Entry] = (), **end: Any
) -> bytes:
    """A whole archive around ``entries``, with the digest of those that are files; ``end`` replaces what it says."""
    files = [item if isinstance(item, tuple) else (item.name, b"") for item in entries]
    told = {"projects": 1, "bases": 0, "files": len(files), "bytes": sum(len(content) for _, content in files)}
    told |= {"sha256": digest_of(files)} | end
    first = ("backup.json", json.dumps(START if start is None else start).encode())
    return gzip.compress(tar_of([first, *entries, ("digest.json", json.dumps(told).encode()), *after]), 1)
