"""What a process of ours that works with a foreign library is told of the server's environment."""

from __future__ import annotations

import os
import sys

#: the rest may hold secrets
_KEPT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


def child_environment() -> dict[str, str]:
    """Where programs and modules are found, and that one thread is enough."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | {
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "PYTHONDONTWRITEBYTECODE": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
