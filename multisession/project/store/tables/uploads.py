"""Uploaded files: their rows; the bytes are in upload/."""

from __future__ import annotations

from multisession.project.store.database import Database, Row
from multisession.project.store.interface import Upload
from multisession.project.store.tables.project import give_out, now


def add(database: Database, *, name: str, original_name: str, size: int, content_type: str) -> Upload:
    """Writes a file's row; its name is generated, and so never there before."""
    upload = Upload(
        id=give_out(database, "upload"),
        name=name,
        original_name=original_name,
        size=size,
        content_type=content_type,
        created_at=now(),
    )
    database.run(
        "INSERT INTO upload (id, project, name, original_name, size, content_type, created_at)"
        " VALUES (?, 1, ?, ?, ?, ?, ?)",
        (upload.id, name, original_name, size, content_type, upload.created_at),
    )
    database.run("UPDATE project SET uploaded_bytes = uploaded_bytes + ? WHERE id = 1", (size,))
    return upload


def by_name(database: Database, name: str) -> Upload | None:
    """The file of a generated name."""
    row = database.row(
        "SELECT id, name, original_name, size, content_type, created_at FROM upload WHERE name = ?", (name,)
    )
    return None if row is None else _upload(row)


def every(database: Database) -> list[Upload]:
    """All files, in the order they came."""
    return [
        _upload(row)
        for row in database.rows(
            "SELECT id, name, original_name, size, content_type, created_at FROM upload ORDER BY id"
        )
    ]


def remove(database: Database, upload_id: int) -> Upload | None:
    """Removes a file's row; what it was, so that the caller removes the bytes."""
    row = database.row(
        "DELETE FROM upload WHERE id = ? RETURNING id, name, original_name, size, content_type, created_at",
        (upload_id,),
    )
    if row is None:
        return None
    database.run("UPDATE project SET uploaded_bytes = uploaded_bytes - ? WHERE id = 1", (row[3],))
    return _upload(row)


def remove_prefixed(database: Database, prefix: str, most: int) -> int:
    """Removes the rows of files whose names begin so, at most so many; how many there were."""
    sizes = database.rows(
        "DELETE FROM upload WHERE id IN (SELECT id FROM upload WHERE name GLOB ? LIMIT ?) RETURNING size",
        (f"{prefix}*", most),
    )
    database.run(
        "UPDATE project SET uploaded_bytes = uploaded_bytes - ? WHERE id = 1", (sum(size for (size,) in sizes),)
    )
    return len(sizes)


def total_bytes(database: Database) -> int:
    """The size of all files together."""
    total: int = database.only("SELECT uploaded_bytes FROM project WHERE id = 1")[0]
    return total


def _upload(row: Row) -> Upload:
    return Upload(id=row[0], name=row[1], original_name=row[2], size=row[3], content_type=row[4], created_at=row[5])
