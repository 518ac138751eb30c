"""JSON: a list of tasks, one task, or tasks one after another."""

from __future__ import annotations

from collections.abc import Iterator

from multisession.project.importers.byte_source import ByteSource
from multisession.project.importers.json_items import Batch, JsonItems
from multisession.project.importers.refusal import Refusal, RowRefused, bad_byte, shown
from multisession.project.importers.task_shape import TaskShape
from multisession.project.tasks import NewTask


def read_json_array(source: ByteSource, shape: TaskShape) -> Iterator[NewTask | Refusal]:
    """The tasks of a JSON file; a broken item is refused alone as long as the list around it holds together."""
    items = JsonItems(source.text_chunks(), max_item_bytes=shape.max_task_bytes, start=source.text_start)
    for batch in items:
        if isinstance(batch, Refusal):
            yield batch
            continue
        for number, raw in enumerate(batch.items):
            try:
                yield shape.task(raw)
            except RowRefused as refused:
                yield placed_refusal(refused, batch, number)


def placed_refusal(refused: RowRefused, batch: Batch, number: int) -> Refusal:
    """The refusal of one item of a batch, with its place in the file."""
    line, offset = batch.place(number)
    reason = refused.reason
    if refused.offset is not None:
        value = bytes(batch.items[number])[refused.offset]
        reason = bad_byte(value, offset + refused.offset)
    return Refusal(
        line=line + refused.line,
        item=batch.first_item + number,
        reason=reason,
        content=shown(bytes(batch.items[number])),
    )
