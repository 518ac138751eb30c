"""What a session's owner is told of it: its end, its limits, its browser's projects, and what was deleted."""

from __future__ import annotations

import msgspec

from multisession.project.project import Project
from multisession.sessions.expiry import Because
from multisession.sessions.records import Removed


class OwnProject(msgspec.Struct, kw_only=True):
    """One project of this browser. ``index`` counts its own list from 0, the active one."""

    index: int
    active: bool
    title: str
    created_at: str
    task_number: int
    finished_task_number: int
    total_annotations_number: int
    #: when it is deleted; None: never
    expires_at: str | None = None
    expires_because: Because | None = None
    #: true: the host froze it
    frozen: bool = False


class Holdings(msgspec.Struct):
    """Amounts of what a project keeps."""

    bytes: int
    tasks: int
    uploads: int


class EndedProject(msgspec.Struct):
    """A project that is gone: when (ISO 8601), and why."""

    when: str
    because: Removed


class OwnSession(msgspec.Struct, kw_only=True):
    """The asking session as its owner sees it."""

    #: true: nobody else sees this project
    private: bool = True
    #: true while nothing has been written
    new: bool
    #: what the server's clock says; a visitor's may be wrong
    now: str
    #: when the browser forgets it unless it comes back before; ISO 8601
    kept_until: str
    #: when the project is deleted unless somebody opens it before (idle), or whatever happens (age); None: never
    expires_at: str | None = None
    expires_because: Because | None = None
    #: from when on the page says so
    warn_from: str | None = None
    #: true: the host froze it; reading and exporting go on
    frozen: bool = False
    #: the project that this browser's cookie still named is gone; told once
    ended: EndedProject | None = None
    #: what the project holds of its own, and what it may; 0 is no limit
    usage: Holdings | None = None
    limits: Holdings
    has_resume_code: bool
    projects: list[OwnProject]
    #: pages send it as X-Project with every change, so that none lands in a project that another tab opened
    stamp: str = ""


class Deleted(msgspec.Struct, kw_only=True):
    """What "delete my data" removed."""

    tasks: int = 0
    annotations: int = 0
    skipped: int = 0
    predictions: int = 0
    uploads: int = 0
    bytes: int = 0


async def report_of(project: Project) -> Deleted:
    """What a project holds that is about to be deleted."""
    counts, usage = await project.store.counts(), await project.store.usage()
    return Deleted(
        tasks=counts.task_number,
        annotations=counts.total_annotations_number,
        skipped=counts.skipped_annotations_number,
        predictions=counts.total_predictions_number,
        uploads=usage.uploads,
        bytes=usage.bytes,
    )
