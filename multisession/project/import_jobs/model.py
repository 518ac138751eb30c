"""An import job as it is kept, and what can be wrong with one."""

from __future__ import annotations

from typing import Literal

import msgspec

from multisession.project.store.interface import ImportSummary
from multisession.web.errors import BadRequest, Forbidden, NotFound, QuotaExceeded, TooManyRequests

#: bytes of one part
LARGEST_PART = 8 * 2**20
#: jobs that are not done, and jobs that are done, of one project; of the latter the oldest are forgotten
MOST_JOBS, MOST_DONE = 10, 10
#: seconds after the last part (or the last try) after which the file of a job goes
KEPT_SECONDS = 3600
#: characters of a file's name
LONGEST_NAME = 255

#: files that are fetched for one project at once
MOST_FETCHED = 2

#: fetching: it comes from an address; receiving: parts are missing, or all are there and it was not imported yet;
#: refused: rows were refused, and nothing was imported; importing: somebody does it
State = Literal["fetching", "receiving", "importing", "refused", "done"]


class JobReport(msgspec.Struct, kw_only=True):
    """What an import brought, or would have."""

    task_count: int = 0
    annotation_count: int = 0
    prediction_count: int = 0
    refused_count: int = 0
    #: seconds
    duration: float = 0.0
    #: ids of the tasks, 0 when nothing was imported
    task_ids_from: int = 0
    task_ids_to: int = 0
    #: annotations with larger ids were made on the tasks after they were there
    last_annotation_id: int = 0
    #: and so of drafts
    last_draft_id: int = 0


class Job(msgspec.Struct, kw_only=True):
    """One file on its way in."""

    #: 16 hex digits
    id: str
    #: as the person's computer named it
    name: str
    content_type: str = ""
    #: bytes, as the person (or the host that it is fetched from) said, and as they are on disk
    size: int
    received: int = 0
    state: State = "receiving"
    #: seconds since 1970
    created_at: float
    changed_at: float
    #: the lock of the process that fetches or imports it
    owner: str = ""
    report: JobReport | None = None


class JobGone(NotFound):
    """404: there is no such job any more."""

    code = "import-gone"


class JobRunning(BadRequest):
    """400: somebody imports the file at this moment."""

    code = "import-running"


class JobDone(BadRequest):
    """400: the file was imported already, and takes nothing more."""

    code = "import-done"


class PartMisplaced(BadRequest):
    """400: the part does not begin where the last one ended; ``received`` in the answer says where that is."""

    code = "import-offset"


class AnotherFile(BadRequest):
    """400: the file that somebody wants to go on with is not the one that was begun."""

    code = "import-other-file"


class JobInUse(BadRequest):
    """400: tasks of the import were worked on since; ``annotations`` and ``drafts`` in the answer say how much."""

    code = "import-in-use"


class UrlImportOff(Forbidden):
    """403: this server fetches nothing from addresses."""

    code = "url-import-off"


class TooManyFetched(TooManyRequests):
    """429: as many files as may be are being fetched."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail, retry_after=5, code="too-many-fetched")


class TooManyJobs(QuotaExceeded):
    """403: as many files as a project may have are on their way."""

    code = "too-many-imports"


def report_of(summary: ImportSummary, *, refused_count: int, duration: float) -> JobReport:
    """The report of an import at the moment of its commit."""
    return JobReport(
        task_count=summary.task_count,
        annotation_count=summary.annotation_count,
        prediction_count=summary.prediction_count,
        refused_count=refused_count,
        duration=duration,
        task_ids_from=summary.task_ids_from,
        task_ids_to=summary.task_ids_to,
        last_annotation_id=summary.last_annotation_id,
        last_draft_id=summary.last_draft_id,
    )
