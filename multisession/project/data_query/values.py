"""The values that filters compare with: what clients send, as what the operator needs."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from math import isfinite
from typing import Any

from multisession.project.data_query.model import Kind, Operator, Scalar, Value

#: Characters of a text that is searched for.
LONGEST_TEXT = 1_000
#: Values of one ``in_list``.
MOST_VALUES = 1_000
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,30})(\.\d{1,30})?([eE][+-]?\d{1,3})?", re.ASCII)


def read_value(kind: Kind, operator: Operator, sent: Any) -> Value:
    """The value of a condition. Raises ValueError with the rest of a sentence, without a full stop."""
    if operator == "empty":
        return True if sent is None else _boolean(sent)
    if operator in ("in", "not_in"):
        return _range(kind, sent)
    if operator in ("in_list", "not_in_list"):
        return _several(kind, sent)
    return _scalar(kind, sent)


def text_of(value: Any) -> str:
    """What somebody sent, as JSON, for a sentence about it."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _scalar(kind: Kind, sent: Any) -> Scalar:
    if kind == "Number":
        return _number(sent)
    if kind == "Boolean":
        return _boolean(sent)
    if kind == "Datetime":
        return _time(sent)
    if kind == "List" and isinstance(sent, list) and len(sent) == 1:
        sent = sent[0]
    return _text(sent)


def _range(kind: Kind, sent: Any) -> tuple[Scalar | None, Scalar | None]:
    if not isinstance(sent, dict):
        raise ValueError(f"the value is {{min, max}}, not {text_of(sent)[:80]}")
    least, greatest = sent.get("min"), sent.get("max")
    return (
        None if least is None else _scalar(kind, least),
        None if greatest is None else _scalar(kind, greatest),
    )


def _several(kind: Kind, sent: Any) -> tuple[Scalar, ...]:
    if not isinstance(sent, list):
        raise ValueError(f"the value is a list, not {text_of(sent)[:80]}")
    if len(sent) > MOST_VALUES:
        raise ValueError(f"the list has {len(sent)} values, and at most {MOST_VALUES} are read")
    return tuple(_scalar(kind, each) for each in sent)


def _number(sent: Any) -> int | float:
    value = sent
    if isinstance(sent, str) and _NUMBER.fullmatch(sent.strip()):
        value = json.loads(sent)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"the value is a number, not {text_of(sent)[:80]}")
    if isinstance(value, int) and -(2**63) <= value < 2**63:
        return value
    try:
        value = float(value)
    except OverflowError:
        value = float("inf")
    if not isfinite(value):
        raise ValueError("the value is a finite number")
    return value


def _boolean(sent: Any) -> bool:
    if isinstance(sent, bool):
        return sent
    if isinstance(sent, str) and sent.lower() in ("true", "false"):
        return sent.lower() == "true"
    raise ValueError(f"the value is true or false, not {text_of(sent)[:80]}")


def _time(sent: Any) -> str:
    """ISO 8601 in UTC with microseconds and "Z", as the tables keep it; a time without zone is UTC's."""
    if not isinstance(sent, str) or len(sent) > 40:
        raise ValueError(f"the value is a time in ISO 8601, not {text_of(sent)[:80]}")
    try:
        time = datetime.fromisoformat(sent)
        time = time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"the value is a time in ISO 8601, not {sent[:80]}") from None
    return time.isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def _text(sent: Any) -> str:
    if isinstance(sent, bool):
        return "true" if sent else "false"
    if isinstance(sent, int | float):
        return text_of(sent)[:LONGEST_TEXT]
    if not isinstance(sent, str):
        raise ValueError(f"the value is a text, not {text_of(sent)[:80]}")
    if len(sent) > LONGEST_TEXT:
        raise ValueError(f"the text has {len(sent)} characters, and at most {LONGEST_TEXT} are searched for")
    if "\0" in sent or (not sent.isascii() and any("\ud800" <= character <= "\udfff" for character in sent)):
        raise ValueError("the text holds a character that no task can hold")
    return sent
