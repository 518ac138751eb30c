"""The data table's questions as today's clients write them, in JSON: checked against an allowlist, or refused.

{"filters": {"conjunction": "and", "items": [
    {"filter": "filter:tasks:data.text", "operator": "contains", "type": "String", "value": "rain"}]},
 "ordering": ["-tasks:created_at"],
 "search": "thunder",
 "open": true,
 "selectedItems": {"all": true, "excluded": [7]}}
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from multisession.project.data_query.model import (
    COLUMNS,
    OPERATORS,
    SEVERAL_TEXTS,
    Column,
    Condition,
    Kind,
    Operator,
    SortKey,
    TaskQuery,
)
from multisession.project.data_query.values import read_value, text_of
from multisession.web.errors import ValidationFailed, excerpt
from multisession.web.json import decode

#: Conditions of one query; more than a person ever sets, few enough for any store's parser.
MOST_CONDITIONS = 100
MOST_SORT_KEYS = 5
MOST_SELECTED = 100_000
#: Characters of a data key, its dots included.
LONGEST_KEY = 200

_FILTER = "filter:"
_TARGET = "tasks:"
_DATA = "data."
#: Types that a client knows of a data key because of the tag that shows it: to us they are texts.
_SHOWN_AS_TEXT = frozenset(
    {"Unknown", "Image", "Audio", "AudioPlus", "Text", "HyperText", "TimeSeries", "Video", "Number", ""}
)
_SEVERAL_TEXTS_OPERATORS: tuple[Operator, ...] = ("contains", "not_contains", "empty")


class QueryInvalid(ValidationFailed):
    """400: a filter or an ordering that cannot be answered; says which part."""

    code = "query-invalid"

    def __init__(self, detail: str) -> None:
        super().__init__(detail, validation_errors={"query": [detail]})


def parse_query(text: str) -> TaskQuery:
    """The ``query`` parameter; an empty one asks for everything. Raises QueryInvalid, JsonInvalid."""
    return query_of(decode(text.encode("utf-8", "surrogatepass"))) if text.strip() else TaskQuery()


def query_of(document: Any) -> TaskQuery:
    """The same from decoded JSON; keys that say nothing about tasks are ignored. Raises QueryInvalid."""
    document = _object(document, "The query")
    filters = _object(document.get("filters") or {}, "filters")
    conjunction = filters.get("conjunction", "and")
    if conjunction not in ("and", "or"):
        raise QueryInvalid(f"conjunction is and, or or; not {_said(conjunction)}.")
    items = _list(filters.get("items") or [], "filters.items", MOST_CONDITIONS)
    ordering = _list(document.get("ordering") or [], "ordering", MOST_SORT_KEYS)
    included, excluded = _selected(document.get("selectedItems"))
    return TaskQuery(
        conditions=tuple(_condition(item) for item in items),
        any_of=conjunction == "or",
        ordering=tuple(_sort_key(key) for key in ordering),
        search=_search(document.get("search")),
        only_open=_open(document.get("open")),
        included=included,
        excluded=excluded,
    )


def _condition(item: Any) -> Condition:
    item = _object(item, "Each of filters.items")
    name = item.get("filter")
    if not isinstance(name, str) or not name.startswith(_FILTER):
        raise QueryInvalid(f"A filter names its column as filter:tasks:<column>; not as {_said(name)}.")
    column = _column(name.removeprefix(_FILTER), name)
    kind = _kind(column, item.get("type", "String"))
    operator = _operator(column, kind, item.get("operator"))
    try:
        value = read_value(kind, operator, item.get("value"))
    except ValueError as error:
        raise QueryInvalid(f"{excerpt(name)}, {operator}: {error}.") from None
    return Condition(column=column, kind=kind, operator=operator, value=value)


def _kind(column: Column, sent: Any) -> Kind:
    known = get_args(Kind)
    if not isinstance(sent, str) or (sent not in known and sent not in _SHOWN_AS_TEXT):
        raise QueryInvalid(f"type is one of {', '.join(known)}; not {_said(sent)}.")
    if not column.is_data:
        return COLUMNS[column.name]
    for kind in known:
        if sent == kind:
            return kind  # type: ignore[no-any-return]
    return "String"


def _operator(column: Column, kind: Kind, sent: Any) -> Operator:
    if sent == "regex":
        raise QueryInvalid("Regular expressions are not available here. Use contains.")
    allowed = OPERATORS[kind]
    if not column.is_data and column.name in SEVERAL_TEXTS:
        allowed = _SEVERAL_TEXTS_OPERATORS
    for operator in allowed:
        if sent == operator:
            return operator
    raise QueryInvalid(f"{excerpt(column.name)} ({kind}) has the operators {', '.join(allowed)}; not {_said(sent)}.")


def _sort_key(key: Any) -> SortKey:
    if not isinstance(key, str):
        raise QueryInvalid(f"ordering lists columns as tasks:<column> or -tasks:<column>; not {_said(key)}.")
    descending = key.startswith("-")
    column = _column(key.removeprefix("-"), key)
    if not column.is_data and column.name in SEVERAL_TEXTS:
        raise QueryInvalid(f"Tasks are not sorted by {column.name}: a task may have several. Filter by it.")
    return SortKey(column=column, descending=descending)


def _column(text: str, sent: str) -> Column:
    name = text.removeprefix(_TARGET)
    if name == text:
        raise QueryInvalid(f"A column is written tasks:<column>; not {_said(sent)}.")
    if name.startswith(_DATA):
        return Column(_data_key(name.removeprefix(_DATA)), is_data=True)
    if name not in COLUMNS:
        raise QueryInvalid(f"There is no column {_said(name)}. There are data.<key>, {', '.join(COLUMNS)}.")
    return Column(name)


def _data_key(key: str) -> str:
    if not key or len(key) > LONGEST_KEY:
        raise QueryInvalid(f"A data key has 1 to {LONGEST_KEY} characters; {_said(key)} has {len(key)}.")
    if any(character in '"\\' or not character.isprintable() for character in key):
        raise QueryInvalid(
            f"Tasks are not filtered or sorted by a key with quotation marks, backslashes or control "
            f"characters: {_said(key)}. Rename the key."
        )
    return key


def _search(sent: Any) -> str:
    if sent is None or (isinstance(sent, str) and not sent.strip()):
        return ""
    try:
        return str(read_value("String", "contains", sent))
    except ValueError as error:
        raise QueryInvalid(f"search: {error}.") from None


def _open(sent: Any) -> bool:
    if sent is not None and not isinstance(sent, bool):
        raise QueryInvalid(f"open is true or false; not {_said(sent)}.")
    return sent is True


def _selected(sent: Any) -> tuple[tuple[int, ...] | None, tuple[int, ...]]:
    """(only these or None, none of these)."""
    if sent is None:
        return None, ()
    selected = _object(sent, "selectedItems")
    everything = selected.get("all", False)
    if not isinstance(everything, bool):
        raise QueryInvalid(f"selectedItems.all is true or false; not {_said(everything)}.")
    name = "excluded" if everything else "included"
    ids = _list(selected.get(name) or [], f"selectedItems.{name}", MOST_SELECTED)
    for task_id in ids:
        if not isinstance(task_id, int) or isinstance(task_id, bool) or not 0 <= task_id < 2**63:
            raise QueryInvalid(f"selectedItems.{name} lists ids of tasks; not {_said(task_id)}.")
    return (None, tuple(ids)) if everything else (tuple(ids), ())


def _object(value: Any, what: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise QueryInvalid(f"{what} is a JSON object; not {_said(value)}.")
    return value


def _list(value: Any, what: str, most: int) -> list[Any]:
    if not isinstance(value, list):
        raise QueryInvalid(f"{what} is a list; not {_said(value)}.")
    if len(value) > most:
        raise QueryInvalid(f"{what} has {len(value)} entries; at most {most} are read.")
    return value


def _said(value: Any) -> str:
    return excerpt(text_of(value))
