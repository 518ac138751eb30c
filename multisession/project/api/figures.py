"""Figures: how the labeling goes."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Annotated

import msgspec
from starlette.requests import Request

from multisession.project.figures.model import FiguresRange
from multisession.project.figures.report import Figures, figures
from multisession.project.figures.timeline import EARLIEST, LATEST
from multisession.project.project import Project
from multisession.web.disconnect import while_connected
from multisession.web.errors import ValidationFailed, excerpt
from multisession.web.operation import operation

TAG = "Projects"


class FiguresQuery(msgspec.Struct, kw_only=True):
    """Which annotations are counted."""

    #: ISO 8601, UTC unless it says otherwise; annotations made from then on
    start: str = msgspec.field(name="from", default="")
    #: and before then
    end: str = msgspec.field(name="to", default="")
    #: minutes that the person's clock is ahead of UTC: when a day begins
    utc_offset: Annotated[int, msgspec.Meta(ge=-840, le=840)] = 0

    def range(self) -> FiguresRange:
        """The range as seconds since 1970. Raises ValidationFailed."""
        start, end = _seconds("from", self.start), _seconds("to", self.end)
        if start is not None and end is not None and end <= start:
            said = "The time ends before it begins. Let from be earlier than to."
            raise ValidationFailed(said, validation_errors={"to": [said]})
        return FiguresRange(start=start, end=end, utc_offset=self.utc_offset)


@operation(
    "GET", "/api/projects/{project_id:int}/figures", summary="Get figures", tag=TAG, query=FiguresQuery,
    response=Figures, name="get_figures",
)  # fmt: skip
async def get_figures(request: Request, project: Project, query: FiguresQuery) -> Figures:
    """Progress, time per task, labels, annotations over time, and what became of predictions."""
    wanted = query.range()
    found = await while_connected(request, partial(project.store.figures, wanted))
    return figures(found, await project.store.counts(), await project.usable_config(), wanted, datetime.now(UTC))


def _seconds(name: str, text: str) -> int | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
        seconds = int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
    except (ValueError, OverflowError):
        seconds = LATEST + 1
    if not EARLIEST <= seconds <= LATEST:
        said = f'"{excerpt(text)}" is no time between 1970 and 2200. Write it like 2026-11-21 or 2026-11-21T09:30:00Z.'
        raise ValidationFailed(said, validation_errors={name: [said]})
    return seconds
