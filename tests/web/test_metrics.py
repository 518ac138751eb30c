"""Counting in a file of one's own, and adding up what several processes, dead ones too, have counted."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from multisession.settings import Settings
from multisession.web import metrics_layout as layout
from multisession.web.metrics import Metrics
from multisession.web.metrics_layout import SlowRequest
from multisession.web.metrics_totals import FOLDED, MOST_SLOW, Totals, clear, metrics_directory, read_totals

#: Another process, which counts as it is told until it is killed.
OTHER_PROCESS = """
import sys, time
from pathlib import Path
from multisession.web.metrics import Metrics
from multisession.web.metrics_layout import SlowRequest

metrics = Metrics()
metrics.open(Path(sys.argv[1]))
for _ in range(int(sys.argv[2])):
    metrics.count_request("POST", 201)
    metrics.count_duration(0.002)
    metrics.count_refusal("rate")
metrics.note_slow(SlowRequest(5.0, "GET", "/api/tasks", 200, 1500.0, "abc"))
metrics.set_process(open_projects=7, loop_lag=0.25, resident_bytes=1000)
print("counted", flush=True)
sys.stdin.read()
"""


@contextmanager
def other_process(directory: Path, requests: int) -> Iterator[None]:
    """Ends with kill -9."""
    command = [sys.executable, "-c", OTHER_PROCESS, str(directory), str(requests)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == b"counted\n"
        yield
    finally:
        process.kill()
        process.communicate()


def requests_in(totals: Totals) -> int:
    return sum(totals.counted.requests)


def test_every_process_is_counted_and_the_killed_one_stays_counted(tmp_path: Path) -> None:
    mine = Metrics()
    mine.open(tmp_path)
    mine.count_request("GET", 200)
    mine.count_refusal("rate")
    with other_process(tmp_path, 1000):
        both = read_totals(tmp_path)
    after = [read_totals(tmp_path) for _ in range(3)]
    mine.close()
    assert (requests_in(both), both.workers, both.open_projects, both.loop_lag) == (1001, 2, 7, 0.25)
    assert both.counted.refusals == {"rate": 1001}
    for totals in after:
        assert totals.counted == both.counted
        # What a process only held, it holds no longer.
        assert (totals.workers, totals.open_projects, totals.resident_bytes) == (1, 0, 0)
    assert len(list(tmp_path.glob("*.values"))) == 1, "the dead process's file was not folded away"
    assert [slow.path for slow in after[-1].counted.slow] == ["/api/tasks"]


def test_a_fold_that_was_killed_half_way_counts_nobody_twice(tmp_path: Path) -> None:
    with other_process(tmp_path, 10):
        file = next(tmp_path.glob("*.values"))
        content = file.read_bytes()
    assert requests_in(read_totals(tmp_path)) == 10
    assert not file.exists()
    # As it is when the process that folds is killed before it removes what it folded.
    file.write_bytes(content)
    assert requests_in(read_totals(tmp_path)) == 10
    assert not file.exists()


def test_a_server_that_starts_begins_at_nothing_and_leaves_the_living_alone(tmp_path: Path) -> None:
    with other_process(tmp_path, 3):
        pass
    assert requests_in(read_totals(tmp_path)) == 3
    clear(tmp_path)
    assert requests_in(read_totals(tmp_path)) == 0
    assert abs(read_totals(tmp_path).started - time.time()) < 60
    with other_process(tmp_path, 4):
        clear(tmp_path)
        assert requests_in(read_totals(tmp_path)) == 4


def test_what_is_not_ours_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "1-a.values").write_bytes(b"")
    (tmp_path / "2-b.values").write_bytes(b"x" * layout.SIZE)
    (tmp_path / FOLDED).write_bytes(b'{"counted":')
    assert requests_in(read_totals(tmp_path)) == 0


def test_no_client_makes_the_names_of_refusals_grow(tmp_path: Path) -> None:
    metrics = Metrics()
    metrics.open(tmp_path)
    for number in range(500):
        metrics.count_refusal(f"code-{number}")
    metrics.count_refusal("not a code")
    metrics.count_refusal("x" * 33)
    metrics.count_refusal("code-0")
    refusals = read_totals(tmp_path).counted.refusals
    metrics.close()
    assert len(refusals) == layout.MOST_CODES + 1
    assert refusals["code-0"] == 2
    assert refusals["other"] == 500 - layout.MOST_CODES + 2
    assert all(file.stat().st_size <= layout.SIZE for file in tmp_path.glob("*.values"))


def test_the_latest_slow_requests_are_kept_and_half_written_ones_left_out(tmp_path: Path) -> None:
    metrics = Metrics()
    for number in range(layout.SLOW_ENTRIES + 5):
        metrics.note_slow(SlowRequest(float(number), "GET", "/api/tasks", 200, 1200.0, ""))
    metrics.note_slow(SlowRequest(0.0, "GET", "/x" * 200, 200, 1200.0, ""))
    kept = sorted(slow.at for slow in metrics.values().slow())
    assert kept == [float(number) for number in range(5, layout.SLOW_ENTRIES + 5)]
    content = bytearray(metrics._buffer)
    content[layout.SLOW_AT + 3] = 0xFF
    assert len(list(layout.Values(bytes(content)).slow())) == layout.SLOW_ENTRIES - 1


def test_slow_requests_of_many_processes_stay_few(tmp_path: Path) -> None:
    for process in range(6):
        metrics = Metrics()
        metrics.open(tmp_path)
        for number in range(layout.SLOW_ENTRIES):
            metrics.note_slow(SlowRequest(process * 100.0 + number, "GET", "/", 200, 1200.0, ""))
        metrics.close()
    slow = read_totals(tmp_path).counted.slow
    assert len(slow) == MOST_SLOW
    assert slow[-1].at == 500.0 + layout.SLOW_ENTRIES - 1
    assert len(msgspec.json.decode((tmp_path / FOLDED).read_bytes())["counted"]["slow"]) == MOST_SLOW


def test_without_a_directory_it_counts_in_memory(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").touch()
    metrics = Metrics()
    metrics.open(tmp_path / "file" / "metrics")
    metrics.count_request("GET", 200)
    assert metrics.path is None
    assert sum(metrics.values().counters[: layout.DURATIONS]) == 1
    assert "in memory only" in caplog.text


def test_a_full_disk_costs_the_sharing_and_nothing_else(tmp_path: Path) -> None:
    # Whatever a process under this limit writes beyond it fails, as on a full disk.
    code = (
        "import resource, signal, sys; from pathlib import Path; from multisession.web.metrics import Metrics\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "metrics = Metrics(); metrics.open(Path(sys.argv[1])); metrics.count_request('GET', 200)\n"
        "print(metrics.path, sum(metrics.values().counters))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout == "None 1\n"
    assert list(tmp_path.iterdir()) == []


def test_closing_keeps_what_was_counted(tmp_path: Path) -> None:
    metrics = Metrics()
    metrics.count_request("PURGE", 405)
    metrics.open(tmp_path)
    metrics.count_request("GET", 200)
    metrics.close()
    metrics.count_request("GET", 200)
    counted = read_totals(tmp_path).counted.requests
    assert sum(counted) == 2
    assert counted[layout.METHODS.index("other") * len(layout.STATUSES) + layout.STATUSES.index("4xx")] == 1


def test_each_root_directory_and_each_project_counts_for_itself(tmp_path: Path) -> None:
    multi = metrics_directory(Settings(mode="multi", root_dir=tmp_path))
    one, other = (metrics_directory(Settings(mode="single", root_dir=tmp_path, project=name)) for name in ("a", "b"))
    assert multi == tmp_path / ".studio" / "metrics"
    assert len({multi, one, other}) == 3
