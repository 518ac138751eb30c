"""The limit on open files: each open project takes a few, and the usual soft limit of 1,024 is soon reached."""

from __future__ import annotations

import logging
from types import ModuleType

logger = logging.getLogger(__name__)

try:
    import resource
except ImportError:  # Windows has no such limit for handles
    resource = None  # type: ignore[assignment]

#: What a worker process needs with room to spare: 200 projects, their connections and those of visitors.
WANTED = 16_384


def raise_open_file_limit(wanted: int = WANTED, *, limits: ModuleType | None = resource) -> int | None:
    """Raises the soft limit towards ``wanted``, never above the hard one. Returns it; None where there is none."""
    if limits is None:
        return None
    soft, hard = limits.getrlimit(limits.RLIMIT_NOFILE)
    if soft == limits.RLIM_INFINITY or soft >= wanted:
        return int(soft)
    target = wanted if hard == limits.RLIM_INFINITY else min(wanted, hard)
    try:
        limits.setrlimit(limits.RLIMIT_NOFILE, (target, hard))
    except (OSError, ValueError) as error:
        # macOS refuses more than its own kernel limit, whatever the hard limit says.
        logger.warning("The limit on open files stays at %d: %s", soft, error)
        return int(soft)
    return int(target)
