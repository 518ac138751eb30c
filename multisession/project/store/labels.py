"""What is made of tasks in SQLite: annotations, drafts, predictions (see interface.Store)."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from multisession.project.annotations import Annotation, AnnotationChange, Draft
from multisession.project.predictions import Prediction
from multisession.project.store.access import ProjectAccess
from multisession.project.store.database import Database
from multisession.project.store.interface import StreamEntry
from multisession.project.store.positions import Positions
from multisession.project.store.tables import annotations as annotation_table
from multisession.project.store.tables import drafts, predictions, stream_history
from multisession.project.tasks import NewAnnotation, NewPrediction


class LabelAccess(ProjectAccess):
    """The verbs of a store that read and write what people and models say of tasks."""

    # -- annotations

    async def annotation(self, annotation_id: int) -> Annotation | None:
        return self._read(annotation_table.one, annotation_id)

    async def annotations(self, task_id: int) -> list[Annotation]:
        return self._read(annotation_table.between, task_id, task_id)

    async def create_annotation(
        self, task_id: int, annotation: NewAnnotation, *, draft_id: int | None = None
    ) -> Annotation | None:
        def create(database: Database) -> Annotation | None:
            created = annotation_table.create(database, task_id, annotation, draft_id)
            if created is not None:
                stream_history.remember(database, created.id)
            return created

        return await self._write(create)

    async def update_annotation(self, annotation_id: int, change: AnnotationChange) -> Annotation | None:
        def update(database: Database) -> Annotation | None:
            updated = annotation_table.update(database, annotation_id, change)
            if updated is not None:
                stream_history.remember(database, annotation_id)
            return updated

        return await self._write(update)

    async def delete_annotation(self, annotation_id: int) -> bool:
        return await self._write(lambda database: annotation_table.delete(database, annotation_id))

    async def label_stream_history(self, *, limit: int) -> list[StreamEntry]:
        # In a thread: of each it reads the whole result and the whole task, which may have megabytes.
        return await self._read_long(lambda database: stream_history.recent(database, limit))

    # -- drafts

    async def draft(self, draft_id: int) -> Draft | None:
        return self._read(drafts.one, draft_id)

    async def drafts(self, task_id: int) -> list[Draft]:
        return self._read(drafts.between, task_id, task_id)

    async def save_draft(
        self,
        task_id: int,
        result: msgspec.Raw,
        *,
        annotation: int | None = None,
        lead_time: float | None = None,
        draft_id: int | None = None,
        based_on: str | None = None,
    ) -> Draft | None:
        return await self._write(
            lambda database: drafts.save(database, task_id, result, annotation, lead_time, draft_id, based_on)
        )

    async def delete_draft(self, draft_id: int) -> bool:
        return await self._write(lambda database: drafts.delete(database, draft_id))

    # -- predictions

    async def prediction(self, prediction_id: int) -> Prediction | None:
        return self._read(predictions.one, prediction_id)

    async def predictions(self, task_id: int | None = None) -> list[Prediction]:
        if task_id is not None:
            return self._read(predictions.between, task_id, task_id)
        return await self._read_long(lambda database: predictions.between(database, 1, Positions(database).last))

    async def create_prediction(self, task_id: int, prediction: NewPrediction) -> Prediction | None:
        return await self._write(lambda database: predictions.create(database, task_id, prediction))

    async def create_predictions(self, rows: Sequence[tuple[int, NewPrediction]]) -> int | None:
        return await self._write(lambda database: predictions.create_many(database, rows))

    async def update_prediction(self, prediction_id: int, prediction: NewPrediction) -> Prediction | None:
        return await self._write(lambda database: predictions.update(database, prediction_id, prediction))

    async def delete_prediction(self, prediction_id: int) -> bool:
        return await self._write(lambda database: predictions.delete(database, prediction_id))
