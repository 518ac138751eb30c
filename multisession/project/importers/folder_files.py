"""The files of a folder on this machine, as a set of files that belong together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from multisession.project.importers.media_file import Readable


class FolderFiles:
    """Files below a folder by their names from there, in name order, hidden ones and links left out."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def files(self) -> Iterator[tuple[str, Readable]]:
        """Name and content of each."""
        for path in files_below(self._folder):
            with path.open("rb") as content:
                yield path.relative_to(self._folder).as_posix(), content


def files_below(folder: Path) -> Iterator[Path]:
    """Files below a folder in name order, hidden ones and links left out."""
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.name.startswith(".") or entry.is_symlink():
            continue
        if entry.is_dir():
            yield from files_below(entry)
        elif entry.is_file():
            yield entry
