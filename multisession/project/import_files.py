"""Importing the files of one request: tables and lists of tasks, and media files, each of which becomes a task."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

import msgspec

from multisession.project.importers.import_run import ImportReport, import_stream
from multisession.project.importers.media_file import media_refusal, media_task
from multisession.project.importers.read_options import ReadOptions
from multisession.project.importers.reading import read_tasks
from multisession.project.importers.refusal import Refusal
from multisession.project.media_types import SIGNATURE_BYTES, MediaType, type_of_bytes
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

    Raises ImportRefused with the first refusals, LabelConfigInvalid when the config of the project cannot be read.
    """
    data_keys = (await project.label_config()).data_keys
    imported = Imported(ImportReport())
    parts: list[Items] = []
    try:
        for file in files:
            media = type_of_bytes(_head(file))
            if media is not None and file.name:
                items = await _store_media(project, file, media, data_keys, imported, dry_run=dry_run)
            else:
                items = _read(project, file, options, data_keys)
            parts.append(_named(items, file.name if len(files) > 1 else ""))
            imported.formats.append(PurePath(file.name).suffix.lower() or ".json")
        source = ", ".join(file.name for file in files[:3] if file.name)
        imported.report = await import_stream(
            project.store,
            _noting_columns(itertools.chain.from_iterable(parts), imported),
            skip_refused=skip_refused,
            dry_run=dry_run,
            source=source,
        )
    except BaseException:
        for upload in imported.uploads:
            await project.media.delete(upload.id)
        raise
    project.committed()
    return imported


def _head(file: ReceivedFile) -> bytes:
    head = file.file.read(SIGNATURE_BYTES)
    file.file.seek(0)
    return head


def _read(project: Project, file: ReceivedFile, options: ReadOptions, data_keys: Mapping[str, str]) -> Items:
    return read_tasks(
        file.file,
        name=file.name,
        data_keys=data_keys,
        max_task_bytes=project.settings.max_task_bytes,
        content_type=file.content_type,
        options=options,
    )


async def _store_media(
    project: Project,
    file: ReceivedFile,
    media: MediaType,
    data_keys: Mapping[str, str],
    imported: Imported,
    *,
    dry_run: bool,
) -> Items:
    refusal = media_refusal(media, data_keys, source="")
    if refusal is not None:
        return iter([refusal])
    address = ""
    if not dry_run:
        upload = await project.media.save(
            file.file, original_name=file.name, max_bytes=project.settings.max_upload_bytes
        )
        imported.uploads.append(upload)
        address = project.media.address(upload.name)
    return iter([media_task(address, media, data_keys, source=file.name)])


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
