"""A template as the contents of a project: its pictures copied to ``upload/``, its tasks pointing at the copies."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from multisession.project.media_types import SIGNATURE_BYTES, type_for
from multisession.project.store.durable import write_atomically
from multisession.project.store.interface import Upload
from multisession.project.tasks import NewTask
from multisession.templates import Template

_SOURCE = re.compile(r'\bsrc="([^"]*)"')


@dataclass(frozen=True, slots=True)
class TemplateContents:
    """What a template brings: tasks to import and rows for the uploads (``id`` counts from 1)."""

    tasks: list[NewTask]
    uploads: list[Upload]


def materialise(template: Template, upload_directory: Path) -> TemplateContents:
    """Copies the template's media into ``upload_directory`` (made when missing) under generated names.

    The names come from the content, so the same template gives the same base, and a second copy changes nothing. Each
    file is whole or not there. In the tasks, a media file's name becomes ``/data/upload/1/<name>``.
    Raises OSError when the directory cannot be written.
    """
    uploads = [_copy(number, path, upload_directory) for number, path in enumerate(template.media, start=1)]
    addresses = {upload.original_name: f"/data/upload/1/{upload.name}" for upload in uploads}
    return TemplateContents(tasks=[_addressed(task, addresses) for task in template.tasks()], uploads=uploads)


def _copy(number: int, source: Path, directory: Path) -> Upload:
    content = source.read_bytes()
    media_type = type_for(source.name, content[:SIGNATURE_BYTES])
    name = f"{hashlib.blake2b(content, digest_size=8).hexdigest()}-{source.name}"
    directory.mkdir(parents=True, exist_ok=True)
    if not (directory / name).exists():
        write_atomically(directory / name, content)
    return Upload(
        id=number,
        name=name,
        original_name=source.name,
        size=len(content),
        content_type=media_type.content_type if media_type else "application/octet-stream",
    )


def _addressed(task: NewTask, addresses: Mapping[str, str]) -> NewTask:
    if not addresses:
        return task
    return NewTask(data=msgspec.Raw(msgspec.json.encode(with_addresses(msgspec.json.decode(task.data), addresses))))


def with_addresses(data: Any, addresses: Mapping[str, str]) -> Any:
    """Task data with the addresses of media files where their names stand: as a value, or as the ``src`` in markup."""
    if isinstance(data, dict):
        return {key: with_addresses(value, addresses) for key, value in data.items()}
    if isinstance(data, list):
        return [with_addresses(value, addresses) for value in data]
    if not isinstance(data, str):
        return data
    if data in addresses:
        return addresses[data]
    return _SOURCE.sub(lambda found: f'src="{addresses.get(found[1], found[1])}"', data)
