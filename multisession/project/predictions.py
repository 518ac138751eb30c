"""Predictions: what a model says about a task."""

from __future__ import annotations

import msgspec

from multisession.project.tasks import EMPTY_ARRAY


class Prediction(msgspec.Struct, kw_only=True):
    """One prediction as the store keeps it."""

    id: int
    task: int
    result: msgspec.Raw = EMPTY_ARRAY
    score: float | None = None
    model_version: str = ""
    created_at: str = ""
    updated_at: str = ""
