"""What is asked for when a project is counted, and what the count finds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from multisession.project.figures.agreement import AgreementCounts
from multisession.project.figures.durations import Durations
from multisession.project.figures.label_counts import LabelCounts
from multisession.project.figures.timeline import Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresRange:
    """Which annotations are counted, by the time they were made, and when a day begins.

    ``start`` (included) and ``end`` (not included) are seconds since 1970; None for no limit. ``utc_offset`` is how
    many minutes the person's clock is ahead of UTC.
    """

    start: int | None = None
    end: int | None = None
    utc_offset: int = 0


@dataclass(slots=True)
class Findings:
    """The counts of one look through all annotations. All of it is bounded, whatever the annotations hold."""

    timeline: Timeline
    #: seconds per labeled task
    durations: Durations = field(default_factory=Durations)
    labels: LabelCounts = field(default_factory=LabelCounts)
    agreement: AgreementCounts = field(default_factory=AgreementCounts)
    #: tasks compared with a prediction, by the prediction's model version
    compared: Counter[str] = field(default_factory=Counter)
    #: tasks with an annotation that is no skip, made at any time
    labeled_tasks: int = 0
    #: in the range: annotations that are no skips, those of them that were changed again, and skips
    annotations: int = 0
    changed: int = 0
    skips: int = 0

    def size(self) -> int:
        """About how many bytes this takes."""
        return (
            4096
            + 64 * (len(self.compared) + len(self.durations))
            + sum(part.size() for part in (self.timeline, self.labels, self.agreement))
        )
