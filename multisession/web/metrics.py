"""Counting what this process does: a few additions a request, in memory that other processes can read as a file.

The file is mapped into memory, so a count is there for the others at once, costs no system call, and outlives a
``kill -9``. Each process writes its own file alone (see :mod:`multisession.web.metrics_totals` for adding them up).
"""

from __future__ import annotations

import contextlib
import logging
import mmap
import os
import re
import secrets
from collections.abc import Sequence
from pathlib import Path

import msgspec
from filelock import FileLock

from multisession.web import metrics_layout as layout
from multisession.web.histogram import BUCKETS, bucket_of
from multisession.web.metrics_layout import SlowRequest, Values

logger = logging.getLogger(__name__)

#: What a file that counts is called; beside it lies a lock that its process holds as long as it lives.
SUFFIX = ".values"
LOCK_SUFFIX = ".lock"

_METHODS = {method: layout.REQUESTS + place * len(layout.STATUSES) for place, method in enumerate(layout.METHODS)}
_OTHER_METHOD = _METHODS["other"]
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,31}\Z")


class Metrics:
    """The figures of one process. Its methods belong to the event loop's thread; none but ``open`` touches the disk.

    Until :meth:`open`, after :meth:`close`, and where no file can be had, figures are counted in memory alone.
    """

    def __init__(self) -> None:
        self._lock: FileLock | None = None
        self._codes: dict[str, int] = {}
        self.path: Path | None = None
        self._buffer: bytearray | mmap.mmap = bytearray(layout.HEADER.ljust(layout.SIZE, b"\0"))
        self._counters, self._numbers = _views(self._buffer)

    def open(self, directory: Path) -> None:
        """Goes on counting in a new file in ``directory``. A disk that is full or not ours is no reason to stop."""
        path = directory / f"{os.getpid()}-{secrets.token_hex(4)}{SUFFIX}"
        lock_path = path.with_suffix(LOCK_SUFFIX)
        lock = FileLock(lock_path, timeout=0, thread_local=False)
        try:
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Before the file: one that is there without its lock held is a dead process's.
            lock.acquire()
            mapped = _mapped(path, bytes(self._buffer))
        except OSError as error:
            logger.warning("Requests are counted in memory only: %s", error)
            lock.release(force=True)
            with contextlib.suppress(OSError):
                lock_path.unlink(missing_ok=True)
            return
        self._lock, self.path = lock, path
        self._use(mapped)

    def close(self) -> None:
        """Leaves the file, with what it counted, to whoever adds up next."""
        mapped, kept = self._buffer, bytes(self._buffer)
        self._use(bytearray(kept))
        if isinstance(mapped, mmap.mmap):
            mapped.close()
        if self._lock is not None:
            self._lock.release(force=True)
        self._lock = self.path = None

    # -- counting

    def count_request(self, method: str, status: int) -> None:
        """One request was answered with ``status``; 0 when its client had gone before."""
        self._counters[_METHODS.get(method, _OTHER_METHOD) + status // 100] += 1

    def count_duration(self, seconds: float) -> None:
        """One request took so long."""
        self._counters[layout.DURATIONS + bucket_of(seconds)] += 1
        self._numbers[layout.DURATION_SUM] += seconds

    def count_refusal(self, code: str) -> None:
        """One request was refused for the reason ``code``, a name from our source and never from a request."""
        place = self._codes.get(code)
        if place is None:
            place = self._place_of(code)
        self._counters[place] += 1

    def note_slow(self, request: SlowRequest) -> None:
        """Keeps one slow request, in the place of the oldest."""
        entry = msgspec.json.encode(request)
        if len(entry) >= layout.SLOW_BYTES:
            return
        count = self._counters[layout.SLOW_COUNT]
        begin = layout.SLOW_AT + count % layout.SLOW_ENTRIES * layout.SLOW_BYTES
        # Length last: half an entry under the old length is no JSON, and is left out by whoever reads it just now.
        self._buffer[begin + 1 : begin + 1 + len(entry)] = entry
        self._buffer[begin] = len(entry)
        self._counters[layout.SLOW_COUNT] = count + 1

    # -- figures that are now so and then so

    def durations(self) -> list[int]:
        """How many durations each bucket has counted so far."""
        return self._counters[layout.DURATIONS : layout.DURATIONS + BUCKETS].tolist()

    def set_recent(self, counts: Sequence[int], seconds: float) -> None:
        """What the buckets counted in the last ``seconds``."""
        for place, count in enumerate(counts, layout.RECENT):
            self._counters[place] = count
        self._numbers[layout.RECENT_SECONDS] = seconds

    def set_process(self, *, open_projects: int, loop_lag: float, resident_bytes: int) -> None:
        """What this process holds, and the longest recent wait for its event loop in seconds."""
        self._numbers[layout.OPEN_PROJECTS] = open_projects
        self._numbers[layout.LOOP_LAG] = loop_lag
        self._numbers[layout.RESIDENT_BYTES] = resident_bytes

    def values(self) -> Values:
        """What this process alone has counted."""
        return Values(bytes(self._buffer))

    # -- inside

    def _use(self, buffer: bytearray | mmap.mmap) -> None:
        """Counts in ``buffer`` from now on."""
        self._counters.release()
        self._numbers.release()
        self._buffer = buffer
        self._counters, self._numbers = _views(buffer)

    def _place_of(self, code: str) -> int:
        """The place where refusals for ``code`` are counted; a new one while there are any."""
        index = len(self._codes)
        if index == layout.MOST_CODES or not _CODE.match(code):
            return layout.OTHER_REFUSALS
        begin = layout.CODES_AT + index * layout.CODE_BYTES
        self._buffer[begin : begin + len(code)] = code.encode("ascii")
        place = self._codes[code] = layout.REFUSALS + index
        return place


def _mapped(path: Path, content: bytes) -> mmap.mmap:
    try:
        # Written, not only sized: a page without a block on a full disk would end the process at the first count.
        path.write_bytes(content)
        path.chmod(0o600)
        with path.open("r+b") as file:
            return mmap.mmap(file.fileno(), layout.SIZE)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _views(buffer: bytearray | mmap.mmap) -> tuple[memoryview[int], memoryview[float]]:
    """The whole numbers and the floating ones of a buffer."""
    with memoryview(buffer) as whole:
        return (
            whole[layout.COUNTERS_AT : layout.NUMBERS_AT].cast("Q"),
            whole[layout.NUMBERS_AT : layout.CODES_AT].cast("d"),
        )
