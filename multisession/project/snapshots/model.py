"""An export snapshot as it is kept, and what can be wrong with one."""

from __future__ import annotations

from typing import Literal

import msgspec

from multisession.web.errors import BadRequest, NotFound, QuotaExceeded

#: snapshots that one project keeps, and files of them that are being made at once
MOST_SNAPSHOTS, MOST_RUNNING = 20, 2
#: other formats that are kept of one snapshot
MOST_CONVERSIONS = 10
#: characters of a title
LONGEST_TITLE = 200

#: created: about to be begun; in_progress: somebody makes it; the others are the end
Status = Literal["created", "in_progress", "completed", "failed"]
STOPPED = "The server stopped while this export was made. Make it again."


class StoredExport(msgspec.Struct, kw_only=True):
    """One file: what is to stand in it, how far it is, and what came of it."""

    #: of the registry of exporters
    format: str
    #: whether the files that the tasks show are packed too
    resources: bool = False
    #: in the project's directory of exports; generated
    name: str
    status: Status = "created"
    #: the lock of the process that makes it
    owner: str = ""
    #: tasks that it is to hold, as counted before
    total: int = 0
    tasks: int = 0
    annotations: int = 0
    #: bytes
    size: int = 0
    md5: str = ""
    #: the sentence that says why it failed
    failure: str = ""
    finished_at: str | None = None

    @property
    def is_running(self) -> bool:
        """Whether somebody makes it at this moment, or is about to."""
        return self.status in ("created", "in_progress")


class Conversion(msgspec.Struct, kw_only=True):
    """The same tasks in another format."""

    id: int
    file: StoredExport


class Snapshot(msgspec.Struct, kw_only=True):
    """One export that is kept."""

    id: int
    title: str
    created_at: str
    #: annotations and skips of the project when it was begun
    annotations_then: int = 0
    file: StoredExport
    conversions: list[Conversion] = []

    @property
    def files(self) -> list[StoredExport]:
        """Its own file, then those of its conversions."""
        return [self.file, *(one.file for one in self.conversions)]


class SnapshotGone(NotFound):
    """404: there is no such snapshot any more."""

    code = "snapshot-gone"

    def __init__(self) -> None:
        super().__init__("There is no such export in this project, or not any more. Make it again.")


class SnapshotNotReady(NotFound):
    """404: the file is not made yet, or could not be made."""

    code = "snapshot-not-ready"


class SnapshotNotJson(BadRequest):
    """400: only what is kept as JSON can be had in another format."""

    code = "snapshot-not-json"


class SnapshotOptionUnknown(BadRequest):
    """400: an export was asked for in a form that is not written here."""

    code = "snapshot-option"


class TooManySnapshots(QuotaExceeded):
    """403: the project keeps as many exports as it may."""

    code = "too-many-snapshots"
