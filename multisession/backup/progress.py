"""How far a long command is, on one line of a terminal; nothing where nobody watches."""

from __future__ import annotations

import sys
import time

#: Seconds between two looks of the line.
EVERY = 0.2
_CLEAR = "\r\x1b[K"


class Progress:
    """As a context: the line is gone at the end."""

    def __init__(self) -> None:
        self._is_watched = sys.stderr.isatty()
        self._shown = 0.0

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *error: object) -> None:
        if self._is_watched and self._shown:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()

    def show(self, text: str) -> None:
        """Shows the text in place of the one before, now and then."""
        now = time.monotonic()
        if self._is_watched and now - self._shown >= EVERY:
            self._shown = now
            sys.stderr.write(f"{_CLEAR}{text}")
            sys.stderr.flush()

    def projects(self, done: int, of_all: int) -> None:
        """Shows how many projects are done."""
        self.show(f"{done:,} of {of_all:,} projects")
