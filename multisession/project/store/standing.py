"""Whether a project takes changes: open, being removed, or frozen by the host.

It stands in the project's own row (`closing`) and is read in every write transaction, so that all processes see a
change with the next one. Setting it needs no open store: the host's commands and the sweeper do so from outside.
"""

from __future__ import annotations

import sqlite3
from enum import IntEnum
from pathlib import Path

from multisession.project.store.database import DATABASE_NAME, Database, open_database
from multisession.project.store.failures import telling
from multisession.project.store.interface import ProjectClosing, ProjectFrozen


class Standing(IntEnum):
    """The values of the column."""

    OPEN = 0
    CLOSING = 1
    FROZEN = 2


def require_open(database: Database) -> None:
    """Raises ProjectClosing or ProjectFrozen; run at the beginning of a write transaction."""
    standing = database.only("SELECT closing FROM project WHERE id = 1")[0]
    if standing == Standing.CLOSING:
        raise ProjectClosing("This project is being removed, and takes no more changes. Open the studio again.")
    if standing == Standing.FROZEN:
        raise ProjectFrozen("The host froze this project: it can be read and exported, but not changed.")


def set_standing(directory: Path, standing: Standing) -> bool:
    """Changes a project's standing; one that is being removed stays so. False when there is no project. Blocks.

    With CLOSING the change need not survive a power loss, as whoever removes a project has noted that elsewhere; that
    spares a sweep of thousands its waits for the disk. Raises StoreBusy, StoreUnusable.
    """
    path = directory / DATABASE_NAME
    if not path.is_file():
        return False
    with telling():
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=15.0
        )
        try:
            connection.execute(f"PRAGMA synchronous = {'OFF' if standing is Standing.CLOSING else 'FULL'}")
            connection.execute(
                "UPDATE project SET closing = ? WHERE id = 1 AND closing != ?", (int(standing), int(Standing.CLOSING))
            )
        finally:
            connection.close()
    return True


def standing_of(directory: Path) -> Standing:
    """A project's standing, read from outside. Blocks. Raises StoreBusy, StoreUnusable."""
    with telling():
        database = open_database(directory / DATABASE_NAME, query_only=True)
        try:
            return Standing(database.only("SELECT closing FROM project WHERE id = 1")[0])
        finally:
            database.close()
