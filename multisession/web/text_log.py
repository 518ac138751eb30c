"""The log for people: one line a record, and below an error its traceback, indented."""

from __future__ import annotations

import logging

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_INDENT = "\n    "


class TextFormatter(logging.Formatter):
    """What a stranger wrote, in a path or in data that an error repeats, never looks like a line of its own, and moves
    no cursor: every line but the first is indented, and control characters are written out."""

    def __init__(self) -> None:
        super().__init__(FORMAT)

    def format(self, record: logging.LogRecord) -> str:
        """The record; more than one line only when it has a traceback or a message of several lines."""
        return _INDENT.join(_written_out(line) for line in super().format(record).splitlines())


def _written_out(line: str) -> str:
    if line.isprintable():
        return line
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in line)
