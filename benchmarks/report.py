"""The table of docs/benchmarks.md: budget, figure, and whether it is met."""

from __future__ import annotations

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
