"""fastText: a text a line, its classes in front: ``__label__glad __label__long The ferry was on time.``"""

from __future__ import annotations

from collections.abc import Iterator

from multisession.project.importers.byte_source import ByteSource
from multisession.project.importers.labelled_text import NamedTexts, whole_lines
from multisession.project.importers.line_tasks import tasks_of_lines
from multisession.project.importers.refusal import Refusal
from multisession.project.importers.task_shape import TaskShape
from multisession.project.tasks import NewTask

PREFIX = "__label__"


def read_fasttext(source: ByteSource, shape: TaskShape) -> Iterator[NewTask | Refusal]:
    """A task for each line. Raises ConfigNeeded."""
    texts = NamedTexts(shape, labels_of(source.head))

    def task(line: bytes) -> NewTask:
        names, text = named(line.decode())
        return texts.task(text, names)

    return tasks_of_lines(source, shape, task)


def labels_of(head: bytes) -> set[str]:
    """The labels in the first part of a file."""
    return {name for line in whole_lines(head) for name in named(line)[0]}


def named(line: str) -> tuple[list[str], str]:
    """The classes in front of a text, and the text."""
    names = []
    rest = line.strip()
    while rest.startswith(PREFIX):
        name, _, rest = rest.partition(" ")
        names.append(name.removeprefix(PREFIX))
        rest = rest.lstrip()
    return [name for name in names if name], rest
