"""Running the application: one process, or several that share a socket, under uvicorn."""

from __future__ import annotations

import asyncio
import dataclasses
import http.client
import json
import logging
import logging.config
import os
import shlex
import signal
import socket
import sys
import threading
import time
import types
import webbrowser
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

import uvicorn

from multisession.address import address_of, listen, local_url
from multisession.embedding import check_embedding
from multisession.http_server import HttpServer
from multisession.open_files import raise_open_file_limit
from multisession.settings import Settings
from multisession.web.json_log import JsonFormatter
from multisession.web.metrics_totals import clear, metrics_directory
from multisession.web.text_log import TextFormatter
from multisession.workers import STARTUP_FAILURE, Workers

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from multisession.web.http_protocol import ConnectionLimits

logger = logging.getLogger(__name__)

#: How worker processes, which are started afresh, learn the settings.
ENVIRONMENT = "MULTISESSION_SERVER_SETTINGS"
#: Requests in progress get this long to end when the server stops, in seconds.
GRACE_SECONDS = 10
#: An idle connection is kept this long: longer than proxies keep theirs (a minute as a rule), so that none of them
#: sends a request into a connection that is just being closed. When connections are short, idle ones go first.
KEEP_ALIVE_SECONDS = 75
#: The longest the first answer may take before the address is printed anyway, in seconds.
PATIENCE_SECONDS = 60.0


def run(settings: Settings) -> int:
    """Serves until SIGINT or SIGTERM. Returns the exit code. Raises SettingInvalid when the port cannot be had."""
    address = address_of(settings)
    advice = check_embedding(settings, address)
    bound, notice = listen(settings, address)
    for line in (notice, advice):
        if line:
            say(line)
    configure_logging(settings)
    raise_open_file_limit()
    begin_counting(settings)
    os.environ[ENVIRONMENT] = settings_to_json(settings)
    local = local_url(bound, settings.root_path)
    config = server_config(settings)
    announcement = threading.Thread(
        target=announce, args=(bound, local, address.public_url, settings), name="announce", daemon=True
    )
    announcement.start()
    if settings.workers > 1:
        return Workers(config, bound, settings.workers).run()
    server = HttpServer(config)
    server.run(sockets=[bound])
    return 0 if server.started else STARTUP_FAILURE


def server_config(settings: Settings) -> uvicorn.Config:
    """uvicorn as we use it: no access log (ours is sampled), no Server header; forwarded headers are read by us."""
    return uvicorn.Config(
        "multisession.server:application",
        factory=True,
        workers=settings.workers,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        log_config=None,
        # By name, so that only processes that serve load it.
        http="multisession.server:connection",
        ws="none",
        lifespan="on",
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


def connection(**given: Any) -> asyncio.Protocol:
    """The protocol of one new connection, within the limits that the settings set."""
    from multisession.web.http_protocol import BoundedHttpProtocol

    return BoundedHttpProtocol(limits=connection_limits(), **given)


@cache
def connection_limits() -> ConnectionLimits:
    """The limits of this process's connections, from the settings that the command left in the environment."""
    from multisession.web.http_protocol import ConnectionLimits

    return ConnectionLimits.of(settings_from_json(os.environ[ENVIRONMENT]))


def application() -> Starlette:
    """The application of one process, with the settings that the command left in the environment."""
    # Here, so that a process which only watches over the workers does not carry the application.
    from multisession.app import create_app

    settings = settings_from_json(os.environ[ENVIRONMENT])
    configure_logging(settings)
    raise_open_file_limit()
    app = create_app(settings)
    end_streams_on_signals(app.state.events.close)
    return app


def end_streams_on_signals(close: Callable[[], None]) -> None:
    """Event streams never end by themselves; without this a stop would wait for its whole grace period."""
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGINT, signal.SIGTERM):
        previous = signal.getsignal(number)

        def handle(received: int, frame: types.FrameType | None, previous: Any = previous) -> None:
            close()
            if callable(previous):
                previous(received, frame)

        signal.signal(number, handle)


def announce(bound: socket.socket, local: str, public: str, settings: Settings) -> None:
    """Prints the address as soon as the server answers there, and opens the browser when that was asked for."""
    host, port = bound.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    if not answers(host, port, time.monotonic() + PATIENCE_SECONDS):
        return
    say(f"Multisession is running at {(public or local).rstrip('/')}")
    if settings.mode == "multi":
        say(f"The host's console is at {(public or local).rstrip('/')}/host; its key: {where_the_key_is(settings)}")
    if settings.browser and settings.mode != "multi":
        webbrowser.open(local)


def where_the_key_is(settings: Settings) -> str:
    """How the host comes by the console's key, which is nothing for a screen that others see, or for a log."""
    if settings.host_key:
        return "MULTISESSION_HOST_KEY"
    return f"label-studio sessions key --root-dir {shlex.quote(str(settings.root_dir.resolve()))}"


def answers(host: str, port: int, until: float) -> bool:
    """True once /health is answered; False when ``until`` (a monotonic time) passes first."""
    while time.monotonic() < until:
        connection = http.client.HTTPConnection(host, port, timeout=5)
        try:
            connection.request("GET", "/health")
            if connection.getresponse().status == 200:
                return True
        except (OSError, http.client.HTTPException):
            time.sleep(0.02)
        finally:
            connection.close()
    return False


def say(line: str) -> None:
    """One line for the person who started the program."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def begin_counting(settings: Settings) -> None:
    """Forgets what servers counted that have ended: counters begin at 0 with this one."""
    try:
        clear(metrics_directory(settings))
    except OSError as error:
        logger.warning("Figures of an earlier server may be counted along: %s", error)


def configure_logging(settings: Settings) -> None:
    """The log as the settings say: a dictConfig of the host's own, else one line or JSON object a record on stderr."""
    if settings.logger is not None:
        logging.config.dictConfig(dict(settings.logger))
        return
    level = "DEBUG" if settings.debug else settings.log_level
    logging.basicConfig(level=level, force=True)
    for handler in logging.getLogger().handlers:
        handler.setFormatter(JsonFormatter() if settings.log_format == "json" else TextFormatter())
    # Which process started and which socket it took is nothing that the host asked for.
    logging.getLogger("uvicorn.error").setLevel(logging.DEBUG if settings.debug else logging.WARNING)
    logging.getLogger("watchfiles").setLevel(logging.WARNING)
    # It names every lock it takes, and so the directories of sessions.
    logging.getLogger("filelock").setLevel(logging.WARNING)


def settings_to_json(settings: Settings) -> str:
    """Settings as one text, for processes that are started afresh."""
    values = {item.name: getattr(settings, item.name) for item in dataclasses.fields(settings)}
    return json.dumps(values, default=str)


def settings_from_json(text: str) -> Settings:
    """The settings that :func:`settings_to_json` wrote."""
    kinds = get_type_hints(Settings)
    values = json.loads(text)
    return Settings(**{name: _restored(kinds[name], value) for name, value in values.items()})


def _restored(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    kinds = (kind, *getattr(kind, "__args__", ()))
    if Path in kinds:
        return Path(value)
    return tuple(value) if isinstance(value, list) else value
