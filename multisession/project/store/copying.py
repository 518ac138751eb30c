"""A project as one that stands alone: an overlay and its base merged into a plain database under the same ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from multisession.project.store.creation import create_project
from multisession.project.store.database import (
    BASE_DATABASE_NAME,
    DATABASE_NAME,
    Database,
    open_database,
    open_immutable,
)
from multisession.project.store.durable import sync_file
from multisession.project.store.failures import telling
from multisession.project.store.interface import Document
from multisession.project.store.positions import add_absent
from multisession.project.store.runs import Runs
from multisession.project.store.schema import ABSENT, DONE

#: What is read through the views, which put overlay and base together, and (last) what only the project itself has.
_MERGED = {
    "task": (
        "id, 1, CAST(data AS TEXT), CAST(meta AS TEXT), created_at, updated_at, total_annotations,"
        " cancelled_annotations, total_predictions, file_upload",
        10,
    ),
    "annotation": (
        "id, 1, task, CAST(result AS TEXT), was_cancelled, ground_truth, lead_time, completed_by, parent_prediction,"
        " parent_annotation, unique_id, created_at, updated_at, revision",
        14,
    ),
    "prediction": ("id, 1, task, CAST(result AS TEXT), score, model_version, created_at, updated_at", 8),
}
_OWN = {"draft": 9, "upload": 7, "value": 3, "extent": 4, "absence": 3}
_COUNTERS = (
    "last_task", "last_inner", "last_annotation", "last_draft", "last_prediction", "last_upload", "uploaded_bytes",
    "task_number", "finished_task_number", "total_annotations_number", "skipped_annotations_number",
    "total_predictions_number", "num_tasks_with_annotations",
)  # fmt: skip


def copy_project(source: Path | None, target: Path, document: Document, *, base: Path | None) -> None:
    """Makes ``target`` a project directory with everything that ``source`` shows at this moment. Blocks.

    ``source`` None copies the base alone. Imports under way are left out. Media files are the caller's. Raises OSError
    or StorageFull.
    """
    create_project(target, document)
    with telling():
        read = _opened(source, base)
        try:
            written = open_database(target / DATABASE_NAME)
            try:
                _copy(read, written)
            finally:
                written.close()
        finally:
            if read is not None:
                read.close()
    sync_file(target / DATABASE_NAME)


def _opened(source: Path | None, base: Path | None) -> Database | None:
    if source is not None:
        return open_database(source / DATABASE_NAME, base=base, query_only=True)
    return None if base is None else open_immutable(base / BASE_DATABASE_NAME)


def _copy(read: Database | None, written: Database) -> None:
    if read is None:
        return
    # Nobody reads the copy before it is whole.
    written.connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
    written.connection.execute("BEGIN IMMEDIATE")
    with read.snapshot():
        for table, (columns, width) in _MERGED.items():
            _insert(written, table, width, _stream(read, f"SELECT {columns} FROM visible_{table}"))  # noqa: S608
        for table, width in _OWN.items():
            _insert(written, table, width, _stream(read, f"SELECT * FROM main.{table}"))  # noqa: S608
        absent = read.rows("SELECT 1, kind, first, last FROM main.run WHERE kind = ?", (ABSENT,))
        _insert(written, "run", 4, absent)
        for first, last in read.rows("SELECT first, last FROM main.import_range"):
            add_absent(written, first, last)
        counters = read.only(f"SELECT {', '.join(_COUNTERS)} FROM main.project WHERE id = 1")  # noqa: S608
        marks = ", ".join(f"{name} = ?" for name in _COUNTERS)
        written.run(f"UPDATE project SET {marks} WHERE id = 1", counters)  # noqa: S608
    _note_done(written)
    written.connection.execute("COMMIT")
    written.connection.executescript("PRAGMA journal_mode = WAL;")


def _note_done(written: Database) -> None:
    """The tasks that are not handed out: absent ones and those with an annotation or a skip."""
    done = Runs(written, DONE)
    for first, last in written.rows("SELECT first, last FROM run WHERE kind = ?", (ABSENT,)):
        done.add(first, last)
    labeled = (
        row[0] for row in written.rows("SELECT id FROM task WHERE total_annotations + cancelled_annotations > 0")
    )
    for first, last in _runs_of(labeled):
        done.add(first, last)


def _runs_of(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    first = last = 0
    for number in numbers:
        if number != last + 1 or not last:
            if last:
                yield first, last
            first = number
        last = number
    if last:
        yield first, last


def _stream(database: Database, sql: str) -> Iterator[Sequence[Any]]:
    yield from database.connection.execute(sql)


def _insert(written: Database, table: str, width: int, rows: Iterable[Sequence[Any]]) -> None:
    marks = ", ".join("?" * width)
    written.connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608
