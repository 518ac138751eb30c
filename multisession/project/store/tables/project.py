"""The project's row: counters, and the last id given out of each kind."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from multisession.project.store.database import Database
from multisession.project.tasks import Counts

Kind = Literal["task", "annotation", "draft", "prediction", "upload", "outbox", "import"]

# Written out, so that no SQL is put together from parts.
_GIVE_OUT: dict[Kind, str] = {
    "task": "UPDATE project SET last_task = last_task + ? WHERE id = 1 RETURNING last_task",
    "annotation": "UPDATE project SET last_annotation = last_annotation + ? WHERE id = 1 RETURNING last_annotation",
    "draft": "UPDATE project SET last_draft = last_draft + ? WHERE id = 1 RETURNING last_draft",
    "prediction": "UPDATE project SET last_prediction = last_prediction + ? WHERE id = 1 RETURNING last_prediction",
    "upload": "UPDATE project SET last_upload = last_upload + ? WHERE id = 1 RETURNING last_upload",
    "outbox": "UPDATE project SET last_outbox = last_outbox + ? WHERE id = 1 RETURNING last_outbox",
    "import": "UPDATE project SET last_import = last_import + ? WHERE id = 1 RETURNING last_import",
}


def now() -> str:
    """The time as every table keeps it: ISO 8601, UTC, microseconds, "Z"."""
    return datetime.now(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def give_out(database: Database, kind: Kind, amount: int = 1) -> int:
    """Takes ``amount`` ids that were never given out; the first of them."""
    if not amount:
        return 0
    last: int = database.only(_GIVE_OUT[kind], (amount,))[0]
    return last - amount + 1


def counts(database: Database) -> Counts:
    """The counters."""
    row = database.only(
        "SELECT task_number, finished_task_number, total_annotations_number, skipped_annotations_number,"
        " total_predictions_number, num_tasks_with_annotations FROM project WHERE id = 1"
    )
    return Counts(
        task_number=row[0],
        finished_task_number=row[1],
        total_annotations_number=row[2],
        skipped_annotations_number=row[3],
        total_predictions_number=row[4],
        num_tasks_with_annotations=row[5],
    )


def count(
    database: Database,
    *,
    tasks: int = 0,
    finished: int = 0,
    annotations: int = 0,
    skipped: int = 0,
    predictions: int = 0,
    annotated: int = 0,
) -> None:
    """Adds to the counters, in the transaction that changes what they count."""
    database.run(
        "UPDATE project SET task_number = task_number + ?, finished_task_number = finished_task_number + ?,"
        " total_annotations_number = total_annotations_number + ?,"
        " skipped_annotations_number = skipped_annotations_number + ?,"
        " total_predictions_number = total_predictions_number + ?,"
        " num_tasks_with_annotations = num_tasks_with_annotations + ? WHERE id = 1",
        (tasks, finished, annotations, skipped, predictions, annotated),
    )
