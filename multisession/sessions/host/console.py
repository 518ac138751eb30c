"""What the host's routes get: the façade over looking after sessions and watching the server."""

from __future__ import annotations

from dataclasses import dataclass

from multisession.sessions.host.caretaker import Caretaker
from multisession.sessions.host.overview import Watch


@dataclass(frozen=True, slots=True)
class HostConsole:
    """``care`` acts on sessions and on the mode; ``watch`` tells how the server does."""

    care: Caretaker
    watch: Watch
