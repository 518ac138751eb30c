"""Tasks: the units of data that are labeled."""

from __future__ import annotations

from typing import Literal

import msgspec

EMPTY_OBJECT = msgspec.Raw(b"{}")
EMPTY_ARRAY = msgspec.Raw(b"[]")


class Task(msgspec.Struct, kw_only=True):
    """One task as the store keeps it. ``data`` and ``meta`` are JSON objects, as bytes, and are never re-encoded."""

    id: int
    #: position in this project, counted from 1, in the order of import
    inner_id: int
    data: msgspec.Raw
    meta: msgspec.Raw = EMPTY_OBJECT
    #: ISO 8601, UTC, microseconds, "Z"
    created_at: str = ""
    updated_at: str = ""
    #: true when it has at least one annotation, a skip included: it is then not handed out again
    is_labeled: bool = False
    total_annotations: int = 0
    cancelled_annotations: int = 0
    total_predictions: int = 0
    #: the file it came from, as the person named it
    file_upload: str | None = None


class NewTask(msgspec.Struct, kw_only=True):
    """A task on its way in, from an importer or the API."""

    data: msgspec.Raw
    meta: msgspec.Raw = EMPTY_OBJECT
    annotations: list[NewAnnotation] = []
    predictions: list[NewPrediction] = []
    drafts: list[NewDraft] = []
    file_upload: str | None = None


class NewAnnotation(msgspec.Struct, kw_only=True):
    """An annotation on its way in. ``result`` is a JSON array, as bytes, already checked for shape."""

    result: msgspec.Raw = EMPTY_ARRAY
    was_cancelled: bool = False
    ground_truth: bool = False
    lead_time: float | None = None
    completed_by: int = 1
    parent_prediction: int | None = None
    parent_annotation: int | None = None
    unique_id: str | None = None
    #: kept when it comes from a file; else the time of writing
    created_at: str | None = None
    updated_at: str | None = None


class NewDraft(msgspec.Struct, kw_only=True):
    """Work that nobody has submitted, on its way in with its task."""

    result: msgspec.Raw = EMPTY_ARRAY
    lead_time: float | None = None
    was_postponed: bool = False
    #: the annotation of the same task that it changes, by its place among them; None for one of its own
    annotation: int | None = None
    #: of the last change, where a file says it; else the time of writing
    created_at: str | None = None


class NewPrediction(msgspec.Struct, kw_only=True):
    """A prediction on its way in."""

    result: msgspec.Raw = EMPTY_ARRAY
    score: float | None = None
    model_version: str = ""


class TaskPage(msgspec.Struct, kw_only=True):
    """One page of the table, in id order."""

    tasks: list[Task]
    total: int


class LabelCount(msgspec.Struct, kw_only=True):
    """How often a control's label stands in a result."""

    from_name: str
    label: str
    count: int


class TableRow(msgspec.Struct, kw_only=True):
    """A task as the table shows it: its data cut short, and what can be said of its work in a cell."""

    #: ``data`` and ``meta`` hold what fits into a row, and are no longer as they were stored
    task: Task
    draft_exists: bool = False
    #: whether it has an annotation that is ground truth and no skip
    ground_truth: bool = False
    #: mean of its predictions' scores; of its annotations' seconds
    predictions_score: float | None = None
    avg_lead_time: float | None = None
    #: when its last annotation that is no skip was made
    completed_at: str | None = None
    #: of its newest annotation that is no skip
    labels: list[LabelCount] = []

    @property
    def status(self) -> Literal["new", "draft", "done", "skipped"]:
        """How far the work on it is; a draft on a task that is done or skipped leaves it so."""
        if self.task.total_annotations:
            return "done"
        if self.task.cancelled_annotations:
            return "skipped"
        return "draft" if self.draft_exists else "new"


class TablePage(msgspec.Struct, kw_only=True):
    """One page of the table, in the order that was asked for."""

    rows: list[TableRow]
    total: int


#: What can be done with many tasks at once.
BulkAction = Literal[
    "delete_tasks", "delete_tasks_annotations", "delete_tasks_predictions", "skip_tasks", "predictions_to_annotations"
]


class BulkOutcome(msgspec.Struct, kw_only=True):
    """What a bulk action has done, or its undo."""

    #: tasks, annotations or predictions, whichever the action is about
    processed: int
    #: of an undo: what it left, because somebody changed it since
    left: int = 0
    #: the number that undoes it, until then in seconds since 1970; None when there is nothing to undo
    undo: int | None = None
    until: float = 0.0


class Counts(msgspec.Struct, kw_only=True):
    """Counters of a project, kept in the same transactions as what they count."""

    task_number: int = 0
    #: tasks with at least one annotation or skip
    finished_task_number: int = 0
    #: not cancelled
    total_annotations_number: int = 0
    skipped_annotations_number: int = 0
    total_predictions_number: int = 0
    #: tasks with at least one annotation that is not a skip
    num_tasks_with_annotations: int = 0
