"""JSON lines: one task on each line; empty lines are passed over."""

from __future__ import annotations

from collections.abc import Iterator

from multisession.project.importers.byte_source import ByteSource
from multisession.project.importers.line_tasks import tasks_of_lines
from multisession.project.importers.refusal import Refusal
from multisession.project.importers.task_shape import TaskShape
from multisession.project.tasks import NewTask


def read_json_lines(source: ByteSource, shape: TaskShape) -> Iterator[NewTask | Refusal]:
    """The tasks of a file with one JSON object a line."""
    return tasks_of_lines(source, shape, shape.task)
