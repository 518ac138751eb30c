"""Sizes as people read them, in refusals, tables and reports of commands, and on the pages (studio/format.ts)."""

from __future__ import annotations

import math

_UNITS = ("bytes", "kB", "MB", "GB", "TB")


def written_size(size: float) -> str:
    """``262144000`` bytes as "250 MB": steps of 1024, as file managers show them, with one place below ten."""
    unit = 0
    while size >= 1024 and unit < len(_UNITS) - 1:
        size /= 1024
        unit += 1
    steps = 1 if unit == 0 or size >= 10 else 10
    # Halves up, as browsers round.
    return f"{math.floor(size * steps + 0.5) / steps:g} {_UNITS[unit]}"
