"""A question to the data table as SQLite's SQL: written from a fixed set of parts, every value a parameter.

The columns come from an allowlist, data keys go in as parameters of ``json_extract``, and nothing that a client wrote
stands in the SQL itself. The statements read the views of schema.py, so they are the same for an overlay.
"""
# ruff: noqa: S608  Statements are put together here and nowhere else, from the constants of this file.

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from multisession.project.data_query.model import (
    OPPOSITES,
    AnnotationKind,
    Column,
    Condition,
    Operator,
    SortKey,
    TaskQuery,
)
from multisession.project.store.database import Database, Parameters
from multisession.project.store.schema import ABSENT

#: Tasks are sorted by this many characters of a text.
_SORTED_CHARACTERS = 200
_FOLD = "folded"
_DATA = "CAST(t.data AS TEXT)"
#: A value that json_each or json_tree found, as text; NULL for a list or an object.
_ELEMENT = "CASE e.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(e.atom AS TEXT) END"

#: Which annotations are of a kind.
_KINDS: dict[AnnotationKind, str] = {
    "usual": "(was_cancelled = 0 AND ground_truth = 0)",
    "ground_truth": "(was_cancelled = 0 AND ground_truth = 1)",
    "skipped": "(was_cancelled = 1)",
}
_OWN_COLUMNS = {
    "id": "t.id",
    "inner_id": "t.inner_id",
    "created_at": "t.created_at",
    "updated_at": "coalesce(t.updated_at, t.created_at)",
    "completed_at": "completion.value",
    "completed": "(t.total_annotations > 0)",
    "total_annotations": "t.total_annotations",
    "cancelled_annotations": "t.cancelled_annotations",
    "total_predictions": "t.total_predictions",
    "predictions_score": "score.value",
    "avg_lead_time": "lead.value",
    "file_upload": "t.file_upload",
    "draft_exists": "(t.id IN (SELECT task FROM visible_draft))",
    "ground_truth": f"(t.id IN (SELECT task FROM visible_annotation WHERE {_KINDS['ground_truth']}))",
}
#: What a column takes from the task's annotations or predictions: computed once for all tasks, then looked up.
_JOINED = {
    "completed_at": " LEFT JOIN (SELECT task, max(created_at) AS value FROM visible_annotation WHERE was_cancelled = 0"
    " GROUP BY task) AS completion ON completion.task = t.id",
    "predictions_score": " LEFT JOIN (SELECT task, avg(score) AS value FROM visible_prediction GROUP BY task) AS score"
    " ON score.task = t.id",
    "avg_lead_time": " LEFT JOIN (SELECT task, avg(lead_time) AS value FROM visible_annotation GROUP BY task) AS lead"
    " ON lead.task = t.id",
}
#: Where the texts are that a task may have several of.
_SEVERAL = {
    "annotations_results": ("visible_annotation", "CAST(result AS TEXT)"),
    "predictions_results": ("visible_prediction", "CAST(result AS TEXT)"),
    "predictions_model_versions": ("visible_prediction", "model_version"),
}
_COMPARISONS: dict[Operator, str] = {
    "equal": "=",
    "less": "<",
    "less_or_equal": "<=",
    "greater": ">",
    "greater_or_equal": ">=",
}


