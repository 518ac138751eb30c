"""JSON in and out: strict decoding with bounded depth, sentences for what is wrong, one encoder for every answer."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import accumulate
from math import isinf
from typing import Any

import msgspec

from multisession.web.errors import BadRequest, ValidationFailed

#: Deepest nesting of arrays and objects that is read. Results and tasks of real projects stay below 15.
MAX_DEPTH = 100
#: Most values of one document that is read as a whole; an empty list costs 3 bytes to send and 64 to hold.
MAX_VALUES = 1_000_000

encoder = msgspec.json.Encoder(decimal_format="number")

_NOT_STRUCTURE = bytes(byte for byte in range(256) if byte not in b'[]{}",')
#: Levels that are taken off at once before the rest is counted bracket by bracket.
_QUICK_LEVELS = 16
_OBJECTS_TO_ARRAYS = bytes.maketrans(b"{}", b"[]")
_STRING = re.compile(rb'"[^"]*"')
_BYTE_POSITION = re.compile(r" \(byte (\d+)\)$")
_FIELD_PATH = re.compile(r" - at `(?P<path>.*)`$")


class JsonInvalid(BadRequest):
    """400: the text is not JSON, or is nested too deeply, or is not UTF-8."""

    code = "invalid-json"


def finite(text: str) -> float:
    """The number of a JSON text; raises ValueError where no float holds it. For ``float_hook`` of decoders."""
    value = float(text)
    if isinf(value):
        raise ValueError("Number out of range")
    return value


#: A JSON text as builtins. Numbers near the ends of the range take msgspec itself 200 times as long as others, so that
#: some megabytes of them would stop the process for seconds; Python's own reader takes all alike.
plain_value: Callable[[bytes | msgspec.Raw], Any] = msgspec.json.Decoder(float_hook=finite).decode


def encode(value: Any) -> bytes:
    """The JSON of structs, builtins and Raw parts; stored JSON passes through as it is."""
    return encoder.encode(value)


def decode(content: bytes, decoder: msgspec.json.Decoder[Any] | None = None) -> Any:
    """One JSON document as the decoder's type, or as builtins.

    Raises JsonInvalid with line and column where the text is not JSON, ValidationFailed where a field is not what the
    type says.
    """
    check_text(content)
    try:
        return plain_value(content) if decoder is None else decoder.decode(content)
    except msgspec.ValidationError as error:
        raise _field_error(str(error)) from None
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise _syntax_error(content, error) from None


def check_text(content: bytes) -> None:
    """Refuses what is not UTF-8 and what is nested deeper than MAX_DEPTH, before any parser recurses into it."""
    if not content.isascii():
        try:
            content.decode("utf-8")
        except UnicodeDecodeError as error:
            line, column = position(content, error.start)
            raise JsonInvalid(
                f"The text is not UTF-8: byte 0x{content[error.start]:02x} at line {line}, column {column}."
            ) from None
    if depth_exceeds(content, MAX_DEPTH):
        raise JsonInvalid(f"The JSON is nested deeper than {MAX_DEPTH} levels. Flatten it.")


def depth_exceeds(content: bytes, limit: int) -> bool:
    """True when arrays and objects are nested deeper than ``limit``; in linear time, without recursion."""
    if content.count(b"[") + content.count(b"{") <= limit:
        return False
    brackets = structure(content).translate(_OBJECTS_TO_ARRAYS, b",")
    if b"[" * (limit + 1) in brackets:
        return True
    # Each pass removes the innermost level everywhere. Documents of people are empty after a few.
    levels = min(limit, _QUICK_LEVELS)
    for _ in range(levels):
        if b"[]" not in brackets:
            break
        brackets = brackets.replace(b"[]", b"")
    # "[" is 91 and "]" is 93: the running sum of 92 - byte is the depth.
    return max(accumulate(map((92).__sub__, brackets)), default=0) > limit - levels


def values_exceed(content: bytes, limit: int) -> bool:
    """True when a document holds more than about ``limit`` values."""
    if content.count(b",") + content.count(b"[") + content.count(b"{") <= limit:
        return False
    bare = structure(content)
    return bare.count(b",") + bare.count(b"[") + bare.count(b"{") > limit


def structure(content: bytes) -> bytes:
    """The brackets, braces and commas of a document that do not stand in strings."""
    if b"\\" in content:
        content = content.replace(b"\\\\", b"").replace(b'\\"', b"")
    return _STRING.sub(b"", content.translate(None, _NOT_STRUCTURE))


def check_document(content: bytes, what: str = "The JSON") -> Any:
    """Decodes a part that is stored as it came and read by others later: no duplicate keys, no lone surrogates.

    msgspec keeps the last of two equal keys in silence, and passes raw parts on half checked; people's data deserve
    better. Returns the decoded value. Raises JsonInvalid.
    """
    check_text(content)
    if values_exceed(content, MAX_VALUES):
        raise JsonInvalid(f"{what} holds more than {MAX_VALUES:,} values. Link to a file that holds them.")
    try:
        value = json.loads(content, object_pairs_hook=_unique, parse_constant=_no_constant)
        plain_value(content)
    except _Refused as refusal:
        raise JsonInvalid(f"{what} {refusal}.") from None
    except ValueError as error:
        raise _syntax_error(content, error) from None
    return value


class _Refused(Exception):
    """What the standard decoder's hooks refuse."""


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise _Refused(f'has the key "{twice}" twice in one object')
    return found


def _no_constant(name: str) -> Any:
    raise _Refused(f"holds {name}, which is no JSON number")


def position(content: bytes, offset: int) -> tuple[int, int]:
    """Line and column, counted from 1, of a byte offset."""
    before = content[:offset]
    start = before.rfind(b"\n") + 1
    return before.count(b"\n") + 1, len(before[start:].decode("utf-8", "replace")) + 1


def _syntax_error(content: bytes, error: Exception) -> JsonInvalid:
    if not content.strip():
        return JsonInvalid("The body is empty; JSON is expected.")
    if isinstance(error, RecursionError):
        return JsonInvalid(f"The JSON is nested deeper than {MAX_DEPTH} levels. Flatten it.")
    if isinstance(error, json.JSONDecodeError):
        return JsonInvalid(f"The text is not JSON: {error.msg} at line {error.lineno}, column {error.colno}.")
    message = str(error).removeprefix("JSON is malformed: ")
    found = _BYTE_POSITION.search(message)
    if found is None:
        return JsonInvalid(f"The text is not JSON: {message[:1].lower()}{message[1:]}.")
    # msgspec names the byte itself, but the one after it where text follows the document.
    offset = int(found.group(1)) - message.startswith("trailing characters")
    line, column = position(content, offset)
    return JsonInvalid(f"The text is not JSON: {message[: found.start()]} at line {line}, column {column}.")


def _field_error(message: str) -> ValidationFailed:
    """msgspec's ``Expected `int`, got `str` - at `$.task``` as a sentence and a field."""
    found = _FIELD_PATH.search(message)
    path = found.group("path").lstrip("$.") if found else ""
    said = (message[: found.start()] if found else message).replace("`", "")
    missing = re.fullmatch(r"Object missing required field (\w+)", said)
    if missing:
        path = f"{path}.{missing.group(1)}" if path else missing.group(1)
        said = "This field is required"
    field = path or "non_field_errors"
    detail = f"{path}: {said}." if path else f"{said}."
    return ValidationFailed(detail, validation_errors={field: [f"{said}."]})
