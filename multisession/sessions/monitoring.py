"""Watching over a root directory: this process's counting, and the figures of all its processes."""

from __future__ import annotations

import asyncio
import logging
import shutil
import sqlite3
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from multisession.sessions.expiry import iso
from multisession.sessions.health_checks import multi_session_checks, single_project_checks
from multisession.sessions.resolver import MultiSession
from multisession.sessions.session_totals import SessionTotals, session_totals
from multisession.sessions.single import SingleProject
from multisession.web.health import CheckResult, Health
from multisession.web.histogram import quantile
from multisession.web.history import STEP_SECONDS, History, Moment, Past
from multisession.web.leader import Leader
from multisession.web.metrics import Metrics
from multisession.web.metrics_totals import Totals, metrics_directory, new_totals, read_totals
from multisession.web.sampler import Sampler

logger = logging.getLogger(__name__)

House = MultiSession | SingleProject


class RefusalCount(msgspec.Struct):
    """How many requests were refused with one code since the server began."""

    code: str
    count: int


class RequestFigures(msgspec.Struct, kw_only=True):
    """``total`` since the server began; the rest over the last minute, null when it saw no request."""

    total: int
    per_second: float
    p50_ms: float | None
    p99_ms: float | None


class SlowRequestView(msgspec.Struct, kw_only=True):
    """A request that took more than a second. ``path`` is its route's, ``session`` the short name it has in the log."""

    at: str
    method: str
    path: str
    status: int
    ms: float
    session: str


class ServerFigures(msgspec.Struct, kw_only=True):
    """What the processes of one root directory did, for the host. The latest slow request comes first."""

    started_at: str
    workers: int
    requests: RequestFigures
    refusals: list[RefusalCount]
    slow: list[SlowRequestView]
    checks: list[CheckResult]


class Monitoring:
    """One process's part in it. :meth:`open` and :meth:`close` belong to the event loop that serves."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.metrics = Metrics()
        self._began = time.time()
        self._directory = metrics_directory(house.settings)
        self._history = History(self._directory.parent / "history.db")
        self._leader = Leader(self._directory.parent / "history.lock")
        self._sampler = Sampler(self.metrics, self._open_projects)
        self._duties: list[asyncio.Task[None]] = []
        if isinstance(house, MultiSession):
            self.health = Health(multi_session_checks(house, lambda: self._sampler.loop_lag))
        else:
            self.health = Health(single_project_checks(house, lambda: self._sampler.loop_lag))

    async def open(self) -> None:
        """Begins to count where the other processes see it, to sample, and to note the history when it leads."""
        self.metrics.open(self._directory)
        self._duties.append(asyncio.create_task(self._sampler.run(), name="sampler"))
        self._duties.append(asyncio.create_task(self._note_history(), name="history"))

    async def close(self) -> None:
        """Ends all of that; what was counted stays for the others."""
        for duty in self._duties:
            duty.cancel()
        await asyncio.gather(*self._duties, return_exceptions=True)
        self._leader.resign()
        self.metrics.close()

    # -- figures; each reads some small files in a thread

    async def figures(self) -> ServerFigures:
        """The host's overview of requests, refusals, slow requests and checks."""
        totals = await self.totals()
        counted = totals.counted
        return ServerFigures(
            started_at=iso(totals.started or self._began),
            workers=totals.workers,
            requests=request_figures(totals),
            refusals=[RefusalCount(*item) for item in sorted(counted.refusals.items(), key=lambda item: -item[1])],
            slow=[
                SlowRequestView(
                    at=iso(slow.at), method=slow.method, path=slow.path, status=slow.status, ms=slow.ms,
                    session=slow.session,
                )
                for slow in reversed(counted.slow)
            ],
            checks=await self.health.results(),
        )  # fmt: skip

    async def history(self, hours: int) -> Past:
        """The figures of the last ``hours``, 1 to 336."""
        return await asyncio.to_thread(self._history.read, hours)

    async def totals(self) -> Totals:
        """What all processes counted; this one's alone where the files cannot be read."""
        return await asyncio.to_thread(self._totals)

    async def session_totals(self) -> SessionTotals | None:
        """How many sessions there are; None where there are none, or the registry does not answer."""
        return await asyncio.to_thread(self._session_totals)

    def pseudonym(self, state: Mapping[str, Any]) -> str:
        """The short name of a request's session in logs: the same each time, and no way back to the session."""
        session = state.get("session")
        if session is None or session.is_new or session.via == "single":
            return ""
        return self.house.identity.keys.signature("log", session.id.encode())[:10]

    @property
    def root(self) -> Path:
        """The directory whose disk counts."""
        return self.house.root if isinstance(self.house, MultiSession) else self.house.directory

    # -- inside

    def _open_projects(self) -> int:
        return len(self.house.pool) if isinstance(self.house, MultiSession) else 1

    def _totals(self) -> Totals:
        try:
            totals = read_totals(self._directory)
        except OSError as error:
            logger.warning("Only this process's figures can be told: %s", error)
            totals = new_totals()
        if self.metrics.path is None or not totals.workers:
            totals.add_process(self.metrics.values())
        return totals

    def _session_totals(self) -> SessionTotals | None:
        if not isinstance(self.house, MultiSession):
            return None
        try:
            return session_totals(self.house.registry, time.time())
        except sqlite3.Error as error:
            logger.warning("Sessions cannot be counted: %s", error)
            return None

    async def _note_history(self) -> None:
        while True:
            await asyncio.sleep(STEP_SECONDS - time.time() % STEP_SECONDS)
            if self._leader.leads():
                await asyncio.to_thread(self.note)

    def note(self) -> None:
        """Keeps the figures of this minute in the history. Blocks; a disk that will not have them is only logged."""
        totals, sessions = self._totals(), self._session_totals()
        figures = request_figures(totals)
        try:
            disk_free = shutil.disk_usage(self.root).free
        except OSError as error:
            logger.warning("Figures of one minute were not kept: %s", error)
            return
        self._history.note(
            Moment(
                server=totals.started or self._began,
                sessions=None if sessions is None else sessions.live,
                active=None if sessions is None else sessions.active_last_hour,
                created=None if sessions is None else sessions.created_last_minute,
                requests=figures.total,
                p99_ms=figures.p99_ms,
                refusals=sum(totals.counted.refusals.values()),
                disk_free=disk_free,
            )
        )


def request_figures(totals: Totals) -> RequestFigures:
    """Requests of all processes together."""
    answered, seconds = sum(totals.recent), totals.recent_seconds
    median, slowest = quantile(totals.recent, 0.5), quantile(totals.recent, 0.99)
    return RequestFigures(
        total=sum(totals.counted.requests),
        per_second=round(answered / seconds, 2) if seconds else 0.0,
        p50_ms=None if median is None else round(median * 1000, 2),
        p99_ms=None if slowest is None else round(slowest * 1000, 2),
    )
