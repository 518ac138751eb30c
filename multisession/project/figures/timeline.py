"""When annotations were made: a count by hour that becomes one by day when there are too many hours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Literal

import msgspec

Step = Literal["hour", "day", "week", "month", "year"]

HOUR = 3600
DAY = 24 * HOUR
#: Times outside of these years are no times that anybody labeled at.
EARLIEST = int(datetime(1970, 1, 1, tzinfo=UTC).timestamp())
LATEST = int(datetime(2200, 1, 1, tzinfo=UTC).timestamp())
_MOST_HOURS = 10_000
#: How long a span is told in which steps, in days.
_LONGEST: tuple[tuple[Step, float], ...] = (("hour", 2), ("day", 100), ("week", 700), ("month", 3000))


class Bucket(msgspec.Struct):
    """What happened in an hour, or in a step."""

    labeled: int = 0
    new: int = 0
    changed: int = 0
    skipped: int = 0

    def add(self, other: Bucket) -> None:
        self.labeled += other.labeled
        self.new += other.new
        self.changed += other.changed
        self.skipped += other.skipped


class Point(Bucket, kw_only=True):
    """A step of time: what happened in it."""

    #: when it begins: ISO 8601 with the person's offset from UTC
    at: str
    #: labeled tasks in all, at its end
    labeled_in_all: int


class Timeline:
    """Counts by hour of the person's clock."""

    def __init__(self, utc_offset: int) -> None:
        #: seconds that the person's clock is ahead of UTC
        self.offset = utc_offset * 60
        #: labeled tasks whose time is not known
        self.undated = 0
        self._buckets: dict[int, Bucket] = {}
        self._width = HOUR

    def at(self, seconds: int) -> Bucket:
        """The bucket of a moment, to count in."""
        local = seconds + self.offset
        key = local - local % self._width
        bucket = self._buckets.get(key)
        if bucket is None:
            if len(self._buckets) >= _MOST_HOURS and self._width == HOUR:
                self._fold()
                return self.at(seconds)
            bucket = self._buckets[key] = Bucket()
        return bucket

    def _fold(self) -> None:
        hours, self._buckets, self._width = self._buckets, {}, DAY
        for key, bucket in hours.items():
            self._buckets.setdefault(key - key % DAY, Bucket()).add(bucket)

    def labeled_between(self, start: int, end: int) -> int:
        """Tasks labeled in the hours that begin from ``start`` on and before ``end``."""
        return sum(bucket.labeled for key, bucket in self._buckets.items() if start <= key - self.offset < end)

    def first_labeled(self) -> int | None:
        """The beginning of the hour in which the first task was labeled."""
        return min((key - self.offset for key, bucket in self._buckets.items() if bucket.labeled), default=None)

    def labeled_by_day(self, start: int, end: int) -> list[int]:
        """Labeled tasks of each day that has any, of those that begin in a span. The order does not matter."""
        days: dict[int, int] = {}
        for key, bucket in self._buckets.items():
            day = key - key % DAY
            if bucket.labeled and start <= day - self.offset < end:
                days[day] = days.get(day, 0) + bucket.labeled
        return list(days.values())

    def day_of(self, seconds: int) -> int:
        """When the day of a moment begins, by the person's clock."""
        local = seconds + self.offset
        return local - local % DAY - self.offset

    def points(self, start: int | None, end: int | None, now: int) -> tuple[Step, int, list[Point]]:
        """The steps from ``start`` (else the first count) to ``end`` (else now), none left out.

        With them how long each is, and how many tasks had been labeled before the first.
        """
        active = [key for key, bucket in self._buckets.items() if bucket != Bucket()]
        if not active:
            return "day", self.undated, []
        first = min(active) if start is None else max(start, EARLIEST) + self.offset
        last = max(*active, now + self.offset)
        if end is not None:
            last = min(last, end - 1 + self.offset)
        if last < first:
            return "day", self.undated, []
        step: Step = next((step for step, days in _LONGEST if last - first < days * DAY), "year")
        if step == "hour" and self._width == DAY:
            step = "day"
        return step, *self._filled(step, _floor(step, first), last)

    def _filled(self, step: Step, first: int, last: int) -> tuple[int, list[Point]]:
        zone = timezone(timedelta(seconds=self.offset))
        points: dict[int, Point] = {}
        at = first
        while at <= last:
            begins = datetime.fromtimestamp(at, UTC).replace(tzinfo=zone)
            points[at] = Point(at=begins.isoformat(), labeled_in_all=0)
            at = _next(step, at)
        before = self.undated
        for key, bucket in self._buckets.items():
            if key < first:
                before += bucket.labeled
            elif key <= last:
                points[_floor(step, key)].add(bucket)
        reached = before
        for point in points.values():
            reached += point.labeled
            point.labeled_in_all = reached
        return before, list(points.values())

    def size(self) -> int:
        """About how many bytes this takes."""
        return 200 * len(self._buckets)


def _floor(step: Step, local: int) -> int:
    """When the step of a moment begins; both by the person's clock."""
    if step == "hour":
        return local - local % HOUR
    day = local - local % DAY
    if step == "day":
        return day
    if step == "week":
        # The first of January 1970 was a Thursday.
        return day - (day // DAY + 3) % 7 * DAY
    date = datetime.fromtimestamp(day, UTC)
    first = date.replace(day=1) if step == "month" else date.replace(month=1, day=1)
    return int(first.timestamp())


def _next(step: Step, local: int) -> int:
    spans = {"hour": HOUR, "day": DAY, "week": 7 * DAY, "month": 32 * DAY, "year": 367 * DAY}
    return _floor(step, local + spans[step])
