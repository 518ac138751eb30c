"""A million tasks in and out."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.machine import scratch_directory
from benchmarks.report import Figure
from benchmarks.server import running
from benchmarks.serving import LABEL_CONFIG, RESULT

TASKS = 1_000_000


def bulk() -> Iterator[Figure]:
    """Imports a million small JSON tasks, exports a million annotated ones: rates and the process's peak memory."""
    config = scratch_directory() / "bench.xml"
    config.write_text(LABEL_CONFIG)
    for annotated in (False, True):
        path = source(annotated)
        flags = ("--init", "-b", "-l", str(config), "--max-body-bytes", str(2**30))
        with running(*flags, command="start", positional=("bench",)) as server:
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=3600)
            begin = time.perf_counter()
            with path.open("rb") as file:
                headers = {"Content-Type": "application/json", "Content-Length": str(path.stat().st_size)}
                connection.request("POST", "/api/projects/1/import", body=file, headers=headers)
                answer = connection.getresponse()
                report = json.loads(answer.read())
            seconds = time.perf_counter() - begin
            assert answer.status == 201, report
            if not annotated:
                rate, peak = TASKS / seconds, server.peak_megabytes()
                yield Figure("import 1 M small JSON tasks", "≥ 40,000 tasks/s", f"{rate:,.0f} tasks/s", rate >= 40_000)
                yield Figure("the same: peak memory", "≤ 150 MB", f"{peak:.0f} MB", peak <= 150)
                continue
            begin = time.perf_counter()
            connection.request("GET", "/api/projects/1/export?exportType=JSON")
            answer = connection.getresponse()
            size = 0
            while part := answer.read(1 << 20):
                size += len(part)
            rate, peak = TASKS / (time.perf_counter() - begin), server.peak_megabytes()
            yield Figure(
                "export 1 M annotated tasks (JSON)",
                "≥ 30,000 tasks/s",
                f"{rate:,.0f} tasks/s",
                rate >= 30_000,
                f"{size / 1e6:,.0f} MB streamed",
            )
            yield Figure(
                "the same: peak memory", "≤ 150 MB", f"{peak:.0f} MB", peak <= 150, "import of the same tasks included"
            )


def source(annotated: bool) -> Path:
    """A file of a million small tasks, each with an annotation if so; written once."""
    path = scratch_directory() / ("annotated.json" if annotated else "tasks.json")
    if not path.exists():
        tail = f', "annotations": {json.dumps([{"result": RESULT}])}' if annotated else ""
        with path.open("w") as file:
            file.write("[")
            for number in range(TASKS):
                comma = "," if number else ""
                file.write(
                    f'{comma}\n{{"data": {{"text": "Maya took ferry {number} to the island and wrote home."}}{tail}}}'
                )
            file.write("]\n")
    return path
