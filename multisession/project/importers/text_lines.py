"""Plain text: one task for each line that is not empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from multisession.project.importers.byte_source import ByteSource
from multisession.project.importers.line_tasks import tasks_of_lines
from multisession.project.importers.refusal import Refusal, RowRefused, bad_byte, too_large
from multisession.project.importers.task_shape import TaskShape
from multisession.project.tasks import NewTask

#: tags that show the text itself; they are preferred over tags that take an address
_TEXT_TAGS = ("Text", "HyperText", "Markdown", "Paragraphs", "Dialog", "Header")


def text_key(data_keys: Mapping[str, str]) -> str:
    """The key under which a line of text goes: the config's first text key, else its first key, else ``text``."""
    for key, tag in data_keys.items():
        if tag in _TEXT_TAGS:
            return key
    return next(iter(data_keys), "text")


def read_text_lines(source: ByteSource, shape: TaskShape) -> Iterator[NewTask | Refusal]:
    """The tasks of a text file; every line is kept as it stands, but for its end."""
    key = text_key(shape.data_keys)

    def task(line: bytes) -> NewTask:
        data = {key: line.decode()}
        shape.check_data(data)
        return NewTask(data=msgspec.Raw(msgspec.json.encode(data)), file_upload=shape.file_upload)

    return tasks_of_lines(source, shape, task)


def read_text_file(source: ByteSource, shape: TaskShape) -> Iterator[NewTask | Refusal]:
    """One task with the whole file as its text."""
    yield whole_text(source, shape, text_key(shape.data_keys))


def whole_text(source: ByteSource, shape: TaskShape, key: str) -> NewTask | Refusal:
    """The task of a file that is one text, which stands under ``key``."""
    content = bytearray()
    for chunk in source.text_chunks():
        content += chunk
        if len(content) > shape.max_task_bytes:
            return Refusal(line=1, reason=too_large(shape.max_task_bytes))
    try:
        data = {key: content.decode()}
        shape.check_data(data)
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        return Refusal(line=line, reason=bad_byte(content[fault.start], source.text_start + fault.start))
    except RowRefused as refused:
        return Refusal(line=1, reason=refused.reason)
    if not content.strip():
        return Refusal(line=1, reason="The file is empty.")
    return NewTask(data=msgspec.Raw(msgspec.json.encode(data)), file_upload=shape.file_upload)
