"""A project directory that stands alone, made from one that may lean on a base: for downloading and moving."""

from __future__ import annotations

from pathlib import Path

from multisession.project.store import imports
from multisession.project.store.bulk import journal
from multisession.project.store.bulk.pieces import piece
from multisession.project.store.database import DATABASE_NAME, Database, open_database
from multisession.project.store.documents import LABEL_CONFIG_NAME, SETTINGS_NAME, DocumentFiles, settings_bytes
from multisession.project.store.durable import sync_directory, sync_file, write_new
from multisession.project.store.failures import telling
from multisession.project.store.interface import EXPORT_SNAPSHOTS
from multisession.project.store.runs import Runs
from multisession.project.store.schema import DONE, REOPENED_TASK
from multisession.project.store.tables import values

#: Ids that a piece of a bulk action takes; nobody waits for the copy.
_AT_ONCE = 5_000

# Views of the copy do not see the base any more, so each statement says itself what of the base is shown.
_TAKE_OVER = (
    "UPDATE main.task SET data = (SELECT b.data FROM base.task b WHERE b.id = task.id) WHERE data IS NULL",
    "INSERT INTO main.task (id, project, data, meta, created_at, updated_at, total_annotations, cancelled_annotations,"
    " total_predictions, file_upload) SELECT id, 1, CAST(data AS TEXT), CAST(meta AS TEXT), created_at, updated_at,"
    " total_annotations, cancelled_annotations, total_predictions, file_upload FROM temp.visible_task v"
    " WHERE NOT EXISTS (SELECT 1 FROM main.task t WHERE t.id = v.id)",
    "INSERT INTO main.annotation (id, project, task, result, was_cancelled, ground_truth, lead_time, completed_by,"
    " parent_prediction, parent_annotation, unique_id, created_at, updated_at, revision) SELECT id, 1, task,"
    " CAST(result AS TEXT), was_cancelled, ground_truth, lead_time, completed_by, parent_prediction,"
    " parent_annotation, unique_id, created_at, updated_at, revision FROM temp.visible_annotation v"
    " WHERE NOT EXISTS (SELECT 1 FROM main.annotation a WHERE a.id = v.id)",
    "INSERT INTO main.prediction (id, project, task, result, score, model_version, created_at, updated_at)"
    " SELECT id, 1, task, CAST(result AS TEXT), score, model_version, created_at, updated_at"
    " FROM temp.visible_prediction v WHERE NOT EXISTS (SELECT 1 FROM main.prediction p WHERE p.id = v.id)",
)


def copy_project(directory: Path, target: Path, *, base: Path | None) -> None:
    """Writes a project's database and documents, as of one moment, into a directory that has none; ids are kept.

    Nobody has to close the project for it. What was shown of a base is in the copy, which names none. An import under
    way is not in it, nor what an undo would bring back, nor what the outbox still had to tell. Uploads are the
    caller's. Takes as long as the project is large: for a thread. Raises OSError, StorageFull or StoreUnusable.
    """
    target.mkdir(parents=True, exist_ok=True)
    document = DocumentFiles(directory, base).read()
    path = target / DATABASE_NAME
    with telling():
        original = open_database(directory / DATABASE_NAME)
        try:
            original.connection.execute("VACUUM main INTO ?", (str(path),))
        finally:
            original.close()
        copy = open_database(path, base=base)
        try:
            # What was deleted leaves no traces in a file that is handed on.
            copy.connection.execute("PRAGMA main.secure_delete = 1")
            _make_independent(copy)
        finally:
            copy.close()
    sync_file(path)
    write_new(target / LABEL_CONFIG_NAME, document.label_config.encode())
    write_new(target / SETTINGS_NAME, settings_bytes(document.settings, None))
    sync_directory(target)


def _make_independent(copy: Database) -> None:
    copy.connection.execute("BEGIN IMMEDIATE")
    for unfinished in imports.under_way(copy):
        while imports.remove_some(copy, unfinished.id):
            pass
    _settle(copy)
    if copy.has_base:
        _take_over_done(copy)
        for statement in _TAKE_OVER:
            copy.run(statement)
    copy.run("DELETE FROM hidden")
    journal.clear(copy)
    copy.run("DELETE FROM outbox")
    # Their files stay where they are.
    for name in (EXPORT_SNAPSHOTS, values.EXPORT_BYTES):
        values.put(copy, name, None)
    copy.run("UPDATE project SET base_tasks = 0, closing = 0, keeps_outbox = 0 WHERE id = 1")
    copy.connection.execute("COMMIT")
    copy.connection.execute("PRAGMA journal_mode = WAL")


def _settle(copy: Database) -> None:
    """Ends bulk actions that are under way, and removes what an undo would bring back."""
    for entry in journal.entries(copy):
        _to_the_end(copy, entry.id)
    journal.expire(copy, everything=True)
    for entry in journal.entries(copy):
        _to_the_end(copy, entry.id)


def _to_the_end(copy: Database, entry_id: int) -> None:
    while piece(copy, entry_id, _AT_ONCE).more:
        pass


def _take_over_done(copy: Database) -> None:
    """Makes the base's done tasks the copy's own, but for those that were opened again."""
    shown = copy.only("SELECT base_tasks FROM project WHERE id = 1")[0]
    done = Runs(copy, DONE)
    reopened = [
        row[0]
        for row in copy.rows("SELECT id FROM hidden WHERE project = 1 AND kind = ? ORDER BY id", (REOPENED_TASK,))
    ]
    for first, last in copy.rows("SELECT first, last FROM base.run WHERE kind = ? AND last <= ?", (DONE, shown)):
        start = first
        for task_id in (number for number in reopened if first <= number <= last):
            if start < task_id:
                done.add(start, task_id - 1)
            start = task_id + 1
        if start <= last:
            done.add(start, last)
