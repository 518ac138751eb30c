"""Which column of a table, or key of a JSON item, goes where: renamed, left out, into meta, or read as a result.

Written as one JSON object, from the column's name to its place:

    {"Review body": "text", "Id": {"meta": "id"}, "Mood": {"prediction": "mood", "model_version": "v2"}, "*": null}

Text is the key of the task's data, null leaves the column out. ``*`` says what happens to the columns that are not
named: ``null`` leaves them out, anything else (and its absence) keeps them under their own names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from multisession.project.importers.column_results import Results, result_reader
from multisession.project.importers.refusal import RowRefused
from multisession.project.label_config.model import LabelConfig
from multisession.web.errors import ValidationFailed, excerpt
from multisession.web.json import plain_value

#: columns that a mapping may name, and characters of a key or a model version
MOST_COLUMNS = 10_000
LONGEST_KEY = 200
OTHERS = "*"

Part = Literal["data", "meta", "prediction", "annotation"]


class ColumnTarget(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """A place that is no key of the data: exactly one of the first three is set."""

    #: key of the task's meta
    meta: str | None = None
    #: name of the control whose prediction stands in the column
    prediction: str | None = None
    #: name of the control whose annotation stands in the column
    annotation: str | None = None
    model_version: str = ""


ColumnTargets = dict[str, str | ColumnTarget | None]
_decode = msgspec.json.Decoder(ColumnTargets).decode


class Column(msgspec.Struct, kw_only=True, frozen=True):
    """One column's place."""

    part: Part
    #: of data or meta; for a result the name of the control
    key: str
    model_version: str = ""


class ColumnMap:
    """Where columns go, checked against the label config."""

    def __init__(self, targets: ColumnTargets, config: LabelConfig) -> None:
        """Raises ValidationFailed for a mapping that cannot be followed."""
        if len(targets) > MOST_COLUMNS:
            raise _invalid(f"It names {len(targets):,} columns; at most {MOST_COLUMNS:,} are taken.")
        self._keep_others = targets.get(OTHERS, OTHERS) is not None
        self._named = {name: _column(name, target) for name, target in targets.items() if name != OTHERS}
        # Thousands of columns may be answers of one control.
        controls = dict.fromkeys(
            column.key
            for column in self._named.values()
            if column is not None and column.part in ("prediction", "annotation")
        )
        self._readers = {name: result_reader(name, config) for name in controls}
        _refuse_two_in_one_place([column for column in self._named.values() if column is not None])

    def column(self, name: str) -> Column | None:
        """The place of a column, None for one that is left out."""
        if name in self._named:
            return self._named[name]
        return Column(part="data", key=name) if self._keep_others else None

    def places(self, names: Sequence[str]) -> list[Column | None]:
        """The places of a header's columns. Raises ValidationFailed when two of them go to one place."""
        columns = [self.column(name) for name in names]
        _refuse_two_in_one_place([column for column in columns if column is not None])
        return columns

    def rebuild(self, values: Iterable[tuple[Column | None, Any]]) -> MappedRow:
        """A row as its places say. Raises RowRefused for a value that its control cannot hold."""
        row = MappedRow()
        for column, value in values:
            if column is None:
                continue
            if column.part in ("data", "meta"):
                place = row.data if column.part == "data" else row.meta
                if column.key in place:
                    raise RowRefused(f'Two of its keys go to "{excerpt(column.key)}". Give one of them another place.')
                place[column.key] = value
            else:
                item = self._readers[column.key](_text(value))
                if item is not None:
                    (row.annotation if column.part == "annotation" else row.predictions(column)).append(item)
        return row


class MappedRow:
    """What a row became: data and meta by key, results by where they go."""

    def __init__(self) -> None:
        self.data: dict[str, Any] = {}
        self.meta: dict[str, Any] = {}
        self.annotation: Results = []
        self._by_version: dict[str, Results] = {}

    def predictions(self, column: Column) -> Results:
        """The results of one model version."""
        return self._by_version.setdefault(column.model_version, [])

    @property
    def is_data_alone(self) -> bool:
        """True when nothing but data came of it."""
        return not (self.meta or self.annotation or self._by_version)

    def as_item(self) -> dict[str, Any]:
        """The row as an item of a task file."""
        item: dict[str, Any] = {"data": self.data}
        if self.meta:
            item["meta"] = self.meta
        if self.annotation:
            item["annotations"] = [{"result": self.annotation}]
        if self._by_version:
            item["predictions"] = [
                {"result": result, "model_version": version} for version, result in self._by_version.items()
            ]
        return item


def read_targets(text: str) -> ColumnTargets:
    """The mapping of a ``columns`` parameter. Raises ValidationFailed."""
    try:
        return _decode(text.encode())
    except UnicodeEncodeError:
        raise _invalid("It holds half of a character pair.") from None
    except (msgspec.DecodeError, msgspec.ValidationError, RecursionError) as error:
        raise _invalid(f"It cannot be read: {str(error).replace('`', '')}.") from None


def distinct_names(names: Sequence[str]) -> list[str]:
    """Names that differ: of several that are the same, the second is followed by ``(2)``, and so on."""
    taken = set(names)
    seen: dict[str, int] = {}
    found = []
    for name in names:
        number = seen.get(name, 0) + 1
        seen[name] = number
        if number > 1:
            while f"{name} ({number})" in taken:
                number += 1
            seen[name] = number
            name = f"{name} ({number})"
            taken.add(name)
        found.append(name)
    return found


def _column(name: str, target: str | ColumnTarget | None) -> Column | None:
    if target is None:
        return None
    if isinstance(target, str):
        return Column(part="data", key=_checked(name, target))
    parts: Mapping[Part, str | None] = {
        "meta": target.meta,
        "prediction": target.prediction,
        "annotation": target.annotation,
    }
    given = [(part, key) for part, key in parts.items() if key is not None]
    if len(given) != 1:
        raise _invalid(f'"{excerpt(name)}" goes to one of meta, prediction and annotation.')
    ((part, key),) = given
    if len(target.model_version) > LONGEST_KEY:
        raise _invalid(f"A model version has at most {LONGEST_KEY} characters.")
    return Column(part=part, key=_checked(name, key), model_version=target.model_version)


def _checked(name: str, key: str) -> str:
    if not key or len(key) > LONGEST_KEY or not key.isprintable():
        raise _invalid(f'The key for "{excerpt(name)}" has 1 to {LONGEST_KEY} characters that can be printed.')
    return key


def _refuse_two_in_one_place(columns: Sequence[Column]) -> None:
    seen: set[Column] = set()
    for column in columns:
        if column in seen:
            place = "" if column.part == "data" else f"{column.part} "
            raise _invalid(f'Two columns go to {place}"{excerpt(column.key)}". Give one of them another key.')
        seen.add(column)


def _text(value: Any) -> str:
    """A cell as text; a value of a JSON item that is none is its JSON."""
    if isinstance(value, msgspec.Raw):
        value = plain_value(value)
    if value is None:
        return ""
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _invalid(reason: str) -> ValidationFailed:
    return ValidationFailed(
        f"The mapping of columns cannot be used. {reason}",
        code="columns-invalid",
        validation_errors={"columns": [reason]},
    )
