"""The JSON shapes of answers, in today's names. Stored JSON goes out as the bytes it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import msgspec

from multisession.project.annotations import Annotation, Draft
from multisession.project.label_config.model import LabelConfig
from multisession.project.predictions import Prediction
from multisession.project.store.interface import Document, StreamEntry, TaskBundle
from multisession.project.tasks import Counts, LabelCount, TableRow, Task

#: An id that somebody sends: no larger than what a store can hold.
Identifier = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]

#: One project, one person: the ids that today's clients expect to find.
PROJECT_ID = 1
USER_ID = 1

#: config.json says "sequential"; today's API says "Sequential sampling".
SAMPLING_TITLES = {"sequential": "Sequential sampling", "uniform": "Uniform sampling"}


class ProjectView(msgspec.Struct, kw_only=True):
    """A project with its counters."""

    id: int = PROJECT_ID
    title: str
    description: str
    label_config: str
    expert_instruction: str
    show_instruction: bool
    show_skip_button: bool
    enable_empty_annotation: bool
    show_annotation_history: bool = False
    color: str
    sampling: str
    model_version: str
    maximum_annotations: int = 1
    overlap_cohort_percentage: int = 100
    show_collab_predictions: bool = True
    evaluate_predictions_automatically: bool = False
    is_published: bool = True
    is_draft: bool = False
    skip_queue: str = "REQUEUE_FOR_OTHERS"
    organization: int = 1
    created_by: dict[str, Any]
    created_at: str | None
    parsed_label_config: dict[str, Any]
    config_has_control_tags: bool
    #: what is odd or wrong in the label config, each with line and column
    label_config_problems: list[dict[str, Any]]
    revision: str
    task_number: int
    finished_task_number: int
    total_annotations_number: int
    total_predictions_number: int
    num_tasks_with_annotations: int
    useful_annotation_number: int
    ground_truth_number: int = 0
    skipped_annotations_number: int
    queue_total: int
    queue_done: int


class AnnotationView(msgspec.Struct, kw_only=True):
    """An annotation; ``warnings`` is there only in the answer to a write."""

    id: int
    task: int
    project: int = PROJECT_ID
    result: msgspec.Raw
    result_count: int
    completed_by: int
    updated_by: int = USER_ID
    was_cancelled: bool
    ground_truth: bool
    lead_time: float | None
    parent_prediction: int | None
    parent_annotation: int | None
    unique_id: str
    created_at: str
    updated_at: str
    draft_created_at: str | None = None
    revision: int
    warnings: list[str] | msgspec.UnsetType = msgspec.UNSET


class HistoryView(msgspec.Struct, kw_only=True, rename={"task": "taskId", "annotation": "annotationId"}):
    """One step of the way back. The first two names are today's API's."""

    task: int
    annotation: int
    inner_id: int
    #: the beginning of the first text in the task's data
    preview: str
    was_cancelled: bool
    #: 1 when it was submitted and not changed since
    revision: int
    result_count: int
    created_at: str
    updated_at: str


class DraftView(msgspec.Struct, kw_only=True):
    """Work that is saved and not submitted."""

    id: int
    task: int
    annotation: int | None
    result: msgspec.Raw
    lead_time: float | None
    was_postponed: bool
    user: str = ""
    created_at: str
    updated_at: str


class PredictionView(msgspec.Struct, kw_only=True):
    """What a model says."""

    id: int
    task: int
    project: int = PROJECT_ID
    result: msgspec.Raw
    score: float | None
    model_version: str
    created_at: str
    updated_at: str


class TaskView(msgspec.Struct, kw_only=True):
    """A task; the three lists are left out where only the task was asked for."""

    id: int
    inner_id: int
    project: int = PROJECT_ID
    data: msgspec.Raw
    meta: msgspec.Raw
    created_at: str
    updated_at: str
    is_labeled: bool
    overlap: int = 1
    total_annotations: int
    cancelled_annotations: int
    total_predictions: int
    file_upload: str | None
    updated_by: list[dict[str, int]] = []
    annotators: list[int] = []
    draft_exists: bool | msgspec.UnsetType = msgspec.UNSET
    annotations: list[AnnotationView] | msgspec.UnsetType = msgspec.UNSET
    predictions: list[PredictionView] | msgspec.UnsetType = msgspec.UNSET
    drafts: list[DraftView] | msgspec.UnsetType = msgspec.UNSET
    #: these six only in the rows of a table
    ground_truth: bool | msgspec.UnsetType = msgspec.UNSET
    predictions_score: float | msgspec.UnsetType | None = msgspec.UNSET
    avg_lead_time: float | msgspec.UnsetType | None = msgspec.UNSET
    completed_at: str | msgspec.UnsetType | None = msgspec.UNSET
    labels: list[LabelCount] | msgspec.UnsetType = msgspec.UNSET
    status: str | msgspec.UnsetType = msgspec.UNSET
    #: only in the answer of ``next``
    queue: str | msgspec.UnsetType = msgspec.UNSET


class TaskPageView(msgspec.Struct, kw_only=True):
    """One page of tasks."""

    tasks: list[TaskView]
    total: int
    total_annotations: int
    total_predictions: int


class ProjectPageView(msgspec.Struct, kw_only=True):
    """One page of projects."""

    count: int
    next: str | None
    previous: str | None
    results: list[ProjectView]


def project_view(
    document: Document, config: LabelConfig | None, counts: Counts, problems: Sequence[Mapping[str, Any]]
) -> ProjectView:
    """The shape of a project; ``config`` is None when the label config cannot be used."""
    settings = document.settings
    return ProjectView(
        title=_text(settings, "title"),
        description=_text(settings, "description"),
        label_config=document.label_config,
        expert_instruction=instruction_of(settings),
        show_instruction=bool(settings.get("show_instruction", bool(instruction_of(settings)))),
        show_skip_button=bool(settings.get("show_skip_button", True)),
        enable_empty_annotation=bool(settings.get("enable_empty_annotation", True)),
        color=_text(settings, "color") or "#FFFFFF",
        sampling=SAMPLING_TITLES[sampling_of(settings)],
        model_version=_text(settings, "model_version"),
        created_by={"id": USER_ID, "first_name": "", "last_name": "", "email": "", "avatar": None},
        created_at=_text(settings, "created_at") or None,
        parsed_label_config=config.parsed if config else {},
        config_has_control_tags=bool(config and config.controls),
        label_config_problems=[dict(problem) for problem in problems],
        revision=document.revision,
        task_number=counts.task_number,
        finished_task_number=counts.finished_task_number,
        total_annotations_number=counts.total_annotations_number,
        total_predictions_number=counts.total_predictions_number,
        num_tasks_with_annotations=counts.num_tasks_with_annotations,
        useful_annotation_number=counts.total_annotations_number,
        skipped_annotations_number=counts.skipped_annotations_number,
        queue_total=counts.task_number,
        queue_done=counts.finished_task_number,
    )


def _text(settings: Mapping[str, Any], key: str) -> str:
    value = settings.get(key)
    return value if isinstance(value, str) else ""


def instruction_of(settings: Mapping[str, Any]) -> str:
    """What annotators are told: config.json's ``instruction``, or ``expert_instruction`` as other tools name it."""
    return _text(settings, "instruction") or _text(settings, "expert_instruction")