class Statements:
    """The SQL of one query, with its parameters; of a project that is ``settled`` (schema.py) it may say less."""

    def __init__(self, query: TaskQuery, *, settled: bool = False) -> None:
        self._parameters: list[Any] = []
        self._places: dict[tuple[type, Any], str] = {}
        columns = {condition.column for condition in query.conditions} | {key.column for key in query.ordering}
        joined = [sql for name, sql in _JOINED.items() if Column(name) in columns]
        tasks = "settled_task" if settled else "visible_task"
        self._source = f"FROM {tasks} AS t{''.join(joined)}{self._where(query)}"
        self._filtering = len(self._parameters)
        self._keys = [f", {self._sorted(key)} AS k{place}" for place, key in enumerate(query.ordering)]
        directions = ["DESC" if key.descending else "ASC" for key in query.ordering]
        ordered = [f"k{place} COLLATE NOCASE {direction} NULLS LAST" for place, direction in enumerate(directions)]
        self._order = ", ".join([*ordered, "id"])

    def count(self) -> tuple[str, Parameters]:
        """How many tasks there are. One row: an integer."""
        # The order's parameters come after the conditions', and SQLite takes none that it does not use. Counted
        # directly, an overlay's view would make every column of every task; the limit keeps SQLite from doing so.
        return f"SELECT count(*) FROM (SELECT t.id {self._source} LIMIT -1)", self._parameters[: self._filtering]

    def ids(self, limit: int | None) -> tuple[str, Parameters]:
        """The ids in order, or the first ``limit`` of them. One row: a text with commas, or NULL for none.

        In one row, because a thread that reads a million rows takes the interpreter's lock a million times.
        """
        end = "" if limit is None else f" LIMIT {limit:d}"
        found = f"SELECT t.id AS id{''.join(self._keys)} {self._source}"
        # What is sorted by is made inside, for the same reason that tasks are counted outside.
        source = f"SELECT id FROM ({found} LIMIT -1)" if self._keys else found
        return f"SELECT group_concat(id) FROM ({source} ORDER BY {self._order}{end})", self._parameters

    # -- conditions

    def _where(self, query: TaskQuery) -> str:
        parts = []
        if query.conditions:
            joint = " OR " if query.any_of else " AND "
            parts.append(f"({joint.join(map(self._condition, query.conditions))})")
        if query.search:
            parts.append(self._searched(query.search))
        if query.only_open:
            parts.append("(t.total_annotations = 0 AND t.cancelled_annotations = 0)")
        if query.having:
            kinds = " OR ".join(sql for kind, sql in _KINDS.items() if kind in query.having)
            parts.append(f"t.id IN (SELECT task FROM visible_annotation WHERE {kinds})")
        if query.included is not None:
            parts.append(f"t.id IN (SELECT value FROM json_each({self._put(json.dumps(query.included))}))")
        if query.excluded:
            parts.append(f"t.id NOT IN (SELECT value FROM json_each({self._put(json.dumps(query.excluded))}))")
        return f" WHERE {' AND '.join(parts)}" if parts else ""

    def _condition(self, condition: Condition) -> str:
        opposite = OPPOSITES.get(condition.operator)
        if opposite is not None:
            return f"(NOT {self._holds(condition, opposite)})"
        if condition.operator == "empty" and condition.value is False:
            return f"(NOT {self._holds(condition, 'empty')})"
        return self._holds(condition, condition.operator)

    def _holds(self, condition: Condition, operator: Operator) -> str:
        """A condition that is true or false, never NULL."""
        if condition.column.name in _SEVERAL and not condition.column.is_data:
            return self._one_of_several(condition, operator)
        if condition.kind == "List":
            return self._list_holds(condition, operator)
        value = self._value(condition)
        if operator == "empty":
            return (
                f"({value} IS NULL)" if condition.kind != "String" else f"(ifnull({value}, '') IN ('', '[]', '{{}}'))"
            )
        if operator == "contains":
            return f"ifnull({self._contains(value, str(condition.value))}, 0)"
        return f"ifnull({self._compared(value, condition, operator)}, 0)"

    def _compared(self, value: str, condition: Condition, operator: Operator) -> str:
        sent = condition.value
        if operator == "in_list":
            wanted = self._put(json.dumps(sent))
            return f"({value} IN (SELECT value FROM json_each({wanted})))"
        stored = _in_milliseconds if _is_read_as_time(condition) else _as_it_is
        if operator == "in":
            assert isinstance(sent, tuple)
            ends = [
                f"{value} {sign} {self._put(stored(end))}"
                for sign, end in zip((">=", "<="), sent, strict=True)
                if end is not None
            ]
            return f"({' AND '.join(ends)})" if ends else f"({value} IS NOT NULL)"
        return f"({value} {_COMPARISONS[operator]} {self._put(stored(sent))})"

    def _contains(self, text: str, needle: str) -> str:
        """Without regard to case. SQLite's own LIKE knows the case of ASCII only, and is much faster."""
        if needle.isascii():
            return f"({text} LIKE {self._put(_pattern(needle))} ESCAPE '\\')"
        return f"(instr({_FOLD}({text}), {self._put(needle.casefold())}) > 0)"

    def _searched(self, needle: str) -> str:
        """Whether a text is in any value of the data, at any depth, and not only in a key.

        Most tasks are told by their JSON as it stands: what is in none of it, is in no value either, unless escaped.
        """
        likely = f"({self._contains(_DATA, needle)} OR instr({_DATA}, '\\') > 0)"
        found = self._contains(_ELEMENT, needle)
        return f"({likely} AND EXISTS (SELECT 1 FROM json_tree({_DATA}) AS e WHERE {found}))"

    def _one_of_several(self, condition: Condition, operator: Operator) -> str:
        view, text = _SEVERAL[condition.column.name]
        if operator == "empty":
            return f"(t.id NOT IN (SELECT task FROM {view} WHERE {text} NOT IN ('', '[]')))"
        needle = str(condition.value)
        # Results are JSON: what is looked for may stand there as it is, or escaped.
        ways = {needle} if text == "model_version" else {needle, json.dumps(needle)[1:-1]}
        found = " OR ".join(self._contains(text, way) for way in sorted(ways))
        return f"(t.id IN (SELECT task FROM {view} WHERE {found}))"

    def _list_holds(self, condition: Condition, operator: Operator) -> str:
        kind, value = self._data_kind(condition.column), self._data_value(condition.column)
        if operator == "empty":
            return f"ifnull({kind} = 'array' AND {value} = '[]', {value} IS NULL)"
        return (
            f"ifnull({kind} = 'array' AND EXISTS (SELECT 1 FROM"
            f" json_each(CASE {kind} WHEN 'array' THEN {value} ELSE '[]' END) AS e"
            f" WHERE {_ELEMENT} = {self._put(condition.value)}), 0)"
        )

    # -- values

    def _value(self, condition: Condition) -> str:
        if not condition.column.is_data:
            own = _OWN_COLUMNS[condition.column.name]
            return _milliseconds(own) if _is_read_as_time(condition) else own
        reading: Callable[[str, str], str] = {
            "Number": _number,
            "Datetime": _time,
            "Boolean": _boolean,
        }.get(condition.kind, _text)
        return reading(self._data_kind(condition.column), self._data_value(condition.column))

    def _sorted(self, key: SortKey) -> str:
        if not key.column.is_data:
            return _OWN_COLUMNS[key.column.name]
        value = self._data_value(key.column)
        return (
            f"CASE {self._data_kind(key.column)} WHEN 'text' THEN CASE WHEN {_is_number(value)}"
            f" THEN CAST({value} AS NUMERIC) ELSE substr({value}, 1, {_SORTED_CHARACTERS}) END"
            f" WHEN 'array' THEN substr({value}, 1, {_SORTED_CHARACTERS})"
            f" WHEN 'object' THEN substr({value}, 1, {_SORTED_CHARACTERS}) ELSE {value} END"
        )

    def _data_value(self, column: Column) -> str:
        return _first([f"json_extract({_DATA}, {self._put(path)})" for path in _paths(column.name)])

    def _data_kind(self, column: Column) -> str:
        return _first([f"nullif(json_type({_DATA}, {self._put(path)}), 'null')" for path in _paths(column.name)])

    def _put(self, value: Any) -> str:
        """The place of a parameter; equal ones share it, so that SQLite sees equal expressions as equal."""
        place = self._places.get((type(value), value))
        if place is None:
            self._parameters.append(value)
            place = self._places[type(value), value] = f"?{len(self._parameters)}"
        return place


