"""The tasks of a snapshot that is kept as JSON, read back for another format as they were when it was made."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import BinaryIO

import msgspec
from anyio import to_thread

from multisession.project.annotations import Annotation
from multisession.project.importers.json_items import Batch, JsonItems
from multisession.project.store.interface import TaskBundle
from multisession.project.tasks import Task

_BLOCK = 256 * 1024
#: tasks at a time
_BATCH = 100


class _StoredTask(msgspec.Struct):
    """What a format takes from a task of the JSON export."""

    id: int
    inner_id: int
    data: msgspec.Raw
    meta: msgspec.Raw
    created_at: str
    updated_at: str
    annotations: list[Annotation]


_task = msgspec.json.Decoder(_StoredTask).decode


async def stored_bundles(file: BinaryIO, size: int) -> AsyncIterator[list[TaskBundle]]:
    """The tasks with their annotations, a batch at a time; read in a thread. Drafts are in no other format."""
    batches = _batches(file, size)
    while batch := await to_thread.run_sync(next, batches, None):
        yield batch


def _batches(file: BinaryIO, size: int) -> Iterator[list[TaskBundle]]:
    for found in JsonItems(iter(lambda: file.read(_BLOCK), b""), max_item_bytes=size):
        # What we wrote ourselves has nothing to be refused.
        assert isinstance(found, Batch), found
        for start in range(0, len(found.items), _BATCH):
            yield [_bundle(_task(item)) for item in found.items[start : start + _BATCH]]


def _bundle(stored: _StoredTask) -> TaskBundle:
    task = Task(
        id=stored.id,
        inner_id=stored.inner_id,
        # The block that they are parts of goes.
        data=stored.data.copy(),
        meta=stored.meta.copy(),
        created_at=stored.created_at,
        updated_at=stored.updated_at,
    )
    return TaskBundle(task=task, annotations=stored.annotations)
