"""The outbox: what was committed and is still to be told to others, in order."""

from __future__ import annotations

from collections.abc import Sequence

from multisession.project.store.database import Database
from multisession.project.store.interface import OutboxEntry
from multisession.project.store.tables.project import give_out, now


def announce(database: Database, action: str, *, task: int | None = None, annotation: int | None = None) -> None:
    """Adds an entry to the transaction that does what it tells of; none where nobody listens."""
    if not database.only("SELECT keeps_outbox FROM project WHERE id = 1")[0]:
        return
    database.run(
        "INSERT INTO outbox (id, project, action, task, annotation, created_at) VALUES (?, 1, ?, ?, ?, ?)",
        (give_out(database, "outbox"), action, task, annotation, now()),
    )


def announce_all(database: Database, action: str, told: Sequence[tuple[int, int | None]]) -> None:
    """Adds an entry for each of many (task, annotation), in their order."""
    if not told or not is_kept(database):
        return
    first, time = give_out(database, "outbox", len(told)), now()
    database.connection.executemany(
        "INSERT INTO outbox (id, project, action, task, annotation, created_at) VALUES (?, 1, ?, ?, ?, ?)",
        [(first + place, action, task, annotation, time) for place, (task, annotation) in enumerate(sorted(told))],
    )


def keep(database: Database, wanted: bool) -> None:
    """Says whether there is somebody to tell. What waits when there is nobody any more is forgotten."""
    database.run("UPDATE project SET keeps_outbox = ? WHERE id = 1", (int(wanted),))
    if not wanted:
        database.run("DELETE FROM outbox")


def is_kept(database: Database) -> bool:
    """Whether there is somebody to tell."""
    return bool(database.only("SELECT keeps_outbox FROM project WHERE id = 1")[0])


def entries(database: Database, after: int, limit: int) -> list[OutboxEntry]:
    """The first ``limit`` entries after an id."""
    rows = database.rows(
        "SELECT id, action, task, annotation, created_at FROM outbox WHERE id > ? ORDER BY id LIMIT ?", (after, limit)
    )
    return [OutboxEntry(id=row[0], action=row[1], task=row[2], annotation=row[3], created_at=row[4]) for row in rows]


def remove(database: Database, up_to: int) -> None:
    """Removes what has been told."""
    database.run("DELETE FROM outbox WHERE id <= ?", (up_to,))
