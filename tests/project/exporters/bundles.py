"""Tasks with labels as the store gives them, written by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import msgspec

from multisession.project.annotations import Annotation, Draft
from multisession.project.exporters import EXPORTERS, ExportContext
from multisession.project.predictions import Prediction
from multisession.project.store.interface import TaskBundle
from multisession.project.tasks import Task

TIME = "2026-11-21T03:00:00.000000Z"
LATER = "2026-11-21T03:00:09.500000Z"


def task(number: int, data: bytes, **fields: Any) -> Task:
    return Task(id=number, inner_id=number, data=msgspec.Raw(data), created_at=TIME, updated_at=LATER, **fields)


def annotation(number: int, task_id: int, result: bytes, **fields: Any) -> Annotation:
    return Annotation(
        id=number,
        task=task_id,
        result=msgspec.Raw(result),
        unique_id=f"unique-{number}",
        created_at=TIME,
        updated_at=LATER,
        **fields,
    )


def draft(number: int, task_id: int, result: bytes) -> Draft:
    return Draft(id=number, task=task_id, result=msgspec.Raw(result), created_at=TIME, updated_at=LATER)


def prediction(number: int, task_id: int) -> Prediction:
    return Prediction(id=number, task=task_id, score=0.5, created_at=TIME, updated_at=LATER)


async def written(name: str, *batches: list[TaskBundle], **context: Any) -> bytes:
    """The whole file of one format."""

    async def bundles() -> AsyncIterator[list[TaskBundle]]:
        for batch in batches:
            yield batch

    return b"".join([block async for block in EXPORTERS[name].write(bundles(), ExportContext(**context))])
