"""uvicorn's server with an end that loses nothing: what the kernel has taken for us is answered before we close."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
import time
from collections.abc import Callable
from types import FrameType

import uvicorn

from multisession.web.sockets import close_the_door, is_door_closed, something_waits

#: The signals that ask for the end. A second one of them takes it at once.
END_SIGNALS = [signal.SIGINT, signal.SIGTERM]
if sys.platform == "win32":
    END_SIGNALS.append(signal.SIGBREAK)
#: The longest that connections which came before the end are still waited for, in seconds.
LAST_ARRIVALS_SECONDS = 1.0


def end_at_once(number: int) -> None:
    """Ends this process by the signal, as if nobody handled it. Acknowledged labels are on disk."""
    signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)


class HttpServer(uvicorn.Server):
    """One serving process. ``shares_socket`` when others accept from the same listening socket.

    ``when_ready`` is called once the application has started and connections are accepted.
    """

    def __init__(
        self, config: uvicorn.Config, *, shares_socket: bool = False, when_ready: Callable[[], None] = lambda: None
    ) -> None:
        super().__init__(config)
        self._shares_socket = shares_socket
        self._when_ready = when_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._when_ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """uvicorn's own has the signal raised once more when all is done, and the process would not end with 0."""
        if self.should_exit and not self._shares_socket:
            # Of several processes, the one that watches over them decides: a signal to all of them comes here twice.
            end_at_once(sig)
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._accept_the_last(sockets or [])
        await super().shutdown(sockets)

    async def _accept_the_last(self, sockets: list[socket.socket]) -> None:
        """Waits, while the event loop goes on accepting, until no connection is left in the kernel's queue."""
        if not self._shares_socket:
            for listening in sockets:
                close_the_door(listening)
        until = time.monotonic() + LAST_ARRIVALS_SECONDS
        while time.monotonic() < until:
            if not any(something_waits(each) for each in sockets) and self._nobody_can_come(sockets):
                return
            await asyncio.sleep(0.01)

    def _nobody_can_come(self, sockets: list[socket.socket]) -> bool:
        # Whoever watches over several processes closes the door for all of them, at about the same moment as we get
        # here. Where that cannot be, an empty queue is all that can be waited for.
        return sys.platform != "linux" or not self._shares_socket or all(is_door_closed(each) for each in sockets)
