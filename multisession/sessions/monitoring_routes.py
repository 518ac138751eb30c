"""``/health`` and ``/metrics``: no session, no cookie, and details for the host alone."""

from __future__ import annotations

import shutil
import sys
from typing import Literal

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from multisession import __version__
from multisession.sessions.host.entrance import HostEntrance
from multisession.sessions.monitoring import Monitoring
from multisession.sessions.session_totals import SessionTotals
from multisession.web.error_handling import json_response
from multisession.web.errors import NotFound
from multisession.web.health import CheckResult, is_well
from multisession.web.histogram import BOUNDS
from multisession.web.local_peer import is_local
from multisession.web.metrics_layout import METHODS, STATUSES
from multisession.web.metrics_totals import Totals
from multisession.web.operation import Operation
from multisession.web.prometheus import CONTENT_TYPE, Family, Sample, exposition, gauge, histogram

TAG = "Server"


class HealthReport(msgspec.Struct):
    """``status`` is DOWN when a check failed that is not soft."""

    status: Literal["UP", "DOWN"]
    version: str
    checks: list[CheckResult]


class MonitoringRoutes:
    """The two operations."""

    def __init__(self, monitoring: Monitoring, entrance: HostEntrance | None) -> None:
        self._monitoring = monitoring
        # Where one project is served there is no host apart from who sits at the machine.
        self._entrance = entrance

    def operations(self) -> list[Operation]:
        """Served in every mode."""
        return [
            Operation(
                method="GET", path="/health", handler=self.health, summary="Is the server well", tag=TAG,
                scope="public", name="health", response=HealthReport,
            ),
            Operation(
                method="GET", path="/metrics", handler=self.metrics, summary="Figures for Prometheus", tag=TAG,
                scope="public", name="metrics",
            ),
        ]  # fmt: skip

    async def health(self, request: Request, subject: None) -> Response:
        """200 while every check that is not soft is good, else 503. Details are for this machine and the host's key."""
        results = await self._monitoring.health.results()
        well = is_well(results)
        if not await self._may_look(request):
            results = [CheckResult(result.name, result.ok, result.soft, "") for result in results]
        report = HealthReport("UP" if well else "DOWN", __version__, results)
        return json_response(report, 200 if well else 503, {"Cache-Control": "no-store"})

    async def metrics(self, request: Request, subject: None) -> Response:
        """The figures of all processes, for this machine (not through a proxy) and the host's key."""
        if not await self._may_look(request):
            raise NotFound("There is nothing at this address.")
        families = [
            *_server_families(await self._monitoring.totals()),
            *_session_families(await self._monitoring.session_totals()),
            *_check_families(await self._monitoring.health.results()),
            *_disk_families(self._monitoring),
        ]
        return Response(exposition(families), media_type=CONTENT_TYPE, headers={"Cache-Control": "no-store"})

    async def _may_look(self, request: Request) -> bool:
        return is_local(request.scope) or (self._entrance is not None and await self._entrance.recognises(request))


def _server_families(totals: Totals) -> list[Family]:
    counted = totals.counted
    requests = [
        Sample(count, {"method": METHODS[place // len(STATUSES)], "status": STATUSES[place % len(STATUSES)]})
        for place, count in enumerate(counted.requests)
        if count
    ]
    refusals = [Sample(count, {"code": code}) for code, count in sorted(counted.refusals.items())]
    name = "multisession"
    return [
        Family(f"{name}_build_info", "gauge", "The release that answers.", [
            Sample(1, {"version": __version__, "python": sys.version.split()[0]})]),
        gauge(f"{name}_start_time_seconds", "When the server began, in seconds since 1970.", totals.started),
        gauge(f"{name}_workers", "Worker processes that serve.", totals.workers),
        Family(f"{name}_requests_total", "counter",
               'Requests by method and status class; "none": the client left before the answer.', requests),
        histogram(f"{name}_request_duration_seconds", "Time from a request's arrival to the end of its answer, "
                  "event streams left out.", BOUNDS, counted.durations, counted.duration_sum),
        Family(f"{name}_refusals_total", "counter", "Refused requests by the code that the client was told.", refusals),
        gauge(f"{name}_open_projects", "Projects held open, in all workers.", totals.open_projects),
        gauge(f"{name}_event_loop_lag_seconds", "The longest that a worker's event loop was late in the last minute.",
              totals.loop_lag),
        gauge(f"{name}_resident_memory_bytes", "Resident memory of all workers; pages they share count in each.",
              totals.resident_bytes),
    ]  # fmt: skip


def _session_families(sessions: SessionTotals | None) -> list[Family]:
    if sessions is None:
        return []
    states = [
        Sample(sessions.live - sessions.frozen, {"state": "live"}),
        Sample(sessions.frozen, {"state": "frozen"}),
    ]
    return [
        Family("multisession_sessions", "gauge", "Sessions that are kept, by state.", states),
        gauge("multisession_sessions_active", "Sessions seen in the last hour.", sessions.active_last_hour),
        gauge("multisession_sessions_created_last_day", "Sessions made in the last day, removed ones included.",
              sessions.created_last_day),
    ]  # fmt: skip


def _check_families(results: list[CheckResult]) -> list[Family]:
    samples = [Sample(int(one.ok), {"check": one.name, "soft": str(one.soft).lower()}) for one in results]
    return [Family("multisession_check_ok", "gauge", "1 while a check of /health is good, else 0.", samples)]


def _disk_families(monitoring: Monitoring) -> list[Family]:
    try:
        disk = shutil.disk_usage(monitoring.root)
    except OSError:
        return []
    settings = monitoring.house.settings
    families = [
        gauge("multisession_disk_free_bytes", "Free space on the disk of the root directory.", disk.free),
        gauge("multisession_disk_size_bytes", "Size of the disk of the root directory.", disk.total),
    ]
    if settings.mode == "multi":
        families += [
            gauge("multisession_disk_floor_bytes", "The free space below which nothing large is taken; 0: none.",
                  settings.free_disk_floor_bytes),
            gauge("multisession_sessions_limit", "Sessions that may be kept; 0: no limit.", settings.max_sessions),
        ]  # fmt: skip
    return families
