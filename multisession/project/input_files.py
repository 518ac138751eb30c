"""The input path of the stand-alone backend: files that become tasks once, at the start and while it serves.

Which files were read is noted in the transaction that brings their tasks: a process killed at any instant has read a
file with its tasks, or neither.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import watchfiles

from multisession.project.import_media import ImportMedia
from multisession.project.importers import import_stream
from multisession.project.importers.import_run import ImportReport
from multisession.project.recipe import Recipe
from multisession.project.store.interface import ImportSummary, Store
from multisession.project.tasks import NewTask
from multisession.settings import SettingInvalid
from multisession.web.errors import StudioError
from multisession.web.leader import Leader

logger = logging.getLogger(__name__)

#: The store's value that lists the files already read: name -> size in bytes.
KNOWN_FILES = "standalone:files"
#: seconds since its last change after which a file counts as written whole
SETTLED_SECONDS = 0.5
#: milliseconds between two looks while something is still being written
_LOOK_AGAIN = 400


class InputFiles:
    """The files of one input path, for the project in ``directory``."""

    def __init__(self, store: Store, recipe: Recipe, directory: Path) -> None:
        if recipe.input_path is None:
            raise ValueError("this recipe has no input path")
        self._store = store
        self._recipe = recipe
        self._root = recipe.input_path
        self._directory = directory
        #: what was refused, as it was then: it is not tried again until it changes
        self._refused: dict[str, tuple[int, int]] = {}

    async def take_all(self) -> None:
        """Reads in every file that is not known: all of them, or none. Raises SettingInvalid for a mistake in one.

        A file that changed since it was read keeps its tasks, and the log says so.
        """
        known = await self._known()
        for path in input_files(self._root):
            key = _key(path, self._root)
            if key in known and known[key] != path.stat().st_size:
                logger.warning("%s changed since it was read in; its tasks stay as they were.", path)
        new = [path for path in input_files(self._root) if _key(path, self._root) not in known]
        if new:
            await self._read(new)

    async def take_settled(self) -> tuple[int, bool]:
        """Reads in new files that nobody writes to any more, each for itself.

        How many tasks they brought, and whether others are still being written. A file with a mistake is named in the
        log, and tried again when it changes.
        """
        known, tasks, waiting = await self._known(), 0, False
        for path, looks in await asyncio.to_thread(self._look):
            key = _key(path, self._root)
            if key in known or self._refused.get(key) == looks:
                continue
            if time.time_ns() - looks[1] < SETTLED_SECONDS * 1e9:
                waiting = True
                continue
            try:
                tasks += (await self._read([path])).task_count
            except (SettingInvalid, StudioError, OSError) as error:
                self._refused[key] = looks
                logger.warning("%s", getattr(error, "detail", None) or error)
        return tasks, waiting

    async def watch(self, lock_path: Path, told: Callable[[int], None]) -> None:
        """Takes new files as they come, in one process of several; runs until it is cancelled.

        ``told`` is called with how many tasks came.
        """
        leader = Leader(lock_path)
        waiting = True
        try:
            place = self._root if self._root.is_dir() else self._root.parent
            changes = watchfiles.awatch(
                place, watch_filter=None, debounce=200, rust_timeout=_LOOK_AGAIN, yield_on_timeout=True
            )
            async for changed in changes:
                if not (changed or waiting) or not leader.leads():
                    continue
                tasks, waiting = await self.take_settled()
                if tasks:
                    logger.info("%d new tasks were read in from %s.", tasks, self._root)
                    told(tasks)
        finally:
            leader.resign()

    def _look(self) -> list[tuple[Path, tuple[int, int]]]:
        """The files that are there, with size and time of the last change in nanoseconds. Blocks."""
        found = []
        for path in input_files(self._root):
            with contextlib.suppress(FileNotFoundError):
                status = path.stat()
                found.append((path, (status.st_size, status.st_mtime_ns)))
        return found

    async def _known(self) -> dict[str, int]:
        known: dict[str, int] = json.loads(await self._store.value(KNOWN_FILES) or "{}")
        return known

    async def _read(self, paths: Sequence[Path]) -> ImportReport:
        sizes = {_key(path, self._root): path.stat().st_size for path in paths}

        media = ImportMedia(self._store, self._directory)

        def tasks() -> Iterator[NewTask]:
            for path in paths:
                yield from self._recipe.input_tasks(path, media)

        def noted(text: str | None, summary: ImportSummary) -> str:
            return json.dumps(json.loads(text or "{}") | sizes)

        return await import_stream(self._store, tasks(), source="input", note=(KNOWN_FILES, noted), media=media)


def input_files(path: Path) -> list[Path]:
    """The file itself, or the files below a directory in the order of their names, hidden ones left out."""
    if not path.is_dir():
        return [path]
    found = (file for file in path.rglob("*") if file.is_file())
    visible = [file for file in found if not any(part.startswith(".") for part in file.relative_to(path).parts)]
    return sorted(visible, key=lambda file: file.relative_to(path).parts)


def _key(path: Path, root: Path) -> str:
    return path.name if path == root else path.relative_to(root).as_posix()
