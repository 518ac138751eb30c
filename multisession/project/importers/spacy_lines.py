"""spaCy and Prodigy: a JSON object a line, ``{"text": "…", "entities": [[start, end, label], …]}``.

Prodigy writes ``"spans": [{"start": 0, "end": 3, "label": "…"}]``. Places are characters, the end exclusive.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from multisession.project.importers.byte_source import ByteSource
from multisession.project.importers.labelled_text import MarkedTexts, Span, whole_lines
from multisession.project.importers.line_tasks import tasks_of_lines
from multisession.project.importers.refusal import Refusal, RowRefused
from multisession.project.importers.strict_json import strict_value
from multisession.project.importers.task_shape import TaskShape
from multisession.project.tasks import NewTask

_value = msgspec.json.Decoder().decode


def read_spacy(source: ByteSource, shape: TaskShape) -> Iterator[NewTask | Refusal]:
    """A task for each line. Raises ConfigNeeded."""
    texts = MarkedTexts(shape, labels_of(source.head))
    return tasks_of_lines(source, shape, lambda line: texts.task(*marked(strict_value(line))))


def labels_of(head: bytes) -> set[str]:
    """The labels in the first part of a file."""
    found: set[str] = set()
    for line in whole_lines(head):
        try:
            found.update(label for _, _, label in marked(_value(line.encode()))[1])
        except (msgspec.DecodeError, RecursionError, RowRefused):
            continue
    return found


def marked(item: Any) -> tuple[str, list[Span]]:
    """The text of an object and its marks. Raises RowRefused."""
    if not isinstance(item, dict) or not isinstance(item.get("text"), str):
        raise RowRefused('Each line is an object with "text" and "entities".')
    spans = item.get("entities", item.get("spans", []))
    if not isinstance(spans, list):
        raise RowRefused('"entities" is a list of [start, end, label].')
    return item["text"], [_span(span) for span in spans]


def _span(span: Any) -> Span:
    parts = [span.get(key) for key in ("start", "end", "label")] if isinstance(span, dict) else span
    if isinstance(parts, list) and len(parts) >= 3:
        start, end, label = parts[:3]
        if type(start) is int and type(end) is int and isinstance(label, str) and label:
            return start, end, label
    raise RowRefused("An entity is [start, end, label]: two whole numbers and a name.")
