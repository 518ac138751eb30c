"""Tasks. In an overlay a task of the base is copied under its id before it is changed, its data only when edited."""

from __future__ import annotations

import json
from collections.abc import Sequence

import msgspec

from multisession.project.store.bulk import journal
from multisession.project.store.database import Database, Row
from multisession.project.store.order import forget_cursor, move_cursor_back
from multisession.project.store.positions import Positions, add_absent, clear_absent, number_tasks
from multisession.project.store.runs import DoneIds
from multisession.project.store.schema import HIDDEN_ANNOTATION, HIDDEN_PREDICTION
from multisession.project.store.tables.outbox import announce
from multisession.project.store.tables.project import count, give_out, now
from multisession.project.tasks import EMPTY_OBJECT, NewTask, Task

#: Ids among which annotated tasks are looked for first, and how much longer each further stretch is.
_FIRST_STRETCH, _STRETCHING = 1_000, 8


def one(database: Database, task_id: int) -> Task | None:
    """One task, or None."""
    row = database.row(
        "SELECT id, inner_id, data, meta, created_at, updated_at, total_annotations, cancelled_annotations,"
        " total_predictions, file_upload FROM visible_task WHERE id = ?",
        (task_id,),
    )
    return None if row is None else _task(row)


def several(database: Database, task_ids: Sequence[int]) -> list[Task]:
    """Tasks by their ids, in id order; unknown ids are left out."""
    rows = database.rows(
        "SELECT id, inner_id, data, meta, created_at, updated_at, total_annotations, cancelled_annotations,"
        " total_predictions, file_upload FROM visible_task WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(task_ids)),),
    )
    return sorted(map(_task, rows), key=lambda task: task.id)


def annotated_ids(database: Database, start: int, amount: int, skip: int = 0) -> list[int]:
    """Ids from ``start`` on of tasks with an annotation or a skip. Looks at every task on the way: for a thread.

    Looked for in stretches that grow: of a base where nothing is labeled, SQLite would else look at every task before
    it gave the first one of the overlay.
    """
    found: list[int] = []
    end = Positions(database).last
    width = end if skip else _FIRST_STRETCH
    while start <= end and len(found) < amount:
        rows = database.rows(
            "SELECT id FROM visible_task WHERE id BETWEEN ? AND ? AND total_annotations + cancelled_annotations > 0"
            " ORDER BY id LIMIT ? OFFSET ?",
            (start, start + width - 1, amount - len(found), skip),
        )
        found.extend(row[0] for row in rows)
        start, width = start + width, width * _STRETCHING
    return found


def exists(database: Database, task_id: int) -> bool:
    """Whether there is such a task."""
    return database.row("SELECT 1 FROM visible_task WHERE id = ?", (task_id,)) is not None


def create(database: Database, task: NewTask) -> Task:
    """Writes one task, without the annotations and predictions it may carry."""
    task_id = give_out(database, "task")
    number_tasks(database, task_id, 1)
    database.run(
        "INSERT INTO task (id, project, data, meta, created_at, updated_at, total_annotations, cancelled_annotations,"
        " total_predictions, file_upload) VALUES (?, 1, CAST(? AS TEXT), CAST(? AS TEXT), ?, NULL, 0, 0, 0, ?)",
        (task_id, bytes(task.data), stored_meta(task.meta), now(), task.file_upload),
    )
    count(database, tasks=1)
    announce(database, "tasks-created", task=task_id)
    created = one(database, task_id)
    assert created is not None
    return created


def update(database: Database, task_id: int, data: msgspec.Raw | None, meta: msgspec.Raw | None) -> Task | None:
    """Replaces the data, the meta or both; None when there is no such task."""
    if not exists(database, task_id):
        return None
    own(database, task_id)
    if data is not None:
        database.run("UPDATE task SET data = CAST(? AS TEXT) WHERE id = ?", (bytes(data), task_id))
    if meta is not None:
        database.run("UPDATE task SET meta = CAST(? AS TEXT) WHERE id = ?", (stored_meta(meta), task_id))
    database.run("UPDATE task SET updated_at = ? WHERE id = ?", (now(), task_id))
    announce(database, "tasks-updated", task=task_id)
    return one(database, task_id)


def delete(database: Database, task_id: int) -> bool:
    """Removes a task and what hangs on it."""
    row = database.row(
        "SELECT total_annotations, cancelled_annotations, total_predictions FROM visible_task WHERE id = ?", (task_id,)
    )
    if row is None:
        return False
    count(
        database,
        tasks=-1,
        finished=-int(row[0] + row[1] > 0),
        annotated=-int(row[0] > 0),
        annotations=-row[0],
        skipped=-row[1],
        predictions=-row[2],
    )
    if database.has_base:
        database.run(
            "INSERT OR IGNORE INTO hidden (project, kind, id) SELECT 1, ?, id FROM base.annotation WHERE task = ?",
            (HIDDEN_ANNOTATION, task_id),
        )
        database.run(
            "INSERT OR IGNORE INTO hidden (project, kind, id) SELECT 1, ?, id FROM base.prediction WHERE task = ?",
            (HIDDEN_PREDICTION, task_id),
        )
    for statement in (
        "DELETE FROM draft WHERE task = ?",
        "DELETE FROM annotation WHERE task = ?",
        "DELETE FROM prediction WHERE task = ?",
        "DELETE FROM task WHERE id = ?",
    ):
        database.run(statement, (task_id,))
    add_absent(database, task_id, task_id)
    DoneIds(database).add(task_id, task_id)
    announce(database, "tasks-deleted", task=task_id)
    return True


