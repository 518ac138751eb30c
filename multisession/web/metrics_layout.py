"""Where each figure lies in the small file that a process counts in, and how such a file is read.

Whole numbers of 64 bits, then floating ones of 64, then the names of refusals, then a ring of slow requests. The places
are the same in every process of one release, so adding up processes is adding up numbers.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from typing import Final

import msgspec

from multisession.web.histogram import BOUNDS, BUCKETS

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "other")
#: by the first digit of the status; "none": the client left before there was an answer
STATUSES = ("none", "1xx", "2xx", "3xx", "4xx", "5xx")
#: Codes are names in our own source; should there ever be more than this, the rest are counted as "other".
MOST_CODES: Final = 64
CODE_BYTES: Final = 32
SLOW_ENTRIES: Final = 32
SLOW_BYTES: Final = 256

# -- whole numbers: index of the first of each kind
REQUESTS: Final = 0
DURATIONS: Final = REQUESTS + len(METHODS) * len(STATUSES)
#: the durations of the last minute
RECENT: Final = DURATIONS + BUCKETS
REFUSALS: Final = RECENT + BUCKETS
OTHER_REFUSALS: Final = REFUSALS + MOST_CODES
#: slow requests noted so far; its remainder is the place of the next one
SLOW_COUNT: Final = OTHER_REFUSALS + 1
COUNTERS: Final = SLOW_COUNT + 1

# -- floating numbers
#: the sum of all durations, in seconds
DURATION_SUM: Final = 0
#: seconds that RECENT covers
RECENT_SECONDS: Final = 1
OPEN_PROJECTS: Final = 2
#: the longest that something waited for the event loop in the last minute, in seconds
LOOP_LAG: Final = 3
#: 0 where the system does not tell
RESIDENT_BYTES: Final = 4
NUMBERS: Final = 5

# -- bytes
HEADER_BYTES: Final = 16
COUNTERS_AT: Final = HEADER_BYTES
NUMBERS_AT: Final = COUNTERS_AT + 8 * COUNTERS
CODES_AT: Final = NUMBERS_AT + 8 * NUMBERS
SLOW_AT: Final = CODES_AT + MOST_CODES * CODE_BYTES
SIZE: Final = SLOW_AT + SLOW_ENTRIES * SLOW_BYTES

#: Files of another release count in other places, and are told by this.
HEADER: Final = (
    b"metrics "
    + hashlib.sha256(repr((METHODS, STATUSES, BOUNDS, COUNTERS, NUMBERS, SLOW_AT, SIZE)).encode()).digest()[:8]
)


class SlowRequest(msgspec.Struct, frozen=True):
    """One request that took long. ``path`` is its route's, ``session`` a short keyed hash, "" for no session."""

    #: seconds since 1970, when it ended
    at: float
    method: str
    path: str
    status: int
    ms: float
    session: str


class Values:
    """The content of one file as it was at one moment. Raises ValueError for what is none of ours."""

    def __init__(self, content: bytes) -> None:
        if len(content) != SIZE or not content.startswith(HEADER):
            raise ValueError("not a metrics file of this release")
        self.counters: tuple[int, ...] = struct.unpack_from(f"={COUNTERS}Q", content, COUNTERS_AT)
        self.numbers: tuple[float, ...] = struct.unpack_from(f"={NUMBERS}d", content, NUMBERS_AT)
        self._content = content

    def refusals(self) -> Iterator[tuple[str, int]]:
        """(code, count) of every code that was refused with."""
        for index in range(MOST_CODES):
            begin = CODES_AT + index * CODE_BYTES
            name = self._content[begin : begin + CODE_BYTES].rstrip(b"\0").decode("ascii", "replace")
            if not name:
                break
            yield name, self.counters[REFUSALS + index]
        if self.counters[OTHER_REFUSALS]:
            yield "other", self.counters[OTHER_REFUSALS]

    def slow(self) -> Iterator[SlowRequest]:
        """The slow requests in the ring, in no order; one that is being written right now is left out."""
        for index in range(min(self.counters[SLOW_COUNT], SLOW_ENTRIES)):
            begin = SLOW_AT + index * SLOW_BYTES
            size = self._content[begin]
            try:
                yield msgspec.json.decode(self._content[begin + 1 : begin + 1 + size], type=SlowRequest)
            except msgspec.DecodeError:
                continue
