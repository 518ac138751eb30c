"""How far a command is: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time

from multisession.web.written_size import written_size

_WIDTH = 30
#: seconds between two redraws of the bar, and between two lines
_REDRAW, _LINES = 0.1, 5.0


class CommandProgress:
    """Tells standard error how many of ``total`` tasks are done; ``total`` None where nobody knows."""

    def __init__(self, doing: str, total: int | None = None) -> None:
        self._doing = doing
        self._total = total
        self._terminal = sys.stderr.isatty()
        self._started = self._told = time.monotonic()
        self._drawn = False

    def __call__(self, done: int) -> None:
        now = time.monotonic()
        if now - self._told < (_REDRAW if self._terminal else _LINES):
            return
        self._told = now
        if self._terminal:
            self._drawn = True
            sys.stderr.write(f"\r{self._bar(done)}\x1b[K")
        else:
            sys.stderr.write(f"{self._doing}: {self._figures(done)}\n")
        sys.stderr.flush()

    def end(self) -> None:
        """Takes the bar away."""
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def _bar(self, done: int) -> str:
        if not self._total:
            return f"{self._doing}  {self._figures(done)}"
        full = min(_WIDTH, done * _WIDTH // self._total)
        return f"{self._doing}  {'█' * full}{'░' * (_WIDTH - full)}  {self._figures(done)}"

    def _figures(self, done: int) -> str:
        """What stands after the bar."""
        rate = done / max(0.001, time.monotonic() - self._started)
        of = f" of {self._total:,}" if self._total else ""
        return f"{done:,}{of} tasks, {rate:,.0f} a second"


class ByteProgress(CommandProgress):
    """The same of a file that is fetched, in bytes."""

    def _figures(self, done: int) -> str:
        rate = done / max(0.001, time.monotonic() - self._started)
        return f"{written_size(done)}, {written_size(rate)} a second"
