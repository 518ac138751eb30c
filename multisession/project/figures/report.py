"""The figures as they are told: what was found, put beside the counters, the label config and the time it is now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from statistics import median
from typing import Literal

import msgspec

from multisession.project.figures.agreement import AgreementCounts, OutcomeCount
from multisession.project.figures.durations import Bin, Durations
from multisession.project.figures.label_counts import ControlCount, LabelCounts
from multisession.project.figures.model import FiguresRange, Findings
from multisession.project.figures.timeline import DAY, HOUR, Point, Step, Timeline
from multisession.project.label_config.model import LabelConfig
from multisession.project.tasks import Counts

#: Labels, choices and model versions that are listed one by one; the others are told together.
LISTED = 50
#: The pace is that of so many days; a usual day is one of those before today.
PACE_DAYS = 7
USUAL_DAYS = 28
#: An end further away is none.
LONGEST_PROJECTION_DAYS = 3650


class TaskFigures(msgspec.Struct, kw_only=True):
    """Tasks now, whatever the range."""

    total: int
    #: with an annotation that is no skip
    labeled: int
    #: skipped, and without any other annotation
    skipped: int
    left: int


class Progress(msgspec.Struct, kw_only=True):
    """Labeled tasks over time, and when all will be done."""

    step: Step
    points: list[Point]
    #: labeled before the first point, or at a time that is not known
    labeled_before: int
    today: int
    #: the median of the days with labeled tasks among the 28 before today
    usual_day: float | None
    #: labeled tasks a day, of the last seven days
    per_day: float | None
    #: when nothing is left at this pace: ISO 8601, UTC; null when nothing is left, or nobody labels
    end: str | None


class TimeFigures(msgspec.Struct, kw_only=True):
    """Seconds per labeled task of the range."""

    tasks: int
    lower_quartile: float
    median: float
    upper_quartile: float
    bins: list[Bin]


class LabelUse(msgspec.Struct, kw_only=True):
    """A label or choice, and how often it was used."""

    label: str
    count: int


class TypeUse(msgspec.Struct, kw_only=True):
    """A type of result items, and how many there are."""

    type: str
    count: int


class ControlFigures(msgspec.Struct, kw_only=True):
    """What a control was used for, the most used label first."""

    from_name: str
    kind: Literal["labels", "answers"]
    types: list[TypeUse]
    labels: list[LabelUse]
    #: labels that are not listed, and how often they were used together
    other_labels: int
    other_count: int
    total: int


class LabelOutcome(msgspec.Struct, kw_only=True):
    """What became of the regions and answers that a model proposed."""

    kept: int
    changed: int
    added: int
    rejected: int
    #: kept / (kept + changed + rejected); null when nothing was proposed
    kept_share: float | None
    #: both empty for all labels together; label is empty for answers that are no choices
    from_name: str = ""
    label: str = ""


class VersionUse(msgspec.Struct, kw_only=True):
    """A model version, and with how many tasks it was compared."""

    model_version: str
    tasks: int


class PredictionFigures(msgspec.Struct, kw_only=True):
    """Predictions beside the annotations of the same tasks."""

    tasks: int
    model_versions: list[VersionUse]
    all: LabelOutcome
    #: the most frequent first
    labels: list[LabelOutcome]
    other_labels: int
    others: LabelOutcome


class Figures(msgspec.Struct, kw_only=True):
    """All figures of a project; see docs/figures.md."""

    #: ISO 8601, UTC; null for no limit
    start: str | None = msgspec.field(name="from")
    end: str | None = msgspec.field(name="to")
    tasks: TaskFigures
    #: in the range: annotations that are no skips, those that were changed again, and skips
    annotations: int
    changed: int
    skips: int
    progress: Progress
    time: TimeFigures | None
    controls: list[ControlFigures]
    predictions: PredictionFigures | None


def figures(
    findings: Findings, counts: Counts, config: LabelConfig | None, wanted: FiguresRange, now: datetime
) -> Figures:
    """Puts the figures together."""
    labeled = findings.labeled_tasks
    skipped = max(0, counts.finished_task_number - labeled)
    tasks = TaskFigures(
        total=counts.task_number,
        labeled=labeled,
        skipped=skipped,
        left=max(0, counts.task_number - labeled - skipped),
    )
    return Figures(
        start=_moment(wanted.start),
        end=_moment(wanted.end),
        tasks=tasks,
        annotations=findings.annotations,
        changed=findings.changed,
        skips=findings.skips,
        progress=_progress(findings.timeline, wanted, tasks.left, int(now.timestamp())),
        time=_time(findings.durations),
        controls=_controls(findings.labels, config),
        predictions=_predictions(findings.agreement, findings.compared.most_common()),
    )


def _progress(timeline: Timeline, wanted: FiguresRange, left: int, now: int) -> Progress:
    step, before, points = timeline.points(wanted.start, wanted.end, now)
    today = timeline.day_of(now)
    days = timeline.labeled_by_day(today - USUAL_DAYS * DAY, today)
    per_day = _pace(timeline, now)
    end = None
    if per_day and 0 < left <= per_day * LONGEST_PROJECTION_DAYS:
        end = _moment(now + int(left / per_day * DAY))
    return Progress(
        step=step,
        points=points,
        labeled_before=before,
        today=timeline.labeled_between(today, now + HOUR),
        usual_day=float(median(days)) if days else None,
        per_day=per_day,
        end=end,
    )


def _pace(timeline: Timeline, now: int) -> float | None:
    since = now - PACE_DAYS * DAY
    labeled = timeline.labeled_between(since, now + 1)
    first = timeline.first_labeled()
    if not labeled or first is None:
        return None
    # Who began an hour ago is not judged by a week.
    return labeled / max(1.0, (now - max(since, first)) / DAY)


def _time(durations: Durations) -> TimeFigures | None:
    quartiles = durations.quartiles()
    if quartiles is None:
        return None
    lower, middle, upper = (round(each, 2) for each in quartiles)
    return TimeFigures(
        tasks=durations.count, lower_quartile=lower, median=middle, upper_quartile=upper, bins=durations.bins()
    )


def _controls(labels: LabelCounts, config: LabelConfig | None) -> list[ControlFigures]:
    """Controls in the order of the config, then those that it does not have."""
    known = config.controls if config is not None else {}
    order = [name for name in known if known[name].labels or name in labels.controls]
    order += [name for name in labels.controls if name not in known]
    return [
        _control(name, labels.controls.get(name, ControlCount()), known[name].labels if name in known else [])
        for name in order
    ]


def _control(name: str, count: ControlCount, offered: Iterable[str]) -> ControlFigures:
    names = dict.fromkeys(offered, 0) | count.names
    listed = sorted(names.items(), key=lambda entry: -entry[1])
    others = listed[LISTED:]
    return ControlFigures(
        from_name=name,
        kind="labels" if count.is_labels else "answers",
        types=[TypeUse(type=kind, count=number) for kind, number in count.types.most_common()],
        labels=[LabelUse(label=label, count=number) for label, number in listed[:LISTED]],
        other_labels=len(others),
        other_count=count.unnamed + sum(number for _, number in others),
        total=count.unnamed + sum(count.names.values()),
    )


def _predictions(agreement: AgreementCounts, versions: list[tuple[str, int]]) -> PredictionFigures | None:
    if not versions:
        return None
    # Of controls that no prediction says anything about, nothing was kept or missed.
    proposing = {control for (control, _), count in agreement.labels.items() if count.proposed}
    labels = [entry for entry in agreement.labels.items() if entry[0][0] in proposing]
    labels.sort(key=lambda entry: -entry[1].total)
    others = _together(agreement.others, *(count for _, count in labels[LISTED:]))
    return PredictionFigures(
        tasks=sum(number for _, number in versions),
        model_versions=[VersionUse(model_version=version, tasks=number) for version, number in versions[:LISTED]],
        all=_outcome(_together(agreement.others, *(count for _, count in labels))),
        labels=[_outcome(count, *key) for key, count in labels[:LISTED]],
        other_labels=len(labels[LISTED:]),
        others=_outcome(others),
    )


def _together(*counts: OutcomeCount) -> OutcomeCount:
    together = OutcomeCount()
    for count in counts:
        together.add_all(count)
    return together


def _outcome(count: OutcomeCount, from_name: str = "", label: str = "") -> LabelOutcome:
    return LabelOutcome(
        from_name=from_name,
        label=label,
        kept=count.kept,
        changed=count.changed,
        added=count.added,
        rejected=count.rejected,
        kept_share=count.kept_share,
    )


def _moment(seconds: int | None) -> str | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")
