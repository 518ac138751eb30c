"""The console's first page: how the server does, what it holds, whom it turned away."""

from __future__ import annotations

import asyncio
import shutil
import time
from pathlib import Path
from typing import Any

import msgspec

from multisession import __version__
from multisession.sessions.host.shapes import HostingState
from multisession.sessions.hosting import Hosting
from multisession.sessions.monitoring import Monitoring, RefusalCount, RequestFigures, ServerFigures, SlowRequestView
from multisession.sessions.registry import Registry
from multisession.sessions.session_totals import session_totals
from multisession.settings import Settings
from multisession.web.health import CheckResult
from multisession.web.history import Past

_USED = "SELECT coalesce(sum(bytes), 0) FROM sessions WHERE state='live'"


class SessionFigures(msgspec.Struct, kw_only=True):
    """How many sessions; ``live`` includes the frozen ones. ``limit`` 0 is none."""

    live: int
    active_last_hour: int
    created_last_day: int
    frozen: int
    limit: int


class DiskFigures(msgspec.Struct, kw_only=True):
    """Bytes; ``free`` and ``total`` are null where the system does not tell. ``floor`` 0 is none."""

    free: int | None
    total: int | None
    floor: int
    #: as last noted of each project
    used_by_sessions: int


class Overview(HostingState, kw_only=True):
    """Everything at once. Refusals and the total of requests count from the server's start."""

    sessions: SessionFigures
    disk: DiskFigures
    refusals: list[RefusalCount]
    requests: RequestFigures
    slow: list[SlowRequestView]
    checks: list[CheckResult]


class Watch:
    """Reads the figures of one root directory, of all its processes."""

    def __init__(self, settings: Settings, registry: Registry, hosting: Hosting, monitoring: Monitoring) -> None:
        self._settings = settings
        self._registry = registry
        self._hosting = hosting
        self._monitoring = monitoring

    async def state(self) -> HostingState:
        """The server, and whether it takes visitors."""
        return HostingState(**self._state(await self._monitoring.figures()))

    async def overview(self) -> Overview:
        """The figures as they are now. Raises sqlite3.Error when the registry does not answer."""
        figures = await self._monitoring.figures()
        totals = await asyncio.to_thread(session_totals, self._registry, time.time())
        return Overview(
            **self._state(figures),
            sessions=SessionFigures(
                live=totals.live,
                active_last_hour=totals.active_last_hour,
                created_last_day=totals.created_last_day,
                frozen=totals.frozen,
                limit=self._settings.max_sessions,
            ),
            disk=await asyncio.to_thread(self._disk),
            refusals=figures.refusals,
            requests=figures.requests,
            slow=figures.slow,
            checks=figures.checks,
        )

    async def history(self, hours: int) -> Past:
        """The figures of the last ``hours``, 1 to 336."""
        return await self._monitoring.history(hours)

    def _state(self, figures: ServerFigures) -> dict[str, Any]:
        return {
            "version": __version__,
            "started_at": figures.started_at,
            "workers": figures.workers,
            "mode": self._hosting.mode,
            "message": self._hosting.message,
            "banner": self._hosting.banner,
        }

    def _disk(self) -> DiskFigures:
        used = int(self._registry.read(_USED)[0][0])
        free, total = _space(self._settings.root_dir)
        return DiskFigures(free=free, total=total, floor=self._settings.free_disk_floor_bytes, used_by_sessions=used)


def _space(directory: Path) -> tuple[int | None, int | None]:
    try:
        found = shutil.disk_usage(directory)
    except OSError:
        return None, None
    return found.free, found.total
