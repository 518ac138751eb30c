"""News for open pages, as server-sent events: the label config or config.json was changed by hand.

Only where one project is served (single and stand-alone mode): there a person edits config.xml in an editor beside the
browser, and the page follows without losing work. Each worker process watches for the pages that are connected to it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable
from pathlib import Path

import watchfiles

logger = logging.getLogger(__name__)

#: A comment is sent this often, so that proxies keep the connection and we notice who has left, in seconds.
KEEP_ALIVE_SECONDS = 20.0
MOST_LISTENERS = 100


class Events:
    """Who listens, and telling them. All methods but ``close`` belong to the event loop."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[bytes | None]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closed = False

    def tell(self, name: str) -> None:
        """Sends an event without content to every open page."""
        for queue in self._listeners:
            queue.put_nowait(f"event: {name}\ndata: {{}}\n\n".encode())

    async def stream(self) -> AsyncIterator[bytes]:
        """The body of one answer; it ends when the server stops, or at once when too many listen already."""
        if self._closed or len(self._listeners) >= MOST_LISTENERS:
            return
        self._loop = asyncio.get_running_loop()
        queue: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            # The first bytes tell the page that it is connected; a reconnect waits two seconds.
            yield b"retry: 2000\n\n"
            while True:
                try:
                    event = await asyncio.wait_for(queue.get(), KEEP_ALIVE_SECONDS)
                except TimeoutError:
                    event = b": still here\n\n"
                if event is None:
                    return
                yield event
        finally:
            self._listeners.discard(queue)

    def close(self) -> None:
        """Ends every stream. May be called from a signal handler."""
        self._closed = True
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._end)

    def _end(self) -> None:
        for queue in self._listeners:
            queue.put_nowait(None)


async def watch_documents(paths: Iterable[Path], events: Events) -> None:
    """Tells ``config`` whenever one of the files changes; runs until it is cancelled.

    Their directories are watched, not the files: editors replace a file by renaming another one onto it.
    """
    files = {path.resolve() for path in paths}
    directories = {path.parent for path in files if path.parent.is_dir()}
    if not directories:
        return
    async for changes in watchfiles.awatch(*directories, watch_filter=None, recursive=False, debounce=200):
        if any(Path(path) in files for _, path in changes):
            logger.info("The label config or config.json was changed; open pages are told.")
            events.tell("config")
