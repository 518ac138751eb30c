"""Predictions: what models say, one at a time or imported together."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import UNSET, UnsetType
from starlette.requests import Request

from multisession.project.api.shapes import Identifier, PredictionView, prediction_view
from multisession.project.api.tasks import check_project
from multisession.project.project import Project
from multisession.project.tasks import EMPTY_ARRAY, NewPrediction
from multisession.web.errors import NotFound
from multisession.web.operation import operation

TAG = "Predictions"


class PredictionBody(msgspec.Struct, kw_only=True):
    """A prediction for one task."""

    task: Identifier
    result: msgspec.Raw | UnsetType = UNSET
    score: float | None = None
    model_version: str | None = None

    def new(self) -> NewPrediction:
        """As the store takes it."""
        result = EMPTY_ARRAY if isinstance(self.result, UnsetType) else self.result
        return NewPrediction(result=result, score=self.score, model_version=self.model_version or "")


class PredictionUpdate(msgspec.Struct, kw_only=True):
    """What may change; what is left out stays."""

    result: msgspec.Raw | UnsetType = UNSET
    score: float | UnsetType | None = UNSET
    model_version: str | UnsetType | None = UNSET


class PredictionsQuery(msgspec.Struct, kw_only=True):
    """Of one task, or of the project."""

    task: Identifier | None = None
    project: int = 1


class Created(msgspec.Struct):
    """How many there are now that were not."""

    created: int


@operation(
    "GET", "/api/predictions/", summary="List predictions", tag=TAG,
    query=PredictionsQuery, response=list[PredictionView],
)  # fmt: skip
async def list_predictions(request: Request, project: Project, query: PredictionsQuery) -> Any:
    """Of one task with ``task=``, else of all."""
    check_project(query.project)
    return [prediction_view(prediction) for prediction in await project.store.predictions(query.task)]


@operation(
    "POST", "/api/predictions/", summary="Create a prediction", tag=TAG,
    body=PredictionBody, response=PredictionView, status=201,
)  # fmt: skip
async def create_prediction(request: Request, project: Project, body: PredictionBody) -> PredictionView:
    """Adds one to a task."""
    return prediction_view(await project.create_prediction(body.task, body.new()))


@operation(
    "POST", "/api/projects/{project_id:int}/import/predictions", summary="Import predictions", tag=TAG,
    body=list[PredictionBody], response=Created, status=201,
)  # fmt: skip
async def import_predictions(request: Request, project: Project, body: list[PredictionBody]) -> Created:
    """Adds all or none."""
    return Created(await project.create_predictions([(one.task, one.new()) for one in body]))


@operation("GET", "/api/predictions/{prediction_id:int}/", summary="Get a prediction", tag=TAG, response=PredictionView)
async def get_prediction(request: Request, project: Project) -> PredictionView:
    """One prediction."""
    return prediction_view(await project.prediction(request.path_params["prediction_id"]))


@operation(
    "PATCH", "/api/predictions/{prediction_id:int}/", summary="Change a prediction", tag=TAG,
    body=PredictionUpdate, response=PredictionView,
)  # fmt: skip
async def update_prediction(request: Request, project: Project, body: PredictionUpdate) -> PredictionView:
    """Replaces what is given."""
    old = await project.prediction(request.path_params["prediction_id"])
    changed = NewPrediction(
        result=old.result if isinstance(body.result, UnsetType) else body.result,
        score=old.score if isinstance(body.score, UnsetType) else body.score,
        model_version=old.model_version if isinstance(body.model_version, UnsetType) else body.model_version or "",
    )
    return prediction_view(await project.update_prediction(old.id, changed))


@operation("DELETE", "/api/predictions/{prediction_id:int}/", summary="Delete a prediction", tag=TAG, status=204)
async def delete_prediction(request: Request, project: Project) -> None:
    """Removes it from its task."""
    identifier = request.path_params["prediction_id"]
    if not await project.store.delete_prediction(identifier):
        raise NotFound(f"There is no prediction {identifier} in this project.")
    project.committed()
