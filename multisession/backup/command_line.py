"""What the two commands share: their flags, how they end, and what they say."""

from __future__ import annotations

import argparse
import errno
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from multisession.backup.archive import End
from multisession.settings import from_environment
from multisession.web.errors import StudioError
from multisession.web.written_size import written_size

#: In place of a file: the standard output, or input.
STREAM = "-"
_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_ENDING_SIGNALS = ("SIGTERM", "SIGHUP")


def add_root_dir(parser: argparse.ArgumentParser, meaning: str) -> None:
    """``--root-dir``, from the environment where the server has it from there."""
    default = from_environment("start-multi-session").get("root_dir", ".")
    parser.add_argument("--root-dir", metavar="DIR", default=default, help=meaning)


@contextmanager
def telling(what: str, kind: type[StudioError]) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise kind(f"{what}: {reason(error)}") from error


def reason(error: OSError) -> str:
    if error.errno in _FULL:
        return "the disk is full. Free some space, or name a place on another disk."
    named = f"{error.filename}: " if error.filename else ""
    return f"{named}{error.strerror or error}."


@contextmanager
def ending_orderly() -> Iterator[None]:
    """Being told to end is like Ctrl-C: what is half-made goes first."""

    def end(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    taken = {}
    for name in _ENDING_SIGNALS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            taken[number] = signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in taken.items():
            signal.signal(number, handler)


def counted(end: End) -> str:
    projects = f"{end.projects:,} project{'' if end.projects == 1 else 's'}"
    bases = f" and {end.bases:,} base{'' if end.bases == 1 else 's'}" if end.bases else ""
    return f"{projects}{bases} ({end.files:,} files, {written_size(end.bytes)})"
