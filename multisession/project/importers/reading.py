"""Reads the tasks of one stream, or of a file or folder on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import cast

import msgspec

from multisession.project.importers.archive import FileSet, is_archive, open_archive
from multisession.project.importers.byte_source import ByteSource
from multisession.project.importers.detection import detect, unreadable
from multisession.project.importers.file_set import OF_SETS, hub_notes, is_labelled, read_file_set
from multisession.project.importers.folder_files import FolderFiles, files_below
from multisession.project.importers.html_page import SUFFIXES as HTML_SUFFIXES
from multisession.project.importers.html_page import hypertext_key
from multisession.project.importers.media_file import MediaPlace, Readable, Seekable, media_refusal, media_task
from multisession.project.importers.parquet import MARK, read_parquet_file
from multisession.project.importers.read_options import AS_FOUND, LabelsAs, ReadOptions
from multisession.project.importers.refusal import MAX_TASK_BYTES, Refusal
from multisession.project.importers.registry import IMPORTERS, importer_named
from multisession.project.importers.task_shape import TaskShape
from multisession.project.importers.text_lines import read_text_file
from multisession.project.label_config.model import LabelConfig
from multisession.project.media_types import SUFFIXES, Kind, type_of_bytes, type_of_name
from multisession.project.tasks import NewTask
from multisession.web.errors import BadRequest

Items = Iterator[NewTask | Refusal]
#: of a file that is only looked at, or comes without a place for media
_UNSEEN = "This is an archive (ZIP, tar, gzip) or an Office document. Import an archive as a file; save a table as CSV."

_TASK_SUFFIXES = tuple(suffix for importer in IMPORTERS.values() for suffix in importer.suffixes)
#: files of a folder that each input format takes, by suffix
_FOLDER_SUFFIXES: Mapping[str, tuple[str, ...]] = {
    "auto": _TASK_SUFFIXES + SUFFIXES,
    "json": IMPORTERS["json"].suffixes + IMPORTERS["jsonl"].suffixes,
    "json-dir": IMPORTERS["json"].suffixes + IMPORTERS["jsonl"].suffixes,
    "text": IMPORTERS["txt"].suffixes,
    "text-dir": IMPORTERS["txt"].suffixes,
    "csv": IMPORTERS["csv"].suffixes,
    "tsv": IMPORTERS["tsv"].suffixes,
    "image-dir": tuple(suffix for suffix in SUFFIXES if getattr(type_of_name(f"x.{suffix}"), "kind", "") == "image"),
    "audio-dir": tuple(suffix for suffix in SUFFIXES if getattr(type_of_name(f"x.{suffix}"), "kind", "") == "audio"),
}


def read_tasks(
    stream: Readable | Iterable[bytes],
    *,
    name: str,
    data_keys: Mapping[str, str],
    max_task_bytes: int = MAX_TASK_BYTES,
    content_type: str = "",
    options: ReadOptions = AS_FOUND,
    media: MediaPlace | None = None,
) -> Items:
    """The tasks and refusals of one stream, read as they are asked for.

    ``name`` is the file's name as a person gave it (empty for a pasted text), ``data_keys`` says which tag of the
    label config shows which key. Raises BadRequest for an unknown format. A media file is refused here: it has to be
    stored first (``media_task``). An archive has to be a file that can be read twice, and needs a place for its media:
    ``media``.
    """
    format = None if options.format in (None, "", "auto") else importer_named(options.format).name
    shape = TaskShape(data_keys, file_upload=name or None, max_task_bytes=max_task_bytes, options=options)
    return _read(stream, name, format, content_type, shape, media)


def _read(
    stream: Readable | Iterable[bytes],
    name: str,
    format: str | None,
    content_type: str,
    shape: TaskShape,
    media: MediaPlace | None,
) -> Items:
    source = ByteSource(stream, shape.options.encoding)
    if type_of_bytes(source.head):
        yield Refusal(line=1, reason="This is a media file. Send it as a file of a form, one part for each file.")
        return
    if is_archive(source.head):
        if media is None or not hasattr(stream, "seek"):
            yield Refusal(line=1, reason=_UNSEEN)
        else:
            yield from read_file_set(open_archive(cast(Seekable, stream), name), shape, media, format=format)
        return
    if source.head.startswith(MARK) and media is not None and hasattr(stream, "seek"):
        file = cast(Seekable, stream)
        file.seek(0)
        yield from read_parquet_file(file, shape, media)
        return
    found = format or detect(name, content_type, source.head)
    reason = unreadable(source.head, found)
    if reason is not None:
        yield Refusal(line=1, reason=reason)
        return
    yield from IMPORTERS[found].read(source, shape)


def read_path(
    path: Path,
    *,
    format: str = "auto",
    data_keys: Mapping[str, str],
    max_task_bytes: int = MAX_TASK_BYTES,
    media: MediaPlace,
    config: LabelConfig | None = None,
    labels_as: LabelsAs = "annotations",
    options: ReadOptions = AS_FOUND,
) -> Items:
    """The tasks and refusals of a file, or of every file in a folder and its subfolders, in name order.

    ``format`` is a value of ``--input-format``. Files that it does not take and hidden files of a folder are passed
    over. Media files are handed to ``media`` one by one. ``config`` is asked where the labels of files go that
    hold some; ``options`` says how tables and texts are read. Raises BadRequest for an unknown format, ConfigNeeded,
    OSError when a file cannot be read.
    """
    if format not in _FOLDER_SUFFIXES and format not in IMPORTERS:
        raise BadRequest(f'There is no input format "{format}". Use one of {", ".join(_FOLDER_SUFFIXES)}.')
    options = msgspec.structs.replace(options, config=config, labels_as=labels_as)
    return _read_path(path, format, _PathReader(format, data_keys, max_task_bytes, media, options))


def _read_path(path: Path, format: str, reader: _PathReader) -> Items:
    if not path.is_dir():
        yield from reader.read(path)
        return
    if format in OF_SETS or (format == "auto" and is_labelled(path)):
        yield from reader.read_set(FolderFiles(path))
        return
    suffixes = _FOLDER_SUFFIXES.get(format) or IMPORTERS[format].suffixes
    if format == "auto" and not reader.shows_html:
        # Then it only speaks of the others.
        suffixes = tuple(suffix for suffix in suffixes if suffix not in HTML_SUFFIXES)
    found = False
    files = list(files_below(path))
    notes = hub_notes({file.name for file in files})
    for file in files:
        if file.suffix[1:].lower() in suffixes and file.name not in notes:
            found = True
            for item in reader.read(file):
                yield msgspec.structs.replace(item, source=file.name) if isinstance(item, Refusal) else item
    if not found:
        what = "files of tasks or media" if format == "auto" else f"files ending in .{' .'.join(suffixes[:4])}"
        yield Refusal(line=1, reason=f"The folder holds no {what}.", source=path.name)


class _PathReader:
    """Reads single files in the way one input format asks for."""

    def __init__(
        self,
        format: str,
        data_keys: Mapping[str, str],
        max_task_bytes: int,
        media: MediaPlace,
        options: ReadOptions,
    ) -> None:
        self._importer = {"text": "txt", "json-dir": None, "auto": None}.get(format, format)
        self._kind: Kind | None = "image" if format == "image-dir" else "audio" if format == "audio-dir" else None
        self._data_keys = data_keys
        self._max_task_bytes = max_task_bytes
        self._media = media
        self._options = options

    @property
    def shows_html(self) -> bool:
        """Whether the label config does."""
        return hypertext_key(self._data_keys) is not None

    def read(self, path: Path) -> Items:
        """The tasks of one file."""
        with path.open("rb") as stream:
            source = ByteSource(stream, self._options.encoding)
            shape = TaskShape(
                self._data_keys, file_upload=path.name, max_task_bytes=self._max_task_bytes, options=self._options
            )
            if self._kind is None and is_archive(source.head):
                importer = self._importer if self._importer in IMPORTERS else None
                yield from read_file_set(open_archive(stream, path.name), shape, self._media, format=importer)
                return
            if self._kind is None and source.head.startswith(MARK):
                yield from read_parquet_file(stream, shape, self._media)
                return
            media = type_of_bytes(source.head)
            if (media and self._importer is None) or self._kind:
                yield from self._media_file(path, source.head)
                return
            found = self._importer or detect(path.name, "", source.head)
            reason = unreadable(source.head, found)
            if reason is not None:
                yield Refusal(line=1, reason=reason)
                return
            if found == "text-dir":
                yield from read_text_file(source, shape)
            else:
                yield from IMPORTERS[found].read(source, shape)

    def read_set(self, files: FileSet) -> Items:
        """The tasks of files that belong together."""
        shape = TaskShape(self._data_keys, max_task_bytes=self._max_task_bytes, options=self._options)
        yield from read_file_set(files, shape, self._media, format=self._importer)

    def _media_file(self, path: Path, head: bytes) -> Items:
        media = type_of_bytes(head)
        if media is None or (self._kind and media.kind != self._kind):
            kind = self._kind or "media"
            yield Refusal(line=1, reason=f"By its first bytes this is no {kind} file that can be shown.")
            return
        refusal = media_refusal(media, self._data_keys, source="")
        if refusal is not None:
            yield refusal
        else:
            with path.open("rb") as content:
                address = self._media.place(content, path.name)
            yield media_task(address, media, self._data_keys, source=path.name)
