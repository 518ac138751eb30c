"""The JSON of the host's console. Times are ISO 8601, sizes bytes. What visitors wrote is text, wherever it stands."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from multisession.project.api.shapes import AnnotationView, PredictionView
from multisession.sessions.hosting import HostingMode

SessionState = Literal["live", "frozen", "removed"]
Sort = Literal["last_seen", "created", "bytes", "tasks", "progress", "title"]
LARGEST_PAGE = 200
#: Characters of a task's data in a list.
LONGEST_DATA = 2000

PageNumber = Annotated[int, msgspec.Meta(ge=1, le=10**9)]
PageSize = Annotated[int, msgspec.Meta(ge=1, le=LARGEST_PAGE)]


class HistoryQuery(msgspec.Struct):
    """How far back: at most fourteen days, which is how long figures are kept."""

    hours: Annotated[int, msgspec.Meta(ge=1, le=336)] = 24


class HostSession(msgspec.Struct, kw_only=True):
    """One session. In a list, title and figures are as of the last note of a visit; asked for by id, as of now."""

    #: 32 hex digits; by themselves they open nothing
    id: str
    title: str
    created_at: str
    #: for a removed session, when it was removed
    last_seen_at: str
    #: null: never
    expires_at: str | None
    expires_because: Literal["idle", "age"] | None
    frozen: bool
    state: SessionState
    #: why it was removed
    because: Literal["idle", "age", "deleted", "host"] | None
    #: database and uploads
    bytes: int
    uploads: int
    task_number: int
    finished_task_number: int
    total_annotations_number: int
    has_resume_code: bool


class SessionQuery(msgspec.Struct, kw_only=True):
    """Which sessions, in which order."""

    #: the beginning of an id, or a part of the title
    search: Annotated[str, msgspec.Meta(max_length=200)] = ""
    #: all that are there, unless told: live (not frozen), frozen, or removed
    state: Literal["", "live", "frozen", "removed"] = ""
    sort: Sort = "last_seen"
    order: Literal["asc", "desc"] = "desc"
    page: PageNumber = 1
    page_size: PageSize = 50


class SessionPage(msgspec.Struct, kw_only=True):
    """One page of a list; ``total`` counts all pages."""

    total: int
    sessions: list[HostSession]


class TaskQuery(msgspec.Struct, kw_only=True):
    """Which page of a session's tasks."""

    page: PageNumber = 1
    page_size: PageSize = 50


class TaskLine(msgspec.Struct, kw_only=True):
    """A task in a list. ``data`` is JSON text, cut after 2,000 characters."""

    id: int
    data: str
    annotations: int
    skipped: bool
    updated_at: str


class TaskList(msgspec.Struct, kw_only=True):
    """One page of a session's tasks."""

    total: int
    tasks: list[TaskLine]


class HostTask(msgspec.Struct, kw_only=True):
    """One task with what was made of it."""

    id: int
    data: msgspec.Raw
    annotations: list[AnnotationView]
    predictions: list[PredictionView]


class Extension(msgspec.Struct):
    """How much longer a session is to live."""

    days: Annotated[int, msgspec.Meta(ge=1, le=365)]


class NewResumeCode(msgspec.Struct):
    """Twelve words, shown this once; the visitor enters them on the first page."""

    code: str


class HostingState(msgspec.Struct, kw_only=True):
    """The server, and whether it takes visitors."""

    version: str
    started_at: str
    workers: int
    mode: HostingMode
    message: str
    banner: str
