"""The application: which middleware stands around which routes, and what lives as long as the process."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from multisession import __version__
from multisession.address import address_of, is_loopback
from multisession.project.api import (
    actions,
    config_history,
    data_manager,
    drafts,
    exports,
    figures,
    import_jobs,
    import_preview,
    imports,
    label_config,
    predictions,
    projects,
    snapshots,
    tasks,
    templates,
    uploads,
    versions,
    views,
)
from multisession.project.api import annotations as annotation_routes
from multisession.sessions import own_projects
from multisession.sessions import routes as session_routes
from multisession.sessions.events import Events, watch_documents
from multisession.sessions.host import routes as host_routes
from multisession.sessions.host.entrance import HostEntrance, entrance_to
from multisession.sessions.host.page import HostPage
from multisession.sessions.maintenance import MaintenanceGate
from multisession.sessions.middleware import SessionMiddleware
from multisession.sessions.monitoring import Monitoring
from multisession.sessions.monitoring_routes import MonitoringRoutes
from multisession.sessions.pages import Pages
from multisession.sessions.privacy import privacy_operation
from multisession.sessions.rates import RequestRate
from multisession.sessions.resolver import MultiSession
from multisession.sessions.single import SINGLE_OPERATIONS, SingleProject
from multisession.sessions.trusted_proxies import TrustedProxies
from multisession.settings import Settings
from multisession.web.access_log import SAMPLE, AccessLog
from multisession.web.assets import Assets
from multisession.web.body_limit import BodyLimit
from multisession.web.body_timeout import BodyTimeout
from multisession.web.csrf import CrossSiteProtection
from multisession.web.dispatch import routes
from multisession.web.document_frame import frame_operation
from multisession.web.error_handling import ErrorHandling, json_response
from multisession.web.host_check import HostCheck
from multisession.web.http_protocol import METRICS
from multisession.web.openapi import openapi_document
from multisession.web.operation import Operation, operations_of
from multisession.web.root_path import RootPath
from multisession.web.routing import SegmentRouter
from multisession.web.security_headers import SecurityHeaders
from multisession.web.static_files import StaticFiles, static_directory

#: The modules whose operations every mode serves.
API = (
    projects,
    tasks,
    annotation_routes,
    drafts,
    predictions,
    imports,
    import_preview,
    import_jobs,
    exports,
    snapshots,
    uploads,
    templates,
    label_config,
    config_history,
    versions,
    views,
    figures,
    data_manager,
    actions,
)
TITLE = "Multisession"

House = MultiSession | SingleProject


def create_app(settings: Settings) -> Starlette:
    """The whole application for one process. Blocks while keys, registry and recipe are read or made."""
    house = MultiSession(settings) if settings.mode == "multi" else SingleProject(settings)
    events, monitoring = Events(), Monitoring(house)
    static = static_directory()
    assets = Assets(static)
    described = api_operations(settings, events)
    pages = [*studio_pages(settings, house, assets), frame_operation(settings.embed_origins)]
    entrance = entrance_to(house, monitoring) if isinstance(house, MultiSession) else None
    if entrance is not None:
        console = HostPage(settings, assets, entrance)
        described += [*console.operations(), *operations_of(host_routes)]
        pages.append(console.page())
    described += MonitoringRoutes(monitoring, entrance).operations()
    described.append(privacy_operation(settings, house.identity))
    described.append(openapi_operation(described, settings))
    table = [
        *routes([*described, *pages], house, host=entrance, limits={"json": settings.max_json_bytes}),
        Route("/static/{path:path}", StaticFiles(static), methods=["GET"], name="static"),
    ]
    app = Starlette(middleware=middleware(settings, house, monitoring, assets))
    app.router = SegmentRouter(table, lifespan=lifespan(house, monitoring, entrance, events, watched_files(settings)))
    app.state.events = events
    app.state.monitoring = monitoring
    return app


def studio_pages(settings: Settings, house: House, assets: Assets) -> list[Operation]:
    """The pages that visitors see."""
    return Pages(
        settings,
        assets,
        describe=describer(house),
        templates=templates.template_views,
        identity=house.identity,
        hosting=house.hosting if isinstance(house, MultiSession) else None,
    ).operations()


def api_operations(settings: Settings, events: Events) -> list[Operation]:
    """What the mode serves: where one project is everybody's, there are no sessions to speak of, but news."""
    declared = [operation for module in API for operation in operations_of(module)]
    served = operations_of(session_routes)
    if settings.mode == "multi":
        return declared + served + operations_of(own_projects)
    return [*declared, *(one for one in served if one.name in SINGLE_OPERATIONS), events_operation(events)]


