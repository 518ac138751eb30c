"""The mirror: labeled tasks as JSON files in an output directory, one file a task.

Two shapes (design section 4). The stand-alone backend writes ``<n>.json`` numbered from 0 in the order of its input,
``{"completions": [{"result": […]}], "task": {…}}``. A project directory writes the 0.x shape ``<id>.json``,
``{"id", "data", "completions": […]}``. The database is the truth: a file deleted by hand is written again at the next
start, a file the database does not know is read in.
"""

from __future__ import annotations

import asyncio
import datetime
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec

from multisession.project.annotations import Annotation
from multisession.project.label_config.results import check_result_shape
from multisession.project.store.durable import write_atomically
from multisession.project.store.interface import OutboxEntry, Store, TaskBundle
from multisession.project.tasks import NewAnnotation
from multisession.web.errors import StudioError

logger = logging.getLogger(__name__)

Shape = Literal["standalone", "project"]
#: A mirror file larger than this was not written by us and is not read in, in bytes.
LARGEST_FILE = 64 * 1024 * 1024


class Mirror:
    """Keeps ``directory`` in step with a store. Safe to repeat: files are written whole and renamed into place."""

    def __init__(self, store: Store, directory: Path, *, shape: Shape) -> None:
        self._store = store
        self._directory = directory
        self._shape = shape

    async def consume(self, entries: Sequence[OutboxEntry]) -> None:
        """Writes (or removes) the files of the tasks that the entries speak of."""
        if any(entry.action == "tasks-deleted" and entry.task is None for entry in entries):
            await self._prune()
        changed = dict.fromkeys(entry.task for entry in entries if entry.task is not None)
        bundles = {bundle.task.id: bundle for bundle in await self._store.bundles(list(changed))}
        for task_id in changed:
            await asyncio.to_thread(self._put, task_id, bundles.get(task_id))

    async def synchronise(self) -> None:
        """At start, after the outbox: reads in what the database does not know, then writes what is missing."""
        await asyncio.to_thread(self._directory.mkdir, parents=True, exist_ok=True)
        await self._read_in()
        async for bundles in self._store.every_bundle(only_annotated=True):
            missing = [bundle for bundle in bundles if _labeled(bundle) and not self._path(bundle.task.id).exists()]
            for bundle in missing:
                await asyncio.to_thread(self._put, bundle.task.id, bundle)

    async def _prune(self) -> None:
        for path in await asyncio.to_thread(self._files):
            if await self._store.task(self._task_id(path)) is None:
                await asyncio.to_thread(path.unlink, missing_ok=True)

    def _path(self, task_id: int) -> Path:
        number = task_id - 1 if self._shape == "standalone" else task_id
        return self._directory / f"{number}.json"

    def _files(self) -> list[Path]:
        found = [path for path in self._directory.glob("*.json") if path.stem.isdecimal() and path.is_file()]
        return sorted(found, key=lambda path: int(path.stem))

    def _put(self, task_id: int, bundle: TaskBundle | None) -> None:
        path = self._path(task_id)
        if bundle is None or not _labeled(bundle):
            path.unlink(missing_ok=True)
            return
        content = msgspec.json.format(msgspec.json.encode(document_of(bundle, self._shape)), indent=2)
        self._directory.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content + b"\n")

    def _task_id(self, path: Path) -> int:
        return int(path.stem) + 1 if self._shape == "standalone" else int(path.stem)

    async def _read_in(self) -> None:
        for path in await asyncio.to_thread(self._files):
            task_id = self._task_id(path)
            bundle = await self._store.bundle(task_id)
            if bundle is None or bundle.annotations or bundle.task.is_labeled:
                continue
            try:
                completions = await asyncio.to_thread(read_completions, path)
            except StudioError as error:
                logger.warning("%s was not read in: %s", path.name, error.detail)
                continue
            for completion in completions:
                await self._store.create_annotation(task_id, completion)
            if completions:
                logger.info("Read in %s: %d labels.", path.name, len(completions))


def _labeled(bundle: TaskBundle) -> bool:
    return any(not annotation.was_cancelled for annotation in bundle.annotations)


def document_of(bundle: TaskBundle, shape: Shape) -> dict[str, Any]:
    """What one mirror file holds. Source: the 0.x project directory and the early backend document."""
    kept = [annotation for annotation in bundle.annotations if not annotation.was_cancelled]
    if shape == "standalone":
        return {"completions": [{"result": annotation.result} for annotation in kept], "task": bundle.task.data}
    document: dict[str, Any] = {
        "id": bundle.task.id,
        "data": bundle.task.data,
        "completions": [_completion(annotation) for annotation in bundle.annotations],
    }
    return document


def _completion(annotation: Annotation) -> dict[str, Any]:
    completion: dict[str, Any] = {
        "id": annotation.id,
        "created_at": _unix_seconds(annotation.created_at),
        "lead_time": annotation.lead_time,
        "result": annotation.result,
    }
    if annotation.was_cancelled:
        completion |= {"was_cancelled": True, "skipped": True}
    return completion


def _unix_seconds(moment: str) -> int:
    return int(datetime.datetime.fromisoformat(moment).timestamp())


def read_completions(path: Path) -> list[NewAnnotation]:
    """The completions of one mirror file of either shape. Raises StudioError with what is wrong with it."""
    if path.stat().st_size > LARGEST_FILE:
        raise StudioError(f"It is larger than {LARGEST_FILE} bytes.")
    try:
        document = msgspec.json.decode(path.read_bytes())
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise StudioError(f"It is not JSON: {error}.") from None
    completions = document.get("completions") if isinstance(document, dict) else None
    if not isinstance(completions, list):
        raise StudioError('It has no list "completions".')
    found = []
    for completion in completions:
        if not isinstance(completion, dict) or "result" not in completion:
            raise StudioError('A completion has no "result".')
        result = msgspec.json.encode(completion["result"])
        check_result_shape(result)
        lead_time = completion.get("lead_time")
        found.append(
            NewAnnotation(
                result=msgspec.Raw(result),
                was_cancelled=bool(completion.get("was_cancelled") or completion.get("skipped")),
                lead_time=float(lead_time) if isinstance(lead_time, int | float) else None,
            )
        )
    return found
