"""A media file becomes one task: the address of the stored file under the data key of a tag that shows its kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import BinaryIO, Protocol, runtime_checkable

import msgspec

from multisession.project.importers.refusal import Refusal
from multisession.project.media_types import SIGNATURE_BYTES, Kind, MediaType
from multisession.project.tasks import NewTask

#: the tags that show a kind, the first being the one that an error names
TAGS_OF_KIND: Mapping[Kind, tuple[str, ...]] = {
    "image": ("Image",),
    "audio": ("Audio", "AudioPlus"),
    "video": ("Video",),
    "document": ("Pdf",),
}


class Readable(Protocol):
    """What the bytes of a file are read from."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end."""
        ...


class Seekable(Readable, Protocol):
    """A file that can be read more than once."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Goes to a place, as files do; where that is."""
        ...


@runtime_checkable
class Counted(Protocol):
    """A file whose reader says how far it is, where somebody watches."""

    def reached(self, share: float) -> None:
        """So much of it is read, of 1."""
        ...


class MediaPlace(Protocol):
    """Where the media files of an import go. Its methods block."""

    def place(self, content: Readable, name: str) -> str:
        """Takes a file and returns the address under which the browser gets it. ``name`` is as a person gave it.

        Raises UnsupportedMedia, BodyTooLarge, StorageFull, QuotaExceeded.
        """
        ...

    def open(self, address: str) -> BinaryIO | None:
        """A file that was taken, by its address; None for any other."""
        ...

    def copy(self, content: Readable) -> BinaryIO:
        """A copy on the disk that has no name and goes when it is closed, for what has to be read back and forth.

        Raises StorageFull, QuotaExceeded.
        """
        ...


class Ahead:
    """A content whose first bytes are known."""

    def __init__(self, content: Readable) -> None:
        self._content = content
        parts = []
        left = SIGNATURE_BYTES
        while left and (part := content.read(left)):
            parts.append(part)
            left -= len(part)
        self.head = b"".join(parts)
        self._rest = self.head

    def read(self, size: int, /) -> bytes:
        """All of it, from the first byte."""
        if self._rest:
            block, self._rest = self._rest[:size], self._rest[size:]
            return block
        return self._content.read(size)


def media_key(media: MediaType, data_keys: Mapping[str, str]) -> str | None:
    """The data key for a file of this type, or None when the label config has no tag for it.

    A config without data keys takes any file, under the name of its kind.
    """
    if not data_keys:
        return media.kind
    for key, tag in data_keys.items():
        if tag in TAGS_OF_KIND[media.kind]:
            return key
    return None


def media_refusal(media: MediaType, data_keys: Mapping[str, str], *, source: str) -> Refusal | None:
    """Why a file of this type cannot be a task under the label config, or None when it can."""
    key = media_key(media, data_keys)
    if key is None:
        tag = TAGS_OF_KIND[media.kind][0]
        reason = (
            f"The label config has no <{tag}> tag to show {_article(media.kind)} file with. Add one on the Setup page."
        )
        return Refusal(line=1, reason=reason, source=source)
    others = [name for name in data_keys if re.split(r"[.\[]", name, maxsplit=1)[0] != key]
    if others:
        reason = f'The label config also shows "{others[0]}", which a media file alone cannot fill.'
        return Refusal(line=1, reason=f"{reason} Import a JSON or CSV file.", source=source)
    return None


def media_task(address: str, media: MediaType, data_keys: Mapping[str, str], *, source: str) -> NewTask:
    """The task of one stored file; ``address`` is where the browser gets it, ``source`` the name a person gave it."""
    key = media_key(media, data_keys) or media.kind
    return NewTask(data=msgspec.Raw(msgspec.json.encode({key: address})), file_upload=source)


def _article(kind: Kind) -> str:
    return f"an {kind}" if kind[0] in "ai" else f"a {kind}"
