"""What was submitted, changed or skipped last, by single requests: the way back to it. Imports leave no trace here."""

from __future__ import annotations

import msgspec

from multisession.project.store.database import Database
from multisession.project.store.interface import StreamEntry
from multisession.project.store.tables import annotations as annotation_table
from multisession.project.store.tables import values
from multisession.project.tasks import EMPTY_ARRAY

#: The row of ``value``: ids of annotations, newest first, separated by spaces.
NAME = "label-stream-history"
#: How many are remembered.
LONGEST = 100
#: Characters of a task's text that tell it apart.
_PREVIEW = 160

_items = msgspec.json.Decoder(list[msgspec.Raw]).decode


def remember(database: Database, annotation_id: int) -> None:
    """Puts an annotation in front."""
    known = (values.get(database, NAME) or "").split()
    mine = str(annotation_id)
    values.put(database, NAME, " ".join([mine, *(one for one in known if one != mine)][:LONGEST]))


def recent(database: Database, limit: int) -> list[StreamEntry]:
    """The newest ones that are still there, newest first."""
    entries: list[StreamEntry] = []
    for written in (values.get(database, NAME) or "").split():
        annotation = annotation_table.one(database, int(written))
        if annotation is None:
            continue
        row = database.row(
            "SELECT inner_id, (SELECT substr(value, 1, ?) FROM json_each(CAST(data AS TEXT)) WHERE type = 'text'"
            " LIMIT 1) FROM visible_task WHERE id = ?",
            (_PREVIEW, annotation.task),
        )
        if row is not None:
            count = len(_items(annotation.result))
            annotation = msgspec.structs.replace(annotation, result=EMPTY_ARRAY)
            entries.append(
                StreamEntry(annotation=annotation, result_count=count, inner_id=row[0], preview=row[1] or "")
            )
        if len(entries) == limit:
            break
    return entries