def delete_all(database: Database) -> int:
    """Removes every task but those of imports under way; how many."""
    removed: int = database.only("SELECT task_number FROM project WHERE id = 1")[0]
    importing = database.rows("SELECT first, last FROM import_range WHERE project = 1 ORDER BY first")
    last: int = Positions(database).last
    done = DoneIds(database)
    if importing:
        _delete_around(database, importing, last)
    else:
        # Without a condition SQLite drops the pages as a whole, whatever their number.
        for statement in ("DELETE FROM draft", "DELETE FROM annotation", "DELETE FROM prediction", "DELETE FROM task"):
            database.run(statement)
        done.clear()
    clear_absent(database)
    for first, end in _around(importing, last):
        add_absent(database, first, end)
        done.add(first, end)
    database.run("DELETE FROM hidden WHERE project = 1")
    database.run("DELETE FROM extent WHERE project = 1")
    forget_cursor(database)
    journal.clear(database)
    database.run(
        "UPDATE project SET base_tasks = 0, last_inner = 0, task_number = 0, finished_task_number = 0,"
        " total_annotations_number = 0, skipped_annotations_number = 0, total_predictions_number = 0,"
        " num_tasks_with_annotations = 0 WHERE id = 1"
    )
    announce(database, "tasks-deleted")
    return removed


def own(database: Database, task_id: int) -> None:
    """Copies a task of the base into the overlay, without its data; nothing when it is there already."""
    if database.has_base:
        database.run(
            "INSERT OR IGNORE INTO main.task (id, project, data, meta, created_at, updated_at, total_annotations,"
            " cancelled_annotations, total_predictions, file_upload) SELECT id, 1, NULL, meta, created_at, updated_at,"
            " total_annotations, cancelled_annotations, total_predictions, file_upload FROM base.task WHERE id = ?",
            (task_id,),
        )


def count_on(database: Database, task_id: int, *, annotations: int = 0, skipped: int = 0) -> None:
    """Adds to a task's counters, and to the project's and the set of done tasks what follows from that."""
    own(database, task_id)
    total, cancelled = database.only(
        "UPDATE task SET total_annotations = total_annotations + ?, cancelled_annotations = cancelled_annotations + ?,"
        " updated_at = ? WHERE id = ? RETURNING total_annotations, cancelled_annotations",
        (annotations, skipped, now(), task_id),
    )
    was_done = total - annotations + cancelled - skipped > 0
    is_done = total + cancelled > 0
    count(
        database,
        annotations=annotations,
        skipped=skipped,
        finished=is_done - was_done,
        annotated=(total > 0) - (total - annotations > 0),
    )
    if is_done and not was_done:
        DoneIds(database).add(task_id, task_id)
    elif was_done and not is_done:
        DoneIds(database).remove(task_id, task_id)
        move_cursor_back(database, task_id)


def count_predictions_on(database: Database, task_id: int, amount: int) -> None:
    """Adds to a task's and the project's number of predictions."""
    own(database, task_id)
    database.run("UPDATE task SET total_predictions = total_predictions + ? WHERE id = ?", (amount, task_id))
    count(database, predictions=amount)


def stored_meta(meta: msgspec.Raw) -> bytes | None:
    """Meta as the table keeps it: nothing for an empty object."""
    content = bytes(meta)
    return None if content == b"{}" else content


def _delete_around(database: Database, importing: list[Row], last: int) -> None:
    done = DoneIds(database)
    for first, end in _around(importing, last):
        for statement in (
            "DELETE FROM draft WHERE task BETWEEN ? AND ?",
            "DELETE FROM annotation WHERE task BETWEEN ? AND ?",
            "DELETE FROM prediction WHERE task BETWEEN ? AND ?",
            "DELETE FROM task WHERE id BETWEEN ? AND ?",
        ):
            database.run(statement, (first, end))
        done.remove(first, end)


def _around(importing: list[Row], last: int) -> list[tuple[int, int]]:
    """1..last without the ids reserved for imports, as runs."""
    runs, start = [], 1
    for first, end in importing:
        runs.append((start, first - 1))
        start = end + 1
    return [(first, end) for first, end in [*runs, (start, last)] if first <= end]


def _task(row: Row) -> Task:
    return Task(
        id=row[0],
        inner_id=row[1],
        data=msgspec.Raw(row[2]),
        meta=EMPTY_OBJECT if row[3] is None else msgspec.Raw(row[3]),
        created_at=row[4],
        updated_at=row[5] or row[4],
        is_labeled=row[6] + row[7] > 0,
        total_annotations=row[6],
        cancelled_annotations=row[7],
        total_predictions=row[8],
        file_upload=row[9],
    )
