"""The tag table: what the editor's build says about its tags, so that server and page agree.

``tags.json`` is written by the build of the browser code. In a checkout whose browser code was never built there is no
such file; the table is then empty, every tag is taken as it stands, and only structure is checked (well-formedness,
names, targets), which is all that the table has no part in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from multisession.web.errors import StudioError
from multisession.web.static_files import static_directory

Kind = Literal["object", "control", "item", "visual"]
AttributeType = Literal["string", "data", "name", "names", "boolean", "number", "enum", "color", "css", "hotkey"]


class TagTableUnreadable(StudioError):
    """The build left a tags.json that this version cannot read."""

    status_code = 500
    code = "tag-table"


class Attribute(msgspec.Struct, kw_only=True, frozen=True):
    """One attribute of a tag, as its descriptor declares it."""

    type: AttributeType
    values: tuple[str, ...] = ()
    default: str | float | bool | None = None
    required: bool = False
    doc: str = ""


class Tag(msgspec.Struct, kw_only=True, frozen=True):
    """One tag, as its descriptor declares it. ``attributes`` is keyed as documented (``toName``)."""

    tag: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    doc: str = ""
    attributes: dict[str, Attribute] = msgspec.field(default_factory=dict)
    #: control: object tags it may point to, "*" for any; None where the descriptor says nothing
    objects: tuple[str, ...] | None = None
    children: tuple[str, ...] | None = None
    parents: tuple[str, ...] | None = None
    result_type: str | None = msgspec.field(name="resultType", default=None)
    region: bool = False
    geometry: tuple[str, ...] = ()
    #: the browser's chunk of this tag and what it imports, relative to the static directory
    chunk: str | None = None
    imports: tuple[str, ...] = ()
    css: tuple[str, ...] = ()

    def documented_name(self, attribute: str) -> str:
        """``toName`` for ``toname``; an attribute that is not documented stays as it is."""
        return next((name for name in self.attributes if name.lower() == attribute), attribute)

    def attribute(self, name: str) -> Attribute | None:
        """The attribute of that name, without regard to case."""
        return next((spec for key, spec in self.attributes.items() if key.lower() == name.lower()), None)


class _File(msgspec.Struct):
    api: Literal[1]
    tags: list[Tag]


class TagTable:
    """The tags this build of the editor knows, found by name or alias without regard to case."""

    def __init__(self, tags: Iterable[Tag]) -> None:
        self.tags: Mapping[str, Tag] = {tag.tag: tag for tag in tags}
        self._by_name = {name.lower(): tag for tag in self.tags.values() for name in (*tag.aliases, tag.tag)}

    def __bool__(self) -> bool:
        return bool(self.tags)

    def get(self, name: str) -> Tag | None:
        """The tag of that name, or None for an unknown one."""
        return self._by_name.get(name.lower())

    @classmethod
    def from_json(cls, content: bytes, *, source: str = "tags.json") -> TagTable:
        """Reads a tags.json; raises :class:`TagTableUnreadable`."""
        try:
            return cls(msgspec.json.decode(content, type=_File).tags)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            message = f"{source} is not a tag table of this version ({error}). Build the browser code again."
            raise TagTableUnreadable(message) from error


EMPTY_TABLE = TagTable(())


def tag_table(path: Path | None = None) -> TagTable:
    """The tag table of the build that is being served, or the one at ``path``; read once per change of the file.

    Raises :class:`TagTableUnreadable`; a file that is not there gives the empty table.
    """
    file = path if path is not None else static_directory() / "tags.json"
    try:
        modified = file.stat().st_mtime_ns
    except OSError:
        return EMPTY_TABLE
    return _read(file, modified)


@lru_cache(maxsize=8)
def _read(file: Path, _modified: int) -> TagTable:
    return TagTable.from_json(file.read_bytes(), source=file.name)
