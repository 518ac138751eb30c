"""The server's own sweeper against visitors who come back in time, and against those who do not quite."""

from __future__ import annotations

import random
import threading
import time
from pathlib import Path

import pytest

from benchmarks.server import running
from tests.load.test_killed_workers import RESULT, Writer

IDLE = 2.0


class Returning(Writer):
    """Labels, goes away for a while, comes back: what it left less than the idle time ago must be there."""

    def __init__(self, port: int, stop: threading.Event, *, away: float) -> None:
        super().__init__(port, stop)
        self.away = away
        self.kept = 0
        self.ended = 0
        self.lost: list[str] = []

    def run(self) -> None:
        chance = random.Random(self.ident)
        self.ask("GET", "/label")
        acknowledged, left = 0, time.monotonic()
        while not self.stop.is_set():
            status, answer = self.ask("GET", "/api/projects/1/")
            gone = time.monotonic() - left
            held = answer["total_annotations_number"] if status == 200 else -1
            if acknowledged and gone < IDLE and held != acknowledged:
                self.lost.append(f"{held} of {acknowledged} after {gone:.2f} s")
            if acknowledged and held == acknowledged:
                self.kept += 1
            elif acknowledged:
                self.ended += 1
                acknowledged = 0
            for _ in range(3):
                status, _ = self.ask("POST", f"/api/tasks/{chance.randrange(1, 4)}/annotations/", {"result": RESULT})
                acknowledged += status == 201
                left = time.monotonic()
                if status == 401:
                    # The project ended between the look and the write, and says so; what comes next is a new one.
                    acknowledged = 0
                    self.ask("GET", "/api/session")
            self.stop.wait(chance.uniform(0.7, 1) * self.away)
        self.close()


@pytest.mark.full
def test_who_comes_back_in_time_finds_every_label(tmp_path: Path) -> None:
    flags = (
        "--template",
        "text_named_entity",
        "--workers",
        "2",
        "--idle-expiry",
        f"{IDLE:.0f}s",
        "--sweep-every",
        "1s",
    )
    stop = threading.Event()
    with running(*flags, root=tmp_path) as server:
        visitors = [Returning(server.port, stop, away=away) for away in (1.0, 1.5, 1.9, 1.9, 5.0, 5.5, 6.0, 6.5)]
        for visitor in visitors:
            visitor.start()
        stop.wait(9)
        stop.set()
        for visitor in visitors:
            visitor.join(30)
    assert [visitor.lost for visitor in visitors] == [[]] * 8
    assert [error for visitor in visitors for error in visitor.server_errors] == []
    # Both happened: some came back in time, and some sessions were swept meanwhile.
    assert sum(visitor.kept for visitor in visitors) > 5
    assert sum(visitor.ended for visitor in visitors) > 0
