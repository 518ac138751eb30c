"""The store: every verb a project needs, one project at a time. tests/conformance runs against each implementation.

Every method is a coroutine. In SQLite, reads of a few rows run inline on the event loop, longer ones in a thread, and
writes go to the writer thread of the project, where neighbours share one commit; the coroutine returns only after the
commit is on disk. A store opened on a session that has written nothing is read-only: its writing verbs raise
:class:`ReadOnlyStore` (the resolver makes the project before a write, so this is a bug when seen).
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Any, Literal, Protocol

import msgspec

from multisession.project.annotations import Annotation, AnnotationChange, Draft
from multisession.project.data_query.model import TaskQuery
from multisession.project.figures.model import FiguresRange, Findings
from multisession.project.predictions import Prediction
from multisession.project.store.quota import Usage
from multisession.project.tasks import (
    BulkAction,
    BulkOutcome,
    Counts,
    NewAnnotation,
    NewPrediction,
    NewTask,
    TablePage,
    Task,
    TaskPage,
)
from multisession.web.errors import BadRequest, Forbidden, StudioError

Sampling = Literal["sequential", "uniform"]


class ReadOnlyStore(StudioError):
    """A write reached a store that must not be written to."""

    status_code = 500


class ProjectClosing(Forbidden):
    """The project is being removed; nothing more is written to it."""

    code = "project-closing"


class ProjectFrozen(Forbidden):
    """403: the host froze the project; it is read and exported, and takes no changes."""

    code = "frozen"


class AnnotationChanged(BadRequest):
    """400: a change was made to an older revision than the one that is stored; nothing was written."""

    code = "annotation-changed"


class DraftChanged(BadRequest):
    """400: a draft was saved on top of an older one than is stored; nothing was written."""

    code = "draft-changed"


class Document(msgspec.Struct, kw_only=True, frozen=True):
    """The project's documents: config.xml and config.json in a directory, a row in PostgreSQL."""

    #: the label config as written by a person
    label_config: str = "<View></View>"
    #: config.json without label_config: title, description, expert_instruction, sampling, ml_backends, editor, …
    settings: Mapping[str, Any] = msgspec.field(default_factory=dict)
    #: changes whenever either document changes, also by hand
    revision: str = ""


class TaskBundle(msgspec.Struct, kw_only=True):
    """A task with everything that belongs to it, for export, the mirror and the labeling page."""

    task: Task
    annotations: list[Annotation] = []
    predictions: list[Prediction] = []
    drafts: list[Draft] = []


class StreamEntry(msgspec.Struct, kw_only=True):
    """One step of the way back: an annotation that was made or changed, and what tells its task apart."""

    #: without its result: a hundred of them may be larger than the memory
    annotation: Annotation
    result_count: int
    inner_id: int
    #: the beginning of the first text in the task's data; "" where there is none
    preview: str


class ImportSummary(msgspec.Struct, kw_only=True):
    """What one committed import brought."""

    import_id: int
    task_ids_from: int
    task_ids_to: int
    task_count: int
    annotation_count: int
    prediction_count: int
    #: the last annotation id given out when it was committed: later ones were made on what it brought
    last_annotation_id: int = 0
    #: and so of drafts
    last_draft_id: int = 0


class WorkSince(msgspec.Struct, kw_only=True):
    """What was done on the tasks of an import after it."""

    annotations: int
    drafts: int


#: A named value that changes in the transaction that commits an import: its name, and what it becomes. What that
#: raises leaves the import uncommitted. It may be called twice.
ImportNote = tuple[str, Callable[[str | None, ImportSummary], str | None]]


#: A named value that changes in the transaction of something else: its name, and what it becomes; maybe called twice.
ValueNote = tuple[str, Callable[[str | None], str | None]]


class OutboxEntry(msgspec.Struct, kw_only=True):
    """Something that was committed and that others are to be told, in order."""

    id: int
    #: annotation-created, annotation-updated, annotation-deleted, tasks-created, tasks-updated, tasks-deleted,
    #: config-changed
    action: str
    task: int | None = None
    annotation: int | None = None
    created_at: str = ""


class Upload(msgspec.Struct, kw_only=True):
    """One uploaded file, known by its generated name."""

    id: int
    #: generated: "<16 hex>-<safe suffix of the person's name>", never a path
    name: str
    #: as the person named it
    original_name: str
    size: int
    content_type: str
    created_at: str = ""


#: the named value that lists the project's export snapshots
EXPORT_SNAPSHOTS = "export-snapshots"

