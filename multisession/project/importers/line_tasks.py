"""Files with a task on each line: what every such format does with long, empty and broken lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from multisession.project.importers.byte_source import BoundedLines, ByteSource
from multisession.project.importers.refusal import Refusal, RowRefused, bad_byte, shown, too_large
from multisession.project.importers.task_shape import TaskShape
from multisession.project.tasks import NewTask


def tasks_of_lines(
    source: ByteSource, shape: TaskShape, task_of: Callable[[bytes], NewTask]
) -> Iterator[NewTask | Refusal]:
    """The task of each line that is not empty.

    ``task_of`` may raise RowRefused, or the UnicodeDecodeError of the line.
    """
    lines = BoundedLines(source.text_chunks(), max_bytes=shape.max_task_bytes, start=source.text_start)
    for line in lines:
        if line is None:
            yield Refusal(line=lines.number, reason=too_large(shape.max_task_bytes))
        elif line and not line.isspace():
            try:
                yield task_of(line)
            except UnicodeDecodeError as fault:
                reason = bad_byte(line[fault.start], lines.offset + fault.start)
                yield Refusal(line=lines.number, reason=reason, content=shown(line))
            except RowRefused as refused:
                reason = refused.reason
                if refused.offset is not None:
                    reason = bad_byte(line[refused.offset], lines.offset + refused.offset)
                yield Refusal(line=lines.number, reason=reason, content=shown(line))
