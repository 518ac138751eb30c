"""``python -m multisession``: the labeling backend of one JSON file (see docs/stand-alone.md)."""

from __future__ import annotations

import sys

from multisession.cli import standalone_main

if __name__ == "__main__":
    sys.exit(standalone_main())
