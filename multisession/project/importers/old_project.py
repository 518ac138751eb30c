"""A project directory of Label Studio 0.4 to 0.9: ``tasks.json``, ``completions/<id>.json``, ``config.xml``, uploads.

``tasks.json`` is one object of tasks by their ids. What was labeled stands in a file for each task, which is the task
again with its completions; where it is there, it counts. Completions become annotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

import msgspec

from multisession.project.importers.archive import FileSet
from multisession.project.importers.byte_source import CHUNK_BYTES, ByteSource
from multisession.project.importers.json_array import placed_refusal, read_json_array
from multisession.project.importers.json_members import JsonMembers
from multisession.project.importers.label_targets import ConfigNeeded
from multisession.project.importers.media_file import MediaPlace, Readable
from multisession.project.importers.media_references import PlacedFiles
from multisession.project.importers.refusal import UNREADABLE, Refusal, RowRefused, shown, too_large
from multisession.project.importers.small_text import text_of
from multisession.project.importers.task_shape import TaskShape
from multisession.project.label_config.model import LabelConfig, LabelConfigInvalid
from multisession.project.label_config.parse import parse_label_config
from multisession.project.tasks import NewTask

Items = Iterator[NewTask | Refusal]
#: beside files of tasks
PROJECT_FILES = ("config.xml", "project.db")
#: bytes of a label config
_MOST_CONFIG = 2**20
_KEYED = re.compile(rb'\s*\{\s*"\d{1,18}"\s*:\s*\{\s*"(?:id|data|completions|predictions|task_path)"')
_COMPLETIONS = re.compile(r"(?:(.*)/)?completions/(\d{1,18})\.json")
#: of a task in either file; ids and counters of another project mean nothing here
_KEPT = ("data", "meta", "annotations", "completions", "predictions")
_raw_object = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_encode = msgspec.json.Encoder().encode


def is_old_tasks(head: bytes) -> bool:
    """Whether a JSON file begins as ``tasks.json`` does."""
    return bool(_KEYED.match(head.removeprefix(b"\xef\xbb\xbf")))


def old_projects(names: Iterable[str]) -> list[str]:
    """The folders among files of these names that are such projects, the set's own as ''."""
    every = frozenset(names)
    labeled = {found[1] or "" for name in every if (found := _COMPLETIONS.fullmatch(name))}
    roots = {_folder(name) for name in every if name.rpartition("/")[2] == "tasks.json"} | labeled
    return sorted(
        root
        for root in roots
        if _in(root, "project.db") not in every
        and (
            {_in(root, "config.xml"), _in(root, "config.json")} <= every
            or (_in(root, "tasks.json") in every and root in labeled)
        )
    )


def read_old_tasks(source: ByteSource, shape: TaskShape) -> Items:
    """The tasks of a ``tasks.json`` that comes alone."""
    return _Tasks(shape, _Labeled({}, None)).of(source)


def read_old_project(files: FileSet, root: str, placed: PlacedFiles, media: MediaPlace, shape: TaskShape) -> Items:
    """The tasks of the project in the folder ``root`` of a set, with what was labeled. Raises ConfigNeeded."""
    survey = _Survey(files, root, shape.max_task_bytes)
    with media.copy(survey) as kept:
        yield from survey.refusals
        if survey.config:
            _require(survey.config, shape.options.config, labeled=bool(survey.places))
        tasks = _Tasks(shape, _Labeled(survey.places, kept))
        name = _in(root, "tasks.json")
        for found, content in files.files():
            if found == name:
                yield from _named(tasks.of(ByteSource(_blocks(content))), name, placed)
        yield from _named(tasks.rest(root), "", placed)


@dataclass
class _Survey:
    """What was labeled, one file after another, as one that is copied; and the label config."""

    files: FileSet
    root: str
    most_bytes: int
    #: by the task's id: where its file begins, times 2^32, and its length
    places: dict[int, int] = field(default_factory=dict)
    config: str = ""
    refusals: list[Refusal] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._blocks = self._contents()

    def read(self, size: int, /) -> bytes:
        """The next file, of whatever size; nothing at the end."""
        return next(self._blocks, b"")

    def _contents(self) -> Iterator[bytes]:
        at = 0
        for name, content in self.files.files():
            found = _COMPLETIONS.fullmatch(name)
            if found and (found[1] or "") == self.root:
                text = _whole(content, self.most_bytes)
                if text is None:
                    self.refusals.append(Refusal(line=1, reason=too_large(self.most_bytes), source=name))
                elif text:
                    self.places[int(found[2])] = at << 32 | len(text)
                    at += len(text)
                    yield text
            elif name == _in(self.root, "config.xml"):
                try:
                    self.config = text_of(content, _MOST_CONFIG)
                except RowRefused as refused:
                    self.refusals.append(Refusal(line=1, reason=refused.reason, source=name))