def is_settled(database: Database) -> bool:
    """Whether every row of a task is one that is shown."""
    return (
        database.row("SELECT 1 FROM main.import_range LIMIT 1") is None
        and database.row("SELECT 1 FROM main.run WHERE project = 1 AND kind = ? LIMIT 1", (ABSENT,)) is None
    )


def prepare(database: Database) -> None:
    """Gives a connection the functions that the statements use."""
    database.connection.create_function(_FOLD, 1, _folded, deterministic=True)


def _folded(text: Any) -> Any:
    return text.casefold() if isinstance(text, str) else text


def _paths(key: str) -> list[str]:
    """Where a key may be: by its own name, or with dots as a way through objects; as it is, or with escapes."""
    ways = [f'$."{key}"']
    steps = key.split(".")
    if len(steps) > 1 and all(steps):
        ways.append("$" + "".join(f'."{step}"' for step in steps))
    if not key.isascii():
        escaped = [json.dumps(way)[1:-1].replace('\\"', '"') for way in ways]
        ways += escaped
    return ways


def _first(expressions: list[str]) -> str:
    return expressions[0] if len(expressions) == 1 else f"coalesce({', '.join(expressions)})"


def _is_number(text: str) -> str:
    """Whether a text is written as a number, as all of a CSV's are: the only JSON that begins so."""
    return f"({text} GLOB '[0-9-]*' AND json_valid({text}))"


def _number(kind: str, value: str) -> str:
    return (
        f"CASE {kind} WHEN 'integer' THEN {value} WHEN 'real' THEN {value}"
        f" WHEN 'text' THEN CASE WHEN {_is_number(value)} THEN CAST({value} AS NUMERIC) END END"
    )


def _text(kind: str, value: str) -> str:
    return f"CASE {kind} WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST({value} AS TEXT) END"


def _boolean(kind: str, value: str) -> str:
    return (
        f"CASE {kind} WHEN 'true' THEN 1 WHEN 'false' THEN 0"
        f" WHEN 'text' THEN CASE lower({value}) WHEN 'true' THEN 1 WHEN 'false' THEN 0 END END"
    )


def _time(kind: str, value: str) -> str:
    # SQLite reads other things as times as well, "now" among them.
    return f"CASE WHEN {kind} = 'text' AND {value} GLOB '[0-9][0-9][0-9][0-9]-*' THEN {_milliseconds(value)} END"


def _milliseconds(text: str) -> str:
    return f"CAST(round((julianday({text}) - 2440587.5) * 86400000.0) AS INTEGER)"


def _is_read_as_time(condition: Condition) -> bool:
    """Whether values are compared as milliseconds: those that others wrote. Our own are all written alike."""
    return condition.kind == "Datetime" and (condition.column.is_data or condition.column.name == "completed_at")


def _in_milliseconds(value: Any) -> int:
    return round((datetime.fromisoformat(value) - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() * 1000)


def _as_it_is(value: Any) -> Any:
    return int(value) if isinstance(value, bool) else value


def _pattern(needle: str) -> str:
    escaped = needle.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