def lifespan(
    house: House, monitoring: Monitoring, entrance: HostEntrance | None, events: Events, watched: Sequence[Path]
) -> Callable[[Starlette], AbstractAsyncContextManager[Mapping[str, Any]]]:
    """What is open while the process serves: the projects, and the watch over files that people edit by hand."""

    @contextlib.asynccontextmanager
    async def serving(app: Starlette) -> AsyncIterator[Mapping[str, Any]]:
        await house.open()
        await monitoring.open()
        watching = asyncio.create_task(watch_documents(watched, events), name="watch")
        try:
            # The server's own refusals, which no middleware sees, are counted with the others.
            yield {METRICS: monitoring.metrics}
        finally:
            events.close()
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)
            await monitoring.close()
            await house.close()
            if entrance is not None:
                entrance.close()

    return serving


def watched_files(settings: Settings) -> list[Path]:
    """The files of the one project that is served; none where every session has its own."""
    if settings.mode == "multi":
        return []
    written = [settings.project_directory / name for name in ("config.xml", "config.json")]
    if settings.mode == "standalone":
        written += [path for path in (settings.label_config, settings.config) if path is not None]
    return written


def describer(house: House) -> Callable[[Request], Awaitable[Mapping[str, Any]]]:
    """What the pages show of the asking session."""

    async def describe(request: Request) -> Mapping[str, Any]:
        current = await house.session(request)
        described: Mapping[str, Any] = msgspec.to_builtins(await current.describe())
        return described

    return describe


def openapi_operation(described: Sequence[Operation], settings: Settings) -> Operation:
    """The route that serves the document of ``described`` and of itself."""
    made: list[Operation] = []

    async def openapi(request: Request, subject: None) -> Response:
        """OpenAPI 3.1, made from the declarations that check requests."""
        document = openapi_document([*described, *made], title=TITLE, version=__version__, root_path=settings.root_path)
        return json_response(document)

    made.append(
        Operation(
            method="GET", path="/docs/api/schema/json/", handler=openapi, summary="This document", tag="Server",
            scope="public", name="openapi",
        )
    )  # fmt: skip
    return made[0]


def events_operation(events: Events) -> Operation:
    """The stream of news for open pages, where one project is served."""

    async def listen(request: Request, project: Any) -> Response:
        """``event: config`` whenever config.xml or config.json was changed by hand."""
        return StreamingResponse(events.stream(), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})

    return Operation(method="GET", path="/api/events", handler=listen, summary="News, as server-sent events",
                     tag="Server", name="events")  # fmt: skip


def middleware(settings: Settings, house: House, monitoring: Monitoring, assets: Assets) -> list[Middleware]:
    """From the outside in. Errors are answered inside the session layer: a 401 carries the cookie it asks for."""
    around = [
        Middleware(TrustedProxies, trusted=settings.trusted_proxies),
        Middleware(
            AccessLog,
            metrics=monitoring.metrics,
            sample=1 if settings.debug else SAMPLE,
            pseudonym=monitoring.pseudonym,
        ),
    ]
    if settings.root_path:
        around.append(Middleware(RootPath, root_path=settings.root_path))
    around.append(
        Middleware(
            SecurityHeaders,
            outside_media=settings.outside_media,
            connect_sources=settings.connect_sources,
            embed_origins=settings.embed_origins,
        )
    )
    if settings.cors_origins:
        # No credentials: other origins' scripts use tokens, never the visitor's cookie.
        around.append(
            Middleware(
                CORSMiddleware,
                allow_origins=settings.cors_origins,
                allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
                allow_headers=["Authorization", "X-API-Key", "Content-Type"],
                expose_headers=["X-Project-Revision", "Retry-After", "Content-Disposition"],
            )
        )
    return [
        *around,
        Middleware(SessionMiddleware, identity=house.identity),
        Middleware(
            ErrorHandling,
            root_path=settings.root_path,
            metrics=monitoring.metrics,
            styles=lambda: assets.page("error").styles,
        ),
        *maintenance(house),
        *host_check(settings),
        Middleware(BodyTimeout, timeout=settings.body_timeout),
        Middleware(BodyLimit, limit=settings.max_body_bytes),
        Middleware(CrossSiteProtection, allowed_origins=settings.cors_origins),
        *request_rate(settings, house),
    ]


def request_rate(settings: Settings, house: House) -> list[Middleware]:
    """Where strangers share the host, each has a rate of its own."""
    if not isinstance(house, MultiSession) or not settings.max_requests_per_second:
        return []
    return [
        Middleware(
            RequestRate,
            table=house.rates,
            per_second=settings.max_requests_per_second,
            is_written=house.exists,
        )
    ]


def maintenance(house: House) -> list[Middleware]:
    """Where there is a host's console, it can turn everybody else away for a while."""
    return [Middleware(MaintenanceGate, hosting=house.hosting)] if isinstance(house, MultiSession) else []


def host_check(settings: Settings) -> list[Middleware]:
    """Where one project needs no cookie and listens on this machine alone, only this machine's names are answered."""
    address = address_of(settings)
    if settings.mode == "multi" or not is_loopback(address.bind_host):
        return []
    public = urlsplit(address.public_url).hostname
    return [Middleware(HostCheck, names=[public] if public else [])]
