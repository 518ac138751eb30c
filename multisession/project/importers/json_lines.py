"""JSON lines: one task on each line; empty lines are passed over."""

from __future__ import annotations

from collections.abc import Iterator

from multisession.project.importers.byte_source import BoundedLines, ByteSource
from multisession.project.importers.refusal import Refusal, RowRefused, bad_byte, shown, too_large
from multisession.project.importers.task_shape import TaskShape
from multisession.project.tasks import NewTask


def read_json_lines(source: ByteSource, shape: TaskShape) -> Iterator[NewTask | Refusal]:
    """The tasks of a file with one JSON object a line."""
    lines = BoundedLines(source.text_chunks(), max_bytes=shape.max_task_bytes, start=source.text_start)
    for line in lines:
        if line is None:
            yield Refusal(line=lines.number, reason=too_large(shape.max_task_bytes))
        elif line and not line.isspace():
            try:
                yield shape.task(line)
            except RowRefused as refused:
                reason = refused.reason
                if refused.offset is not None:
                    reason = bad_byte(line[refused.offset], lines.offset + refused.offset)
                yield Refusal(line=lines.number, reason=reason, content=shown(line))
