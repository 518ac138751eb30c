"""Where the media files of a set went, and the tasks that name them: names become addresses."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import msgspec

from multisession.project.media_types import MediaType
from multisession.project.tasks import NewTask

_object = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_array = msgspec.json.Decoder(list[msgspec.Raw]).decode
_text = msgspec.json.Decoder(str).decode
#: of any host, from 0.x to now
_UPLOADED = re.compile(r"(?:https?://[^/?#\s]+)?(?:/data)?/upload/(?:\d+/)?([^/?#]+)")
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class PlacedFile:
    """A media file that was taken."""

    #: in the set, with its folders
    name: str
    address: str
    media: MediaType


class PlacedFiles:
    """The media files of a set by the names under which others speak of them."""

    def __init__(self) -> None:
        self._by_name: dict[str, PlacedFile] = {}
        #: by the last part of their name; None where several have it
        self._by_last: dict[str, PlacedFile | None] = {}
        self._by_stem: dict[str, PlacedFile | None] = {}
        #: by the whole name without its suffix
        self._by_path: dict[str, PlacedFile] = {}

    def add(self, file: PlacedFile) -> None:
        """One more."""
        self._by_name[file.name] = file
        self._by_path.setdefault(posixpath.splitext(file.name)[0], file)
        last = posixpath.basename(file.name)
        for index, key in ((self._by_last, last), (self._by_stem, posixpath.splitext(last)[0])):
            index[key] = None if key in index else file

    def __len__(self) -> int:
        return len(self._by_name)

    def __iter__(self) -> Iterator[PlacedFile]:
        """In the order of their names."""
        return iter([self._by_name[name] for name in sorted(self._by_name)])

    def find(self, reference: str, beside: str = "") -> PlacedFile | None:
        """The file that ``reference`` names, in the document ``beside``; None when it names none, or several.

        By its whole name, by the way from the document's folder, or by its last part where only one file has that,
        which is also what stands in an address under which Label Studio hands out its uploads.
        """
        uploaded = _UPLOADED.fullmatch(reference)
        if uploaded is not None:
            return self._by_last.get(uploaded[1])
        plain = posixpath.normpath(reference.strip().replace("\\", "/"))
        for name in (plain, posixpath.normpath(posixpath.join(posixpath.dirname(beside), plain))):
            if name in self._by_name:
                return self._by_name[name]
        return self._by_last.get(plain) if "/" not in plain else None

    def ending(self, reference: str) -> PlacedFile | None:
        """The only file whose last part is that of ``reference``."""
        return self._by_last.get(posixpath.basename(reference.replace("\\", "/")))

    def of_stem(self, name: str, folder: str) -> PlacedFile | None:
        """The file called as ``name`` but for its suffix: in ``folder``, beside it, or the only one anywhere."""
        path, last = posixpath.splitext(name)[0], posixpath.splitext(posixpath.basename(name))[0]
        return self._by_path.get(f"{folder}/{last}".lstrip("/")) or self._by_path.get(path) or self._by_stem.get(last)

    def with_addresses(self, task: NewTask, beside: str) -> NewTask:
        """A task whose data name these files by their addresses; everything else stays as it is written."""
        found = self._replaced(task.data, beside) if self._by_name else None
        return task if found is None else msgspec.structs.replace(task, data=found)

    def _replaced(self, raw: msgspec.Raw, beside: str) -> msgspec.Raw | None:
        """The value with addresses in it; None when it names no file."""
        start = bytes(memoryview(raw)[:1])
        if start == b'"':
            text = _text(raw)
            file = self.find(text, beside) or self.find(unquote(text), beside) if len(text) <= 1024 else None
            return None if file is None else msgspec.Raw(_encode(file.address))
        if start == b"[":
            return self._each(dict(enumerate(_array(raw))), beside, as_list=True)
        return self._each(_object(raw), beside, as_list=False) if start == b"{" else None

    def _each(self, values: dict[Any, msgspec.Raw], beside: str, *, as_list: bool) -> msgspec.Raw | None:
        found = {key: new for key, value in values.items() if (new := self._replaced(value, beside)) is not None}
        if not found:
            return None
        values.update(found)
        return msgspec.Raw(_encode(list(values.values()) if as_list else values))
