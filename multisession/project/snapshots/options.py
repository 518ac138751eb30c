"""What goes into a snapshot, in today's words: filters of tasks and of annotations, and how they are written."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from multisession.project.data_query.model import AnnotationKind, Column, Condition, TaskQuery
from multisession.project.data_query.parse import parse_query
from multisession.project.export_selection import Annotations, ExportSelection
from multisession.project.saved_views import SavedViews
from multisession.project.snapshots.model import SnapshotOptionUnknown
from multisession.project.store.interface import Store

#: only those of which it is true, or those of which it is not; None for both
Mode = Literal["only", "exclude"] | None
_ANY: frozenset[AnnotationKind] = frozenset({"usual", "ground_truth", "skipped"})


class TaskFilter(msgspec.Struct, kw_only=True):
    """Which tasks; what is not said leaves none out."""

    #: the id of a saved view, whose filters and order are used
    view: Annotated[int, msgspec.Meta(ge=0)] | None = None
    #: tasks with a skip
    skipped: Mode = None
    #: tasks with an annotation or a skip
    finished: Mode = None
    #: tasks with an annotation
    annotated: Mode = None
    #: only tasks of which an annotation goes in
    only_with_annotations: bool | None = False
    #: *ours*: filters, order and selection as JSON, as the table of tasks takes them
    query: str = ""
    #: *ours*: these tasks in this order
    ids: list[Annotated[int, msgspec.Meta(ge=1)]] = []


class AnnotationFilter(msgspec.Struct, kw_only=True):
    """Which annotations; a skip is neither usual nor ground truth."""

    usual: bool | None = True
    ground_truth: bool | None = None
    skipped: bool | None = None
    #: *ours*: "newest" takes of each task the one that was made last
    annotations: Annotations = "all"


class OnlyId(msgspec.Struct, kw_only=True):
    """Whether something is written by its id."""

    only_id: bool | None = None


class Serialization(msgspec.Struct, kw_only=True, rename={"completed_by": "annotations__completed_by"}):
    """How tasks are written. Only what the JSON export does anyway can be asked for."""

    drafts: OnlyId | None = None
    predictions: OnlyId | None = None
    completed_by: OnlyId | None = None
    interpolate_key_frames: bool | None = None
    include_annotation_history: bool | None = None

    def require(self) -> None:
        """Raises SnapshotOptionUnknown for what is not written here."""
        for asked, unlike, sentence in (
            (self.drafts, True, "Drafts are written whole. Leave drafts.only_id out."),
            (self.predictions, False, "Predictions are written by their ids. Leave predictions.only_id out."),
            (self.completed_by, False, "Annotators are written by their ids. Leave annotations__completed_by out."),
        ):
            if asked is not None and asked.only_id is unlike:
                raise SnapshotOptionUnknown(sentence)
        if self.interpolate_key_frames:
            raise SnapshotOptionUnknown("Key frames are written as they are. Leave interpolate_key_frames out.")
        if self.include_annotation_history:
            raise SnapshotOptionUnknown("No history of annotations is kept. Leave include_annotation_history out.")


async def selection_of(store: Store, tasks: TaskFilter, annotations: AnnotationFilter | None) -> ExportSelection:
    """What a person wants to take along. Raises NotFound for an unknown view, QueryInvalid."""
    chosen = None
    if tasks.query:
        chosen = parse_query(tasks.query)
    elif tasks.view:
        chosen = (await SavedViews(store).one(tasks.view)).wanted
    # Without a filter all of them; with one, what it does not name is not in.
    wanted = annotations or AnnotationFilter(ground_truth=True, skipped=True)
    return ExportSelection(
        query=chosen,
        narrowed=_narrowed(tasks),
        named=tuple(dict.fromkeys(tasks.ids)),
        every_task=not tasks.only_with_annotations,
        annotations=wanted.annotations,
        usual=bool(wanted.usual),
        ground_truth=bool(wanted.ground_truth),
        skipped=bool(wanted.skipped),
    )


def _narrowed(tasks: TaskFilter) -> TaskQuery | None:
    conditions = tuple(
        Condition(Column(name), "Number", "greater" if mode == "only" else "equal", 0)
        for name, mode in (("cancelled_annotations", tasks.skipped), ("total_annotations", tasks.annotated))
        if mode is not None
    )
    if not conditions and tasks.finished is None:
        return None
    return TaskQuery(
        conditions=conditions,
        having=_ANY if tasks.finished == "only" else frozenset(),
        only_open=tasks.finished == "exclude",
    )
