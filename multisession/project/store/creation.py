"""Making project directories and bases.

A project's database is a byte copy of one prepared beforehand (per base, whose counters it starts with), so that
making a session's project is writing two small files.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from pathlib import Path

from multisession.project.store import imports
from multisession.project.store.database import (
    BASE_DATABASE_NAME,
    DATABASE_NAME,
    Database,
    open_database,
    open_immutable,
)
from multisession.project.store.documents import LABEL_CONFIG_NAME, SETTINGS_NAME, settings_bytes
from multisession.project.store.durable import sync_directory, sync_file, write_new
from multisession.project.store.failures import telling
from multisession.project.store.interface import Document
from multisession.project.store.schema import TABLES
from multisession.project.tasks import NewTask

#: Small pages keep a session small: an empty table costs one.
_PAGE_BYTES = 1024
#: A base is large and read in order.
_BASE_PAGE_BYTES = 4096
_CHUNK = 2_000


def create_project(directory: Path, document: Document, *, base: Path | None = None) -> None:
    """Writes the files of a new project into a directory that nobody reads yet; it is made when it is not there.

    With a base there is no config.xml until one is saved. All files are on disk when this returns. Raises OSError.
    """
    directory.mkdir(parents=True, exist_ok=True)
    write_new(directory / DATABASE_NAME, _prepared(base))
    if base is None:
        write_new(directory / LABEL_CONFIG_NAME, document.label_config.encode())
    write_new(directory / SETTINGS_NAME, settings_bytes(document.settings, None if base is None else base.name))
    sync_directory(directory)


def build_base(directory: Path, document: Document, tasks: Iterable[NewTask]) -> None:
    """Writes an immutable base: config.xml, config.json, base.db. The caller builds it under a temporary name.

    Tasks are streamed, with their annotations and predictions. Raises OSError or StorageFull.
    """
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / BASE_DATABASE_NAME
    with telling():
        _make_empty(path, page_bytes=_BASE_PAGE_BYTES, journal="DELETE")
        database = open_database(path)
        try:
            _fill(database, tasks)
        finally:
            database.close()
    sync_file(path)
    write_new(directory / LABEL_CONFIG_NAME, document.label_config.encode())
    write_new(directory / SETTINGS_NAME, settings_bytes(document.settings, None))
    sync_directory(directory)


def _fill(database: Database, tasks: Iterable[NewTask]) -> None:
    # Nobody reads it before it is whole and synced, so it needs no journal.
    database.connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -8192;")
    database.connection.execute("BEGIN IMMEDIATE")
    import_id = imports.begin(database, "", "")
    left = iter(tasks)
    while chunk := list(islice(left, _CHUNK)):
        imports.add(database, import_id, chunk)
    imports.commit(database, import_id)
    database.run("DELETE FROM outbox")
    database.connection.execute("COMMIT")


@lru_cache(maxsize=32)
def _prepared(base: Path | None) -> bytes:
    """The database file of a project in which nothing has happened yet."""
    with telling(), tempfile.TemporaryDirectory(prefix="prepared-", ignore_cleanup_errors=True) as directory:
        path = Path(directory) / DATABASE_NAME
        _make_empty(path, page_bytes=_PAGE_BYTES, journal="WAL", base=base)
        return path.read_bytes()


def _make_empty(path: Path, *, page_bytes: int, journal: str, base: Path | None = None) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript(f"PRAGMA page_size = {page_bytes}; PRAGMA journal_mode = {journal}; {TABLES}")
        if base is not None:
            _start_from(connection, base)
    finally:
        connection.close()


def _start_from(connection: sqlite3.Connection, base: Path) -> None:
    """Counters and last ids of an overlay are the base's; its own ids start above."""
    database = open_immutable(base / BASE_DATABASE_NAME)
    try:
        last_task = database.only("SELECT last_task FROM project WHERE id = 1")[0]
        row = database.only(
            "SELECT last_task, last_inner, last_annotation, last_draft, last_prediction, last_upload, task_number,"
            " finished_task_number, total_annotations_number, skipped_annotations_number, total_predictions_number,"
            " num_tasks_with_annotations FROM project WHERE id = 1"
        )
    finally:
        database.close()
    connection.execute(
        "UPDATE project SET base_tasks = ?, last_task = ?, last_inner = ?, last_annotation = ?, last_draft = ?,"
        " last_prediction = ?, last_upload = ?, task_number = ?, finished_task_number = ?,"
        " total_annotations_number = ?, skipped_annotations_number = ?, total_predictions_number = ?,"
        " num_tasks_with_annotations = ? WHERE id = 1",
        (last_task, *row),
    )
    if last_task:
        connection.execute("INSERT INTO extent VALUES (1, 1, ?, 1)", (last_task,))
