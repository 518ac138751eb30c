"""Whether a session may begin now: what the host allows in all, to one network, and as long as there is disk."""

from __future__ import annotations

from starlette.requests import Request

from multisession.project.disk_floor import DiskFloor
from multisession.sessions.admission import Admission
from multisession.sessions.hosting import Hosting
from multisession.sessions.key_ring import KeyRing
from multisession.sessions.network import network_of
from multisession.settings import Settings
from multisession.web.errors import Forbidden

CLOSED = "This studio takes no new projects just now. Look around, and come back later."


class ClosedToNewSessions(Forbidden):
    """403: the host takes no new sessions; who has one goes on."""

    code = "closed"


class Door:
    """What a first write must get past before anything is made."""

    def __init__(self, settings: Settings, hosting: Hosting, keys: KeyRing, floor: DiskFloor) -> None:
        self._settings = settings
        self._hosting = hosting
        self._keys = keys
        self._floor = floor

    def admission(self, request: Request) -> Admission:
        """What the registry is to check for this visitor. Raises ClosedToNewSessions, BelowFloor."""
        if self._hosting.mode == "closed":
            raise ClosedToNewSessions(self._hosting.message or CLOSED)
        self._floor.require()
        client = request.client
        network = network_of(client.host) if client else ""
        # A keyed digest: addresses are nobody's business once the hour is over, nor before.
        digest = self._keys.signature("network", network.encode()).encode()[:16]
        return Admission(digest, self._settings.max_sessions, self._settings.max_creations_per_hour)
