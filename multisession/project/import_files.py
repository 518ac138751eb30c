"""Importing the files of one request: tables and lists of tasks, and media files, each of which becomes a task."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

import msgspec

from multisession.project.import_media import media_of_import
from multisession.project.importers.import_run import ImportReport, import_stream
from multisession.project.importers.media_file import MediaPlace, Seekable, media_refusal, media_task
from multisession.project.importers.read_options import ReadOptions
from multisession.project.importers.reading import read_tasks
from multisession.project.importers.refusal import Refusal
from multisession.project.media_types import SIGNATURE_BYTES, type_of_bytes
from multisession.project.project import Project
from multisession.project.store.interface import Upload
from multisession.project.tasks import NewTask
from multisession.web.errors import excerpt
from multisession.web.received import ReceivedFile

Items = Iterator[NewTask | Refusal]

#: characters of a refused row that a report shows
CONTENT_SHOWN = 160


@dataclass(slots=True)
class Imported:
    """What one request brought."""

    report: ImportReport
    uploads: list[Upload] = field(default_factory=list)
    #: suffixes of the files, with the dot
    formats: list[str] = field(default_factory=list)
    #: keys of the first task's data
    columns: list[str] = field(default_factory=list)


async def import_files(
    project: Project, files: Sequence[ReceivedFile], *, options: ReadOptions, skip_refused: bool, dry_run: bool
) -> Imported:
    """Imports all files as one import: all or nothing, unless ``skip_refused``; ``dry_run`` only reads and counts.

    Raises ImportRefused with the first refusals, ArchiveRefused, LabelConfigInvalid when the config of the project
    cannot be read.
    """
    data_keys = (await project.label_config()).data_keys
    imported = Imported(ImportReport())
    with media_of_import(project, dry_run=dry_run) as media:
        parts = [
            _named(
                read_file(
                    project,
                    file.file,
                    name=file.name,
                    content_type=file.content_type,
                    options=options,
                    data_keys=data_keys,
                    media=media,
                ),
                file.name if len(files) > 1 else "",
            )
            for file in files
        ]
        imported.formats = [PurePath(file.name).suffix.lower() or ".json" for file in files]
        imported.report = await import_stream(
            project.store,
            _noting_columns(itertools.chain.from_iterable(parts), imported),
            skip_refused=skip_refused,
            dry_run=dry_run,
            source=", ".join(file.name for file in files[:3] if file.name),
            media=media,
        )
        imported.uploads = media.uploads
    project.committed()
    return imported


def _head(file: Seekable) -> bytes:
    head = file.read(SIGNATURE_BYTES)
    file.seek(0)
    return head


def read_file(
    project: Project,
    file: Seekable,
    *,
    name: str,
    content_type: str,
    options: ReadOptions,
    data_keys: Mapping[str, str],
    media: MediaPlace,
) -> Items:
    """The tasks of one file at its start; a media file becomes one. ``name`` is empty for a pasted text."""
    found = type_of_bytes(_head(file)) if name else None
    if found is not None:
        yield media_refusal(found, data_keys, source="") or media_task(
            media.place(file, name), found, data_keys, source=name
        )
        return
    yield from read_tasks(
        file,
        name=name,
        data_keys=data_keys,
        max_task_bytes=project.settings.max_task_bytes,
        content_type=content_type,
        options=options,
        media=media,
    )


def _named(items: Items, source: str) -> Items:
    """Refusals of several files say which file they speak of."""
    for item in items:
        yield msgspec.structs.replace(item, source=source) if source and isinstance(item, Refusal) else item


def _noting_columns(items: Items, imported: Imported) -> Items:
    for item in items:
        if not imported.columns and isinstance(item, NewTask):
            imported.columns = list(msgspec.json.decode(item.data, type=dict[str, msgspec.Raw]))
        yield item


def refusals_json(report: ImportReport) -> list[dict[str, object]]:
    """The refusals as the API answers them."""
    return [msgspec.to_builtins(short(refusal)) for refusal in report.refusals]


def short(refusal: Refusal) -> Refusal:
    """A refusal with no more of its row than a report shows."""
    content = refusal.content
    return msgspec.structs.replace(refusal, content=excerpt(content, longest=CONTENT_SHOWN))
