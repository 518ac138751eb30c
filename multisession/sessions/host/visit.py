"""Looking at one session's project from outside: read-only, beside whoever works in it, and without being a visit."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from multisession.project.api.shapes import annotation_view, prediction_view
from multisession.project.media import Media
from multisession.project.project import Project
from multisession.project.store.interface import TaskBundle
from multisession.project.store.sqlite import base_of, open_project
from multisession.project.tasks import Task
from multisession.sessions.host.shapes import LONGEST_DATA, HostTask, TaskLine
from multisession.sessions.recipe import base_directory
from multisession.settings import Settings


@asynccontextmanager
async def looking_at(directory: Path, settings: Settings) -> AsyncIterator[Project]:
    """The project of a session's directory, for reading alone. Raises BaseGone, DocumentBroken, StoreUnusable."""
    base = base_directory(settings, base_of(directory))
    store = open_project(directory, writers=None, base=base)
    try:
        yield Project(store, Media(directory, base, store), directory, bytes.fromhex(directory.name), settings)
    finally:
        await store.close()


def task_line(task: Task) -> TaskLine:
    """A task in a list."""
    # A character of JSON has at most four bytes: no more is decoded than is shown.
    text = bytes(task.data)[: 4 * LONGEST_DATA].decode("utf-8", "ignore")
    return TaskLine(
        id=task.id,
        data=text[:LONGEST_DATA],
        annotations=task.total_annotations,
        skipped=task.cancelled_annotations > 0,
        updated_at=task.updated_at,
    )


def host_task(bundle: TaskBundle) -> HostTask:
    """A task with what was made of it."""
    return HostTask(
        id=bundle.task.id,
        data=bundle.task.data,
        annotations=[annotation_view(annotation) for annotation in bundle.annotations],
        predictions=[prediction_view(prediction) for prediction in bundle.predictions],
    )
