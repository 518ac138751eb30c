"""Small named values."""

from __future__ import annotations

from multisession.project.store.database import Database

#: how many bytes the files of export snapshots hold
EXPORT_BYTES = "export-bytes"


def get(database: Database, name: str) -> str | None:
    """The value, or None."""
    row = database.row("SELECT value FROM value WHERE project = 1 AND name = ?", (name,))
    return None if row is None else row[0]


def put(database: Database, name: str, value: str | None) -> None:
    """Sets a value; None removes it."""
    if value is None:
        database.run("DELETE FROM value WHERE project = 1 AND name = ?", (name,))
        return
    database.run(
        "INSERT INTO value (project, name, value) VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
        (name, value),
    )