def sampling_of(settings: Mapping[str, Any]) -> str:
    """ "sequential" or "uniform"; anything else in a hand-edited config.json means the default."""
    value = settings.get("sampling")
    return "uniform" if value in ("uniform", SAMPLING_TITLES["uniform"]) else "sequential"


def annotation_view(annotation: Annotation, *, warnings: Sequence[str] | None = None) -> AnnotationView:
    """The shape of an annotation; ``warnings`` (even empty) says that it answers a write."""
    return AnnotationView(
        id=annotation.id,
        task=annotation.task,
        result=annotation.result,
        result_count=_count(annotation.result),
        completed_by=annotation.completed_by,
        was_cancelled=annotation.was_cancelled,
        ground_truth=annotation.ground_truth,
        lead_time=annotation.lead_time,
        parent_prediction=annotation.parent_prediction,
        parent_annotation=annotation.parent_annotation,
        unique_id=annotation.unique_id,
        created_at=annotation.created_at,
        updated_at=annotation.updated_at,
        revision=annotation.revision,
        warnings=msgspec.UNSET if warnings is None else list(warnings),
    )


def history_view(entry: StreamEntry) -> HistoryView:
    """The shape of a step of the way back."""
    annotation = entry.annotation
    return HistoryView(
        task=annotation.task,
        annotation=annotation.id,
        inner_id=entry.inner_id,
        preview=entry.preview,
        was_cancelled=annotation.was_cancelled,
        revision=annotation.revision,
        result_count=entry.result_count,
        created_at=annotation.created_at,
        updated_at=annotation.updated_at,
    )


_items = msgspec.json.Decoder(list[msgspec.Raw])


def _count(result: msgspec.Raw) -> int:
    return len(_items.decode(result))


def draft_view(draft: Draft) -> DraftView:
    """The shape of a draft."""
    return DraftView(
        id=draft.id,
        task=draft.task,
        annotation=draft.annotation,
        result=draft.result,
        lead_time=draft.lead_time,
        was_postponed=draft.was_postponed,
        created_at=draft.created_at,
        updated_at=draft.updated_at,
    )


def prediction_view(prediction: Prediction) -> PredictionView:
    """The shape of a prediction."""
    return PredictionView(
        id=prediction.id,
        task=prediction.task,
        result=prediction.result,
        score=prediction.score,
        model_version=prediction.model_version,
        created_at=prediction.created_at,
        updated_at=prediction.updated_at,
    )


def task_view(task: Task) -> TaskView:
    """The shape of a task alone."""
    return TaskView(
        id=task.id,
        inner_id=task.inner_id,
        data=task.data,
        meta=task.meta,
        created_at=task.created_at,
        updated_at=task.updated_at,
        is_labeled=task.is_labeled,
        total_annotations=task.total_annotations,
        cancelled_annotations=task.cancelled_annotations,
        total_predictions=task.total_predictions,
        file_upload=task.file_upload,
        annotators=[USER_ID] if task.total_annotations or task.cancelled_annotations else [],
    )


def bundle_view(bundle: TaskBundle) -> TaskView:
    """The shape of a task with everything on it."""
    view = task_view(bundle.task)
    view.annotations = [annotation_view(annotation) for annotation in bundle.annotations]
    view.predictions = [prediction_view(prediction) for prediction in bundle.predictions]
    view.drafts = [draft_view(draft) for draft in bundle.drafts]
    view.draft_exists = bool(bundle.drafts)
    return view


def row_view(row: TableRow) -> TaskView:
    """The shape of a task in a row of the table."""
    view = task_view(row.task)
    view.draft_exists = row.draft_exists
    view.ground_truth = row.ground_truth
    view.predictions_score = row.predictions_score
    view.avg_lead_time = row.avg_lead_time
    view.completed_at = row.completed_at
    view.labels = row.labels
    view.status = row.status
    return view
