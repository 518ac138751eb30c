"""Counting annotations, one task after the other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from multisession.project.figures.agreement import judge
from multisession.project.figures.model import FiguresRange, Findings
from multisession.project.figures.result_items import LONGEST_NAME, items_of
from multisession.project.figures.timeline import EARLIEST, LATEST, Timeline

_MOST_VERSIONS = 200


class AnnotationRow(NamedTuple):
    """One annotation as the store reads it. Times are seconds since 1970, None where they cannot be read."""

    task: int
    created: int | None
    #: when it was last changed after it was made; None when it never was
    changed: int | None
    is_skip: bool
    lead_time: float | None
    #: None when it is not in the range, or a skip
    result: bytes | None
    parent_prediction: int | None


class Tally:
    """Takes the annotations of each task in the order of their ids."""

    def __init__(self, wanted: FiguresRange) -> None:
        self._wanted = wanted
        self.findings = Findings(Timeline(wanted.utc_offset))

    def add_task(self, rows: Iterable[AnnotationRow]) -> AnnotationRow | None:
        """Counts all annotations of one task; the one that its prediction is to be compared with, if there is one."""
        seconds = 0.0
        labeled, first = False, None
        newest: AnnotationRow | None = None
        for row in rows:
            self._add_times(row)
            if row.is_skip:
                continue
            labeled, newest = True, row
            created = _known(row.created)
            if created is not None and (first is None or created < first):
                first = created
            if row.result is not None:
                self.findings.labels.add(items_of(row.result))
                seconds += max(0.0, row.lead_time or 0.0)
        if labeled:
            self._add_labeled(first)
        self.findings.durations.add(seconds)
        return newest if newest is not None and newest.result is not None else None

    def compare(self, result: bytes, prediction: bytes, model_version: str) -> None:
        """Counts what a task's annotation kept of its prediction."""
        for judgement in judge(items_of(prediction), items_of(result)):
            self.findings.agreement.add(judgement)
        version, compared = model_version[:LONGEST_NAME], self.findings.compared
        if version in compared or len(compared) < _MOST_VERSIONS:
            compared[version] += 1

    def _add_times(self, row: AnnotationRow) -> None:
        findings = self.findings
        created = _known(row.created)
        if self._is_wanted(created):
            bucket = None if created is None else findings.timeline.at(created)
            if row.is_skip:
                findings.skips += 1
                if bucket is not None:
                    bucket.skipped += 1
            else:
                findings.annotations += 1
                if bucket is not None:
                    bucket.new += 1
        changed = None if row.is_skip else _known(row.changed)
        if changed is not None and self._is_wanted(changed):
            findings.changed += 1
            findings.timeline.at(changed).changed += 1

    def _add_labeled(self, first: int | None) -> None:
        self.findings.labeled_tasks += 1
        if first is None:
            self.findings.timeline.undated += 1
        else:
            self.findings.timeline.at(first).labeled += 1

    def _is_wanted(self, seconds: int | None) -> bool:
        start, end = self._wanted.start, self._wanted.end
        if seconds is None:
            return start is None and end is None
        return (start is None or seconds >= start) and (end is None or seconds < end)


def _known(seconds: int | None) -> int | None:
    return seconds if seconds is not None and EARLIEST <= seconds < LATEST else None
