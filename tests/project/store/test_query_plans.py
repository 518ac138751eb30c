"""No read or write that a labeler waits for looks at a table row by row, whatever the project is made of."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from multisession.project.annotations import AnnotationChange
from multisession.project.store import bundles, order
from multisession.project.store.database import Database, open_database
from multisession.project.store.interface import Document
from multisession.project.store.positions import Positions
from multisession.project.store.sqlite import create_project
from multisession.project.store.tables import annotations as annotation_table
from multisession.project.store.tables import drafts, outbox, predictions, tasks, uploads, values
from multisession.project.tasks import NewAnnotation, NewPrediction, NewTask

#: Tables that hold next to nothing: one row, or one per import under way or block of 16,384 ids or of reserved ids.
SMALL = {"project", "import_range", "extent", "absence", "json_each", "main.project"}


def work(database: Database) -> None:
    """One of everything that a request does."""
    order.next_in_sequence(database)
    order.next_uniform(database, b"seed")
    order.advance_cursor(database, b"seed")
    tasks.create(database, NewTask(data=msgspec.Raw(b"{}")))
    tasks.update(database, 2, msgspec.Raw(b"{}"), None)
    annotation = annotation_table.create(database, 1, NewAnnotation(unique_id="u"), None)
    assert annotation is not None
    annotation_table.update(database, annotation.id, AnnotationChange(was_cancelled=True, result=msgspec.Raw(b"[]")))
    draft = drafts.save(database, 1, msgspec.Raw(b"[]"), annotation.id, None, None)
    assert draft is not None
    prediction = predictions.create(database, 1, NewPrediction())
    assert prediction is not None
    predictions.create_many(database, [(3, NewPrediction())])
    predictions.update(database, prediction.id, NewPrediction())
    bundles.several(database, [1, 2, 3])
    bundles.page(database, 2, 30, only_annotated=False)
    bundles.batch(database, 5, 30, only_annotated=False)
    Positions(database).position(7)
    values.put(database, "a", "1")
    uploads.by_name(database, "x")
    outbox.entries(database, 0, 100)
    outbox.remove(database, 3)
    drafts.delete(database, draft.id)
    predictions.delete(database, prediction.id)
    annotation_table.delete(database, annotation.id)
    tasks.delete(database, 4)


@pytest.mark.parametrize("amount", [None, 10, 100_000])
def test_nothing_is_scanned(tmp_path: Path, bases: dict[int, Path], amount: int | None) -> None:
    base = None if amount is None else bases[amount]
    create_project(tmp_path / "p", Document(), base=base)
    database = open_database(tmp_path / "p" / "project.db", base=base)
    if base is None:
        for _ in range(8):
            tasks.create(database, NewTask(data=msgspec.Raw(b"{}")))
    statements: set[str] = set()
    database.connection.set_trace_callback(statements.add)
    work(database)
    database.connection.set_trace_callback(None)
    assert len(statements) > 60
    scanned = []
    for statement in statements:
        for row in database.rows(f"EXPLAIN QUERY PLAN {statement}"):
            scan = re.match(r"SCAN (\S+)", row[3])
            # The inner UNION arms are reported under the aliases of the views, a subquery's own reading by itself.
            if scan and not scan[1].startswith("(subquery") and scan[1] not in SMALL and row[3] != "SCAN CONSTANT ROW":
                scanned.append((statement, row[3]))
    assert scanned == []
    database.close()
