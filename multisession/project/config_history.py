"""Earlier label configs of a project: what each save replaced, and what was edited by hand in between.

They are few and bounded, so they stand together in one of the project's named values, which counts in its quota. The
one that was saved last is among them: so a file that somebody edited since is noticed by being another one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from multisession.project.config_change import removal
from multisession.project.label_config.model import LabelConfig, LabelConfigInvalid
from multisession.project.label_config.parse import parse_label_config
from multisession.project.store.interface import Document, Store
from multisession.project.store.tables.project import now
from multisession.web.errors import NotFound, QuotaExceeded

MOST_VERSIONS = 50
#: UTF-8 bytes of all of them; the newest stays, however large it is
MOST_BYTES = 512 * 1024
_NAME = "config-history"
_NOTHING = ("", "<View></View>")

Origin = Literal["studio", "file", "start"]


class ConfigVersion(msgspec.Struct, kw_only=True):
    """One label config. ``seen_at`` is when it was saved, for one edited by hand when that was noticed."""

    id: int
    label_config: str
    seen_at: str
    #: "file": edited by hand; "start": what was there before the first change here, from a template or a file
    origin: Origin


class _History(msgspec.Struct, kw_only=True):
    #: the last id given out
    last: int = 0
    #: oldest first
    versions: list[ConfigVersion] = []

    def add(self, label_config: str, origin: Origin) -> None:
        self.last += 1
        self.versions.append(ConfigVersion(id=self.last, label_config=label_config, seen_at=now(), origin=origin))

    def trim(self) -> None:
        sizes = [len(version.label_config.encode()) for version in self.versions]
        first = max(0, len(sizes) - MOST_VERSIONS)
        while sum(sizes[first:]) > MOST_BYTES and first < len(sizes) - 1:
            first += 1
        del self.versions[:first]


_decoder = msgspec.json.Decoder(_History)


def _read(value: str | None) -> _History:
    return _History() if value is None else _decoder.decode(value)


#: The note that leaves no history, when a project is emptied.
FORGOTTEN = (_NAME, lambda _value: None)


async def save_noting(
    store: Store, before: str, label_config: str | None, settings: Mapping[str, Any] | None
) -> Document:
    """Saves documents; another label config than ``before`` comes into the history, with the one that it replaces.

    A project that is full can still be set up: its history then stays as it is.
    """
    if label_config is None or label_config == before:
        return await store.save_document(label_config=label_config, settings=settings)

    def noted(value: str | None) -> str:
        history = _read(value)
        newest = history.versions[-1].label_config if history.versions else None
        if before not in (newest, *_NOTHING):
            history.add(before, "file" if history.versions else "start")
        history.add(label_config, "studio")
        history.trim()
        return msgspec.json.encode(history).decode()

    try:
        return await store.save_document(label_config=label_config, settings=settings, note=(_NAME, noted))
    except QuotaExceeded:
        return await store.save_document(label_config=label_config, settings=settings)


async def versions(store: Store) -> list[ConfigVersion]:
    """Every one that is kept, the newest first."""
    return _read(await store.value(_NAME)).versions[::-1]


async def version(store: Store, version_id: int) -> ConfigVersion:
    """Raises NotFound."""
    for kept in await versions(store):
        if kept.id == version_id:
            return kept
    raise NotFound(f"There is no label config {version_id} in the project's history. Older ones are not kept.")


class Named(msgspec.Struct, frozen=True):
    """A tag by its name, or with ``label`` one of its labels."""

    tag: str
    label: str | None = None


def changes(before: str | None, after: str, *, max_bytes: int) -> tuple[list[Named], list[Named]] | None:
    """What ``after`` has that ``before`` has not, and the other way round; None when one of them cannot be read.

    Without ``before`` everything is new.
    """
    older = parse_label_config("<View></View>", max_bytes=max_bytes) if before is None else _parsed(before, max_bytes)
    newer = _parsed(after, max_bytes)
    if older is None or newer is None:
        return None
    return _lacking(newer, older), _lacking(older, newer)


def _lacking(there: LabelConfig, here: LabelConfig) -> list[Named]:
    """What ``here`` lacks: tags first, then labels, in the order of ``there``."""
    gone = removal(there, here)
    tags = [Named(name) for name in (*there.objects, *there.controls) if name in gone.tags]
    labels = [
        Named(name, label)
        for name, control in there.controls.items()
        for label in control.labels
        if label in gone.labels.get(name, frozenset())
    ]
    return [*tags, *labels]


def _parsed(text: str, max_bytes: int) -> LabelConfig | None:
    try:
        return parse_label_config(text, max_bytes=max_bytes)
    except LabelConfigInvalid:
        return None
