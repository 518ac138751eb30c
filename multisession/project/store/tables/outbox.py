"""The outbox: what was committed and is still to be told to others, in order."""

from __future__ import annotations

from multisession.project.store.database import Database
from multisession.project.store.interface import OutboxEntry
from multisession.project.store.tables.project import give_out, now


def announce(database: Database, action: str, *, task: int | None = None, annotation: int | None = None) -> None:
    """Adds an entry to the transaction that does what it tells of."""
    database.run(
        "INSERT INTO outbox (id, project, action, task, annotation, created_at) VALUES (?, 1, ?, ?, ?, ?)",
        (give_out(database, "outbox"), action, task, annotation, now()),
    )


def entries(database: Database, after: int, limit: int) -> list[OutboxEntry]:
    """The first ``limit`` entries after an id."""
    rows = database.rows(
        "SELECT id, action, task, annotation, created_at FROM outbox WHERE id > ? ORDER BY id LIMIT ?", (after, limit)
    )
    return [OutboxEntry(id=row[0], action=row[1], task=row[2], annotation=row[3], created_at=row[4]) for row in rows]


def remove(database: Database, up_to: int) -> None:
    """Removes what has been told."""
    database.run("DELETE FROM outbox WHERE id <= ?", (up_to,))
