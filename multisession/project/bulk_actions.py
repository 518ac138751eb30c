"""What can be done with many tasks at once, as the data table offers it, and what is said when it is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from multisession.project.data_query.model import TaskQuery
from multisession.project.project import Project
from multisession.project.tasks import BulkAction, BulkOutcome
from multisession.web.errors import ValidationFailed, excerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedAction:
    """One action. ``thing`` is what it is about, one and several of it."""

    title: str
    thing: tuple[str, str]
    #: what was done to them, and what an undo did
    done: str
    undone: str
    #: asked before; None for what takes nothing away
    question: str | None = None


ACTIONS: Mapping[BulkAction, OfferedAction] = {
    "skip_tasks": OfferedAction(title="Skip", thing=("task", "tasks"), done="Skipped", undone="Opened again"),
    "predictions_to_annotations": OfferedAction(
        title="Make annotations from predictions",
        thing=("annotation", "annotations"),
        done="Made",
        undone="Removed",
    ),
    "delete_tasks": OfferedAction(
        title="Delete tasks",
        thing=("task", "tasks"),
        done="Deleted",
        undone="Brought back",
        question="The selected tasks go, with their annotations, predictions and drafts.",
    ),
    "delete_tasks_annotations": OfferedAction(
        title="Delete annotations",
        thing=("annotation", "annotations"),
        done="Deleted",
        undone="Brought back",
        question="All annotations and skips of the selected tasks go.",
    ),
    "delete_tasks_predictions": OfferedAction(
        title="Delete predictions",
        thing=("prediction", "predictions"),
        done="Deleted",
        undone="Brought back",
        question="All predictions of the selected tasks go.",
    ),
}


async def act(project: Project, action: BulkAction, query: TaskQuery, *, model_version: str = "") -> BulkOutcome:
    """Does something with all tasks that a query finds. Raises QuotaExceeded, ScanTooLong."""
    try:
        return await project.store.act(action, query, model_version=model_version)
    finally:
        project.committed()


async def undo(project: Project, undo_id: int) -> tuple[BulkAction, BulkOutcome]:
    """Undoes an action; which one that was. Raises UndoGone, QuotaExceeded."""
    try:
        return await project.store.undo(undo_id)
    finally:
        project.committed()


def action_of(name: str) -> BulkAction:
    """The action of a name that was sent. Raises ValidationFailed."""
    for known in get_args(BulkAction):
        if name == known:
            return known  # type: ignore[no-any-return]
    said = f"There is no action {excerpt(name)}. There are undo, {', '.join(ACTIONS)}."
    raise ValidationFailed(said, validation_errors={"id": [said]})


def done_sentence(action: BulkAction, outcome: BulkOutcome) -> str:
    """What was done."""
    offered = ACTIONS[action]
    return f"{offered.done} {_amount(outcome.processed, offered.thing)}."


def undone_sentence(action: BulkAction, outcome: BulkOutcome) -> str:
    """What an undo did, and what it left."""
    offered = ACTIONS[action]
    said = f"{offered.undone} {_amount(outcome.processed, offered.thing)}."
    if not outcome.left:
        return said
    stays = "was changed since, and stays" if outcome.left == 1 else "were changed since, and stay"
    return f"{said} {outcome.left:,} {stays}."


def _amount(number: int, thing: tuple[str, str]) -> str:
    return f"{number:,} {thing[0] if number == 1 else thing[1]}"
