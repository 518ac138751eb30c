"""A question to the data table, checked: every column, operator and value in it is one that a store can answer.

Instances are made by :mod:`multisession.project.data_query.parse` and are hashable, so that a store may keep answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: What an annotation is, one of these: a skip, else ground truth, else usual.
AnnotationKind = Literal["usual", "ground_truth", "skipped"]
Kind = Literal["Number", "String", "Datetime", "Boolean", "List"]
Operator = Literal[
    "equal",
    "not_equal",
    "less",
    "less_or_equal",
    "greater",
    "greater_or_equal",
    "in",
    "not_in",
    "in_list",
    "not_in_list",
    "contains",
    "not_contains",
    "empty",
]
Scalar = str | int | float | bool
#: one value; (least, greatest) of ``in``, None where it is open; the values of ``in_list``
Value = Scalar | tuple[Scalar | None, ...]

#: Which operators a kind of value has.
OPERATORS: dict[Kind, tuple[Operator, ...]] = {
    "Number": (
        "equal",
        "not_equal",
        "less",
        "less_or_equal",
        "greater",
        "greater_or_equal",
        "in",
        "not_in",
        "in_list",
        "not_in_list",
        "empty",
    ),
    "String": ("contains", "not_contains", "equal", "not_equal", "in_list", "not_in_list", "empty"),
    "Datetime": (
        "equal",
        "not_equal",
        "less",
        "less_or_equal",
        "greater",
        "greater_or_equal",
        "in",
        "not_in",
        "empty",
    ),
    "Boolean": ("equal", "not_equal", "empty"),
    "List": ("contains", "not_contains", "empty"),
}

#: The operators that are the exact opposite of another: a task without a value satisfies them.
OPPOSITES: dict[Operator, Operator] = {
    "not_equal": "equal",
    "not_in": "in",
    "not_in_list": "in_list",
    "not_contains": "contains",
}

#: The columns that every task has. Texts that a task may have several of are searched in each of them.
COLUMNS: dict[str, Kind] = {
    "id": "Number",
    "inner_id": "Number",
    "created_at": "Datetime",
    "updated_at": "Datetime",
    "completed_at": "Datetime",
    "completed": "Boolean",
    "total_annotations": "Number",
    "cancelled_annotations": "Number",
    "total_predictions": "Number",
    "annotations_results": "String",
    "predictions_results": "String",
    "predictions_score": "Number",
    "predictions_model_versions": "String",
    "avg_lead_time": "Number",
    "file_upload": "String",
    "draft_exists": "Boolean",
    "ground_truth": "Boolean",
}
#: Several texts a task: they are filtered by ``contains``, ``not_contains`` and ``empty``, and not sorted by.
SEVERAL_TEXTS = frozenset({"annotations_results", "predictions_results", "predictions_model_versions"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: one of COLUMNS, or with ``is_data`` the key of the tasks' data called ``name``."""

    name: str
    is_data: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """What one filter says of a column. The value of ``empty`` is True or False; Datetime values are ISO 8601, UTC."""

    column: Column
    kind: Kind
    operator: Operator
    value: Value


@dataclass(frozen=True, slots=True)
class SortKey:
    """A column to sort by. Tasks without a value come last in both directions."""

    column: Column
    descending: bool = False


@dataclass(frozen=True, slots=True)
class TaskQuery:
    """Which tasks, in which order; ties, and everything without ``ordering``, in id order."""

    conditions: tuple[Condition, ...] = ()
    #: True when one of the conditions is enough
    any_of: bool = False
    ordering: tuple[SortKey, ...] = ()
    #: a text that is somewhere in the task's data, besides the conditions; empty for any
    search: str = ""
    #: only tasks that have neither an annotation nor a skip
    only_open: bool = False
    #: only tasks with at least one annotation of these kinds; empty for any
    having: frozenset[AnnotationKind] = frozenset()
    #: only these ids; None for all
    included: tuple[int, ...] | None = None
    #: none of these ids
    excluded: tuple[int, ...] = ()

    @property
    def shows_all(self) -> bool:
        """Whether no task is left out."""
        narrowed = self.conditions or self.search or self.only_open or self.having
        return not narrowed and self.included is None and not self.excluded

    @property
    def id_order(self) -> SortKey | None:
        """The sort key that leaves the order to the ids, if that is all the order there is: ids rise with inner ids."""
        first = self.ordering[0] if self.ordering else SortKey(Column("id"))
        return first if first.column in (Column("id"), Column("inner_id")) else None
