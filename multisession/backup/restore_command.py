"""``label-studio restore``: a backup put back into a directory that holds nothing."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from multisession.backup.command_line import STREAM, add_root_dir, counted, ending_orderly, telling
from multisession.backup.progress import Progress
from multisession.backup.restoring import restore
from multisession.web.errors import StudioError


class NotRestored(StudioError):
    """Nothing was restored, and why."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The flags of the command."""
    parser.add_argument(
        "file", metavar="FILE", help="an archive that the backup command made; - for the standard input"
    )
    add_root_dir(parser, "where to: a directory that is empty, or not there yet")


def run(options: argparse.Namespace) -> int:
    """0 when all of it is in its place. Raises StudioError, and nothing is."""
    begin = time.monotonic()
    directory = Path(options.root_dir).resolve()
    with (
        ending_orderly(),
        telling(f"{directory} was not restored", NotRestored),
        Progress() as progress,
        _source(options.file) as source,
    ):
        reader = restore(source, directory, lambda files: progress.show(f"{files:,} files"))
    line = f"Restored {counted(reader.end)} in {directory}, as of {reader.start.made_at}"
    sys.stdout.write(f"{line}: {time.monotonic() - begin:.1f} s.\n")
    return 0


@contextmanager
def _source(file: str) -> Iterator[BinaryIO]:
    if file == STREAM:
        yield sys.stdin.buffer
        return
    try:
        opened = Path(file).open("rb")  # noqa: SIM115
    except FileNotFoundError:
        raise NotRestored(f"There is no file {file}.") from None
    with opened:
        yield opened
