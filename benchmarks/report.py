"""The tables of docs/benchmarks.md: budget, figure, and whether it is met."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured line. ``met`` is None for figures that only orient."""

    what: str
    budget: str
    measured: str
    met: bool | None
    note: str = ""


def table(figures: list[Figure]) -> str:
    """Markdown."""
    lines = ["| what | budget | measured | met | note |", "|---|---|---|---|---|"]
    words = {True: "yes", False: "**no**", None: ""}
    lines += [f"| {f.what} | {f.budget} | {f.measured} | {words[f.met]} | {f.note} |" for f in figures]
    return "\n".join(lines)


def milliseconds(seconds: float) -> str:
    """0.0123 -> "12.3 ms"."""
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def renewed(document: str, sections: Mapping[str, str], order: Iterable[str]) -> str:
    """``document`` with these sections (Markdown by heading) in the place of its own, in this order.

    What stands before the first heading is kept, and so are sections that are not given here.
    """
    head, *parts = re.split(r"^## ", document, flags=re.MULTILINE)
    kept = {name: body for name, _, body in (part.partition("\n") for part in parts)} | dict(sections)
    written = [f"## {name}\n\n{kept[name].strip()}\n" for name in order if name in kept]
    return "\n".join([head.rstrip() + "\n", *written])
