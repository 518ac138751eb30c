"""Reads one JSON value strictly: valid UTF-8, finite numbers, no duplicate keys, bounded depth.

The common case costs two passes of msgspec and a few byte counts; the standard library's slower reader is asked only
to find the words for what is wrong.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn

import msgspec

from multisession.project.importers.refusal import MAX_DEPTH, RowRefused, bad_byte
from multisession.web.json import MAX_VALUES, depth_exceeds, plain_value, values_exceed

_encode = msgspec.json.Encoder().encode


def strict_value(raw: bytes | msgspec.Raw, *, max_depth: int = MAX_DEPTH) -> Any:
    """The value of a JSON text; raises :class:`RowRefused` with a plain reason."""
    text = bytes(raw)
    if depth_exceeds(text, max_depth):
        raise RowRefused(too_deep(max_depth))
    if values_exceed(text, MAX_VALUES):
        raise RowRefused(f"It holds more than {MAX_VALUES:,} values. Link to a file that holds them.")
    try:
        value = plain_value(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        _explain(text, error)
    # Dropping a duplicate key drops a colon. Only an escaped colon (\u003a) could hide that.
    if b"\\u00" in text or text.count(b":") != _encode(value).count(b":"):
        _refuse_duplicate_keys(text)
    return value


def too_deep(limit: int) -> str:
    """The reason for nesting beyond the limit."""
    return f"It nests more than {limit} objects and lists inside one another. Flatten it."


def _explain(text: bytes, error: Exception) -> NoReturn:
    """Raises RowRefused saying what msgspec found wrong, in words for the person who wrote the file."""
    try:
        decoded = text.decode()
    except UnicodeDecodeError as fault:
        raise RowRefused(
            bad_byte(text[fault.start], fault.start), line=text.count(b"\n", 0, fault.start), offset=fault.start
        ) from None
    try:
        value = json.loads(decoded, parse_constant=_refuse_constant)
        json.dumps(value, ensure_ascii=False).encode()
    except json.JSONDecodeError as fault:
        raise RowRefused(
            f"It is not valid JSON: {_lower_first(fault.msg)} at column {fault.colno}.", line=fault.lineno - 1
        ) from None
    except UnicodeEncodeError as fault:
        code = ord(fault.object[fault.start])
        raise RowRefused(f"It holds \\u{code:04x}, half of a character pair. Write the character whole.") from None
    except RecursionError:
        raise RowRefused(too_deep(MAX_DEPTH)) from None
    except RowRefused:
        raise
    except ValueError:
        raise RowRefused("It holds a number with more digits than can be read. Write it as text.") from None
    if "out of range" in str(error):
        raise RowRefused("It holds a number too large for a computer's number. Write it as text.") from None
    raise RowRefused(f"It is not valid JSON: {_lower_first(str(error))}.") from None


def _lower_first(message: str) -> str:
    message = message.removeprefix("JSON is malformed: ")
    return message[:1].lower() + message[1:]


def _refuse_constant(name: str) -> NoReturn:
    raise RowRefused(f"{name} is not a number in JSON. Write null, or leave the key out.")


def _refuse_duplicate_keys(text: bytes) -> None:
    json.loads(text, object_pairs_hook=_unique_keys)


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise RowRefused(f'The key "{key}" stands twice in one object. Keep one of them.')
            seen.add(key)
    return made
