"""Annotations and predictions that come with a task: 0.x completions and today's annotations, read leniently in what
they may leave out and strictly in what they hold.

Ids of other projects (``id``, ``parent_annotation``, ``unique_id``, …) mean nothing here and are left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from multisession.project.importers.refusal import RowRefused
from multisession.project.tasks import EMPTY_ARRAY, NewAnnotation, NewDraft, NewPrediction


class _WithResult(msgspec.Struct):
    result: msgspec.Raw = EMPTY_ARRAY


_results = msgspec.json.Decoder(list[_WithResult]).decode


def annotations_of(name: str, items: Any, raw: msgspec.Raw) -> list[NewAnnotation]:
    """The annotations of a task; ``name`` is the key they stand under, ``raw`` the same items as JSON text."""
    _check_items(name, items)
    return [_annotation(name, item, parts.result) for item, parts in zip(items, _results(raw), strict=True)]


def predictions_of(items: Any, raw: msgspec.Raw) -> list[NewPrediction]:
    """The predictions of a task; a list of ids, as the JSON export holds, gives none."""
    if isinstance(items, list) and all(type(item) is int for item in items):
        return []
    _check_items("predictions", items)
    return [_prediction(item, parts.result) for item, parts in zip(items, _results(raw), strict=True)]


def drafts_of(items: Any, raw: msgspec.Raw, annotations: Sequence[Mapping[str, Any]]) -> list[NewDraft]:
    """The drafts of a task; ``annotations`` are its own, which a draft may change. A list of ids gives none."""
    if isinstance(items, list) and all(type(item) is int for item in items):
        return []
    _check_items("drafts", items)
    places = {item["id"]: number for number, item in enumerate(annotations) if type(item.get("id")) is int}
    return [_draft(item, parts.result, places) for item, parts in zip(items, _results(raw), strict=True)]


def _check_items(name: str, items: Any) -> None:
    if not isinstance(items, list):
        raise RowRefused(f'"{name}" must be a list.')
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict):
            raise RowRefused(f'Entry {number} of "{name}" must be an object with a "result" list.')
        # 0.x wrote skips without one
        result = item.get("result", [] if item.get("skipped") or item.get("was_cancelled") else None)
        if not isinstance(result, list):
            raise RowRefused(f'Entry {number} of "{name}" has no "result" list.')
        if not all(isinstance(region, dict) for region in result):
            raise RowRefused(f'The "result" of entry {number} of "{name}" must hold objects only.')


def _annotation(name: str, item: Mapping[str, Any], result: msgspec.Raw) -> NewAnnotation:
    return NewAnnotation(
        result=_compact(result),
        was_cancelled=_flag(name, item, "was_cancelled") or _flag(name, item, "skipped"),
        ground_truth=_flag(name, item, "ground_truth") or _flag(name, item, "honeypot"),
        lead_time=_number(name, item, "lead_time"),
        completed_by=_person(item.get("completed_by")),
        created_at=_moment(name, item, "created_at"),
        updated_at=_moment(name, item, "updated_at"),
    )


def _draft(item: Mapping[str, Any], result: msgspec.Raw, places: Mapping[Any, int]) -> NewDraft:
    on = item.get("annotation")
    return NewDraft(
        result=_compact(result),
        lead_time=_number("drafts", item, "lead_time"),
        was_postponed=_flag("drafts", item, "was_postponed"),
        annotation=places.get(on) if type(on) is int else None,
        created_at=_moment("drafts", item, "updated_at") or _moment("drafts", item, "created_at"),
    )


def _prediction(item: Mapping[str, Any], result: msgspec.Raw) -> NewPrediction:
    version = item.get("model_version")
    if version is not None and not isinstance(version, str | int | float):
        raise RowRefused('"model_version" of a prediction must be text.')
    return NewPrediction(
        result=_compact(result),
        score=_number("predictions", item, "score"),
        model_version="" if version is None else str(version),
    )


def _compact(raw: msgspec.Raw) -> msgspec.Raw:
    text = bytes(raw)
    return msgspec.Raw(msgspec.json.format(text, indent=-1)) if b"\n" in text else raw


def _flag(name: str, item: Mapping[str, Any], key: str) -> bool:
    value = item.get(key)
    if value is None or isinstance(value, bool) or value in (0, 1):
        return bool(value)
    raise RowRefused(f'"{key}" in "{name}" must be true or false.')


def _number(name: str, item: Mapping[str, Any], key: str) -> float | None:
    value = item.get(key)
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300:
        return float(value)
    raise RowRefused(f'"{key}" in "{name}" must be a number.')


def _person(value: Any) -> int:
    """The number of whoever made it; 1 is the person who imports."""
    if isinstance(value, dict):
        value = value.get("id")
    return value if type(value) is int and 0 < value < 2**31 else 1


def _moment(name: str, item: Mapping[str, Any], key: str) -> str | None:
    """A time as ISO 8601 in UTC; 0.x wrote seconds since 1970."""
    value = item.get(key)
    if value is None:
        return None
    moment = _read_moment(value)
    if moment is None:
        raise RowRefused(f'"{key}" in "{name}" must be a time such as 2026-01-31T12:00:00Z.')
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


def _read_moment(value: Any) -> datetime | None:
    try:
        if isinstance(value, str):
            moment = datetime.fromisoformat(value)
            return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return None
