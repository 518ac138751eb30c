"""Deleting the annotations or predictions of many tasks: they are not shown, until an undo or the end of its time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from multisession.project.store.database import Database, Row
from multisession.project.store.runs import Runs, runs_of
from multisession.project.store.schema import GONE_ANNOTATION, GONE_PREDICTION, HIDDEN_ANNOTATION, HIDDEN_PREDICTION
from multisession.project.store.tables.counters import Change, change_counters
from multisession.project.store.tables.outbox import announce_all


def hide_annotations(database: Database, task_ids: Sequence[int]) -> list[int]:
    """Deletes every annotation and skip of the tasks; their ids."""
    found = database.rows(
        "SELECT id, task, was_cancelled FROM visible_annotation WHERE task IN (SELECT value FROM json_each(?))",
        (json.dumps(task_ids),),
    )
    hidden = sorted(row[0] for row in found)
    Runs(database, GONE_ANNOTATION).add_all(runs_of(hidden))
    count_annotations(database, found, -1)
    announce_all(database, "annotation-deleted", [(row[1], row[0]) for row in found])
    return hidden


def show_annotations(database: Database, annotation_ids: Sequence[int]) -> int:
    """Brings deleted annotations back, with the drafts on them; how many. Those of tasks that are gone stay gone."""
    Runs(database, GONE_ANNOTATION).remove_all(runs_of(annotation_ids))
    wanted = json.dumps(annotation_ids)
    found = database.rows(
        "SELECT id, task, was_cancelled FROM main.annotation WHERE id IN (SELECT value FROM json_each(?))", (wanted,)
    )
    if database.has_base:
        found += database.rows(
            "SELECT id, task, was_cancelled FROM base.annotation b WHERE id IN (SELECT value FROM json_each(?))"
            " AND NOT EXISTS (SELECT 1 FROM hidden h WHERE h.project = 1 AND h.kind = ? AND h.id = b.id)",
            (wanted, HIDDEN_ANNOTATION),
        )
    count_annotations(database, found, 1)
    announce_all(database, "annotation-created", [(row[1], row[0]) for row in found])
    return len(found)


def remove_annotations(database: Database, annotation_ids: Sequence[int]) -> None:
    """Removes the rows of deleted annotations, and the drafts on them, for good."""
    wanted = (json.dumps(annotation_ids),)
    database.run(
        "DELETE FROM draft WHERE task IN (SELECT task FROM main.annotation WHERE id IN"
        " (SELECT value FROM json_each(?1))) AND annotation IN (SELECT value FROM json_each(?1))",
        wanted,
    )
    database.run("DELETE FROM annotation WHERE id IN (SELECT value FROM json_each(?))", wanted)


def hide_predictions(database: Database, task_ids: Sequence[int]) -> list[int]:
    """Deletes every prediction of the tasks; their ids."""
    found = database.rows(
        "SELECT id, task FROM visible_prediction WHERE task IN (SELECT value FROM json_each(?))",
        (json.dumps(task_ids),),
    )
    hidden = sorted(row[0] for row in found)
    Runs(database, GONE_PREDICTION).add_all(runs_of(hidden))
    _count_predictions(database, found, -1)
    return hidden


def show_predictions(database: Database, prediction_ids: Sequence[int]) -> int:
    """Brings deleted predictions back; how many. Those of tasks that are gone stay gone."""
    Runs(database, GONE_PREDICTION).remove_all(runs_of(prediction_ids))
    wanted = json.dumps(prediction_ids)
    found = database.rows(
        "SELECT id, task FROM main.prediction WHERE id IN (SELECT value FROM json_each(?))", (wanted,)
    )
    if database.has_base:
        found += database.rows(
            "SELECT id, task FROM base.prediction b WHERE id IN (SELECT value FROM json_each(?))"
            " AND NOT EXISTS (SELECT 1 FROM hidden h WHERE h.project = 1 AND h.kind = ? AND h.id = b.id)",
            (wanted, HIDDEN_PREDICTION),
        )
    _count_predictions(database, found, 1)
    return len(found)


def remove_predictions(database: Database, prediction_ids: Sequence[int]) -> None:
    """Removes the rows of deleted predictions for good."""
    database.run("DELETE FROM prediction WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(prediction_ids),))


def count_annotations(database: Database, found: Iterable[Row], sign: int) -> None:
    """Adds annotations, as (id, task, was_cancelled), to the counters, or takes them off."""
    changes: dict[int, Change] = {}
    for _, task_id, was_cancelled in found:
        change = changes.setdefault(task_id, Change())
        if was_cancelled:
            change.skipped += sign
        else:
            change.annotations += sign
    change_counters(database, changes)


def _count_predictions(database: Database, found: Iterable[Row], sign: int) -> None:
    changes: dict[int, Change] = {}
    for _, task_id in found:
        changes.setdefault(task_id, Change()).predictions += sign
    change_counters(database, changes)
