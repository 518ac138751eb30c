"""What the event loop does not offer about a socket: whether something waits in it, and no longer taking connections.

The second is Linux's alone; elsewhere the tested other branch says that it did not happen.
"""

from __future__ import annotations

import ctypes
import select
import socket
import struct
import sys
from typing import Protocol

HAS_FILTERS = sys.platform == "linux"
#: SO_ATTACH_FILTER when set, SO_GET_FILTER when asked for; Python has no name for it.
_FILTER = 26
#: One instruction of classic BPF, "return 0": keep no byte of any packet.
_DROP = struct.pack("HBBI", 0x06, 0, 0, 0)


class HasFileNumber(Protocol):
    """A socket, or what an event loop shows of one."""

    def fileno(self) -> int:
        """The file descriptor."""
        ...


def something_waits(watched: HasFileNumber) -> bool:
    """True when a connection waits in a listening socket, or unread bytes (or the end) in a connected one."""
    number = watched.fileno()
    if number < 0:
        return False
    if hasattr(select, "poll"):
        poll = select.poll()
        poll.register(number, select.POLLIN)
        return bool(poll.poll(0))
    return bool(select.select([number], [], [], 0)[0])


def close_the_door(listening: socket.socket, *, has_filters: bool = HAS_FILTERS) -> bool:
    """Lets no new connection into a listening socket, in every process that shares it. True when that worked.

    Closing the socket resets the connections that the kernel has taken and nobody has accepted yet, with the requests
    in them. After this call none is added to those, so that they can be accepted to the last one before the socket is
    closed. Whoever connects meanwhile tries again by itself, and is refused once the socket is closed.
    """
    if not has_filters:
        return False
    instruction = ctypes.create_string_buffer(_DROP, len(_DROP))
    program = struct.pack("@HP", 1, ctypes.addressof(instruction))
    try:
        listening.setsockopt(socket.SOL_SOCKET, _FILTER, program)
    except OSError:
        # Some sandboxes know no socket filters.
        return False
    return True


def is_door_closed(listening: socket.socket, *, has_filters: bool = HAS_FILTERS) -> bool:
    """True when :func:`close_the_door` has been called for this socket, in whichever process."""
    if not has_filters:
        return False
    try:
        return bool(listening.getsockopt(socket.SOL_SOCKET, _FILTER, len(_DROP)))
    except OSError:
        return False
