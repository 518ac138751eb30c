"""Predictions. In an overlay one of the base is copied under its id before it is changed."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from multisession.project.predictions import Prediction
from multisession.project.store.database import Database, Row
from multisession.project.store.schema import HIDDEN_PREDICTION
from multisession.project.store.tables import tasks
from multisession.project.store.tables.project import give_out, now
from multisession.project.tasks import NewPrediction

INSERT = (
    "INSERT INTO prediction (id, project, task, result, score, model_version, created_at, updated_at)"
    " VALUES (?, 1, ?, CAST(? AS TEXT), ?, ?, ?, NULL)"
)


def one(database: Database, prediction_id: int) -> Prediction | None:
    """One prediction, or None."""
    row = database.row(
        "SELECT id, task, result, score, model_version, created_at, updated_at FROM visible_prediction WHERE id = ?",
        (prediction_id,),
    )
    return None if row is None else _prediction(row)


def between(database: Database, first_task: int, last_task: int) -> list[Prediction]:
    """The predictions of the tasks first..last, in id order."""
    rows = database.rows(
        "SELECT id, task, result, score, model_version, created_at, updated_at FROM visible_prediction"
        " WHERE task BETWEEN ? AND ?",
        (first_task, last_task),
    )
    return sorted(map(_prediction, rows), key=lambda prediction: prediction.id)


def create(database: Database, task_id: int, new: NewPrediction) -> Prediction | None:
    """Writes a prediction; None when there is no such task."""
    if not tasks.exists(database, task_id):
        return None
    prediction_id = give_out(database, "prediction")
    database.run(INSERT, row_of(prediction_id, task_id, new, now()))
    tasks.count_predictions_on(database, task_id, 1)
    return one(database, prediction_id)


def create_many(database: Database, rows: Sequence[tuple[int, NewPrediction]]) -> int | None:
    """Writes all of them, or none and None when one of the tasks is not there."""
    amounts: dict[int, int] = {}
    for task_id, _ in rows:
        amounts[task_id] = amounts.get(task_id, 0) + 1
    if not all(tasks.exists(database, task_id) for task_id in amounts):
        return None
    first, time = give_out(database, "prediction", len(rows)), now()
    database.connection.executemany(
        INSERT, [row_of(first + offset, task_id, new, time) for offset, (task_id, new) in enumerate(rows)]
    )
    for task_id, amount in amounts.items():
        tasks.count_predictions_on(database, task_id, amount)
    return len(rows)


def update(database: Database, prediction_id: int, new: NewPrediction) -> Prediction | None:
    """Replaces what a prediction says."""
    if one(database, prediction_id) is None:
        return None
    if database.has_base:
        database.run(
            "INSERT OR IGNORE INTO main.prediction (id, project, task, result, score, model_version, created_at,"
            " updated_at) SELECT id, 1, task, result, score, model_version, created_at, updated_at"
            " FROM base.prediction WHERE id = ?",
            (prediction_id,),
        )
        _hide(database, prediction_id)
    database.run(
        "UPDATE prediction SET result = CAST(? AS TEXT), score = ?, model_version = ?, updated_at = ? WHERE id = ?",
        (bytes(new.result), new.score, new.model_version, now(), prediction_id),
    )
    return one(database, prediction_id)


def delete(database: Database, prediction_id: int) -> bool:
    """Removes a prediction."""
    before = one(database, prediction_id)
    if before is None:
        return False
    if database.has_base:
        _hide(database, prediction_id)
    database.run("DELETE FROM prediction WHERE id = ?", (prediction_id,))
    tasks.count_predictions_on(database, before.task, -1)
    return True


def row_of(prediction_id: int, task_id: int, new: NewPrediction, time: str) -> Row:
    """The parameters of INSERT."""
    return (prediction_id, task_id, bytes(new.result), new.score, new.model_version, time)


def _hide(database: Database, prediction_id: int) -> None:
    database.run(
        "INSERT OR IGNORE INTO hidden (project, kind, id) SELECT 1, ?, id FROM base.prediction WHERE id = ?",
        (HIDDEN_PREDICTION, prediction_id),
    )


def _prediction(row: Row) -> Prediction:
    return Prediction(
        id=row[0],
        task=row[1],
        result=msgspec.Raw(row[2]),
        score=row[3],
        model_version=row[4],
        created_at=row[5],
        updated_at=row[6] or row[5],
    )