#: how the names of files in upload/ begin that are still being written
TEMPORARY_UPLOAD = ".incoming-"


class NewUpload(msgspec.Struct, kw_only=True, frozen=True):
    """A file that an import brings along; its name begins with the import's ``media_prefix``."""

    name: str
    original_name: str
    size: int
    content_type: str


class Store(Protocol):
    """One project's data."""

    #: True when writing verbs raise ReadOnlyStore
    read_only: bool

    # -- documents
    async def document(self) -> Document: ...
    async def save_document(
        self,
        *,
        label_config: str | None = None,
        settings: Mapping[str, Any] | None = None,
        note: ValueNote | None = None,
    ) -> Document:
        """Replaces one or both documents (settings as a whole) atomically; the revision changes.

        ``note`` changes a named value in the same transaction.
        """
        ...

    # -- tasks
    async def counts(self) -> Counts: ...
    async def task(self, task_id: int) -> Task | None: ...
    async def tasks(self, *, page: int, page_size: int, only_annotated: bool = False) -> TaskPage:
        """A page counted from 1, in id order; past the end it is empty."""
        ...

    async def select_tasks(self, query: TaskQuery, *, page: int, page_size: int) -> TaskPage:
        """A page, counted from 1, of the tasks that a query finds, in its order; ``total`` counts all that it finds.

        It may look at every task, once: later pages come from what was found, until the project changes. A caller that
        is cancelled stops the search. Raises ScanTooLong.
        """
        ...

    async def select_ids(self, query: TaskQuery) -> Sequence[int]:
        """The ids of all tasks that a query finds, in its order; searched for as by :meth:`select_tasks`."""
        ...

    async def table_page(self, query: TaskQuery, *, page: int, page_size: int) -> TablePage:
        """As :meth:`select_tasks`, as rows of a table: of bounded size, read in a thread."""
        ...

    async def first_data(self, amount: int) -> list[dict[str, Any]]:
        """The data of the first tasks in id order, cut short as in :meth:`table_page`; fewer where tasks are large."""
        ...

    async def figures(self, wanted: FiguresRange) -> Findings:
        """Counts all annotations, once, until the project changes. A caller that is cancelled stops the count.

        What it answers is shared: nothing in it is to be changed. Raises FiguresTooLong.
        """
        ...

    async def bundle(self, task_id: int) -> TaskBundle | None: ...
    async def bundles(self, task_ids: Sequence[int]) -> list[TaskBundle]:
        """In the order asked for; unknown ids are left out."""
        ...

    def every_bundle(self, *, only_annotated: bool = False, batch: int = 500) -> AsyncIterator[list[TaskBundle]]:
        """All tasks in id order, a batch at a time, read in a thread, as of one moment."""
        ...

    async def create_task(self, task: NewTask) -> Task: ...
    async def update_task(
        self, task_id: int, *, data: msgspec.Raw | None = None, meta: msgspec.Raw | None = None
    ) -> Task | None: ...
    async def delete_task(self, task_id: int) -> bool: ...
    async def delete_tasks(self) -> int:
        """Removes every task and what hangs on it; returns how many."""
        ...

    async def next_task(self, sampling: Sampling, *, seed: bytes) -> int | None:
        """The id of the next task without annotation or skip; the same cost at 100 tasks and at a million."""
        ...

    async def neighbours(self, task_id: int) -> tuple[int | None, int | None, int]:
        """The ids before and after in id order, and the task's position counted from 1."""
        ...

    # -- bulk: in pieces, between which others write; an action that a killed process left is ended by the next one
    async def act(self, action: BulkAction, query: TaskQuery, *, model_version: str = "") -> BulkOutcome:
        """Does something with all tasks that a query finds, as they are when their turn comes.

        A deletion is judged by no quota; what makes annotations is, and is taken back as a whole when it does not fit.
        """
        ...

    async def undo(self, undo_id: int) -> tuple[BulkAction, BulkOutcome]:
        """Brings back what an action deleted, or removes what it made and nobody has changed since; which action.

        Raises UndoGone, and QuotaExceeded when the deleted tasks do not fit any more.
        """
        ...

    async def forget_undone(self, *, everything: bool = False) -> None:
        """Removes for good what is too old to be brought back, or all of it; and ends what was left half done."""
        ...

    # -- annotations
    async def annotation(self, annotation_id: int) -> Annotation | None: ...
    async def annotations(self, task_id: int) -> list[Annotation]: ...
    async def create_annotation(
        self, task_id: int, annotation: NewAnnotation, *, draft_id: int | None = None
    ) -> Annotation | None:
        """Writes the annotation, the counters and an outbox row in one transaction; None when there is no such task.

        The draft it came from (or, without ``draft_id``, every draft of the task that belongs to no annotation) goes.
        A second call with the same ``unique_id`` returns the first annotation: a client may retry.
        """
        ...

    async def update_annotation(self, annotation_id: int, change: AnnotationChange) -> Annotation | None:
        """Changes one; raises AnnotationChanged when it is not of the revision that the change names."""
        ...

    async def delete_annotation(self, annotation_id: int) -> bool: ...
    async def label_stream_history(self, *, limit: int) -> list[StreamEntry]:
        """What was submitted, changed or skipped last, by single calls; newest first, at most a hundred."""
        ...

    # -- drafts
    async def draft(self, draft_id: int) -> Draft | None: ...
    async def drafts(self, task_id: int) -> list[Draft]: ...
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
        """Creates, or with ``draft_id`` replaces; None when the task (or draft, or annotation) is not there.

        What is there already with the same result is not created again: whoever got no answer may retry.
        Raises DraftChanged when ``based_on`` is given and is not the draft's ``updated_at``.
        """
        ...

    async def delete_draft(self, draft_id: int) -> bool: ...

    # -- predictions
    async def prediction(self, prediction_id: int) -> Prediction | None: ...
    async def predictions(self, task_id: int | None = None) -> list[Prediction]: ...
    async def create_prediction(self, task_id: int, prediction: NewPrediction) -> Prediction | None: ...
    async def create_predictions(self, rows: Sequence[tuple[int, NewPrediction]]) -> int | None:
        """All or none: None when one of the tasks is not there."""
        ...

    async def update_prediction(self, prediction_id: int, prediction: NewPrediction) -> Prediction | None: ...
    async def delete_prediction(self, prediction_id: int) -> bool: ...

    # -- import: chunks out of sight until one row flips; leftovers go when the store is opened
    async def begin_import(self, *, source: str = "") -> int: ...
    async def add_to_import(self, import_id: int, tasks: Sequence[NewTask]) -> None: ...
    async def commit_import(self, import_id: int, *, note: ImportNote | None = None) -> ImportSummary: ...
    async def abort_import(self, import_id: int) -> None:
        """Removes what the import wrote, and the files in upload/ whose names begin with its prefix."""
        ...

    def media_prefix(self, import_id: int) -> str:
        """How the names of the files begin that an import under way brings along, and that go with it."""
        ...

    async def add_import_uploads(self, import_id: int, new: Sequence[NewUpload]) -> list[Upload]:
        """The rows of such files. Raises NotFound for an import that is not under way."""
        ...

    async def work_since_import(self, first: int, last: int, last_annotation_id: int, last_draft_id: int) -> WorkSince:
        """What was made or changed on tasks first..last since their import, whose summary names the last argument."""
        ...

    # -- uploads: rows only; media.py writes the bytes
    async def add_upload(self, *, name: str, original_name: str, size: int, content_type: str) -> Upload: ...
    async def upload(self, name: str) -> Upload | None: ...
    async def uploads(self) -> list[Upload]: ...
    async def delete_upload(self, upload_id: int) -> Upload | None: ...
    async def uploaded_bytes(self) -> int: ...
    async def usage(self) -> Usage:
        """What the project holds of its own, as its quota counts."""
        ...

    # -- outbox: empty, and for free, until somebody wants to be told
    async def keep_outbox(self, wanted: bool) -> None: ...
    async def outbox(self, *, after: int = 0, limit: int = 100) -> list[OutboxEntry]: ...
    async def outbox_done(self, up_to: int) -> None: ...

    # -- small named values (mirror numbering, sampling cursor, exported revision, …)
    async def value(self, name: str) -> str | None: ...
    async def set_value(self, name: str, value: str | None) -> None: ...
    async def change_value(self, name: str, change: Callable[[str | None], str | None]) -> None:
        """Replaces a value by what ``change`` makes of it, in one transaction; it may be called twice."""
        ...

    async def change_export_snapshots(self, change: Callable[[str | None], tuple[str | None, int]]) -> None:
        """Replaces the value EXPORT_SNAPSHOTS, and enters how many bytes the files that it names hold together.

        The project's quota counts those bytes: raises QuotaExceeded when they are more than fit.
        """
        ...

    # -- life
    async def begin_closing(self) -> None:
        """Sets `closing` under an exclusive transaction; every later write raises ProjectClosing."""
        ...

    async def close(self) -> None: ...
