"""``make bench`` (or ``python -m benchmarks NAME …``): measures every budget, or some, into docs/benchmarks.md."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.browser import editor
from benchmarks.bulk import bulk
from benchmarks.bulk_beside import bulk_beside
from benchmarks.capacity import capacity
from benchmarks.data_table import data_table
from benchmarks.documents import documents
from benchmarks.large_picture import large_picture
from benchmarks.machine import description
from benchmarks.masks import masks
from benchmarks.moving import moving
from benchmarks.page_weight import page_weight
from benchmarks.points import points
from benchmarks.report import Figure, renewed, table
from benchmarks.serving import first_write, install, new_visitor, next_task, start, submit

GROUPS: dict[str, Callable[[], Iterator[Figure]]] = {
    "install": install,
    "start": start,
    "page_weight": page_weight,
    "editor": editor,
    "masks": masks,
    "points": points,
    "documents": documents,
    "large_picture": large_picture,
    "data_table": data_table,
    "moving": moving,
    "new_visitor": new_visitor,
    "first_write": first_write,
    "next_task": next_task,
    "submit": submit,
    "capacity": capacity,
    "bulk": bulk,
    "bulk_beside": bulk_beside,
}
DOCUMENT = Path(__file__).parent.parent / "docs" / "benchmarks.md"


def main(names: list[str]) -> int:
    """Runs the named groups (all of them unless told), and writes the section of each as soon as it is measured."""
    for name in names or GROUPS:
        machine = description()
        figures: list[Figure] = []
        for figure in GROUPS[name]():
            figures.append(figure)
            sys.stdout.write(f"{figure.what}: {figure.measured} ({figure.budget}) {figure.note}\n")
            sys.stdout.flush()
        section = f"{time.strftime('%Y-%m-%d')}, {machine}.\n\n{table(figures)}"
        DOCUMENT.write_text(renewed(DOCUMENT.read_text("utf-8"), {name: section}, GROUPS), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