class _Labeled:
    """What was labeled, by the ids of its tasks."""

    def __init__(self, places: dict[int, int], file: BinaryIO | None) -> None:
        self._places = places
        self._file = file

    def take(self, number: int) -> bytes | None:
        """The file of one task, once; None where there is none."""
        place = self._places.pop(number, None)
        if place is None or self._file is None:
            return None
        self._file.seek(place >> 32)
        return self._file.read(place & 0xFFFFFFFF)

    def ids(self) -> list[int]:
        """Of those that were not taken."""
        return sorted(self._places)


class _Tasks:
    """Makes tasks of what stands in both places."""

    def __init__(self, shape: TaskShape, labeled: _Labeled) -> None:
        self._shape = shape
        self._labeled = labeled

    def of(self, source: ByteSource) -> Items:
        """Of ``tasks.json``."""
        members = JsonMembers(source.text_chunks(), max_item_bytes=self._shape.max_task_bytes, start=source.text_start)
        if not members.is_object():
            yield from read_json_array(source, self._shape)
            return
        for key, value in members.members():
            if isinstance(value, Refusal):
                yield value
                continue
            try:
                yield self._task(bytes(value.items[0]), int(key) if key.isdecimal() and len(key) < 19 else -1)
            except RowRefused as refused:
                yield placed_refusal(refused, value, 0)

    def rest(self, root: str) -> Items:
        """Of files of what was labeled whose tasks are not in ``tasks.json``: they hold them too."""
        for number in self._labeled.ids():
            text = self._labeled.take(number) or b""
            try:
                yield self._shape.task(_item(text, None))
            except RowRefused as refused:
                name = _in(root, f"completions/{number}.json")
                yield Refusal(line=1 + refused.line, reason=refused.reason, content=shown(text), source=name)

    def _task(self, text: bytes, number: int) -> NewTask:
        return self._shape.task(_item(text, self._labeled.take(number)))


def _item(text: bytes, labeled: bytes | None) -> bytes:
    """A task with its completions, as an item of a file of tasks; what is none as it stands."""
    try:
        task = _raw_object(text)
        if labeled is not None:
            done = _raw_object(labeled)
            task.setdefault("data", done.get("data", msgspec.Raw(b"{}")))
            task["completions"] = done.get("completions", msgspec.Raw(b"[]"))
            if "predictions" in done:
                task.setdefault("predictions", done["predictions"])
    except UNREADABLE:
        if labeled is None:
            return text
        raise RowRefused("What was labeled on this task cannot be read: its file in completions/ is no JSON.") from None
    return _encode({key: task[key] for key in _KEPT if key in task}) if "data" in task else text


def _require(text: str, config: LabelConfig | None, *, labeled: bool) -> None:
    """Raises ConfigNeeded when the project's config has no place for what the old one has."""
    try:
        old = parse_label_config(text)
    except LabelConfigInvalid:
        # Then nobody can use it here; the data keys are checked in any case.
        return
    fits = config is not None and bool(config.controls) and set(config.data_keys) <= set(old.data_keys)
    if fits and labeled:
        fits = _controls(old) <= _controls(config)
    if not fits:
        raise ConfigNeeded("the tasks and labels of a Label Studio 0.x project", text)


def _controls(config: LabelConfig | None) -> set[tuple[str, str]]:
    return {(name, control.tag) for name, control in config.controls.items()} if config is not None else set()


def _named(items: Items, name: str, placed: PlacedFiles) -> Items:
    for item in items:
        if isinstance(item, Refusal):
            yield msgspec.structs.replace(item, source=item.source or name)
        else:
            yield placed.with_addresses(item, name)


def _whole(content: Readable, most: int) -> bytes | None:
    found = bytearray()
    while block := content.read(CHUNK_BYTES):
        found += block
        if len(found) > most:
            return None
    return bytes(found)


def _blocks(content: Readable) -> Iterator[bytes]:
    while block := content.read(CHUNK_BYTES):
        yield block


def _folder(name: str) -> str:
    return name.rpartition("/")[0]


def _in(root: str, name: str) -> str:
    return f"{root}/{name}" if root else name
