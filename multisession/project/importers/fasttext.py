"""fastText: a text a line, its classes in front: ``__label__glad __label__long The ferry was on time.``"""

from __future__ import annotations

import re
from collections.abc import Iterator

from multisession.project.importers.byte_source import ByteSource
from multisession.project.importers.labelled_text import NamedTexts, whole_lines
from multisession.project.importers.line_tasks import tasks_of_lines
from multisession.project.importers.refusal import Refusal, RowRefused
from multisession.project.importers.task_shape import TaskShape
from multisession.project.tasks import NewTask

PREFIX = "__label__"
#: of one text
MOST_CLASSES = 1_000
_CLASSES = re.compile(rf"(?:{PREFIX}\S*+\s*+)*+")


def read_fasttext(source: ByteSource, shape: TaskShape) -> Iterator[NewTask | Refusal]:
    """A task for each line. Raises ConfigNeeded."""
    texts = NamedTexts(shape, labels_of(source.head))

    def task(line: bytes) -> NewTask:
        names, text = named(line.decode())
        if len(names) > MOST_CLASSES:
            raise RowRefused(f"This text has more than {MOST_CLASSES:,} classes. Keep those that say something.")
        return texts.task(text, names)

    return tasks_of_lines(source, shape, task)


def labels_of(head: bytes) -> set[str]:
    """The labels in the first part of a file."""
    return {name for line in whole_lines(head) for name in named(line)[0]}


def named(line: str) -> tuple[list[str], str]:
    """The classes in front of a text (of too many, one more than may be), and the text."""
    text = line.strip()
    found = _CLASSES.match(text)
    front = found[0] if found else ""
    names = [word.removeprefix(PREFIX) for word in front.split(maxsplit=MOST_CLASSES)[: MOST_CLASSES + 1]]
    return [name for name in names if name], text[len(front) :]
