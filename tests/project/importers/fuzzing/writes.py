"""What this process writes on the disk, wherever that is."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
#: events of files that are changed -> how many of their arguments are paths
_CHANGING = {
    "os.rename": 2, "os.link": 2, "os.symlink": 2, "os.mkdir": 1, "os.rmdir": 1, "os.remove": 1, "os.truncate": 1,
    "os.chmod": 1, "os.chown": 1, "shutil.move": 2, "shutil.copyfile": 2, "tempfile.mkstemp": 1, "tempfile.mkdtemp": 1,
}  # fmt: skip


class _Watch:
    """Hears of every file that is opened; an audit hook stays for the life of the process, and is asleep mostly."""

    def __init__(self) -> None:
        self.allowed: tuple[str, ...] = ()
        self.outside: list[str] = []
        self.is_on = False
        self._is_hooked = False

    def hook(self) -> None:
        """Once in a process."""
        if not self._is_hooked:
            sys.addaudithook(self._heard)
            self._is_hooked = True

    def _heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.is_on:
            return
        if event == "open":
            path, _, flags = arguments
            if isinstance(path, int) or not (flags or 0) & _WRITING:
                return
            paths = [path]
        elif event in _CHANGING:
            paths = list(arguments[: _CHANGING[event]])
        else:
            return
        # A name may be one in a folder that is open, whose number comes last.
        folder = arguments[-1] if event.startswith("os.") and isinstance(arguments[-1], int) else -1
        below = f"/proc/self/fd/{folder}" if folder >= 0 else ""
        for path in paths:
            if not isinstance(path, str | bytes | os.PathLike):
                continue
            name = str(Path(below, os.fsdecode(path)).resolve())
            if not name.startswith(self.allowed):
                self.outside.append(f"{event} {name}")


_watch = _Watch()


@contextlib.contextmanager
def only_below(*directories: Path) -> Iterator[None]:
    """Fails when anything outside of the directories is written, made, renamed or removed meanwhile."""
    _watch.hook()
    _watch.allowed = (*(f"{directory}/" for directory in directories), *map(str, directories), "/dev/null")
    _watch.outside, _watch.is_on = [], True
    try:
        yield
    finally:
        _watch.is_on = False
    assert not _watch.outside, _watch.outside[:5]
