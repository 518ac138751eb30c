"""Figures over time: what is kept, for how long, and what a bad disk does to it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from multisession.web.history import KEPT_SECONDS, History, Moment

#: a full minute, and a full step of two minutes
NOW = 1_800_000_000
MOMENT = Moment(
    server=1.0, sessions=5, active=2, created=1, requests=100, p99_ms=12.5, refusals=3, disk_free=10**12
)  # fmt: skip


def moment(**changes: Any) -> Moment:
    return msgspec.structs.replace(MOMENT, **changes)


def test_a_minute_tells_what_happened_since_the_one_before(tmp_path: Path) -> None:
    history = History(tmp_path / "history.db")
    assert history.note(MOMENT, at=NOW - 120)
    assert history.note(moment(requests=150, refusals=3, sessions=6), at=NOW - 60)
    # The server was started again: it counts from 0.
    assert history.note(moment(server=2.0, requests=7, refusals=1), at=NOW)
    past = history.read(1, at=NOW)
    assert (past.step_seconds, past.start) == (60, "2027-01-15T07:01:00Z")
    assert past.series.requests[-4:] == [None, 100, 50, 7]
    assert past.series.refusals[-3:] == [3, 0, 1]
    assert past.series.sessions[-3:] == [5, 6, 5]
    assert past.series.p99_ms[-1] == 12.5
    assert past.series.disk_free[-1] == 10**12
    assert all(len(series) == 60 for series in msgspec.structs.astuple(past.series))


def test_longer_times_are_told_in_longer_steps(tmp_path: Path) -> None:
    history = History(tmp_path / "history.db")
    for minute in range(8):
        history.note(
            moment(requests=10 * (minute + 1), p99_ms=float(minute), disk_free=100 - minute), at=NOW - 60 * minute
        )
    past = history.read(24, at=NOW + 60)
    assert past.step_seconds == 120
    assert len(past.series.requests) == 720
    assert sum(count or 0 for count in past.series.requests) == 80
    # The worst of each step.
    assert past.series.p99_ms[-4:] == [6.0, 4.0, 2.0, 0.0] or past.series.p99_ms[-4:] == [7.0, 5.0, 3.0, 1.0]
    longest = history.read(336, at=NOW + 60)
    assert len(longest.series.requests) <= 720


def test_two_notes_of_one_minute_lose_no_count(tmp_path: Path) -> None:
    history = History(tmp_path / "history.db")
    for requests in (100, 130, 135):
        history.note(moment(requests=requests), at=NOW + requests / 10)
    assert history.read(1, at=NOW).series.requests[-1] == 135


def test_only_fourteen_days_are_kept(tmp_path: Path) -> None:
    history = History(tmp_path / "history.db")
    for at in (NOW - KEPT_SECONDS - 60, NOW - KEPT_SECONDS, NOW):
        history.note(MOMENT, at=at)
    database = sqlite3.connect(tmp_path / "history.db")
    assert database.execute("SELECT at FROM figures").fetchall() == [(NOW - KEPT_SECONDS,), (NOW,)]
    database.close()


def test_where_nothing_was_noted_there_is_nothing_to_tell(tmp_path: Path) -> None:
    past = History(tmp_path / "history.db").read(1, at=NOW)
    assert past.series.sessions == [None] * 60
    assert not (tmp_path / "history.db").exists()


def test_a_damaged_file_is_begun_anew(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "history.db"
    path.write_bytes(b"no database, whatever its name says" * 100)
    history = History(path)
    assert history.read(1, at=NOW).series.sessions == [None] * 60
    assert not history.note(MOMENT, at=NOW)
    assert history.note(MOMENT, at=NOW)
    assert history.read(1, at=NOW).series.sessions[-1] == 5
    assert "not kept" in caplog.text


def test_a_full_disk_drops_figures_and_keeps_those_it_has(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    assert History(path).note(MOMENT, at=NOW)
    # No file that this process writes may be longer than 4 KiB, as on a full disk.
    code = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from multisession.web.history import History, Moment\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "moment = Moment(server=1, sessions=5, active=2, created=1, requests=1, p99_ms=1, refusals=1, disk_free=1)\n"
        f"print(History(Path(sys.argv[1])).note(moment, at={NOW} + 60))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
    assert "not kept" in done.stderr
    kept = History(path).read(1, at=NOW).series.sessions
    assert kept[-1] == 5
    assert History(path).note(moment(requests=500), at=NOW + 60)
