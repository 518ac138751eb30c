"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path


def description() -> str:
    """One line that names the machine, its load and the versions that matter."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    model = next(
        (
            line.split(":", 1)[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.machine(),
    )
    return (
        f"{os.cpu_count()} cores ({model}), {memory:.0f} GiB, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"load {os.getloadavg()[0]:.1f} at the start"
    )


def fsync_seconds(samples: int = 200) -> tuple[float, float]:
    """(p50, p99) of writing 4 KiB and fsync, in seconds, on the disk the benchmarks use."""
    taken = []
    with tempfile.TemporaryFile(dir=scratch_directory()) as file:
        for _ in range(samples):
            file.write(os.urandom(4096))
            file.flush()
            begin = time.perf_counter()
            os.fsync(file.fileno())
            taken.append(time.perf_counter() - begin)
    taken.sort()
    return statistics.median(taken), taken[int(len(taken) * 0.99)]


def scratch_directory() -> Path:
    """Where benchmarks put their files: the checkout's own disk, not a RAM disk."""
    path = Path(__file__).parent.parent / ".tmp"
    path.mkdir(exist_ok=True)
    return path
