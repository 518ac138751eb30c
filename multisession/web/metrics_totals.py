"""Adding up what the processes of one root directory counted, those that have died included.

The file of a dead process is folded into one, ``folded.json``, so that a counter never falls while a server runs. Who
is dead is told by a lock that each process holds beside its file, not by a process id, which another may have by now.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from multisession.settings import Settings
from multisession.web import metrics_layout as layout
from multisession.web.histogram import BUCKETS
from multisession.web.metrics import LOCK_SUFFIX, SUFFIX
from multisession.web.metrics_layout import SlowRequest, Values

logger = logging.getLogger(__name__)

FOLDED = "folded.json"
#: Its time of change is when the server began.
STARTED = "started"
#: One adds up at a time, and for some milliseconds; who waits longer than this waits for a stuck disk, in seconds.
PATIENCE_SECONDS = 5.0
#: Slow requests kept of all processes together; those of a dead one fade as new ones come.
MOST_SLOW = 100


class Counted(msgspec.Struct):
    """What only ever grows: the requests by method and status, durations by bucket, refusals by code."""

    requests: list[int]
    durations: list[int]
    duration_sum: float = 0.0
    refusals: dict[str, int] = {}
    #: the latest last
    slow: list[SlowRequest] = []

    def add(self, other: Counted) -> None:
        """Adds what another process has counted."""
        self.requests = [mine + theirs for mine, theirs in zip(self.requests, other.requests, strict=True)]
        self.durations = [mine + theirs for mine, theirs in zip(self.durations, other.durations, strict=True)]
        self.duration_sum += other.duration_sum
        for code, count in other.refusals.items():
            self.refusals[code] = self.refusals.get(code, 0) + count
        self.slow = sorted([*self.slow, *other.slow], key=lambda request: request.at)[-MOST_SLOW:]


class Folded(msgspec.Struct):
    """The content of ``folded.json``. ``names`` are files whose counts are in, should they still be there."""

    counted: Counted
    names: list[str] = []
    #: the release's layout; another one's numbers mean something else
    header: str = layout.HEADER.hex()


class Totals(msgspec.Struct):
    """The figures of all processes of one root directory. ``open_projects`` and what follows are of those that live."""

    counted: Counted
    #: durations of about the last minute, by bucket, and how many seconds that is
    recent: list[int]
    recent_seconds: float = 0.0
    workers: int = 0
    open_projects: int = 0
    #: the longest of all, in seconds
    loop_lag: float = 0.0
    resident_bytes: int = 0
    #: when the server began, seconds since 1970; 0 where nobody noted it
    started: float = 0.0

    def add_process(self, values: Values) -> None:
        """Adds what a living process has and holds."""
        self.counted.add(counted_in(values))
        recent = values.counters[layout.RECENT : layout.RECENT + BUCKETS]
        self.recent = [mine + theirs for mine, theirs in zip(self.recent, recent, strict=True)]
        self.recent_seconds = max(self.recent_seconds, values.numbers[layout.RECENT_SECONDS])
        self.workers += 1
        self.open_projects += int(values.numbers[layout.OPEN_PROJECTS])
        self.loop_lag = max(self.loop_lag, values.numbers[layout.LOOP_LAG])
        self.resident_bytes += int(values.numbers[layout.RESIDENT_BYTES])


def metrics_directory(settings: Settings) -> Path:
    """Where the processes that serve these settings count: one directory for each root directory or project."""
    own = settings.state_directory if settings.mode == "multi" else settings.project_directory / ".studio"
    return own.absolute() / "metrics"


def new_totals() -> Totals:
    """The figures of no process."""
    return Totals(nothing(), [0] * BUCKETS)


def nothing() -> Counted:
    """What a process has counted that has just begun."""
    return Counted([0] * (layout.DURATIONS - layout.REQUESTS), [0] * BUCKETS)


def counted_in(values: Values) -> Counted:
    """The growing figures of one file."""
    return Counted(
        requests=list(values.counters[layout.REQUESTS : layout.DURATIONS]),
        durations=list(values.counters[layout.DURATIONS : layout.DURATIONS + BUCKETS]),
        duration_sum=values.numbers[layout.DURATION_SUM],
        refusals=dict(values.refusals()),
        slow=list(values.slow()),
    )


def read_totals(directory: Path) -> Totals:
    """Adds up the files in ``directory``, and folds those of dead processes. Blocks; belongs in a thread.

    Raises OSError when the directory cannot be read.
    """
    if not directory.is_dir():
        # The lock would make it, and so hide that the disk it was on is gone.
        raise FileNotFoundError(f"{directory} is gone")
    with _alone(directory):
        folded = _read_folded(directory)
        dead: list[Path] = []
        totals = new_totals()
        totals.started = _started(directory)
        for path in sorted(directory.glob(f"*{SUFFIX}")):
            if path.name in folded.names:
                _remove(path)
                continue
            try:
                values = Values(path.read_bytes())
            except (OSError, ValueError):
                # Just being made, or of another release.
                continue
            if _is_dead(path):
                folded.counted.add(counted_in(values))
                dead.append(path)
            else:
                totals.add_process(values)
        totals.counted.add(folded.counted)
        if dead:
            _fold(directory, folded, dead)
        return totals


def clear(directory: Path) -> None:
    """Begins anew, at the start of a server: what ended servers counted goes. Those of a living one stay.

    Raises OSError when the directory cannot be made or written.
    """
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone(directory):
        paths = list(directory.glob(f"*{SUFFIX}"))
        dead = [path for path in paths if _is_dead(path)]
        for path in dead:
            _remove(path)
        if len(dead) == len(paths):
            (directory / FOLDED).unlink(missing_ok=True)
            (directory / STARTED).touch()


def _fold(directory: Path, folded: Folded, dead: list[Path]) -> None:
    """Writes what dead processes counted into the one file, then removes theirs: ``folded`` has them already.

    Killed half way, the next one finds their names in it and does not add them again.
    """
    folded.names = [path.name for path in dead]
    beside = directory / f"{FOLDED}.new"
    try:
        beside.write_bytes(msgspec.json.encode(folded))
        beside.replace(directory / FOLDED)
    except OSError as error:
        # Their files stay, and are added up each time.
        logger.warning("Figures of ended processes cannot be folded: %s", error)
        return
    for path in dead:
        _remove(path)


def _read_folded(directory: Path) -> Folded:
    try:
        folded = msgspec.json.decode((directory / FOLDED).read_bytes(), type=Folded)
    except (FileNotFoundError, msgspec.DecodeError):
        return Folded(nothing())
    return folded if folded.header == layout.HEADER.hex() else Folded(nothing())


def _started(directory: Path) -> float:
    try:
        return (directory / STARTED).stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _is_dead(path: Path) -> bool:
    """True when the process of a file is gone: its lock can be had."""
    lock = FileLock(path.with_suffix(LOCK_SUFFIX), timeout=0)
    try:
        lock.acquire()
    except Timeout:
        return False
    lock.release()
    return True


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.with_suffix(LOCK_SUFFIX).unlink(missing_ok=True)


@contextmanager
def _alone(directory: Path) -> Iterator[None]:
    """Nobody else adds up or folds meanwhile. Raises OSError when the lock cannot be had."""
    lock = FileLock(directory / "totals.lock", timeout=PATIENCE_SECONDS, poll_interval=0.005)
    try:
        lock.acquire()
    except Timeout:
        raise OSError(f"another process has been adding up figures for {PATIENCE_SECONDS:.0f} s") from None
    try:
        yield
    finally:
        lock.release()
