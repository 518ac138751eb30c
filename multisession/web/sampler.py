"""What no single request tells of a process, looked at every few seconds: load, waits for the event loop, memory."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable

from multisession.web.metrics import Metrics
from multisession.web.resident_memory import resident_bytes

#: The event loop is asked so often whether it is there, in seconds.
KNOCK_SECONDS = 0.5
SAMPLE_SECONDS = 5.0
#: What "lately" covers, in samples.
LATELY = 12


class Sampler:
    """Writes the figures of "now" and "lately" into this process's metrics. ``open_projects`` counts them."""

    def __init__(
        self,
        metrics: Metrics,
        open_projects: Callable[[], int],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._metrics = metrics
        self._open_projects = open_projects
        self._clock = clock
        #: (time, durations by bucket up to then)
        self._earlier: deque[tuple[float, list[int]]] = deque(maxlen=LATELY)
        self._lags: deque[float] = deque(maxlen=LATELY)
        self._earlier.append((clock(), metrics.durations()))

    @property
    def loop_lag(self) -> float:
        """The longest that the event loop was late in the last minute, in seconds."""
        return max(self._lags, default=0.0)

    async def run(self) -> None:
        """Samples until it is cancelled."""
        self.sample(0.0)
        while True:
            latest = 0.0
            for _ in range(round(SAMPLE_SECONDS / KNOCK_SECONDS)):
                asked = self._clock()
                await asyncio.sleep(KNOCK_SECONDS)
                latest = max(latest, self._clock() - asked - KNOCK_SECONDS)
            self.sample(latest)

    def sample(self, lag: float) -> None:
        """Takes one sample; ``lag`` is how late the event loop was at worst since the one before, in seconds."""
        self._lags.append(lag)
        now, durations = self._clock(), self._metrics.durations()
        then, earlier = self._earlier[0]
        self._metrics.set_recent([count - before for count, before in zip(durations, earlier, strict=True)], now - then)
        self._earlier.append((now, durations))
        self._metrics.set_process(
            open_projects=self._open_projects(), loop_lag=self.loop_lag, resident_bytes=resident_bytes()
        )
