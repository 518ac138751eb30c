"""Counting all annotations of a project: one look through them, a row at a time, so that no project is too large."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from itertools import groupby

from multisession.project.figures.model import FiguresRange, Findings
from multisession.project.figures.tally import AnnotationRow, Tally
from multisession.project.store.database import Database
from multisession.project.store.kept import Kept
from multisession.project.store.selection import ScanAbandoned, ScanTooLong, bounded
from multisession.project.store.tables.project import counts

#: A count that takes longer is given up: a minute is what proxies wait.
LONGEST_SECONDS = 45.0
#: What all kept findings of a process may take.
KEPT_BYTES = 16 * 2**20
#: Tasks whose predictions are looked up together, and the bytes of their annotations.
_TOGETHER = 256
_TOGETHER_BYTES = 2**20

_MADE = "CAST(strftime('%s', a.created_at) AS INTEGER)"
_ANNOTATIONS = f"""
SELECT a.task, {_MADE}, CASE WHEN a.revision > 1 THEN CAST(strftime('%s', a.updated_at) AS INTEGER) END,
 a.was_cancelled, a.lead_time,
 CASE WHEN a.was_cancelled = 0 AND (?1 IS NULL OR {_MADE} >= ?1) AND (?2 IS NULL OR {_MADE} < ?2) THEN a.result END,
 a.parent_prediction
FROM visible_annotation AS a ORDER BY a.task, a.id
"""  # noqa: S608  Only constants of this file.
_CANDIDATES = "SELECT task, id, model_version FROM visible_prediction WHERE task IN (SELECT value FROM json_each(?))"
_PREDICTIONS = "SELECT id, result FROM visible_prediction WHERE id IN (SELECT value FROM json_each(?))"


class FiguresTooLong(ScanTooLong):
    """400: counting needs more time than one request gets."""

    code = "figures-too-slow"

    def __init__(self) -> None:
        super().__init__(
            f"Counting was given up after {LONGEST_SECONDS:.0f} seconds. Choose a shorter time, or ask again when the "
            "server is less busy."
        )


def find(database: Database, abandoned: threading.Event, wanted: FiguresRange) -> Findings:
    """Counts all annotations, and compares predictions with them. Raises FiguresTooLong, ScanAbandoned."""
    until = time.monotonic() + LONGEST_SECONDS
    tally = Tally(wanted)
    comparing = _Comparing(database, tally) if counts(database).total_predictions_number else None
    try:
        with bounded(database, abandoned, seconds=LONGEST_SECONDS):
            for task, rows in groupby(_rows(database, wanted), key=lambda row: row.task):
                # Between two rows no statement runs that could be interrupted.
                if abandoned.is_set():
                    raise ScanAbandoned
                if time.monotonic() > until:
                    raise FiguresTooLong
                newest = tally.add_task(rows)
                if comparing is not None and newest is not None:
                    comparing.add(task, newest)
            if comparing is not None:
                comparing.finish()
    except FiguresTooLong:
        raise
    except ScanTooLong:
        raise FiguresTooLong from None
    return tally.findings


def _rows(database: Database, wanted: FiguresRange) -> Iterator[AnnotationRow]:
    found = database.connection.execute(_ANNOTATIONS, (wanted.start, wanted.end))
    return map(AnnotationRow._make, found)


class _Comparing:
    """Annotations that wait for the predictions of their tasks, so that these are looked up many at a time."""

    def __init__(self, database: Database, tally: Tally) -> None:
        self._database = database
        self._tally = tally
        self._waiting: dict[int, AnnotationRow] = {}
        self._bytes = 0

    def add(self, task: int, annotation: AnnotationRow) -> None:
        """Compares it, now or together with others."""
        self._waiting[task] = annotation
        self._bytes += len(annotation.result or b"")
        if len(self._waiting) >= _TOGETHER or self._bytes >= _TOGETHER_BYTES:
            self.finish()

    def finish(self) -> None:
        """Compares all that wait."""
        chosen: dict[int, tuple[int, str]] = {}
        for task, prediction, model_version in self._database.rows(_CANDIDATES, (json.dumps(list(self._waiting)),)):
            best = chosen.get(task)
            parent = self._waiting[task].parent_prediction
            # The one that the annotation was made from, else the newest.
            if best is None or prediction == parent or (best[0] != parent and prediction > best[0]):
                chosen[task] = prediction, model_version
        tasks = {prediction: (task, version) for task, (prediction, version) in chosen.items()}
        for prediction, result in self._database.connection.execute(_PREDICTIONS, (json.dumps(list(tasks)),)):
            task, version = tasks[prediction]
            made = self._waiting[task].result
            if made is not None:
                self._tally.compare(made, result, version)
        self._waiting.clear()
        self._bytes = 0


#: The process's.
kept: Kept[FiguresRange, Findings] = Kept(KEPT_BYTES, lambda wanted, findings: findings.size())
