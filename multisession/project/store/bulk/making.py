"""Making one annotation on each of many tasks: skips, and annotations from predictions; and taking them back."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence

from multisession.project.store.bulk.belongings import count_annotations
from multisession.project.store.database import Database
from multisession.project.store.tables import annotations as annotation_table
from multisession.project.store.tables.outbox import announce_all
from multisession.project.store.tables.project import give_out, now
from multisession.project.tasks import NewAnnotation

#: Characters of results that one piece copies, unless one alone has more.
_LARGEST_PIECE = 4 * 2**20


def skip(database: Database, task_ids: Sequence[int]) -> list[int]:
    """Makes a skip on each of the tasks that has none; the ids of the skips."""
    found = sorted(
        row[0]
        for row in database.rows(
            "SELECT id FROM visible_task WHERE id IN (SELECT value FROM json_each(?)) AND cancelled_annotations = 0",
            (json.dumps(task_ids),),
        )
    )
    time = now()
    made = list(enumerate(found, give_out(database, "annotation", len(found))))
    database.connection.executemany(
        annotation_table.INSERT,
        [annotation_table.row_of(number, task_id, NewAnnotation(was_cancelled=True), time) for number, task_id in made],
    )
    _follow(database, made, was_cancelled=1)
    return [number for number, _ in made]


def annotate(database: Database, task_ids: Sequence[int], model_version: str) -> tuple[list[int], int]:
    """Makes an annotation of each task's newest prediction, of the model if one is named.

    Returns the ids of the annotations, and how many of the tasks were done: fewer where results are large. A
    prediction that an annotation was made of already makes no second one.
    """
    # Grouping here and not in SQL, where it would keep SQLite from looking into the view of an overlay.
    found = database.rows(
        "SELECT task, id FROM visible_prediction WHERE task IN (SELECT value FROM json_each(?1))"
        " AND (?2 = '' OR model_version = ?2)",
        (json.dumps(task_ids), model_version),
    )
    pairs, done = _fitting(database, task_ids, dict(sorted(found)))
    used = _used(database, [task_id for task_id, _ in pairs])
    pairs = [(task_id, prediction) for task_id, prediction in pairs if (task_id, prediction) not in used]
    made = list(enumerate((task_id for task_id, _ in pairs), give_out(database, "annotation", len(pairs))))
    rows = [(number, *pair, str(uuid.uuid4())) for (number, _), pair in zip(made, pairs, strict=True)]
    database.run(
        "INSERT INTO main.annotation (id, project, task, result, was_cancelled, ground_truth, lead_time, completed_by,"
        " parent_prediction, parent_annotation, unique_id, created_at, updated_at, revision)"
        " SELECT json_extract(e.value, '$[0]'), 1, json_extract(e.value, '$[1]'),"
        " (SELECT CAST(p.result AS TEXT) FROM visible_prediction p WHERE p.id = json_extract(e.value, '$[2]')), 0, 0,"
        " NULL, 1, json_extract(e.value, '$[2]'), NULL, json_extract(e.value, '$[3]'), ?, NULL, 1 FROM json_each(?) e",
        (now(), json.dumps(rows)),
    )
    _follow(database, made, was_cancelled=0)
    return [number for number, _ in made], done


def take_back(database: Database, annotation_ids: Sequence[int]) -> tuple[int, int]:
    """Removes those of the annotations that nobody has changed since; how many, and how many stay."""
    found = database.rows(
        "SELECT a.id, a.task, a.was_cancelled, a.revision, EXISTS (SELECT 1 FROM visible_draft d"
        " WHERE d.task = a.task AND d.annotation = a.id) FROM visible_annotation a"
        " WHERE a.id IN (SELECT value FROM json_each(?))",
        (json.dumps(annotation_ids),),
    )
    untouched = [row[:3] for row in found if row[3] == 1 and not row[4]]
    database.run(
        "DELETE FROM annotation WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps([row[0] for row in untouched]),),
    )
    count_annotations(database, untouched, -1)
    announce_all(database, "annotation-deleted", [(row[1], row[0]) for row in untouched])
    return len(untouched), len(found) - len(untouched)


def _fitting(database: Database, task_ids: Sequence[int], newest: dict[int, int]) -> tuple[list[tuple[int, int]], int]:
    """(task, prediction) of the first tasks whose results may be copied together; how many tasks these are."""
    sizes: dict[int, int] = dict(
        database.rows(
            "SELECT id, length(result) FROM visible_prediction WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(newest.values())),),
        )
    )
    pairs: list[tuple[int, int]] = []
    total = 0
    for place, task_id in enumerate(task_ids):
        prediction = newest.get(task_id)
        if prediction is None:
            continue
        total += sizes[prediction]
        if pairs and total > _LARGEST_PIECE:
            return pairs, place
        pairs.append((task_id, prediction))
    return pairs, len(task_ids)


def _used(database: Database, task_ids: list[int]) -> set[tuple[int, int]]:
    """(task, prediction) of the annotations that were made of one."""
    return set(
        database.rows(
            "SELECT task, parent_prediction FROM visible_annotation WHERE task IN (SELECT value FROM json_each(?))"
            " AND parent_prediction IS NOT NULL",
            (json.dumps(task_ids),),
        )
    )


def _follow(database: Database, made: list[tuple[int, int]], *, was_cancelled: int) -> None:
    count_annotations(database, [(number, task_id, was_cancelled) for number, task_id in made], 1)
    announce_all(database, "annotation-created", [(task_id, number) for number, task_id in made])
