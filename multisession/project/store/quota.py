"""What one project may hold: checked at the end of each write transaction, in it, so that nobody gets past it.

Only what grows is refused. A project over a limit (the host lowered it) goes on being labeled, emptied and exported as
far as that needs no more room than there is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from multisession.project.store.database import Database
from multisession.project.store.tables.values import EXPORT_BYTES
from multisession.web.errors import QuotaExceeded
from multisession.web.written_size import written_size

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Quota:
    """The limits of one project; 0 is no limit."""

    #: database, uploads and kept exports together
    bytes: int = 0
    #: tasks beyond those of its base
    tasks: int = 0
    uploads: int = 0


@dataclass(frozen=True, slots=True)
class Usage:
    """What a project holds of its own: nothing of its base counts."""

    bytes: int
    tasks: int
    uploads: int


NO_QUOTA = Quota()


def usage(database: Database) -> Usage:
    """What the project holds, as its transaction sees it. Pages that deleted rows left free count as free."""
    uploaded, tasks, uploads = database.only(
        "SELECT uploaded_bytes + (SELECT coalesce(sum(CAST(value AS INTEGER)), 0) FROM main.value"
        " WHERE project = 1 AND name = ?), max(task_number - base_tasks, 0)"
        " + (SELECT coalesce(sum(tasks), 0) FROM main.import_range), (SELECT count(*) FROM main.upload)"
        " FROM main.project WHERE id = 1",
        (EXPORT_BYTES,),
    )
    pages = database.only("PRAGMA main.page_count")[0] - database.only("PRAGMA main.freelist_count")[0]
    return Usage(pages * database.only("PRAGMA main.page_size")[0] + uploaded, tasks, uploads)


class OverQuota(Exception):
    """A write ended above a limit: whether it may is for :func:`judged` to say, in a transaction of its own."""


def within(quota: Quota, write: Callable[[Database], Result], database: Database) -> Result:
    """Runs a write. Raises OverQuota, and so undoes it, when the project is over a limit afterwards.

    Looking once, afterwards, is what nearly every write needs; looking twice would cost each some 16 µs more.
    """
    result = write(database)
    after = usage(database)
    for limit, held in ((quota.bytes, after.bytes), (quota.tasks, after.tasks), (quota.uploads, after.uploads)):
        if limit and held > limit:
            raise OverQuota
    return result


def judged(quota: Quota, write: Callable[[Database], Result], database: Database) -> Result:
    """Runs a write that may end above a limit if the project grows by nothing. Raises QuotaExceeded."""
    before = usage(database)
    result = write(database)
    after = usage(database)
    if quota.tasks and after.tasks > max(before.tasks, quota.tasks):
        raise QuotaExceeded(
            f"A project here may add {quota.tasks:,} tasks, and this would make more. Nothing was added.",
            code="quota-tasks",
        )
    if quota.uploads and after.uploads > max(before.uploads, quota.uploads):
        raise QuotaExceeded(
            f"A project here may keep {quota.uploads} files. Delete some, then upload again.", code="quota-uploads"
        )
    if quota.bytes and after.bytes > max(before.bytes, quota.bytes):
        raise QuotaExceeded(
            f"This project is full: it holds {written_size(before.bytes)} of {written_size(quota.bytes)}, and this "
            "does not fit. Export it, then delete tasks, files or kept exports.",
            code="quota-bytes",
        )
    return result
